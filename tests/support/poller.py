"""Processes that poll one source again and again through the real rooms, to be killed at any moment.

    python poller.py FOLDER URL

Every line of standard input is a number of MINUTES and bears one process. Its pid is printed, and "ready" once its
rooms are open. Its clock runs MINUTES ahead of the machine's, so that what a killed predecessor had leased has lapsed.
"""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from collector.parsing import ReadHere
from core.clock import SystemClock
from support import factories, living


class Ahead(SystemClock):
    """The machine's clock, moved on."""

    def __init__(self, ahead: timedelta) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        return super().now() + self.ahead


async def run(folder: Path, url: str, minutes: int) -> None:
    clock = Ahead(timedelta(minutes=minutes))
    async with living.living(folder, (factories.source(url=url),), clock) as rooms:
        rooms = replace(rooms, reader=ReadHere())  # a life is too short to start another process
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            await living.poll(rooms)


def nursery(folder: Path, url: str) -> None:
    """Bear a process for every line of standard input, which names its MINUTES; the imports are paid once."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need no burial
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            asyncio.run(run(folder, url, int(line)))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery(Path(sys.argv[1]), sys.argv[2])
