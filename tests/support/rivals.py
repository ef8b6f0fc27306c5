"""Processes that are started together, each to do what a service does with a digest that is due.

    python rivals.py PORT NUMBER PAPER

Every line of standard input names a DATABASE and bears NUMBER processes, which all begin at once; "done" or a fault is
printed when all of them have ended. PAPER is "drawn" for the whole digest with its documents, which take a second to
draw, or "blank" for one whose documents are empty.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from alerts import outbox
from alerts.smtp import SmtpMailer
from core.periods import ZONE, parse
from core.settings import Recipient
from diembao.reports import Rendered, freeze_due, frozen, mail, render
from diembao.rooms import Rooms
from storage.store import SqlStore
from support import digests, factories
from support.fakes import FakeClock
from support.house import house

BOXES = ("baochi@tayninh.example", "lanhdao@tayninh.example")
RECIPIENTS = tuple(Recipient(box, "Phòng Báo chí") for box in BOXES)
FROZEN = datetime(2026, 11, 2, 8, 0, tzinfo=ZONE)  # Monday, after the hour of the freezing of October


def work(rooms: Rooms, url: str, start: int, queue: Callable[[Rooms], object]) -> None:
    store = SqlStore(url)
    rooms = replace(rooms, store=store)
    os.read(start, 1)  # nothing comes: it ends for all of them at once
    store.upgrade()
    queue(rooms)
    outbox.recover(store)  # as a service does that starts while another one sends
    outbox.deliver(store, rooms.mailer, rooms.clock.now)
    store.close()


def queue_blank(rooms: Rooms) -> None:
    """Freeze and queue as `freeze_due` does, with empty documents."""
    (plan,) = rooms.settings.digests
    made = frozen(rooms, plan, parse("2026-10"))
    blank = Rendered({"txt": b"x", "docx": b"", "xlsx": b""}, "<p>x</p>", {})
    messages = [mail(rooms, made, blank, box, made.period) for box in BOXES]
    with rooms.store.begin() as tx:
        for message in messages:
            tx.outbox.add("digest", made.profile, made.period, message, rooms.clock.now())


def nursery(port: int, number: int, paper: str) -> None:
    with house(departments=(factories.department(recipients=RECIPIENTS),)) as made:
        rooms = replace(made, mailer=SmtpMailer(factories.mail(port=port)), clock=FakeClock(FROZEN))
        if paper == "drawn":
            render(rooms, digests.rich())  # what the first report has to load is loaded once for all
        for line in sys.stdin:
            statuses = bear(number, partial(work, rooms, line.strip()), freeze_due if paper == "drawn" else queue_blank)
            sys.stdout.write("done\n" if not any(statuses) else f"{statuses}\n")
            sys.stdout.flush()


def bear(number: int, live: Callable[..., None], queue: Callable[[Rooms], object]) -> list[int]:
    """Bear processes, let them begin together and return their exit statuses."""
    start, gate = os.pipe()
    children = []
    for _child in range(number):
        if (child := os.fork()) == 0:
            os.close(gate)
            live(start, queue)
            os._exit(0)
        children.append(child)
    os.close(start)
    os.close(gate)
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]


if __name__ == "__main__":
    nursery(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
