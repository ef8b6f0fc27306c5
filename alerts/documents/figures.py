"""The numbers of a digest, counted once from its items, so that every rendering shows the same ones."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, groupby
from typing import Literal, get_args

from alerts.conditions import GROUPS, Group, group
from core import periods
from core.desk import AlertLine, Digest, DigestItem, FollowUp, SourceLine

Outcome = Literal["closed", "answered", "waiting", "overdue", "unknown"]
SETTLED = frozenset({"closed", "dismissed"})
DAYS = 31
"""Longest window that is counted day by day; a longer one is counted by month."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Articles and the stories they belong to, always side by side."""

    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class Step:
    """The main list of one day, or of one month of a longer window, from `first` to `last` (local dates)."""

    first: date
    last: date
    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was counted from `first` to `last` (local dates, both included).

    `main`, `passing`, `sport`, `table` and `late` part the items: each item is in exactly one. `corrected` and
    `removed` count articles of all of these. `previous_articles` and `previous_stories` count the main list of
    `previous_first` to `previous_last`, None when that was not recorded; so do those of the year before. `steps` part
    the main list in time. Every source is working, failed or unread; `sources_watched` of the working ones need a look.
    """

    first: date
    last: date
    main: Tally
    passing: Tally
    sport: Tally
    table: Tally
    late: Tally
    outlets: int
    corrected: int
    removed: int
    previous_first: date
    previous_last: date
    previous_articles: int | None
    previous_stories: int | None
    year_before_first: date
    year_before_last: date
    year_before_articles: int | None
    year_before_stories: int | None
    alerts: int
    alerts_open: int
    alerts_to_check: int
    proposals: int
    followups: dict[Outcome, int] | None
    sources: int
    sources_working: int
    sources_failed: int
    sources_unread: int
    sources_watched: int
    steps: tuple[Step, ...]


def tally(items: Iterable[DigestItem]) -> Tally:
    """Count articles and the distinct stories among them."""
    listed = tuple(items)
    return Tally(len(listed), len({item.story_id for item in listed}))


def late(digest: Digest) -> tuple[DigestItem, ...]:
    """Return the items that belong to an earlier, already frozen period, of whatever part."""
    return tuple(item for item in digest.items if item.late)


def changed(digest: Digest) -> tuple[DigestItem, ...]:
    """Return the items that were corrected or removed after they had appeared, of whatever part."""
    return tuple(item for item in digest.items if item.corrected or item.removed)


def is_open(alert: AlertLine) -> bool:
    """Tell whether somebody still has to act on an alert."""
    return alert.state not in SETTLED


def standing(line: SourceLine) -> Group:
    """Return what the silence of a source in the period is worth: one that was dark for a day needs a look."""
    found = group(line.state, line.failures)
    return "watch" if found == "works" and line.dark_days else found


def sources_in(digest: Digest, wanted: Group) -> tuple[SourceLine, ...]:
    """Return the sources whose silence is worth the same."""
    return tuple(line for line in digest.sources if standing(line) == wanted)


def by_trouble(digest: Digest) -> tuple[SourceLine, ...]:
    """Return the sources with what is troubled first."""
    return tuple(line for wanted in GROUPS for line in sources_in(digest, wanted))


def silent_outlets(digest: Digest) -> tuple[str, ...]:
    """Return the outlets all of whose sources work and of which no item is listed: real silence."""
    spoke = {item.outlet for item in digest.items}
    broken = {line.outlet for line in digest.sources if standing(line) != "works"}
    return tuple(dict.fromkeys(line.outlet for line in digest.sources if line.outlet not in spoke | broken))


def alert_states(digest: Digest) -> tuple[tuple[str, int], ...]:
    """Return how many open alerts stand in each state, in the order in which the desk works."""
    counts = Counter(alert.state for alert in digest.alerts if is_open(alert))
    order = ("new", "acknowledged", "in_verification", "decided")
    return tuple((state, counts[state]) for state in (*order, *sorted(set(counts) - set(order))) if counts[state])


def outcome(matter: FollowUp, digest: Digest) -> Outcome:
    """Return what became of an earlier proposal up to the freezing of a digest."""
    if matter.state in SETTLED:
        return "closed"
    if matter.state == "decided":
        return "answered"
    if not matter.state:
        return "unknown"
    return "overdue" if matter.due < digest.frozen_at.astimezone(periods.ZONE).date() else "waiting"


def outcomes(digest: Digest) -> dict[Outcome, int] | None:
    """Count what became of earlier proposals; None when that was not recorded."""
    if digest.followups is None:
        return None
    counts = Counter(outcome(matter, digest) for matter in digest.followups)
    return {key: counts[key] for key in get_args(Outcome)}


def summary(digest: Digest) -> Summary:
    """Count a digest."""
    period = periods.parse(digest.period)
    window = digest.previous_window or _days(periods.previous(period))
    a_year_ago = digest.year_before_window or _days(periods.year_before(period))
    return Summary(
        first=digest.first,
        last=digest.last,
        main=tally(digest.main),
        passing=tally(digest.part("passing")),
        sport=tally(digest.part("sport")),
        table=tally(digest.part("table")),
        late=tally(late(digest)),
        outlets=len({item.outlet for item in digest.main}),
        corrected=sum(item.corrected for item in digest.items),
        removed=sum(item.removed for item in digest.items),
        previous_first=window[0],
        previous_last=window[1],
        previous_articles=digest.previous_articles,
        previous_stories=digest.previous_stories,
        year_before_first=a_year_ago[0],
        year_before_last=a_year_ago[1],
        year_before_articles=digest.year_before_articles,
        year_before_stories=digest.year_before_stories,
        alerts=len(digest.alerts),
        alerts_open=sum(is_open(alert) for alert in digest.alerts),
        alerts_to_check=sum(alert.band != "none" for alert in digest.alerts),
        proposals=len(digest.proposals),
        followups=outcomes(digest),
        sources=len(digest.sources),
        sources_working=len(sources_in(digest, "works")) + len(sources_in(digest, "watch")),
        sources_failed=len(sources_in(digest, "dead")),
        sources_unread=len(sources_in(digest, "never")),
        sources_watched=len(sources_in(digest, "watch")),
        steps=steps(digest),
    )


def _days(period: periods.Period) -> tuple[date, date]:
    return period.first, period.last


def steps(digest: Digest) -> tuple[Step, ...]:
    """Count the main list day by day, or by month, quiet days included; those of a draft end today."""
    found: defaultdict[date, list[DigestItem]] = defaultdict(list)
    for item in digest.main:
        found[item.published.astimezone(periods.ZONE).date()].append(item)
    last = min(digest.last, max(digest.frozen_at.astimezone(periods.ZONE).date(), digest.first, *found))
    quiet = (digest.first + timedelta(days=number) for number in range((last - digest.first).days + 1))
    days = {day: found[day] for day in sorted({*quiet, *found})}
    if (digest.last - digest.first).days < DAYS:
        return tuple(_step((day,), items) for day, items in days.items())
    months = (tuple(its) for _month, its in groupby(days, key=lambda day: (day.year, day.month)))
    return tuple(_step(month, chain.from_iterable(days[day] for day in month)) for month in months)


def _step(days: tuple[date, ...], items: Iterable[DigestItem]) -> Step:
    counted = tally(items)
    return Step(days[0], days[-1], counted.articles, counted.stories)


def listing(digest: Digest, key: str) -> tuple[DigestItem, ...]:
    """Return the items of one of the five lists: main, passing, sport, table, late."""
    return late(digest) if key == "late" else tuple(i for i in digest.items if i.part == key and not i.late)
