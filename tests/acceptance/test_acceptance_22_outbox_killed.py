"""Acceptance 22: the outbox killed (-9) at 5 points x 100: 0 missing, none sent twice without a person's word.

Between the claim and the record of the answer nobody can know whether a mail arrived; the house does not guess. Such a
mail is ambiguous and shown, and what a person sends again are the very same bytes.
"""

import os
import queue
import signal
import subprocess
import sys
from collections import defaultdict
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email import message_from_bytes

import pytest

from alerts import stuck
from alerts.message import build
from storage.store import SqlStore
from support import courier
from support.mail_server import Handler, serving

NOW = datetime(2026, 10, 15, 5, tzinfo=UTC)
UNCLEAR = {courier.CLAIMED, courier.BEFORE_ANSWER, courier.ANSWERED}
ARRIVED = {courier.BEFORE_ANSWER, courier.ANSWERED}  # of what is unclear then, the mail server has everything


class Deadly(Handler):
    """Keeps every mail; the clients named in `victims` die before they are answered."""

    def __init__(self):
        super().__init__()
        self.victims = queue.Queue()
        self.killing = False

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        if self.killing:
            os.kill(self.victims.get(timeout=10), signal.SIGKILL)
        return answer

    def arrived(self):
        """Return every copy of a mail that came, by recipient."""
        found = defaultdict(list)
        for _sender, (recipient,), content in self.stored:
            found[recipient].append(content)
        return found


@contextmanager
def carrying(url, handler):
    """Serve mail, and give a function that bears a courier with a point to die at and returns its exit status."""
    with serving(handler) as port:
        command = [sys.executable, courier.__file__, url, str(port)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:

            def bear(point=""):
                handler.killing = point == courier.BEFORE_ANSWER
                nursery.stdin.write(f"{point}\n")
                nursery.stdin.flush()
                pid = int(nursery.stdout.readline())
                if handler.killing:
                    handler.victims.put(pid)
                return int(nursery.stdout.readline())

            yield bear
            nursery.stdin.close()


def fill(store, number):
    with store.begin() as tx:
        for mail in range(number):
            box = f"hop-thu-{mail}@x.example"
            made = build("digest", "tay-ninh", "2026-10", "a@x.example", box, "Điểm báo", "x", "<p>x</p>", (), NOW)
            assert tx.outbox.add("digest", "tay-ninh", "2026-10", made, NOW)


def listing(store, *states):
    with store.read() as tx:
        return tx.outbox.listing(states)


def stamp(content):
    mail = message_from_bytes(content)
    return mail["Message-ID"], mail["Date"]


@pytest.mark.parametrize("point", courier.POINTS)
def test_no_mail_is_lost_or_doubled_when_the_outbox_is_killed(point, tmp_path, scale, measured):
    kills, handler = scale(4, 100), Deadly()
    with closing(SqlStore(f"sqlite:///{tmp_path / 'outbox.db'}")) as store:
        store.upgrade()
        fill(store, kills + 2)
        with carrying(f"sqlite:///{tmp_path / 'outbox.db'}", handler) as bear:
            statuses = [bear(point) for _kill in range(kills)]
            assert bear() == 0
            first = handler.arrived()
            unclear = listing(store, "ambiguous")
            shown = stuck.stuck(listing(store), NOW)
            sent = {note.message.recipient for note in listing(store, "sent")}
            for note in unclear:  # a person, who here asks nobody, so that the copies can be compared
                with store.begin() as tx:
                    assert tx.outbox.resend(note.id, NOW)
            assert bear() == 0
        everyone, last = {note.message.recipient for note in listing(store)}, handler.arrived()
    doubled = [box for box, copies in first.items() if len(copies) > 1]
    repeated = [copies for copies in last.values() if len(copies) > 1]
    different = [copies for copies in repeated if len(set(copies)) > 1 or len(set(map(stamp, copies))) > 1]
    measured(f"{point}: mails missing of {len(everyone)}, {kills} kills", len(everyone - set(last)), "0")
    measured(f"{point}: mails sent twice without a person's word", len(doubled), "0")
    measured(f"{point}: unclear mails shown", len(shown), kills if point in UNCLEAR else 0)
    measured(f"{point}: resends that differ, of {len(repeated)}", len(different), "0")
    assert statuses == [-signal.SIGKILL] * kills
    assert sent | {note.message.recipient for note in unclear} == everyone
    assert sent <= set(first)
    assert not doubled
    assert shown == unclear
    assert len(unclear) == (kills if point in UNCLEAR else 0)
    assert set(last) == everyone
    assert len(repeated) == (kills if point in ARRIVED else 0)
    assert not different
