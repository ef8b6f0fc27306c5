from datetime import date, timedelta

import pytest

from alerts.workdays import Workdays
from core.settings import WorkingCalendar

PUBLIC = Workdays(WorkingCalendar())


@pytest.mark.parametrize(
    ("day", "working"),
    [
        pytest.param(date(2026, 10, 15), True, id="an ordinary Thursday"),
        pytest.param(date(2026, 10, 17), False, id="Saturday"),
        pytest.param(date(2026, 10, 18), False, id="Sunday"),
        pytest.param(date(2026, 1, 1), False, id="New Year"),
        pytest.param(date(2026, 2, 13), True, id="last day before Tet 2026"),
        pytest.param(date(2026, 2, 16), False, id="eve of Tet 2026"),
        pytest.param(date(2026, 2, 17), False, id="Tet 2026"),
        pytest.param(date(2026, 2, 20), False, id="fourth day of Tet 2026"),
        pytest.param(date(2026, 2, 23), True, id="first day after Tet 2026"),
        pytest.param(date(2027, 2, 5), False, id="eve of Tet 2027"),
        pytest.param(date(2027, 2, 9), False, id="fourth day of Tet 2027"),
        pytest.param(date(2027, 2, 10), False, id="fifth day of Tet 2027, since two days fell on the weekend"),
        pytest.param(date(2027, 2, 11), True, id="first day after Tet 2027"),
        pytest.param(date(2026, 4, 27), False, id="Hung Kings 2026 fell on a Sunday"),
        pytest.param(date(2026, 4, 30), False, id="Reunification Day"),
        pytest.param(date(2026, 5, 1), False, id="Labour Day"),
        pytest.param(date(2026, 9, 1), False, id="day beside the National Day 2026"),
        pytest.param(date(2026, 9, 2), False, id="National Day"),
        pytest.param(date(2026, 8, 31), False, id="Monday swapped with Saturday 22 August 2026"),
        pytest.param(date(2026, 8, 22), True, id="Saturday swapped with Monday 31 August 2026"),
        pytest.param(date(2025, 11, 24), True, id="24 November before it became Culture Day"),
        pytest.param(date(2026, 11, 24), False, id="Culture Day 2026"),
        pytest.param(date(2027, 11, 24), False, id="Culture Day 2027"),
    ],
)
def test_public_calendar(day, working):
    assert PUBLIC.is_working(day) is working


def test_days_of_the_office_win_over_the_public_calendar():
    calendar = WorkingCalendar((date(2026, 1, 2),), (date(2026, 1, 10), date(2026, 9, 2)))
    days = Workdays(calendar)

    found = [days.is_working(day) for day in (date(2026, 1, 2), date(2026, 1, 10), date(2026, 9, 2))]
    assert found == [False, True, True]


def test_a_day_listed_both_ways_is_off():
    day = date(2026, 10, 15)
    assert not Workdays(WorkingCalendar((day,), (day,))).is_working(day)


def test_first_on_or_after_keeps_a_working_day_and_leaves_a_holiday():
    assert PUBLIC.first_on_or_after(date(2026, 10, 15)) == date(2026, 10, 15)
    assert PUBLIC.first_on_or_after(date(2026, 2, 14)) == date(2026, 2, 23)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        pytest.param(date(2026, 10, 12), 5, date(2026, 10, 19), id="over a weekend"),
        pytest.param(date(2026, 2, 13), 1, date(2026, 2, 23), id="over Tet"),
        pytest.param(date(2026, 8, 21), 1, date(2026, 8, 22), id="onto a swapped Saturday"),
        pytest.param(date(2026, 8, 28), 2, date(2026, 9, 4), id="over the National Day 2026"),
        pytest.param(date(2026, 10, 17), 1, date(2026, 10, 19), id="from a Saturday"),
    ],
)
def test_add_leaves_the_start_day_out(day, n, expected):
    assert PUBLIC.add(day, n) == expected


def test_add_counts_exactly_the_working_days_passed():
    start, end = date(2026, 1, 5), PUBLIC.add(date(2026, 1, 5), 200)

    passed = [start + timedelta(days=n + 1) for n in range((end - start).days)]
    assert sum(PUBLIC.is_working(day) for day in passed) == 200
    assert PUBLIC.is_working(end)


def test_last_on_or_before_keeps_a_working_day_and_leaves_a_holiday():
    assert PUBLIC.last_on_or_before(date(2026, 10, 15)) == date(2026, 10, 15)
    assert PUBLIC.last_on_or_before(date(2026, 2, 22)) == date(2026, 2, 13)


@pytest.mark.parametrize(
    ("day", "n", "expected"),
    [
        pytest.param(date(2026, 10, 19), 1, date(2026, 10, 16), id="over a weekend"),
        pytest.param(date(2026, 2, 23), 1, date(2026, 2, 13), id="over Tet"),
        pytest.param(date(2026, 8, 24), 1, date(2026, 8, 22), id="onto a swapped Saturday"),
        pytest.param(date(2026, 10, 18), 2, date(2026, 10, 15), id="from a Sunday"),
        pytest.param(date(2026, 10, 15), 0, date(2026, 10, 15), id="none"),
    ],
)
def test_back_leaves_the_start_day_out(day, n, expected):
    assert PUBLIC.back(day, n) == expected


@pytest.mark.parametrize(
    ("first", "last", "number"),
    [
        pytest.param(date(2026, 10, 15), date(2026, 10, 15), 0, id="the day itself is not counted"),
        pytest.param(date(2026, 10, 16), date(2026, 10, 18), 0, id="only a weekend"),
        pytest.param(date(2026, 10, 16), date(2026, 10, 20), 2, id="over a weekend"),
        pytest.param(date(2026, 10, 20), date(2026, 10, 16), 0, id="backwards"),
        pytest.param(date(2027, 2, 3), date(2027, 2, 11), 1, id="over Tet"),
    ],
)
def test_working_days_between_two_days(first, last, number):
    assert PUBLIC.between(first, last) == number
