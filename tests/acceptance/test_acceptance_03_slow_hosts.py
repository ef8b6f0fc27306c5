"""Acceptance 3: heads and bodies at 1 B/s are stopped at the deadline of 30 s, +- 1 s."""

import asyncio
import gzip
import random
import time

from collector.fetch import HttpFetcher
from core.errors import FetchError
from support.factories import network
from support.hostile import drip_body, drip_head, drip_of, serving, silence, slow_redirect

PACKED = gzip.compress(random.Random(3).randbytes(4096))


async def stopped_after(fetcher, url):
    started = time.monotonic()
    try:
        await fetcher.fetch(url)
    except FetchError as error:
        return error.kind, time.monotonic() - started
    return "answered", time.monotonic() - started


def test_a_byte_a_second_is_stopped_at_the_deadline(scale, measured):
    deadline = scale(2.0, 30.0)
    slow = {
        "/body": drip_body(1.0),
        "/body-with-length": drip_body(1.0, Content_Length=1_000_000),
        "/body-in-gzip": drip_of(PACKED, 1.0, Content_Encoding="gzip"),
        "/body-in-chunks": drip_body(1.0, b"1\r\na\r\n", Transfer_Encoding="chunked"),
        "/head": drip_head(1.0),
        "/head-of-many-lines": drip_head(1.0, b"X-A: 1\r\n"),
        "/hints-without-an-answer": drip_head(1.0, b"\r\nHTTP/1.1 103 Early Hints\r\n"),
        "/silence": silence,
        "/slow-redirects": slow_redirect(deadline * 0.4),
    }

    async def run(server):
        async with HttpFetcher(network(allow=(server.door,), deadline=deadline)) as fetcher:
            return await asyncio.gather(*(stopped_after(fetcher, server.url + path) for path in slow))

    with serving(slow) as server:
        stopped = asyncio.run(run(server))
    for path, (_, seconds) in zip(slow, stopped, strict=True):
        measured(f"{path[1:]}, deadline {deadline:.0f} s: seconds until stopped", seconds, f"{deadline:.0f} +- 1")
    assert {path: kind for path, (kind, _) in zip(slow, stopped, strict=True)} == dict.fromkeys(slow, "timeout")
    assert all(abs(seconds - deadline) <= 1 for _, seconds in stopped)
