"""Manners: robots.txt and the gap between two starts at one host."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest

from collector.polite import PoliteFetcher
from core.errors import FetchError
from core.press import Fetched, Validators
from support.fakes import NOON, FakeClock, FakeFetcher, FakeTurns

HOST = "https://baomau.example"
PAGE = f"{HOST}/1.html"
ROBOTS = f"{HOST}/robots.txt"


class TimedFetcher(FakeFetcher):
    """Notes when each request starts, in seconds since noon."""

    def __init__(self, clock, pages):
        super().__init__(pages)
        self.clock = clock
        self.starts = []

    async def fetch(self, url, validators=None, *, admit=None):
        self.starts.append((url, (self.clock.now() - NOON).total_seconds()))
        found = self.pages.get(url)
        if isinstance(found, str):  # a redirect
            await admit(found)
            return await self.fetch(found, validators, admit=admit)
        return await super().fetch(url, validators)


def polite(pages, gap=5.0, gaps=None, turns=None):
    clock = FakeClock()
    inner = TimedFetcher(clock, pages)
    return PoliteFetcher(inner, clock, turns or FakeTurns(), gap, gaps), inner, clock


def urls(inner):
    return [url for url, _start in inner.starts]


def refused(fetcher, url=PAGE):
    with pytest.raises(FetchError) as caught:
        asyncio.run(fetcher.fetch(url))
    assert caught.value.url == url
    return caught.value


def test_robots_txt_is_asked_once_and_obeyed():
    fetcher, inner, _clock = polite({ROBOTS: b"User-agent: *\nDisallow: /private/", PAGE: b"x"})
    error = refused(fetcher, f"{HOST}/private/a.html")
    assert error.kind == "robots"
    assert "robots.txt" in str(error)
    assert asyncio.run(fetcher.fetch(PAGE)).body == b"x"
    assert urls(inner) == [ROBOTS, PAGE]


def test_a_rule_for_our_own_name_wins():
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: diembao\nAllow: /"
    fetcher, _inner, _clock = polite({ROBOTS: rules, PAGE: b"x"})
    assert asyncio.run(fetcher.fetch(PAGE)).body == b"x"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_host_without_robots_txt_admits_everything(status):
    fetcher, _inner, _clock = polite({ROBOTS: FetchError(ROBOTS, "http_status", "x", status), PAGE: b"x"})
    assert asyncio.run(fetcher.fetch(PAGE)).body == b"x"


@pytest.mark.parametrize(
    ("kind", "status"),
    [("http_status", 500), ("http_status", 503), ("http_status", 429), ("timeout", None), ("dns", None)],
)
def test_nothing_is_read_while_robots_txt_cannot_be_had(kind, status):
    fetcher, inner, _clock = polite({ROBOTS: FetchError(ROBOTS, kind, "hết giờ", status), PAGE: b"x"})
    error = refused(fetcher)
    assert (error.kind, error.status) == (kind, status)
    assert "hết giờ" in str(error)
    assert urls(inner) == [ROBOTS]


def test_an_unreachable_robots_txt_is_asked_for_again_after_ten_minutes():
    fetcher, inner, clock = polite({ROBOTS: FetchError(ROBOTS, "timeout", "x"), PAGE: b"x"})
    refused(fetcher)
    refused(fetcher)
    assert urls(inner) == [ROBOTS]
    clock.time += timedelta(minutes=10)
    inner.pages[ROBOTS] = b""
    assert asyncio.run(fetcher.fetch(PAGE)).body == b"x"


def test_robots_txt_is_kept_for_a_day():
    fetcher, inner, clock = polite({ROBOTS: b"", PAGE: b"x"})
    asyncio.run(fetcher.fetch(PAGE))
    clock.time += timedelta(hours=23)
    asyncio.run(fetcher.fetch(PAGE))
    assert urls(inner).count(ROBOTS) == 1
    clock.time += timedelta(hours=1)
    asyncio.run(fetcher.fetch(PAGE))
    assert urls(inner).count(ROBOTS) == 2


def test_starts_at_one_host_keep_the_gap_even_when_asked_for_together():
    pages = {ROBOTS: b"", **{f"{HOST}/{n}": b"x" for n in range(4)}}
    fetcher, inner, _clock = polite(pages)

    async def run():
        await asyncio.gather(*(fetcher.fetch(f"{HOST}/{n}") for n in range(4)))

    asyncio.run(run())
    starts = sorted(start for _url, start in inner.starts)
    assert len(starts) == 5
    assert all(later - earlier >= 5.0 for earlier, later in pairwise(starts))


def test_another_host_does_not_wait():
    other = "https://khac.example/1.html"
    fetcher, _inner, clock = polite({ROBOTS: b"", PAGE: b"x", other: b"y"}, gap=0.0)
    asyncio.run(fetcher.fetch(PAGE))
    asyncio.run(fetcher.fetch(other))
    assert clock.slept == []


@pytest.mark.parametrize(("delay", "waited"), [("20", 20.0), ("1", 5.0), ("86400", 60.0), ("nonsense", 5.0)])
def test_a_larger_crawl_delay_is_honoured_up_to_a_minute(delay, waited):
    rules = f"User-agent: *\nCrawl-delay: {delay}".encode()
    fetcher, inner, _clock = polite({ROBOTS: rules, PAGE: b"x", f"{HOST}/2": b"y"})
    asyncio.run(fetcher.fetch(PAGE))
    asyncio.run(fetcher.fetch(f"{HOST}/2"))
    (_robots, first, second) = (start for _url, start in inner.starts)
    assert second - first == waited


def test_validators_reach_the_inner_fetcher():
    fetcher, inner, _clock = polite({ROBOTS: b"", PAGE: b"x"})
    asyncio.run(fetcher.fetch(PAGE, Validators(etag='"1"')))
    assert inner.requests[-1] == (PAGE, Validators(etag='"1"'))


def test_an_address_without_a_host_is_left_to_the_inner_fetcher():
    fetcher, _inner, _clock = polite({"http://[": FetchError("http://[", "protocol", "x")})
    assert refused(fetcher, "http://[").kind == "protocol"


def test_hosts_in_thousands_do_not_fill_the_memory():
    fetcher, _inner, _clock = polite({f"https://h{n}.example/": b"x" for n in range(2100)}, gap=0.0)

    async def run():
        for n in range(2100):
            await fetcher.fetch(f"https://h{n}.example/")

    asyncio.run(run())
    assert len(fetcher._rules) <= 2000
    assert len(fetcher._lines) <= 2000


def test_a_host_has_at_most_two_requests_under_way():
    under_way, most = 0, 0

    class Slow:
        async def fetch(self, url, validators=None, *, admit=None):
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            under_way -= 1
            return Fetched(url, 200, b"", "text/plain")

    async def all_at_once():
        polite = PoliteFetcher(Slow(), FakeClock(), FakeTurns(), 0)
        await asyncio.gather(*(polite.fetch(f"https://baomau.example/{n}.html") for n in range(9)))

    asyncio.run(all_at_once())
    assert most == 2


def test_a_redirect_waits_for_its_own_turn():
    fetcher, inner, _clock = polite({ROBOTS: b"", PAGE: f"{HOST}/2", f"{HOST}/2": b"y"})
    assert asyncio.run(fetcher.fetch(PAGE)).body == b"y"
    assert [start for _url, start in inner.starts] == [0.0, 5.0, 10.0]


def test_a_redirect_to_another_host_obeys_the_robots_txt_there():
    other = "https://khac.example"
    pages = {ROBOTS: b"", PAGE: f"{other}/1", f"{other}/robots.txt": b"User-agent: *\nDisallow: /", f"{other}/1": b"y"}
    fetcher, inner, _clock = polite(pages)
    assert refused(fetcher).kind == "robots"
    assert f"{other}/1" not in urls(inner)


def test_every_ticket_is_given_back_whatever_happens():
    turns = FakeTurns()
    fetcher, _inner, _clock = polite({ROBOTS: b"", PAGE: FetchError(PAGE, "timeout", "x")}, turns=turns)
    refused(fetcher)
    assert turns.under_way == {}


def test_a_cancelled_request_gives_its_ticket_back():
    turns = FakeTurns()

    class Hanging(FakeFetcher):
        def __init__(self):
            super().__init__()
            self.asked = asyncio.Event()

        async def fetch(self, url, validators=None, *, admit=None):
            if url == ROBOTS:
                return Fetched(url, 200, b"")
            self.asked.set()
            return await asyncio.Event().wait()

    async def run():
        inner = Hanging()
        task = asyncio.ensure_future(PoliteFetcher(inner, FakeClock(), turns, 0).fetch(PAGE))
        await inner.asked.wait()
        assert len(turns.under_way) == 1
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    asyncio.run(run())
    assert turns.under_way == {}


@pytest.mark.parametrize(("status", "plea"), [(429, True), (503, True), (500, False), (404, False)])
def test_a_plea_for_fewer_requests_is_noted(status, plea):
    turns = FakeTurns()
    pages = {ROBOTS: b"", PAGE: FetchError(PAGE, "http_status", "x", status, retry_after=60.0)}
    fetcher, _inner, _clock = polite(pages, turns=turns)
    refused(fetcher)
    assert turns.pleas == ([("baomau.example", 60.0)] if plea else [])


def test_a_host_that_wants_to_be_left_alone_is_not_waited_for():
    turns = FakeTurns()
    fetcher, inner, _clock = polite({ROBOTS: b"", PAGE: b"x"}, turns=turns)
    asyncio.run(fetcher.fetch(PAGE))
    turns.paused["baomau.example"] = 3600.0
    error = refused(fetcher)
    assert (error.kind, error.retry_after) == ("paused", 3600.0)
    assert urls(inner) == [ROBOTS, PAGE]


@pytest.mark.parametrize(
    ("domain", "gap"), [("baomau.example", 12.0), ("example", 12.0), ("khac.example", 5.0), ("aomau.example", 5.0)]
)
def test_an_outlet_may_have_a_gap_of_its_own(domain, gap):
    fetcher, inner, _clock = polite({ROBOTS: b"", PAGE: b"x"}, gaps={domain: 12.0})
    asyncio.run(fetcher.fetch(PAGE))
    (_robots, first), (_page, second) = inner.starts
    assert second - first == gap
