"""Runs the real service against the recorded feeds of ../shared/replay, on their clock."""

import gzip
import json
import random
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from config import init
from core.periods import Period, month_of
from diembao.demo.postbox import Postbox
from diembao.demo.workspace import prepare

OUTLETS = {"vnexpress.net": "VnExpress", "thanhnien.vn": "Thanh Niên", "tuoitre.vn": "Tuổi Trẻ"}
NAMES = re.compile(r"(?<!\w)(tây ninh|long an|mộc bài|xa mát|núi bà đen|hồ dầu tiếng)(?!\w)", re.IGNORECASE)
DIEMBAO = [sys.executable, "-m", "diembao"]


@dataclass(frozen=True)
class Site:
    """A running replay server."""

    port: int
    pages: str = "all"

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def clock_url(self) -> str:
        return f"{self.url}/clock"

    def clock(self) -> datetime:
        return datetime.fromisoformat(self._ask("/clock").decode())

    def fail(self, kind: str, rate: float) -> None:
        """Let every outlet fail so often from now on."""
        faults = {f"/{domain}/": {"kind": kind, "rate": rate, "seed": seed} for seed, domain in enumerate(OUTLETS)}
        self._ask(f"/faults?set={quote(json.dumps(faults))}")

    def log(self) -> list[dict[str, object]]:
        """Return the requests served: path, status, real time and more."""
        return list(json.loads(self._ask("/log")))

    def _ask(self, path: str) -> bytes:
        with urllib.request.urlopen(f"{self.url}{path}", timeout=60) as answer:
            return bytes(answer.read())

    def sources(self) -> list[dict[str, object]]:
        return [
            {
                "id": domain.split(".")[0],
                "name": name,
                "domains": ["replay.example"],
                "tier": 1,
                "kind": "national",
                "languages": ["vi"],
                "sitemaps": [f"{self.url}/{domain}/news-sitemap.xml"],
                "sources": [
                    {"id": f"{domain.split('.')[0]}-rss", "url": f"{self.url}/{domain}/rss.xml", "pages": self.pages},
                ],
            }
            for domain, name in OUTLETS.items()
        ]


@contextmanager
def replay(shared: Path, start: datetime, pages: str = "all") -> Iterator[Site]:
    """Serve the recording from `start` on; `pages` says which pages the workspace wants read."""
    port = free_port()
    command = [sys.executable, str(shared / "replay" / "serve.py"), "--port", str(port), "--clock", start.isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            server.stdout.readline()  # printed once the server listens
            yield Site(port, pages)
        finally:
            server.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Run:
    """What a rehearsal left behind."""

    workspace: Path
    maildir: Path
    seconds: float
    kills: int


def rehearse(folder: Path, site: Site, until: datetime, kills: int = 0, tick: int = 3600, seed: int = 1) -> Run:
    """Run `diembao run --clock-url` until the replayed clock passes `until`, killed -9 `kills` times on the way.

    `tick` is in simulated seconds.
    """
    workspace, dice, started = folder / "workspace", random.Random(seed), time.monotonic()
    init.create("tay-ninh", workspace)
    with Postbox(folder / "mail") as postbox:
        prepare(workspace, site, postbox.port)
        settings = workspace / "diembao.yaml"
        settings.write_text(
            re.sub(r"tick: \d+", f"tick: {tick}", settings.read_text(encoding="utf-8")), encoding="utf-8"
        )
        start = site.clock()
        points = sorted(start + (until - start) * dice.random() for _ in range(kills))
        for point in [*points, until]:
            service = start_service(workspace, site, folder / "service.log")
            try:
                wait_for_clock(site, point, service)
                if point is not until:
                    time.sleep(dice.random() * 0.05)  # so that the kill falls anywhere inside a tick, not at its start
                service.send_signal(signal.SIGTERM if point is until else signal.SIGKILL)
                code = service.wait(timeout=60)
                assert code == (0 if point is until else -signal.SIGKILL), (folder / "service.log").read_text()
            finally:
                service.kill()
    return Run(workspace, folder / "mail", time.monotonic() - started, kills)


def start_service(workspace: Path, site: Site, log: Path) -> "subprocess.Popen[bytes]":
    command = [*DIEMBAO, "--workspace", str(workspace), "run", "--clock-url", site.clock_url]
    with log.open("ab") as output:
        return subprocess.Popen(command, stdout=output, stderr=output)


def wait_for_clock(site: Site, point: datetime, service: "subprocess.Popen[bytes]", limit: float = 1200) -> None:
    deadline = time.monotonic() + limit
    while site.clock() < point:
        assert service.poll() is None, "the service stopped by itself"
        assert time.monotonic() < deadline, "the clock does not move"
        time.sleep(0.1)


def recorded(shared: Path, period: Period) -> list[dict[str, object]]:
    """Return the recorded items of a period, by publication time or, where unknown, by first sight."""
    found = []
    for folder_month in (period, month_of(period.end + timedelta(days=1))):
        path = shared / "replay" / "data" / f"{folder_month.id}.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                if period.contains(datetime.fromisoformat(item["published"] or item["first_fetched"])):
                    found.append(item)
    return found


def appearances(shared: Path, start: datetime, end: datetime) -> dict[str, datetime]:
    """Return when each recorded item first stood in its feed, of those that appeared in [start, end), by id."""
    found = {}
    for name in sorted((shared / "replay" / "data").glob("*.jsonl.gz")):
        with gzip.open(name, "rt", encoding="utf-8") as lines:
            for line in lines:
                item = json.loads(line)
                seen = datetime.fromisoformat(item["first_fetched"])
                if start <= seen < end:
                    found[str(item["id"])] = seen
    return found


def days(run: Run) -> list[dict[str, int]]:
    """Return what each source remembers of each day: polls, failures, new."""
    memories = [json.loads(str(memory)) for (memory,) in rows(run.workspace, "select memory from sources")]
    return [day for memory in memories for day in memory["days"].values()]


def names_the_province(item: dict[str, object]) -> bool:
    """Tell whether title or summary of a recorded item names Tây Ninh or one of its best known places."""
    return bool(NAMES.search(f"{item['title']} | {item['text']}"))


def rows(workspace: Path, query: str) -> list[tuple[object, ...]]:
    """Read the database of a workspace."""
    from pysqlite3 import dbapi2

    connection = dbapi2.connect(f"file:{workspace / 'diembao.db'}?mode=ro", uri=True)
    try:
        return [tuple(row) for row in connection.execute(query)]
    finally:
        connection.close()
