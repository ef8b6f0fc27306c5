"""Sitemaps as they are found, broken and hostile."""

import contextlib
import gzip
import subprocess
import sys
import time
import zlib
from datetime import UTC, datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from collector import sitemaps
from collector.sitemaps import Child, Listed, may_hold
from core.errors import FeedError
from support.fakes import NOON

BASE = "https://baomau.example/sitemap.xml"
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:%s="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
LATE = datetime(2026, 10, 12, 5, 0, tzinfo=UTC)


def read(body, base=BASE):
    return sitemaps.read(body if isinstance(body, bytes) else body.encode(), base, NOON)


def urlset(*items, more=""):
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACE} {more}>{"".join(items)}</urlset>'


def page(loc, rest=""):
    return f"<url><loc>{loc}</loc>{rest}</url>"


def index(*items):
    return f"<sitemapindex {NAMESPACE}>{''.join(items)}</sitemapindex>"


def news(prefix, title, published):
    return (
        f"<{prefix}:news><{prefix}:publication><{prefix}:name>Báo Mẫu</{prefix}:name></{prefix}:publication>"
        f"<{prefix}:publication_date>{published}</{prefix}:publication_date><{prefix}:title>{title}</{prefix}:title>"
        f"</{prefix}:news>"
    )


def test_pages_come_in_order_with_their_last_change():
    found = read(
        urlset(page("https://baomau.example/a.htm", "<lastmod>2026-10-12T12:00:00+07:00</lastmod>"), page("/b"))
    )
    assert found.pages == (
        Listed("https://baomau.example/a.htm", "", LATE, sure=False),
        Listed("https://baomau.example/b"),
    )


@pytest.mark.parametrize("prefix", ["news", "n", "Google"])
def test_news_tells_title_and_time_whatever_the_prefix(prefix):
    item = news(prefix, "Mộc Bài &amp; Xa Mát", "2026-10-12T12:00:00+07:00")
    found = read(urlset(page("https://baomau.example/a", item), more=NEWS % prefix))
    assert found.pages == (Listed("https://baomau.example/a", "Mộc Bài & Xa Mát", LATE),)


def test_news_without_a_declared_prefix_is_read_all_the_same():
    found = read(urlset(page("https://baomau.example/a", news("news", "Tin", "2026-10-12T12:00:00+07:00"))))
    assert found.pages[0].title == "Tin"


def test_the_time_of_publication_wins_over_the_last_change():
    item = "<lastmod>2026-10-14</lastmod>" + news("news", "Tin", "2026-10-12T12:00:00+07:00")
    assert read(urlset(page("https://baomau.example/a", item), more=NEWS % "news")).pages[0].published == LATE


def test_a_day_alone_is_not_a_sure_time_and_means_its_whole_day():
    item = news("news", "Tin", "2026-10-12")
    found = read(urlset(page("https://baomau.example/a", item), more=NEWS % "news")).pages[0]
    assert not found.sure
    assert found.latest == datetime(2026, 10, 12, 17, 0, tzinfo=UTC)


def test_the_address_of_an_image_is_no_page():
    picture = (
        "<image:image><image:loc>https://baomau.example/a.jpg</image:loc><image:title>Ảnh</image:title></image:image>"
    )
    found = read(urlset(f"<url>{picture}<loc>https://baomau.example/a</loc></url>", more=IMAGE))
    assert found.pages == (Listed("https://baomau.example/a"),)


def test_an_index_gives_its_sitemaps():
    found = read(index("<sitemap><loc>/a.xml</loc><lastmod>2026-10-12T05:00:00Z</lastmod></sitemap>"))
    assert found.children == (Child("https://baomau.example/a.xml", LATE),)


def test_a_day_of_change_means_its_whole_day():
    found = read(index("<sitemap><loc>/a.xml</loc><lastmod>2026-10-12</lastmod></sitemap>"))
    assert found.children[0].lastmod == datetime(2026, 10, 12, 17, 0, tzinfo=UTC)


def test_sitemaps_listed_among_pages_are_sitemaps():
    found = read(urlset(page("https://baomau.example/thoi-su.xml"), page("https://baomau.example/thoi-su")))
    assert [child.url for child in found.children] == ["https://baomau.example/thoi-su.xml"]
    assert [listed.url for listed in found.pages] == ["https://baomau.example/thoi-su"]


def test_each_address_comes_once_and_none_leads_back():
    found = read(index(*["<sitemap><loc>/a.xml</loc></sitemap>"] * 2, f"<sitemap><loc>{BASE}</loc></sitemap>"))
    assert [child.url for child in found.children] == ["https://baomau.example/a.xml"]


def test_other_schemes_are_left_out():
    assert read(urlset(page("javascript:alert(1)"), page("ftp://baomau.example/a"), page(""))).pages == ()


def test_an_empty_list_is_a_sitemap():
    assert read(urlset()) == sitemaps.Sitemap()


@pytest.mark.parametrize("body", [f"<urlset {NAMESPACE}/>", f"<urlset {NAMESPACE}></urlset><!-- 0.02 s -->"])
def test_an_empty_list_is_whole(body):
    assert read(body).whole


BROKEN = {
    "bare ampersand": urlset(page("https://baomau.example/a?b=1&c=2&page=3"), page("https://baomau.example/z")),
    "CDATA": urlset(page("<![CDATA[https://baomau.example/a?b=1&c=2&page=3]]>"), page("https://baomau.example/z")),
    "control characters": urlset(page("https://baomau.example/a?b=1&amp;c=2\x02&page=3"), page("https://baomau.example/z")),
    "impossible references": urlset(page("/a?b=1&#xD800;&amp;c=2&#0;&page=3"), page("/z&#1114112;")),
    "spaces and lines": urlset(page("\n  https://baomau.example/a?b=1&c=2&page=3\n "), page("https://baomau.example/z")),
    "item never closed": urlset("<url><loc>https://baomau.example/a?b=1&c=2&page=3</loc>", page("https://baomau.example/z")),
    "byte order mark": "\ufeff" + urlset(page("https://baomau.example/a?b=1&c=2&page=3"), page("https://baomau.example/z")),
    "plain text": "https://baomau.example/a?b=1&c=2&page=3\r\n\r\nnot one\r\nhttps://baomau.example/z\r\n",
    "no namespace": f"<urlset>{page('/a?b=1&c=2&page=3')}{page('/z')}</urlset>",
    "capitals": f"<URLSET><URL><LOC>/a?b=1&c=2&page=3</LOC></URL>{page('/z')}</URLSET>",
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_broken_forms_give_the_right_addresses(name):
    urls = [listed.url for listed in read(BROKEN[name]).pages]
    assert urls == ["https://baomau.example/a?b=1&c=2&page=3", "https://baomau.example/z"]


def test_other_encodings_are_read():
    item = page("https://baomau.example/a", news("news", "Cửa khẩu Mộc Bài", "2026-10-12T12:00:00+07:00"))
    found = read(urlset(item, more=NEWS % "news").encode("utf-16"))
    assert found.pages[0].title == "Cửa khẩu Mộc Bài"


def test_a_sitemap_that_broke_off_gives_what_it_has_and_says_so():
    found = read(urlset(page("https://baomau.example/a"), page("https://baomau.example/bcd"))[:-30])
    assert found.pages[0].url == "https://baomau.example/a"
    assert not found.whole


def test_a_packed_sitemap_is_unpacked():
    assert len(read(gzip.compress(urlset(page("https://baomau.example/a")).encode())).pages) == 1


def test_a_packed_sitemap_in_two_parts_is_unpacked():
    text = urlset(page("https://baomau.example/a"), page("https://baomau.example/b")).encode()
    found = read(gzip.compress(text[:100]) + gzip.compress(text[100:]))
    assert (len(found.pages), found.whole) == (2, True)


def test_a_packed_sitemap_that_broke_off_says_so():
    items = [page(f"https://baomau.example/{number * 7919 % 10_007}") for number in range(2000)]
    found = read(gzip.compress(urlset(*items).encode())[:-2000])
    assert found.pages
    assert not found.whole


REFUSED = {
    "nothing": (b"  \n", "empty"),
    "packed nothing": (gzip.compress(b""), "empty"),
    "a web page": (b"<!DOCTYPE html><html><body>404</body></html>", "not_feed"),
    "a web page that names a sitemap": (b"<html><body><urlset></urlset></body></html>", "not_feed"),
    "a feed": (b"<rss><channel></channel></rss>", "not_feed"),
    "words": (b"xin chao", "not_feed"),
    "JSON": (b'{"urlset": []}', "not_feed"),
    "cut before its first address": (f"<urlset {NAMESPACE}><url><lo".encode(), "parse"),
    "a damaged packed file": (b"\x1f\x8b\x08" + b"\xff" * 50, "parse"),
    "entities": (b'<!DOCTYPE u [<!ENTITY a "b">]><urlset><url><loc>/&a;</loc></url></urlset>', "entities"),
    "hidden entities": (b'<!DOCTYPE u [<!-- <urlset> --><!ENTITY a SYSTEM "file:///x">]><urlset/>', "entities"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_sitemap_is_refused_with_its_kind(name):
    body, kind = REFUSED[name]
    with pytest.raises(FeedError) as caught:
        read(body)
    assert caught.value.kind == kind
    assert "baomau.example" in str(caught.value)


def test_no_file_is_opened_for_a_foreign_document_type(tmp_path):
    secret = tmp_path / "secret.dtd"
    secret.write_text('<!ENTITY a "b">')
    body = f'<!DOCTYPE urlset SYSTEM "{secret.as_uri()}"><urlset>{page("https://baomau.example/&a;x")}</urlset>'
    assert [listed.url for listed in read(body).pages] == ["https://baomau.example/&a;x"]


# Peak memory is the process's own: measured in one of its own, started with the body on its standard input.
MEASURE = """
import resource, sys
from datetime import UTC, datetime
from collector import sitemaps
from core.errors import FeedError
body = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    found = sitemaps.read(body, "https://baomau.example/sitemap.xml", datetime(2026, 10, 15, tzinfo=UTC))
    print(len(found.pages), found.rest, end=" ")
except FeedError as error:
    print(error.kind, "-", end=" ")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10)
"""


def measured(body):
    """Return what reading a body gave and how many MiB it needed."""
    done = subprocess.run([sys.executable, "-c", MEASURE], input=body, capture_output=True, check=True, timeout=60)
    first, second, needed = done.stdout.decode().split()
    return first, second, int(needed)


def test_a_bomb_is_unpacked_only_to_the_limit():
    pack, zeros = zlib.compressobj(1, wbits=zlib.MAX_WBITS | 16), bytes(1 << 20)
    bomb = b"".join(pack.compress(zeros) for _part in range(128)) + pack.flush()
    kind, _whole, needed = measured(bomb)
    assert kind == "empty"
    assert needed <= 150


def test_of_200_000_addresses_only_a_part_is_read_at_once():
    rest = "<lastmod>2026-10-12</lastmod><changefreq>never</changefreq><priority>0.5</priority>"
    body = urlset(*(page(f"https://baomau.example/bai-{number}.htm", rest) for number in range(200_000))).encode()
    pages, rest, needed = measured(body)
    assert (pages, rest) == ("10000", "10000")
    assert needed <= 300


LONG = {
    "an index": index(*(f"<sitemap><loc>/{number}.xml</loc></sitemap>" for number in range(25_000))),
    "pages": urlset(*(page(f"https://baomau.example/{number}.htm") for number in range(25_000))),
    "lines": "\n".join(f"https://baomau.example/{number}.htm" for number in range(25_000)),
}


@pytest.mark.parametrize("name", LONG)
def test_a_long_sitemap_is_read_in_parts_and_nothing_is_lost(name):
    start, urls = 0, []
    while start is not None:
        found = sitemaps.read(LONG[name].encode(), BASE, NOON, start)
        assert found.whole
        urls += [listed.url for listed in (*found.pages, *found.children)]
        start = found.rest
    numbers = [int(url.rpartition("/")[2].partition(".")[0]) for url in urls]
    assert numbers == list(range(25_000))


HOSTILE = {
    "deep": b"<urlset>" + b"<url>" * 100_000,
    "a million empty elements": b"<urlset>" + b"<a/>" * 1_000_000,
    "many attributes": b"<urlset " + b" ".join(b"a%d='1'" % number for number in range(100_000)) + b"/>",
    "one endless text": b"<urlset><url><loc>https://baomau.example/" + b"x" * 12_000_000,
    "open brackets": b"<urlset" * 500_000,
    "open literals": b"<urlset>" + b"<![CDATA[" * 500_000,
    "ampersands": b"<urlset>" + b"&#1" * 1_000_000,
    "unfinished comment": b"<urlset><!--" + b"-" * 2_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_forms_end_soon(name):
    started = time.process_time()
    with contextlib.suppress(FeedError):
        read(HOSTILE[name])
    assert time.process_time() - started < 10


PIECES = st.sampled_from(
    ["<urlset>", "</urlset>", "<url>", "</url>", "<loc>", "</loc>", "<sitemapindex>", "<sitemap>", "<lastmod>",
     "2026-10", "<news:title>", "&", "&amp;", "&#0;", "&#xD800;", "<![CDATA[", "]]>", "<!--", "-->", "<?xml ", "?>",
     "<!DOCTYPE ", "https://baomau.example/", "http://[", "http://a:99999999/", "\ufffe", "\x00",
     "Mộc Bài", "<", ">", '"', "\n", "%"]
)  # fmt: skip


def _never_fails(body):
    try:
        found = read(body)
    except FeedError:
        return
    for child in found.children:
        may_hold(child, NOON)
    assert all(item.url.startswith(("http://", "https://")) for item in (*found.pages, *found.children))


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example("<urlset><!--<![CDATA[-->&#xD800;")
def test_any_mixture_of_pieces_is_read_or_refused(text):
    _never_fails(text.encode("utf-8", "replace"))


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", b"<urlset>", b"\x1f\x8b\x08", b"https://baomau.example/", b"\xff\xfe"]),
)
def test_any_bytes_are_read_or_refused(rest, start):
    _never_fails(start + rest)


SINCE = datetime(2026, 10, 12, 17, 0, tzinfo=UTC)
HOLDS = {
    "no date at all": ("/sitemap-1.xml", True),
    "this month": ("/sitemap-2026-10.xml", True),
    "a later month": ("/sitemap-2026-11.xml", True),
    "the month before": ("/sitemap-2026-09.xml", False),
    "the month before, one digit": ("/sitemaps-2026-9.xml", False),
    "the year before": ("/sitemap_2025_12.xml", False),
    "a folder": ("/2026/09/sitemap.xml", False),
    "a folder with one digit": ("/sitemaps/2026/6/article.xml", False),
    "without signs": ("/sitemap-202609.xml", False),
    "in the query": ("/sitemap.php?thang=2026-09", False),
    "an earlier day": ("/sitemap_2026_10_05.xml", False),
    "an earlier day without signs": ("/sitemap-20261005.xml", False),
    "an earlier day with hyphens": ("/sitemap-2026-10-05.xml", False),
    "the same day": ("/sitemap-2026-10-13.xml", True),
    "a day that is not over everywhere": ("/sitemap-2026-10-12.xml", True),
    "earlier days": ("/sitemaps-2026-10-6-10.xml", False),
    "these days": ("/sitemaps-2026-10-11-15.xml", True),
    "the first part of the month": ("/sitemap-2026-10-1.xml", True),
    "a part with two numbers": ("/sitemap-2026-10-05-3.xml", True),
    "an impossible day": ("/sitemap-2026-09-31.xml", False),
    "a year alone": ("/sitemap-2019.xml", True),
    "no month": ("/sitemap-2019-13.xml", True),
    "a long number": ("/sitemap-920260912.xml", True),
    "two dates": ("/2026/09/sitemap-2026-10.xml", True),
}


@pytest.mark.parametrize("name", HOLDS)
def test_only_addresses_of_past_periods_are_passed_over(name):
    path, expected = HOLDS[name]
    assert may_hold(Child(f"https://baomau.example{path}"), SINCE) is expected


@pytest.mark.parametrize(
    ("lastmod", "expected"), [(None, True), (LATE, False), (SINCE, True), (datetime(2026, 10, 13, tzinfo=UTC), True)]
)
def test_a_sitemap_unchanged_since_then_is_passed_over(lastmod, expected):
    assert may_hold(Child("https://baomau.example/a.xml", lastmod), SINCE) is expected
