"""Two processes on one database for a simulated day: 0 per-host gap violations, every entry stored once."""

import subprocess
import sys
from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from config import init
from core.periods import ZONE
from diembao.demo.workspace import prepare
from support import conductor, month, replay, twin

pytestmark = pytest.mark.shared

START = datetime(2025, 10, 7, 0, 0, tzinfo=ZONE)
GAP = 5


def starts(workspace):
    """Return by host the moments at which requests of both processes started."""
    found = defaultdict(list)
    for path in workspace.glob("starts-*"):
        for line in path.read_text().splitlines():
            host, moment = line.split()
            found[host].append(datetime.fromisoformat(moment))
    return {host: sorted(moments) for host, moments in found.items()}


def test_two_processes_share_a_day_without_crowding_a_host_or_doubling_an_entry(tmp_path, shared, scale, measured):
    end = START + scale(timedelta(hours=8), timedelta(days=1))
    workspace, port = tmp_path / "workspace", replay.free_port()
    site = replay.Site(port, "candidates")
    init.create("tay-ninh", workspace)
    prepare(workspace, site, replay.free_port())
    settings = workspace / "diembao.yaml"
    text = (
        settings.read_text(encoding="utf-8")
        .replace("host_gap: 0", f"host_gap: {GAP}")
        .replace("tick: 3600", "tick: 60")
    )
    settings.write_text(text, encoding="utf-8")
    server = [sys.executable, conductor.__file__, str(shared), str(port), START.isoformat(), "2"]
    with subprocess.Popen(server, stdout=subprocess.PIPE) as playing:
        try:
            assert playing.stdout is not None
            playing.stdout.readline()
            command = [sys.executable, twin.__file__, str(workspace), site.clock_url, end.isoformat()]
            twins = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
            complaints = [each.communicate(timeout=600)[1] for each in twins]
        finally:
            playing.kill()
    assert [each.returncode for each in twins] == [0, 0], complaints
    found = starts(workspace)
    gaps = [later - earlier for moments in found.values() for earlier, later in pairwise(moments)]
    shares = [len(path.read_text().splitlines()) for path in workspace.glob("starts-*")]
    listed = [url for (url,) in replay.rows(workspace, "select url from entries")]
    items = replay.recorded(shared, month.PERIOD)
    appeared = {
        str(item["id"])
        for item in items
        if START < datetime.fromisoformat(str(item["first_fetched"])) < end - timedelta(hours=3)
    }
    missing = appeared - {month.slug(url) for url in listed}
    measured("requests of the two processes", " + ".join(map(str, shares)), "both work")
    measured(f"gaps below {GAP} s at a host", sum(gap < timedelta(seconds=GAP) for gap in gaps), "0")
    measured(f"entries stored twice, of {len(listed)}", len(listed) - len(set(listed)), "0")
    measured(f"entries missing, of {len(appeared)}", len(missing), "0")
    assert min(shares) > 0
    assert min(gaps) >= timedelta(seconds=GAP)
    assert len(listed) == len(set(listed))
    assert not missing
