"""`diembao collect`: one pass over the sources now, one article, or what was published since a day."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

from alerts import conditions, outbox
from core.clock import Clock
from core.errors import UsageError
from core.i18n import language, translator
from core.press import BackfillStep, Source
from core.settings import Settings
from diembao import backfill
from diembao.cli import Command
from diembao.commands.common import choose_clock, day, load_settings
from diembao.commands.source_tables import Remark, show_remarks, show_sources
from diembao.output import say, show_json
from diembao.pipeline import read_one, read_pending
from diembao.polling import PollLine, poll_sources
from diembao.rooms import Rooms, open_rooms

_ = translator("diembao")

POSTPONED_LOOK = 60.0  # seconds between two looks at what must be tried again


def choose_sources(settings: Settings, wanted: Sequence[str]) -> list[Source]:
    """Return the sources asked for, all of them when none is; raises UsageError for an unknown one."""
    known = {source.id: source for source in settings.sources}
    for identity in wanted:
        if identity not in known:
            raise UsageError(_("There is no source “%(id)s” in sources.yaml.") % {"id": identity})
    return [known[identity] for identity in wanted] or list(settings.sources)


@dataclass
class Pass:
    """What one pass did, and its progress on standard error."""

    progress: Progress
    reading: TaskID
    outcomes: Counter[str] = field(default_factory=Counter)
    sent: int = 0

    def read(self, outcome: str) -> None:
        """Note how the reading of an entry ended."""
        self.outcomes[outcome] += 1
        self.progress.advance(self.reading)


@contextmanager
def _progress() -> Iterator[Pass]:
    for name in ("diembao.pipeline", "diembao.polling"):
        logging.getLogger(name).setLevel(logging.ERROR)  # the summary names what failed
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Pass(progress, progress.add_task(_("Articles"), total=None))


async def _read_and_send(rooms: Rooms, done: Pass, until_idle: bool) -> None:
    await read_pending(rooms, done.read)
    while until_idle and await _wait_for_the_next(rooms):
        await read_pending(rooms, done.read)
    done.sent = outbox.deliver(rooms.store, rooms.mailer, rooms.clock.now).sent


async def _wait_for_the_next(rooms: Rooms) -> bool:
    """Sleep until a postponed entry may be tried again; False when none is left."""
    with rooms.store.read() as tx:
        left = tx.entries.counts().get("pending", 0)
    if left:
        await rooms.clock.sleep(POSTPONED_LOOK)
    return bool(left)


async def _collect(settings: Settings, sources: list[Source], clock: Clock, until_idle: bool) -> int:
    async with open_rooms(settings, clock) as rooms:
        with _progress() as done:
            polling = done.progress.add_task(_("Sources"), total=len(sources))
            lines = await poll_sources(rooms, sources, lambda _line: done.progress.advance(polling))
            await _read_and_send(rooms, done, until_idle)
    if _as_json():
        show_json({"sources": [_line_record(line) for line in lines], **_record(done)})
    else:
        rows = [(line.source.id, _state(line), line.listed, line.new) for line in lines]
        show_sources((_("Source"), _("State"), _("Listed"), _("New")), rows)
        show_remarks(
            Remark(state.source_id, state.condition, state.error)
            for state in (line.state for line in lines)
            if state and conditions.group(state.condition, state.failures) != "works"
        )
        say()
        _say_summary(done)
    return 3 if any(line.failed for line in lines) else 0


def _state(line: PollLine) -> str:
    return conditions.name(line.state.condition, language()) if line.state else _("polled by another process")


def _line_record(line: PollLine) -> dict[str, Any]:
    state = line.state.condition if line.state else "held"
    return {"id": line.source.id, "state": state, "listed": line.listed, "new": line.new, "error": line.error}


async def _backfill(settings: Settings, sources: list[Source], since: datetime, clock: Clock, until_idle: bool) -> int:
    """Search the sitemaps of the outlets; what a broken-off search had done already is not repeated."""
    first = {source.outlet.id: source for source in reversed(sources)}
    searched: list[tuple[BackfillStep, int]] = []
    async with open_rooms(settings, clock) as rooms:
        with _progress() as done:
            now = rooms.clock.now()
            with rooms.store.begin() as tx:
                for source in first.values():
                    backfill.begin(tx, source, since, now)
            searching = done.progress.add_task(_("Sitemaps"), total=None)

            def step_done(step: BackfillStep, found: int) -> None:
                searched.append((step, found))
                done.progress.advance(searching)

            await backfill.search_due(rooms, done=step_done)
            while until_idle and await _wait_for_sitemaps(rooms):
                await backfill.search_due(rooms, done=step_done)
            await _read_and_send(rooms, done, until_idle)
            with rooms.store.read() as tx:
                left = tx.backfill.open()
    if _as_json():
        steps = [{"source": step.source_id, "url": step.url, "new": found} for step, found in searched]
        show_json({"sitemaps": steps, "left": left, **_record(done)})
    else:
        rows = [(step.source_id, step.url, found) for step, found in searched]
        show_sources((_("Source"), _("Address searched"), _("New")), rows)
        _say_summary(done)
        if left:
            say(_("%(left)d addresses wait for a later try; run the same command again to go on.") % {"left": left})
    return 3 if left else 0


async def _wait_for_sitemaps(rooms: Rooms) -> bool:
    with rooms.store.read() as tx:
        left = tx.backfill.open()
    if left:
        await rooms.clock.sleep(POSTPONED_LOOK)
    return bool(left)


async def _one(settings: Settings, url: str, clock: Clock) -> int:
    async with open_rooms(settings, clock) as rooms:
        outcome = await read_one(rooms, url)
        sent = outbox.deliver(rooms.store, rooms.mailer, rooms.clock.now).sent
    words = {
        "kept": _("The article was stored."),
        "known": _("The article had been stored before."),
        "elsewhere": _("The article names none of the followed places, so it was not stored."),
        "unread": _("The page could not be read and its address does not name a followed place; it was not stored."),
        "postponed": _("The page could not be had now; the service tries again."),
        "quarantined": _("The page looks like planted advertising and is held back: diembao sources quarantine"),
    }
    if _as_json():
        show_json({"url": url, "outcome": outcome, "mails": sent})
    else:
        say(words[outcome])
    return {"unread": 1, "postponed": 3}.get(outcome, 0)


def _as_json() -> bool:
    return bool(click.get_current_context().params.get("as_json"))


def _record(done: Pass) -> dict[str, Any]:
    return {"entries": dict(done.outcomes), "mails": done.sent}


def _say_summary(done: Pass) -> None:
    what = _(
        "Kept %(kept)d articles, %(elsewhere)d concern other places, %(unread)d could not be read,"
        " %(later)d are tried again later;"
        " %(sent)d mails sent."
    )
    counts = done.outcomes
    if counts["quarantined"]:
        held = _("%(held)d look like planted advertising and are held back: diembao sources quarantine")
        say(held % {"held": counts["quarantined"]})
    say(
        what
        % {
            "kept": counts["kept"],
            "elsewhere": counts["elsewhere"],
            "unread": counts["unread"],
            "later": counts["postponed"],
            "sent": done.sent,
        }
    )


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_("Read the sources once, now, and judge what is new. Exit code 3 when a source failed."),
        epilog="diembao collect\n"
        "diembao collect --source bao-tay-ninh --json\n"
        "diembao collect --url https://baotayninh.vn/bai-viet.html\n"
        "diembao collect --since 2026-10-01 --source bao-tay-ninh-su-kien",
    )
    @click.option("--source", "wanted", multiple=True, metavar="ID", help=_("Only this source (may be repeated)."))
    @click.option("--url", metavar="URL", help=_("Read this one article, of an outlet of sources.yaml."))
    @click.option(
        "--since",
        callback=day,
        metavar="YYYY-MM-DD",
        help=_(
            "Search the sitemaps of the outlets for what was published since this day; may be broken off and resumed."
        ),
    )
    @click.option("--until-idle", is_flag=True, help=_("Wait for pages that must be tried again."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    @click.option("--clock-url", hidden=True)
    def collect_command(
        wanted: tuple[str, ...],
        url: str | None,
        since: datetime | None,
        until_idle: bool,
        as_json: bool,  # noqa: ARG001 - read from the context
        clock_url: str | None,
    ) -> int:
        if url and (since or wanted):
            raise UsageError(_("--url reads one article; leave out --since and --source."))
        settings = load_settings()
        sources, clock = choose_sources(settings, wanted), choose_clock(clock_url)
        if url:
            return asyncio.run(_one(settings, url if "://" in url else f"https://{url}", clock))
        if since:
            if since > clock.now():
                raise UsageError(_("--since lies in the future."))
            return asyncio.run(_backfill(settings, sources, since, clock, until_idle))
        return asyncio.run(_collect(settings, sources, clock, until_idle))

    return collect_command
