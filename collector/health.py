"""How a source does after a poll: its condition, since when, and what a person must hear of. Pure.

A refused, an empty and a broken feed must not look alike, and a feed that goes quiet is a fault until it is shown to be
silence.
"""

import zlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import fmean, pstdev

from collector import rhythm
from core.periods import ZONE
from core.press import Entry, Polled, Source, Validators
from core.sources import WELL, Alarm, Attempt, Condition, Day, Memory, Move, SourceState

DAYS_KEPT = 28
ATTEMPTS_KEPT = 12
SLOW = 10.0  # seconds for one answer
PERSISTENT = timedelta(hours=24)  # what a person hears of only when it lasts
GONE_TRIES = 3
MOVE_POLLS, MOVE_TIME = 3, timedelta(hours=24)  # a permanent redirect is believed after both
MOVE_BACK = 3  # failures at the new address after which the configured one is tried again
HISTORY = 7  # days, before a volume is called unusual
OVER_WEEKEND = timedelta(hours=72)
ALIKE = 3  # days of the same kind to compare with
SATURDAY = 5
DEVIATIONS = 1.5
QUIET_GAPS = 3
LISTED_KEPT = 200
ALARMS_KEPT = 20
CHRONIC = 3  # times among the last attempts

_KINDS: dict[str, Condition] = {
    "robots": "blocked",
    "blocked": "blocked",
    "paused": "blocked",
    "not_feed": "not_a_feed",
    "no_links": "not_a_feed",
    "entities": "not_a_feed",
    "empty": "empty",
    "parse": "parse_error",
    "truncated": "parse_error",
    "encoding": "parse_error",
    "too_big": "parse_error",
    "timeout": "slow",
}
_REFUSED = frozenset({401, 403, 429, 451})
_NOTHING_THERE = frozenset({404, 410})
_AT_ONCE: frozenset[Condition] = frozenset({"overlap_lost", "moved", "below_usual_volume"})


def after(source: Source, state: SourceState, polled: Polled, new: int, now: datetime) -> SourceState:
    """Return the state of a source after a poll of whose entries `new` were stored, with its next poll planned."""
    failed = polled.state == "failed"
    failures = state.failures + 1 if failed else 0
    fresh = fresh_entries(state, polled)
    memory = _remembered(state, polled, fresh, failures, now)
    condition = _failed(polled) if failed else _answered(state, memory, polled, now)
    memory = replace(
        memory,
        since=memory.since if memory.since and _group(condition) == _group(state.condition) else now,
        recent=(*memory.recent, Attempt(now, condition, len(polled.entries), fresh, polled.seconds))[-ATTEMPTS_KEPT:],
    )
    memory = replace(memory, alarms=_alarms(memory, condition, polled.status, failures, now))
    changed = replace(
        state,
        condition=condition,
        validators=_validators(state.validators, polled),
        last_polled=now,
        first_success=state.first_success or (None if failed else now),
        last_success=state.last_success if failed else now,
        failures=failures,
        error_kind=polled.error_kind,
        error=polled.error,
        entries=state.entries + new,
        memory=memory,
    )
    plan = rhythm.plan(source, changed, polled, fresh, now)
    return replace(
        changed,
        next_poll=plan.next_poll,
        memory=replace(memory, interval=plan.interval, because=plan.because),
    )


def fresh_entries(state: SourceState, polled: Polled) -> int:
    """Return how many entries the source did not list last time, whoever else listed them before."""
    known = set(state.memory.listed)
    return sum(_print(entry) not in known for entry in polled.entries)


def overlap_lost(state: SourceState, polled: Polled) -> bool:
    """Tell whether a full document holds nothing of what the source listed before: entries between may be missing."""
    listed = len(polled.entries)
    known = bool(state.memory.listed)
    return polled.state == "ok" and known and listed >= rhythm.ENOUGH and fresh_entries(state, polled) == listed


def worth_a_search(state: SourceState, polled: Polled) -> bool:
    """Tell whether what lies between is to be searched for; a source that loses overlap at every poll is not helped."""
    times = sum(attempt.condition == "overlap_lost" for attempt in state.memory.recent)
    return overlap_lost(state, polled) and times < CHRONIC


def below_usual(days: dict[str, Day], last_new: datetime | None, now: datetime) -> bool:
    """Tell whether a source gives unusually little: yesterday, or for three times its usual gap and at least a day.

    Over a weekend it may be silent for three days; after four weeks of silence there is no usual left. Yesterday is
    held against the working days, or the weekends, of the 28 days before: it must lie below their mean less 1.5
    deviations and below half of it.
    """
    today = now.astimezone(ZONE).date()
    if last_new is not None and now - last_new > timedelta(days=DAYS_KEPT):
        return True
    past = {text: day for text, day in days.items() if text < today.isoformat() and day.polls > day.failures}
    if len(past) < HISTORY:
        return False
    mean = fmean(day.new for day in past.values())
    if not mean:
        return False
    if last_new is not None and now - last_new > max(_patience(last_new, now), timedelta(days=QUIET_GAPS / mean)):
        return True
    last = today - timedelta(days=1)
    yesterday = past.pop(last.isoformat(), None)
    usual = [day.new for text, day in past.items() if _is_weekend(date.fromisoformat(text)) == _is_weekend(last)]
    if yesterday is None or len(usual) < ALIKE:
        return False
    return yesterday.new < min(fmean(usual) - DEVIATIONS * pstdev(usual), fmean(usual) / 2)


def _patience(last_new: datetime, now: datetime) -> timedelta:
    first, last = last_new.astimezone(ZONE).date(), now.astimezone(ZONE).date()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return OVER_WEEKEND if any(_is_weekend(day) for day in days) else PERSISTENT


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _remembered(state: SourceState, polled: Polled, fresh: int, failures: int, now: datetime) -> Memory:
    memory = state.memory
    today = now.astimezone(ZONE).date().isoformat()
    day = memory.days.get(today, Day())
    failed = polled.state == "failed"
    # What a source lists when it is met first is its stock, not what it published today.
    counted = fresh if memory.listed else 0
    days = {**memory.days, today: Day(day.polls + 1, day.failures + failed, day.new + counted)}
    days = dict(sorted(days.items())[-DAYS_KEPT - 1 :])
    return replace(
        memory,
        last_full=now if polled.full and not failed else memory.last_full,
        failing_since=(memory.failing_since or now) if failed else None,
        last_new=now if fresh else memory.last_new,
        listed=tuple(map(_print, polled.entries[:LISTED_KEPT])) or memory.listed,
        pace=memory.pace if polled.state != "ok" else rhythm.pace(polled, days, now) or memory.pace,
        max_age=memory.max_age if failed else polled.max_age,
        retry_after=polled.retry_after,
        move=_moved(memory.move, polled, failures, now),
        days=days,
    )


def _print(entry: Entry) -> str:
    return f"{zlib.crc32(entry.url.encode()):08x}"


def _moved(move: Move | None, polled: Polled, failures: int, now: datetime) -> Move | None:
    """Return what is known of a permanent redirect; it is believed after three polls over 24 hours."""
    if polled.state == "failed":
        return None if move and move.adopted and failures >= MOVE_BACK else move
    if move and move.adopted:
        return move
    if not polled.moved_to:
        return None
    if move is None or move.to != polled.moved_to:
        return Move(polled.moved_to, now, 1)
    polls = move.polls + 1
    return Move(move.to, move.since, polls, adopted=polls >= MOVE_POLLS and now - move.since >= MOVE_TIME)


def _failed(polled: Polled) -> Condition:
    if polled.status in _REFUSED:
        return "blocked"
    if polled.status in _NOTHING_THERE:
        return "gone"
    return _KINDS.get(polled.error_kind, "failing")


def _answered(state: SourceState, memory: Memory, polled: Polled, now: datetime) -> Condition:
    if overlap_lost(state, polled):
        return "overlap_lost"
    if polled.state == "ok" and not polled.entries:
        return "empty"
    if below_usual(memory.days, memory.last_new, now):
        return "below_usual_volume"
    if polled.seconds >= SLOW:
        return "slow"
    if memory.move and memory.move.adopted:
        return "moved"
    return "ok" if polled.state == "ok" else "unchanged"


def _group(condition: Condition) -> str:
    return "well" if condition in WELL else condition


def _alarms(
    memory: Memory, condition: Condition, status: int | None, failures: int, now: datetime
) -> tuple[Alarm, ...]:
    """Return the alarms that are open or that nobody was told of yet; one is raised when a person must hear."""
    kept = tuple(
        alarm if alarm.over or _goes_on(alarm, condition, failures) else replace(alarm, over=now)
        for alarm in memory.alarms
    )
    kept = tuple(alarm for alarm in kept if not (alarm.over and alarm.told))
    if condition in WELL or any(not alarm.over for alarm in kept):
        return kept
    since = memory.failing_since or memory.since or now
    gone = condition == "gone" and (status == 410 or failures >= GONE_TRIES)
    if condition in _AT_ONCE or gone or now - since >= PERSISTENT:
        return (*kept[1 - ALARMS_KEPT :], Alarm(condition, since))
    return kept


def _goes_on(alarm: Alarm, condition: Condition, failures: int) -> bool:
    """Tell whether an open alarm still stands: a source that fails now in this way, now in that, fails all the time."""
    return alarm.condition == condition or (failures > 0 and alarm.condition not in _AT_ONCE)


def _validators(known: Validators, polled: Polled) -> Validators:
    """Return the validators to send next; a 304 may leave out those that did not change (RFC 9110 section 15.4.5)."""
    found, same = polled.validators, polled.state == "unchanged"
    if polled.state == "failed":
        return known
    if polled.state == "ok" and not polled.entries:
        return Validators()  # that an empty document did not change is no sign of health
    return Validators(
        found.etag or (known.etag if same else None),
        found.last_modified or (known.last_modified if same else None),
        found.body_hash or (known.body_hash if same else None),
    )
