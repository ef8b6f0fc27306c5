"""When a period freezes and which months are due: questions to the calendar, with no memory of their own."""

from datetime import UTC, datetime, time, timedelta

from alerts.workdays import Workdays
from core.periods import ZONE, Period, month_of


def freeze_time(period: Period, workdays: Workdays, hour: int) -> datetime:
    """Return `hour`:00 (0 to 23, Asia/Ho_Chi_Minh) of the first working day after a period, aware, in UTC."""
    day = workdays.first_on_or_after(period.last + timedelta(days=1))
    return datetime.combine(day, time(hour), ZONE).astimezone(UTC)


def due_periods(now: datetime, since: datetime, workdays: Workdays, hour: int) -> list[Period]:
    """Return the months whose freezing time has come, oldest first.

    The first is the month in which the database began to collect (`since`): nothing is known of those before it.
    """
    due = []
    period = month_of(since)
    while freeze_time(period, workdays, hour) <= now:
        due.append(period)
        period = month_of(period.end)
    return due
