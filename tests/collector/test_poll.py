"""One poll: whatever the source does, the outcome is a value."""

import asyncio
import hashlib
import logging
from datetime import timedelta

import pytest

from collector import health
from collector.fetch import HttpFetcher
from collector.parsing import ReadHere
from collector.poll import poll
from core.errors import FetchError
from core.press import Fetched, Validators
from core.sources import Memory, Move
from support import polls
from support.factories import network, source
from support.fakes import NOON, FakeFetcher

SOURCE = source()
HOUR = timedelta(hours=1)
FEED = (
    "<rss version='2.0'><channel><title>t</title><item><title>Tây Ninh mở cửa khẩu</title>"
    "<link>https://baomau.example/1.html</link></item></channel></rss>"
).encode()
HASH = hashlib.sha256(FEED).hexdigest()
OLD = Validators('"0"', "Wed, 14 Oct 2026 05:00:00 GMT", "0" * 64)


def known(validators=OLD, **memory):
    """Return a source asked without conditions an hour ago, unless told otherwise."""
    return polls.state(SOURCE, validators=validators, memory=Memory(**{"last_full": NOON - HOUR, **memory}))


def polled(answer, validators=OLD, **memory):
    fetcher = FakeFetcher({SOURCE.url: answer})
    return asyncio.run(poll(SOURCE, known(validators, **memory), fetcher, ReadHere(), NOON))


def test_a_new_feed_gives_its_entries_and_new_validators():
    outcome = polled(Fetched(SOURCE.url, 200, FEED, "text/xml", '"1"', "Thu, 15 Oct 2026 05:00:00 GMT"))
    assert outcome.state == "ok"
    assert [entry.title for entry in outcome.entries] == ["Tây Ninh mở cửa khẩu"]
    assert outcome.validators == Validators('"1"', "Thu, 15 Oct 2026 05:00:00 GMT", HASH)


def test_the_stored_validators_are_sent():
    fetcher = FakeFetcher({SOURCE.url: FEED})
    asyncio.run(poll(SOURCE, known(), fetcher, ReadHere(), NOON))
    assert fetcher.requests == [(SOURCE.url, OLD)]


@pytest.mark.parametrize("last", [None, NOON - 24 * HOUR], ids=["never asked so", "a day ago"])
def test_once_a_day_no_validators_are_sent(last):
    fetcher = FakeFetcher({SOURCE.url: FEED})
    outcome = asyncio.run(poll(SOURCE, known(last_full=last), fetcher, ReadHere(), NOON))
    assert fetcher.requests == [(SOURCE.url, None)]
    assert outcome.full


def test_a_source_that_moved_for_good_is_asked_at_its_new_address():
    there = "https://moi.example/rss.xml"
    fetcher = FakeFetcher({there: FEED})
    moved = known(move=Move(there, NOON, 3, adopted=True))
    assert asyncio.run(poll(SOURCE, moved, fetcher, ReadHere(), NOON)).state == "ok"


@pytest.mark.parametrize(("moved", "told"), [(True, "https://moi.example/rss.xml"), (False, "")])
def test_only_a_permanent_redirect_is_told(moved, told):
    assert polled(Fetched("https://moi.example/rss.xml", 200, FEED, moved=moved)).moved_to == told


def test_what_the_server_asked_for_is_told():
    outcome = polled(Fetched(SOURCE.url, 200, FEED, max_age=600, seconds=1.5))
    assert (outcome.status, outcome.max_age, outcome.seconds) == (200, 600, 1.5)
    refused = polled(FetchError(SOURCE.url, "http_status", "429", 429, retry_after=120.0))
    assert (refused.status, refused.retry_after) == (429, 120.0)


def test_not_modified_changes_nothing():
    outcome = polled(Fetched(SOURCE.url, 304, b""))
    assert (outcome.state, outcome.entries, outcome.status) == ("unchanged", (), 304)


def test_the_same_body_is_unchanged_though_the_server_sent_it():
    outcome = polled(Fetched(SOURCE.url, 200, FEED, "text/xml", '"2"'), Validators('"1"', None, HASH))
    assert (outcome.state, outcome.entries) == ("unchanged", ())
    assert outcome.validators == Validators('"2"', None, HASH)


@pytest.mark.parametrize("kind", ["timeout", "dns", "blocked", "http_status", "robots"])
def test_a_failed_request_keeps_the_old_validators(kind):
    outcome = polled(FetchError(SOURCE.url, kind, "Máy chủ không trả lời."))
    assert (outcome.state, outcome.error_kind, outcome.error) == ("failed", kind, "Máy chủ không trả lời.")
    assert outcome.validators == OLD


def test_a_page_instead_of_a_feed_fails_and_keeps_the_old_validators():
    outcome = polled(b"<!doctype html><html><body>404</body></html>")
    assert (outcome.state, outcome.error_kind, outcome.validators) == ("failed", "not_feed", OLD)
    assert "Báo Mẫu" in outcome.error


def test_a_fault_of_the_parser_fails_this_source_only_and_is_logged(caplog):
    with caplog.at_level(logging.ERROR):
        outcome = asyncio.run(poll(SOURCE, known(), FakeFetcher({SOURCE.url: FEED}), Faulty(), NOON))
    assert (outcome.state, outcome.error_kind, outcome.validators) == ("failed", "parse", OLD)
    assert "Traceback" in caplog.text


class Faulty(ReadHere):
    """A reader with a fault that nobody foresaw."""

    async def feed(self, *_given):
        raise RuntimeError("a fault of the library")


def test_a_real_server_is_asked_once_and_then_answers_not_modified(site):
    def feed(h):
        if h.headers.get("If-None-Match") == '"1"':
            h.answer(status=304)
        else:
            h.answer(FEED, Content_Type="text/xml", ETag='"1"')

    site.routes["/rss.xml"] = feed
    real = source(url=f"{site.url}/rss.xml")

    async def run():
        async with HttpFetcher(network(allow=(site.door,))) as fetcher:
            first = await poll(real, polls.state(real), fetcher, ReadHere(), NOON)
            after = health.after(real, polls.state(real), first, 1, NOON)
            return first, await poll(real, after, fetcher, ReadHere(), NOON + HOUR)

    first, second = asyncio.run(run())
    assert (first.state, second.state, second.status) == ("ok", "unchanged", 304)
