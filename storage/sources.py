"""State of the sources and who is polling them now."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, literal, or_, select, update
from sqlalchemy.orm import Session

from core.press import Source, Validators
from core.sources import Lease, Memory, SourceState
from storage.tables import SourceRow

FARTHEST = timedelta(days=2)  # no poll is planned and no lease given for longer
EVER = datetime(1970, 1, 1, tzinfo=UTC)  # a source never polled has been due for ever
# What a poll changes. These statements run at every poll, so they are built once.
_POLLED = (
    "condition", "error_kind", "error", "last_polled", "next_poll", "failures", "first_success", "last_success",
    "entries", "memory",
)  # fmt: skip
_VALIDATORS = ("etag", "last_modified", "body_hash")
_KNOWN = ("id", "outlet_id", "outlet_name", "url")
_STATE = select(*(getattr(SourceRow, name).label(name) for name in (*_KNOWN, *_POLLED, *_VALIDATORS)))
_NEXT = select(func.min(func.coalesce(SourceRow.next_poll, literal(EVER, SourceRow.next_poll.type)))).where(
    SourceRow.current
)
_TOKEN = select(SourceRow.lease_token).where(SourceRow.id == bindparam("source"))
_TAKE = (
    update(SourceRow)
    .where(SourceRow.id == bindparam("source"))
    .values(lease_token=bindparam("token"), lease_until=bindparam("until"))
)
_MINE = SourceRow.id == bindparam("source"), SourceRow.lease_token == bindparam("held")
_RENEW = update(SourceRow).where(*_MINE).values(lease_until=bindparam("until"))
_RELEASE = update(SourceRow).where(*_MINE).values(lease_token=None, lease_until=None)
_SAVE = (
    update(SourceRow)
    .where(SourceRow.id == bindparam("source"))
    .values({getattr(SourceRow, name): bindparam(f"new_{name}") for name in (*_POLLED, *_VALIDATORS)})
    .values(lease_token=None, lease_until=None)
)


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
                row.etag = row.last_modified = row.body_hash = row.next_poll = row.lease_token = row.lease_until = None
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
            .where(SourceRow.current, _is_due(now), _free(now))
            .order_by(SourceRow.next_poll.asc().nulls_first(), SourceRow.id)
            .limit(limit)
        )
        return self.lease(self._session.scalars(due).all(), now, until)

    def lease(self, source_ids: Sequence[str], now: datetime, until: datetime) -> list[Lease]:
        """Lease these sources whether they are due or not, but for those that somebody else holds."""
        rows = self._connection.execute(
            select(SourceRow.id, SourceRow.failures).where(SourceRow.id.in_(source_ids), _free(now))
        )
        failures = {row.id: row.failures for row in rows}
        leases = [
            Lease(identity, secrets.token_hex(8), failures[identity] > 0)
            for identity in source_ids
            if identity in failures
        ]
        if leases:
            taken = [{"source": lease.id, "token": lease.token, "until": until} for lease in leases]
            self._connection.execute(_TAKE, taken)
        self._session.expire_all()
        return leases

    def renew(self, leases: Iterable[Lease], until: datetime) -> None:
        """Keep leases that still stand for longer: a poll may wait in a long line at its host."""
        held = [{"source": lease.id, "held": lease.token, "until": until} for lease in leases]
        if held:
            self._connection.execute(_RENEW, held)

    def release(self, lease: Lease) -> None:
        """Give a lease back without a poll, if it still stands."""
        self._connection.execute(_RELEASE, {"source": lease.id, "held": lease.token})

    def held(self, lease: Lease) -> bool:
        """Tell whether a lease still stands: after its time somebody else may have taken the source over."""
        return self._connection.scalar(_TOKEN, {"source": lease.id}) == lease.token

    def next_due(self) -> datetime | None:
        """Return when the next current source is due; None when there is none."""
        return self._connection.scalar(_NEXT)

    def state(self, source_id: str) -> SourceState:
        """Return the state of one source; raises KeyError."""
        row = self._session.execute(_STATE.where(SourceRow.id == source_id)).first()
        if row is None:
            raise KeyError(source_id)
        return _state(row)

    def states(self) -> list[SourceState]:
        """Return the state of every current source, in order of id."""
        return [_state(row) for row in self._session.execute(_STATE.where(SourceRow.current).order_by(SourceRow.id))]

    def save(self, state: SourceState) -> None:
        """Store the state of a source after a poll and give its lease back."""
        values = {f"new_{name}": getattr(state, name) for name in _POLLED}
        values |= {f"new_{name}": getattr(state.validators, name) for name in _VALIDATORS}
        self._connection.execute(_SAVE, {**values, "source": state.source_id})
        self._session.expire_all()

    @property
    def _connection(self) -> Connection:
        """The way without the unit of work, for what happens at every poll."""
        return self._session.connection()

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


def _is_due(now: datetime) -> ColumnElement[bool]:
    # What lies further ahead than any plan was written by a clock that ran ahead.
    return or_(SourceRow.next_poll.is_(None), SourceRow.next_poll <= now, SourceRow.next_poll > now + FARTHEST)


def _free(now: datetime) -> ColumnElement[bool]:
    return or_(SourceRow.lease_until.is_(None), SourceRow.lease_until <= now, SourceRow.lease_until > now + FARTHEST)


def _state(row: Row[Any]) -> SourceState:
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
