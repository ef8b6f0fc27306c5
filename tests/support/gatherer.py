"""A process that polls one source until nothing new comes, and prints what it took and cost.

    python gatherer.py FOLDER KIND URL

Prints a JSON list for every run: new entries, seconds, and the peak memory of this process and its readers in MiB.
"""

import asyncio
import json
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from support import factories, living

RUNS = 5


def peak() -> int:
    own, children = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + children) >> 10


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
