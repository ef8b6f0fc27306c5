"""What a source published earlier, from robots.txt, sitemaps and the archive pages of a feed."""

from datetime import timedelta

import pytest

from collector.backlog import is_own, is_robots, read, read_feed
from collector.sitemaps import Child
from core.errors import FeedError
from core.press import Entry
from support import factories
from support.fakes import NOON

SITE = "https://baomau.example"
ROBOTS = f"{SITE}/robots.txt"
MAP = f"{SITE}/sitemap.xml"
FEED = f"{SITE}/rss.xml"
SOURCE = factories.source()
SINCE = NOON - timedelta(days=2)
DAY = timedelta(days=1)


def urlset(*items):
    return f"<urlset>{''.join(f'<url>{item}</url>' for item in items)}</urlset>".encode()


def dated(path, when):
    return f"<loc>{SITE}/{path}</loc><lastmod>{when:%Y-%m-%dT%H:%M:%SZ}</lastmod>"


def news(path, title, when):
    return (
        f"<loc>{SITE}/{path}</loc><news:news><news:title>{title}</news:title>"
        f"<news:publication_date>{when:%Y-%m-%dT%H:%M:%SZ}</news:publication_date></news:news>"
    )


def index(*items):
    children = "".join(f"<sitemap><loc>{url}</loc><lastmod>{day:%Y-%m-%d}</lastmod></sitemap>" for url, day in items)
    return f"<sitemapindex>{children}</sitemapindex>".encode()


ROBOTS_FILES = {
    "one sitemap": (f"Sitemap: {MAP}", [MAP]),
    "several sitemaps": (f"Disallow:\nSitemap: {SITE}/a.xml\nsitemap: {SITE}/b.xml", ["/a.xml", "/b.xml"]),
    "none: the usual address": ("User-agent: *\nDisallow: /quan-tri", [MAP]),
    "empty: the usual address": ("", [MAP]),
    "a web page: the usual address": ("<html><body>Không tìm thấy</body></html>", [MAP]),
    "a sitemap below the outlet's domain": ("Sitemap: https://cdn.baomau.example/s.xml", ["https://cdn.baomau.example/s.xml"]),
    "a sitemap of somebody else": ("Sitemap: https://khac.example/sitemap.xml", []),
    "somebody else's that ends alike": ("Sitemap: https://xbaomau.example/sitemap.xml", []),
    "an address of this machine": ("Sitemap: http://127.0.0.1/sitemap.xml", []),
}  # fmt: skip


@pytest.mark.parametrize("name", ROBOTS_FILES)
def test_robots_txt_leads_to_the_sitemaps_of_the_outlet(name):
    text, expected = ROBOTS_FILES[name]
    found = read(text.encode(), ROBOTS, SOURCE, SINCE, NOON)
    assert [url.removeprefix(SITE) for url in (child.url for child in found.further)] == [
        url.removeprefix(SITE) for url in expected
    ]
    assert found.entries == ()


def test_only_so_much_of_a_robots_txt_is_read():
    padding = b"#" * 600_000
    assert read(padding + f"\nSitemap: {SITE}/late.xml".encode(), ROBOTS, SOURCE, SINCE, NOON).further == (Child(MAP),)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (ROBOTS, True),
        (f"{ROBOTS}?a=1", True),
        (f"{SITE}/vi/robots.txt", False),
        (f"{SITE}/robots.txt/", False),
        (MAP, False),
    ],
)
def test_a_robots_txt_stands_at_the_root(url, expected):
    assert is_robots(url) is expected


def test_an_index_leads_to_the_sitemaps_that_may_hold_something():
    body = index((f"{SITE}/moi.xml", NOON), (f"{SITE}/cu.xml", NOON - 9 * DAY), ("https://khac.example/x.xml", NOON))
    assert [child.url for child in read(body, MAP, SOURCE, SINCE, NOON).further] == [f"{SITE}/moi.xml"]


PAGES = {
    "published since then": (news("a.html", "Tin", NOON - DAY), True),
    "published in that very second": (news("a.html", "Tin", SINCE), True),
    "published before": (news("a.html", "Tin", SINCE - timedelta(seconds=1)), False),
    "changed since then": (dated("a.html", NOON), True),
    "changed before": (dated("a.html", NOON - 9 * DAY), False),
    "on that day, at an unknown hour": (f"<loc>{SITE}/a.html</loc><lastmod>{SINCE:%Y-%m-%d}</lastmod>", True),
    "without a time": (f"<loc>{SITE}/a.html</loc>", False),
    "somebody else's": ("<loc>https://khac.example/a.html</loc><lastmod>2026-10-15</lastmod>", False),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_an_entry_when_it_may_be_young_enough(name):
    item, expected = PAGES[name]
    found = read(urlset(item), MAP, SOURCE, SINCE, NOON)
    assert [entry.url for entry in found.entries] == ([f"{SITE}/a.html"] if expected else [])


def test_only_addresses_that_fit_the_pattern_are_articles():
    body = urlset(dated("a-123.html", NOON), dated("chuyen-muc.html", NOON))
    source = factories.source(kind="sitemap", pattern=r"-\d+\.html$")
    assert [entry.url for entry in read(body, MAP, source, SINCE, NOON).entries] == [f"{SITE}/a-123.html"]


def test_a_moment_of_publication_is_kept_and_a_title_too():
    (entry,) = read(urlset(news("a.html", "Tây Ninh", NOON - DAY)), MAP, SOURCE, SINCE, NOON).entries
    assert (entry.title, entry.published) == ("Tây Ninh", NOON - DAY)


def test_the_moment_of_a_change_is_not_taken_for_that_of_publication():
    (entry,) = read(urlset(dated("a.html", NOON)), MAP, SOURCE, SINCE, NOON).entries
    assert entry.published is None


def test_pages_without_a_time_are_kept_apart_but_not_those_of_others():
    body = urlset(f"<loc>{SITE}/a.html</loc>", f"<loc>{SITE}/b.html</loc>", "<loc>https://khac.example/c.html</loc>")
    assert read(body, MAP, SOURCE, SINCE, NOON).undated == (Entry(f"{SITE}/a.html", ""), Entry(f"{SITE}/b.html", ""))


def test_a_sitemap_that_breaks_off_gives_what_it_has_and_says_so():
    body = urlset(dated("a.html", NOON), dated("b.html", NOON))
    found = read(body[: body.index(b"b.html")], MAP, SOURCE, SINCE, NOON)
    assert [entry.url for entry in found.entries] == [f"{SITE}/a.html"]
    assert not found.whole


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"<rss></rss>", b"%PDF-1.4"])
def test_what_is_no_sitemap_is_refused(body):
    with pytest.raises(FeedError):
        read(body, MAP, SOURCE, SINCE, NOON)


def entries(*ages):
    return tuple(Entry(f"{SITE}/{n}.html", "Tin", published=age and NOON - age) for n, age in enumerate(ages))


def linked(rel, href):
    return f'<feed><link rel="{rel}" href="{href}"/></feed>'.encode()


ARCHIVES = {
    "RFC 5005, section 3": (linked("next", "?page=2"), [f"{FEED}?page=2"]),
    "RFC 5005, section 4": (linked("prev-archive", "/2026/09.xml"), [f"{SITE}/2026/09.xml"]),
    "an escaped address": (linked("next", "?a=1&amp;page=2"), [f"{FEED}?a=1&page=2"]),
    "under a prefix": (b"<rss><atom:link href='/2.xml' rel='next'/></rss>", [f"{SITE}/2.xml"]),
    "newer pages": (linked("previous", "?page=0"), []),
    "itself": (linked("next", FEED), []),
    "somebody else's": (linked("next", "https://khac.example/2.xml"), []),
    "this machine": (linked("next", "http://127.0.0.1/2.xml"), []),
    "no address": (b'<feed><link rel="next"/></feed>', []),
    "none": (b"<feed></feed>", []),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_page_before_is_the_one_the_feed_names(name):
    body, expected = ARCHIVES[name]
    found = read_feed(entries(DAY), body, FEED, SOURCE, SINCE)
    assert [child.url for child in found.further] == expected


@pytest.mark.parametrize(
    ("ages", "followed"),
    [((DAY, 2 * DAY), True), ((DAY, 3 * DAY), False), ((None, None), False), ((DAY, None), True), ((), False)],
)
def test_pages_are_followed_while_they_reach_back(ages, followed):
    assert bool(read_feed(entries(*ages), linked("next", "?page=2"), FEED, SOURCE, SINCE).further) is followed


def test_a_page_gives_what_is_young_enough_or_has_no_time():
    found = read_feed(entries(DAY, 3 * DAY, None), b"", FEED, SOURCE, SINCE)
    assert [entry.url for entry in found.entries] == [f"{SITE}/0.html", f"{SITE}/2.html"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{SITE}/a.html", True),
        ("https://WWW.BaoMau.example/a.html", True),
        ("https://feeds.khac.example/a.html", True),
        ("https://khac.example/a.html", False),
        ("https://baomau.example.khac.example/", False),
        ("https://baomau.example@khac.example/", False),
        ("", False),
        ("http://[", False),
    ],
)
def test_an_address_is_the_outlets_by_its_domains_or_the_host_of_its_feed(url, expected):
    assert is_own(url, factories.source(url="https://feeds.khac.example/rss")) is expected
