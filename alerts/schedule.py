"""When a period freezes and which reports are due: questions to the calendar, with no memory of their own."""

from datetime import UTC, date, datetime, time, timedelta

from alerts.workdays import Workdays
from core.periods import ZONE, Period, of_year
from core.settings import DigestPlan

HEALTH_HOUR = 7  # local, after the digests
_WEEK = timedelta(days=7)


def freeze_time(period: Period, workdays: Workdays, hour: int) -> datetime:
    """Return `hour`:00 (0 to 23, Asia/Ho_Chi_Minh) of the first working day after a period, aware, in UTC."""
    day = workdays.first_on_or_after(period.last + timedelta(days=1))
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)


def due_periods(now: datetime, since: datetime, workdays: Workdays, plan: DigestPlan) -> list[Period]:
    """Return the periods of a plan whose freezing time has come, oldest first.

    The first is the one in which the database began to collect (`since`): nothing is known of those before it.
    """
    years = range(since.astimezone(ZONE).year, now.astimezone(ZONE).year + 1)
    every = (plan.windows.of(period) for year in years for kind in plan.kinds for period in of_year(kind, year))
    due = [one for one in every if one.end > since and freeze_time(one, workdays, plan.freeze_hour) <= now]
    return sorted(due, key=lambda one: (one.end, one.id))


def due_week(now: datetime, workdays: Workdays) -> Period:
    """Return the last week, Monday to Sunday, on which the health mail may report: a working day has begun since."""
    today = now.astimezone(ZONE).date()
    monday = today - timedelta(days=today.weekday()) - _WEEK
    while freeze_time(_week(monday), workdays, HEALTH_HOUR) > now:
        monday -= _WEEK
    return _week(monday)


def alarm_day(now: datetime) -> str | None:
    """Return the local date under which alarms may be told now; None before the hour of the health mails."""
    local = now.astimezone(ZONE)
    return local.date().isoformat() if local.hour >= HEALTH_HOUR else None


def _week(monday: date) -> Period:
    year, number, _day = monday.isocalendar()
    return Period(f"{year:04d}-W{number:02d}", "week", monday, monday + _WEEK - timedelta(days=1))
