"""One article read by its address: whatever its source lists, and never twice."""

import asyncio
from dataclasses import replace

import pytest

from core.errors import FetchError, UsageError
from core.press import Entry
from diembao.pipeline import read_one
from support import factories
from support.fakes import NOON
from support.house import house, page

GATE = "https://baomau.example/moc-bai.html"
TITLE = "Tây Ninh mở rộng cửa khẩu quốc tế Mộc Bài"
GATE_PAGE = page(TITLE, "UBND tỉnh Tây Ninh khởi công mở rộng cửa khẩu quốc tế Mộc Bài, hoàn thành năm 2027.")
HUE = "https://baomau.example/hue.html"
HUE_PAGE = page("Huế đón khách", "Khách đến từ nhiều nơi.")


def failed(kind="http_status", status=None, url=GATE):
    return FetchError(url, kind, "không được", status)


def outcome(rooms, url=GATE):
    return asyncio.run(read_one(rooms, url))


def counts(rooms):
    with rooms.store.read() as tx:
        return tx.entries.counts()


def stored(rooms):
    with rooms.store.read() as tx:
        found = tx.articles.find(GATE)
        return found and found.title


OUTCOMES = {
    "about the province": (GATE, GATE_PAGE, "kept", {"kept": 1}),
    "about another place": (HUE, HUE_PAGE, "elsewhere", {"elsewhere": 1}),
    "gone": (GATE, failed(status=410), "unread", {"unread": 1}),
    "forbidden by robots.txt": (GATE, failed("robots"), "unread", {"unread": 1}),
    "refused by our wall": (GATE, failed("blocked"), "unread", {"unread": 1}),
    "not there yet": (GATE, failed(status=404), "postponed", {"pending": 1}),
    "a busy server": (GATE, failed(status=503), "postponed", {"pending": 1}),
    "too slow": (GATE, failed("timeout"), "postponed", {"pending": 1}),
}


@pytest.mark.parametrize("name", OUTCOMES)
def test_the_outcome_is_one_word_and_is_kept(name):
    url, answer, expected, entries = OUTCOMES[name]
    with house({url: answer}) as rooms:
        assert outcome(rooms, url) == expected
        assert counts(rooms) == entries


def test_what_nobody_foresaw_is_tried_again():
    with house({GATE: RuntimeError("unforeseen")}) as rooms:
        assert outcome(rooms) == "postponed"


def test_an_article_is_stored_with_the_title_of_its_page_and_alerts_as_any_other():
    with house({GATE: GATE_PAGE}) as rooms:
        outcome(rooms)
        assert stored(rooms) == TITLE
        with rooms.store.read() as tx:
            assert [alert.url for alert in tx.alerts.listing("tay-ninh")] == [GATE]


def test_a_stored_article_is_known_and_its_page_is_not_asked_for_again():
    with house({GATE: GATE_PAGE}) as rooms:
        outcome(rooms)
        rooms.fetcher.requests.clear()
        assert outcome(rooms) == "known"
        assert rooms.fetcher.requests == []


@pytest.mark.parametrize("address", [f"{GATE}?utm_source=zalo", f"{GATE}#binh-luan", GATE.replace("bao", "BAO")])
def test_another_spelling_of_an_address_is_the_same_article(address):
    with house({GATE: GATE_PAGE}) as rooms:
        outcome(rooms)
        assert outcome(rooms, address) == "known"


def test_an_address_whose_canonical_link_is_a_stored_article_is_known_the_second_time():
    other = "https://baomau.example/amp/moc-bai.html"
    linked = GATE_PAGE.replace(b"<head>", f'<head><link rel="canonical" href="{GATE}">'.encode())
    with house({GATE: GATE_PAGE, other: linked}) as rooms:
        outcome(rooms)
        outcome(rooms, other)
        rooms.fetcher.requests.clear()
        assert outcome(rooms, other) == "known"
        assert rooms.fetcher.requests == []


@pytest.mark.parametrize("first", ["elsewhere", "unread"])
def test_what_was_set_aside_before_is_read_again(first):
    with house({GATE: HUE_PAGE if first == "elsewhere" else failed(status=410)}) as rooms:
        assert outcome(rooms) == first
        rooms.fetcher.pages[GATE] = GATE_PAGE
        assert outcome(rooms) == "kept"
        assert counts(rooms) == {"kept": 1}


def test_what_waits_for_a_later_try_is_read_now():
    with house({GATE: failed(status=503)}) as rooms:
        assert outcome(rooms) == "postponed"
        rooms.fetcher.pages[GATE] = GATE_PAGE
        assert outcome(rooms) == "kept"


def test_an_entry_set_aside_by_its_title_is_read_and_keeps_when_it_was_first_seen():
    with house({HUE: GATE_PAGE}) as rooms:
        with rooms.store.begin() as tx:
            tx.entries.add("bao-mau-rss", [Entry(HUE, "Huế đón khách")], NOON)
            (pending,) = tx.entries.claim(NOON, NOON, 10)
            tx.entries.done([pending.id], "elsewhere")
        rooms.clock.time = NOON.replace(hour=9)
        assert outcome(rooms, HUE) == "kept"
        with rooms.store.read() as tx:
            assert tx.articles.find(HUE).first_seen == NOON


@pytest.mark.parametrize(
    "address",
    ["https://khac.example/a.html", "baomau.example", "ftp://baomau.example/a", "", "khong phai", "http://["],
)
def test_an_address_of_no_outlet_is_bad_usage_and_asks_nobody(address):
    with house() as rooms:
        with pytest.raises(UsageError, match=r"sources\.yaml"):
            outcome(rooms, address)
        assert rooms.fetcher.requests == []
        assert counts(rooms) == {}


def test_the_source_of_the_outlet_that_owns_the_address_is_noted():
    other = factories.source(id="khac-rss", outlet=factories.outlet(id="khac", domains=("khac.example",)))
    other = replace(other, url="https://khac.example/rss.xml")
    url = "https://www.khac.example/moc-bai.html"
    with house({url: GATE_PAGE}, sources=(factories.source(), other)) as rooms:
        assert outcome(rooms, url) == "kept"
        with rooms.store.read() as tx:
            assert tx.articles.find(url).source_id == "khac-rss"
