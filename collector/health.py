"""How a source does after a poll: its condition, since when, and what a person must hear of. Pure.

A refused, an empty and a broken feed must not look alike, and a feed that goes quiet is a fault until it is shown to be
silence.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import fmean, pstdev

from collector import rhythm
from core.periods import ZONE
from core.press import Polled, Source, Validators
from core.sources import WELL, Alarm, Attempt, Condition, Day, Memory, Move, SourceState

DAYS_KEPT = 28
ATTEMPTS_KEPT = 12
SLOW = 10.0  # seconds for one answer
PERSISTENT = timedelta(hours=24)  # what a person hears of only when it lasts
GONE_TRIES = 3
MOVE_POLLS, MOVE_TIME = 3, timedelta(hours=24)  # a permanent redirect is believed after both
MOVE_BACK = 3  # failures at the new address after which the configured one is tried again
HISTORY = 7  # days, before a volume is called unusual
ALIKE = 3  # days of the same kind to compare with
SATURDAY = 5
DEVIATIONS = 1.5
QUIET_GAPS = 3
CHRONIC = 3  # times among the last attempts

_KINDS: dict[str, Condition] = {
    "robots": "blocked",
    "blocked": "blocked",
    "paused": "blocked",
    "not_feed": "not_a_feed",
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
    """Return the state of a source after a poll that brought `new` entries, with its next poll planned."""
    failed = polled.state == "failed"
    failures = state.failures + 1 if failed else 0
    memory = _remembered(state, polled, new, failures, now)
    condition = _failed(polled) if failed else _answered(state, memory, polled, new, now)
    memory = replace(
        memory,
        since=memory.since if memory.since and _group(condition) == _group(state.condition) else now,
        recent=(*memory.recent, Attempt(now, condition, len(polled.entries), new, polled.seconds))[-ATTEMPTS_KEPT:],
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
    plan = rhythm.plan(source, changed, polled, new, now)
    return replace(
        changed,
        next_poll=plan.next_poll,
        memory=replace(memory, interval=plan.interval, because=plan.because),
    )


def overlap_lost(state: SourceState, polled: Polled, new: int) -> bool:
    """Tell whether a full document holds nothing of what the source listed before: entries between may be missing."""
    listed = len(polled.entries)
    return polled.state == "ok" and listed >= rhythm.ENOUGH and new == listed and state.entries > 0


def worth_a_search(state: SourceState, polled: Polled, new: int) -> bool:
    """Tell whether what lies between is to be searched for; a source that loses overlap at every poll is not helped."""
    times = sum(attempt.condition == "overlap_lost" for attempt in state.memory.recent)
    return overlap_lost(state, polled, new) and times < CHRONIC


def below_usual(days: dict[str, Day], last_new: datetime | None, now: datetime) -> bool:
    """Tell whether a source gives unusually little: yesterday, or for three times its usual gap and at least a day.

    Yesterday is held against the working days, or the weekends, of the 28 days before: it must lie below their mean
    less 1.5 deviations and below half of it.
    """
    today = now.astimezone(ZONE).date()
    past = {text: day for text, day in days.items() if text < today.isoformat() and day.polls > day.failures}
    if len(past) < HISTORY:
        return False
    mean = fmean(day.new for day in past.values())
    if not mean:
        return False
    if last_new is not None and now - last_new > max(PERSISTENT, timedelta(days=QUIET_GAPS / mean)):
        return True
    last = today - timedelta(days=1)
    yesterday = past.pop(last.isoformat(), None)
    usual = [day.new for text, day in past.items() if _is_weekend(date.fromisoformat(text)) == _is_weekend(last)]
    if yesterday is None or len(usual) < ALIKE:
        return False
    return yesterday.new < min(fmean(usual) - DEVIATIONS * pstdev(usual), fmean(usual) / 2)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def _remembered(state: SourceState, polled: Polled, new: int, failures: int, now: datetime) -> Memory:
    memory = state.memory
    today = now.astimezone(ZONE).date().isoformat()
    day = memory.days.get(today, Day())
    failed = polled.state == "failed"
    # What a source lists when it is met first is its stock, not what it published today.
    counted = new if state.entries else 0
    days = {**memory.days, today: Day(day.polls + 1, day.failures + failed, day.new + counted)}
    days = dict(sorted(days.items())[-DAYS_KEPT - 1 :])
    return replace(
        memory,
        last_full=now if polled.full and not failed else memory.last_full,
        last_new=now if new else memory.last_new,
        pace=memory.pace if polled.state != "ok" else rhythm.pace(polled, days, now) or memory.pace,
        max_age=memory.max_age if failed else polled.max_age,
        retry_after=polled.retry_after,
        move=_moved(memory.move, polled, failures, now),
        days=days,
    )


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


def _answered(state: SourceState, memory: Memory, polled: Polled, new: int, now: datetime) -> Condition:
    if overlap_lost(state, polled, new):
        return "overlap_lost"
    if polled.state == "ok" and not polled.entries:
        return "empty"
    if memory.move and memory.move.adopted:
        return "moved"
    if below_usual(memory.days, memory.last_new, now):
        return "below_usual_volume"
    if polled.seconds >= SLOW:
        return "slow"
    return "ok" if polled.state == "ok" else "unchanged"


def _group(condition: Condition) -> str:
    return "well" if condition in WELL else condition


def _alarms(
    memory: Memory, condition: Condition, status: int | None, failures: int, now: datetime
) -> tuple[Alarm, ...]:
    """Return the alarms that are open or that nobody was told of yet; one is raised when a person must hear."""
    kept = tuple(
        alarm if alarm.over or alarm.condition == condition else replace(alarm, over=now) for alarm in memory.alarms
    )
    kept = tuple(alarm for alarm in kept if not (alarm.over and alarm.told))
    if condition in WELL or any(alarm.condition == condition and not alarm.over for alarm in kept):
        return kept
    since = memory.since or now
    gone = condition == "gone" and (status == 410 or failures >= GONE_TRIES)
    if condition in _AT_ONCE or gone or now - since >= PERSISTENT:
        return (*kept, Alarm(condition, since))
    return kept


def _validators(known: Validators, polled: Polled) -> Validators:
    """Return the validators to send next; a 304 may leave out those that did not change (RFC 9110 section 15.4.5)."""
    found, same = polled.validators, polled.state == "unchanged"
    if polled.state == "failed":
        return known
    return Validators(
        found.etag or (known.etag if same else None),
        found.last_modified or (known.last_modified if same else None),
        found.body_hash or (known.body_hash if same else None),
    )
