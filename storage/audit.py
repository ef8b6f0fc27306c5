"""The audit log: each row carries the hash of the row before, so that a change of the past shows."""

import hashlib
import json
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import StorageError
from core.i18n import translator
from storage.columns import storable
from storage.tables import AuditRow

_ = translator("storage")
_GENESIS = "0" * 64


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False)


def chain_hash(previous: str, at: str, actor: str, act: str, detail: object) -> str:
    """Return SHA-256, in hexadecimal, of the canonical JSON of the previous hash and a row's fields."""
    return hashlib.sha256(_canonical([previous, at, actor, act, detail]).encode()).hexdigest()


class SqlAudit:
    """`core.ports.AuditLog` on one transaction. Cutting off the newest rows is the one change no chain can show."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def append(self, now: datetime, actor: str, act: str, detail: dict[str, object]) -> str:
        """Append a row and return its hash; dates in `detail` become text."""
        try:
            plain = json.loads(json.dumps(detail, default=str, allow_nan=False))
        except ValueError as error:
            raise StorageError(_("A record cannot be stored: %(reason)s") % {"reason": error}) from error
        newest = select(AuditRow.hash).order_by(AuditRow.id.desc()).limit(1)
        previous = self._session.scalar(newest) or _GENESIS
        at, actor, act = now.astimezone(UTC).isoformat(), storable(actor), storable(act)
        found = chain_hash(previous, at, actor, act, plain)
        self._session.add(
            AuditRow(at=at, actor=actor, act=act, detail=_canonical(plain), previous=previous, hash=found)
        )
        self._session.flush()
        return found

    def verify(self) -> int | None:
        """Return None when the chain holds, else the id of the first row that does not fit."""
        previous = _GENESIS
        for row in self._session.scalars(select(AuditRow).order_by(AuditRow.id).execution_options(yield_per=500)):
            if row.previous != previous or not _fits(row):
                return row.id
            previous = row.hash
        return None


def _fits(row: AuditRow) -> bool:
    try:
        return row.hash == chain_hash(row.previous, row.at, row.actor, row.act, json.loads(row.detail))
    except (TypeError, ValueError):
        return False  # somebody put something else than JSON there
