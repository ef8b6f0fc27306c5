"""Counts of a year for commendation (thi đua, khen thưởng): what agencies answered, what own outlets published. Pure.

Counts only: no judgement of persons or of what a newsroom writes.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alerts.documents.wording import Wording, plain
from alerts.matters import Standing
from alerts.products.late import owed
from alerts.products.paper import Paper, Part, Table, file_name
from core.errors import UsageError
from core.i18n import translator
from core.periods import Period
from core.settings import Office

_AGENCIES = (12.0, 73.0, 25.0, 25.0, 25.0)
_OUTLETS = (12.0, 113.0, 35.0)

_ = translator("alerts")


@dataclass(frozen=True, slots=True)
class AgencyCount:
    """Limits of an agency that ended in a year: kept, kept too late, not kept and still open."""

    agency: str
    in_time: int
    late: int
    waiting: int


@dataclass(frozen=True, slots=True)
class OutletCount:
    """What an outlet of the province published for matters of the register."""

    outlet: str
    features: int


@dataclass(frozen=True, slots=True)
class Commendation:
    """The counts of the local days `first` to `last`, by name; `draft`: they are not over at `at` (aware)."""

    profile: str
    year: int
    at: datetime
    first: date
    last: date
    draft: bool
    agencies: tuple[AgencyCount, ...]
    outlets: tuple[OutletCount, ...]


def build(found: Sequence[Standing], profile: str, year: int, period: Period, now: datetime) -> Commendation:
    """Return the counts of a period from the matters of a profile; raises UsageError when it is still to come."""
    if period.start > now:
        raise UsageError(_("The period %(period)s has not begun yet.") % {"period": year})
    counted: Counter[tuple[str, str]] = Counter()
    for one in found:
        for duty in owed(one):
            ended = duty.state.finished_at or duty.state.due
            if ended and period.contains(ended) and (duty.state.finished_at or duty in one.running):
                counted[one.matter.lead, duty.state.standing] += 1
    names = sorted({agency for agency, standing in counted if standing in ("met", "met_late", "overdue")})
    features = Counter(act.outlet for one in found for act in one.outputs if period.contains(act.moment or act.at))
    return Commendation(
        profile,
        year,
        now,
        period.first,
        period.last,
        now < period.end,
        tuple(AgencyCount(each, *(counted[each, how] for how in ("met", "met_late", "overdue"))) for each in names),
        tuple(OutletCount(outlet, number) for outlet, number in sorted(features.items())),
    )


def paper(report: Commendation, office: Office, lang: str = "vi") -> Paper:
    """Return the counts in words."""
    words = Wording(lang)
    _ = words.gettext
    facts = {"year": report.year, "window": words.window(report.first, report.last)}
    agencies = tuple(
        (
            str(number),
            plain(line.agency) or _("to be named"),
            *map(words.number, (line.in_time, line.late, line.waiting)),
        )
        for number, line in enumerate(report.agencies, 1)
    )
    outlets = tuple(
        (str(number), plain(line.outlet), words.number(line.features)) for number, line in enumerate(report.outlets, 1)
    )
    nothing = (_("The register holds nothing of it for %(window)s.") % facts,)
    counted = (_("Counted in %(window)s, from the register of matters.") % facts,)
    head = (_("No."), _("Agency"), _("In time"), _("Too late"), _("Not yet"))
    return Paper(
        file_name("commendation", report.profile, report.year),
        _("REPORT"),
        "BC",
        _("Counts on answering the press, for commendation in %(year)s") % facts,
        office.addressee,
        report.at,
        (
            Part(
                _("I. ANSWERS OF AGENCIES"),
                counted if agencies else nothing,
                Table(_AGENCIES, head, agencies, 3) if agencies else None,
            ),
            Part(
                _("II. FEATURES OF THE PROVINCE'S OWN OUTLETS"),
                counted if outlets else nothing,
                Table(_OUTLETS, (_("No."), _("Outlet"), _("Features")), outlets, 1) if outlets else None,
                (_("These are counts; they judge neither persons nor what a newsroom writes."),),
            ),
        ),
        office.recipients,
        report.draft,
    )
