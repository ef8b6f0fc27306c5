"""Periods of a report: months, quarters, half-years, years and free ranges in Asia/Ho_Chi_Minh."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.errors import UsageError

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")

_MONTH = re.compile(r"(2[01]\d\d)-(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(2[01]\d\d)-Q([1-4])", re.ASCII)
_HALF = re.compile(r"(2[01]\d\d)-H([12])", re.ASCII)
_YEAR = re.compile(r"(2[01]\d\d)", re.ASCII)
_RANGE = re.compile(r"(2[01]\d\d-\d{2}-\d{2})\.\.(2[01]\d\d-\d{2}-\d{2})", re.ASCII)

_LENGTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}  # in months


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting window: `first` and `last` are local dates, both included."""

    id: str
    kind: str
    first: date
    last: date

    @property
    def start(self) -> datetime:
        """First instant of the window, aware, in UTC."""
        return datetime.combine(self.first, time(), ZONE).astimezone(UTC)

    @property
    def end(self) -> datetime:
        """First instant after the window, aware, in UTC."""
        return datetime.combine(self.last + timedelta(days=1), time(), ZONE).astimezone(UTC)

    def contains(self, moment: datetime) -> bool:
        """Tell whether an aware moment lies in the window."""
        return self.start <= moment < self.end


def _months(identity: str, kind: str, year: int, first: int, count: int) -> Period:
    after = date(year + (first + count - 1) // 12, (first + count - 1) % 12 + 1, 1)
    return Period(identity, kind, date(year, first, 1), after - timedelta(days=1))


def month(year: int, number: int) -> Period:
    """Return the calendar month `number` (1 to 12) of `year`."""
    return _months(f"{year:04d}-{number:02d}", "month", year, number, 1)


def month_of(moment: datetime) -> Period:
    """Return the month, in Asia/Ho_Chi_Minh, in which an aware moment lies."""
    local = moment.astimezone(ZONE)
    return month(local.year, local.month)


def previous(period: Period) -> Period:
    """Return the period of the same kind and length just before; for a range, as many days before."""
    day_before = period.first - timedelta(days=1)
    if period.kind == "range":
        first = period.first - (period.last - period.first) - timedelta(days=1)
        return Period(f"{first}..{day_before}", "range", first, day_before)
    length = _LENGTHS[period.kind]
    start = day_before.year * 12 + day_before.month - length
    year, first_month = divmod(start, 12)
    found = _months("", period.kind, year, first_month + 1, length)
    names = {
        "month": f"{year:04d}-{first_month + 1:02d}",
        "quarter": f"{year:04d}-Q{first_month // 3 + 1}",
        "half": f"{year:04d}-H{first_month // 6 + 1}",
        "year": f"{year:04d}",
    }
    return Period(names[period.kind], period.kind, found.first, found.last)


def year_before(period: Period) -> Period:
    """Return the same period a year before; for a range, the 29th of February becomes the 28th."""
    year = period.first.year - 1
    if period.kind == "range":
        first, last = (_a_year_back(day) for day in (period.first, period.last))
        return Period(f"{first}..{last}", "range", first, last)
    identity = f"{year:04d}{period.id[4:]}"
    return _months(identity, period.kind, year, period.first.month, _LENGTHS[period.kind])


def _a_year_back(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def of_year(kind: str, year: int) -> list[Period]:
    """Return the periods of a kind ("month", "quarter", "half", "year") of a year, in order."""
    names = {
        "month": [f"{year:04d}-{number:02d}" for number in range(1, 13)],
        "quarter": [f"{year:04d}-Q{number}" for number in range(1, 5)],
        "half": [f"{year:04d}-H{number}" for number in (1, 2)],
        "year": [f"{year:04d}"],
    }
    return [parse(name) for name in names[kind]]


@dataclass(frozen=True, slots=True)
class Windows:
    """On which day (month, day) the half-year and the year of the reports end.

    Reports are asked for before the calendar year is over; its rest then belongs to the year after.
    """

    half_ends: tuple[int, int] = (6, 30)
    year_ends: tuple[int, int] = (12, 31)

    def of(self, period: Period) -> Period:
        """Return a period with the days that its reports cover; months, quarters and ranges stay as they are."""
        if period.kind not in ("half", "year"):
            return period
        year = int(period.id[:4])
        first, last = date(year - 1, *self.year_ends) + timedelta(days=1), date(year, *self.year_ends)
        middle = date(year, *self.half_ends)
        if period.id.endswith("H1"):
            last = middle
        elif period.id.endswith("H2"):
            first = middle + timedelta(days=1)
        return replace(period, first=first, last=last)


CALENDAR = Windows()
"""Half-years and years as the calendar has them."""


def parse(text: str) -> Period:
    """Read `2026-10`, `2026-Q3`, `2026-H1`, `2026` or `2026-10-01..2026-10-15`.

    Raises UsageError when the text is none of these.
    """
    try:
        if match := _MONTH.fullmatch(text):
            return month(int(match[1]), int(match[2]))
        if match := _QUARTER.fullmatch(text):
            return _months(text, "quarter", int(match[1]), int(match[2]) * 3 - 2, 3)
        if match := _HALF.fullmatch(text):
            return _months(text, "half", int(match[1]), int(match[2]) * 6 - 5, 6)
        if match := _YEAR.fullmatch(text):
            return _months(text, "year", int(match[1]), 1, 12)
        if match := _RANGE.fullmatch(text):
            first, last = date.fromisoformat(match[1]), date.fromisoformat(match[2])
            if first <= last:
                return Period(text, "range", first, last)
    except ValueError:
        pass
    raise UsageError(f"{text}: 2026-10 | 2026-Q3 | 2026-H1 | 2026 | 2026-10-01..2026-10-15")
