from datetime import timedelta

import pytest

from core.errors import StorageError
from core.press import Entry
from storage.entries import SHARE
from support import factories
from support.fakes import NOON

SOURCE = "bao-mau-rss"
HOUR = timedelta(hours=1)


def listed(unit, now, *numbers):
    entries = tuple(Entry(f"https://baomau.example/{number}.html", f"Bài {number}", guid="g") for number in numbers)
    return unit.entries.add(SOURCE, entries, now)


def pending(unit, now, limit=9):
    """Return what waits, and give every lease back at once."""
    found = unit.entries.claim(now, now, limit * SHARE)
    return found[:limit]


def test_pending_entries_come_oldest_first_and_limited(store):
    with store.begin() as unit:
        listed(unit, NOON + HOUR, 3)
        listed(unit, NOON, 1, 2)
        claimed = unit.entries.claim(NOON + HOUR, NOON + HOUR, 3 * SHARE)
        assert [found.entry.title for found in claimed] == ["Bài 1", "Bài 2", "Bài 3"]


def test_an_entry_comes_back_as_it_was_listed(store):
    entry = Entry("https://baomau.example/1", "Tiêu đề", "Tóm tắt", NOON, "guid-1")
    with store.begin() as unit:
        unit.entries.add(SOURCE, (entry,), NOON + HOUR)
        found = pending(unit, NOON + HOUR, 1)[0]
    assert (found.entry, found.first_seen, found.attempts) == (entry, NOON + HOUR, 0)


def test_read_entries_are_pending_no_more_and_counted_by_outcome(store):
    with store.begin() as unit:
        listed(unit, NOON, 1, 2, 3)
        ids = [found.id for found in pending(unit, NOON, 9)]
        unit.entries.done(ids[:2], "elsewhere")
        unit.entries.done([], "kept")
        assert [found.id for found in pending(unit, NOON, 9)] == ids[2:]
        assert unit.entries.counts() == {"elsewhere": 2, "pending": 1}


def test_an_outcome_that_is_none_is_refused(store):
    with store.begin() as unit:
        listed(unit, NOON, 1)
    with pytest.raises(StorageError), store.begin() as unit:
        unit.entries.done([1], "lost")


def test_a_postponed_entry_waits_and_remembers_its_attempts(store):
    with store.begin() as unit:
        listed(unit, NOON, 1)
        unit.entries.postpone(pending(unit, NOON, 1)[0].id, NOON + HOUR, "timeout")
        assert pending(unit, NOON, 9) == []
        assert pending(unit, NOON + HOUR, 9)[0].attempts == 1


def test_only_old_read_entries_without_an_article_are_forgotten(store, add):
    with store.begin() as unit:
        listed(unit, NOON, 1, 2, 3, 4, 5)
        kept, elsewhere, unread, has_article, _pending = [found.id for found in pending(unit, NOON, 9)]
        add(unit, 4)
        unit.entries.done([kept], "kept")
        unit.entries.done([elsewhere], "elsewhere")
        unit.entries.done([unread, has_article], "unread")
        assert unit.entries.forget(NOON) == 0
        assert unit.entries.forget(NOON + HOUR) == 2
        assert unit.entries.counts() == {"kept": 1, "pending": 1, "unread": 1}


def test_an_address_known_from_another_source_or_listed_twice_is_stored_once(store):
    one, two = Entry("https://baomau.example/1", "Bài 1"), Entry("https://baomau.example/2", "Bài 2")
    with store.begin() as unit:
        unit.sources.sync([factories.source(), factories.source(id="second")])
        assert unit.entries.add(SOURCE, (one, one), NOON) == 1
        assert unit.entries.add("second", (one, two), NOON) == 1
        assert [found.source_id for found in pending(unit, NOON)] == [SOURCE, "second"]


def test_two_thousand_entries_of_one_poll_are_stored(store):
    with store.begin() as unit:
        assert listed(unit, NOON, *range(2000)) == 2000


def test_a_claimed_entry_is_nobody_elses_until_the_lease_ends(store):
    with store.begin() as unit:
        listed(unit, NOON, 1)
        assert len(unit.entries.claim(NOON, NOON + HOUR, 9)) == 1
        assert unit.entries.claim(NOON, NOON + HOUR, 9) == []
        assert unit.entries.next_due() == NOON + HOUR
        assert len(unit.entries.claim(NOON + HOUR, NOON + 2 * HOUR, 9)) == 1


def test_a_source_that_lists_much_does_not_keep_the_others_waiting(store):
    with store.begin() as unit:
        unit.sources.sync([factories.source(), factories.source(id="second")])
        listed(unit, NOON, *range(100))
        unit.entries.add("second", [Entry("https://baomau.example/x", "Bài x")], NOON + HOUR)
        claimed = unit.entries.claim(NOON + HOUR, NOON + HOUR, 40)
        assert [found.source_id for found in claimed] == [SOURCE] * 10 + ["second"]


def test_an_entry_set_aside_can_be_taken_by_its_address(store):
    with store.begin() as unit:
        listed(unit, NOON, 1)
        (waiting,) = pending(unit, NOON)
        unit.entries.done([waiting.id], "elsewhere")
        assert unit.entries.take("https://baomau.example/1.html", SOURCE, NOON + HOUR).id == waiting.id
        assert unit.entries.claim(NOON, NOON, 9) == []


def test_an_entry_whose_article_is_stored_is_not_taken_again(store):
    with store.begin() as unit:
        listed(unit, NOON, 1)
        unit.entries.done([waiting.id for waiting in pending(unit, NOON)], "kept")
        assert unit.entries.take("https://baomau.example/1.html", SOURCE, NOON + HOUR) is None
