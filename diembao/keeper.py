"""The health mails to whoever keeps the system. What is due is a question to the database, as with the digests."""

import logging
from datetime import datetime

from alerts import health, schedule, stuck
from alerts.delays import delays
from alerts.health import Health
from core.desk import DeliveryNote
from core.periods import Period
from core.ports import UnitOfWork
from diembao.reports import mailboxes
from diembao.rooms import Rooms

log = logging.getLogger(__name__)


def queue_health(rooms: Rooms) -> int:
    """Queue the weekly health mail and those on alarms and stuck mails nobody was told of, if due; return how many.

    An outage of weeks is followed by one weekly mail only: it says how the sources do now.
    """
    if not rooms.settings.health:
        return 0
    now = rooms.clock.now()
    week, day = schedule.due_week(now, rooms.workdays), schedule.alarm_day(now)
    with rooms.store.read() as tx:
        queued = tx.outbox.keys(health.KIND, "")
        weekly = week.id not in queued and _existed(tx, week)
        alarms = day is not None and day not in queued and tx.sources.untold()
    number = _queue(rooms, week.id, week, now) if weekly else 0
    # The weekly mail has told the alarms too; what was raised since is left for the other one.
    number += _queue(rooms, day, None, now) if day and alarms else 0
    return number + (_queue_stuck(rooms, day, now) if day else 0)


def _existed(tx: UnitOfWork, week: Period) -> bool:
    """Tell whether the sources were asked before the end of a week, be it in vain: then there is something to say."""
    first, last = tx.digests.first_activity(), week.last.isoformat()
    if first is not None and first < week.end:
        return True
    return any(day <= last for state in tx.sources.states() for day in state.memory.days)


def _queue(rooms: Rooms, key: str, week: Period | None, now: datetime) -> int:
    """Write one mail per mailbox and note in the same transaction that the alarms were told; return how many."""
    settings = rooms.settings.on(now)
    boxes = mailboxes(rooms, settings.health, now)
    if not boxes:
        log.warning("health mail %s has no recipient today", key)
        return 0
    with rooms.store.begin() as tx:
        report = Health(
            states=tx.sources.states(),
            now=now,
            week=week,
            delays=delays(tx.articles.timings(week.start, week.end)) if week else (),
            searching=tx.backfill.open(),
            held=len(tx.entries.quarantined()),
            stuck=len(stuck.stuck(tx.outbox.listing(stuck.UNSENT), now)) if week else 0,
            waits=tx.outbox.waits("alert", week.start, week.end) if week else (),
        )
        untold = report.untold()
        # Another process may have been quicker.
        if key in tx.outbox.keys(health.KIND, "") or (week is None and not untold):
            return 0
        for box in boxes:
            message = health.message(
                report, key, box, settings.office, settings.mail, settings.language, rooms.templates
            )
            tx.outbox.add(health.KIND, "", key, message, now)
        for source_id in {state.source_id for state, _alarm in untold}:
            tx.sources.tell(source_id, now)
    return len(boxes)


def _queue_stuck(rooms: Rooms, day: str, now: datetime) -> int:
    """Write one mail per mailbox on the mails that do not get out, unless the day has one; return how many."""
    settings = rooms.settings.on(now)
    with rooms.store.read() as tx:
        if not _stuck(tx, day, now):
            return 0
    boxes = mailboxes(rooms, settings.health, now)
    if not boxes:
        log.warning("mail on stuck mails of %s has no recipient today", day)
        return 0
    with rooms.store.begin() as tx:
        # Another process may have been quicker.
        if not (notes := _stuck(tx, day, now)):
            return 0
        key = stuck.key(day, notes)
        for box in boxes:
            message = stuck.message(
                notes, key, now, box, settings.office, settings.mail, settings.language, rooms.templates
            )
            tx.outbox.add(health.KIND, "", key, message, now)
    log.warning("mails that do not get out: %s", ", ".join(str(note.id) for note in notes))
    return len(boxes)


def _stuck(tx: UnitOfWork, day: str, now: datetime) -> list[DeliveryNote]:
    """Return the stuck deliveries to tell of, none when the mail of the day was written."""
    keys = tx.outbox.keys(health.KIND, "")
    if any(key.startswith(stuck.key(day)) for key in keys):
        return []
    return stuck.untold(stuck.stuck(tx.outbox.listing(stuck.UNSENT), now), keys)
