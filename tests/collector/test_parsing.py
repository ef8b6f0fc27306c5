"""Feeds read in processes that can be killed."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collector import feeds, parsing, wire
from collector.parsing import ParserPool, ReadHere
from core import i18n
from core.errors import FeedError
from core.press import Entry, Fetched
from support import factories
from support.factories import outlet
from support.fakes import NOON
from support.house import feed, page

URL = "https://baomau.example/rss/home.rss"
PAPER = outlet()
HEAD = b'<rss version="2.0"><channel><item><title>Tin</title><link>https://baomau.example/9.html</link>'
TAIL = b"</item></channel></rss>"
# Shapes that take feedparser the square of their length; each of these would take minutes.
SLOW = {
    "nested elements": HEAD + b"<a>" * 1_000_000 + TAIL,
    "namespaces": HEAD + b"".join(b'<x%d:a xmlns:x%d="u%d"/>' % (n, n, n) for n in range(200_000)) + TAIL,
    "links": HEAD + b"".join(b"<link>https://baomau.example/%d</link>" % n for n in range(400_000)) + TAIL,
}
LARGE = HEAD + b"".join(b"<category>%d</category>" % n for n in range(550_000)) + TAIL


def entry(number=1):
    return Entry(
        f"https://baomau.example/{number}.html",
        f"Tây Ninh mở cửa khẩu số {number}",
        "Cửa khẩu “Mộc Bài”\nđược mở rộng",
        NOON - timedelta(minutes=number) if number % 3 else None,
    )


GOOD = feed(*(entry(number) for number in range(20)))
BODIES = {
    "RSS": GOOD,
    "RSS that feedparser must read": GOOD.replace(b"<item>", b"<item><dc:title>x</dc:title>"),
    "Atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tây Ninh</title><link href="/1.html"/>'
        "<updated>2026-10-15T10:00:00+07:00</updated></entry></feed>"
    ).encode(),
    "no items": b"<rss><channel></channel></rss>",
    "2,000 items": feed(*(entry(number) for number in range(2000))),
    "cut": GOOD[: len(GOOD) // 2],
    "nothing": b"",
    "a page": b"<!DOCTYPE html><html><body>404</body></html>",
    "noise": bytes(range(256)) * 100,
    "entities": b'<!DOCTYPE rss [<!ENTITY a "ha">]>' + GOOD,
}


def sitemap(*pages):
    items = "".join(
        f"<url><loc>{url}</loc>" + (f"<lastmod>{moment.isoformat()}</lastmod>" if moment else "") + "</url>"
        for url, moment in pages
    )
    return f"<urlset>{items}</urlset>".encode()


async def outcome(parser, body):
    try:
        return await parser(body, URL, PAPER, NOON, "application/rss+xml")
    except FeedError as error:
        return error.url, error.kind, str(error)


def children():
    """The processes this one has started and that still live."""
    found = set()
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            found |= {int(pid) for pid in (task / "children").read_text().split()}
    return {pid for pid in found if alive(pid)}


def alive(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def ticks(pid):
    """How many hundredths of a second a process has worked."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])


def told(pid, name):
    return Path(f"/proc/{pid}/{name}").read_text()


def limits_of(table):
    """Name, soft and hard limit of every line of /proc/PID/limits."""
    return {(line[:26].strip(), *line[26:].split()[:2]) for line in table.splitlines()[1:]}


async def until(condition):
    while not condition():  # noqa: ASYNC110 - no event tells
        await asyncio.sleep(0.01)


async def busy():
    """Wait until the one worker is in the middle of its work; return its process id."""
    await until(lambda: any(ticks(pid) > 40 for pid in children()))
    return children().pop()


def ended(pid, seconds):
    """Wait for a process that is not ours; False when it still lives after `seconds`."""
    until = time.monotonic() + seconds
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not alive(pid)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_worker_answers_what_the_parser_answers(language):
    i18n.use(language)

    async def both():
        async with ParserPool(1) as pool:
            return [
                (await outcome(pool.parse, body), await outcome(ReadHere().parse, body)) for body in BODIES.values()
            ]

    pairs = dict(zip(BODIES, asyncio.run(both()), strict=True))
    assert {name: pair for name, pair in pairs.items() if pair[0] != pair[1]} == {}


def test_the_common_form_reaches_the_parent_whole():
    async def run():
        async with ParserPool(1) as pool:
            return await outcome(pool.parse, GOOD)

    assert asyncio.run(run()) == tuple(entry(number) for number in range(20))


@pytest.mark.parametrize("hostile", SLOW.values(), ids=SLOW)
def test_a_feed_that_takes_too_long_is_given_up_and_the_next_one_read(hostile):
    async def run():
        async with ParserPool(1, limit=1.5) as pool:
            return await outcome(pool.parse, hostile), await outcome(pool.parse, GOOD)

    (url, kind, message), good = asyncio.run(run())
    assert (url, kind) == (URL, "parse")
    assert URL in message
    assert len(good) == 20


def test_a_feed_that_takes_too_much_memory_is_given_up_and_the_next_one_read():
    async def run():
        async with ParserPool(1, memory=160 << 20) as pool:
            return await outcome(pool.parse, LARGE), await outcome(pool.parse, GOOD)

    (_url, kind, message), good = asyncio.run(run())
    assert kind == "parse"
    assert URL in message
    assert len(good) == 20


def test_the_memory_of_a_large_feed_is_given_back():
    async def run():
        async with ParserPool(1) as pool:
            large = await outcome(pool.parse, LARGE)
            return large, children()

    large, left = asyncio.run(run())
    assert [found.title for found in large] == ["Tin"]
    assert left == set()


def test_a_worker_killed_from_outside_costs_one_document():
    async def run():
        async with ParserPool(1, limit=30) as pool:
            reading = asyncio.create_task(outcome(pool.parse, SLOW["nested elements"]))
            os.kill(await busy(), signal.SIGKILL)
            return await reading, await outcome(pool.parse, GOOD)

    (_url, kind, _message), good = asyncio.run(run())
    assert kind == "parse"
    assert len(good) == 20


def test_a_worker_killed_while_idle_costs_nothing():
    async def run():
        async with ParserPool(1) as pool:
            await outcome(pool.parse, GOOD)
            (pid,) = children()
            os.kill(pid, signal.SIGKILL)
            await until(lambda: not children())
            await asyncio.sleep(0.2)
            return await outcome(pool.parse, GOOD)

    assert len(asyncio.run(run())) == 20


def test_whoever_stops_waiting_leaves_no_process_behind():
    async def run():
        async with ParserPool(1, limit=30) as pool:
            reading = asyncio.create_task(outcome(pool.parse, SLOW["nested elements"]))
            await busy()
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
            return reading.cancelled(), children(), await outcome(pool.parse, GOOD)

    cancelled, left, good = asyncio.run(run())
    assert cancelled
    assert left == set()
    assert len(good) == 20


def test_workers_start_when_needed_work_side_by_side_and_end_with_the_pool():
    async def run():
        async with ParserPool(2) as pool:
            before = children()
            one = await outcome(pool.parse, GOOD), len(children())
            many = await asyncio.gather(*(outcome(pool.parse, GOOD) for _ in range(6))), len(children())
        return before, one, many

    before, one, many = asyncio.run(run())
    assert (before, one[1], many[1], children()) == (set(), 1, 2, set())
    assert all(found == one[0] for found in many[0])


def test_the_interrupt_key_belongs_to_the_parent():
    async def run():
        async with ParserPool(1) as pool:
            await outcome(pool.parse, GOOD)
            (pid,) = children()
            os.kill(pid, signal.SIGINT)
            return await outcome(pool.parse, GOOD), children() == {pid}, os.getsid(pid) != os.getsid(0)

    good, same, apart = asyncio.run(run())
    assert len(good) == 20
    assert same
    assert apart


def test_a_worker_sees_no_secret_and_writes_no_file(monkeypatch):
    monkeypatch.setenv("DIEMBAO_SMTP_PASSWORD", "bí mật")

    async def run():
        async with ParserPool(1, memory=1 << 30) as pool:
            await outcome(pool.parse, GOOD)
            (pid,) = children()
            return told(pid, "environ"), told(pid, "limits")

    environment, limits = asyncio.run(run())
    assert "DIEMBAO" not in environment
    assert limits_of(limits) >= {
        ("Max file size", "0", "0"),
        ("Max core file size", "0", "0"),
        ("Max address space", "1073741824", "1073741824"),
    }


ORPHAN = """
import asyncio, os, sys
from datetime import UTC, datetime
from pathlib import Path
from collector.parsing import ParserPool
from core.press import Outlet

async def main():
    async with ParserPool(1, limit=1) as pool:
        body = sys.stdin.buffer.read()
        reading = asyncio.create_task(pool.parse(body, "https://a.example/", Outlet("a", "A", ()), datetime.now(UTC)))
        if len(body) < 10_000:
            await reading
        children = Path(f"/proc/self/task/{os.getpid()}/children")
        while not children.read_text():
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.5)
        print(children.read_text(), flush=True)
        os.kill(os.getpid(), 9)

asyncio.run(main())
"""


@pytest.mark.parametrize("body", [GOOD, SLOW["nested elements"]], ids=["idle", "at work"])
def test_a_worker_whose_parent_vanished_ends(body):
    parent = subprocess.run([sys.executable, "-c", ORPHAN], input=body, stdout=subprocess.PIPE, check=False)
    assert parent.returncode == -signal.SIGKILL
    assert ended(int(parent.stdout), 10)


def line(url="https://baomau.example/1.html", title="Tin", summary="", published=None, guid=""):
    return json.dumps([url, title, summary, published, guid]).encode()


FINE = b'{"kind":""}'
NONSENSE = {
    "nothing": [b""],
    "no JSON": [b"\x80"],
    "another shape": [b"[]"],
    "no outcome": [b"{}"],
    "a pickle": [b"\x80\x04]\x94."],
    "endless nesting": [FINE, b"[" * 100_000],
    "a long line": [FINE, line(summary="x" * 500_000)],
    "too many fields": [FINE, b'["https://a.example/","a","",null,"",1]'],
    "an object for an entry": [FINE, b'{"a":1,"b":2,"c":3,"d":4,"e":5}'],
    "a number for a title": [FINE, line(title=1)],
    "a list for an address": [FINE, line(url=["https://a.example/"])],
    "a script for an address": [FINE, line("javascript:alert(1)")],
    "a file for an address": [FINE, line("file:///etc/passwd")],
    "an address with a line feed": [FINE, line("https://a.example/\nx")],
    "an address too long": [FINE, line("https://a.example/" + "x" * 3000)],
    "a title too long": [FINE, line(title="x" * 501)],
    "a title with controls": [FINE, line(title="\x1b[31m")],
    "a title that turns round": [FINE, line(title="a\u202eb")],
    "a time beyond all calendars": [FINE, line(published=10**30)],
    "a time in words": [FINE, line(published="today")],
}


def entries(lines):
    return parsing._entries(wire.answer_of(b"\n".join(lines), feeds.MAX_ENTRIES))


@pytest.mark.parametrize("lines", NONSENSE.values(), ids=NONSENSE)
def test_what_no_worker_answers_is_not_believed(lines):
    with pytest.raises(wire.NonsenseError):
        entries(lines)


def test_what_a_worker_answers_is_believed():
    moment = datetime.fromtimestamp(1_790_000_000, UTC)
    answer = entries([FINE, line(published=1_790_000_000, summary="a\nb")])
    assert answer == (Entry("https://baomau.example/1.html", "Tin", "a\nb", moment),)


def test_more_entries_than_a_feed_may_have_are_not_believed():
    with pytest.raises(wire.NonsenseError):
        entries([FINE, *[line()] * (feeds.MAX_ENTRIES + 1)])


def test_a_fault_of_the_parser_is_logged_and_told_in_plain_words(caplog):
    error = parsing._refused(URL, wire.Refusal("internal", "Traceback\x1b[31m\nZeroDivisionError"))
    assert (error.url, error.kind) == (URL, "parse")
    assert "Traceback" not in str(error)
    assert "ZeroDivisionError" in caplog.text
    assert "\x1b" not in caplog.text


PLACES = ("Tây Ninh", "Mộc Bài")


class Names:
    def may_match(self, text):
        return any(name in text for name in PLACES)


PAGES = {
    "named in the title": (page("Tây Ninh mở cửa khẩu", "Sáng nay cửa khẩu được mở rộng. " * 9), ""),
    "named in the body": (page("Cửa khẩu được mở", "Sáng nay cửa khẩu Mộc Bài được mở rộng. " * 9), ""),
    "named by its feed": (page("Cửa khẩu được mở", "Sáng nay cửa khẩu được mở rộng. " * 9), "Tây Ninh"),
    "named beside the article": (page("Giá vàng", "Giá vàng tăng. " * 20, related=("Tây Ninh hôm nay",)), ""),
    "named nowhere": (page("Giá vàng", "Giá vàng tăng. " * 20), ""),
    "no page": (b"%PDF-1.4", ""),
    "no page, named by its feed": (b"%PDF-1.4", "Tây Ninh"),
    "cut": (page("Tây Ninh mở cửa khẩu", "Sáng nay cửa khẩu được mở rộng. " * 9)[:400], ""),
}


def test_a_worker_reads_pages_as_they_are_read_here():
    async def run(reader):
        made = {}
        for name, (body, summary) in PAGES.items():
            listed = Entry("https://baomau.example/1.html", "Tin", summary)
            made[name] = await reader.page(Fetched(listed.url, 200, body, "text/html"), listed, PAPER, Names(), NOON)
        return made

    async def both():
        async with ParserPool(1) as pool:
            return await run(pool), await run(ReadHere())

    in_worker, here = asyncio.run(both())
    assert in_worker == here
    assert {name for name, draft in here.items() if draft} == {
        "named in the title", "named in the body", "named by its feed", "no page, named by its feed", "cut"
    }  # fmt: skip


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read():
    slow = b"<html><body><article><p>T\xc3\xa2y Ninh</p>" + b"<p>a</p>" * 250_000

    async def run():
        listed = Entry("https://baomau.example/1.html", "Tây Ninh")
        async with ParserPool(1, page_limit=1.2) as pool:
            good = Fetched(listed.url, 200, PAGES["named in the title"][0], "text/html")
            await pool.page(good, listed, PAPER, Names(), NOON)  # to be warm
            with pytest.raises(FeedError) as given_up:
                await pool.page(Fetched(listed.url, 200, slow, "text/html"), listed, PAPER, Names(), NOON)
            return given_up.value.kind, await pool.page(good, listed, PAPER, Names(), NOON)

    kind, draft = asyncio.run(run())
    assert kind == "parse"
    assert draft is not None


def test_a_worker_reads_sitemaps_as_they_are_read_here():
    body = sitemap(("https://baomau.example/1.html", NOON), ("https://baomau.example/2.html", None))
    source = factories.source(url=URL)

    async def both():
        fetched = Fetched("https://baomau.example/sitemap.xml", 200, body, "text/xml")
        since = NOON - timedelta(days=1)
        async with ParserPool(1) as pool:
            return await pool.search(fetched, source, since, NOON), await ReadHere().search(
                fetched, source, since, NOON
            )

    in_worker, here = asyncio.run(both())
    assert in_worker == here
    assert len(here.entries) == 1
