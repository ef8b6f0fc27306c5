"""Acceptance 17: a feed of 50,000 entries, a sitemap of 200,000 addresses: <= 60 s, <= 300 MiB, 0 lost."""

import gzip
import json
import subprocess
import sys

import pytest

from support import gatherer, replay
from support.fakes import NOON
from support.hostile import answer, serving

LIMIT, MEMORY = 60, 300


def rss(site, number):
    items = "".join(
        f"<item><title>Tin {n}</title><link>{site}/{n}.html</link><description>Tóm tắt</description></item>"
        for n in range(number)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Báo</title>{items}</channel></rss>'


def atom(site, number):
    items = "".join(
        f'<entry><title>Tin {n}</title><link href="{site}/{n}.html"/><id>{n}</id></entry>' for n in range(number)
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title>{items}</feed>'


def sitemap(site, number):
    items = "".join(f"<url><loc>{site}/{n}.html</loc><lastmod>{NOON:%Y-%m-%d}</lastmod></url>" for n in range(number))
    return f"<urlset>{items}</urlset>"


KINDS = {
    "RSS": (rss, "feed", (6_000, 50_000)),
    "Atom": (atom, "feed", (3_000, 50_000)),
    "sitemap": (sitemap, "sitemap", (25_000, 200_000)),
}


@pytest.mark.parametrize("name", KINDS)
def test_a_huge_list_is_taken_whole_in_little_time_and_memory(name, tmp_path, scale, measured):
    write, kind, sizes = KINDS[name]
    number = scale(*sizes)
    with serving({}) as server:
        body = gzip.compress(write(server.url, number).encode())
        server.faults["/"] = answer(body, Content_Type="text/xml", Content_Encoding="gzip")
        command = [sys.executable, gatherer.__file__, str(tmp_path), kind, f"{server.url}/"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    stored = len(replay.rows(tmp_path, "select distinct url from entries"))
    measured(f"{name} of {number:,}: entries lost over {len(runs)} runs", number - stored, "0")
    measured(f"{name}: seconds of the longest run, stored", max(run[1] for run in runs), f"<= {LIMIT}")
    measured(f"{name}: MiB of the service and its largest reader", runs[-1][2], f"<= {MEMORY}")
    assert stored == sum(run[0] for run in runs) == number
    assert max(run[1] for run in runs) <= LIMIT
    assert runs[-1][2] <= MEMORY
