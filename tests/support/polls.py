"""Polls of a source that exist only as values, for the pure reckoning of health and rhythm."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from collector import health
from core.press import Entry, Polled, Source
from core.sources import SourceState
from support import factories


def state(source: Source | None = None, **fields: Any) -> SourceState:
    source = source or factories.source()
    made = SourceState(source.id, source.outlet.id, source.outlet.name, source.url)
    return made if not fields else replace(made, **fields)


def listing(number: int, now: datetime, every: timedelta = timedelta(hours=1)) -> tuple[Entry, ...]:
    """Return entries published one after the other, the newest first."""
    return tuple(Entry(f"https://baomau.example/{n}", f"Bài {n}", published=now - n * every) for n in range(number))


def ok(number: int, now: datetime, every: timedelta = timedelta(hours=1), **fields: Any) -> Polled:
    return replace(Polled("ok", listing(number, now, every), status=200, seconds=0.2), **fields)


def unchanged(**fields: Any) -> Polled:
    return Polled("unchanged", **{"status": 304, **fields})


def failed(kind: str = "http_status", status: int | None = 503, **fields: Any) -> Polled:
    return Polled("failed", error_kind=kind, status=status, error="Lỗi", **fields)


def live(
    polls: list[tuple[datetime, Polled, int]], source: Source | None = None, start: SourceState | None = None
) -> SourceState:
    """Return the state after polls given as (when, what came, how many were new)."""
    source = source or factories.source()
    found = start or state(source)
    for when, polled, new in polls:
        found = health.after(source, found, polled, new, when)
    return found
