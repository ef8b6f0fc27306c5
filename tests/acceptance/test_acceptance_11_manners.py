"""Acceptance 11: 100,000 fetches with 3 workers: 0 per-host gap violations; robots 4xx allow, 5xx deny, <= 24 h."""

import asyncio
import subprocess
import sys
from collections import defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest

from core.errors import FetchError
from diembao.rooms import open_fetcher
from storage.store import SqlStore
from support import crawler, factories
from support.fakes import FakeClock
from support.hostile import answer, serving

WORKERS = 3
GAP = 0.5


class Busy:
    """Counts how many requests are under way at each host, and the most there ever were."""

    def __init__(self):
        self.now, self.most = defaultdict(int), 0

    async def __call__(self, call):
        host = call.headers["host"]
        self.now[host] += 1
        self.most = max(self.most, self.now[host])
        await asyncio.sleep(0.002)
        self.now[host] -= 1
        await answer(b"x")(call)


def starts(folder):
    """Return the starts at each host, of all processes together, in order of time."""
    found = defaultdict(list)
    for path in folder.glob("starts-*"):
        for line in path.read_text().splitlines():
            host, moment = line.split()
            found[host].append(float(moment))
    return {host: sorted(moments) for host, moments in found.items()}


def test_three_processes_together_keep_the_gap_at_every_host(tmp_path, scale, measured):
    hosts, rounds = scale((60, 4), (1100, 30))
    busy = Busy()
    faults = {f"/{number}": busy for number in range(rounds)}
    with serving(faults, host="0.0.0.0") as server:
        command = [sys.executable, crawler.__file__, str(tmp_path), str(server.port), str(hosts), str(rounds), str(GAP)]
        workers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(WORKERS)]
        done = sum(int(worker.communicate()[0]) for worker in workers)
    found = starts(tmp_path)
    gaps = [later - earlier for moments in found.values() for earlier, later in pairwise(moments)]
    violations = sum(gap < GAP for gap in gaps)
    measured(
        f"fetches with {WORKERS} processes at {len(found)} hosts, robots.txt included",
        len(gaps) + len(found),
        "100,000",
    )
    measured(f"gaps below {GAP} s", violations, "0")
    measured("requests under way at one host at most", busy.most, "<= 2")
    assert done == WORKERS * hosts * rounds
    assert violations == 0
    assert 0 < busy.most <= 2


def asked(folder, status, times):
    """Fetch a page after each of several pauses; return the outcomes and how often robots.txt was asked for."""
    clock = FakeClock()
    store = SqlStore(f"sqlite:///{folder / 'diembao.db'}")
    store.upgrade()

    async def run(server):
        outcomes = []
        settings = factories.settings(network=factories.network(allow=("127.0.0.0/8",)))
        async with open_fetcher(settings, clock, store) as polite:
            for pause in times:
                clock.time += pause
                try:
                    outcomes.append((await polite.fetch(f"{server.url}/page")).body)
                except FetchError as error:
                    outcomes.append(error.status or error.kind)
        return outcomes, [call.path for call in server.calls].count("/robots.txt")

    robots = answer(b"User-agent: *\nDisallow: /private/", status=f"{status} x")
    with serving({"/robots.txt": robots, "/page": answer(b"x")}) as server:
        found = asyncio.run(run(server))
    store.close()
    return found


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 451])
def test_a_host_that_has_no_robots_txt_for_us_admits_everything(tmp_path, status):
    assert asked(tmp_path, status, [timedelta()]) == ([b"x"], 1)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_host_whose_robots_txt_cannot_be_had_is_not_read(tmp_path, status):
    assert asked(tmp_path, status, [timedelta()]) == ([status], 1)


@pytest.mark.parametrize("status", [200, 404])
def test_robots_txt_is_believed_for_a_day_and_no_longer(tmp_path, status):
    times = [timedelta(), timedelta(hours=23), timedelta(hours=1)]
    assert asked(tmp_path, status, times) == ([b"x"] * 3, 2)
