"""Addresses to be searched for what the feeds no longer list; each is searched once, whatever stops in between."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.press import BackfillStep
from storage.tables import BackfillRow, SourceRow

RESUMED = timedelta(hours=1)


MOST = 2000  # addresses of one search: an index may name sitemaps without end
_WAITING = (
    select(BackfillRow.id)
    .join(SourceRow, SourceRow.id == BackfillRow.source_id)
    .where(SourceRow.current, BackfillRow.done_at.is_(None))
)
_NEXT = _WAITING.with_only_columns(func.min(BackfillRow.next_try))


class SqlBackfill:
    """`core.ports.BackfillStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(
        self, source_id: str, since: datetime, addresses: Iterable[str], now: datetime, *, anew: bool = False
    ) -> int:
        """Note addresses to be searched for what was published at or after `since`; return how many are new.

        With `anew` one that was searched more than an hour ago is searched again: until then it is the same search
        going on. A search never has more than 2,000 addresses.
        """
        same = select(func.count()).where(BackfillRow.source_id == source_id, BackfillRow.since == since)
        room = MOST - (self._session.scalar(same) or 0)
        rows = [
            {
                "source_id": source_id,
                "url": url,
                "since": since,
                "next_try": now,
                "attempts": 0,
                "found": 0,
                "error": "",
            }
            for url in list(addresses)[: max(room, 0) or (MOST if anew else 0)]
        ]
        if not rows:
            return 0
        statement = insert(BackfillRow)
        if anew:
            statement = statement.on_conflict_do_update(
                index_elements=["source_id", "url", "since"],
                set_={"done_at": None, "next_try": now, "attempts": 0, "error": ""},
                where=BackfillRow.done_at <= now - RESUMED,
            )
        else:
            statement = statement.on_conflict_do_nothing()
        return len(self._session.scalars(statement.returning(BackfillRow.id), rows).all())

    def claim(self, now: datetime, until: datetime) -> BackfillStep | None:
        """Lease the next address whose turn has come."""
        query = (
            select(BackfillRow)
            .join(SourceRow, SourceRow.id == BackfillRow.source_id)
            .where(SourceRow.current, BackfillRow.done_at.is_(None), BackfillRow.next_try <= now)
            .order_by(BackfillRow.next_try, BackfillRow.id)
            .limit(1)
        )
        row = self._session.scalar(query)
        if row is None:
            return None
        row.next_try = until  # whoever dies over it leaves it to the next
        self._session.flush()
        return BackfillStep(row.id, row.source_id, row.url, row.since, row.attempts)

    def done(self, step_id: int, found: int, now: datetime) -> None:
        """Record that an address was searched and how many new entries it gave."""
        self._change(step_id, done_at=now, found=found, error="")

    def postpone(self, step_id: int, until: datetime, error: str) -> None:
        """Search an address again later."""
        self._change(step_id, next_try=until, error=error, attempts=BackfillRow.attempts + 1)

    def fail(self, step_id: int, error: str, now: datetime) -> None:
        """Give an address up."""
        self._change(step_id, done_at=now, error=error, attempts=BackfillRow.attempts + 1)

    def _change(self, step_id: int, **values: object) -> None:
        self._session.execute(update(BackfillRow).where(BackfillRow.id == step_id).values(**values))

    def open(self) -> int:
        """Return how many addresses still wait."""
        return self._session.scalar(_WAITING.with_only_columns(func.count())) or 0

    def next_due(self) -> datetime | None:
        """Return when the next address may be searched; None when none waits."""
        return self._session.connection().scalar(_NEXT)
