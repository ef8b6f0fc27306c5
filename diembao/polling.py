"""What the sources list becomes entries: every source that is due is polled, and what it gave is stored at once."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta

from collector import health
from collector.poll import SITEMAP_WINDOW, poll
from core.periods import ZONE
from core.press import Entry, Source
from core.sources import Lease, SourceState
from diembao import backfill
from diembao.rooms import Rooms

log = logging.getLogger(__name__)

POLL_LEASE = timedelta(minutes=10)  # after it another process may take over what a killed one left
CLAIMED = 500  # sources of one claim
STORED_AT_ONCE = 2000  # entries of one transaction


@dataclass(frozen=True, slots=True)
class PollLine:
    """What one source gave in this pass; `state` is None when another process was polling it."""

    source: Source
    state: SourceState | None
    listed: int = 0
    new: int = 0

    @property
    def failed(self) -> bool:
        """Tell whether the poll brought nothing because something went wrong."""
        return self.state is not None and self.state.failures > 0

    @property
    def error(self) -> str:
        """What went wrong, in words; empty when nothing did."""
        return self.state.error if self.state else ""


async def poll_due(rooms: Rooms) -> list[PollLine]:
    """Poll every source whose turn has come and that no other process holds."""
    now = rooms.clock.now()
    if not rooms.is_due(lambda tx: tx.sources.next_due()):
        return []
    with rooms.store.begin() as tx:
        # Polls may wait longer in the line of their host than a lease lasts: those under way are kept, not begun anew.
        tx.sources.renew(rooms.polling.values(), now + POLL_LEASE)
        leases = tx.sources.claim(now, now + POLL_LEASE, CLAIMED)
        for lease in leases:
            if rooms.source(lease.id) is None:  # of a process with a newer workspace
                tx.sources.release(lease)
    return await _poll_all(rooms, [(lease, rooms.source(lease.id)) for lease in leases])


async def poll_sources(
    rooms: Rooms, sources: Sequence[Source], done: Callable[[PollLine], None] = lambda _line: None
) -> list[PollLine]:
    """Poll these sources now, due or not; lines come in the order of sources."""
    now = rooms.clock.now()
    with rooms.store.begin() as tx:
        leases = {each.id: each for each in tx.sources.lease([s.id for s in sources], now, now + POLL_LEASE)}
    return await _poll_all(rooms, [(leases.get(source.id), source) for source in sources], done)


async def _poll_all(
    rooms: Rooms,
    work: Sequence[tuple[Lease | None, Source | None]],
    done: Callable[[PollLine], None] = lambda _line: None,
) -> list[PollLine]:
    async def one(lease: Lease | None, source: Source) -> PollLine:
        line = PollLine(source, None) if lease is None else await rooms.lanes.run(poll_source(rooms, lease, source))
        done(line)
        return line

    known = [(lease, source) for lease, source in work if source is not None]
    # Begun in this order: a host that kept nobody waiting last time does not stand in line behind one that did.
    healthy_first = sorted(known, key=lambda pair: pair[0] is not None and pair[0].failing)
    tasks = {source.id: asyncio.ensure_future(one(lease, source)) for lease, source in healthy_first}
    return await asyncio.gather(*(tasks[source.id] for _, source in known))


async def poll_source(rooms: Rooms, lease: Lease, source: Source) -> PollLine:
    """Fetch one source and store its validators, new entries and next poll together; a failing source never raises."""
    with rooms.store.read() as tx:
        before = tx.sources.state(source.id)
    rooms.polling[lease.id] = lease
    try:
        polled = await poll(source, before, rooms.fetcher, rooms.reader, rooms.clock.now())
    except asyncio.CancelledError:
        with rooms.store.begin() as tx:
            tx.sources.release(lease)
        raise
    finally:
        rooms.polling.pop(lease.id, None)
    now = rooms.clock.now()
    *early, last = _parts(polled.entries)
    new = sum(_add_early(rooms, lease, part, old=False) for part in early)
    new += sum(_add_early(rooms, lease, part, old=True) for part in _parts(polled.old) if part)
    with rooms.store.begin() as tx:
        if not tx.sources.held(lease):
            return PollLine(source, None)
        new += tx.entries.add(source.id, last, now)
        if polled.further:
            today = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
            tx.backfill.add(source.id, (today - SITEMAP_WINDOW).astimezone(UTC), polled.further, now)
        state = health.after(source, tx.sources.state(source.id), polled, new, now)
        tx.sources.save(state)
        if health.worth_a_search(before, polled):
            backfill.begin(tx, source, before.last_success or now, now)
    if polled.state == "failed":
        log.warning("%s: %s", source.id, polled.error)
    elif state.condition == "overlap_lost":
        log.warning("%s: nothing of what it listed before is left; what lies between is searched for", source.id)
    return PollLine(source, state, len(polled.entries), new)


def _parts(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """Cut a long list so that nobody waits long for the database; the last part may be empty."""
    return [entries[start : start + STORED_AT_ONCE] for start in range(0, len(entries) or 1, STORED_AT_ONCE)]


def _add_early(rooms: Rooms, lease: Lease, part: Sequence[Entry], *, old: bool) -> int:
    """Store a part of a long list before the poll is done; after a crash the next poll lists it again."""
    with rooms.store.begin() as tx:
        if not tx.sources.held(lease):
            return 0
        added = tx.entries.add(lease.id, part, rooms.clock.now(), old=old)
    return 0 if old else added
