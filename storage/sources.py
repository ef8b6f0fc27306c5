"""State of the sources, and what their polls bring in."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.ports import SourceState
from core.press import Entry, Polled, Source, Validators
from storage.tables import EntryRow, SourceRow


class SqlSources:
    """`core.ports.SourceStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sync(self, sources: Sequence[Source]) -> None:
        """Make the known sources equal to these; a source that left keeps its history but is never due."""
        known = {row.id: row for row in self._session.scalars(select(SourceRow))}
        for row in known.values():
            row.current = False
        for source in sources:
            row = known.setdefault(source.id, SourceRow(id=source.id, url=source.url))
            if row.url != source.url:  # another address: what the old server said about changes is void
                row.etag = row.last_modified = row.body_hash = row.next_poll = None
            row.url = source.url
            row.outlet_id, row.outlet_name, row.outlet_tier = source.outlet.id, source.outlet.name, source.outlet.tier
            row.current = True
            self._session.add(row)
        self._session.flush()

    def due(self, now: datetime) -> list[str]:
        """Return the ids of sources whose next poll is at or before `now`, longest waiting first."""
        query = (
            select(SourceRow.id)
            .where(SourceRow.current, or_(SourceRow.next_poll.is_(None), SourceRow.next_poll <= now))
            .order_by(SourceRow.next_poll.asc().nulls_first(), SourceRow.id)
        )
        return list(self._session.scalars(query))

    def state(self, source_id: str) -> SourceState:
        """Return the state of one source; raises KeyError."""
        return _state(self._row(source_id))

    def states(self) -> list[SourceState]:
        """Return the state of every current source, in order of id."""
        query = select(SourceRow).where(SourceRow.current).order_by(SourceRow.id)
        return [_state(row) for row in self._session.scalars(query)]

    def record(self, source_id: str, polled: Polled, now: datetime, next_poll: datetime) -> int:
        """Store validators, state and the entries not yet known, as pending; return how many were new."""
        row = self._row(source_id)
        row.state, row.last_polled, row.next_poll = polled.state, now, next_poll
        row.error_kind, row.error = polled.error_kind, polled.error
        if polled.state == "failed":
            row.failures += 1
            self._session.flush()
            return 0
        row.failures = 0
        row.first_success, row.last_success = row.first_success or now, now
        _remember(row, polled)
        new = self._insert(source_id, polled.entries, now)
        row.entries += new
        self._session.flush()
        return new

    def _row(self, source_id: str) -> SourceRow:
        row = self._session.get(SourceRow, source_id)
        if row is None:
            raise KeyError(source_id)
        return row

    def _insert(self, source_id: str, entries: Sequence[Entry], now: datetime) -> int:
        if not entries:
            return 0
        rows = [
            {
                "source_id": source_id,
                "url": entry.url,
                "guid": entry.guid,
                "title": entry.title,
                "summary": entry.summary,
                "published": entry.published,
                "first_seen": now,
            }
            for entry in entries
        ]
        statement = insert(EntryRow).on_conflict_do_nothing(index_elements=["url"]).returning(EntryRow.id)
        new = len(self._session.scalars(statement, rows).all())
        # What waited under a source that left (renamed, removed) is read by the one that lists it now.
        left = select(SourceRow.id).where(~SourceRow.current)
        self._session.execute(
            update(EntryRow)
            .where(
                EntryRow.url.in_([entry.url for entry in entries]),
                EntryRow.state == "pending",
                EntryRow.source_id.in_(left),
            )
            .values(source_id=source_id)
        )
        return new


def _remember(row: SourceRow, polled: Polled) -> None:
    """Keep the new validators; a 304 may leave out those that did not change (RFC 9110 section 15.4.5)."""
    new, same = polled.validators, polled.state == "unchanged"
    row.etag = new.etag or (row.etag if same else None)
    row.last_modified = new.last_modified or (row.last_modified if same else None)
    row.body_hash = new.body_hash or (row.body_hash if same else None)


def _state(row: SourceRow) -> SourceState:
    return SourceState(
        source_id=row.id,
        outlet_name=row.outlet_name,
        url=row.url,
        state=row.state,
        validators=Validators(row.etag, row.last_modified, row.body_hash),
        last_polled=row.last_polled,
        last_success=row.last_success,
        next_poll=row.next_poll,
        failures=row.failures,
        error=row.error or row.error_kind,
        entries=row.entries,
    )
