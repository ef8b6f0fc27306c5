"""The mails to whoever keeps the system: how the sources did, once a week, and new alarms, at most once a day.

Mails that do not get out have a mail of their own (`alerts.stuck`); the weekly one counts them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alerts.compose import render
from alerts.conditions import Group, advice, dark_days, group, within
from alerts.delays import percentile
from alerts.documents.sources import delay_grid
from alerts.documents.wording import Wording, plain, sentence_case
from alerts.message import build
from core.desk import DelayLine, Message
from core.i18n import translator
from core.periods import Period
from core.settings import Mail, Office, Recipient
from core.sources import Alarm, SourceState
from core.text import fold

KIND = "health"
LISTED = 50  # sources of one table; the command line lists the rest
COLOURS = {True: "#a85400", False: "#2c6e49"}  # something to do, or nothing


@dataclass(frozen=True, slots=True)
class Health:
    """How the sources do as of `now`; `searching` counts the addresses still searched for articles feeds have lost,
    `held` the articles held back as planted advertising, `stuck` the mails that do not get out; `waits` are the seconds
    that the alert mails of the week took from their commit until the mail server accepted them, in order of size.

    `week` is the one reported on; without it only the alarms nobody was told of are reported.
    """

    states: Sequence[SourceState]
    now: datetime
    week: Period | None = None
    delays: Sequence[DelayLine] = ()
    searching: int = 0
    held: int = 0
    stuck: int = 0
    waits: Sequence[float] = ()

    def untold(self) -> list[tuple[SourceState, Alarm]]:
        """Return the alarms nobody was told of, with their sources, by outlet."""
        found = ((state, alarm) for state in _by_outlet(self.states) for alarm in state.memory.alarms)
        return [(state, alarm) for state, alarm in found if alarm.told is None]

    def dark(self, state: SourceState) -> int:
        """Return on how many days of the week a source was asked and could not be read."""
        return dark_days(state.memory.days, self.week.first, self.week.last) if self.week else 0

    def standing(self, state: SourceState) -> Group:
        """Return what the silence of a source in the week is worth."""
        found = group(state.condition, state.failures)
        return "watch" if found == "works" and self.dark(state) else found


@dataclass(frozen=True, slots=True)
class Line:
    """One source in a table of the mail."""

    outlet: str
    source: str
    condition: str
    facts: tuple[str, ...]
    todo: str


@dataclass(frozen=True, slots=True)
class Table:
    """Sources under a heading; `more` says how many are not shown."""

    title: str
    lines: tuple[Line, ...]
    more: str = ""


def message(
    health: Health,
    key: str,
    recipient: Recipient,
    office: Office,
    mail: Mail,
    lang: str,
    templates: Path | None = None,
) -> Message:
    """Return the mail for one mailbox, dated at `health.now`; files of the same name in `templates` replace ours."""
    words = Wording(lang)
    facts = _facts(health, office, words)
    return keeper_mail(facts, key, health.now, recipient, office, mail, words, templates)


def keeper_mail(
    facts: dict[str, Any],
    key: str,
    now: datetime,
    recipient: Recipient,
    office: Office,
    mail: Mail,
    words: Wording,
    templates: Path | None = None,
) -> Message:
    """Return a mail to whoever keeps the system, from the facts that the templates `health.*` show."""
    return build(
        KIND,
        "",
        key,
        mail.sender,
        recipient.email,
        words.gettext("[System] %(subject)s") % {"subject": facts["subject"]},
        render("health.txt.jinja", templates, facts),
        render("health.html.jinja", templates, facts),
        (),
        now,
        sender_name=office.body,
        recipient_name=recipient.name,
    )


def _facts(health: Health, office: Office, words: Wording) -> dict[str, Any]:
    """Gather what the templates show, all of it already in words."""
    _ = words.gettext
    counts = _counts(health)
    tables = [table for table in _tables(health, words) if table.lines]
    subject, title = _titles(health, counts, words)
    grid = delay_grid(health.delays, _("Time from publication to storing, articles stored in the week"), words)
    return {
        "_": translator("alerts", words.lang),
        "lang": words.lang,
        "subject": subject,
        "title": title,
        "colour": COLOURS[bool(tables or health.stuck)],
        "paragraphs": _paragraphs(health, counts, bool(tables), words),
        "first": _("Source"),
        "tables": tables,
        "delays": grid,
        "hints": [
            (_("All sources with their state"), "diembao sources list"),
            (_("Why a source is asked when it is"), "diembao sources explain ID"),
        ],
        "why": _("Sent to whoever keeps the system, because a source that goes quiet must not pass for “no news”."),
        "body": office.body,
        "contact": office.contact,
    }


def _counts(health: Health) -> dict[Group, int]:
    standings = [health.standing(state) for state in health.states]
    return {standing: standings.count(standing) for standing in ("dead", "watch", "never", "works")}


def _titles(health: Health, counts: dict[Group, int], words: Wording) -> tuple[str, str]:
    _ = words.gettext
    if health.week is None:
        facts = {"number": words.number(len(health.untold())), "moment": words.moment(health.now)}
        return _("Source alarms: %(number)s (%(moment)s)") % facts, _("Source alarms, %(moment)s") % facts
    facts = {
        "week": words.window(health.week.first, health.week.last),
        "failed": words.number(counts["dead"] + counts["never"]),
        "watched": words.number(counts["watch"]),
    }
    well = counts["works"] == len(health.states)
    subject = _("Sources in the week %(week)s: all working")
    troubled = _("Sources in the week %(week)s: %(failed)s not readable, %(watched)s to look at")
    return (subject if well else troubled) % facts, _("Health of the sources, week %(week)s") % facts


def _paragraphs(health: Health, counts: dict[Group, int], trouble: bool, words: Wording) -> list[str]:
    _ = words.gettext
    facts = {
        "sources": words.number(len(health.states)),
        "outlets": words.number(len({state.outlet_id for state in health.states})),
        "moment": words.moment(health.now),
        "working": words.number(counts["works"] + counts["watch"]),
        "watched": words.number(counts["watch"]),
        "failed": words.number(counts["dead"]),
        "unread": words.number(counts["never"]),
    }
    said = [
        _(
            "Sources followed: %(sources)s (outlets %(outlets)s). As of %(moment)s working %(working)s (to look at:"
            " %(watched)s), failed %(failed)s, never read %(unread)s."
        )
        % facts
    ]
    if health.week:
        said += [_work(health, health.week, words), *_waits(health, words)]
    if not trouble:
        quiet = _("All sources work.") if health.stuck else _("All sources work; there is nothing to do.")
        said.append(quiet)
    return [*said, *_search(health, words), *_held(health, words), *_stuck(health, words)]


def _held(health: Health, words: Wording) -> list[str]:
    what = words.gettext(
        "Articles held back because they look like advertising planted on a hijacked site: %(number)s;"
        " look at them with “diembao sources quarantine”."
    )
    return [what % {"number": words.number(health.held)}] if health.held else []


def _stuck(health: Health, words: Wording) -> list[str]:
    what = words.gettext(
        "Mails that do not get out, or of which it is unclear whether they arrived: %(number)s; look at them with"
        " “diembao deliveries list”."
    )
    return [what % {"number": words.number(health.stuck)}] if health.stuck else []


def _work(health: Health, week: Period, words: Wording) -> str:
    """Return how often the sources were asked in the week and what they gave."""
    days = [day for state in health.states for day in within(state.memory.days, week.first, week.last)]
    return words.gettext(
        "In the week the sources were asked %(polls)s times, of which %(failures)s without success; they listed %(new)s"
        " new articles."
    ) % {
        "polls": words.number(sum(day.polls for day in days)),
        "failures": words.number(sum(day.failures for day in days)),
        "new": words.number(sum(day.new for day in days)),
    }


def _waits(health: Health, words: Wording) -> list[str]:
    """Return how fast the alerts of the week left the house, when there were some."""
    what = words.gettext(
        "Alert mails accepted by the mail server in the week: %(number)s; half of them within %(p50)s of the alert,"
        " 95 %% within %(p95)s."
    )
    facts = {
        "number": words.number(len(health.waits)),
        "p50": words.duration(percentile(health.waits, 0.5)),
        "p95": words.duration(percentile(health.waits, 0.95)),
    }
    return [what % facts] if health.waits else []


def _search(health: Health, words: Wording) -> list[str]:
    """Return how far the search for articles that feeds no longer list has come, when there is or was one."""
    _ = words.gettext
    if health.searching:
        searching = _("Missed articles are searched for in sitemaps; addresses still to be searched: %(number)s.")
        return [searching % {"number": words.number(health.searching)}]
    lost = any(state.condition == "overlap_lost" for state in health.states)
    if lost or any(alarm.condition == "overlap_lost" for _state, alarm in health.untold()):
        return [_("The search for missed articles in sitemaps is finished.")]
    return []


def _tables(health: Health, words: Wording) -> list[Table]:
    _ = words.gettext
    alarms = [_alarm_line(state, alarm, words) for state, alarm in health.untold()]
    if health.week is None:
        return [_table(_("New alarms"), alarms, words)]
    over = [_alarm_line(state, alarm, words) for state, alarm in health.untold() if alarm.over]
    shown: tuple[Group, ...] = ("dead", "watch", "never")
    return [
        *(_table(words.standing(each), _source_lines(health, each, words), words) for each in shown),
        _table(_("Alarms that are over"), over, words),
    ]


def _table(title: str, lines: Sequence[Line], words: Wording) -> Table:
    left = words.number(len(lines) - LISTED)
    more = words.gettext("not shown here: %(number)s, see “diembao sources list”") % {"number": left}
    return Table(title, tuple(lines[:LISTED]), more if len(lines) > LISTED else "")


def _source_lines(health: Health, standing: Group, words: Wording) -> list[Line]:
    found = [state for state in _by_outlet(health.states) if health.standing(state) == standing]
    return [_source_line(state, health.dark(state), words) for state in found]


def _source_line(state: SourceState, dark: int, words: Wording) -> Line:
    _ = words.gettext
    facts = _facts_of(state, words)
    if dark:
        facts.insert(0, _("days of the week without any reading: %(days)d") % {"days": dark})
    if state.error:
        facts.append(_("error: %(error)s") % {"error": plain(state.error)})
    return _line(state, words.since(state.condition, state.memory.since), facts, advice(state.condition, words.lang))


def _alarm_line(state: SourceState, alarm: Alarm, words: Wording) -> Line:
    _ = words.gettext
    facts = _facts_of(state, words)
    if alarm.over:
        facts.insert(0, _("over since %(moment)s") % {"moment": words.moment(alarm.over)})
    elif state.error:
        facts.append(_("error: %(error)s") % {"error": plain(state.error)})
    todo = "" if alarm.over else advice(alarm.condition, words.lang)
    return _line(state, words.since(alarm.condition, alarm.since), facts, todo)


def _facts_of(state: SourceState, words: Wording) -> list[str]:
    facts = [words.last_read(state.last_success)] if state.condition != "never" else []
    if state.next_poll:
        facts.append(words.gettext("next try %(moment)s") % {"moment": words.moment(state.next_poll)})
    return facts


def _line(state: SourceState, condition: str, facts: Iterable[str], todo: str) -> Line:
    return Line(plain(state.outlet_name), plain(state.source_id), condition, tuple(map(sentence_case, facts)), todo)


def _by_outlet(states: Iterable[SourceState]) -> list[SourceState]:
    return sorted(states, key=lambda state: (fold(state.outlet_name), state.source_id))
