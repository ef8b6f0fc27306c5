"""State of the sources and who is polling them now."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from core.press import Source, Validators
from core.sources import Lease, Memory, SourceState
from storage.tables import SourceRow


class SqlSources:
    """`core.ports.SourceStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def sync(self, sources: Sequence[Source]) -> None:
        """Make the known sources equal to these; a source that left keeps its history but is never due."""
        known = {row.id: row for row in self._session.scalars(select(SourceRow))}
        wanted = {source.id for source in sources}
        for row in known.values():
            row.current = row.id in wanted
        for source in sources:
            row = known.setdefault(source.id, SourceRow(id=source.id, url=source.url))
            if row.url != source.url:  # another address: what the old server said about changes is void
                row.etag = row.last_modified = row.body_hash = row.next_poll = None
                row.memory = Memory(days=row.memory.days, alarms=row.memory.alarms)
            row.url = source.url
            row.outlet_id, row.outlet_name, row.outlet_tier = source.outlet.id, source.outlet.name, source.outlet.tier
            row.current = True
            self._session.add(row)
        self._session.flush()

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Lease]:
        """Lease sources whose next poll is due and that nobody else holds, longest waiting first."""
        due = (
            select(SourceRow.id)
            .where(SourceRow.current, or_(SourceRow.next_poll.is_(None), SourceRow.next_poll <= now), _free(now))
            .order_by(SourceRow.next_poll.asc().nulls_first(), SourceRow.id)
            .limit(limit)
        )
        return [self._take(identity, until) for identity in self._session.scalars(due).all()]

    def lease(self, source_id: str, now: datetime, until: datetime) -> Lease | None:
        """Lease one source whether it is due or not; None while somebody else holds it. Raises KeyError."""
        self._row(source_id)
        free = self._session.scalar(select(SourceRow.id).where(SourceRow.id == source_id, _free(now)))
        return None if free is None else self._take(source_id, until)

    def _take(self, source_id: str, until: datetime) -> Lease:
        lease = Lease(source_id, secrets.token_hex(8))
        self._session.execute(
            update(SourceRow).where(SourceRow.id == source_id).values(lease_token=lease.token, lease_until=until)
        )
        return lease

    def held(self, lease: Lease) -> bool:
        """Tell whether a lease still stands: after its time somebody else may have taken the source over."""
        return self._row(lease.id).lease_token == lease.token

    def next_due(self) -> datetime | None:
        """Return when the next current source is due; None when there is none."""
        return self._session.scalar(select(func.min(SourceRow.next_poll)).where(SourceRow.current))

    def state(self, source_id: str) -> SourceState:
        """Return the state of one source; raises KeyError."""
        return _state(self._row(source_id))

    def states(self) -> list[SourceState]:
        """Return the state of every current source, in order of id."""
        query = select(SourceRow).where(SourceRow.current).order_by(SourceRow.id)
        return [_state(row) for row in self._session.scalars(query)]

    def save(self, state: SourceState) -> None:
        """Store the state of a source after a poll and give its lease back."""
        row = self._row(state.source_id)
        validators = state.validators
        row.condition, row.error_kind, row.error = state.condition, state.error_kind, state.error
        row.etag, row.last_modified, row.body_hash = validators.etag, validators.last_modified, validators.body_hash
        row.last_polled, row.next_poll, row.failures = state.last_polled, state.next_poll, state.failures
        row.first_success, row.last_success = state.first_success, state.last_success
        row.entries, row.memory = state.entries, state.memory
        row.lease_token = row.lease_until = None
        self._session.flush()

    def tell(self, source_id: str, now: datetime) -> None:
        """Note that a person was told of every alarm of a source; one that is over is then forgotten."""
        row = self._row(source_id)
        alarms = tuple(replace(alarm, told=alarm.told or now) for alarm in row.memory.alarms if not alarm.over)
        row.memory = replace(row.memory, alarms=alarms)
        self._session.flush()

    def untold(self) -> bool:
        """Tell whether a current source has an alarm that nobody was told of."""
        waiting = SourceRow.memory.contains('"told":null', autoescape=True)
        return self._session.scalar(select(SourceRow.id).where(SourceRow.current, waiting).limit(1)) is not None

    def _row(self, source_id: str) -> SourceRow:
        row = self._session.get(SourceRow, source_id)
        if row is None:
            raise KeyError(source_id)
        return row


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(SourceRow.lease_until.is_(None), SourceRow.lease_until <= now)


def _state(row: SourceRow) -> SourceState:
    return SourceState(
        source_id=row.id,
        outlet_id=row.outlet_id,
        outlet_name=row.outlet_name,
        url=row.url,
        condition=row.condition,
        validators=Validators(row.etag, row.last_modified, row.body_hash),
        last_polled=row.last_polled,
        first_success=row.first_success,
        last_success=row.last_success,
        next_poll=row.next_poll,
        failures=row.failures,
        error_kind=row.error_kind,
        error=row.error,
        entries=row.entries,
        memory=row.memory,
    )
