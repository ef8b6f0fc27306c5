"""The numbers of a digest, counted once from its items, so that every rendering shows the same ones."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core import periods
from core.desk import AlertLine, Digest, DigestItem, SourceLine

WORKING = frozenset({"ok", "unchanged"})
UNREAD = "never"
SETTLED = frozenset({"closed", "dismissed"})


@dataclass(frozen=True, slots=True)
class Tally:
    """Articles and the stories they belong to, always side by side."""

    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was counted from `first` to `last` (local dates, both included).

    `main`, `passing`, `sport`, `table` and `late` part the items: each item is in exactly one. `previous_articles` and
    `previous_stories` count the main list of `previous_first` to `previous_last`, None when that was not recorded.
    """

    first: date
    last: date
    main: Tally
    passing: Tally
    sport: Tally
    table: Tally
    late: Tally
    outlets: int
    previous_first: date
    previous_last: date
    previous_articles: int | None
    previous_stories: int | None
    alerts: int
    alerts_open: int
    alerts_to_check: int
    proposals: int
    sources: int
    sources_working: int
    sources_failed: int
    sources_unread: int


def tally(items: Iterable[DigestItem]) -> Tally:
    """Count articles and the distinct stories among them."""
    listed = tuple(items)
    return Tally(len(listed), len({item.story_id for item in listed}))


def late(digest: Digest) -> tuple[DigestItem, ...]:
    """Return the items that belong to an earlier, already frozen period, of whatever part."""
    return tuple(item for item in digest.items if item.late)


def is_open(alert: AlertLine) -> bool:
    """Tell whether somebody still has to act on an alert."""
    return alert.state not in SETTLED


def failed(digest: Digest) -> tuple[SourceLine, ...]:
    """Return the sources whose last poll failed: their silence says nothing."""
    return tuple(line for line in digest.sources if line.state not in WORKING and line.state != UNREAD)


def unread(digest: Digest) -> tuple[SourceLine, ...]:
    """Return the sources that were never read."""
    return tuple(line for line in digest.sources if line.state == UNREAD)


def silent_outlets(digest: Digest) -> tuple[str, ...]:
    """Return the outlets all of whose sources work and of which no item is listed: real silence."""
    spoke = {item.outlet for item in digest.items}
    broken = {line.outlet for line in digest.sources if line.state not in WORKING}
    return tuple(dict.fromkeys(line.outlet for line in digest.sources if line.outlet not in spoke | broken))


def alert_states(digest: Digest) -> tuple[tuple[str, int], ...]:
    """Return how many open alerts stand in each state, in the order in which the desk works."""
    counts = Counter(alert.state for alert in digest.alerts if is_open(alert))
    order = ("new", "acknowledged", "in_verification", "decided")
    return tuple((state, counts[state]) for state in (*order, *sorted(set(counts) - set(order))) if counts[state])


def summary(digest: Digest) -> Summary:
    """Count a digest."""
    before = periods.previous(periods.parse(digest.period))
    return Summary(
        first=digest.first,
        last=digest.last,
        main=tally(digest.main),
        passing=tally(digest.part("passing")),
        sport=tally(digest.part("sport")),
        table=tally(digest.part("table")),
        late=tally(late(digest)),
        outlets=len({item.outlet for item in digest.main}),
        previous_first=before.first,
        previous_last=before.last,
        previous_articles=digest.previous_articles,
        previous_stories=digest.previous_stories,
        alerts=len(digest.alerts),
        alerts_open=sum(is_open(alert) for alert in digest.alerts),
        alerts_to_check=sum(alert.band != "none" for alert in digest.alerts),
        proposals=len(digest.proposals),
        sources=len(digest.sources),
        sources_working=sum(line.state in WORKING for line in digest.sources),
        sources_failed=len(failed(digest)),
        sources_unread=len(unread(digest)),
    )


def listing(digest: Digest, key: str) -> tuple[DigestItem, ...]:
    """Return the items of one of the five lists: main, passing, sport, table, late."""
    return late(digest) if key == "late" else tuple(i for i in digest.items if i.part == key and not i.late)
