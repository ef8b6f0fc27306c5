"""One of several services on one database, on a conducted clock, noting when each of its requests starts.

    python twin.py WORKSPACE CLOCK_URL END

Writes `HOST ISO-TIME` for every start into WORKSPACE/starts-PID.
"""

import asyncio
import os
import sys
import urllib.request
from dataclasses import replace
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from collector.fetch import HttpFetcher
from collector.polite import PoliteFetcher
from collector.urls import host_of
from config.load import load
from diembao.replay_clock import ReplayClock
from diembao.rooms import open_rooms
from diembao.service import rehearse
from diembao.settings import build


class Noting:
    """Notes the start of every request on the replayed clock; the last thing before the request itself."""

    def __init__(self, inner: HttpFetcher, clock: ReplayClock, path: Path) -> None:
        self.inner, self.clock, self.file = inner, clock, path.open("w", buffering=1)

    async def fetch(self, url, validators=None, *, admit=None):
        self.file.write(f"{host_of(url)} {self.clock.now().isoformat()}\n")
        return await self.inner.fetch(url, validators, admit=admit)


async def run(workspace: Path, clock_url: str, end: datetime) -> None:
    clock = ReplayClock(clock_url)
    settings = build(load(workspace, os.environ))
    async with open_rooms(settings, clock) as rooms, HttpFetcher(settings.network, now=clock.now) as http:
        noting = Noting(http, clock, workspace / f"starts-{os.getpid()}")
        polite = PoliteFetcher(noting, clock, rooms.store.turns, settings.network.host_gap)
        await rehearse(replace(rooms, fetcher=polite), lambda now: now < end)


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), sys.argv[2], datetime.fromisoformat(sys.argv[3])))
    urllib.request.urlopen(f"{sys.argv[2]}?leave=1", timeout=60).close()
