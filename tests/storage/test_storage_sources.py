from dataclasses import replace
from datetime import timedelta

import pytest

from core.press import Entry, Polled, Validators
from support import factories
from support.fakes import NOON

LATER = NOON + timedelta(minutes=15)
GIVEN = Validators('W/"a"', "Thu, 15 Oct 2026 05:00:00 GMT", "abc")
SOURCE = "bao-mau-rss"


def entries(*numbers):
    return tuple(Entry(f"https://baomau.example/{number}", f"Bài {number}", "Tóm tắt", NOON) for number in numbers)


def test_a_source_never_polled_is_due_before_those_that_waited(store):
    second = factories.source(id="second", url="https://baomau.example/2.xml")
    with store.begin() as unit:
        unit.sources.sync([factories.source(), second])
        unit.sources.record(SOURCE, Polled("ok"), NOON, LATER)
        assert unit.sources.due(NOON) == ["second"]
        assert unit.sources.due(LATER) == ["second", SOURCE]
        assert unit.sources.state("second").state == "never"


def test_a_source_that_left_keeps_its_state_but_is_neither_due_nor_listed(store):
    with store.begin() as unit:
        unit.sources.record(SOURCE, Polled("ok", entries(1), GIVEN), NOON, LATER)
        unit.sources.sync([])
    with store.read() as unit:
        assert unit.sources.due(LATER) == []
        assert unit.sources.states() == []
        assert unit.sources.state(SOURCE).validators == GIVEN


def test_a_source_with_a_new_address_forgets_the_validators_of_the_old_one(store):
    with store.begin() as unit:
        unit.sources.record(SOURCE, Polled("ok", entries(1), GIVEN), NOON, LATER)
        unit.sources.sync([factories.source(url="https://baomau.example/moi.xml")])
        assert unit.sources.state(SOURCE).validators == Validators()
        assert unit.sources.due(NOON) == [SOURCE]


def test_syncing_the_same_sources_again_changes_nothing(store):
    with store.begin() as unit:
        unit.sources.record(SOURCE, Polled("ok", entries(1), GIVEN), NOON, LATER)
        before = unit.sources.states()
        unit.sources.sync([factories.source()])
        assert unit.sources.states() == before


def test_a_good_poll_is_stored_whole(store):
    with store.begin() as unit:
        assert unit.sources.record(SOURCE, Polled("ok", entries(1, 2), GIVEN), NOON, LATER) == 2
    with store.read() as unit:
        state = unit.sources.state(SOURCE)
    assert (state.state, state.validators, state.entries) == ("ok", GIVEN, 2)
    assert (state.last_polled, state.last_success, state.next_poll) == (NOON, NOON, LATER)


def test_a_failed_poll_keeps_the_validators_and_counts(store):
    with store.begin() as unit:
        unit.sources.record(SOURCE, Polled("ok", entries(1), GIVEN), NOON, LATER)
        failed = Polled("failed", error_kind="http_status", error="503")
        for _ in range(2):
            unit.sources.record(SOURCE, failed, LATER, LATER)
        state = unit.sources.state(SOURCE)
    assert (state.state, state.failures, state.error, state.validators) == ("failed", 2, "503", GIVEN)
    assert (state.last_polled, state.last_success) == (LATER, NOON)


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        pytest.param(Validators(), GIVEN, id="nothing new said"),
        pytest.param(Validators('W/"b"'), replace(GIVEN, etag='W/"b"'), id="a new tag only"),
    ],
)
def test_an_unchanged_poll_is_a_success_and_keeps_what_it_does_not_say(store, answer, kept):
    with store.begin() as unit:
        unit.sources.record(SOURCE, Polled("ok", entries(1), GIVEN), NOON, LATER)
        unit.sources.record(SOURCE, Polled("failed", error_kind="timeout"), NOON, LATER)
        assert unit.sources.record(SOURCE, Polled("unchanged", (), answer), LATER, LATER) == 0
        state = unit.sources.state(SOURCE)
    assert (state.state, state.failures, state.error, state.validators) == ("unchanged", 0, "", kept)
    assert state.last_success == LATER


def test_a_good_poll_without_validators_drops_the_old_ones(store):
    with store.begin() as unit:
        unit.sources.record(SOURCE, Polled("ok", entries(1), GIVEN), NOON, LATER)
        unit.sources.record(SOURCE, Polled("ok", entries(2)), NOON, LATER)
        assert unit.sources.state(SOURCE).validators == Validators()


def test_an_address_known_from_another_source_or_listed_twice_is_stored_once(store):
    with store.begin() as unit:
        unit.sources.sync([factories.source(), factories.source(id="second")])
        assert unit.sources.record(SOURCE, Polled("ok", entries(1, 1)), NOON, LATER) == 1
        assert unit.sources.record("second", Polled("ok", entries(1, 2)), NOON, LATER) == 1
        assert [found.source_id for found in unit.entries.pending(9, NOON)] == [SOURCE, "second"]


def test_validators_and_entries_of_a_poll_are_stored_together_or_not_at_all(store):
    def poll_and_stumble(unit):
        unit.sources.record(SOURCE, Polled("ok", entries(1), GIVEN), NOON, LATER)
        raise InterruptedError

    with pytest.raises(InterruptedError), store.begin() as unit:
        poll_and_stumble(unit)
    with store.read() as unit:
        assert unit.sources.state(SOURCE).validators == Validators()
        assert unit.entries.counts() == {}


def test_two_thousand_entries_of_one_poll_are_stored(store):
    with store.begin() as unit:
        assert unit.sources.record(SOURCE, Polled("ok", entries(*range(2000))), NOON, LATER) == 2000


@pytest.mark.parametrize("act", ["state", "record"])
def test_an_unknown_source_is_a_key_error(store, act):
    with store.begin() as unit, pytest.raises(KeyError):
        unit.sources.state("none") if act == "state" else unit.sources.record("none", Polled("ok"), NOON, LATER)
