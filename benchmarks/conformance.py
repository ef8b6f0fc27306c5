"""The test documents of nine feed parsers through our reader, beside what feedparser finds in them.

    python benchmarks/conformance.py [--shared ../shared]

Every document goes through a worker that may be killed, as in the service. The reference is feedparser with its
settings as they come, on the bytes of the document where they are well-formed XML, else on the text our decoder makes
of them, as UTF-8 (for JSON Feed, which it does not read: Python's json). Prints a table by suite, every document that
was refused although it holds entries with a web address, and every loss; exit code 1 when there is a loss, a crash or
a document over its deadline.
"""

import argparse
import asyncio
import logging
import sys
import time
from collections import Counter
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from collector.parsing import LIMIT, ParserPool  # noqa: E402
from core import i18n  # noqa: E402
from core.errors import FeedError  # noqa: E402
from support import conformance  # noqa: E402 - the support of the tests serves here too
from support.factories import outlet  # noqa: E402
from support.fakes import NOON  # noqa: E402

COLUMNS = (
    "suite", "documents", "feeds", "entries", "with address", "distinct", "ours", "lost", "extra",
    "refused", "over deadline", "crashes", "slowest",
)  # fmt: skip
FAULTS = ("lost", "over deadline", "crashes")


class Crashes(logging.Handler):
    """Counts what the pool logs: a worker that died, or an error that is no FeedError."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count it."""
        self.count += 1


class Suite:
    """The figures of one suite."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.counts: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.slowest = 0.0
        self.notes: list[str] = []

    def add(self, name: str, reference: conformance.Reference, urls: set[str], kind: str, seconds: float) -> None:
        """Take one document: what was found in it, or why it was refused, and how long that took."""
        lost = reference.wanted - urls
        self.counts += Counter({
            "documents": 1,
            "feeds": int(reference.feed),
            "entries": len(reference.entries),
            "with address": sum(map(bool, reference.entries)),
            "distinct": len(reference.wanted),
            "ours": len(urls),
            "lost": len(lost),
            "extra": len(urls - reference.known),
            "over deadline": int(seconds > LIMIT),
        })  # fmt: skip
        self.slowest = max(self.slowest, seconds)
        if kind and reference.feed:
            self.kinds[kind] += 1
            self.notes.append(f"{name}: {kind}, {len(reference.entries)} entries, {len(lost)} with an address")
        elif lost or urls - reference.known:
            self.notes.append(f"{name}: lost {sorted(lost)}, extra {sorted(urls - reference.known)}")

    def row(self) -> str:
        """Return the line of the table."""
        refused = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items())) or "0"
        figures = {column: f"{self.counts[column]:,}" for column in COLUMNS} | {"suite": self.name, "refused": refused}
        figures["slowest"] = f"{self.slowest:.2f} s"
        return "| " + " | ".join(figures[column] for column in COLUMNS) + " |"


async def read(suite: Suite, shared: Path, pool: ParserPool, crashes: Crashes) -> None:
    """Send every document of a suite through the pool."""
    before = crashes.count
    for name, body in conformance.documents(shared, suite.name):
        urls: set[str] = set()
        kind, began = "", time.perf_counter()
        try:
            urls = {entry.url for entry in await pool.parse(body, conformance.URL, outlet(), NOON)}
        except FeedError as error:
            kind = error.kind
        seconds = time.perf_counter() - began
        suite.add(name, conformance.reference(body), urls, kind, seconds)
    suite.counts["crashes"] = crashes.count - before


async def run(shared: Path) -> list[Suite]:
    """Read all suites, printing the table line by line."""
    crashes = Crashes()
    log = logging.getLogger("collector.parsing")
    log.addHandler(crashes)
    log.propagate = False
    print("| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS))
    suites = [Suite(name) for name in conformance.SUITES]
    total = Suite("all")
    async with ParserPool() as pool:
        await pool.parse(b"<rss><channel/></rss>", conformance.URL, outlet(), NOON)  # the worker has started
        for suite in suites:
            await read(suite, shared, pool, crashes)
            print(suite.row())
            total.counts += suite.counts
            total.kinds += suite.kinds
            total.slowest = max(total.slowest, suite.slowest)
    print(total.row())
    return suites


def main() -> int:
    """Run the benchmark; exit code 1 when it shows a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    if not options.shared.is_dir():
        print(f"{options.shared} is absent: the documents are needed.", file=sys.stderr)
        return 2
    i18n.use("en")
    print(f"# Documents of other feed parsers, {datetime.now().astimezone():%Y-%m-%d}\n")
    suites = asyncio.run(run(options.shared))
    print("\nFeeds refused, and entries lost or extra:\n")
    for suite in suites:
        for note in suite.notes:
            print(f"- {suite.name}: {note}")
    return int(any(suite.counts[fault] for suite in suites for fault in FAULTS))


if __name__ == "__main__":
    sys.exit(main())
