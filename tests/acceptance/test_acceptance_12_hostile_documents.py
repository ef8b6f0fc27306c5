"""Acceptance 12: >= 60 kinds of hostile documents in five sizes to 8 MiB: each ends in 10 s (pages: 15 s), the worker
holds <= 1 GiB, and the next document is read in 1 s.

At the small size other tests run beside this one: there a document took the clock on the wall or the processor time of
this process and its workers, whichever is less (a new worker starts while the other one reads), and the next one may
take 2 s. At full size it is the clock.
"""

import asyncio
import os
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from collector.parsing import LIMIT, PAGE_LIMIT, ParserPool
from core.errors import FeedError
from core.press import Entry, Fetched
from support.factories import outlet, source
from support.fakes import NOON
from support.house import feed
from support.monsters import FEEDS, HTML, HTML_END, PAGES, ROBOTS, SITEMAPS, URL, URLSET

GIB = 1 << 30
SITE = "https://baomau.example"
ENTRY = Entry(f"{SITE}/9.html", "Cửa khẩu mở lại", "")
PAPER = outlet()
# Seconds a document may take.
TARGETS = {"feed": 10, "sitemap": 10, "robots": 10, "listing": 10, "page": 15}
MONSTERS = {"feed": FEEDS, "sitemap": SITEMAPS, "robots": ROBOTS, "listing": PAGES, "page": PAGES}
GOOD = {
    "feed": feed(ENTRY),
    "sitemap": URLSET + URL + b"</url></urlset>",
    "robots": f"Sitemap: {SITE}/sitemap.xml\n".encode(),
    "listing": b'<html><body><a href="/9.html">Tin</a></body></html>',
    "page": HTML + HTML_END,
}


class Everything:
    """Lets every page through to extraction."""

    def may_match(self, text: str) -> bool:
        return bool(text)


@dataclass(frozen=True)
class Reading:
    """How a monster was read, and the good document after it."""

    name: str
    size: int
    seconds: float
    memory: int
    next: float
    error: str = ""


async def read(pool, kind, body):
    """Send a document through the door of the pool for its kind."""
    if kind == "feed":
        return await pool.parse(body, f"{SITE}/rss.xml", PAPER, NOON, "application/rss+xml")
    if kind == "page":
        return await pool.page(Fetched(ENTRY.url, 200, body, "text/html"), ENTRY, PAPER, Everything(), NOON)
    if kind == "listing":
        return await pool.listing(Fetched(f"{SITE}/tin.html", 200, body, "text/html"), source(kind="listing"), NOON)
    address = f"{SITE}/{'robots.txt' if kind == 'robots' else 'sitemap.xml'}"
    return await pool.search(Fetched(address, 200, body), source(), NOON - timedelta(days=30), NOON)


async def meet(pool, kind, name, size, clocks):
    """Have a monster read, then a good document; whatever is not an answer or a FeedError is raised."""
    body, error = MONSTERS[kind][name](size), ""
    with watched() as peak:
        began = [clock() for clock in clocks]
        try:
            await read(pool, kind, body)
        except FeedError as refused:
            error = refused.kind
        ended = [clock() for clock in clocks]
    assert await read(pool, kind, GOOD[kind])
    done = [clock() for clock in clocks]
    return Reading(name, size, least(began, ended), peak(), least(ended, done), error)


def least(began, ended):
    """Return the seconds that passed by the clock by which fewest did."""
    return min(after - before for before, after in zip(began, ended, strict=True))


@contextmanager
def watched():
    """Look every 50 ms how much memory the workers have held at most."""
    peaks = [0]

    async def look():
        while True:
            peaks.append(max(map(held, children()), default=0))
            await asyncio.sleep(0.05)

    looking = asyncio.create_task(look())
    yield lambda: max(peaks)
    looking.cancel()


def children():
    """Return the folders in /proc of the processes this one has started."""
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):
            yield from (Path("/proc", pid) for pid in (task / "children").read_text().split())


def worked():
    """Return the seconds of processor time of this process and of all its workers, those that are no more included."""
    ticks = 0
    for process in children():
        with suppress(OSError):
            fields = (process / "stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return sum(os.times()[:4]) + ticks / os.sysconf("SC_CLK_TCK")


def held(process):
    """Return how many bytes a process has held at most."""
    with suppress(OSError):
        lines = (process / "status").read_text().splitlines()
        return next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmHWM:")), 0)
    return 0


def sizes(kind, number, scale):
    """Return the sizes in which the monster of this number comes."""
    if kind == "listing":  # the same documents as pages, and less is done with them
        return scale([64 << 10], [64 << 10, 1 << 20])
    few = [4 << 10, 64 << 10, *([1 << 20] if number % 12 == 0 else [])]
    return scale(few, [4 << 10, 64 << 10, 1 << 20, 4 << 20, 8 << 20])


def test_there_are_monsters_enough():
    assert len(FEEDS) + len(SITEMAPS) + len(ROBOTS) + len(PAGES) >= 60


@pytest.mark.parametrize("kind", MONSTERS)
def test_hostile_documents_cost_only_themselves(kind, scale, measured):
    async def run():
        # What is slow is given up sooner at the small size, which saves time and changes nothing else.
        async with ParserPool(2, limit=scale(3.0, LIMIT), page_limit=scale(3.0, PAGE_LIMIT)) as pool:
            await asyncio.gather(*(read(pool, kind, GOOD[kind]) for _worker in range(2)))
            wanted = [(name, size) for number, name in enumerate(MONSTERS[kind]) for size in sizes(kind, number, scale)]
            clocks = scale((worked, time.perf_counter), (time.perf_counter,))
            return [await meet(pool, kind, name, size, clocks) for name, size in wanted]

    readings = asyncio.run(run())
    slowest, hungriest = (max(readings, key=lambda each: getattr(each, by)) for by in ("seconds", "memory"))
    what = f"{len(MONSTERS[kind])} hostile documents of kind {kind}, {len(readings)} readings"
    measured(f"{what}: seconds of the slowest ({slowest.name})", slowest.seconds, f"<= {TARGETS[kind]}")
    measured(f"{what}: MiB of its worker at most ({hungriest.name})", hungriest.memory / (1 << 20), "<= 1,024")
    measured(f"{what}: seconds until the next document is read", max(each.next for each in readings), "<= 1")
    assert [each for each in readings if each.seconds > TARGETS[kind]] == []
    assert [each for each in readings if each.memory > GIB] == []
    assert [each for each in readings if each.next > scale(2, 1)] == []
