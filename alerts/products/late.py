"""The weekly list of late answers, from the register: agency, matter, clock with its law, working days late. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alerts import matter_words
from alerts.documents.wording import Wording, plain
from alerts.matters import Followed, Standing
from alerts.products.paper import Paper, Part, Table, file_name
from alerts.workdays import Workdays
from core.clocks import ClockRule
from core.periods import ZONE
from core.settings import Office

WEEK = timedelta(days=7)
BINDS_PRESS = frozenset(
    {
        "LBC16-39.3d", "LBC16-39.3w", "LBC16-39.4", "LBC16-42-e", "LBC16-42-d", "LBC16-43",
        "ND237-18.5d", "ND237-18.5w", "ND237-18.6", "ND237-19.3a", "ND237-19.3b", "ND237-21", "ND147-24",
    }
)  # fmt: skip
"""Rules for newsrooms and platforms: what they do late is no answer that an agency owes."""
_WIDTHS = (11.0, 34.0, 43.0, 46.0, 26.0)


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """One limit that was not kept. `days` are working days after the local day `due`, up to `answered` or the list.

    `agency` leads the matter, `actor` is who the law binds in general words.
    `clock` and `law` are empty for the own due day of a matter.
    """

    matter: int
    title: str
    agency: str
    clock: str
    law: str
    duty: str
    actor: str
    due: date
    days: int
    answered: date | None = None


@dataclass(frozen=True, slots=True)
class LateList:
    """Who is late at `at` (aware): `waiting` still is, `answered` did it too late in the seven days before."""

    at: datetime
    waiting: tuple[LateAnswer, ...]
    answered: tuple[LateAnswer, ...]


def build(
    found: Iterable[Standing], rules: Iterable[ClockRule], workdays: Workdays, at: datetime, lang: str = "vi"
) -> LateList:
    """Return the list for matters as they stand at `at`; tasks of the plan and duties of the press are left out."""
    known = {rule.id: rule for rule in rules}
    waiting, answered = [], []
    for one in found:
        for duty in owed(one):
            done = duty.state.finished_at
            if duty in one.running and duty.state.standing == "overdue":
                waiting.append(_late(one, duty, known, workdays, at, lang))
            elif duty.state.standing == "met_late" and done and at - WEEK < done <= at:
                answered.append(_late(one, duty, known, workdays, done, lang, _day(done)))
    return LateList(at, _ordered(waiting), _ordered(answered))


def owed(one: Standing) -> tuple[Followed, ...]:
    """Return what an agency owes in a matter: its clocks but those of the press, and the own due day of the matter."""
    if one.matter.kind == "task":
        return ()
    duties = tuple(duty for duty in one.clocks if duty.state.rule not in BINDS_PRESS)
    return (*duties, one.task) if one.task else duties


def _late(
    one: Standing, duty: Followed, rules: dict[str, ClockRule], workdays: Workdays, until: datetime, lang: str,
    answered: date | None = None,
) -> LateAnswer:  # fmt: skip
    due = _day(duty.state.due or until)
    rule = rules.get(duty.state.rule)
    return LateAnswer(
        one.matter.id,
        one.matter.title,
        one.matter.lead,
        duty.state.rule,
        rule.source if rule else "",
        matter_words.duty(rule, lang) if rule else "",
        rule.actor if rule else "",
        due,
        workdays.between(due, _day(until)),
        answered,
    )


def _ordered(lines: Iterable[LateAnswer]) -> tuple[LateAnswer, ...]:
    """Return the lines by agency, the latest first."""
    return tuple(sorted(lines, key=lambda line: (line.agency, line.due, line.matter, line.clock)))


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def paper(report: LateList, office: Office, lang: str = "vi") -> Paper:
    """Return the list in words."""
    words = Wording(lang)
    _ = words.gettext
    day = _day(report.at)
    facts = {
        "moment": words.moment(report.at),
        "waiting": words.number(len(report.waiting)),
        "matters": words.number(len({line.matter for line in report.waiting})),
        "answered": words.number(len(report.answered)),
    }
    late = _("At %(moment)s the register holds %(waiting)s limits not kept, in %(matters)s matters.") % facts
    done = _("Answered too late in the seven days before: %(answered)s.") % facts
    note = _(
        "Days late are working days after the last day on time. The list rests on what was recorded in the register."
    )
    return Paper(
        file_name("late", day),
        _("REPORT"),
        "BC",
        _("On late answers to what the press reports (until %(day)s)") % {"day": words.day(day)},
        office.addressee,
        report.at,
        (
            Part(_("I. STILL WAITING"), (late,), _table(report.waiting, words)),
            Part(_("II. ANSWERED TOO LATE"), (done,), _table(report.answered, words), (note,)),
        ),
        office.recipients,
    )


def _table(lines: Sequence[LateAnswer], words: Wording) -> Table | None:
    _ = words.gettext
    if not lines:
        return None
    header = (_("No."), _("Agency"), _("Matter"), _("Limit and law"), _("Late"))
    rows = (
        (
            str(number),
            plain(line.agency) or _("to be named"),
            words.title(line.title),
            _law(line, words),
            _lateness(line, words),
        )
        for number, line in enumerate(lines, 1)
    )
    return Table(_WIDTHS, header, tuple(rows))


def _law(line: LateAnswer, words: Wording) -> str:
    _ = words.gettext
    due = words.day(line.due)
    if not line.clock:
        return _("due day written in the register: %(due)s") % {"due": due}
    facts = {"law": plain(line.law) or line.clock, "duty": plain(line.duty), "actor": plain(line.actor), "due": due}
    return _("%(law)s: %(duty)s (%(actor)s); due %(due)s") % facts


def _lateness(line: LateAnswer, words: Wording) -> str:
    _ = words.gettext
    days = _("%(n)s working days") % {"n": words.number(line.days)} if line.days else _("less than a working day")
    if line.answered is None:
        return days
    return _("%(days)s (answered %(day)s)") % {"days": days, "day": words.day(line.answered)}
