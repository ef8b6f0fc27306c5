"""The service: ticks until stopped. A tick asks the database what is due, so it may be missed, repeated or killed."""

import asyncio
import logging
import signal
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from alerts import outbox
from core.clock import SystemClock
from core.periods import ZONE
from core.ports import UnitOfWork
from diembao import backfill
from diembao.holding import queue_waiting
from diembao.keeper import queue_health
from diembao.pipeline import read_pending
from diembao.polling import poll_due
from diembao.recheck import recheck_due
from diembao.rejudge import rejudge
from diembao.reminding import queue_reminders
from diembao.reports import freeze_due
from diembao.rooms import Rooms
from diembao.verifying import verify_due

log = logging.getLogger(__name__)

AT_ONCE = 4  # mails under way: a slow answer for one must not hold up the others
HAND_OVER = 10  # seconds between two looks at the outbox: an alert must not wait for the next tick
LONGEST_SKIP = 300.0  # seconds; retries and digests have no poll to wake them


async def tick(rooms: Rooms) -> None:
    """Do everything that is due now, for about one tick: collect, judge and alert; freeze digests; deliver."""
    await step(rooms, "poll", lambda: poll_due(rooms))
    await step(rooms, "read", lambda: read(rooms))
    await report(rooms)


async def report(rooms: Rooms) -> None:
    """Queue the mails whose time has come and hand over what waits."""
    await prepare(rooms)
    await hand_over(rooms)


async def hand_over(rooms: Rooms) -> None:
    """Hand the mails that wait to the mail server, in a thread: it may take minutes."""
    await step(rooms, "deliver", lambda: asyncio.to_thread(deliver, rooms))


async def prepare(rooms: Rooms) -> None:
    """Queue the mails whose time has come: alerts held back or not taken on, digests, reminders, health.

    In a thread: a digest takes seconds.
    """
    await step(rooms, "waiting", lambda: asyncio.to_thread(queue_waiting, rooms))
    await step(rooms, "digest", lambda: asyncio.to_thread(freeze_due, rooms))
    await step(rooms, "remind", lambda: asyncio.to_thread(queue_reminders, rooms))
    await step(rooms, "health", lambda: asyncio.to_thread(queue_health, rooms))


async def step(rooms: Rooms, name: str, work: Callable[[], Awaitable[object]]) -> bool:
    """Take one step unless a stop is wanted; True when it was taken to its end.

    A fault is logged: nothing half-done was committed, so it is retried.
    """
    if rooms.stop.wanted:
        return False
    try:
        await work()
    except Exception:  # the service must outlive what nobody foresaw
        log.exception("step failed: %s", name)
        return False
    return True


def deliver(rooms: Rooms) -> None:
    """Hand over the mails that are due until a stop is wanted; a rehearsal sends one after the other, in order."""
    at_once = AT_ONCE if isinstance(rooms.clock, SystemClock) else 1
    outbox.deliver(rooms.store, rooms.mailer, rooms.clock.now, lambda: rooms.stop.wanted, at_once)


async def collect(rooms: Rooms, reading: asyncio.Lock) -> None:
    """Poll what is due, then read, unless an earlier tick is still reading: it reads what is new as well."""
    await step(rooms, "poll", lambda: poll_due(rooms))
    if not reading.locked():
        async with reading:
            while await step(rooms, "read", lambda: read(rooms)):
                if not rooms.is_due(_next_reading):
                    break


def _next_reading(tx: UnitOfWork) -> datetime | None:
    return min(filter(None, (tx.entries.next_due(), tx.backfill.next_due())), default=None)


async def read(rooms: Rooms) -> None:
    """Read what waits, search for what the feeds lost and look at stored articles again, for one tick each.

    The rest waits for the next. What came may change which articles are to be checked.
    """
    limit = timedelta(seconds=rooms.settings.tick)
    await read_pending(rooms, limit=limit)
    await backfill.search_due(rooms, limit)
    await recheck_due(rooms, limit=limit)
    await asyncio.to_thread(verify_due, rooms, limit)


def tidy(rooms: Rooms) -> None:
    """Forget entries that concerned nobody and are older than the workspace keeps them."""
    with rooms.store.begin() as tx:
        tx.entries.forget(rooms.clock.now() - timedelta(days=rooms.settings.seen_days))


async def serve(rooms: Rooms) -> bool:
    """Tick until SIGTERM or SIGINT asks to stop; the step under way is finished first. True when it was SIGINT."""
    stopped = asyncio.Event()
    interrupted = False

    def stop(name: signal.Signals) -> None:
        nonlocal interrupted
        interrupted = name is signal.SIGINT
        rooms.stop.wanted = True
        stopped.set()

    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop, name)
    outbox.recover(rooms.store)
    tidy(rooms)
    await step(rooms, "rejudge", lambda: asyncio.to_thread(rejudge, rooms))
    if isinstance(rooms.clock, SystemClock):
        await _serve_by_scheduler(rooms, stopped)
    else:
        await rehearse(rooms, lambda _now: not stopped.is_set())
    return interrupted


async def _serve_by_scheduler(rooms: Rooms, stopped: asyncio.Event) -> None:
    """Let APScheduler tick in real time; it holds no state, so a missed tick is made good by the next.

    Collecting, preparing and handing over mails tick apart, so that a slow outlet never delays a mail, nor a slow mail
    server a poll.
    """
    scheduler = AsyncIOScheduler(job_defaults={"max_instances": 1, "coalesce": True, "misfire_grace_time": None})
    every = {"trigger": "interval", "seconds": rooms.settings.tick, "next_run_time": datetime.now().astimezone()}
    collecting: set[asyncio.Task[None]] = set()
    reading = asyncio.Lock()

    async def start_collecting() -> None:
        # Leases keep two polls of one source apart, so a slow host need not hold up the next tick.
        task = asyncio.ensure_future(collect(rooms, reading))
        collecting.add(task)
        task.add_done_callback(collecting.discard)

    scheduler.add_job(start_collecting, **every)
    scheduler.add_job(prepare, args=[rooms], **every)
    scheduler.add_job(hand_over, args=[rooms], **{**every, "seconds": min(HAND_OVER, rooms.settings.tick)})
    scheduler.add_job(tidy, "cron", args=[rooms], hour=3, timezone=ZONE)
    scheduler.start()
    await stopped.wait()
    scheduler.pause()
    # What waits for a host may wait for long, and nothing half-done of it was committed.
    for task in collecting:
        task.cancel()
    # The other jobs under way are tasks of this loop; they see the wish to stop between two steps. Shutting the
    # scheduler down first would cancel them in the middle.
    under_way = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    await asyncio.gather(*under_way, return_exceptions=True)
    scheduler.shutdown(wait=False)


async def rehearse(rooms: Rooms, going: Callable[[datetime], bool]) -> None:
    """Tick on a replayed clock for as long as `going(now)` says; sleeping moves the clock instead of waiting."""
    while going(rooms.clock.now()) and not rooms.stop.wanted:
        started = rooms.clock.now()
        await tick(rooms)
        await rooms.clock.sleep(_pause(rooms, started))


def _pause(rooms: Rooms, started: datetime) -> float:
    """Return how many seconds a rehearsal may skip: ticks at which nothing can be due cost time and show nothing."""
    with rooms.store.read() as tx:
        work = tx.sources.next_due(), _next_reading(tx)
    now = rooms.clock.now()
    until_work = min(((due - now).total_seconds() for due in work if due), default=0.0)
    rest_of_tick = rooms.settings.tick - (now - started).total_seconds()
    return max(0.0, rest_of_tick, min(until_work, LONGEST_SKIP))
