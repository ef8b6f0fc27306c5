"""The shipped legal clocks as the service works with them, and a calendar whose swapped days are written out."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from alerts.workdays import Workdays
from config.init import create
from config.load import load
from core.clocks import ClockRule
from core.periods import ZONE
from core.settings import WorkingCalendar
from diembao.settings import build

SWAPPED = WorkingCalendar(
    extra_days_off=(date(2025, 5, 2), date(2026, 8, 31)), extra_working_days=(date(2025, 4, 26), date(2026, 8, 22))
)
DAYS = Workdays(SWAPPED)


def shipped_clocks() -> dict[str, ClockRule]:
    with TemporaryDirectory() as folder:
        create("tay-ninh", Path(folder))
        return {rule.id: rule for rule in build(load(Path(folder), {})).clocks}


def here(text: str) -> datetime:
    """Read `2026-07-01 08:00` as a moment in Viet Nam."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)
