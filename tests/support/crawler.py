"""A process that fetches from many hosts as fast as manners allow, and notes when each request started.

    python crawler.py FOLDER PORT HOSTS ROUNDS GAP

Writes `HOST SECONDS` for every start (seconds of the machine's clock) into FOLDER/starts-PID.
"""

import asyncio
import os
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from collector.fetch import HttpFetcher
from collector.polite import PoliteFetcher
from collector.urls import host_of
from core.clock import SystemClock
from core.errors import FetchError
from storage.store import SqlStore
from support import factories

AT_ONCE = 64  # hosts visited by one process


def address(number: int) -> str:
    return f"127.1.{number // 250}.{1 + number % 250}"


class Noting:
    """Notes the start of every request; the last thing before the request itself."""

    def __init__(self, inner: HttpFetcher, path: Path) -> None:
        self.inner, self.file = inner, path.open("w", buffering=1)

    async def fetch(self, url, validators=None, *, admit=None):
        self.file.write(f"{host_of(url)} {time.time():.6f}\n")
        return await self.inner.fetch(url, validators, admit=admit)


async def run(folder: Path, port: int, hosts: int, rounds: int, gap: float) -> None:
    store = SqlStore(f"sqlite:///{folder / 'diembao.db'}")
    store.upgrade()
    order = list(range(hosts))
    random.Random(os.getpid()).shuffle(order)
    async with HttpFetcher(factories.network(allow=("127.0.0.0/8",))) as http:
        polite = PoliteFetcher(Noting(http, folder / f"starts-{os.getpid()}"), SystemClock(), store.turns, gap)

        places = asyncio.Semaphore(AT_ONCE)

        async def visit(host: int) -> int:
            async with places:
                return await visit_now(host)

        async def visit_now(host: int) -> int:
            done = 0
            for number in range(rounds):
                try:
                    await polite.fetch(f"http://{address(host)}:{port}/{number}")
                    done += 1
                except FetchError as error:
                    sys.stderr.write(f"{error.url}: {error.kind}: {error}\n")
            return done

        sys.stdout.write(f"{sum(await asyncio.gather(*(visit(host) for host in order)))}\n")
    store.close()


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), *(int(each) for each in sys.argv[2:5]), float(sys.argv[5])))
