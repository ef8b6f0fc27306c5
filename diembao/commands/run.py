"""`diembao run`: the service."""

import asyncio
import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from core.clock import Clock
from core.errors import UsageError
from core.i18n import translator
from core.settings import Settings
from diembao.cli import Command
from diembao.commands.common import choose_clock, load_settings
from diembao.output import say
from diembao.rooms import open_rooms
from diembao.service import serve

_ = translator("diembao")


async def _run(settings: Settings, clock: Clock) -> int:
    async with open_rooms(settings, clock) as rooms:
        say(
            _("Following %(sources)d sources for %(profiles)s. Stop with Ctrl-C.")
            % {"sources": len(settings.sources), "profiles": ", ".join(p.name for p in settings.profiles)}
        )
        interrupted = await serve(rooms)
        say(_("Stopped cleanly."))
    return 130 if interrupted else 0


@contextmanager
def only_service(workspace: Path) -> Iterator[None]:
    """Hold the workspace for one service; raises UsageError when another has it. The system lets go at any death."""
    with (workspace / ".diembao.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(_("Another service runs on this workspace; stop it first.")) from None
        yield


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_("Run the service: collect, judge, alert and report until stopped. Safe to kill at any time."),
        epilog="diembao --workspace /srv/diembao run",
    )
    @click.option("--clock-url", hidden=True)
    def run_command(clock_url: str | None) -> int:
        settings, clock = load_settings(), choose_clock(clock_url)
        with only_service(Path(settings.workspace)):
            return asyncio.run(_run(settings, clock))

    return run_command
