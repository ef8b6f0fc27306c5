"""The real rooms on loopback: real fetching, politeness and database, on a clock that a test moves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from core.press import Source
from core.sources import SourceState
from diembao.polling import PollLine, poll_due, poll_sources
from diembao.rooms import Rooms, open_rooms
from support import factories
from support.fakes import FakeClock


@asynccontextmanager
async def living(folder: Path, sources: tuple[Source, ...], clock: Any = None, **network: Any) -> AsyncIterator[Rooms]:
    """Open the rooms of a workspace whose database lies in `folder`; every loopback address is allowed."""
    settings = factories.settings(
        workspace=str(folder),
        database_url=f"sqlite:///{folder / 'diembao.db'}",
        sources=sources,
        network=factories.network(**{"allow": ("127.0.0.0/8",), "host_gap": 0.0, **network}),
    )
    async with open_rooms(settings, clock or FakeClock()) as rooms:
        yield rooms


async def poll(rooms: Rooms) -> PollLine:
    """Poll the first source now, due or not."""
    (line,) = await poll_sources(rooms, rooms.settings.sources[:1])
    return line


async def poll_when_due(rooms: Rooms) -> None:
    """Move the clock to the next poll and let it happen."""
    with rooms.store.read() as tx:
        due = tx.sources.next_due()
    rooms.clock.time = max(due or rooms.clock.time, rooms.clock.time)
    assert await poll_due(rooms)


def state(rooms: Rooms, source_id: str = "") -> SourceState:
    with rooms.store.read() as tx:
        return tx.sources.state(source_id or rooms.settings.sources[0].id)


def addresses(rooms: Rooms) -> list[str]:
    """Return the last part of the address of every entry, in order."""
    with rooms.store.begin() as tx:
        found = tx.entries.claim(rooms.clock.now(), rooms.clock.now(), 1_000_000)
    return sorted(pending.entry.url.rpartition("/")[2] for pending in found)
