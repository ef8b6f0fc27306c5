import asyncio
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from core.errors import UsageError
from diembao.replay_clock import ReplayClock

START = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def clock_url():
    state = {"now": START}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            for seconds in parse_qs(urlsplit(self.path).query).get("add", []):
                state["now"] += timedelta(seconds=float(seconds))
            body = state["now"].isoformat().encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/clock"
        server.shutdown()


@pytest.fixture
def clock(clock_url):
    return ReplayClock(clock_url)


def test_the_served_time_is_now(clock):
    assert clock.now() == START


def test_sleeping_moves_the_served_clock(clock):
    asyncio.run(clock.sleep(90))
    assert clock.now() == START + timedelta(seconds=90)


def test_two_who_sleep_at_once_sleep_the_same_time(clock):

    async def both():
        await asyncio.gather(clock.sleep(5), clock.sleep(5))

    asyncio.run(both())
    assert clock.now() <= START + timedelta(seconds=10)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.vn/clock",
        "http://10.0.0.1/clock",
        "https://127.0.0.1/clock",
        "file:///clock",
        "http://127.0.0.1.vn/",
    ],
)
def test_a_clock_elsewhere_is_refused(url):
    with pytest.raises(UsageError):
        ReplayClock(url)
