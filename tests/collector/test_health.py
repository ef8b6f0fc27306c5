"""How a source does after a poll, and what a person must hear of."""

from dataclasses import replace
from datetime import timedelta

import pytest

from collector import health
from core.press import Entry, Polled, Validators
from core.sources import Alarm, Day, Move
from support import factories, polls
from support.fakes import NOON

SOURCE = factories.source()
QUARTER, HOUR, DAY = timedelta(minutes=15), timedelta(hours=1), timedelta(days=1)
NEW_ADDRESS = "https://moi.example/rss.xml"


def after(polled, new=0, now=NOON, **fields):
    return health.after(SOURCE, polls.state(SOURCE, **fields), polled, new, now)


@pytest.mark.parametrize(
    ("polled", "condition"),
    [
        (polls.ok(20, NOON), "ok"),
        (polls.unchanged(), "unchanged"),
        (polls.ok(0, NOON), "empty"),
        (polls.failed("empty", None), "empty"),
        (polls.ok(20, NOON, seconds=10.0), "slow"),
        (polls.failed("timeout", None), "slow"),
        (polls.failed("robots", None), "blocked"),
        (polls.failed("blocked", None), "blocked"),
        (polls.failed("paused", None), "blocked"),
        (polls.failed(status=401), "blocked"),
        (polls.failed(status=403), "blocked"),
        (polls.failed(status=429), "blocked"),
        (polls.failed(status=451), "blocked"),
        (polls.failed("not_feed", None), "not_a_feed"),
        (polls.failed("entities", None), "not_a_feed"),
        (polls.failed("parse", None), "parse_error"),
        (polls.failed("truncated", None), "parse_error"),
        (polls.failed("encoding", None), "parse_error"),
        (polls.failed("too_big", None), "parse_error"),
        (polls.failed(status=404), "gone"),
        (polls.failed(status=410), "gone"),
        (polls.failed(status=500), "failing"),
        (polls.failed(status=503), "failing"),
        (polls.failed("dns", None), "failing"),
        (polls.failed("tls", None), "failing"),
        (polls.failed("connect", None), "failing"),
        (polls.failed("redirect", None), "failing"),
        (polls.failed("something new", None), "failing"),
    ],
)
def test_every_outcome_has_its_condition(polled, condition):
    assert after(polled).condition == condition


def test_failures_are_counted_until_the_next_good_poll():
    state = polls.live([(NOON, polls.failed(), 0), (NOON + HOUR, polls.failed(), 0)])
    assert (state.failures, state.last_success) == (2, None)
    state = health.after(SOURCE, state, polls.ok(5, NOON), 5, NOON + 2 * HOUR)
    assert (state.failures, state.error, state.last_success, state.entries) == (0, "", NOON + 2 * HOUR, 5)


def test_since_is_when_the_condition_began_and_working_is_one_condition():
    state = polls.live([(NOON, polls.ok(5, NOON), 5), (NOON + HOUR, polls.unchanged(), 0)])
    assert state.memory.since == NOON
    state = polls.live([(NOON + 2 * HOUR, polls.failed(), 0), (NOON + 3 * HOUR, polls.failed(), 0)], start=state)
    assert state.memory.since == NOON + 2 * HOUR


@pytest.mark.parametrize(
    ("given", "answer", "kept"),
    [
        pytest.param("ok", Validators('"2"'), Validators('"2"'), id="a new document brings its own"),
        pytest.param("ok", Validators(), Validators(), id="or none"),
        pytest.param("unchanged", Validators(), Validators('"1"', "T", "h"), id="a 304 may leave out what stays"),
        pytest.param("unchanged", Validators('"2"'), Validators('"2"', "T", "h"), id="or renew one"),
        pytest.param("failed", Validators('"2"'), Validators('"1"', "T", "h"), id="a failure changes none"),
    ],
)
def test_validators_follow_the_answer(given, answer, kept):
    made = {"ok": polls.ok(5, NOON), "unchanged": polls.unchanged(), "failed": polls.failed()}[given]
    state = after(replace(made, validators=answer), validators=Validators('"1"', "T", "h"))
    assert state.validators == kept


def test_the_last_unconditional_answer_is_remembered():
    state = polls.live([(NOON, polls.ok(5, NOON, full=True), 5), (NOON + HOUR, polls.unchanged(), 0)])
    assert state.memory.last_full == NOON


def listing(first, number):
    """Return a poll that lists so many entries, numbered from `first` on."""
    return Polled("ok", tuple(Entry(f"https://baomau.example/{first + n}", "x", published=NOON) for n in range(number)))


@pytest.mark.parametrize(
    ("before", "now", "lost"),
    [
        pytest.param((0, 50), (100, 50), True, id="nothing known in a full feed"),
        pytest.param((0, 50), (49, 50), False, id="one known entry"),
        pytest.param((0, 50), (100, 4), False, id="a short feed"),
        pytest.param((0, 0), (100, 50), False, id="the first poll"),
    ],
)
def test_overlap_is_lost_when_a_full_feed_holds_no_known_entry(before, now, lost):
    state = polls.live([(NOON, listing(*before), before[1]), (NOON + HOUR, listing(*now), now[1])])
    assert (state.condition == "overlap_lost") is lost
    assert bool(state.memory.alarms) is lost


def test_what_another_source_listed_before_is_new_to_this_one():
    state = polls.live([(NOON, listing(0, 9), 0), (NOON + HOUR, listing(2, 9), 0)])
    assert (state.memory.last_new, state.memory.days["2026-10-15"].new) == (NOON + HOUR, 2)


def test_an_alarm_about_lost_overlap_outlives_the_condition_until_somebody_is_told():
    state = polls.live([(NOON - HOUR, listing(0, 50), 50), (NOON, listing(100, 50), 50)])
    state = health.after(SOURCE, state, polls.unchanged(), 0, NOON + QUARTER)
    assert state.condition == "unchanged"
    assert state.memory.alarms == (Alarm("overlap_lost", NOON, over=NOON + QUARTER),)


def test_a_source_that_always_loses_overlap_is_searched_for_three_times_only():
    state, searched = polls.state(SOURCE), 0
    for step in range(9):
        polled, now = listing(step * 100, 50), NOON + step * QUARTER
        searched += health.worth_a_search(state, polled)
        state = health.after(SOURCE, state, polled, 50, now)
    assert searched == 3


def test_an_empty_feed_stays_empty_however_often_it_does_not_change():
    empty = replace(polls.ok(0, NOON), validators=Validators('"1"', None, "hash"))
    state = after(empty)
    assert (state.condition, state.validators) == ("empty", Validators())


def test_a_source_that_fails_now_in_this_way_now_in_that_is_an_alarm_after_a_day():
    ways = [polls.failed("timeout", None), polls.failed(status=502), polls.failed(status=403)]
    state = polls.live([(NOON + n * HOUR, ways[n % 3], 0) for n in range(26)])
    assert [alarm.since for alarm in state.memory.alarms] == [NOON]
    assert not state.memory.alarms[0].over


def test_alarms_nobody_is_told_of_do_not_grow_for_ever():
    state = polls.state(SOURCE)
    for step in range(100):
        polled = listing(step // 2 * 100, 50) if step % 2 else polls.unchanged()
        state = health.after(SOURCE, state, polled, 0, NOON + step * HOUR)
    assert len(state.memory.alarms) == 20


def test_a_moved_source_that_falls_silent_is_not_only_moved():
    state = moving((0 * HOUR, HOUR, DAY))
    state = replace(state, memory=replace(state.memory, last_new=NOON))
    assert health.after(SOURCE, state, polls.unchanged(), 0, NOON + 29 * DAY).condition == "below_usual_volume"


def test_a_passing_failure_is_no_alarm_but_one_of_a_day_is():
    state = polls.live([(NOON, polls.failed(), 0), (NOON + DAY - HOUR, polls.failed(), 0)])
    assert state.memory.alarms == ()
    state = health.after(SOURCE, state, polls.failed(), 0, NOON + DAY)
    assert state.memory.alarms == (Alarm("failing", NOON),)


@pytest.mark.parametrize(("status", "polled", "alarmed"), [(410, 1, True), (404, 2, False), (404, 3, True)])
def test_what_is_gone_is_reported_soon(status, polled, alarmed):
    state = polls.live([(NOON + n * QUARTER, polls.failed(status=status), 0) for n in range(polled)])
    assert bool(state.memory.alarms) is alarmed


def moving(times, to=NEW_ADDRESS):
    return polls.live([(NOON + when, polls.unchanged(moved_to=to), 0) for when in times])


@pytest.mark.parametrize(
    ("times", "adopted"),
    [
        ((0 * HOUR, HOUR, 2 * HOUR, 3 * HOUR), False),
        ((0 * HOUR, DAY), False),
        ((0 * HOUR, HOUR, DAY - HOUR), False),
        ((0 * HOUR, HOUR, DAY), True),
    ],
    ids=["four polls in hours", "two polls over a day", "just under a day", "three polls over a day"],
)
def test_a_permanent_redirect_is_believed_after_three_polls_over_a_day(times, adopted):
    state = moving(times)
    assert (state.address == NEW_ADDRESS) is adopted
    assert (state.condition == "moved") is adopted


def test_a_redirect_that_is_not_repeated_is_forgotten():
    state = health.after(SOURCE, moving((0 * HOUR, HOUR)), polls.unchanged(), 0, NOON + DAY)
    assert state.memory.move is None


def test_another_target_begins_anew():
    state = health.after(
        SOURCE, moving((0 * HOUR, HOUR)), polls.unchanged(moved_to="https://x.example/"), 0, NOON + DAY
    )
    assert state.memory.move == Move("https://x.example/", NOON + DAY, 1)


def test_a_new_address_that_fails_three_times_is_given_up_for_the_old_one():
    state = moving((0 * HOUR, HOUR, DAY))
    for step in range(3):
        assert state.address == NEW_ADDRESS
        state = health.after(SOURCE, state, polls.failed(), 0, NOON + DAY + (step + 1) * HOUR)
    assert state.address == SOURCE.url


def days(*new, failing=()):
    """Return a history that ends yesterday, oldest first."""
    first = (NOON - len(new) * DAY).date()
    return {
        (first + number * DAY).isoformat(): Day(90, 90 if number in failing else 0, count)
        for number, count in enumerate(new)
    }


@pytest.mark.parametrize(
    ("history", "silent", "below"),
    [
        pytest.param([20] * 14, HOUR, False, id="as always"),
        pytest.param([20] * 13 + [3], HOUR, True, id="hardly anything yesterday"),
        pytest.param([20] * 13 + [11], HOUR, False, id="more than half of the usual"),
        pytest.param([0, 40] * 7, HOUR, False, id="a wild rhythm is no sign"),
        pytest.param([20] * 5 + [0], HOUR, False, id="too short a history"),
        pytest.param([20] * 14, 25 * HOUR, True, id="nothing for more than a day"),
        pytest.param([0] * 14, 29 * DAY, True, id="nothing for four weeks, whatever was usual"),
        pytest.param([1] * 14, 50 * HOUR, False, id="one a day, two days silent"),
        pytest.param([1] * 14, 75 * HOUR, True, id="one a day, three days silent"),
        pytest.param([0] * 14, 20 * DAY, False, id="nothing usual is known"),
    ],
)
def test_a_volume_is_held_against_the_sources_own_history(history, silent, below):
    assert health.below_usual(days(*history), NOON - silent, NOON) is below


SUNDAY_NOON = NOON + 3 * DAY  # yesterday was a Saturday


@pytest.mark.parametrize(("saturday", "below"), [(4, False), (1, True)], ids=["a weekend like others", "a silent one"])
def test_a_weekend_is_held_against_weekends(saturday, below):
    first = SUNDAY_NOON - 22 * DAY
    history = {}
    for number in range(22):
        day = (first + number * DAY).date()
        history[day.isoformat()] = Day(90, 0, 4 if day.weekday() >= 5 else 20)
    history[(SUNDAY_NOON - DAY).date().isoformat()] = Day(90, 0, saturday)
    assert health.below_usual(history, SUNDAY_NOON - HOUR, SUNDAY_NOON) is below


@pytest.mark.parametrize(("hours", "below"), [(71, False), (73, True)])
def test_a_weekend_may_be_silent_for_three_days(hours, below):
    monday = NOON + 4 * DAY
    history = {
        (monday - n * DAY).date().isoformat(): Day(90, 0, 20 if n % 7 not in {1, 2} else 0) for n in range(1, 22)
    }
    assert health.below_usual(history, monday - hours * HOUR, monday) is below


def test_a_day_without_a_good_poll_does_not_count_as_quiet():
    history = days(*[20] * 13, 0, failing={13})
    assert not health.below_usual(history, NOON - HOUR, NOON)


def test_the_first_stock_of_a_feed_is_not_what_it_published_that_day():
    state = after(polls.ok(50, NOON), 50)
    assert (state.entries, state.memory.days["2026-10-15"]) == (50, Day(1, 0, 0))


def test_history_and_attempts_do_not_grow_for_ever():
    state = polls.live([(NOON + n * 6 * HOUR, polls.unchanged(), 0) for n in range(400)])
    assert len(state.memory.days) == 29
    assert len(state.memory.recent) == 12
