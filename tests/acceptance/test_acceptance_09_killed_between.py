"""Acceptance 9: kill -9 between fetch and commit x 500: 0 items lost, none doubled.

The server moves on to the next edition only when it is asked with the validators of the last one, that is when the
client has committed them. Entries of an edition whose validators were stored without them would be lost for ever.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from core.press import Entry
from support import poller, replay
from support.hostile import answer, serving
from support.house import feed

ITEMS = 5  # of an edition; none stands in two, so nothing makes up for a loss
LONGEST = 0.3  # seconds a process lives after its rooms are open


class Editions:
    """A feed with a new edition each time the last one was taken."""

    def __init__(self):
        self.number = 0

    async def __call__(self, call):
        if call.headers.get("if-none-match") == self.tag():
            await answer(status="304 Not Modified", ETag=self.tag())(call)
            self.number += 1
        else:
            await answer(self.listing(), Content_Type="text/xml", ETag=self.tag())(call)

    def tag(self):
        return f'"{self.number}"'

    def items(self, number):
        return [f"{number}-{item}" for item in range(ITEMS)]

    def listing(self):
        return feed(*(Entry(f"https://baomau.example/{item}", f"Tin {item}") for item in self.items(self.number)))


def live_and_die(nursery, number, pause):
    nursery.stdin.write(f"{15 * number}\n")
    nursery.stdin.flush()
    told = {nursery.stdout.readline(), nursery.stdout.readline()}  # in whatever order they come
    (pid,) = (int(line) for line in told - {"ready\n"})
    assert "ready\n" in told
    time.sleep(pause)  # the moment of death is what varies
    os.kill(pid, signal.SIGKILL)


def test_no_item_is_lost_between_fetch_and_commit(tmp_path: Path, scale, measured):
    kills, dice, editions = scale(20, 500), random.Random(9), Editions()
    with serving({"/rss": editions}) as server:
        command = [sys.executable, poller.__file__, str(tmp_path), f"{server.url}/rss"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
            for number in range(kills):
                live_and_die(nursery, number, dice.random() * LONGEST)
            nursery.stdin.close()
    stored = [str(url).rpartition("/")[2] for (url,) in replay.rows(tmp_path, "select url from entries")]
    taken = [item for number in range(editions.number) for item in editions.items(number)]
    lost = set(taken) - set(stored)
    measured(f"items lost of {len(taken):,} in {kills} kills", len(lost), "0")
    measured("items stored twice", len(stored) - len(set(stored)), "0")
    assert editions.number > kills // 10  # lives long enough to show something
    assert not lost
    assert len(stored) == len(set(stored))
