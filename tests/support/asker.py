"""A process of its own that asks for addresses, so that its memory and its environment can be measured apart.

Run as `python -m support.asker` with a JSON object on standard input: `network` (fields of the settings), `urls`,
`at_once`. It answers with a JSON object: `answers` (kind of the error, or the status, and seconds, for each address)
and `growth`, by how many bytes the peak of its memory grew over its state before the first address.
"""

import asyncio
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Asked:
    """What became of the addresses: (error kind or status, seconds) in their order; bytes of memory growth."""

    answers: list[tuple[str, float]]
    growth: int


def ask(urls: Sequence[str], at_once: int = 1, environment: dict[str, str] | None = None, **network: Any) -> Asked:
    """Ask for addresses in a new process, whose environment has these variables besides."""
    order = json.dumps({"urls": urls, "at_once": at_once, "network": network})
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    run = subprocess.run(
        [sys.executable, "-W", "error", "-m", "support.asker"],
        input=order,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths, **(environment or {})},
    )
    assert run.returncode == 0, run.stderr
    found = json.loads(run.stdout)
    return Asked([(kind, seconds) for kind, seconds in found["answers"]], found["growth"])


def _peak(field: str) -> int:
    found = re.search(rf"{field}:\s*(\d+) kB", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


async def _run(order: dict[str, Any]) -> dict[str, Any]:
    from collector.fetch import HttpFetcher
    from core.errors import FetchError
    from support.factories import network

    seats = asyncio.Semaphore(order["at_once"])
    limits = {**order["network"], "allow": tuple(order["network"].get("allow", ()))}
    async with HttpFetcher(network(**limits)) as fetcher:

        async def one(url: str) -> tuple[str, float]:
            async with seats:
                started = time.perf_counter()
                try:
                    outcome = str((await fetcher.fetch(url)).status)
                except FetchError as error:
                    outcome = error.kind
                return outcome, time.perf_counter() - started

        before = _peak("VmRSS")
        answers = await asyncio.gather(*(one(url) for url in order["urls"]))
        return {"answers": answers, "growth": _peak("VmHWM") - before}


if __name__ == "__main__":
    json.dump(asyncio.run(_run(json.load(sys.stdin))), sys.stdout)
