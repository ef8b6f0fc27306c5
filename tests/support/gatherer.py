"""A process that polls one source until nothing new comes, and prints what it took and cost.

    python gatherer.py FOLDER KIND URL

Prints a JSON list for every run: new entries, seconds, and the peak memory of this process and its readers in MiB.
"""

import asyncio
import json
import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import factories, living

RUNS = 5


def peak() -> int:
    """Return the peak memory in MiB; that of getrusage would begin with what the parent held."""
    tasks = Path("/proc/self/task").iterdir()
    readers = [held(int(pid)) for task in tasks for pid in (task / "children").read_text().split()]
    return (held(os.getpid()) + max(readers, default=0)) >> 10


def held(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


async def run(folder: Path, kind: str, url: str) -> None:
    source = factories.source(url=url, kind=kind, outlet=factories.outlet(domains=("127.0.0.1",)))
    async with living.living(folder, (source,), max_body=32 << 20) as rooms:
        for _run in range(RUNS):
            started = time.monotonic()
            line = await living.poll(rooms)
            assert not line.failed, line.error
            sys.stdout.write(json.dumps([line.new, round(time.monotonic() - started, 2), peak()]) + "\n")
            sys.stdout.flush()
            if not line.new:
                return


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1]), sys.argv[2], sys.argv[3]))
