"""The outlook of a report: what was reported far more than usual, and the days to come. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from alerts.workdays import Workdays
from core.desk import Count
from core.outlook import Expected, Occasion, Surge

LEAST_REPORTS = 3
"""How many earlier reports tell what is usual; with fewer nothing is called unusual."""
LEAST_ARTICLES = 6
TIMES = 2.0
LONGEST_VIEW = 92  # days: nobody prepares the press work of next year from a list of anniversaries
_DAY = timedelta(days=1)


def surges(
    kind: Literal["topic", "locality"], now: Sequence[Count], earlier: Sequence[Sequence[Count]]
) -> tuple[Surge, ...] | None:
    """Return the counts that stand out against those of earlier reports; None with too few of these to tell."""
    if len(earlier) < LEAST_REPORTS:
        return None
    before = [{count.key: count.articles for count in counts} for counts in earlier]
    usual = {count.key: sum(each.get(count.key, 0) for each in before) / len(before) for count in now}
    found = (
        Surge(kind, count.key, count.label, count.articles, usual[count.key], len(earlier))
        for count in now
        if count.articles >= max(LEAST_ARTICLES, TIMES * usual[count.key])
    )
    return tuple(sorted(found, key=lambda surge: (surge.usual - surge.articles, surge.key)))


def view(first: date, last: date) -> tuple[date, date]:
    """Return the days that a report on `first` to `last` looks ahead to: as many again, a month for a month."""
    start = last + _DAY
    if first.day == 1 and start.day == 1 and (last - first).days < 31:
        return start, (start.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
    return start, start + min((last - first).days, LONGEST_VIEW - 1) * _DAY


def expected(
    first: date, last: date, occasions: Iterable[Occasion], workdays: Workdays, lang: str
) -> tuple[Expected, ...]:
    """Return what the calendars hold for the local days from `first` to `last`, in order of time."""
    found = [Expected(name, begins, ends, "holiday") for name, begins, ends in workdays.public(first, last, lang)]
    for occasion in occasions:
        basis: Literal["event", "anniversary"] = "event" if occasion.year else "anniversary"
        for year in range(first.year - 1, last.year + 1):
            begins = _day(occasion, year)
            if begins is None:
                continue
            ends = begins + (occasion.days - 1) * _DAY
            if begins <= last and ends >= first:
                found.append(Expected(occasion.name, begins, ends, basis))
    return tuple(sorted(set(found), key=lambda one: (one.first, one.last, one.name)))


def _day(occasion: Occasion, year: int) -> date | None:
    if occasion.year not in (None, year):
        return None
    leap = (occasion.month, occasion.day) == (2, 29)
    return date(year, 3, 1) - _DAY if leap else date(year, occasion.month, occasion.day)
