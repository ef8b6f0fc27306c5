"""Mails on alerts that leave later: what was held back, and what nobody has taken on."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from alerts.dispatch import leaves
from alerts.gathered import gathered_message
from core.desk import Alert, Held, JudgedArticle, Message
from core.ports import UnitOfWork
from core.settings import Escalation, Recipient
from diembao.alerting import NO_MAILBOX, queue, tell
from diembao.reports import mailboxes
from diembao.rooms import Rooms

log = logging.getLogger(__name__)

MOST = 50  # matters of one mail: more is read by nobody; the rest comes in the next


def queue_waiting(rooms: Rooms) -> int:
    """Queue the mails whose waiting is over and those on alerts that nobody took on; return on how many alerts."""
    with rooms.store.read() as tx:
        steps = [step for step in rooms.settings.sending.escalation if _unanswered(rooms, tx, step)]
        if not steps and not tx.alerts.held(rooms.clock.now()):
            return 0
    with rooms.store.begin() as tx:
        return _release(rooms, tx) + sum(_escalate(rooms, tx, step) for step in steps)


def _release(rooms: Rooms, tx: UnitOfWork) -> int:
    """Queue what may leave now: one matter of a department as its own mail, several gathered in one."""
    now = rooms.clock.now()
    due = sorted(tx.alerts.held(now), key=_place)
    for (profile, department), group in groupby(due, key=_place):
        waiting = list(group)[:MOST]
        boxes = _boxes(rooms, department)
        for held in waiting:
            tx.alerts.release(held.alert.id, department)
            if boxes:
                tx.alerts.told(held.alert.id, now)
            elif _is_known(rooms, department):
                tx.alerts.hold(replace(held, until=now + NO_MAILBOX))
        if len(waiting) == 1 and boxes:
            tell(rooms, tx, waiting[0], tx.articles.get(waiting[0].article_id), boxes)
        elif boxes:
            matters = [(held.alert, tx.articles.get(held.article_id), held.because) for held in waiting]
            _gather(rooms, tx, profile, department, f"{waiting[0].id}-{waiting[-1].id}", boxes, matters)
        else:
            log.warning("%d alert(s) of %s: %s has no mailbox today", len(waiting), profile, department)
    return len(due)


def _is_known(rooms: Rooms, department: str) -> bool:
    return any(each.id == department for each in rooms.settings.departments)


def _boxes(rooms: Rooms, department: str) -> list[Recipient]:
    """Return the mailboxes of a department; none when it left the workspace while its mail waited."""
    return mailboxes(rooms, [department], rooms.clock.now()) if _is_known(rooms, department) else []


def _place(held: Held) -> tuple[str, str]:
    return held.alert.profile, held.department


def _unanswered(rooms: Rooms, tx: UnitOfWork, step: Escalation) -> list[Alert]:
    now, sending = rooms.clock.now(), rooms.settings.sending
    found = tx.alerts.waiting(step.severities, now - timedelta(hours=step.hours), step.hours)
    return [alert for alert in found if leaves(alert.severity, now, sending.quiet, rooms.workdays) == now]


def _escalate(rooms: Rooms, tx: UnitOfWork, step: Escalation) -> int:
    found = sorted(_unanswered(rooms, tx, step), key=lambda alert: (alert.profile, alert.severity, alert.id))[:MOST]
    for profile, group in groupby(found, key=lambda alert: alert.profile):
        alerts = list(group)
        matters = [(alert, tx.articles.get(alert.article_id), alert.because) for alert in alerts]
        for department in step.departments:
            key = f"{step.hours}h+{alerts[0].id}-{alerts[-1].id}"
            _gather(rooms, tx, profile, department, key, _boxes(rooms, department), matters, step.hours)
        for alert in alerts:
            tx.alerts.escalated(alert.id, step.hours)
        log.warning("%d alert(s) of %s not acknowledged for %d hours", len(alerts), profile, step.hours)
    return len(found)


def _gather(
    rooms: Rooms, tx: UnitOfWork, profile: str, department: str, which: str, boxes: Iterable[Recipient],
    matters: Sequence[tuple[Alert, JudgedArticle, Sequence[str]]], unanswered: int = 0,
) -> None:  # fmt: skip
    now = rooms.clock.now()
    settings = rooms.settings.on(now)
    key = f"{now:%Y%m%dT%H%M%S}+{department}+{which}"

    def made(box: Recipient) -> Message:
        return gathered_message(
            matters, key, settings.department(department), box, settings.office, settings.mail, now, settings.language,
            rooms.templates, unanswered,
        )  # fmt: skip

    queue(tx, profile, key, boxes, made, now)
