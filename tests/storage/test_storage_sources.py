from dataclasses import replace
from datetime import timedelta

import pytest

from core.press import Validators
from core.sources import Alarm, Attempt, Day, Memory, Move, Reason
from support import factories
from support.fakes import NOON

LATER = NOON + timedelta(minutes=15)
LEASE = timedelta(minutes=10)
GIVEN = Validators('W/"a"', "Thu, 15 Oct 2026 05:00:00 GMT", "abc")
SOURCE = "bao-mau-rss"


def saved(unit, source_id=SOURCE, **fields):
    fields = {"condition": "ok", "validators": GIVEN, "next_poll": LATER, **fields}
    state = replace(unit.sources.state(source_id), **fields)
    unit.sources.save(state)
    return state


def claimed(unit, now):
    return [lease.id for lease in unit.sources.claim(now, now + LEASE, 9)]


def test_a_source_never_polled_is_due_before_those_that_waited(store):
    with store.begin() as unit:
        unit.sources.sync([factories.source(), factories.source(id="second", url="https://baomau.example/2.xml")])
        saved(unit)
        assert unit.sources.state("second").condition == "never"
        assert claimed(unit, LATER) == ["second", SOURCE]


def test_a_source_is_not_claimed_before_its_time(store):
    with store.begin() as unit:
        saved(unit)
        assert claimed(unit, LATER - timedelta(seconds=1)) == []
        assert unit.sources.next_due() == LATER


def test_a_leased_source_is_nobody_elses_until_the_lease_ends(store):
    with store.begin() as unit:
        assert claimed(unit, NOON) == [SOURCE]
    with store.begin() as unit:
        assert claimed(unit, NOON) == []
        assert unit.sources.lease([SOURCE], NOON, NOON + LEASE) == []
    with store.begin() as unit:
        assert claimed(unit, NOON + LEASE) == [SOURCE]


def test_who_was_overtaken_does_not_hold_the_lease_any_more(store):
    with store.begin() as unit:
        (first,) = unit.sources.claim(NOON, NOON + LEASE, 9)
        (second,) = unit.sources.claim(NOON + LEASE, NOON + 2 * LEASE, 9)
        assert not unit.sources.held(first)
        assert unit.sources.held(second)


def test_saving_gives_the_lease_back(store):
    with store.begin() as unit:
        (lease,) = unit.sources.claim(NOON, NOON + LEASE, 9)
        saved(unit, next_poll=NOON)
        assert not unit.sources.held(lease)
        assert claimed(unit, NOON) == [SOURCE]


def test_a_source_not_due_can_be_leased_by_name(store):
    with store.begin() as unit:
        saved(unit)
        (lease,) = unit.sources.lease([SOURCE], NOON, NOON + LEASE)
        assert unit.sources.held(lease)


def test_a_source_that_left_keeps_its_state_but_is_neither_due_nor_listed(store):
    with store.begin() as unit:
        saved(unit)
        unit.sources.sync([])
    with store.begin() as unit:
        assert claimed(unit, LATER) == []
        assert unit.sources.states() == []
        assert unit.sources.next_due() is None
        assert unit.sources.state(SOURCE).validators == GIVEN


def test_a_source_with_a_new_address_forgets_what_the_old_server_said(store):
    moved = Memory(last_full=NOON, move=Move("https://x.example/", NOON, 3, True), days={"2026-10-14": Day(1, 0, 2)})
    with store.begin() as unit:
        saved(unit, memory=moved)
        unit.sources.sync([factories.source(url="https://baomau.example/moi.xml")])
        state = unit.sources.state(SOURCE)
        assert state.validators == Validators()
        assert state.address == "https://baomau.example/moi.xml"
        assert state.memory == Memory(days=moved.days)
        assert claimed(unit, NOON) == [SOURCE]


def test_syncing_the_same_sources_again_changes_nothing(store):
    with store.begin() as unit:
        saved(unit)
        before = unit.sources.states()
        unit.sources.sync([factories.source()])
        assert unit.sources.states() == before


def test_a_state_comes_back_as_it_was_saved(store):
    memory = Memory(
        since=NOON,
        last_full=NOON,
        last_new=NOON,
        pace=1800.0,
        interval=900.0,
        max_age=60,
        retry_after=120.0,
        because=(Reason("pace", 1800.0), Reason("interval", 900.0)),
        move=Move("https://moi.example/rss", NOON, 2),
        days={"2026-10-15": Day(3, 1, 7)},
        recent=(Attempt(NOON, "ok", 50, 7, 0.4),),
        alarms=(Alarm("overlap_lost", NOON, over=LATER),),
    )
    with store.begin() as unit:
        state = saved(
            unit,
            condition="failing",
            memory=memory,
            last_polled=NOON,
            first_success=NOON,
            last_success=NOON,
            failures=2,
            error_kind="http_status",
            error="503",
            entries=7,
        )
    with store.read() as unit:
        assert unit.sources.state(SOURCE) == state


def test_an_open_alarm_is_marked_as_told_and_one_that_is_over_is_forgotten(store):
    alarms = (Alarm("overlap_lost", NOON, over=LATER), Alarm("gone", NOON), Alarm("moved", NOON, told=NOON))
    with store.begin() as unit:
        saved(unit, memory=Memory(alarms=alarms))
        unit.sources.tell(SOURCE, LATER)
        found = unit.sources.state(SOURCE).memory.alarms
    assert found == (Alarm("gone", NOON, told=LATER), Alarm("moved", NOON, told=NOON))


@pytest.mark.parametrize(("act", "rest"), [("state", ()), ("tell", (NOON,))])
def test_an_unknown_source_is_a_key_error(store, act, rest):
    with store.begin() as unit, pytest.raises(KeyError):
        getattr(unit.sources, act)("none", *rest)


@pytest.mark.parametrize(
    ("alarms", "untold"),
    [
        ((), False),
        ((Alarm("gone", NOON, told=NOON),), False),
        ((Alarm("gone", NOON, told=NOON), Alarm("moved", NOON)), True),
    ],
    ids=["none", "told", "one of two told"],
)
def test_an_alarm_nobody_was_told_of_is_found(store, alarms, untold):
    with store.begin() as unit:
        saved(unit, memory=Memory(alarms=alarms))
        assert unit.sources.untold() is untold


def test_what_a_clock_that_ran_ahead_planned_is_due_now(store):
    with store.begin() as unit:
        saved(unit, next_poll=NOON + timedelta(days=3650))
        assert claimed(unit, NOON) == [SOURCE]


def test_a_renewed_lease_lasts_longer_and_a_lost_one_is_not_renewed(store):
    with store.begin() as unit:
        (lease,) = unit.sources.claim(NOON, NOON + LEASE, 9)
        unit.sources.renew([lease, replace(lease, token="another")], NOON + 2 * LEASE)
        assert claimed(unit, NOON + LEASE) == []
        assert claimed(unit, NOON + 2 * LEASE) == [SOURCE]


def test_a_released_source_is_free_at_once(store):
    with store.begin() as unit:
        (lease,) = unit.sources.claim(NOON, NOON + LEASE, 9)
        unit.sources.release(lease)
        assert claimed(unit, NOON) == [SOURCE]
