"""When an article appeared, out of what its page, its address and its feed say of it.

Content systems label local time as UTC, swap day and month, and write the day of a change or of the first draft; one
source alone cannot tell. So the sources are compared, and where they contradict each other without a witness the time
stays unknown.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import combinations
from typing import Literal

from collector.dates import DAY, When
from core.periods import ZONE

Origin = Literal["structured", "meta", "element", "feed", "shown"]

# The order in which a source that nobody confirms is believed. Structured data may hold the time of the first draft.
ORDER: tuple[Origin, ...] = ("meta", "structured", "element", "feed", "shown")
TOLERANCE = timedelta(minutes=15)  # clocks of outlets go ahead
MISLABELLED = timedelta(hours=7)  # how far Viet Nam is ahead of UTC
# An address carries the day of the first draft; publication may follow days later.
DRAFT_DAYS = range(15)

_PATH_DAY = re.compile(r"/(20[0-9]{2})/(0?[1-9]|1[0-2])/(0?[1-9]|[12][0-9]|3[01])(?=/)")
# Article numbers of Vietnamese content systems: 20251022192512345, or a channel before it: 185251022192512345.
_NUMBER_DAY = re.compile(
    r"[-/](?:20|[0-9]{3})([0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])(?:[01][0-9]|2[0-3])(?:[0-5][0-9]){2}[0-9]{1,3}"
    r"(?:\.[a-z]+)?/?(?=$|[?#])"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about the time of publication."""

    origin: Origin
    when: When


@dataclass(frozen=True, slots=True)
class Published:
    """The time of publication, aware UTC, and the source that gave it; None and "" when it is unknown."""

    moment: datetime | None = None
    origin: Origin | Literal[""] = ""


UNKNOWN = Published()


def day_in(url: str) -> date | None:
    """Return the day that an address carries."""
    found = _PATH_DAY.search(url) or _NUMBER_DAY.search(url)
    if found is None:
        return None
    try:
        return date(int(found[1]) % 100 + 2000, int(found[2]), int(found[3]))
    except ValueError:
        return None


def decide(claims: Iterable[Claim], url: str, now: datetime, first_seen: datetime | None = None) -> Published:
    """Return when an article appeared, unknown when its sources leave that in doubt.

    `first_seen` is when a feed first listed it: no article appears after that.
    """
    latest = min(now, first_seen or now) + TOLERANCE
    exact, spans = _sorted_out(claims, latest)
    groups: dict[datetime, list[Claim]] = {}
    for claim in exact:
        groups.setdefault(claim.when.moment.replace(second=0), []).append(claim)
    day = day_in(url)
    for early, late in combinations(sorted(groups), 2):
        if early not in groups or late not in groups:
            continue
        if late - early == MISLABELLED:
            kept = _witnessed(groups, early, late)
        elif _swapped(early, late):
            kept = _confirmed(exact, spans, day, early, late)
        else:
            continue
        for minute in {early, late} - {kept}:
            del groups[minute]
    believed = [group for group in groups.values() if len(_origins(group)) > 1 or _possible(group[0], spans, day)]
    if not believed:
        return UNKNOWN
    best = min(believed, key=lambda group: (-len(_origins(group)), min(map(_rank, group))))
    claim = min(best, key=_rank)
    return Published(claim.when.moment, claim.origin)


def _sorted_out(claims: Iterable[Claim], latest: datetime) -> tuple[list[Claim], list[When]]:
    """Return the claims to a minute that may be true, and the spans.

    Midnight is what content systems make of a day alone, but a page that shows it to its readers means it.
    """
    exact, spans = [], []
    for claim in claims:
        moment = claim.when.moment
        if moment > latest:
            continue
        if not claim.when.exact:
            spans.append(claim.when)
        elif claim.origin != "shown" and time() in {moment.time(), moment.astimezone(ZONE).time()}:
            spans.append(When(moment, DAY))
        else:
            exact.append(claim)
    return exact, spans


def _witnessed(groups: dict[datetime, list[Claim]], early: datetime, late: datetime) -> datetime | None:
    """Return which of two minutes a reader sees on the page, else which the feed confirms."""
    for minute in (early, late):
        if "shown" in _origins(groups[minute]):
            return minute
    return next((minute for minute in (early, late) if _origins(groups[minute]) > {"feed"}), None)


def _swapped(early: datetime, late: datetime) -> bool:
    """Tell whether two times differ only in that one took the day for the month."""
    one, two = early.astimezone(ZONE), late.astimezone(ZONE)
    return (one.day, one.month, one.year, one.time()) == (two.month, two.day, two.year, two.time())


def _confirmed(
    exact: list[Claim], spans: list[When], day: date | None, early: datetime, late: datetime
) -> datetime | None:
    """Return which of two minutes lies on the day that more sources name."""
    days = [claim.when.moment.astimezone(ZONE).date() for claim in exact]
    days += [span.moment.astimezone(ZONE).date() for span in spans]
    days += [day] if day else []
    first, second = (days.count(minute.astimezone(ZONE).date()) for minute in (early, late))
    return None if first == second else early if first > second else late


def _possible(claim: Claim, spans: list[When], day: date | None) -> bool:
    """Tell whether a claim that nobody confirms agrees, within a day, with what else is known."""
    moment = claim.when.moment
    if day and (moment.astimezone(ZONE).date() - day).days not in DRAFT_DAYS:
        return False
    return all(span.moment - DAY <= moment <= span.moment + span.width + DAY for span in spans)


def _origins(group: list[Claim]) -> set[Origin]:
    return {claim.origin for claim in group}


def _rank(claim: Claim) -> int:
    return ORDER.index(claim.origin)
