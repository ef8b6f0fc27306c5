"""Processes that carry the outbox of a database to a mail server as the service does, and die where they are told.

    python courier.py DATABASE_URL PORT

Every line of standard input names a point of POINTS, or is empty, and bears one process. Its pid is printed, and its
exit status once it has ended. At BEFORE_ANSWER it is the mail server that has to kill it.
"""

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from alerts import outbox
from alerts.smtp import SmtpMailer
from core.clock import SystemClock
from storage.store import SqlStore
from support import factories

BEFORE_CLAIM = "claimed, not committed"
CLAIMED = "claim committed"
BEFORE_ANSWER = "mail handed over, not answered"
ANSWERED = "answered by 250, not committed"
RECORDED = "sent committed"
POINTS = (BEFORE_CLAIM, CLAIMED, BEFORE_ANSWER, ANSWERED, RECORDED)


class Doomed:
    """A store and a mailer whose process ends at a point of its first delivery."""

    def __init__(self, store: SqlStore, mailer: SmtpMailer, point: str) -> None:
        self.read, self._begin, self._send = store.read, store.begin, mailer.send
        self.point, self.begun = point, 0

    def reach(self, point: str) -> None:
        if point == self.point:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def begin(self):
        self.begun += 1
        claims = self.begun == 1
        with self._begin() as unit:
            yield unit
            if claims:
                self.reach(BEFORE_CLAIM)
        self.reach(CLAIMED if claims else RECORDED)

    def send(self, message) -> None:
        self._send(message)
        self.reach(ANSWERED)


def run(url: str, port: int, point: str) -> None:
    store, now = SqlStore(url), SystemClock().now
    mailer = SmtpMailer(factories.mail(port=port))
    outbox.recover(store)
    doomed = Doomed(store, mailer, point)
    if point:
        outbox.deliver(doomed, doomed, now)
    else:
        while outbox.deliver(store, mailer, now) != outbox.DeliveryReport():
            pass
    store.close()


def nursery(url: str, port: int) -> None:
    for line in sys.stdin:
        if (child := os.fork()) == 0:
            run(url, port, line.strip())
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    nursery(sys.argv[1], int(sys.argv[2]))
