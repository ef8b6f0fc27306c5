"""300 feeds of 50 entries on 300 loopback addresses: diembao beside the `reader` library, in the same run.

    python benchmarks/poll.py [--feeds 300] [--entries 50] [--gzip] [--only pool]

Each contender polls every feed twice into a new database, in a process of its own: the first pass brings everything,
the second nothing. diembao does so with politeness and database on, once with one process and once with the parser
pool. It reads robots.txt of every host before, which reader does not read at all: that pass is timed apart, and 6 s lie
between two passes, so that none is a wait for the gap at every host. Memory is the highest sum
of PSS over the process tree of a contender. At the end the service ticks with 10,000 sources none of which is due.
Exit code 1 when a limit is missed.
"""

import argparse
import asyncio
import json
import logging
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import press_server

ROOT = Path(__file__).parent.parent
READER_WORKERS = (1, 2, 4, 8)
ONE_PROCESS, POOL = 1.5, 3.0  # times reader's entries per second
MEMORY = 250  # MiB
IDLE_SOURCES, IDLE_TICKS, IDLE = 10_000, 5, 5.0  # the last is percent of one core
PAUSE = 6.0
SAMPLES = 0.5  # seconds; looking costs processor time too


@dataclass(frozen=True, slots=True)
class Result:
    """What one contender needed: seconds of both passes, seconds of processor, MiB, seconds for robots.txt."""

    name: str
    entries: int
    first: float
    again: float
    processor: float
    memory: float
    robots: float | None = None

    @property
    def rate(self) -> float:
        """Entries per second of the first pass."""
        return self.entries / self.first


def reader(addresses: list[str], folder: Path, workers: int) -> tuple[int, float, float]:
    """Poll with the reader library; return the entries stored and the seconds of both passes."""
    # The feedparser that reader 3.26 carries needs a module no wheel provides; the installed one is the same.
    os.environ["READER_NO_VENDORED_FEEDPARSER"] = "1"
    from reader import make_reader  # noqa: PLC0415 - only this contender pays for the import

    with make_reader(str(folder / "reader.sqlite")) as library:
        for url in addresses:
            library.add_feed(url)
        passes = []
        for _pass in range(2):
            start = time.perf_counter()
            library.update_feeds(workers=workers, scheduled=False)
            passes.append(time.perf_counter() - start)
        return library.get_entry_counts().total or 0, passes[0], passes[1]


async def diembao(addresses: list[str], folder: Path, *, pool: bool) -> tuple[int, float, float, float]:
    """Poll with this project's pipeline; return the entries stored and the seconds of all passes."""
    sys.path.insert(0, str(ROOT / "tests"))
    from collector.parsing import ReadHere  # noqa: PLC0415
    from core.clock import SystemClock  # noqa: PLC0415
    from diembao.polling import poll_sources  # noqa: PLC0415
    from diembao.rooms import open_rooms  # noqa: PLC0415
    from support import factories  # noqa: PLC0415

    sources = tuple(factories.source(id=f"s{number}", url=url) for number, url in enumerate(addresses))
    settings = factories.settings(
        workspace=str(folder),
        database_url=f"sqlite:///{folder / 'diembao.sqlite'}",
        sources=sources,
        network=factories.network(allow=("127.0.0.0/8",)),
    )
    async with open_rooms(settings, SystemClock()) as rooms:
        if not pool:
            rooms = replace(rooms, reader=ReadHere())
        passes, new = [], 0
        start = time.perf_counter()
        assert all(await asyncio.gather(*(rooms.fetcher.admits(source.url) for source in sources)))
        passes.append(time.perf_counter() - start)
        await asyncio.sleep(PAUSE)
        for pause in (PAUSE, 0):
            start = time.perf_counter()
            lines = await poll_sources(rooms, sources)
            passes.append(time.perf_counter() - start)
            new += sum(line.new for line in lines)
            await asyncio.sleep(pause)
        return new, passes[1], passes[2], passes[0]


async def idle(folder: Path) -> float:
    """Tick with many sources that are not due; return the share of one core in percent at the shipped rhythm."""
    sys.path.insert(0, str(ROOT / "tests"))
    from core.clock import SystemClock  # noqa: PLC0415
    from diembao.rooms import open_rooms, open_store  # noqa: PLC0415
    from diembao.service import tick  # noqa: PLC0415
    from support import factories  # noqa: PLC0415

    sources = tuple(
        factories.source(id=f"s{number}", url=f"https://baomau{number}.example/rss") for number in range(IDLE_SOURCES)
    )
    file = folder / "diembao.sqlite"
    settings = factories.settings(workspace=str(folder), database_url=f"sqlite:///{file}", sources=sources)
    store = open_store(settings)
    with store.begin() as tx:
        tx.sources.sync(sources)
    store.close()
    with closing(sqlite3.connect(file)) as database, database:
        later = datetime.now(UTC) + timedelta(days=1)
        database.execute("update sources set next_poll = ?", [f"{later:%Y-%m-%d %H:%M:%S.%f}"])
    async with open_rooms(settings, SystemClock()) as rooms:
        await tick(rooms)  # the first freezes digests and fills caches
        start = time.process_time()
        for _tick in range(IDLE_TICKS):
            await tick(rooms)
        return (time.process_time() - start) / IDLE_TICKS / settings.tick * 100


def contend(name: str, addresses: list[str]) -> None:
    """Be the contender `name` and print what was measured."""
    logging.basicConfig(level=logging.ERROR if name.startswith("reader") else logging.WARNING)
    with tempfile.TemporaryDirectory() as folder:
        measured: object
        if name == "idle":
            measured = asyncio.run(idle(Path(folder)))
        elif name.startswith("reader"):
            measured = reader(addresses, Path(folder), int(name.partition(" ")[2]))
        else:
            measured = asyncio.run(diembao(addresses, Path(folder), pool=name == "pool"))
    print(json.dumps(measured))


def measure_idle() -> float:
    """Let the service tick idly in a process of its own."""
    command = [sys.executable, __file__, "--contend", "idle"]
    return float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def run(name: str, port: int, options: argparse.Namespace) -> Result:
    """Let a contender work in a process of its own and watch its memory."""
    command = [sys.executable, __file__, "--contend", name, "--port", str(port), "--feeds", str(options.feeds)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = 0.0

    def watch() -> None:
        nonlocal peak
        while process.returncode is None:
            peak = max(peak, sum(map(resident, tree(process.pid))))
            time.sleep(SAMPLES)

    before = os.times()
    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _none = process.communicate()
    watcher.join()
    after = os.times()
    if process.returncode:
        sys.exit(f"{name} failed")
    entries, first, again, *robots = json.loads(output)
    if entries != options.feeds * options.entries:
        sys.exit(f"{name} stored {entries} entries")
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return Result(name, entries, first, again, used, peak, *robots)


def tree(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from tree(int(child))


def resident(pid: int) -> float:
    """Return the proportional share of memory of a process in MiB, 0 when it has ended."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


@contextmanager
def served(options: argparse.Namespace) -> Iterator[int]:
    """Run the newspapers in a process of their own; the port is given."""
    command = [sys.executable, press_server.__file__, "--feeds", str(options.feeds), "--entries", str(options.entries)]
    command += ["--gzip"] if options.gzip else []
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        yield int(server.stdout.readline())
    finally:
        server.stdin.close()
        server.wait()
        server.stdout.close()


def report(results: list[Result]) -> None:
    """Print a line for each contender."""
    print("| contender | robots.txt | first pass | entries/s | unchanged pass | processor | memory |")
    print("|---|---|---|---|---|---|---|")
    for result in results:
        robots = "-" if result.robots is None else f"{result.robots:.1f} s"
        print(
            f"| {result.name} | {robots} | {result.first:.1f} s | {result.rate:,.0f} | {result.again:.1f} s "
            f"| {result.processor:.1f} s | {result.memory:.0f} MiB |"
        )


def judge(results: dict[str, Result], share: float | None) -> bool:
    """Print each limit with what was reached; False when one is missed."""
    readers = [result for name, result in results.items() if name.startswith("reader")]
    best = max((result.rate for result in readers), default=0.0)
    limits = []
    for name, times in (("one process", ONE_PROCESS), ("pool", POOL)):
        if best and name in results:
            reached = results[name].rate / best
            limits.append((f"{name}, first pass", f"≥ {times} × reader", f"{reached:.2f} ×", reached >= times))
        if name in results:
            memory = results[name].memory
            limits.append((f"{name}, memory", f"≤ {MEMORY} MiB", f"{memory:.0f} MiB", memory <= MEMORY))
    if share is not None:
        limits.append((f"{IDLE_SOURCES:,} sources, idle", f"< {IDLE:.0f} % of a core", f"{share:.2f} %", share < IDLE))
    print("\n| limit | wanted | reached | |\n|---|---|---|---|")
    for what, wanted, reached, good in limits:
        print(f"| {what} | {wanted} | {reached} | {'pass' if good else 'FAIL'} |")
    return all(good for *_texts, good in limits)


def main() -> int:
    """Run the benchmark; exit code 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--entries", type=int, default=50)
    parser.add_argument("--gzip", action="store_true", help="let the newspapers compress")
    parser.add_argument("--only", default="", help="contenders whose name begins so")
    parser.add_argument("--contend", default="", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.contend:
        contend(options.contend, [press_server.url(number, options.port) for number in range(options.feeds)])
        return 0
    names = [*(f"reader {workers}" for workers in READER_WORKERS), "one process", "pool"]
    with served(options) as port:
        results = {name: run(name, port, options) for name in names if name.startswith(options.only)}
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    print(f"# {options.feeds} feeds of {options.entries} entries, {today}, {os.cpu_count()} cores\n")
    report(list(results.values()))
    return 0 if judge(results, None if options.only else measure_idle()) else 1


if __name__ == "__main__":
    sys.exit(main())
