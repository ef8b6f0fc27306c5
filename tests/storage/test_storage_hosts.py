"""Turns at a host: the gap, the seats, and what pleas for fewer requests do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from storage.store import SqlStore
from support.fakes import NOON

HOST = "baomau.example"
LAPSE = timedelta(minutes=6)


def take(store, now=NOON, gap=5.0, at_once=2):
    return store.turns.take(HOST, gap, at_once, lambda: now, LAPSE)


def after(seconds):
    return NOON + timedelta(seconds=seconds)


def test_the_first_turn_is_given_at_once(store):
    assert take(store).ticket is not None


def test_the_next_start_waits_for_the_gap(store):
    take(store)
    assert take(store, after(2)).wait == pytest.approx(3.1)
    assert take(store, after(5.1)).ticket is not None


def test_another_host_does_not_wait(store):
    take(store)
    assert store.turns.take("khac.example", 5.0, 2, lambda: NOON, LAPSE).ticket is not None


def test_a_third_request_waits_for_a_seat(store):
    first, second = take(store, gap=0), take(store, gap=0)
    third = take(store, gap=0)
    assert (third.ticket, third.wait > 0, third.paused) == (None, True, False)
    store.turns.done(HOST, first.ticket, NOON, False)
    assert take(store, gap=0).ticket is not None
    assert second.ticket is not None


def test_the_seat_of_a_killed_process_is_free_after_its_time(store):
    take(store, gap=0, at_once=1)
    assert take(store, after(359), gap=0, at_once=1).ticket is None
    assert take(store, after(360), gap=0, at_once=1).ticket is not None


def test_two_processes_share_the_gap(store, url):
    other = SqlStore(url)
    take(store)
    assert take(other, after(1)).wait == pytest.approx(4.1)
    other.close()


def test_of_many_who_ask_at_once_only_one_starts(url):
    def ask(_number):
        mine = SqlStore(url)
        turn = take(mine)
        mine.close()
        return turn.ticket is not None

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(ask, range(24))) == 1


def plead(store, times, retry_after=None, start=0):
    now = after(start)
    for _ in range(times):
        turn = take(store, now)
        store.turns.done(HOST, turn.ticket, now, True, retry_after)
        now += timedelta(minutes=10)
    return now


@pytest.mark.parametrize(("pleas", "gap"), [(1, 10.1), (2, 20.1)])
def test_each_plea_doubles_the_gap(store, pleas, gap):
    now = plead(store, pleas)
    take(store, now)
    assert take(store, now).wait == pytest.approx(gap)


def test_a_good_answer_takes_one_step_back(store):
    now = plead(store, 2)
    store.turns.done(HOST, take(store, now).ticket, now, False)
    now += timedelta(minutes=1)
    take(store, now)
    assert take(store, now).wait == pytest.approx(10.1)


def test_after_three_pleas_the_host_is_left_alone(store):
    now = plead(store, 3) - timedelta(minutes=10)
    turn = take(store, now)
    assert (turn.paused, turn.wait) == (True, 120.0)
    assert take(store, now + timedelta(seconds=120)).ticket is not None


@pytest.mark.parametrize(("asked", "pause"), [(600.0, 600.0), (10 * 86400.0, 86400.0)])
def test_the_pause_is_what_the_host_asked_for_at_most_a_day(store, asked, pause):
    now = plead(store, 3, asked) - timedelta(minutes=10)
    assert take(store, now).wait == pause


def test_the_answer_to_an_earlier_request_does_not_end_the_pause(store):
    now = plead(store, 3, 3600.0) - timedelta(minutes=10)
    store.turns.done(HOST, 999, now, False)
    assert take(store, now).paused


def test_a_request_without_an_answer_changes_nothing(store):
    now = plead(store, 2)
    store.turns.done(HOST, take(store, now).ticket, now, None)
    now += timedelta(minutes=1)
    take(store, now)
    assert take(store, now).wait == pytest.approx(20.1)


def test_a_start_that_a_clock_ran_ahead_to_is_not_waited_for(store):
    take(store, NOON + timedelta(days=400))
    assert take(store, NOON).ticket is not None
