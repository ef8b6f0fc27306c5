"""Subscriptions from other programs, and for them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector import opml
from collector.opml import Outline
from core.errors import FeedError

NOW = datetime(2026, 10, 15, 5, 0, tzinfo=UTC)


def document(*outlines, version="2.0"):
    return f'<opml version="{version}"><head><title>x</title></head><body>{"".join(outlines)}</body></opml>'.encode()


def feed(rest='xmlUrl="https://baomau.example/rss"', text="Báo Mẫu"):
    return f'<outline text="{text}" type="rss" {rest}/>'


FORMS = {
    "version 1": document(feed(), version="1.0"),
    "version 2": document(feed()),
    "small letters": document(feed('xmlurl="https://baomau.example/rss"')),
    "capitals": document(feed('XMLURL="https://baomau.example/rss"')),
    "under another name": document(feed('url="https://baomau.example/rss"')),
    "capital elements": document(feed()).replace(b"outline", b"OUTLINE").replace(b"opml", b"OPML"),
    "never closed": b'<opml><body><outline text="B\xc3\xa1o M\xe1\xba\xabu" xmlUrl="https://baomau.example/rss">',
    "declared and marked": b'\xef\xbb\xbf<?xml version="1.0" encoding="utf-8"?>\n' + document(feed()),
    "UTF-16": document(feed()).decode().encode("utf-16"),
}


@pytest.mark.parametrize("name", FORMS)
def test_every_form_gives_title_and_address(name):
    assert opml.read(FORMS[name]) == [Outline("Báo Mẫu", "https://baomau.example/rss")]


def test_a_bare_ampersand_stays_in_the_address():
    found = opml.read(document(feed('xmlUrl="https://baomau.example/rss?a=1&b=2&lang=v"')))
    assert found[0].url == "https://baomau.example/rss?a=1&b=2&lang=v"


def test_groups_become_categories():
    found = opml.read(
        document(
            '<outline text="Trung ương"><outline title="Miền Nam">' + feed() + "</outline>" + feed() + "</outline>"
        )
    )
    assert [outline.category for outline in found] == ["Trung ương / Miền Nam", "Trung ương"]


def test_the_page_behind_a_feed_is_kept():
    found = opml.read(document(feed('xmlUrl="https://baomau.example/rss" htmlUrl="https://baomau.example/"')))
    assert found[0].site == "https://baomau.example/"


def test_an_outline_without_an_address_is_told_not_dropped():
    found = opml.read(document(feed(""), feed()))
    assert [outline.url for outline in found] == ["", "https://baomau.example/rss"]


def test_a_title_is_one_line_of_plain_text():
    found = opml.read(document(feed(text="&lt;b&gt;Báo&lt;/b&gt;&#10; Mẫu&#x202e;")))
    assert found[0].title == "Báo Mẫu"


REFUSED = {
    "nothing": (b"", "empty"),
    "a web page": (b"<html></html>", "not_feed"),
    "a feed": (b"<rss></rss>", "not_feed"),
    "entities": (b'<!DOCTYPE opml [<!ENTITY a "b">]><opml><body/></opml>', "entities"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_opml_is_refused_with_its_kind(name):
    body, kind = REFUSED[name]
    with pytest.raises(FeedError) as caught:
        opml.read(body)
    assert caught.value.kind == kind


def test_a_file_without_end_is_cut():
    assert len(opml.read(document(feed() * 30_000))) == opml.MAX_OUTLINES


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", b"<opml>", b"<opml><outline xmlUrl='", b"\xfe\xff"]))
def test_any_bytes_are_read_or_refused(rest, start):
    try:
        found = opml.read(start + rest)
    except FeedError:
        return
    assert all(isinstance(outline, Outline) for outline in found)


WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(WORDS, st.sampled_from(["", "A", "Báo “ngành” & <khác>"])), max_size=8))
def test_what_was_written_is_read_again(rows):
    urls = [f"https://baomau.example/rss?so={number}&x=1" for number in range(len(rows))]
    written = opml.write(
        (Outline(title, url, "https://baomau.example/", group) for (title, group), url in zip(rows, urls, strict=True)),
        "Điểm Báo",
        NOW,
    )
    found = opml.read(written)
    assert sorted(outline.url for outline in found) == sorted(urls)
    groups = {outline.url: outline.category for outline in found}
    assert [groups[url] for url in urls] == [opml.plain(group) for _title, group in rows]


def test_the_written_file_says_what_it_is():
    written = opml.write([Outline("a", "https://baomau.example/rss")], "Điểm Báo", NOW).decode()
    assert '<opml version="2.0">' in written
    assert "<dateCreated>Thu, 15 Oct 2026 05:00:00 +0000</dateCreated>" in written
