"""One poll: whatever the source does, the outcome is a value."""

import asyncio
import hashlib
import logging

import pytest

from collector.fetch import HttpFetcher
from collector.poll import poll
from core.errors import FetchError
from core.press import Fetched, Validators
from support.factories import network, source
from support.fakes import NOON, FakeFetcher

SOURCE = source()
FEED = (
    "<rss version='2.0'><channel><title>t</title><item><title>Tây Ninh mở cửa khẩu</title>"
    "<link>https://baomau.example/1.html</link></item></channel></rss>"
).encode()
HASH = hashlib.sha256(FEED).hexdigest()
OLD = Validators('"0"', "Wed, 14 Oct 2026 05:00:00 GMT", "0" * 64)


def polled(answer, validators=OLD):
    return asyncio.run(poll(SOURCE, validators, FakeFetcher({SOURCE.url: answer}), NOON))


def test_a_new_feed_gives_its_entries_and_new_validators():
    outcome = polled(Fetched(SOURCE.url, 200, FEED, "text/xml", '"1"', "Thu, 15 Oct 2026 05:00:00 GMT"))
    assert outcome.state == "ok"
    assert [entry.title for entry in outcome.entries] == ["Tây Ninh mở cửa khẩu"]
    assert outcome.validators == Validators('"1"', "Thu, 15 Oct 2026 05:00:00 GMT", HASH)


def test_the_stored_validators_are_sent():
    fetcher = FakeFetcher({SOURCE.url: FEED})
    asyncio.run(poll(SOURCE, OLD, fetcher, NOON))
    assert fetcher.requests == [(SOURCE.url, OLD)]


def test_not_modified_changes_nothing():
    outcome = polled(Fetched(SOURCE.url, 304, b""))
    assert (outcome.state, outcome.entries, outcome.validators) == ("unchanged", (), OLD)


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
    body = bytearray(FEED)  # not bytes: stands for input the parser was not made for
    with caplog.at_level(logging.ERROR):
        outcome = polled(Fetched(SOURCE.url, 200, Unreadable(body)))
    assert (outcome.state, outcome.error_kind, outcome.validators) == ("failed", "parse", OLD)
    assert "Traceback" in caplog.text


class Unreadable(bytes):
    """Bytes that fail once somebody wants to read them as text."""

    def decode(self, *_args):
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
            first = await poll(real, Validators(), fetcher, NOON)
            return first, await poll(real, first.validators, fetcher, NOON)

    first, second = asyncio.run(run())
    assert (first.state, second.state) == ("ok", "unchanged")
    assert second.validators == first.validators
