"""Carries the outbox to the mail server. Each step is its own transaction, and none is open while the server talks.

    pending -> sending (committed) -> SMTP -> sent | pending, later | failed | ambiguous (committed)

A delivery still in `sending` when the service starts was cut off in between: nobody can know, so a person decides.
"""

import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.desk import Delivery, DeliveryNote
from core.errors import DeliveryError
from core.i18n import translator
from core.outbox import Mailer
from core.ports import Store

log = logging.getLogger(__name__)
_ = translator("alerts")

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
"""Waiting time after the first, second, ... try; the last one repeats until the mail is taken or refused.

Three hours at most (RFC 5321, 4.5.4.1), so that a server which is back after days is not left waiting for a day more.
"""
LEFT = "left"  # to somebody else, or to the next round
LONG = timedelta(hours=24)
"""A mail that was not taken for so long is a matter for a person."""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """How many deliveries ended which way in one round."""

    sent: int = 0
    retried: int = 0
    failed: int = 0
    ambiguous: int = 0


def deliver(
    store: Store,
    mailer: Mailer,
    clock_now: Callable[[], datetime],
    stop: Callable[[], bool] = lambda: False,
    at_once: int = 1,
) -> DeliveryReport:
    """Try every delivery that is due once, `at_once` at a time, oldest first; what becomes due meanwhile as well.

    A refused recipient never stops the others. A wish to stop does, and so does a server that cannot be reached: each
    mail would wait for it in vain, and is due again the next time.
    """
    courier = _Courier(store, mailer, clock_now, stop)
    found: Counter[str] = Counter()
    with ThreadPoolExecutor(at_once) as threads:
        while not courier.is_over():
            with store.read() as work:
                due = work.outbox.due(clock_now())
            tried = Counter(map(courier.take, due) if at_once == 1 else threads.map(courier.take, due))
            found += tried
            if not tried.total() - tried[LEFT]:
                break
    return DeliveryReport(found["sent"], found["retried"], found["failed"], found["ambiguous"])


def recover(store: Store) -> list[DeliveryNote]:
    """Mark deliveries that a crash cut off as ambiguous and return them; call before the first round."""
    with store.begin() as work:
        found = work.outbox.interrupted()
    for delivery in found:
        log.warning("delivery %s (%s %s) was cut off: a person must decide", delivery.id, delivery.kind, delivery.key)
    return found


def backoff(tries: int) -> timedelta:
    """Return how long to wait after so many failed tries."""
    return BACKOFF[min(max(tries, 1), len(BACKOFF)) - 1]


class _Courier:
    """Carries the mails of one round; one that finds the server gone tells the others."""

    def __init__(
        self, store: Store, mailer: Mailer, clock_now: Callable[[], datetime], stop: Callable[[], bool]
    ) -> None:
        self._store, self._mailer, self._now, self._stop = store, mailer, clock_now, stop
        self._server_gone = False

    def is_over(self) -> bool:
        return self._server_gone or self._stop()

    def take(self, delivery: Delivery) -> str:
        """Try one mail and return what became of it in one word."""
        if self.is_over():
            return LEFT
        with self._store.begin() as work:
            if not work.outbox.claim(delivery.id):
                return LEFT
        outcome = self._send(delivery)
        # Only the number: a log must not collect mailboxes and what servers say about them.
        level = logging.WARNING if _is_serious(outcome, delivery, self._now()) else logging.INFO
        log.log(level, "delivery %s (%s %s): %s", delivery.id, delivery.kind, delivery.key, outcome)
        return outcome

    def _send(self, delivery: Delivery) -> str:
        try:
            self._mailer.send(delivery.message)
        except DeliveryError as error:
            self._server_gone |= error.unreachable
            return _record_failure(self._store, delivery, error, self._now())
        except Exception:  # what nobody foresaw must cost neither the other mails their turn nor this one its decision
            log.exception("delivery %s broke off", delivery.id)
            unknown = DeliveryError(_("The sending broke off; nobody can know whether it arrived."), ambiguous=True)
            return _record_failure(self._store, delivery, unknown, self._now())
        with self._store.begin() as work:
            work.outbox.sent(delivery.id, self._now())
        return "sent"


def _is_serious(outcome: str, delivery: Delivery, now: datetime) -> bool:
    late = delivery.created_at is not None and now - delivery.created_at >= LONG
    return outcome in {"failed", "ambiguous"} or (outcome == "retried" and late)


def _record_failure(store: Store, delivery: Delivery, error: DeliveryError, now: datetime) -> str:
    with store.begin() as work:
        if error.permanent or error.ambiguous:
            work.outbox.fail(delivery.id, str(error), ambiguous=error.ambiguous)
            return "ambiguous" if error.ambiguous else "failed"
        work.outbox.retry(delivery.id, now + backoff(delivery.attempts + 1), str(error))
        return "retried"
