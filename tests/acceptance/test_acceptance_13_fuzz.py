"""Acceptance 13: spoilt documents, 1,000,000 at full size, 200,000 in CI: none raises anything but FeedError."""

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, timedelta

import pytest

from collector import feeds, listings, pages, sitemaps
from collector.dates import EARLIEST, read_date
from collector.encoding import decode
from collector.markup import plain
from collector.urls import canonical
from core.errors import FeedError
from core.press import Entry, Fetched
from core.text import has_hidden
from support import fuzz

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENTRIES = (Entry(fuzz.URL, "Tây Ninh mở cửa khẩu"), Entry(fuzz.URL, "Giá vàng"))


class Names:
    """A gate that knows two names."""

    def may_match(self, text):
        return "Tây Ninh" in text or "Mộc Bài" in text


def is_clean(text):
    return not has_hidden(text) and unicodedata.is_normalized("NFC", text)


def is_moment(moment):
    return moment is None or (moment.tzinfo is UTC and EARLIEST <= moment <= fuzz.NOW + timedelta(days=1))


def is_address(url):
    return url.startswith(("http://", "https://")) and canonical(url) == url


def check_bytes(kind, seed):
    body = fuzz.document(kind, seed)
    assert not FORBIDDEN.search(decode(body, fuzz.content_type(seed)))


def check_date(kind, seed):
    assert is_moment(read_date(fuzz.text(kind, seed), fuzz.NOW))


def check_markup(kind, seed):
    assert is_clean(plain(fuzz.text(kind, seed)))


def check_entries(entries):
    for entry in entries:
        assert is_address(entry.url)
        assert is_clean(entry.title)
        assert is_clean(entry.summary)
        assert is_clean(entry.guid)
        assert is_moment(entry.published)


def check_feed(kind, seed):
    with suppress(FeedError):
        check_entries(feeds.parse(fuzz.document(kind, seed), fuzz.URL, fuzz.OUTLET, fuzz.NOW, fuzz.content_type(seed)))


def check_listing(kind, seed):
    links = ("", "h3 a", "li")[seed % 3]
    with suppress(FeedError):
        check_entries(
            listings.read(
                fuzz.document(kind, seed), fuzz.URL, fuzz.OUTLET, fuzz.NOW, fuzz.content_type(seed), links, r"\.html"
            )
        )


def check_sitemap(kind, seed):
    with suppress(FeedError):
        found = sitemaps.read(fuzz.document(kind, seed), fuzz.URL, fuzz.NOW)
        for page in found.pages:
            assert is_address(page.url)
            assert is_clean(page.title)
            assert is_moment(page.published)
        for child in found.children:
            assert is_address(child.url)
            sitemaps.may_hold(child, fuzz.NOW)


def check_page(kind, seed):
    fetched = Fetched(fuzz.URL, 200, fuzz.document(kind, seed), fuzz.content_type(seed))
    draft = pages.read(fetched, ENTRIES[seed % 2], fuzz.OUTLET, Names(), fuzz.NOW)
    if draft is not None:
        assert is_address(draft.url)
        assert is_clean(draft.title)
        assert is_clean(draft.text)
        assert is_clean(draft.section)
        assert is_moment(draft.published)


# How many cases in CI, in how many parts that run beside each other.
PLAN = {
    "bytes": (check_bytes, 50_000, 4),
    "date": (check_date, 116_000, 2),
    "markup": (check_markup, 20_000, 2),
    "sitemap": (check_sitemap, 8_000, 2),
    "feed": (check_feed, 4_000, 4),
    "listing": (check_listing, 1_500, 1),
    "page": (check_page, 1_000, 2),
}
FULL = 5  # times as many


# What once broke feedparser, cut down to what did it.
BROKE = {
    "number of no character": b"<>&#9999999999;<rss",
    "half a surrogate pair in Atom": b"<feed<i>&#xD800;",
    "half a surrogate pair in RDF": b"<rdf<&#xDFFF;",
    "link without attributes": b"<feed<entry<link</item</link>",
    "half a surrogate pair as a namespace": b'<rdf:R xmlns:rdf="\xed\xa0\xbd">',
}


@pytest.mark.parametrize("body", BROKE.values(), ids=BROKE)
def test_what_once_broke_a_parser_is_read_or_refused(body):
    with suppress(FeedError):
        check_entries(feeds.parse(body, fuzz.URL, fuzz.OUTLET, fuzz.NOW))


@pytest.mark.parametrize("reference", ["&#9999999999;", "&#xD800;", "&#0;"])
def test_a_reference_to_no_character_does_not_cost_the_feed(reference):
    entry = f'<entry><title>Tin {reference}</title><link href="/1"/></entry>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    assert len(feeds.parse(atom.encode(), fuzz.URL, fuzz.OUTLET, fuzz.NOW)) == 1


def test_there_are_enough_cases():
    assert sum(cases for _, cases, _ in PLAN.values()) >= 200_000


@pytest.mark.parametrize(
    ("kind", "part"), [pytest.param(kind, part, id=f"{kind}-{part}") for kind in PLAN for part in range(PLAN[kind][2])]
)
def test_spoilt_documents_are_read_or_refused(scale, measured, kind, part):
    check, cases, parts = PLAN[kind]
    size = scale(1, FULL) * cases // parts
    measured(f"fuzz cases, {kind}, part {part + 1} of {parts}, uncaught errors 0", size, ">= 1,000,000 together")
    fuzz.run(kind, range(part * size, (part + 1) * size), check)
