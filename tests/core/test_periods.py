from datetime import UTC, date, datetime

import pytest

from core import periods
from core.errors import UsageError


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-10-01..2026-10-15", date(2026, 10, 1), date(2026, 10, 15)),
    ],
)
def test_a_period_is_read_with_its_first_and_last_day(name, first, last):
    found = periods.parse(name)
    assert (found.id, found.first, found.last) == (name, first, last)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "2026-13",
        "2026-Q5",
        "10-2026",
        "2026-10-15..2026-10-01",
        "2026-02-30..2026-03-01",
        "0000",
        "0001-01",
        "9999",
        "２０２６-Q3",
    ],
)
def test_anything_else_is_refused(name):
    with pytest.raises(UsageError):
        periods.parse(name)


def test_a_month_starts_at_midnight_in_viet_nam():
    assert periods.month(2026, 10).start == datetime(2026, 9, 30, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "inside"),
    [
        (datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 9, 30, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 31, 16, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 31, 17, 0, tzinfo=UTC), False),
    ],
)
def test_the_edges_of_october_are_local_midnights(moment, inside):
    assert periods.month(2026, 10).contains(moment) is inside


def test_a_moment_belongs_to_its_local_month():
    assert periods.month_of(datetime(2026, 10, 31, 18, 0, tzinfo=UTC)).id == "2026-11"


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("2026-01", "2025-12"),
        ("2026-10", "2026-09"),
        ("2026-Q1", "2025-Q4"),
        ("2026-Q3", "2026-Q2"),
        ("2026-H1", "2025-H2"),
        ("2026-H2", "2026-H1"),
        ("2026", "2025"),
        ("2026-10-11..2026-10-20", "2026-10-01..2026-10-10"),
    ],
)
def test_the_period_before(name, before):
    assert periods.previous(periods.parse(name)) == periods.parse(before)


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("2026-10", "2025-10"),
        ("2024-02", "2023-02"),
        ("2025-02", "2024-02"),
        ("2026-Q1", "2025-Q1"),
        ("2026-H2", "2025-H2"),
        ("2026", "2025"),
        ("2026-10-01..2026-10-15", "2025-10-01..2025-10-15"),
        ("2024-02-10..2024-02-29", "2023-02-10..2023-02-28"),
        ("2025-12-20..2026-01-10", "2024-12-20..2025-01-10"),
    ],
)
def test_the_same_period_a_year_before(name, before):
    assert periods.year_before(periods.parse(name)) == periods.parse(before)
