"""When a source is asked next."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector import rhythm
from core.periods import ZONE
from core.press import Entry, Polled
from core.sources import Day, Memory
from support import factories, polls
from support.fakes import NOON

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NIGHT = datetime(2026, 10, 15, 1, 0, tzinfo=ZONE)
RUSH = datetime(2026, 10, 15, 7, 0, tzinfo=ZONE)


def plan(polled, new=0, now=NOON, source=None, **memory):
    source = source or factories.source()
    return rhythm.plan(source, polls.state(source, memory=Memory(**memory), last_success=now), polled, new, now)


def codes(made):
    return [reason.code for reason in made.because]


def test_a_new_source_is_asked_after_a_quarter_of_an_hour():
    made = plan(polls.ok(50, NOON), 50)
    assert made.interval == 900.0
    assert timedelta(minutes=15) <= made.next_poll - NOON <= timedelta(minutes=15.75)


@pytest.mark.parametrize(
    ("listed", "new", "before", "pace", "after"),
    [
        pytest.param(50, 40, 900.0, 600.0, 450.0, id="mostly new: twice as often"),
        pytest.param(50, 40, 400.0, 600.0, 300.0, id="never faster than five minutes"),
        pytest.param(50, 25, 800.0, 600.0, 800.0, id="half new: right as it is"),
        pytest.param(50, 2, 600.0, 9000.0, 900.0, id="hardly new: a half longer"),
        pytest.param(50, 0, 900.0, 600.0, 900.0, id="a busy source is asked every quarter of an hour"),
        pytest.param(50, 0, 6000.0, 7200.0, 3600.0, id="at most half its usual gap"),
        pytest.param(50, 0, 6000.0, 90000.0, 7200.0, id="never slower than two hours"),
        pytest.param(50, 0, 1500.0, None, 1800.0, id="half an hour while its rhythm is unknown"),
        pytest.param(3, 3, 900.0, 7200.0, 1350.0, id="a short document says nothing about overlap"),
    ],
)
def test_the_interval_follows_what_was_new_and_the_usual_gap(listed, new, before, pace, after):
    assert plan(polls.ok(listed, NOON), new, interval=before, pace=pace).interval == after


def test_an_unchanged_source_is_asked_less_often():
    assert plan(polls.unchanged(), interval=900.0, pace=7200.0).interval == 1350.0


@pytest.mark.parametrize(
    ("now", "word", "low", "high"),
    [
        pytest.param(NOON, None, 15, 15.75, id="by day"),
        pytest.param(RUSH, "rush", 6, 6.3, id="rush hours"),
        pytest.param(NIGHT, "night", 30, 31.5, id="night"),
    ],
)
def test_the_hour_counts(now, word, low, high):
    made = plan(polls.unchanged(), now=now, interval=900.0, pace=900.0)
    assert low * MINUTE <= made.next_poll - now <= high * MINUTE
    assert (word in codes(made)) is (word is not None)


def test_nobody_sleeps_into_the_rush_hours():
    early = datetime(2026, 10, 15, 5, 50, tzinfo=ZONE)
    made = plan(polls.unchanged(), now=early, interval=7200.0, pace=90000.0)
    assert timedelta(minutes=10) <= made.next_poll - early <= timedelta(minutes=15)
    assert "rush_begins" in codes(made)


def test_a_fixed_interval_is_kept_to_the_second_at_any_hour():
    fixed = factories.source(every=3600)
    for now in (NOON, RUSH, NIGHT):
        assert plan(polls.ok(50, now), 50, now=now, source=fixed).next_poll - now == timedelta(hours=1)


@pytest.mark.parametrize(("age", "waited"), [(60, 450), (840, 840), (86400, 900)])
def test_a_cached_answer_is_waited_for_but_not_longer_than_a_quarter_of_an_hour(age, waited):
    made = plan(polls.ok(50, NOON, max_age=age), 25, interval=450.0, pace=600.0)
    assert timedelta(seconds=waited) <= made.next_poll - NOON <= timedelta(seconds=waited * 1.05)


@pytest.mark.parametrize(
    ("failures", "status", "minutes"),
    [
        (1, 503, 15),
        (2, 503, 30),
        (3, 503, 60),
        (9, 503, 360),
        (99, 503, 360),
        (9, 404, 1440),
        (2, 410, 60),
        (5, 410, 1440),
    ],
)
def test_every_failure_in_a_row_makes_the_pause_longer(failures, status, minutes):
    source = factories.source()
    before = polls.state(source, memory=Memory(interval=900.0), last_success=NOON, failures=failures)
    made = rhythm.plan(source, before, polls.failed(status=status), 0, NOON)
    assert made.next_poll - NOON == timedelta(minutes=minutes)


def test_a_source_silent_for_a_week_is_still_asked_once_a_day():
    source = factories.source()
    before = polls.state(source, memory=Memory(interval=900.0), last_success=NOON - timedelta(days=8), failures=40)
    assert rhythm.plan(source, before, polls.failed(), 0, NOON).next_poll - NOON == timedelta(days=1)


def test_a_failure_leaves_the_interval_as_it_was():
    assert plan(polls.failed(), interval=1234.0).interval == 1234.0


def listing(*hours):
    entries = tuple(Entry(f"https://a.example/{n}", "x", published=NOON - h * HOUR) for n, h in enumerate(hours))
    return Polled("ok", entries)


@pytest.mark.parametrize(
    ("hours", "days", "pace"),
    [
        pytest.param([n / 3 for n in range(20)], {}, 20 * 60, id="a steady rhythm"),
        pytest.param([0] * 10 + [2] * 10, {}, 7200 / 14, id="bursts with one date each"),
        pytest.param([*range(12), *[600] * 3], {}, 3600, id="entries pinned for weeks"),
        pytest.param([0, 1], {}, None, id="too few dates"),
        pytest.param([None] * 30, {}, None, id="no dates"),
        pytest.param(
            [n * 5 for n in range(20)], {"a": Day(9, 0, 24), "b": Day(9, 0, 24)}, 3600, id="more new than dated"
        ),
        pytest.param([], {"a": Day(9, 0, 24)}, None, id="one day is no history"),
    ],
)
def test_the_usual_gap(hours, days, pace):
    polled = Polled("ok", tuple(Entry(str(n), "x") for n in range(9))) if None in hours else listing(*hours)
    found = rhythm.pace(polled, days, NOON)
    assert found == (None if pace is None else pytest.approx(pace))


def test_dates_in_the_future_or_older_than_a_month_say_nothing():
    old = polls.ok(20, NOON - timedelta(days=31), timedelta(minutes=1))
    assert rhythm.pace(old, {}, NOON) is None


@settings(max_examples=200, deadline=None)
@given(
    minutes=st.integers(0, 525_600),
    interval=st.floats(1, 1e6),
    pace=st.none() | st.floats(0, 1e9),
    listed=st.integers(0, 60),
    share=st.floats(0, 1),
    age=st.none() | st.integers(0, 10**9),
    name=st.text("abc-", min_size=1, max_size=20),
)
def test_an_adapted_poll_always_comes_between_five_minutes_and_just_over_two_hours(
    minutes, interval, pace, listed, share, age, name
):
    now = NIGHT + minutes * MINUTE
    source = factories.source(id=name)
    polled = polls.ok(listed, now, max_age=age)
    made = plan(polled, int(listed * share), now=now, source=source, interval=interval, pace=pace)
    wait = (made.next_poll - now).total_seconds()
    assert wait <= 7200 * 1.05
    assert wait >= 300 or "rush_begins" in codes(made)


@settings(max_examples=100, deadline=None)
@given(
    failures=st.integers(1, 10**6),
    status=st.sampled_from([None, 403, 404, 410, 429, 500]),
    asked=st.none() | st.floats(0, 1e12),
)
def test_a_failed_source_is_asked_again_within_a_day_whatever_it_says(failures, status, asked):
    source = factories.source()
    before = polls.state(source, memory=Memory(interval=900.0), failures=failures)
    made = rhythm.plan(source, before, polls.failed(status=status, retry_after=asked), 0, NOON)
    assert timedelta(minutes=5) <= made.next_poll - NOON <= timedelta(days=1)
