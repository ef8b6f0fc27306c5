"""Feeds and sitemaps are found on a real server, with few requests."""

import asyncio
from datetime import UTC, datetime

import pytest

from collector.discover import discover, title_of
from collector.fetch import HttpFetcher
from collector.parsing import ReadHere
from core.errors import FetchError
from core.settings import Network
from support.fakes import NOON

NEWEST = datetime(2026, 10, 12, 5, 0, tzinfo=UTC)


def rss(title="Trang chủ", items=2):
    item = (
        "<item><title>Tin {0}</title><link>/tin-{0}.htm</link><pubDate>Mon, 12 Oct 2026 12:00:00 +0700</pubDate></item>"
    )
    listed = "".join(item.format(number) for number in range(items))
    return f"<rss><channel><title>{title}</title>{listed}</channel></rss>".encode()


ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title>'
    b'<entry><title>Tin</title><link href="/a"/></entry></feed>'
)
JSON = b'{"version":"https://jsonfeed.org/version/1.1","title":"B\\u00e1o","items":[{"url":"/1","title":"Tin"}]}'
SITEMAP = b"<urlset><url><loc>/a.htm</loc><lastmod>2026-10-12T12:00:00+07:00</lastmod></url></urlset>"
INDEX = b"<sitemapindex><sitemap><loc>/1.xml</loc></sitemap><sitemap><loc>/2.xml</loc></sitemap></sitemapindex>"


def page(*links):
    return f"<!DOCTYPE html><html><head></head><body>{''.join(links)}</body></html>".encode()


def link(path, text="RSS"):
    return f'<a href="{path}">{text}</a>'


def alternate(path, kind="application/rss+xml"):
    return f'<link rel="alternate" type="{kind}" title="Nguồn" href="{path}">'


def serve(site, pages):
    """Serve these bodies; a number is a status; everything else is not there."""

    class Routes(dict):
        def __missing__(self, path):
            return lambda handler: handler.answer(status=404)

    site.routes = Routes()
    for path, body in pages.items():
        site.routes[path] = (
            (lambda handler, status=body: handler.answer(status=status))
            if isinstance(body, int)
            else (lambda handler, body=body: handler.answer(body))
        )


def search(site, path="/", limit=30, progress=lambda _done, _total: None):
    async def run():
        async with HttpFetcher(Network(contact="a@b.example", allow=(site.door,), deadline=5)) as fetcher:
            return await discover(site.url + path, fetcher, ReadHere().parse, NOON, limit, progress)

    return asyncio.run(run())


def found(site, path="/", limit=30):
    return [(each.url.removeprefix(site.url), each.kind, each.how) for each in search(site, path, limit)]


def asked(site):
    return [path for path, _headers in site.requests]


CASES = {
    "the address itself": ({"/thoi-su.rss": rss()}, "/thoi-su.rss", ("/thoi-su.rss", "feed", "address")),
    "a link in the head": (
        {"/": page(alternate("/tin.xml")), "/tin.xml": rss()},
        "/",
        ("/tin.xml", "feed", "front_page"),
    ),
    "Atom in the head": (
        {"/": page(alternate("/tin.xml", "application/atom+xml")), "/tin.xml": ATOM},
        "/",
        ("/tin.xml", "feed", "front_page"),
    ),
    "JSON Feed in the head": (
        {"/": page(alternate("/tin.json", "application/feed+json")), "/tin.json": JSON},
        "/",
        ("/tin.json", "feed", "front_page"),
    ),
    "a link on the front page": (
        {"/": page(link("/vi/a.rss")), "/vi/a.rss": rss()},
        "/",
        ("/vi/a.rss", "feed", "front_page"),
    ),
    "the front page of a section's address": (
        {"/xa-hoi": page(), "/": page(link("/a.rss")), "/a.rss": rss()},
        "/xa-hoi",
        ("/a.rss", "feed", "front_page"),
    ),
    "a page that lists feeds": (
        {"/": page(link("/tin-rss.html")), "/tin-rss.html": page(link("/rss/a.rss", "Xã hội")), "/rss/a.rss": rss()},
        "/",
        ("/rss/a.rss", "feed", "page"),
    ),
    "a guessed page that lists feeds": (
        {"/": page(), "/rss.chn": page(link("/a.rss")), "/a.rss": rss()},
        "/",
        ("/a.rss", "feed", "page"),
    ),
    "a guessed feed": ({"/": page(), "/feed/": rss()}, "/", ("/feed/", "feed", "guess")),
    "a feed where the front page is missing": ({"/rss/home.rss": rss()}, "/", ("/rss/home.rss", "feed", "guess")),
    "a sitemap of robots.txt": (
        {"/": page(), "/robots.txt": b"Sitemap: /bai.xml\n", "/bai.xml": SITEMAP},
        "/",
        ("/bai.xml", "sitemap", "robots"),
    ),
    "a guessed sitemap": ({"/": page(), "/sitemap.xml": INDEX}, "/", ("/sitemap.xml", "sitemap", "guess")),
    "a news sitemap": (
        {"/": page(), "/google-news-sitemap.xml": SITEMAP},
        "/",
        ("/google-news-sitemap.xml", "sitemap", "guess"),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_a_site_has_is_found(name, site):
    pages, path, expected = CASES[name]
    serve(site, pages)
    assert found(site, path) == [expected]


def test_a_feed_is_told_with_its_articles(site):
    serve(site, {"/": page(alternate("/a.rss")), "/a.rss": rss(items=3)})
    (each,) = search(site)
    assert (each.title, each.entries, each.newest) == ("Nguồn", 3, NEWEST)


def test_a_feed_without_a_described_link_has_its_own_title(site):
    serve(site, {"/": page(), "/feed/": rss("Báo Mẫu &amp; bạn")})
    assert search(site)[0].title == "Báo Mẫu & bạn"


@pytest.mark.parametrize(("body", "title"), [(JSON, "Báo"), (b"{", ""), (b'{"items": []}', "")])
def test_a_json_feed_has_its_own_title(body, title):
    assert title_of(body) == title


def test_a_sitemap_is_told_with_its_pages(site):
    serve(site, {"/": page(), "/sitemap.xml": SITEMAP})
    (each,) = search(site)
    assert (each.entries, each.newest) == (1, NEWEST)


def test_feeds_come_before_sitemaps_and_empty_feeds_after_full_ones(site):
    serve(
        site,
        {
            "/": page(link("/rong.rss"), link("/a.rss")),
            "/rong.rss": rss(items=0),
            "/a.rss": rss(),
            "/sitemap.xml": INDEX,
        },
    )
    assert [path for path, _kind, _how in found(site)] == ["/a.rss", "/rong.rss", "/sitemap.xml"]


def test_nothing_is_guessed_once_feed_and_sitemap_are_found(site):
    serve(
        site,
        {"/": page(alternate("/a.rss")), "/a.rss": rss(), "/robots.txt": b"Sitemap: /bai.xml", "/bai.xml": SITEMAP},
    )
    search(site)
    assert sorted(asked(site)) == ["/", "/a.rss", "/bai.xml", "/robots.txt"]


def test_an_empty_feed_does_not_end_the_search(site):
    serve(site, {"/": page(alternate("/rong.rss")), "/rong.rss": rss(items=0), "/rss/home.rss": rss()})
    assert ("/rss/home.rss", "feed", "guess") in found(site)


def test_nothing_is_asked_twice(site):
    serve(site, {"/": page(link("/rss"), link("/rss#a"), link("/rss")), "/rss": page(link("/"), link("/rss"))})
    search(site)
    assert len(asked(site)) == len(set(asked(site)))


def test_requests_are_counted(site):
    serve(site, {"/": page(*(link(f"/{number}.rss") for number in range(50)))})
    search(site, limit=7)
    assert len(asked(site)) == 7


def test_the_feed_of_the_whole_site_is_tried_before_those_of_sections(site):
    sections = [link(f"/muc-{number}.rss") for number in range(50)]
    serve(site, {"/": page(*sections, link("/rss/trang-chu.rss")), "/rss/trang-chu.rss": rss()})
    assert found(site, limit=5) == [("/rss/trang-chu.rss", "feed", "front_page")]


def test_what_was_left_is_told(site):
    heard = []
    serve(
        site, {"/": page(*(link(f"/{number}.rss") for number in range(50))), "/0.rss": rss(), "/sitemap.xml": SITEMAP}
    )
    search(site, limit=10, progress=lambda done, total: heard.append((done, total)))
    assert heard[-1][0] == 10
    assert heard[-1][1] >= 50


def test_other_sites_are_not_asked(site):
    serve(
        site,
        {
            "/": page(
                alternate("http://khac.example/a.rss"), link("http://127.0.0.2/b.rss"), link("ftp://127.0.0.1/c.rss")
            )
        },
    )
    search(site)
    assert all(path.startswith("/") for path in asked(site))


def test_a_feed_elsewhere_behind_a_redirect_is_not_the_sites(site):
    serve(site, {"/": page(link("/a.rss")), "/b.rss": rss()})
    elsewhere = f"http://localhost:{site.server_port}/b.rss"
    site.routes["/a.rss"] = lambda handler: handler.answer(status=302, Location=elsewhere)

    async def run():
        network = Network(contact="a@b.example", allow=(site.door, f"localhost:{site.server_port}"), deadline=5)
        async with HttpFetcher(network) as fetcher:
            return await discover(site.url, fetcher, ReadHere().parse, NOON)

    assert asyncio.run(run()) == []


def test_comments_of_readers_are_no_source(site):
    serve(site, {"/": page(alternate("/comments/feed/")), "/comments/feed/": rss()})
    assert found(site) == []


def test_an_article_page_in_place_of_a_feed_is_not_reported(site):
    serve(site, {"/": page(link("/rss/home.rss")), "/rss/home.rss": page("Trang không tồn tại")})
    assert found(site) == []


def test_a_site_without_anything_gives_nothing(site):
    serve(site, {"/": page()})
    assert search(site) == []


def test_a_site_that_answers_only_with_errors_gives_nothing(site):
    serve(site, {})
    assert search(site) == []


@pytest.mark.parametrize("status", [429, 503])
def test_a_plea_for_fewer_requests_ends_the_search(status, site):
    serve(site, {"/": status})
    with pytest.raises(FetchError) as caught:
        search(site)
    assert caught.value.status == status
    assert len(asked(site)) == 1


def test_what_was_found_before_such_a_plea_is_kept(site):
    serve(
        site, {"/": page(alternate("/a.rss"), alternate("/b.rss")), "/robots.txt": 404, "/a.rss": rss(), "/b.rss": 429}
    )
    assert found(site) == [("/a.rss", "feed", "front_page")]


def test_a_host_that_cannot_be_reached_is_asked_once(site):
    async def run():
        async with HttpFetcher(Network(contact="a@b.example", deadline=5)) as fetcher:
            await discover(site.url, fetcher, ReadHere().parse, NOON)

    with pytest.raises(FetchError) as caught:
        asyncio.run(run())
    assert caught.value.kind == "blocked"
    assert asked(site) == []


def test_a_tangled_page_is_passed_over(site):
    serve(site, {"/": b"<html>" + b"<div>" * 100_000, "/feed/": rss()})
    assert found(site) == [("/feed/", "feed", "guess")]


TITLES = {
    "RSS": (rss("Báo Mẫu"), "Báo Mẫu"),
    "CDATA": (b"<rss><channel><title><![CDATA[ A & B ]]></title></channel></rss>", "A & B"),
    "Atom": (ATOM, "Atom"),
    "only articles have titles": (b"<rss><channel><item><title>Tin</title></item></channel></rss>", ""),
    "no XML": (b"\x00\xff", ""),
}


@pytest.mark.parametrize("name", TITLES)
def test_the_title_of_a_feed_is_not_an_articles(name):
    body, expected = TITLES[name]
    assert title_of(body) == expected
