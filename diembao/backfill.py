"""What the feeds no longer list is searched for in sitemaps, politely and step by step; every step survives a crash."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urljoin

from collector import backlog, whole
from core.errors import CollectError, FeedError, FetchError
from core.ports import UnitOfWork
from core.press import BackfillStep, Fetched, Source
from diembao.rooms import Rooms

log = logging.getLogger(__name__)

OVERLAP = timedelta(hours=1)  # what was published shortly before the last good poll may have been listed late
LEASE = timedelta(minutes=10)
TRIES = 5
FIRST_RETRY = timedelta(minutes=5)
NOTHING_THERE = frozenset({404, 410})


def begin(tx: UnitOfWork, source: Source, since: datetime, now: datetime) -> int:
    """Note where to search for what a source published since; return how many addresses are new."""
    maps = source.outlet.sitemaps or (urljoin(source.url, "/robots.txt"),)
    # A feed may name its own archive, and a sitemap lists more than its poll takes.
    addresses = maps if source.kind == "listing" else (*maps, source.url)
    return tx.backfill.add(source.id, since - OVERLAP, addresses, now, anew=True)


async def search_due(
    rooms: Rooms, limit: timedelta | None = None, done: Callable[[BackfillStep, int], None] = lambda _step, _found: None
) -> int:
    """Search the addresses whose turn has come, for at most `limit`; return how many new entries were found."""
    total, until = 0, rooms.clock.now() + limit if limit else None
    while not rooms.stop.wanted and (until is None or rooms.clock.now() < until):
        if not rooms.is_due(lambda tx: tx.backfill.next_due()):
            break
        now = rooms.clock.now()
        with rooms.store.begin() as tx:
            step = tx.backfill.claim(now, now + LEASE)
        if step is None:
            break  # another process was quicker, or the source left
        found = await search(rooms, step)
        total += found
        done(step, found)
    return total


async def search(rooms: Rooms, step: BackfillStep) -> int:
    """Read one sitemap (or robots.txt, which names the sitemaps) and store what it gives; return the new entries."""
    source = rooms.source(step.source_id)
    if source is None:
        return 0  # only a newer workspace knows it: its process takes the address when the lease ends
    try:
        found = await _read(rooms, source, step)
    except CollectError as error:
        _put_off(rooms, step, error)
        return 0
    except Exception as error:  # the libraries that read hostile bytes may raise anything
        log.exception("address could not be searched: %s", step.url)
        _put_off(rooms, step, FetchError(step.url, "internal", str(error)))
        return 0
    now = rooms.clock.now()
    with rooms.store.begin() as tx:
        tx.backfill.add(step.source_id, step.since, [child.url for child in found.further], now)
        new = tx.entries.add(step.source_id, found.entries, now)
        tx.backfill.done(step.id, new, now)
    log.info("%s: %d new entries in %s (%d pages without a time left)", source.id, new, step.url, len(found.undated))
    if not found.whole or found.rest is not None:
        log.warning("%s: %s is cut or too long; its end was not read", source.id, step.url)
    return new


async def _read(rooms: Rooms, source: Source, step: BackfillStep) -> backlog.Found:
    """Read an address as robots.txt or a sitemap, else as a page of a feed's archive; raises CollectError."""
    try:
        fetched = await rooms.fetcher.fetch(step.url)
    except FetchError as error:
        if not backlog.is_robots(step.url) or error.status not in NOTHING_THERE:
            raise
        fetched = Fetched(step.url, 200, b"")  # a site without rules may still have a sitemap at the usual address
    now = rooms.clock.now()
    try:
        return await whole.search(rooms.reader, fetched, source, step.since, now)
    except FeedError as error:
        if error.kind != "not_feed":
            raise
    feed = await whole.feed(rooms.reader, fetched, source.outlet, now)
    return backlog.read_feed(feed.entries, fetched.body, fetched.url, source, step.since)


def _put_off(rooms: Rooms, step: BackfillStep, error: CollectError) -> None:
    """Try an address again later, or give it up when it is gone, is no sitemap, or failed too often."""
    now = rooms.clock.now()
    status, asked = (error.status, error.retry_after) if isinstance(error, FetchError) else (None, None)
    final = not isinstance(error, FetchError) or status == 410 or step.attempts + 1 >= TRIES
    with rooms.store.begin() as tx:
        if final:
            log.warning("%s: given up: %s", step.url, error)
            tx.backfill.fail(step.id, str(error), now)
        else:
            pause = max(FIRST_RETRY * (1 << step.attempts), timedelta(seconds=asked or 0.0))
            tx.backfill.postpone(step.id, now + pause, str(error))
