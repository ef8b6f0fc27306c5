"""What a feed no longer lists is found in sitemaps: real fetching, politeness and database, a clock that is moved."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from classifier.judge import Judge
from core.press import Entry
from core.settings import PlaceName
from diembao import backfill
from diembao.pipeline import read_pending
from support import factories, living
from support.hostile import answer, cut_short, serving
from support.house import feed, page

HOUR = timedelta(hours=1)
PATHS = ("/robots.txt", "/rss", "/index.xml", "/news.xml", "/own.xml", "/sitemap.xml")


def listed(server, *numbers):
    entries = (Entry(f"{server.url}/{number}.html", f"Tin số {number}") for number in numbers)
    return answer(feed(*entries), Content_Type="text/xml")


def robots(server, name="index.xml"):
    return answer(f"User-agent: *\nSitemap: {server.url}/{name}\n".encode(), Content_Type="text/plain")


def index(*addresses):
    maps = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in addresses)
    return answer(f"<sitemapindex>{maps}</sitemapindex>".encode(), Content_Type="text/xml")


def sitemap(*addresses, when="2026-10-15T05:00:00Z"):
    pages = "".join(f"<url><loc>{url}</loc><lastmod>{when}</lastmod></url>" for url in addresses)
    return answer(f"<urlset>{pages}</urlset>".encode(), Content_Type="text/xml")


def pages_of(server, *numbers):
    return sitemap(*(f"{server.url}/{number}.html" for number in numbers))


@asynccontextmanager
async def searching(folder, server, **outlet):
    """Open rooms whose one source has lost the entries 10 to 19 between two polls."""
    source = factories.source(url=f"{server.url}/rss", outlet=factories.outlet(**outlet))
    server.faults["/rss"] = listed(server, *range(10))
    async with living.living(folder, (source,)) as rooms:
        assert (await living.poll(rooms)).state.condition == "ok"
        server.faults["/rss"] = listed(server, *range(20, 30))
        rooms.clock.time += HOUR
        assert (await living.poll(rooms)).state.condition == "overlap_lost"
        server.calls.clear()
        yield rooms


def asked(server):
    return [call.path for call in server.calls]


def numbers(rooms):
    return sorted(int(name.removesuffix(".html")) for name in living.addresses(rooms))


def left(rooms):
    with rooms.store.read() as tx:
        return tx.backfill.open()


def test_what_a_feed_lost_is_found_by_way_of_robots_txt_index_and_sitemap(tmp_path):
    async def run(server):
        server.faults |= {
            "/robots.txt": robots(server),
            "/index.xml": index(f"{server.url}/news.xml"),
            "/news.xml": pages_of(server, *range(5, 25)),
        }
        async with searching(tmp_path, server) as rooms:
            found = await backfill.search_due(rooms)
            return found, numbers(rooms), left(rooms), asked(server)

    with serving({}) as server:
        found, stored, waiting, paths = asyncio.run(run(server))
    assert found == 10
    assert stored == list(range(30))
    assert waiting == 0
    assert [path for path in paths if path != "/rss"] == ["/robots.txt", "/index.xml", "/news.xml"]


def test_a_search_that_is_over_asks_nothing_more(tmp_path):
    async def run(server):
        server.faults |= {"/robots.txt": robots(server, "news.xml"), "/news.xml": pages_of(server, *range(30))}
        async with searching(tmp_path, server) as rooms:
            await backfill.search_due(rooms)
            server.calls.clear()
            rooms.clock.time += 2 * HOUR
            return await backfill.search_due(rooms), asked(server)

    with serving({}) as server:
        assert asyncio.run(run(server)) == (0, [])


def test_the_outlets_own_sitemaps_are_searched_and_not_those_of_robots_txt(tmp_path):
    async def run(server):
        server.faults |= {"/robots.txt": robots(server), "/own.xml": pages_of(server, *range(5, 25))}
        async with searching(tmp_path, server, sitemaps=(f"{server.url}/own.xml",)) as rooms:
            return await backfill.search_due(rooms), asked(server)

    with serving({}) as server:
        found, paths = asyncio.run(run(server))
    assert found == 10
    assert "/own.xml" in paths
    assert "/index.xml" not in paths


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_a_site_without_robots_txt_is_asked_for_the_usual_sitemap(tmp_path, status):
    async def run(server):
        server.faults |= {"/robots.txt": answer(status=status), "/sitemap.xml": pages_of(server, *range(5, 25))}
        async with searching(tmp_path, server) as rooms:
            return await backfill.search_due(rooms), left(rooms)

    with serving({}) as server:
        assert asyncio.run(run(server)) == (10, 0)


def test_a_feed_that_names_its_archive_is_followed_as_far_as_needed(tmp_path):
    def atom(server, first, following=""):
        link = f'<link rel="next" href="{server.url}/{following}"/>' if following else ""
        entries = "".join(
            f'<entry><title>Tin</title><link href="{server.url}/{n}.html"/><id>{n}</id>'
            f"<published>2026-10-15T{5 - n // 10:02}:00:00Z</published></entry>"
            for n in range(first, first + 10)
        )
        body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo Mẫu</title>{link}{entries}</feed>'
        return answer(body.encode(), Content_Type="application/atom+xml")

    async def run(server):
        async with searching(tmp_path, server, sitemaps=()) as rooms:
            server.faults |= {
                "/rss": atom(server, 0, "2"),
                "/2": atom(server, 10, "3"),
                "/3": atom(server, 20, "4"),
                "/4": atom(server, 40),
            }
            await backfill.search_due(rooms)
            return numbers(rooms), asked(server)

    with serving({}) as server:
        stored, paths = asyncio.run(run(server))
    assert set(range(10, 20)) <= set(stored)
    assert "/4" not in paths


def failing(tmp_path, fault, tries):
    """Search a sitemap that fails, whenever it is due; return when it was asked for and what is left to do."""

    async def run(server):
        server.faults |= {"/robots.txt": robots(server, "news.xml"), "/news.xml": fault}
        async with searching(tmp_path, server) as rooms:
            start, times = rooms.clock.time, []
            for _ in range(tries):
                await backfill.search_due(rooms)
                times += ["/news.xml" in asked(server) and (rooms.clock.time - start) // timedelta(minutes=1)]
                server.calls.clear()
                with rooms.store.read() as tx:
                    rooms.clock.time = tx.backfill.next_due() or rooms.clock.time + 24 * HOUR
            return times, left(rooms)

    with serving({}) as server:
        return asyncio.run(run(server))


@pytest.mark.parametrize(
    "fault",
    [answer(status="500 Oops"), answer(status="404 Not Found"), cut_short(b"<urlset></urlset>", 5)],
    ids=["500", "404", "cut short"],
)
def test_a_sitemap_that_fails_is_asked_five_times_with_growing_pauses_and_given_up(tmp_path, fault):
    times, waiting = failing(tmp_path, fault, 6)
    assert times == [0, 5, 15, 35, 75, False]
    assert waiting == 0


@pytest.mark.parametrize(
    "fault",
    [answer(status="410 Gone"), answer(b"<html></html>", Content_Type="text/html"), answer(b"")],
    ids=["410", "a web page", "nothing"],
)
def test_a_sitemap_that_is_none_is_given_up_at_once(tmp_path, fault):
    times, waiting = failing(tmp_path, fault, 2)
    assert times == [0, False]
    assert waiting == 0


def test_a_sitemap_is_left_alone_for_as_long_as_its_server_asks(tmp_path):
    times, _waiting = failing(tmp_path, answer(status="503 Busy", Retry_After="7200"), 2)
    assert times == [0, 120]


def test_one_sitemap_that_fails_does_not_hold_up_the_others(tmp_path):
    async def run(server):
        server.faults |= {
            "/robots.txt": robots(server),
            "/index.xml": index(f"{server.url}/bad.xml", f"{server.url}/news.xml"),
            "/bad.xml": answer(status="500 Oops"),
            "/news.xml": pages_of(server, *range(10, 20)),
        }
        async with searching(tmp_path, server) as rooms:
            return await backfill.search_due(rooms), left(rooms)

    with serving({}) as server:
        assert asyncio.run(run(server)) == (10, 1)


class Stumbling:
    """A fetcher that is cancelled when it meets an address."""

    def __init__(self, inner, address):
        self._inner, self._address = inner, address

    async def fetch(self, url, validators=None):
        if url.endswith(self._address):
            raise asyncio.CancelledError
        return await self._inner.fetch(url, validators)


@pytest.mark.parametrize("again", [False, True], ids=["the same process", "another process"])
def test_a_search_that_was_broken_off_goes_on_where_it_stopped(tmp_path, again):
    async def run(server):
        server.faults |= {
            "/robots.txt": robots(server),
            "/index.xml": index(f"{server.url}/news.xml"),
            "/news.xml": pages_of(server, *range(10, 20)),
        }
        async with searching(tmp_path, server) as rooms:
            with pytest.raises(asyncio.CancelledError):
                await backfill.search_due(replace(rooms, fetcher=Stumbling(rooms.fetcher, "/news.xml")))
            server.calls.clear()
            if not again:
                rooms.clock.time += backfill.LEASE
                return await backfill.search_due(rooms), asked(server)
            now = rooms.clock
        now.time += backfill.LEASE
        async with living.living(tmp_path, rooms.settings.sources, now) as later:
            return await backfill.search_due(later), asked(server)

    with serving({}) as server:
        found, paths = asyncio.run(run(server))
    assert found == 10
    assert "/index.xml" not in paths
    assert paths.count("/news.xml") == 1


def test_two_processes_share_a_search_without_doing_anything_twice(tmp_path):
    async def run(server):
        names = [f"{server.url}/{n}.xml" for n in range(6)]
        server.faults |= {"/robots.txt": robots(server), "/index.xml": index(*names)}
        server.faults |= {f"/{n}.xml": pages_of(server, 10 + n) for n in range(6)}
        async with (
            searching(tmp_path, server) as rooms,
            living.living(tmp_path, rooms.settings.sources, rooms.clock) as other,
        ):
            step_by_step = await asyncio.gather(*(backfill.search_due(each) for each in (rooms, other)))
            more = await backfill.search_due(rooms)
            return sum(step_by_step) + more, asked(server)

    with serving({}) as server:
        found, paths = asyncio.run(run(server))
    assert found == 6
    searched = [path for path in paths if path.endswith(".xml")]
    assert sorted(searched) == sorted(["/index.xml", *(f"/{n}.xml" for n in range(6))])


def test_a_stop_is_seen_between_two_addresses(tmp_path):
    async def run(server):
        server.faults |= {"/robots.txt": robots(server), "/index.xml": index(f"{server.url}/news.xml")}
        async with searching(tmp_path, server) as rooms:

            def stop(_step, _found):
                rooms.stop.wanted = True

            await backfill.search_due(rooms, done=stop)
            return left(rooms)

    with serving({}) as server:
        assert asyncio.run(run(server)) == 2


def test_foreign_addresses_are_neither_followed_nor_stored(tmp_path):
    async def run(server, other):
        server.faults |= {
            "/robots.txt": robots(server),
            "/index.xml": index(f"{other.url}/news.xml", f"{server.url}/news.xml"),
            "/news.xml": sitemap(f"{other.url}/99.html", f"{server.url}/10.html"),
        }
        async with searching(tmp_path, server) as rooms:
            await backfill.search_due(rooms)
            return numbers(rooms)

    with serving({}) as server, serving({}, host="127.0.0.2") as other:
        stored = asyncio.run(run(server, other))
        assert other.calls == []
    assert 10 in stored
    assert 99 not in stored


PLACES = (
    PlaceName("tay-ninh", "province", ("Tây Ninh", "Tay Ninh")),
    PlaceName("moc-bai", "border_gate", ("Mộc Bài", "Moc Bai")),
)
TITLE = "Mở rộng cửa khẩu quốc tế tại Tây Ninh"


def read_without_title(tmp_path, slug):
    """Find a page without a title in a sitemap and read what is due; return titles stored and pages asked for."""

    async def run(server):
        server.faults |= {
            "/robots.txt": robots(server, "news.xml"),
            "/news.xml": sitemap(f"{server.url}/{slug}"),
            f"/{slug}": answer(page(TITLE, f"{TITLE}: khởi công hai làn xe mới."), Content_Type="text/html"),
        }
        async with searching(tmp_path, server) as rooms:
            await backfill.search_due(rooms)
            judge = Judge((factories.profile(places=PLACES),), rooms.settings.topics)
            await read_pending(replace(rooms, judge=judge))
            with rooms.store.read() as tx:
                now = rooms.clock.time
                stored = tx.articles.between("tay-ninh", now - 24 * HOUR, now + 24 * HOUR)
            return [kept.article.title for kept in stored], f"/{slug}" in asked(server)

    with serving({}) as server:
        return asyncio.run(run(server))


@pytest.mark.parametrize(
    ("slug", "read"),
    [
        ("tay-ninh-mo-rong-cua-khau-a123.html", True),
        ("mo-rong-cua-khau-moc-bai-77.htm", True),
        ("hue-don-khach-dip-le-a124.html", False),
        ("20261015.html", False),
    ],
)
def test_an_entry_without_title_is_judged_by_its_address_and_gets_the_title_of_its_page(tmp_path, slug, read):
    assert read_without_title(tmp_path, slug) == ([TITLE] if read else [], read)
