"""`diembao sources`: the collecting side and its health."""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from alerts import conditions
from alerts.delays import delays
from alerts.documents.wording import Wording
from collector import health
from collector.parsing import ParserPool
from collector.poll import poll
from core.clock import SystemClock
from core.desk import DelayLine
from core.i18n import language, translator
from core.press import Polled, Source
from core.settings import Settings
from core.sources import FAILED, SourceState
from diembao.cli import Command, Group
from diembao.commands.collect import choose_sources
from diembao.commands.common import load_settings
from diembao.commands.discover import discover_command
from diembao.commands.opml import export_opml_command, import_opml_command
from diembao.commands.quarantine import quarantine_command, release_command
from diembao.commands.source_explain import explain_command
from diembao.commands.source_tables import Remark, blank, decimal, show_remarks, show_sources
from diembao.output import local, show_json
from diembao.rooms import open_fetcher, open_store

_ = translator("diembao")

DELAY_WINDOW = timedelta(days=30)


def _listed(settings: Settings) -> list[tuple[SourceState, DelayLine | None]]:
    now = datetime.now(UTC)
    with closing(open_store(settings)) as store, store.read() as tx:
        known = {state.source_id: state for state in tx.sources.states()}
        lines = {line.outlet_id: line for line in delays(tx.articles.timings(now - DELAY_WINDOW, now))}
    states = [known.get(source.id) or blank(source) for source in settings.sources]
    return [(state, lines.get(state.outlet_id)) for state in states]


def _record(state: SourceState, line: DelayLine | None) -> dict[str, Any]:
    return {
        "id": state.source_id,
        "outlet": state.outlet_name,
        "url": state.url,
        "address": state.address,
        "condition": state.condition,
        "since": state.memory.since,
        "last_success": state.last_success,
        "next_poll": state.next_poll,
        "failures": state.failures,
        "error": state.error,
        "entries": state.entries,
        "interval": state.memory.interval,
        "what_to_do": conditions.advice(state.condition, language()),
        "delay": line,
    }


def _troubled(state: SourceState) -> bool:
    return conditions.group(state.condition, state.failures) != "works"


def _delay(line: DelayLine | None) -> str:
    if line is None or line.p50 is None:
        return "—"
    return f"{Wording(language()).duration(line.p50)} / {Wording(language()).duration(line.p95)}"


def _row(state: SourceState, line: DelayLine | None) -> tuple[str, ...]:
    condition = conditions.name(state.condition, language())
    return state.source_id, condition, local(state.last_success), local(state.next_poll), _delay(line)


def _list_command() -> click.Command:
    @click.command(
        "list",
        cls=Command,
        help=_(
            "Every source: how it does and since when, its last good reading and next try, the delay of its outlet "
            "(of half and of 95 in 100 articles of 30 days, from publication to storage) and what to do."
        ),
        epilog="diembao sources list\ndiembao sources list --troubled --json",
    )
    @click.option("--troubled", is_flag=True, help=_("Only sources that need a look."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(troubled: bool, as_json: bool) -> None:
        listed = _listed(load_settings())
        if troubled:
            listed = [(state, line) for state, line in listed if _troubled(state)]
        if as_json:
            show_json([_record(state, line) for state, line in listed])
            return
        heads = _("Source"), _("State"), _("Last good"), _("Next try"), _("Delay")
        show_sources(heads, [_row(state, line) for state, line in listed])
        troubled_states = (state for state, _line in listed if _troubled(state))
        show_remarks(
            Remark(state.source_id, state.condition, state.error, state.memory.since) for state in troubled_states
        )

    return list_command


async def _check(settings: Settings, sources: Sequence[Source]) -> list[tuple[Source, Polled, SourceState]]:
    clock = SystemClock()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with closing(open_store(settings)) as store:
        async with open_fetcher(settings, clock, store) as fetcher, ParserPool() as parsers:
            with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
                task = progress.add_task(_("Sources"), total=len(sources))

                async def one(source: Source) -> tuple[Source, Polled, SourceState]:
                    now = clock.now()
                    asked = blank(source)
                    polled = await poll(source, asked, fetcher, parsers, now)
                    state = health.after(source, asked, polled, len(polled.entries), now)
                    progress.advance(task)
                    return source, polled, state

                return await asyncio.gather(*(one(source) for source in sources))


def _finding(source: Source, polled: Polled, state: SourceState) -> dict[str, Any]:
    dates = [entry.published for entry in polled.entries if entry.published]
    return {
        "id": source.id,
        "url": source.url,
        "condition": state.condition,
        "entries": len(polled.entries),
        "dated": len(dates),
        "newest": max(dates, default=None),
        "seconds": round(polled.seconds, 2),
        "moved_to": polled.moved_to,
        "error": polled.error,
    }


def _show_checked(found: Sequence[dict[str, Any]]) -> None:
    heads = _("Source"), _("State"), _("Entries"), _("With a time"), _("Newest"), _("Took")
    show_sources(
        heads,
        [
            (
                line["id"],
                conditions.name(line["condition"], language()),
                line["entries"],
                line["dated"],
                local(line["newest"]),
                f"{decimal(line['seconds'])} s",
            )
            for line in found
        ],
    )
    remarks = [(line, _remark(line)) for line in found]
    show_remarks(
        Remark(line["id"], line["condition"], text)
        for line, text in remarks
        if text or conditions.group(line["condition"]) != "works"
    )


def _remark(line: dict[str, Any]) -> str:
    return line["error"] or (_("moved to %(url)s") % {"url": line["moved_to"]} if line["moved_to"] else "")


def _check_command() -> click.Command:
    @click.command(
        "check",
        cls=Command,
        help=_("Read sources now without storing anything, and say what came. Exit code 1 when one needs a look."),
        epilog="diembao sources check\ndiembao sources check bao-tay-ninh-su-kien --json",
    )
    @click.argument("wanted", nargs=-1, metavar="[ID]...")
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def check_command(wanted: tuple[str, ...], as_json: bool) -> int:
        settings = load_settings()
        checked = asyncio.run(_check(settings, choose_sources(settings, wanted)))
        found = [_finding(*each) for each in checked]
        if as_json:
            show_json(found)
        else:
            _show_checked(found)
        troubled = any(state.condition in FAILED | {"empty", "slow"} for _source, _polled, state in checked)
        return 1 if troubled else 0

    return check_command


def command() -> click.Command:
    """Build the group."""
    group = Group("sources", help=_("The sources and how they do."))
    for built, words in (
        (_list_command(), _("every source and how it does")),
        (_check_command(), _("read sources now, without storing anything")),
        (explain_command(), _("why a source is polled when it is")),
        (discover_command(), _("the feeds and sitemaps of a site")),
        (quarantine_command(), _("articles held back as planted advertising")),
        (release_command(), _("let one of them in")),
        (import_opml_command(), _("what an OPML file would add")),
        (export_opml_command(), _("every source as OPML")),
    ):
        built.short_help = words
        group.add_command(built)
    return group
