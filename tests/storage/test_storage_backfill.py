"""Addresses to be searched: each once, by one process at a time, whatever stops in between."""

from datetime import timedelta

from support.fakes import NOON

SOURCE = "bao-mau-rss"
SINCE = NOON - timedelta(days=1)
LEASE = timedelta(minutes=10)
MAP = "https://baomau.example/sitemap.xml"


def test_an_address_is_noted_once(store):
    with store.begin() as unit:
        assert unit.backfill.add(SOURCE, SINCE, [MAP, MAP], NOON) == 1
        assert unit.backfill.add(SOURCE, SINCE, [MAP], NOON) == 0
        assert unit.backfill.open() == 1


def test_a_claimed_address_waits_for_its_holder_until_the_lease_ends(store):
    with store.begin() as unit:
        unit.backfill.add(SOURCE, SINCE, [MAP], NOON)
        step = unit.backfill.claim(NOON, NOON + LEASE)
        assert (step.source_id, step.url, step.since, step.attempts) == (SOURCE, MAP, SINCE, 0)
        assert unit.backfill.claim(NOON, NOON + LEASE) is None
        assert unit.backfill.next_due() == NOON + LEASE
        assert unit.backfill.claim(NOON + LEASE, NOON + 2 * LEASE).id == step.id


def test_a_searched_address_is_done(store):
    with store.begin() as unit:
        unit.backfill.add(SOURCE, SINCE, [MAP], NOON)
        unit.backfill.done(unit.backfill.claim(NOON, NOON + LEASE).id, 3, NOON)
        assert unit.backfill.open() == 0
        assert unit.backfill.claim(NOON + LEASE, NOON + LEASE) is None


def test_a_broken_off_search_is_not_begun_anew_but_a_later_one_is(store):
    with store.begin() as unit:
        unit.backfill.add(SOURCE, SINCE, [MAP], NOON)
        unit.backfill.done(unit.backfill.claim(NOON, NOON + LEASE).id, 3, NOON)
        assert unit.backfill.add(SOURCE, SINCE, [MAP], NOON + timedelta(minutes=59), anew=True) == 0
        assert unit.backfill.add(SOURCE, SINCE, [MAP], NOON + timedelta(minutes=61), anew=True) == 1
        assert unit.backfill.open() == 1


def test_an_index_that_names_itself_does_not_begin_again(store):
    with store.begin() as unit:
        unit.backfill.add(SOURCE, SINCE, [MAP], NOON)
        unit.backfill.done(unit.backfill.claim(NOON, NOON + LEASE).id, 0, NOON)
        assert unit.backfill.add(SOURCE, SINCE, [MAP], NOON + timedelta(hours=2)) == 0


def test_a_search_has_an_end_however_many_addresses_are_named(store):
    with store.begin() as unit:
        for part in range(5):
            unit.backfill.add(SOURCE, SINCE, [f"{MAP}?{part}-{n}" for n in range(900)], NOON)
        assert unit.backfill.open() == 2000


def test_a_postponed_address_counts_its_attempts(store):
    with store.begin() as unit:
        unit.backfill.add(SOURCE, SINCE, [MAP], NOON)
        unit.backfill.postpone(unit.backfill.claim(NOON, NOON + LEASE).id, NOON + timedelta(hours=1), "503")
        assert unit.backfill.claim(NOON + LEASE, NOON + LEASE) is None
        assert unit.backfill.claim(NOON + timedelta(hours=1), NOON + timedelta(hours=2)).attempts == 1


def test_an_address_given_up_is_not_claimed_again(store):
    with store.begin() as unit:
        unit.backfill.add(SOURCE, SINCE, [MAP], NOON)
        unit.backfill.fail(unit.backfill.claim(NOON, NOON + LEASE).id, "410", NOON)
        assert unit.backfill.open() == 0


def test_addresses_of_a_source_that_left_are_not_claimed(store):
    with store.begin() as unit:
        unit.backfill.add(SOURCE, SINCE, [MAP], NOON)
        unit.sources.sync([])
        assert unit.backfill.claim(NOON, NOON + LEASE) is None
        assert unit.backfill.open() == 0
