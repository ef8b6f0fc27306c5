from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from alerts.schedule import alarm_day, due_periods, due_week, freeze_time
from alerts.workdays import Workdays
from core.periods import CALENDAR, ZONE, Windows, month, month_of, of_year, parse
from core.settings import DigestPlan, WorkingCalendar

DAYS = Workdays(WorkingCalendar())
PLAN = DigestPlan("tay-ninh", ("vhttdl",))
SINCE = datetime(2026, 1, 10, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        pytest.param("2026-09", datetime(2026, 9, 30, 23, tzinfo=UTC), id="06:00 here is 23:00 UTC the day before"),
        pytest.param("2026-10", datetime(2026, 11, 1, 23, tzinfo=UTC), id="the first is a Sunday"),
        pytest.param("2026-08", datetime(2026, 9, 2, 23, tzinfo=UTC), id="the National Day"),
        pytest.param("2026-04", datetime(2026, 5, 3, 23, tzinfo=UTC), id="Labour Day and a weekend"),
        pytest.param("2026-Q4", datetime(2027, 1, 3, 23, tzinfo=UTC), id="a quarter over New Year and a weekend"),
    ],
)
def test_a_period_freezes_at_six_on_the_first_working_day_after_it(period, expected):
    assert freeze_time(parse(period), DAYS, 6) == expected


def test_extra_days_off_move_the_freezing():
    days = Workdays(WorkingCalendar(extra_days_off=(date(2026, 10, 1),)))
    assert freeze_time(month(2026, 9), days, 6) == datetime(2026, 10, 1, 23, tzinfo=UTC)


def test_nothing_is_due_before_the_first_month_is_over():
    assert due_periods(datetime(2026, 1, 31, 16, 59, tzinfo=UTC), SINCE, DAYS, PLAN) == []


def test_a_month_is_due_from_its_freezing_time_on():
    freezing = freeze_time(month(2026, 1), DAYS, 6)
    assert due_periods(freezing - timedelta(seconds=1), SINCE, DAYS, PLAN) == []
    assert due_periods(freezing, SINCE, DAYS, PLAN) == [month(2026, 1)]


def test_months_before_the_first_activity_are_never_due():
    since = datetime(2026, 3, 31, 17, 0, tzinfo=UTC)  # midnight of 1 April in Viet Nam
    assert [p.id for p in due_periods(datetime(2026, 7, 15, tzinfo=UTC), since, DAYS, PLAN)] == [
        "2026-04",
        "2026-05",
        "2026-06",
    ]


def test_the_month_of_the_first_activity_is_due_even_if_it_was_its_last_second():
    since = datetime(2026, 3, 31, 16, 59, 59, tzinfo=UTC)
    assert due_periods(datetime(2026, 4, 15, tzinfo=UTC), since, DAYS, PLAN) == [month(2026, 3)]


def test_an_outage_of_months_leaves_every_month_due_oldest_first():
    assert [p.id for p in due_periods(datetime(2026, 6, 20, tzinfo=UTC), SINCE, DAYS, PLAN)] == [
        f"2026-{number:02d}" for number in range(1, 6)
    ]


def test_over_36_months_each_month_becomes_due_once_at_six_on_its_first_working_day():
    known: list[str] = []
    for six in (datetime(2026, 1, 10, 23, tzinfo=UTC) + timedelta(days=n) for n in range(36 * 31)):
        before = due_periods(six - timedelta(seconds=1), SINCE, DAYS, PLAN)
        after = due_periods(six, SINCE, DAYS, PLAN)
        assert [period.id for period in before] == known
        for period in after[len(before) :]:
            known.append(period.id)
            first = period.last + timedelta(days=1)
            assert six.astimezone(ZONE).date() == DAYS.first_on_or_after(first)
            assert month_of(six).first == first

    assert known[:36] == [f"{2026 + n // 12}-{n % 12 + 1:02d}" for n in range(36)]


def here(day: str, clock: str = "12:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "week", "first", "last"),
    [
        pytest.param(here("2026-10-19", "07:00"), "2026-W42", "2026-10-12", "2026-10-18", id="Monday at seven"),
        pytest.param(here("2026-10-19", "06:59"), "2026-W41", "2026-10-05", "2026-10-11", id="a minute before"),
        pytest.param(here("2026-10-25", "23:59"), "2026-W42", "2026-10-12", "2026-10-18", id="Sunday"),
        pytest.param(here("2027-01-04"), "2026-W53", "2026-12-28", "2027-01-03", id="over the New Year"),
        pytest.param(here("2026-04-27"), "2026-W16", "2026-04-13", "2026-04-19", id="Monday off"),
        pytest.param(here("2026-04-28"), "2026-W17", "2026-04-20", "2026-04-26", id="Tuesday after a Monday off"),
    ],
)
def test_a_week_is_reported_from_seven_on_the_first_working_day_after_it(now, week, first, last):
    found = due_week(now, Workdays(WorkingCalendar(extra_days_off=(date(2026, 4, 27),))))
    assert (found.id, found.first.isoformat(), found.last.isoformat()) == (week, first, last)


def test_in_a_week_without_a_working_day_no_new_week_is_due():
    off = tuple(date(2026, 10, 19) + timedelta(days=n) for n in range(5))
    days = Workdays(WorkingCalendar(extra_days_off=off))
    assert due_week(here("2026-10-23"), days).id == "2026-W41"
    assert due_week(here("2026-10-26"), days).id == "2026-W43"


@pytest.mark.parametrize(
    ("now", "day"),
    [
        pytest.param(here("2026-10-18", "06:59"), None, id="too early"),
        pytest.param(here("2026-10-18", "07:00"), "2026-10-18", id="Sunday too"),
        pytest.param(here("2026-10-18", "23:59"), "2026-10-18", id="late"),
    ],
)
def test_alarms_are_told_from_seven_on_every_day(now, day):
    assert alarm_day(now) == day


OFFICE = Windows(half_ends=(6, 14), year_ends=(11, 9))


@pytest.mark.parametrize(
    ("windows", "period", "first", "last"),
    [
        (CALENDAR, "2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        (CALENDAR, "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        (CALENDAR, "2026", date(2026, 1, 1), date(2026, 12, 31)),
        (OFFICE, "2026-H1", date(2025, 11, 10), date(2026, 6, 14)),
        (OFFICE, "2026-H2", date(2026, 6, 15), date(2026, 11, 9)),
        (OFFICE, "2026", date(2025, 11, 10), date(2026, 11, 9)),
        (OFFICE, "2026-Q2", date(2026, 4, 1), date(2026, 6, 30)),
        (OFFICE, "2026-06", date(2026, 6, 1), date(2026, 6, 30)),
    ],
)
def test_half_years_and_years_end_on_the_days_of_the_office(windows, period, first, last):
    found = windows.of(parse(period))
    assert (found.id, found.first, found.last) == (period, first, last)


def test_half_years_make_up_the_year_and_years_follow_each_other():
    first, second = (OFFICE.of(period) for period in of_year("half", 2026))
    year, after = OFFICE.of(parse("2026")), OFFICE.of(parse("2027"))
    assert (first.first, first.end, second.last) == (year.first, second.start, year.last)
    assert after.start == year.end


@pytest.mark.parametrize("year", range(2026, 2040))
def test_the_shipped_days_leave_time_to_report_before_20_june_and_15_november(year):
    half, whole = OFFICE.of(parse(f"{year}-H1")), OFFICE.of(parse(f"{year}"))
    assert freeze_time(half, DAYS, 6) < datetime(year, 6, 19, 17, tzinfo=UTC)
    assert freeze_time(whole, DAYS, 6) < datetime(year, 11, 14, 17, tzinfo=UTC)


def test_every_kind_of_the_plan_is_due_in_the_order_in_which_periods_end():
    plan = replace(PLAN, kinds=("month", "quarter", "half", "year"), windows=OFFICE)
    due = due_periods(datetime(2026, 12, 2, tzinfo=UTC), datetime(2026, 5, 20, tzinfo=UTC), DAYS, plan)
    assert [period.id for period in due] == [
        "2026-05", "2026-H1", "2026-06", "2026-Q2", "2026-07", "2026-08", "2026-09", "2026-Q3", "2026-10", "2026",
        "2026-H2", "2026-11",
    ]  # fmt: skip


def test_a_year_that_begins_in_the_old_one_is_due_although_collecting_began_before_new_year():
    plan = replace(PLAN, kinds=("half",), windows=OFFICE)
    due = due_periods(datetime(2026, 6, 20, tzinfo=UTC), datetime(2025, 12, 20, tzinfo=UTC), DAYS, plan)
    assert [period.id for period in due] == ["2026-H1"]
