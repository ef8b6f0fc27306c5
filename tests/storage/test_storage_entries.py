from datetime import timedelta

import pytest

from core.errors import StorageError
from core.press import Entry, Polled
from support.fakes import NOON

SOURCE = "bao-mau-rss"
HOUR = timedelta(hours=1)


def listed(unit, now, *numbers):
    entries = tuple(Entry(f"https://baomau.example/{number}.html", f"Bài {number}", guid="g") for number in numbers)
    unit.sources.record(SOURCE, Polled("ok", entries), now, now)


def test_pending_entries_come_oldest_first_and_limited(store):
    with store.begin() as unit:
        listed(unit, NOON + HOUR, 3)
        listed(unit, NOON, 1, 2)
        assert [found.entry.title for found in unit.entries.pending(2, NOON + HOUR)] == ["Bài 1", "Bài 2"]


def test_an_entry_comes_back_as_it_was_listed(store):
    entry = Entry("https://baomau.example/1", "Tiêu đề", "Tóm tắt", NOON, "guid-1")
    with store.begin() as unit:
        unit.sources.record(SOURCE, Polled("ok", (entry,)), NOON + HOUR, NOON)
        found = unit.entries.pending(1, NOON)[0]
    assert (found.entry, found.first_seen, found.attempts) == (entry, NOON + HOUR, 0)


def test_read_entries_are_pending_no_more_and_counted_by_outcome(store):
    with store.begin() as unit:
        listed(unit, NOON, 1, 2, 3)
        ids = [found.id for found in unit.entries.pending(9, NOON)]
        unit.entries.done(ids[:2], "elsewhere")
        unit.entries.done([], "kept")
        assert [found.id for found in unit.entries.pending(9, NOON)] == ids[2:]
        assert unit.entries.counts() == {"elsewhere": 2, "pending": 1}


def test_an_outcome_that_is_none_is_refused(store):
    with store.begin() as unit:
        listed(unit, NOON, 1)
    with pytest.raises(StorageError), store.begin() as unit:
        unit.entries.done([1], "lost")


def test_a_postponed_entry_waits_and_remembers_its_attempts(store):
    with store.begin() as unit:
        listed(unit, NOON, 1)
        unit.entries.postpone(unit.entries.pending(1, NOON)[0].id, NOON + HOUR, "timeout")
        assert unit.entries.pending(9, NOON) == []
        assert unit.entries.pending(9, NOON + HOUR)[0].attempts == 1


def test_only_old_read_entries_without_an_article_are_forgotten(store, add):
    with store.begin() as unit:
        listed(unit, NOON, 1, 2, 3, 4, 5)
        kept, elsewhere, unread, has_article, _pending = [found.id for found in unit.entries.pending(9, NOON)]
        add(unit, 4)
        unit.entries.done([kept], "kept")
        unit.entries.done([elsewhere], "elsewhere")
        unit.entries.done([unread, has_article], "unread")
        assert unit.entries.forget(NOON) == 0
        assert unit.entries.forget(NOON + HOUR) == 2
        assert unit.entries.counts() == {"kept": 1, "pending": 1, "unread": 1}
