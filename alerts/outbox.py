"""Carries the outbox to the mail server. Each step is its own transaction, and none is open while the server talks.

    pending -> sending (committed) -> SMTP -> sent | pending, later | failed | ambiguous (committed)

A delivery still in `sending` when the service starts was cut off in between: nobody can know, so a person decides.
"""

import logging
from collections.abc import Callable
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
    store: Store, mailer: Mailer, clock_now: Callable[[], datetime], stop: Callable[[], bool] = lambda: False
) -> DeliveryReport:
    """Try every delivery that is due once; a refused recipient never stops the others, a wish to stop does."""
    with store.read() as work:
        due = work.outbox.due(clock_now())
    outcomes = [_deliver_one(store, mailer, clock_now, delivery) for delivery in due if not stop()]
    return DeliveryReport(*(outcomes.count(word) for word in ("sent", "retried", "failed", "ambiguous")))


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


def _deliver_one(store: Store, mailer: Mailer, clock_now: Callable[[], datetime], delivery: Delivery) -> str:
    with store.begin() as work:
        if not work.outbox.claim(delivery.id):
            return "taken"
    try:
        mailer.send(delivery.message)
    except DeliveryError as error:
        outcome = _record_failure(store, delivery, error, clock_now())
    except Exception:  # what nobody foresaw must cost neither the other mails their turn nor this one its decision
        log.exception("delivery %s broke off", delivery.id)
        unknown = DeliveryError(_("The sending broke off; nobody can know whether it arrived."), ambiguous=True)
        outcome = _record_failure(store, delivery, unknown, clock_now())
    else:
        with store.begin() as work:
            work.outbox.sent(delivery.id, clock_now())
        outcome = "sent"
    # Only the number: a log must not collect mailboxes and what servers say about them.
    level = logging.WARNING if _is_serious(outcome, delivery, clock_now()) else logging.INFO
    log.log(level, "delivery %s (%s %s): %s", delivery.id, delivery.kind, delivery.key, outcome)
    return outcome


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
