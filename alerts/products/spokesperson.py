"""The yearly report on speaking to the press, in the form of NĐ 244/2026/NĐ-CP (article 10), from the register. Pure.

The register knows what people recorded in it and nothing else: where it holds nothing, the paper says so and leaves the
number to be written in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from alerts import clocks
from alerts.documents.wording import Wording
from alerts.matters import Followed, Standing, held_at
from alerts.products.paper import Paper, Part, Table, copies, file_name
from core.clocks import ClockRule
from core.errors import UsageError
from core.i18n import translator
from core.matters import ResponseKind
from core.periods import Period, Windows, parse
from core.settings import Office

DUE: Final = (12, 20)  # NĐ 244/2026/NĐ-CP, article 10: before the 20th of December
WINDOW: Final = Windows(year_ends=(12, 14))  # the same article: from 15 December of the year before to 14 December
REQUESTS: Final = ("ND237-18.1", "ND237-18.3", "ND262-16.2", "ND262-16.3")
TIMED: Final = ("ND244-7.3", "ND244-7.4")
FALSE: Final = "ND244-7.6"
_SPOKEN: Final[frozenset[ResponseKind | None]] = frozenset({"answer", "statement", "briefing", "clarification"})
_WRITTEN: Final[frozenset[ResponseKind | None]] = frozenset({"correction_request", "clarification"})
_WIDTHS = (12.0, 86.0, 24.0, 38.0)
_BLANK = "…" * 40

_ = translator("alerts")


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many of how many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class SpokespersonYear:
    """The six counters of the form for the local days `first` to `last`; `due` is the first day that is too late.

    `answers` are requests of the press with a recorded start, `loose_answers` answers that no request is recorded for.
    `spoken` are hot matters on which somebody spoke, `on_time` those of them with a limit of 24 hours that was kept.
    `running` are matters whose limit still runs. `draft`: the window is not over at `at` (aware).
    """

    profile: str
    year: int
    at: datetime
    first: date
    last: date
    due: date
    draft: bool
    conferences: int
    briefings: int
    answers: Ratio
    spoken: Ratio
    on_time: Ratio
    corrections: Ratio
    loose_answers: int
    running: int


def window(year: int) -> Period:
    """Return the days that the report of a year covers; raises UsageError for what is no year of this century."""
    return WINDOW.of(parse(f"{year:04d}"))


def build(
    found: Sequence[Standing], profile: str, year: int, rules: Iterable[ClockRule], now: datetime
) -> SpokespersonYear:
    """Return the counters of a year from the matters of a profile; raises UsageError when the year is still to come."""
    period, known = window(year), list(rules)
    if period.start > now:
        raise UsageError(_("The period %(period)s has not begun yet.") % {"period": year})
    requests, timed, false = (newest(known, each) for each in (REQUESTS, TIMED, (FALSE,)))
    said = [(one, act) for one in found for act in one.responses if period.contains(act.moment or act.at)]
    asked = [(one, duty) for one in found for duty in _begun(one, requests, period)]
    limited = [duties for one in found if (duties := _begun(one, timed, period))]
    wrong = [one for one in found if _is_false(one, false, period)]
    adhoc = [one for one in found if _is_adhoc(one, (*requests, *timed), false, period)]
    return SpokespersonYear(
        profile,
        year,
        now,
        period.first,
        period.last,
        date(year, *DUE),
        now < period.end,
        conferences=sum((at := held_at(one)) is not None and period.contains(at) for one in found),
        briefings=sum(act.response == "briefing" for _one, act in said),
        answers=Ratio(sum(_is_answered(one, duty, period) for one, duty in asked), len(asked)),
        spoken=Ratio(sum(_has_spoken(one, timed, period) for one in adhoc), len(adhoc)),
        on_time=Ratio(sum(all(one.state.standing == "met" for one in each) for each in limited), len(limited)),
        corrections=Ratio(sum(_has_asked(one, false, period) for one in wrong), len(wrong)),
        loose_answers=sum(act.response == "answer" and not _duties(one, requests) for one, act in said),
        running=sum(any(one.state.standing == "running" for one in each) for each in limited),
    )


def newest(rules: Sequence[ClockRule], wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the newest rule of each duty, by which the register knows it; not of one the office does without."""
    ids = {rule.id for rule in rules}
    return tuple(clocks.family(rules, each)[-1].id for each in wanted if each in ids)


def _duties(one: Standing, wanted: Iterable[str]) -> list[Followed]:
    names = frozenset(wanted)
    return [duty for duty in one.clocks if duty.clock in names and duty.state.standing != "not_in_force"]


def _begun(one: Standing, wanted: Iterable[str], period: Period) -> list[Followed]:
    """Return the duties that began in a period."""
    return [duty for duty in _duties(one, wanted) if (at := duty.state.started_at) and period.contains(at)]


def _responded(one: Standing, kinds: frozenset[ResponseKind | None], period: Period) -> bool:
    return any(act.response in kinds and (act.moment or act.at) < period.end for act in one.responses)


def _is_answered(one: Standing, duty: Followed, period: Period) -> bool:
    done = duty.state.finished_at
    return (done is not None and done < period.end) or _responded(one, frozenset({"answer"}), period)


def _is_adhoc(one: Standing, speaking: Sequence[str], false: Sequence[str], period: Period) -> bool:
    """Tell whether a hot matter came up in a period; what only needs a correction belongs to the sixth counter."""
    if one.matter.kind != "hot" or (_duties(one, false) and not _duties(one, speaking)):
        return False
    return period.contains(one.matter.opened_at) or bool(_begun(one, speaking, period))


def _has_spoken(one: Standing, timed: Sequence[str], period: Period) -> bool:
    done = [duty.state.finished_at for duty in _duties(one, timed)]
    return any(at and at < period.end for at in done) or _responded(one, _SPOKEN, period)


def _is_false(one: Standing, false: Sequence[str], period: Period) -> bool:
    at = one.dates.get("false_info_established_at")
    return (at is not None and period.contains(at)) or bool(_begun(one, false, period))


def _has_asked(one: Standing, false: Sequence[str], period: Period) -> bool:
    done = [duty.state.finished_at for duty in _duties(one, false)]
    return any(at and at < period.end for at in done) or _responded(one, _WRITTEN, period)


def paper(report: SpokespersonYear, office: Office, lang: str = "vi") -> Paper:
    """Return the report in words, in the form of the decree."""
    words = Wording(lang)
    _ = words.gettext
    facts = {"year": report.year, "window": words.window(report.first, report.last), "due": words.day(report.due)}
    intro = _("Numbers of %(window)s (Nghị định 244/2026/NĐ-CP, Điều 10), from the register of matters.") % facts
    header = (_("No."), _("Content"), _("Number"), _("Note"))
    by_hand = (_("The register does not hold this part: it is to be written by the office."), _BLANK, _BLANK)
    return Paper(
        file_name("spokesperson", report.profile, report.year),
        _("REPORT"),
        "BC",
        _("On speaking and giving information to the press in %(year)s") % facts,
        _("Ministry of Culture, Sports and Tourism"),
        report.at,
        (
            Part(_("I. RESULTS"), (intro,), Table(_WIDTHS, header, tuple(_rows(report, words)))),
            Part(_("II. DIFFICULTIES, PROPOSALS"), by_hand),
            Part(_("NOTES FOR COMPLETING (to be taken out before signing)"), tuple(_notes(report, words))),
        ),
        copies(office, _("As above")),
        report.draft,
    )


def _rows(report: SpokespersonYear, words: Wording) -> list[tuple[str, ...]]:
    _ = words.gettext
    names: tuple[tuple[str, int | Ratio], ...] = (
        (_("Press conferences held"), report.conferences),
        (_("Times information was given at press briefings on the agency's own initiative"), report.briefings),
        (_("Answers / requests of the press"), report.answers),
        (_("Ad-hoc matters spoken of / ad-hoc matters in all (Điều 7 khoản 2–5)"), report.spoken),
        (_("Matters spoken of in time / matters with a limit (Điều 7 khoản 3, 4)"), report.on_time),
        (_("Matters with a written reply or a request for correction / in all (Điều 7 khoản 6)"), report.corrections),
    )
    return [(str(number), name, *_shown(value, words)) for number, (name, value) in enumerate(names, 1)]


def _shown(value: int | Ratio, words: Wording) -> tuple[str, str]:
    """Return a number, and a note where the register holds nothing of it."""
    total = value if isinstance(value, int) else value.total
    number = (
        words.number(value) if isinstance(value, int) else f"{words.number(value.done)}/{words.number(value.total)}"
    )
    return number, "" if total else words.gettext("nothing in the register; write in by hand what there was")


def _notes(report: SpokespersonYear, words: Wording) -> list[str]:
    _ = words.gettext
    facts = {"loose": words.number(report.loose_answers), "running": words.number(report.running)}
    facts["due"] = words.day(report.due)
    notes = [
        _("- The provincial People's Committee sends the report to the ministry before %(due)s.") % facts,
        _("- The register holds what people recorded. Requests and answers by telephone or on the spot are not in it."),
        _(
            "- Line 4 counts the hot matters of the register; take out those that Điều 7 khoản 2–5 does not mean. A"
            " matter with a limit that nobody recorded the start of is not in line 5."
        ),
    ]
    if report.loose_answers:
        notes.append(_("- Answers without a recorded request, not in line 3: %(loose)s.") % facts)
    if report.running:
        notes.append(_("- Matters in line 5 whose limit still runs: %(running)s.") % facts)
    return notes
