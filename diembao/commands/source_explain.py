"""`diembao sources explain`: why a source is polled when it is."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date

import click

from alerts import conditions
from alerts.documents.wording import Wording
from core.i18n import language, translator
from core.sources import Reason, SourceState
from core.text import one_line
from diembao.cli import Command
from diembao.commands.collect import choose_sources
from diembao.commands.common import load_settings
from diembao.commands.source_tables import blank, decimal
from diembao.output import local, say, show_json, show_table
from diembao.rooms import open_store

_ = translator("diembao")

DAYS_SHOWN = 7


def reason_in_words(reason: Reason) -> str:
    """Return one step of the reckoning of the next poll as a sentence."""
    time, share = Wording(language()).duration(reason.value), f"{reason.value:.0%}"
    words = {
        "fixed": _("sources.yaml sets a fixed interval (`every`): %(time)s") % {"time": time},
        "start": _("its rhythm is not known yet: 15 minutes"),
        "kept": _("the poll failed, so the interval stays as it was"),
        "pace": _("usual time between two publications: %(time)s; half of it is the longest interval") % {"time": time}
        if reason.value
        else _("usual time between two publications: not known yet"),
        "much_new": _("%(share)s of the document was new, so entries could be missed: twice as often")
        % {"share": share},
        "little_new": _("%(share)s of the document was new: a half longer") % {"share": share},
        "interval": _("the interval is now %(time)s") % {"time": time},
        "rush": _("rush hours of the newsrooms (06–09, 17–20): times %(factor)s") % {"factor": decimal(reason.value)},
        "night": _("night (22–05): times %(factor)s") % {"factor": decimal(reason.value)},
        "rush_begins": _("moved to the first minutes of the rush hours at %(hour)d:00") % {"hour": reason.value},
        "cache": _("the server gives the same answer from a cache until then: %(time)s") % {"time": time},
        "failures": _("failed polls in a row: %(number)d, each doubles the pause") % {"number": reason.value},
        "retry_after": _("the server asked to be left alone for %(time)s") % {"time": time},
        "jitter": _("plus %(time)s, so that not all sources are asked at once") % {"time": time},
    }
    return words.get(reason.code, reason.code)


def _facts(state: SourceState) -> Iterator[tuple[str, str]]:
    memory = state.memory
    yield _("Outlet"), state.outlet_name
    yield _("Address"), state.address
    if state.address != state.url:
        yield _("In sources.yaml"), _("%(url)s (has moved for good; write the new address there)") % {"url": state.url}
    elif memory.move:
        yield (
            _("Moves to"),
            _("%(url)s (seen %(polls)d times since %(since)s; believed after 3 times over 24 hours)")
            % {
                "url": memory.move.to,
                "polls": memory.move.polls,
                "since": local(memory.move.since),
            },
        )
    yield (
        _("State"),
        _("%(state)s, since %(since)s")
        % {
            "state": conditions.name(state.condition, language()),
            "since": local(memory.since),
        },
    )
    if state.error:
        yield _("Error"), one_line(state.error)
    if advice := conditions.advice(state.condition, language()):
        yield _("What to do"), advice
    yield _("Last poll"), local(state.last_polled)
    yield _("Last good"), local(state.last_success)
    yield _("Last asked without conditions"), local(memory.last_full)
    yield _("Last new entry"), local(memory.last_new)
    yield _("Next poll"), local(state.next_poll)


def explain_command() -> click.Command:
    """Build the command."""

    @click.command(
        "explain",
        cls=Command,
        help=_("Why a source is polled when it is: its rhythm, its last polls and every step of the reckoning."),
        epilog="diembao sources explain bao-tay-ninh-su-kien",
    )
    @click.argument("source_id", metavar="ID")
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def command(source_id: str, as_json: bool) -> None:
        settings = load_settings()
        (source,) = choose_sources(settings, [source_id])
        with closing(open_store(settings)) as store, store.read() as tx:
            known = {each.source_id: each for each in tx.sources.states()}
        state = known.get(source_id) or blank(source)
        if as_json:
            show_json(state)
            return
        for name, value in _facts(state):
            say(f"{name}: {value}")
        if state.memory.because:
            say("\n" + _("Why then:"))
            for reason in state.memory.because:
                say(f"  - {reason_in_words(reason)}")
        say("\n" + _("Last polls:"))
        show_table(
            (_("When"), _("State"), _("Listed"), _("New"), _("Took")),
            [
                (local(a.at), conditions.name(a.condition, language()), a.listed, a.new, f"{decimal(a.seconds)} s")
                for a in reversed(state.memory.recent)
            ],
        )
        say("\n" + _("Last days:"))
        days = sorted(state.memory.days.items(), reverse=True)[:DAYS_SHOWN]
        show_table(
            (_("Day"), _("Polls"), _("Failed"), _("New")),
            [(f"{date.fromisoformat(key):%d/%m/%Y}", day.polls, day.failures, day.new) for key, day in days],
        )

    return command
