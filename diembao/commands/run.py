"""`diembao run`: the service."""

import asyncio

import click

from core.clock import Clock
from core.i18n import translator
from core.settings import Settings
from diembao.cli import Command
from diembao.commands.common import choose_clock, load_settings
from diembao.output import say
from diembao.rooms import open_rooms
from diembao.service import serve

_ = translator("diembao")


async def _run(settings: Settings, clock: Clock) -> None:
    async with open_rooms(settings, clock) as rooms:
        say(
            _("Following %(sources)d sources for %(profiles)s. Stop with Ctrl-C.")
            % {"sources": len(settings.sources), "profiles": ", ".join(p.name for p in settings.profiles)}
        )
        await serve(rooms)
        say(_("Stopped cleanly."))


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_("Run the service: collect, judge, alert and report until stopped. Safe to kill at any time."),
        epilog="diembao --workspace /srv/diembao run",
    )
    @click.option("--clock-url", hidden=True)
    def run_command(clock_url: str | None) -> None:
        asyncio.run(_run(load_settings(), choose_clock(clock_url)))

    return run_command
