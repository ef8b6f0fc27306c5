"""`diembao collect`: one pass over the sources now."""

import asyncio
import logging
from collections import Counter
from collections.abc import Sequence

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from alerts import outbox
from core.clock import Clock
from core.errors import UsageError
from core.i18n import translator
from core.press import Source
from core.settings import Settings
from diembao.cli import Command
from diembao.commands.common import choose_clock, load_settings
from diembao.output import show_json, show_table
from diembao.pipeline import PollLine, poll_sources, read_pending
from diembao.rooms import Rooms, open_rooms

_ = translator("diembao")


def choose_sources(settings: Settings, wanted: Sequence[str]) -> list[Source]:
    """Return the sources asked for, all of them when none is; raises UsageError for an unknown one."""
    known = {source.id: source for source in settings.sources}
    for identity in wanted:
        if identity not in known:
            raise UsageError(_("There is no source “%(id)s” in sources.yaml.") % {"id": identity})
    return [known[identity] for identity in wanted] or list(settings.sources)


async def _collect(settings: Settings, sources: list[Source], clock: Clock, until_idle: bool) -> int:
    outcomes: Counter[str] = Counter()
    logging.getLogger("diembao.pipeline").setLevel(logging.ERROR)  # the summary names what failed
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    async with open_rooms(settings, clock) as rooms:
        with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
            polling = progress.add_task(_("Sources"), total=len(sources))
            reading = progress.add_task(_("Articles"), total=None)
            lines = await poll_sources(rooms, sources, lambda _line: progress.advance(polling))

            def read(outcome: str) -> None:
                outcomes[outcome] += 1
                progress.advance(reading)

            await read_pending(rooms, read)
            while until_idle and await _wait_for_the_next(rooms):
                await read_pending(rooms, read)
        mails = outbox.deliver(rooms.store, rooms.mailer, rooms.clock.now)
    _summary(lines, outcomes, mails.sent)
    return 3 if any(line.state == "failed" for line in lines) else 0


async def _wait_for_the_next(rooms: Rooms) -> bool:
    """Sleep until a postponed entry may be tried again; False when none is left."""
    with rooms.store.read() as tx:
        left = tx.entries.counts().get("pending", 0)
    if left:
        await rooms.clock.sleep(60)
    return bool(left)


def _summary(lines: Sequence[PollLine], outcomes: Counter[str], sent: int) -> None:
    names = {
        "ok": _("read"),
        "unchanged": _("unchanged"),
        "failed": _("FAILED"),
    }
    context = click.get_current_context()
    if context.params.get("as_json"):
        show_json(
            {
                "sources": [
                    {"id": li.source.id, "state": li.state, "listed": li.listed, "new": li.new, "error": li.error}
                    for li in lines
                ],
                "entries": dict(outcomes),
                "mails": sent,
            }
        )
        return
    rows = [(li.source.id, names[li.state], li.listed, li.new, li.error) for li in lines]
    show_table((_("Source"), _("State"), _("Listed"), _("New"), _("Remark")), rows)
    click.echo(
        _(
            "Kept %(kept)d articles, %(elsewhere)d concern other places, %(later)d are tried again later;"
            " %(sent)d mails sent."
        )
        % {
            "kept": outcomes["kept"],
            "elsewhere": outcomes["elsewhere"] + outcomes["unread"],
            "later": outcomes["postponed"],
            "sent": sent,
        }
    )


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_("Read the sources once, now, and judge what is new. Exit code 3 when a source failed."),
        epilog="diembao collect\ndiembao collect --source bao-tay-ninh --json",
    )
    @click.option("--source", "wanted", multiple=True, metavar="ID", help=_("Only this source (may be repeated)."))
    @click.option("--until-idle", is_flag=True, help=_("Wait for pages that must be tried again."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    @click.option("--clock-url", hidden=True)
    def collect_command(wanted: tuple[str, ...], until_idle: bool, as_json: bool, clock_url: str | None) -> int:  # noqa: ARG001
        settings = load_settings()
        sources = choose_sources(settings, wanted)
        return asyncio.run(_collect(settings, sources, choose_clock(clock_url), until_idle))

    return collect_command
