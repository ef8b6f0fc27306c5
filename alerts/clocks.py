"""How legal clocks run: which regime rules, when a limit ends, where it stands now and when to remind of it.

`in_force` chooses the rules for the local date (Asia/Ho_Chi_Minh) of the event that starts a clock, `due` counts one
limit, `state` says where a clock stands for the dates of a matter, `following` where a duty stands whichever regime
rules it, `reminders` on which days to remind.

Counting follows the Civil Code 91/2015/QH13, Articles 147 and 148: the start day is not counted; a number of days that
ends on a rest day ends with the next working day; a day ends at 24:00. What ends with a day is due at its last instant
(23:59:59.999999 here), so that the local date of `due` is always the due day itself. Hours are exact hours.
A largest gap in months ends on the same day of the month, or the last one of a shorter month, and does not move over a
rest day: the gap is the most that is allowed. Neither does a day of the year: "before 20 December" is 19 December.
What must be done at once is due at its start, for the law gives no respite; how much later it was done can be read
from the state. A limit that follows the correction takes that of the correction rule it is given (which depends on the
kind of outlet), or else is due at once, the strictest of them.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from alerts.workdays import Workdays
from core.clocks import ClockRule, ClockState, Dates, Standing
from core.periods import ZONE

_OPEN_ENDED = ("monthly", "no_limit_given")  # "once a month" names no day of the month
_SIGNS = {"hours": 1, "hours_before": -1, "immediate": 0, "same_as_correction": 0}


def in_force(rules: Iterable[ClockRule], day: date) -> tuple[ClockRule, ...]:
    """Return the rules for clocks that start on a local date; press law changed from 1 July 2026 on."""
    return tuple(rule for rule in rules if rule.valid(day))


def due(rule: ClockRule, start: datetime, workdays: Workdays, correction: ClockRule | None = None) -> datetime | None:
    """Return the last instant on time, aware, in UTC; None where no limit is given.

    `start` is aware; of a yearly rule any moment of the local year. `correction` is the rule of corrections in force
    for the kind of outlet, looked at only by limits that follow it.
    """
    if rule.unit == "same_as_correction" and correction is not None:
        return due(correction, start, workdays)
    if rule.unit in _OPEN_ENDED:
        return None
    day = _due_day(rule, start.astimezone(ZONE).date(), workdays)
    if day is not None:
        return datetime.combine(day, time.max, ZONE).astimezone(UTC)
    return start.astimezone(UTC) + _SIGNS[rule.unit] * timedelta(hours=rule.value)


def state(
    rule: ClockRule,
    dates: Dates,
    workdays: Workdays,
    now: datetime,
    finished_at: datetime | None = None,
    *,
    correction: ClockRule | None = None,
    year: int | None = None,
) -> ClockState:
    """Return where a clock stands at `now` (aware), `finished_at` (aware) being when the duty was done.

    `year` is the local year for which a yearly duty is meant, that of `now` when left out; `correction` as for `due`.
    """
    done = finished_at and finished_at.astimezone(UTC)
    start = _start(rule, dates, now, year)
    if start is None:
        return ClockState(rule.id, "not_started", rule.starts, finished_at=done)
    end = due(rule, start, workdays, correction)
    # A duty of the year begins with no event: the regime is that of the day on which it falls.
    regime = end if rule.before and end else start
    if not rule.valid(regime.astimezone(ZONE).date()):
        return ClockState(rule.id, "not_in_force", rule.starts, start, finished_at=done)
    return ClockState(rule.id, _standing(end, now, done), rule.starts, start, end, done)


def family(rules: Iterable[ClockRule], identity: str) -> tuple[ClockRule, ...]:
    """Return the rules for one duty under all its regimes, oldest first; raises KeyError for an unknown id."""
    rest = list(rules)
    found = [rule for rule in rest if rule.id == identity]
    if not found:
        raise KeyError(identity)
    for rule in found:  # grows while it is walked, until nobody is related any more
        related = [each for each in rest if each.id == rule.replaces or each.replaces == rule.id]
        found += [each for each in related if each not in found]
    return tuple(sorted(found, key=lambda rule: rule.valid_from))


def following(
    rules: Iterable[ClockRule],
    identity: str,
    dates: Dates,
    workdays: Workdays,
    now: datetime,
    finished_at: datetime | None = None,
    *,
    year: int | None = None,
) -> ClockState:
    """Return where the duty of a clock stands, under the rule of its family that is in force for its start date.

    Where two regimes start it by different dates, the first start rules it. Not started when nothing is known that
    starts it: then by the rule of today, unless what is known rules that one out. Arguments as for `state`.
    """
    related = family(rules, identity)
    states = {rule.id: state(rule, dates, workdays, now, finished_at, year=year) for rule in related}
    started = [one for one in states.values() if one.started_at and one.standing != "not_in_force"]
    if started:
        return min(started, key=lambda one: (one.started_at or now, one.rule))
    today = now.astimezone(ZONE).date()
    waiting = [rule for rule in related if states[rule.id].standing == "not_started"] or related
    return states[next((rule for rule in waiting if rule.valid(today)), waiting[-1]).id]


def reminders(found: ClockState, workdays: Workdays, before: Iterable[int], after: Iterable[int]) -> tuple[date, ...]:
    """Return the local dates on which to remind of a clock not met, in order, each once.

    `before` counts working days back from the due day (from the last working day before it when it is a rest day), 0
    being that day itself; `after` counts them on from it. No reminder lies before the day on which the clock started.
    """
    if found.due is None or found.started_at is None or found.standing not in ("running", "overdue"):
        return ()
    last = found.due.astimezone(ZONE).date()
    days = {workdays.back(workdays.last_on_or_before(last), n) for n in before}
    if found.started_at <= found.due:  # what must be done hours before an event is due before its "start"
        days = {day for day in days if day >= found.started_at.astimezone(ZONE).date()}
    return tuple(sorted(days | {workdays.add(last, n) for n in after}))


def _due_day(rule: ClockRule, day: date, workdays: Workdays) -> date | None:
    if rule.before is not None:
        # The day before 1 January is the last of the same year: the year is the one in which the duty falls.
        return (date(day.year, *rule.before) - timedelta(days=1)).replace(year=day.year)
    match rule.unit:
        case "calendar_days":
            return workdays.first_on_or_after(day + timedelta(days=rule.value))
        case "working_days":
            return workdays.add(day, rule.value)
        case "months_max_gap":
            return _months_later(day, rule.value)
        case _:
            return None


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _start(rule: ClockRule, dates: Dates, now: datetime, year: int | None) -> datetime | None:
    """Return when a clock started, in UTC: by the earliest of its fields, a day of its own, or with year and month."""
    local = now.astimezone(ZONE)
    if rule.before is not None:
        return datetime(year or local.year, 1, 1, tzinfo=ZONE).astimezone(UTC)
    if rule.unit == "monthly":
        return datetime(local.year, local.month, 1, tzinfo=ZONE).astimezone(UTC)
    if rule.starts_on:
        return datetime.combine(rule.starts_on, time(), ZONE).astimezone(UTC)
    return min((dates[field].astimezone(UTC) for field in rule.starts if field in dates), default=None)


def _standing(end: datetime | None, now: datetime, done: datetime | None) -> Standing:
    if end is None:
        return "no_limit"
    if done is not None:
        return "met" if done <= end else "met_late"
    return "running" if now <= end else "overdue"
