"""When a source is asked next: often enough to miss nothing, seldom enough to be no burden. Pure reckoning.

Half the usual time between two publications, shorter when much was new and longer when little was (Media Cloud's
rss-fetcher keeps the known part of a feed between 33 and 67 %), faster in the rush hours of the newsrooms, slower at
night, never faster than 5 minutes nor slower than 2 hours. Failures double the pause; no source is ever given up.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.periods import ZONE
from core.press import Polled, Source
from core.sources import Day, Memory, Reason, SourceState

SHORTEST, USUAL, LONGEST = 300.0, 900.0, 7200.0  # seconds between two polls
UNKNOWN = 1800.0  # the longest interval while the rhythm of a source is not known
MUCH_NEW, LITTLE_NEW = 0.67, 0.33  # parts of a document
FASTER, SLOWER = 0.5, 1.5
ENOUGH = 5  # entries; a shorter document says little about overlap
RUSH = ((6, 9), (17, 20))  # local hours in which newsrooms publish most
NIGHT = (22, 5)
RUSH_FACTOR, NIGHT_FACTOR = 0.4, 2.0
CACHE_LIMIT = 900.0  # one mistaken max-age must not hide a feed for a day
JITTER = 0.05
FAILURE_LIMIT, DAY = 6 * 3600.0, 86400.0
GIVEN_UP_SLOWLY = timedelta(days=7)
PACE_WINDOW = timedelta(days=30)
PACE_DATES = 4


@dataclass(frozen=True, slots=True)
class Plan:
    """The next poll, the adapted interval (seconds) before hour and cache, and every step of the reckoning."""

    next_poll: datetime
    interval: float
    because: tuple[Reason, ...]


def pace(polled: Polled, days: dict[str, Day], now: datetime) -> float | None:
    """Return the usual seconds between two publications: by the dates in the document or by what was new a day.

    Of both the shorter: many papers publish in bursts, and some do not say when. The oldest quarter of a document is
    left out, since an entry that is pinned to it says nothing about the rhythm.
    """
    dates = sorted(e.published for e in polled.entries if e.published and now - PACE_WINDOW <= e.published <= now)
    dates = dates[len(dates) // 4 :]
    new = sum(day.new for day in days.values())
    found = []
    if len(dates) >= PACE_DATES:
        found.append((dates[-1] - dates[0]).total_seconds() / (len(dates) - 1))
    if new >= PACE_DATES and len(days) > 1:
        found.append(DAY * len(days) / new)
    return min(found, default=None)


def plan(source: Source, state: SourceState, polled: Polled, new: int, now: datetime) -> Plan:
    """Return when to ask again; `state` already knows of this poll, except for the plan itself."""
    memory = state.memory
    adapted, because = _adapted(source, memory, polled, new)
    effective = adapted
    if source.every is None:
        effective, hour = _by_the_hour(adapted, now)
        because += hour
    if polled.state == "failed":
        pause, why = _after_failure(state, effective, polled.status, now)
        because += why
        if polled.retry_after is not None:
            pause = max(pause, min(polled.retry_after, DAY))
            because += (Reason("retry_after", polled.retry_after),)
        return Plan(now + timedelta(seconds=pause), adapted, because)
    if source.every is not None:
        return Plan(now + timedelta(seconds=effective), adapted, because)
    if polled.max_age is not None and polled.max_age > effective:
        effective = max(effective, min(float(polled.max_age), CACHE_LIMIT))
        because += (Reason("cache", effective),)
    extra = effective * JITTER * _share(source.id)
    return _until_rush(now, effective + extra, adapted, (*because, Reason("jitter", extra)), source.id)


def _adapted(source: Source, memory: Memory, polled: Polled, new: int) -> tuple[float, tuple[Reason, ...]]:
    """Return the interval that follows the source, and why; a failed poll leaves it as it was."""
    if source.every is not None:
        return float(source.every), (Reason("fixed", source.every),)
    if memory.interval is None or polled.state == "failed":
        return memory.interval or USUAL, (Reason("start" if memory.interval is None else "kept"),)
    ceiling = UNKNOWN if memory.pace is None else min(max(memory.pace / 2, USUAL), LONGEST)
    listed = len(polled.entries)
    share = new / listed if listed >= ENOUGH else 0.0
    because: tuple[Reason, ...] = (Reason("pace", memory.pace or 0.0),)
    interval = memory.interval
    if share > MUCH_NEW:
        interval, because = interval * FASTER, (*because, Reason("much_new", share))
    elif share < LITTLE_NEW:
        interval, because = interval * SLOWER, (*because, Reason("little_new", share))
    interval = min(max(interval, SHORTEST), ceiling)
    return interval, (*because, Reason("interval", interval))


def _by_the_hour(interval: float, now: datetime) -> tuple[float, tuple[Reason, ...]]:
    hour = now.astimezone(ZONE).hour
    if _is_rush(hour):
        return max(SHORTEST, interval * RUSH_FACTOR), (Reason("rush", RUSH_FACTOR),)
    if hour >= NIGHT[0] or hour < NIGHT[1]:
        return min(LONGEST, interval * NIGHT_FACTOR), (Reason("night", NIGHT_FACTOR),)
    return interval, ()


def _is_rush(hour: int) -> bool:
    return any(start <= hour < end for start, end in RUSH)


def _after_failure(
    state: SourceState, interval: float, status: int | None, now: datetime
) -> tuple[float, tuple[Reason, ...]]:
    """Return the pause after `state.failures` failures in a row: doubled each time, four times as long when gone."""
    steps = min(max(state.failures, 1) - 1, 16)
    growth = 4 if status == 410 else 2
    silent = now - (state.last_success or now) > GIVEN_UP_SLOWLY
    limit = DAY if status in {404, 410} or silent else FAILURE_LIMIT
    pause = min(interval * growth**steps, max(limit, interval))
    return pause, (Reason("failures", state.failures),)


def _until_rush(now: datetime, pause: float, adapted: float, because: Iterable[Reason], source_id: str) -> Plan:
    """Let nobody sleep into the rush hours: the poll comes within their first minutes."""
    then, local = now + timedelta(seconds=pause), now.astimezone(ZONE)
    for start, _end in RUSH:
        opens = local.replace(hour=start, minute=0, second=0, microsecond=0)
        if local < opens < then:
            begin = (opens + timedelta(seconds=SHORTEST * _share(source_id))).astimezone(then.tzinfo)
            if begin < then:
                return Plan(begin, adapted, (*because, Reason("rush_begins", float(start))))
    return Plan(then, adapted, tuple(because))


def _share(source_id: str) -> float:
    """Return a number in [0, 1) that is always the same for a source, so that not all are asked at once."""
    return zlib.crc32(source_id.encode()) % 1000 / 1000
