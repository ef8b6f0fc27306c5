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
from diembao.pipeline import poll_sources, read_pending
from diembao.reports import freeze_due
from diembao.rooms import Rooms

log = logging.getLogger(__name__)


async def tick(rooms: Rooms) -> None:
    """Do everything that is due now: collect, judge and alert; deliver; freeze digests and deliver those.

    The steps are independent: a fault in one is logged and the others are still taken. Nothing half-done was committed,
    so the next tick tries again.
    """

    def deliver() -> Awaitable[object]:  # in a thread: a mail server may take minutes to answer
        return asyncio.to_thread(outbox.deliver, rooms.store, rooms.mailer, rooms.clock.now)

    steps: tuple[tuple[str, Callable[[], Awaitable[object]]], ...] = (
        ("collect", lambda: collect(rooms)),
        ("deliver", deliver),
        ("digest", lambda: asyncio.to_thread(freeze_due, rooms)),
        ("deliver", deliver),
    )
    for name, step in steps:
        if rooms.stop.wanted:
            return
        try:
            await step()
        except Exception:  # the service must outlive what nobody foresaw; the log names it
            log.exception("step failed: %s", name)


async def collect(rooms: Rooms) -> None:
    """Poll the sources that are due and read what waits."""
    with rooms.store.read() as tx:
        due = tx.sources.due(rooms.clock.now())
    sources = [source for identity in due if (source := rooms.source(identity))]
    await poll_sources(rooms, sources)
    await read_pending(rooms)


def tidy(rooms: Rooms) -> None:
    """Forget entries that concerned nobody and are older than the workspace keeps them."""
    with rooms.store.begin() as tx:
        tx.entries.forget(rooms.clock.now() - timedelta(days=rooms.settings.seen_days))


async def serve(rooms: Rooms) -> None:
    """Tick until a stop is asked for (SIGTERM, SIGINT); the step under way is finished first."""
    stopped = asyncio.Event()

    def stop() -> None:
        rooms.stop.wanted = True
        stopped.set()

    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop)
    outbox.recover(rooms.store)
    tidy(rooms)
    if isinstance(rooms.clock, SystemClock):
        await _serve_by_scheduler(rooms, stopped)
    else:
        await rehearse(rooms, lambda _now: not stopped.is_set())


async def _serve_by_scheduler(rooms: Rooms, stopped: asyncio.Event) -> None:
    """Let APScheduler tick in real time; it holds no state, so a missed tick is made good by the next."""
    scheduler = AsyncIOScheduler()
    scheduler.add_job(
        tick,
        "interval",
        args=[rooms],
        seconds=rooms.settings.tick,
        next_run_time=datetime.now().astimezone(),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.add_job(tidy, "cron", args=[rooms], hour=3, timezone=ZONE)
    scheduler.start()
    await stopped.wait()
    scheduler.shutdown(wait=False)
    # The job under way is a task of this loop: it sees the wish to stop between two steps.
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    await asyncio.gather(*others, return_exceptions=True)


async def rehearse(rooms: Rooms, going: Callable[[datetime], bool]) -> None:
    """Tick on a replayed clock for as long as `going(now)` says; sleeping moves the clock instead of waiting."""
    while going(rooms.clock.now()) and not rooms.stop.wanted:
        await tick(rooms)
        await rooms.clock.sleep(rooms.settings.tick)
