"""Acceptance 21: 3 processes started together x 1,000: 1 row, 1 sender per period."""

import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing

import pytest

from core.press import Draft
from storage.store import SqlStore
from support import factories, replay, rivals
from support.fakes import NOON
from support.mail_server import Handler, serving

PROCESSES = 3


def prepare(path):
    """Make a database that collected an article in October 2026."""
    with closing(SqlStore(f"sqlite:///{path}")) as store:
        store.upgrade()
        source = factories.source()
        with store.begin() as tx:
            tx.sources.sync([source])
            draft = Draft("https://baomau.example/1.html", "Tây Ninh mở cửa khẩu", "Nội dung.", NOON, "page")
            tx.articles.add(source, draft, "Nội dung.", factories.assessment(), NOON, NOON)


def wrongs(folder, port, arrived, rounds, paper):
    """Start the processes together, each time on a new copy of the database, and count by kind what went wrong."""
    wrong = Counter()
    command = [sys.executable, rivals.__file__, str(port), str(PROCESSES), paper]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
        for _round in range(rounds):
            arrived.clear()
            shutil.copy(folder / "template.db", folder / "diembao.db")
            nursery.stdin.write(f"sqlite:///{folder / 'diembao.db'}\n")
            nursery.stdin.flush()
            wrong["faults"] += nursery.stdout.readline() != "done\n"
            frozen = replay.rows(folder, "select period from digests")
            mails = replay.rows(folder, "select recipient, state, attempts from deliveries order by recipient")
            wrong["digests"] += frozen != [("2026-10",)]
            wrong["rows"] += mails != [(box, "sent", 1) for box in rivals.BOXES]
            wrong["senders"] += sorted(boxes[0] for _sender, boxes, _mime in arrived) != list(rivals.BOXES)
            for path in folder.glob("diembao.db*"):
                path.unlink()
        nursery.stdin.close()
    return wrong


@pytest.mark.parametrize(("paper", "rounds"), [("drawn", (2, 40)), ("blank", (12, 1000))], ids=["drawn", "blank"])
def test_of_three_processes_started_together_one_freezes_and_one_sends(paper, rounds, tmp_path, scale, measured):
    number, handler = scale(*rounds), Handler()
    prepare(tmp_path / "template.db")
    with serving(handler) as port:
        wrong = wrongs(tmp_path, port, handler.stored, number, paper)
    for what in ("faults", "digests", "rows", "senders"):
        measured(f"{PROCESSES} processes started together, {number:,} rounds, {paper}: wrong {what}", wrong[what], "0")
    assert not +wrong
