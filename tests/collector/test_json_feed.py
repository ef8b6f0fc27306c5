"""JSON Feed 1.0 and 1.1, also from people who mean harm."""

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.feeds import parse
from core.errors import FeedError
from support.factories import outlet
from support.fakes import NOON

URL = "https://baomau.example/feed.json"
VERSION = "https://jsonfeed.org/version/1.1"


def feed(*items, version=VERSION):
    return json.dumps({"version": version, "title": "Báo Mẫu", "items": items}).encode()


def item(**fields):
    return {"id": "1", "url": "https://baomau.example/1.html", "title": "Tây Ninh mở cửa khẩu"} | fields


def read(body, content_type="application/feed+json"):
    return parse(body, URL, outlet(), NOON, content_type)


def one(body):
    (entry,) = read(body)
    return entry


def test_an_item_becomes_an_entry():
    entry = one(feed(item(summary="<p>Cửa khẩu</p>", date_published="2026-10-12T10:30:00+07:00")))
    assert (entry.url, entry.title, entry.guid) == ("https://baomau.example/1.html", "Tây Ninh mở cửa khẩu", "1")
    assert (entry.summary, entry.published) == ("Cửa khẩu", datetime(2026, 10, 12, 3, 30, tzinfo=UTC))


@pytest.mark.parametrize("version", ["https://jsonfeed.org/version/1", VERSION, "http://jsonfeed.org/version/1.0"])
def test_every_version_is_known_whatever_the_server_calls_it(version):
    assert len(read(feed(item(), version=version), "text/html")) == 1


def test_a_feed_that_forgets_its_version_is_known_by_its_content_type():
    assert len(read(json.dumps({"items": [item()]}).encode(), "application/feed+json; charset=utf-8")) == 1


ADDRESSES = {
    "url": {"url": "https://baomau.example/a"},
    "relative": {"url": "/a"},
    "external": {"external_url": "https://baomau.example/a"},
    "id": {"id": "https://baomau.example/a"},
    "script, then id": {"url": "javascript:x", "id": "https://baomau.example/a"},
    "attachment": {"attachments": [None, {}, {"url": "https://baomau.example/a"}]},
}


@pytest.mark.parametrize("fields", ADDRESSES.values(), ids=ADDRESSES)
def test_an_item_is_found_by_the_address_it_has(fields):
    assert one(feed({"title": "Tin"} | fields)).url == "https://baomau.example/a"


TEXTS = {
    "summary": ({"summary": "a", "content_text": "b", "content_html": "c"}, "a"),
    "text": ({"summary": " ", "content_text": "b", "content_html": "c"}, "b"),
    "HTML": ({"content_html": "<p>c</p><script>d</script>"}, "c"),
}


@pytest.mark.parametrize(("fields", "text"), TEXTS.values(), ids=TEXTS)
def test_the_shortest_text_there_is_becomes_the_summary(fields, text):
    assert one(feed(item(**fields))).summary == text


def test_the_day_of_a_change_serves_when_there_is_no_other():
    assert one(feed(item(date_modified="2026-10-12T10:30:00+07:00"))).published is not None


def test_an_item_without_a_title_is_called_by_its_text():
    assert one(feed({"url": "/1", "content_text": "Tây Ninh mở cửa khẩu"})).title == "Tây Ninh mở cửa khẩu"


def test_a_person_never_reaches_an_entry():
    author = {"name": "Nguyễn Văn Mẫu"}
    assert "Mẫu" not in repr(one(feed(item(author=author, authors=[author]))))


def test_numbers_as_ids_and_other_odd_types_cost_no_item():
    odd = {"id": 7, "title": 8, "summary": {"b": 1}, "date_published": 1.5, "attachments": {"url": "x"}, "tags": 3}
    entry = one(feed(odd | {"url": "/tay-ninh-1.html"}, 3, None, "x", [], {"url": 1.2}))
    assert (entry.title, entry.guid) == ("tay ninh", "7")


WRONG = {
    "another JSON": (b'{"items": []}', "not_feed"),
    "no items": (json.dumps({"version": VERSION}).encode(), "not_feed"),
    "items of another type": (json.dumps({"version": VERSION, "items": {}}).encode(), "not_feed"),
    "cut off": (feed(item())[:-5], "parse"),
    "no JSON": (b"{items: []}", "parse"),
    "deep nesting": (b'{"a":' * 100_000, "parse"),
    "deep lists": (b'{"version":"jsonfeed.org/version/1","items":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "parse"),
}


@pytest.mark.parametrize(("body", "kind"), WRONG.values(), ids=WRONG)
def test_what_is_no_feed_is_refused_by_kind(body, kind):
    with pytest.raises(FeedError) as caught:
        read(body, "application/json")
    assert caught.value.kind == kind


HOSTILE = {
    "a number of a million digits": b'{"version":"%s","x":%s,"items":[{"url":"/1"}]}'
    % (VERSION.encode(), b"9" * 10**6),
    "no numbers": b'{"version":"%s","x":[NaN,-Infinity,1e999],"items":[{"url":"/1"}]}' % VERSION.encode(),
    "keys twice": b'{"version":"a","version":"%s","items":1,"items":[{"url":"/2","url":"/1"}]}' % VERSION.encode(),
    "half a surrogate pair": b'{"version":"%s","items":[{"url":"/1","title":"\\ud800a"}]}' % VERSION.encode(),
    "a byte order mark": b"\xef\xbb\xbf" + feed({"url": "/1"}),
    "UTF-16": feed({"url": "/1"}).decode().encode("utf-16"),
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_oddities_cost_no_item(body):
    assert one(body).url == "https://baomau.example/1"


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["url", "id", "title", "x"]), inner),
    max_leaves=10,
)


@settings(max_examples=100, deadline=None)
@given(_JSON, _JSON, st.binary(max_size=10), st.integers(0, 200))
def test_any_feed_gives_clean_entries_or_a_feed_error(first, second, noise, place):
    body = feed(first, {"url": "/1", "title": second, "content_html": first, "attachments": second})
    with suppress(FeedError):
        for entry in read(body[:place] + noise + body[place:]):
            assert entry.url.startswith(("http://", "https://"))
            assert entry.title
