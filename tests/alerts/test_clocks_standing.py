"""Where a clock stands for what is known of a matter, and on which days to remind of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alerts.clocks import reminders, state
from core.clocks import DATE_FIELDS, ClockRule, ClockState
from support.legal import DAYS, here, shipped_clocks

START = "2026-10-15 09:00"  # a Thursday
REPLY = ClockRule(
    "ND237-18.2", "Sở", {"vi": "Trả lời", "en": "Answer"}, "working_days", date(2026, 7, 1), "Nghị định", 5,
    starts=("received_at",),
)  # fmt: skip
EITHER = replace(REPLY, starts=("conclusion_received_at", "self_detected_at"))
QUICK = replace(REPLY, unit="hours", value=24)
NOTICE = replace(REPLY, unit="hours_before", value=24, starts=("event_planned_at",))
AT_ONCE = replace(REPLY, unit="immediate", value=0)
OPEN = replace(REPLY, unit="no_limit_given", value=0)
YEARLY = replace(REPLY, unit="yearly_before", value=0, before=(12, 20), starts=())


def of(rule: ClockRule, now: str, start: str = START, done: str = "", **more: int) -> ClockState:
    dates = dict.fromkeys(rule.starts, here(start))
    return state(rule, dates, DAYS, here(now), here(done) if done else None, **more)


@pytest.mark.parametrize(
    ("rule", "now", "done", "standing"),
    [
        pytest.param(REPLY, "2026-10-15 09:00", "", "running", id="just started"),
        pytest.param(REPLY, "2026-10-22 23:59", "", "running", id="last minute of the last day"),
        pytest.param(REPLY, "2026-10-23 00:00", "", "overdue", id="the day after"),
        pytest.param(REPLY, "2026-11-20 09:00", "2026-10-22 23:59", "met", id="done in the last minute"),
        pytest.param(REPLY, "2026-11-20 09:00", "2026-10-23 00:00", "met_late", id="done the day after"),
        pytest.param(QUICK, "2026-10-16 09:00", "", "running", id="24 hours to the second"),
        pytest.param(QUICK, "2026-10-16 09:01", "", "overdue", id="a minute more than 24 hours"),
        pytest.param(QUICK, "2026-10-20 09:00", "2026-10-16 09:00", "met", id="done within 24 hours"),
        pytest.param(QUICK, "2026-10-20 09:00", "2026-10-16 09:01", "met_late", id="done a minute later"),
        pytest.param(NOTICE, "2026-10-14 08:59", "", "running", id="time left to give notice"),
        pytest.param(NOTICE, "2026-10-14 09:01", "", "overdue", id="too late to give notice"),
        pytest.param(NOTICE, "2026-10-20 09:00", "2026-10-14 08:00", "met", id="notice given 25 hours before"),
        pytest.param(NOTICE, "2026-10-20 09:00", "2026-10-15 08:00", "met_late", id="notice given an hour before"),
        pytest.param(AT_ONCE, "2026-10-15 09:00", "", "running", id="at once, at its start"),
        pytest.param(AT_ONCE, "2026-10-15 09:01", "", "overdue", id="at once, a minute later"),
        pytest.param(
            AT_ONCE, "2026-10-15 10:00", "2026-10-15 09:30", "met_late", id="at once, done after half an hour"
        ),
        pytest.param(OPEN, "2027-10-15 09:00", "", "no_limit", id="no limit given"),
        pytest.param(OPEN, "2027-10-15 09:00", "2027-10-14 09:00", "no_limit", id="no limit given, done"),
    ],
)
def test_a_clock_stands(rule, now, done, standing):
    assert of(rule, now, done=done).standing == standing


def test_no_other_date_starts_a_shipped_clock_and_not_started_is_never_on_time():
    rules = [rule for rule in shipped_clocks().values() if rule.starts]
    found = []
    for rule in rules:
        others = {field: here(START) for field in DATE_FIELDS if field not in rule.starts}
        found.append(state(rule, others, DAYS, here("2026-10-16 09:00"), here("2026-10-15 10:00")))
    assert len(found) == 29
    assert {(one.standing, one.started_at, one.due) for one in found} == {("not_started", None, None)}
    assert [one.starts for one in found] == [rule.starts for rule in rules]


def test_what_was_done_is_kept_where_the_start_is_not_known():
    found = state(REPLY, {}, DAYS, here("2026-10-16 09:00"), here("2026-10-15 10:00"))
    assert found.finished_at == here("2026-10-15 10:00")


@pytest.mark.parametrize("first", EITHER.starts)
def test_the_earliest_start_counts(first):
    dates = dict.fromkeys(EITHER.starts, here("2026-10-19 09:00")) | {first: here(START)}
    assert state(EITHER, dates, DAYS, here("2026-10-20 09:00")).started_at == here(START)


def test_the_regime_is_that_of_the_start_not_of_the_end():
    old = replace(REPLY, valid_from=date(2017, 1, 1), valid_to=date(2026, 6, 30))
    found = of(old, "2026-07-10 09:00", start="2026-06-30 09:00")
    assert (found.standing, found.due) == ("overdue", here("2026-07-07 23:59:59.999999"))


def test_what_another_regime_rules_has_no_end():
    found = of(REPLY, "2026-07-10 09:00", start="2026-06-30 09:00", done="2026-07-02 09:00")
    assert (found.standing, found.started_at, found.due) == ("not_in_force", here("2026-06-30 09:00"), None)


@pytest.mark.parametrize(
    ("now", "year", "done", "standing", "due"),
    [
        pytest.param("2026-12-19 23:59", None, "", "running", "2026-12-19", id="the last day"),
        pytest.param("2026-12-20 00:00", None, "", "overdue", "2026-12-19", id="the day that is too late"),
        pytest.param("2027-01-05 09:00", 2026, "", "overdue", "2026-12-19", id="last year, asked in January"),
        pytest.param("2027-01-05 09:00", 2026, "2027-01-04 09:00", "met_late", "2026-12-19", id="last year, done late"),
        pytest.param("2027-01-05 09:00", None, "", "running", "2027-12-19", id="the year of now"),
        pytest.param("2026-12-25 09:00", 2026, "2026-12-18 09:00", "met", "2026-12-19", id="done before"),
    ],
)
def test_a_yearly_duty_stands_for_one_year(now, year, done, standing, due):
    found = state(YEARLY, {}, DAYS, here(now), here(done) if done else None, year=year)
    assert (found.standing, found.due) == (standing, here(f"{due} 23:59:59.999999"))


@pytest.mark.parametrize(
    ("before", "year", "due"),
    [
        pytest.param((1, 1), 2026, "2026-12-31", id="1 January is the end of the year"),
        pytest.param((3, 1), 2027, "2027-02-28", id="1 March"),
        pytest.param((3, 1), 2028, "2028-02-29", id="1 March of a leap year"),
    ],
)
def test_the_day_before_a_month_begins(before, year, due):
    found = state(replace(YEARLY, before=before), {}, DAYS, here(START), year=year)
    assert found.due == here(f"{due} 23:59:59.999999")


@pytest.mark.parametrize(
    ("found", "before", "after", "days"),
    [
        pytest.param(
            of(REPLY, START), (3, 1), (1, 3, 7),
            ("2026-10-19", "2026-10-21", "2026-10-23", "2026-10-27", "2026-11-02"), id="a week, over weekends",
        ),
        pytest.param(of(REPLY, START), (0,), (), ("2026-10-22",), id="the due day itself"),
        pytest.param(of(REPLY, START), (5, 6), (), ("2026-10-15",), id="none before the start"),
        pytest.param(of(REPLY, START), (1, 1), (1, 1), ("2026-10-21", "2026-10-23"), id="each day once"),
        pytest.param(
            of(REPLY, "2027-02-03 09:00", start="2027-02-03 09:00"), (4, 5), (1,),
            ("2027-02-03", "2027-02-11", "2027-02-18"), id="over Tet",
        ),
        pytest.param(
            of(REPLY, "2026-08-20 09:00", start="2026-08-20 09:00"), (3, 4), (3,),
            ("2026-08-21", "2026-08-22", "2026-09-03"), id="over swapped days",
        ),
        pytest.param(of(QUICK, START), (3, 1, 0), (1,), ("2026-10-15", "2026-10-16", "2026-10-19"), id="24 hours"),
        pytest.param(of(NOTICE, "2026-10-01 09:00"), (1,), (), ("2026-10-13",), id="before an event"),
        pytest.param(
            of(YEARLY, START), (3, 1, 0), (1,), ("2026-12-15", "2026-12-17", "2026-12-18", "2026-12-21"),
            id="counted from the last working day when the due day is a Saturday",
        ),
        pytest.param(of(REPLY, "2026-10-30 09:00"), (1,), (1,), ("2026-10-21", "2026-10-23"), id="overdue"),
        pytest.param(of(REPLY, "2026-10-30 09:00", done="2026-10-16 09:00"), (3, 1), (1,), (), id="met"),
        pytest.param(of(REPLY, "2026-10-30 09:00", done="2026-10-26 09:00"), (3, 1), (1,), (), id="met late"),
        pytest.param(of(OPEN, START), (3, 1), (1,), (), id="no limit"),
        pytest.param(state(REPLY, {}, DAYS, here(START)), (3, 1), (1,), (), id="not started"),
        pytest.param(of(REPLY, START, start="2026-06-30 09:00"), (3, 1), (1,), (), id="not in force"),
    ],
)  # fmt: skip
def test_reminders_fall_on_working_days_around_the_end(found, before, after, days):
    assert [day.isoformat() for day in reminders(found, DAYS, before, after)] == list(days)


def test_no_reminder_of_a_year_falls_on_a_rest_day():
    starts = [here("2026-08-01 09:00") + timedelta(days=n) for n in range(366)]
    found = [state(REPLY, {"received_at": start}, DAYS, start) for start in starts]
    days = {day for one in found for day in reminders(one, DAYS, (3, 1, 0), (1, 3, 7))}
    assert len(days) > 200
    assert [day for day in days if not DAYS.is_working(day)] == []
