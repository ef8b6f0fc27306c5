"""The fetcher against a real server that behaves well, badly and maliciously."""

import asyncio
import gzip
import threading
import zlib

import pytest

from collector.fetch import HttpFetcher
from core import i18n
from core.errors import FetchError
from core.press import Validators
from support.factories import network
from support.fakes import NOON

MIB = 1 << 20


def limits(site, **fields):
    return network(**{"allow": (site.door,), "deadline": 5.0, "max_wire": MIB, "max_body": 2 * MIB, **fields})


def fetch(settings, url, validators=None, admit=None, **options):
    async def run():
        async with HttpFetcher(settings, **options) as fetcher:
            return await fetcher.fetch(url, validators, admit=admit)

    return asyncio.run(run())


def refusal(settings, url, **options):
    with pytest.raises(FetchError) as caught:
        fetch(settings, url, **options)
    assert caught.value.url == url
    return caught.value


def gzipped_zeros(mebibytes):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(mebibytes)) + packer.flush()


def test_an_answer_comes_with_its_validators_and_final_address(site):
    site.routes["/moved"] = lambda h: h.answer(status=301, Location="/rss")
    site.routes["/rss"] = lambda h: h.answer(
        b"<rss/>", Content_Type="text/xml", ETag='W/"abc"', Last_Modified="Thu, 15 Oct 2026 05:00:00 GMT"
    )
    got = fetch(limits(site), f"{site.url}/moved")
    assert (got.url, got.status, got.body, got.content_type) == (f"{site.url}/rss", 200, b"<rss/>", "text/xml")
    assert (got.etag, got.last_modified) == ('W/"abc"', "Thu, 15 Oct 2026 05:00:00 GMT")


def test_a_gzipped_answer_is_unpacked(site):
    page = "Tây Ninh ".encode() * 1000
    site.routes["/"] = lambda h: h.answer(gzip.compress(page), Content_Encoding="gzip")
    assert fetch(limits(site), f"{site.url}/").body == page


def test_zero_bytes_behind_a_gzip_stream_are_padding(site):
    site.routes["/"] = lambda h: h.answer(gzip.compress(b"Long An") + bytes(8), Content_Encoding="gzip")
    assert fetch(limits(site), f"{site.url}/").body == b"Long An"


def test_validators_go_back_byte_for_byte(site):
    site.routes["/"] = lambda h: h.answer(b"x")
    fetch(limits(site), f"{site.url}/", Validators('W/"m\xe9o-1"', "Thu, 15 Oct 2026 05:00:00 GMT"))
    headers = site.requests[0][1]
    assert headers["if-none-match"] == 'W/"m\xe9o-1"'
    assert headers["if-modified-since"] == "Thu, 15 Oct 2026 05:00:00 GMT"


def test_not_modified_is_an_answer_without_a_body(site):
    site.routes["/"] = lambda h: h.answer(status=304)
    got = fetch(limits(site), f"{site.url}/", Validators(etag='"1"'))
    assert (got.status, got.body) == (304, b"")


def test_not_modified_that_nobody_asked_for_is_an_error(site):
    site.routes["/"] = lambda h: h.answer(status=304)
    assert refusal(limits(site), f"{site.url}/").status == 304


def test_the_request_says_who_calls_and_asks_for_gzip_only(site):
    site.routes["/"] = lambda h: h.answer(b"x")
    fetch(limits(site, contact="baochi@tayninh.example\r\nX: 1"), f"{site.url}/")
    headers = site.requests[0][1]
    assert headers["user-agent"].startswith("diembao/")
    assert headers["user-agent"].endswith(" (+baochi@tayninh.exampleX: 1)")
    assert headers["accept-encoding"] == "gzip"
    assert "x" not in headers


def test_cookies_are_never_sent_back(site):
    site.routes["/first"] = lambda h: h.answer(status=302, Location="/second", Set_Cookie="track=1; Path=/")
    site.routes["/second"] = lambda h: h.answer(b"x", Set_Cookie="track=2; Path=/")

    async def run():
        async with HttpFetcher(limits(site)) as fetcher:
            await fetcher.fetch(f"{site.url}/first")
            await fetcher.fetch(f"{site.url}/second")

    asyncio.run(run())
    assert [path for path, headers in site.requests if "cookie" in headers] == []


@pytest.mark.parametrize(
    ("status", "word"), [(404, "404"), (403, "cho phép"), (429, "host_gap"), (503, "503"), (204, "204")]
)
def test_a_status_that_is_no_page_says_what_it_means(site, status, word):
    site.routes["/"] = lambda h: h.answer(status=status)
    error = refusal(limits(site), f"{site.url}/")
    assert (error.kind, error.status) == ("http_status", status)
    assert word in str(error)


def test_messages_follow_the_language_in_use(site):
    site.routes["/"] = lambda h: h.answer(status=404)
    i18n.use("en")
    assert str(refusal(limits(site), f"{site.url}/")) == "The server says there is nothing at this address (404)."


def bomb(h):
    h.answer(gzipped_zeros(64), Content_Encoding="gzip")


def endless(h):
    h.send_response(200)
    h.end_headers()
    while not h.server.stopped.is_set():
        h.wfile.write(b"a" * 65536)


def cut_gzip(h):
    packed = gzip.compress(b"abc " * 5000)
    h.answer(packed[: len(packed) // 2], Content_Encoding="gzip")


def chunks_of_a_byte(h):
    h.send_response(200)
    h.send_header("Transfer-Encoding", "chunked")
    h.end_headers()
    while not h.server.stopped.is_set():
        h.wfile.write(b"1\r\na\r\n" * 1000)


def another_protocol(h):
    h.wfile.write(b"SSH-2.0-OpenSSH\r\n")
    h.close_connection = True


HOSTILE = {
    "a gzip bomb": (bomb, "too_big"),
    "an endless body": (endless, "too_big"),
    "a plain body over the cap": (lambda h: h.answer(b"a" * (MIB + 1)), "too_big"),
    "a length over the cap": (lambda h: h.answer(b"a", length=10**9), "too_big"),
    "a body shorter than announced": (lambda h: h.answer(b"<rss>only part", length=1000), "truncated"),
    "half of a gzip stream": (cut_gzip, "truncated"),
    "bytes that are no gzip": (lambda h: h.answer(b"no gzip", Content_Encoding="gzip"), "encoding"),
    "chunks of a byte": (chunks_of_a_byte, "too_big"),
    "two gzip streams": (lambda h: h.answer(gzip.compress(b"a") * 2, Content_Encoding="gzip"), "encoding"),
    "brotli": (lambda h: h.answer(b"x", Content_Encoding="br"), "encoding"),
    "a chain of encodings": (lambda h: h.answer(b"x", Content_Encoding=", ".join(["gzip"] * 500)), "encoding"),
    "a redirect to itself": (lambda h: h.answer(status=302, Location="/"), "redirect"),
    "a redirect to a file": (lambda h: h.answer(status=302, Location="file:///etc/passwd"), "protocol"),
    "a redirect to the local network": (lambda h: h.answer(status=302, Location="http://192.168.1.1/"), "blocked"),
    "a redirect to another port": (lambda h: h.answer(status=302, Location="http://127.0.0.1:22/"), "blocked"),
    "a redirect to nonsense": (lambda h: h.answer(status=302, Location="http://[::1"), "connect"),
    "another protocol": (another_protocol, "connect"),
    "a connection closed at once": (lambda h: setattr(h, "close_connection", True), "connect"),
}


@pytest.mark.parametrize(("route", "kind"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_answer_is_refused_by_kind(site, route, kind):
    site.routes["/"] = route
    assert refusal(limits(site), f"{site.url}/").kind == kind


def slow_body(h):
    h.send_response(200)
    h.send_header("Content-Length", "1000000")
    h.end_headers()
    h.drip(b"<rss>", 0.05)


def slow_headers(h):
    h.wfile.write(b"HTTP/1.1 200 OK\r\n")
    h.drip(b"X-A: 1\r\n", 0.05)


def silence(h):
    h.server.stopped.wait()


@pytest.mark.parametrize("route", [slow_body, slow_headers, silence])
def test_the_deadline_holds_for_the_whole_request(site, route):
    site.routes["/"] = route
    assert refusal(limits(site, deadline=0.5), f"{site.url}/").kind == "timeout"


MOVES = {
    "not at all": ([], False),
    "for good": ([301], True),
    "for good, keeping the method": ([308], True),
    "for good twice": ([301, 308], True),
    "for now": ([302], False),
    "for now, keeping the method": ([307], False),
    "to see another": ([303], False),
    "for good, then for now": ([301, 302], False),
    "for now, then for good": ([302, 301], False),
}


@pytest.mark.parametrize(("statuses", "moved"), MOVES.values(), ids=MOVES)
def test_an_address_moved_only_when_every_hop_says_for_good(site, statuses, moved):
    for number, status in enumerate(statuses):
        site.routes[f"/{number}"] = lambda h, n=number, s=status: h.answer(status=s, Location=f"/{n + 1}")
    site.routes[f"/{len(statuses)}"] = lambda h: h.answer(b"x")
    got = fetch(limits(site), f"{site.url}/0")
    assert (got.url, got.moved) == (f"{site.url}/{len(statuses)}", moved)


def redirecting(site):
    """Lead from / over /one to /two, where the answer is."""
    site.routes["/"] = lambda h: h.answer(status=301, Location="/one")
    site.routes["/one"] = lambda h: h.answer(status=302, Location="/two")
    site.routes["/two"] = lambda h: h.answer(b"x")
    return f"{site.url}/"


def test_every_hop_but_the_first_is_admitted_before_it_is_asked_for(site):
    url, log = redirecting(site), []

    async def admit(address):
        log.append((address, len(site.requests)))

    fetch(limits(site), url, admit=admit)
    assert log == [(f"{site.url}/one", 1), (f"{site.url}/two", 2)]


def test_a_hop_beyond_the_limit_is_not_even_put_forward(site):
    site.routes["/"] = lambda h: h.answer(status=302, Location="/")
    log = []

    async def admit(address):
        log.append(address)

    assert refusal(limits(site, max_redirects=2), f"{site.url}/", admit=admit).kind == "redirect"
    assert (len(log), len(site.requests)) == (2, 3)


def test_the_answer_that_redirects_is_closed_while_the_next_hop_waits(site):
    hung_up = threading.Event()

    def redirect(h):
        h.answer(status=302, Location="/next")
        h.rfile.read(1)
        hung_up.set()

    site.routes["/"], site.routes["/next"] = redirect, lambda h: h.answer(b"x")

    async def admit(_address):
        assert await asyncio.to_thread(hung_up.wait, 5)

    assert fetch(limits(site), f"{site.url}/", admit=admit).body == b"x"


def test_the_deadline_and_the_duration_stand_still_while_a_hop_waits(site):
    url = redirecting(site)

    async def admit(_address):
        await asyncio.sleep(0.6)

    assert 0 < fetch(limits(site, deadline=1.0), url, admit=admit).seconds < 0.6


def test_the_deadline_holds_after_a_hop_has_waited(site):
    site.routes["/"] = lambda h: h.answer(status=302, Location="/slow")
    site.routes["/slow"] = slow_body

    async def admit(_address):
        await asyncio.sleep(0.1)

    assert refusal(limits(site, deadline=0.5), f"{site.url}/", admit=admit).kind == "timeout"


def test_what_refuses_a_hop_is_what_the_caller_sees(site):
    refused = FetchError(f"{site.url}/one", "robots", "Không được đọc.")

    async def admit(_address):
        raise refused

    with pytest.raises(FetchError) as caught:
        fetch(limits(site), redirecting(site), admit=admit)
    assert caught.value is refused
    assert [path for path, _ in site.requests] == ["/"]


def test_an_answer_says_how_long_it_stays_good(site):
    site.routes["/"] = lambda h: h.answer(b"x", Cache_Control="max-age=600, s-maxage=300", Age="100")
    assert fetch(limits(site), f"{site.url}/").max_age == 200


def test_not_modified_says_how_long_it_stays_good(site):
    site.routes["/"] = lambda h: h.answer(status=304, Cache_Control="max-age=600")
    assert fetch(limits(site), f"{site.url}/", Validators(etag='"1"')).max_age == 600


@pytest.mark.parametrize("status", [301, 404, 429, 500, 503])
def test_a_refusal_says_how_long_to_stay_away(site, status):
    site.routes["/"] = lambda h: h.answer(status=status, Retry_After="120")
    assert refusal(limits(site), f"{site.url}/").retry_after == 120


def test_a_refusal_without_that_says_nothing(site):
    site.routes["/"] = lambda h: h.answer(status=429)
    assert refusal(limits(site), f"{site.url}/").retry_after is None


LATER = b"Retry-After: Thu, 15 Oct 2026 05:10:00 GMT\r\n"


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [(LATER, 600), (LATER + b"Date: Thu, 15 Oct 2026 05:08:00 GMT\r\n", 120)],
    ids=["our clock", "the server's clock"],
)
def test_a_date_to_come_back_at_is_measured_by_the_servers_clock_where_it_shows_one(site, lines, seconds):
    def busy(h):
        h.wfile.write(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n" + lines + b"\r\n")

    site.routes["/"] = busy
    assert refusal(limits(site), f"{site.url}/", now=lambda: NOON).retry_after == seconds


def test_a_server_without_tls_behind_https_is_a_tls_error(site):
    assert refusal(limits(site), f"https://{site.door}/").kind == "tls"


@pytest.mark.parametrize(
    "url",
    ["ftp://127.0.0.1/a", "ws://127.0.0.1/", "file:///etc/passwd", "http://", "nothing", "http://a b/", "http://[::1"],
)
def test_an_address_that_is_no_web_address_is_a_protocol_error(site, url):
    assert refusal(limits(site), url).kind in {"protocol", "dns"}


def test_one_bad_server_does_not_hold_up_the_others(site):
    site.routes["/slow"] = slow_body
    site.routes["/good"] = lambda h: h.answer(b"ok")

    async def run():
        async with HttpFetcher(limits(site, deadline=0.5)) as fetcher:
            slow = [asyncio.create_task(fetcher.fetch(f"{site.url}/slow")) for _ in range(5)]
            good = await fetcher.fetch(f"{site.url}/good")
            waiting = [task for task in slow if not task.done()]
            return good.body, len(waiting), await asyncio.gather(*slow, return_exceptions=True)

    body, waiting, failed = asyncio.run(run())
    assert (body, waiting) == (b"ok", 5)
    assert {error.kind for error in failed} == {"timeout"}
