"""Reminders of legal clocks, tasks and the gap between press conferences: one mail a department and working day.

What is due is a question to the register and to the mails made before, so an outage only delays a reminder.
"""

import logging
from collections.abc import Iterable
from datetime import datetime

from alerts import reminders
from alerts.matters import Standing, press_conference
from alerts.reminders import Reminder
from core.ports import UnitOfWork
from core.text import fold, one_line
from diembao.matters import ensure_tasks, standings
from diembao.reports import mailboxes
from diembao.rooms import Rooms

log = logging.getLogger(__name__)


def queue_reminders(rooms: Rooms) -> int:
    """Queue the mails on what is due today, if nobody did; return how many departments are reminded."""
    now = rooms.clock.now()
    ensure_tasks(rooms.store, rooms.settings, now)
    if not reminders.is_time(now, rooms.workdays):
        return 0
    with rooms.store.read() as tx:
        if not _due(rooms, tx, now):
            return 0
    with rooms.store.begin() as tx:  # another process may have been quicker: the question is asked again
        found = _due(rooms, tx, now)
        for department, told in found.items():
            _queue(rooms, tx, department, told, now)
    return len(found)


def _due(rooms: Rooms, tx: UnitOfWork, now: datetime) -> dict[str, list[Reminder]]:
    """Return what each department is to be reminded of now; nothing for one that had its mail today."""
    settings, made = rooms.settings, tx.outbox.made(reminders.KIND, "")
    found: dict[str, list[Reminder]] = {}
    for one in _watched(rooms, standings(tx, settings, rooms.workdays, now), now):
        for department in _departments(rooms, one, now):
            told = reminders.last_told(made, department)
            days = settings.remind_before, settings.remind_after
            is_due = reminders.due(one.followed, told, rooms.workdays, now, *days)
            if is_due and reminders.key(now, department) not in made:
                found.setdefault(department, []).append(one)
    return found


def _watched(rooms: Rooms, every: list[Standing], now: datetime) -> Iterable[Reminder]:
    """Return every clock that runs or is overdue: those of open matters, and the gap between press conferences."""
    for one in every:
        for followed in one.running:
            yield Reminder(followed, one.matter.profile, one.matter)
    for profile in rooms.settings.profiles:
        gap = press_conference(every, profile.id, rooms.settings.clocks, rooms.workdays, now)
        if gap:
            yield Reminder(gap, profile.id)


def _departments(rooms: Rooms, one: Reminder, now: datetime) -> list[str]:
    """Return who is reminded: the lead, where it is a department with a mailbox, else who receives the digest."""
    settings, lead = rooms.settings, fold(one_line(one.matter.lead)) if one.matter else ""
    named = [each.id for each in settings.departments if lead in {each.id, *map(fold, each.names)}]
    if mailboxes(rooms, named, now):
        return named
    plans = [each for plan in settings.digests if plan.profile == one.profile for each in plan.departments]
    return [each for each in dict.fromkeys(plans) if mailboxes(rooms, [each], now)]


def _queue(rooms: Rooms, tx: UnitOfWork, department: str, told: list[Reminder], now: datetime) -> None:
    settings, key = rooms.settings.on(now), reminders.key(now, department)
    for box in mailboxes(rooms, [department], now):
        message = reminders.reminder_message(
            told, settings.clocks, settings.department(department), box, settings.office, settings.mail,
            rooms.workdays, now, settings.language, rooms.templates,
        )  # fmt: skip
        tx.outbox.add(reminders.KIND, "", key, message, now)
    log.info("%s reminded of %d clock(s)", department, len(told))
