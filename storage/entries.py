"""Entries: everything a source listed, and how far each was read."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from core.press import Entry, PendingEntry
from storage.tables import ArticleRow, EntryRow, SourceRow


class SqlEntries:
    """`core.ports.EntryStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def pending(self, limit: int, now: datetime) -> list[PendingEntry]:
        """Return entries of current sources that wait to be read and whose next try has come, oldest first."""
        query = (
            select(EntryRow)
            .join(SourceRow, SourceRow.id == EntryRow.source_id)
            .where(
                SourceRow.current,
                EntryRow.state == "pending",
                or_(EntryRow.next_try.is_(None), EntryRow.next_try <= now),
            )
            .order_by(EntryRow.first_seen, EntryRow.id)
            .limit(limit)
        )
        return [_pending(row) for row in self._session.scalars(query)]

    def done(self, entry_ids: Iterable[int], outcome: str) -> None:
        """Mark entries as read; `outcome` is `kept`, `elsewhere` (no name of ours) or `unread` (page never came)."""
        marks = [{"entry": entry_id} for entry_id in entry_ids]
        if marks:
            table = EntryRow.__table__
            statement = update(EntryRow).where(table.c.id == bindparam("entry")).values(state=outcome, next_try=None)
            self._session.connection().execute(statement, marks)
            self._session.expire_all()

    def postpone(self, entry_id: int, until: datetime, error: str) -> None:
        """Try the page of an entry again later."""
        self._session.execute(
            update(EntryRow)
            .where(EntryRow.id == entry_id)
            .values(next_try=until, error=error, attempts=EntryRow.attempts + 1)
        )

    def forget(self, before: datetime) -> int:
        """Delete read entries without an article that were first seen before `before`; return how many."""
        stored = exists().where(ArticleRow.url == EntryRow.url)
        gone = self._session.scalars(
            delete(EntryRow)
            .where(EntryRow.state.in_(("elsewhere", "unread")), EntryRow.first_seen < before, ~stored)
            .returning(EntryRow.id)
        )
        return len(gone.all())

    def counts(self) -> dict[str, int]:
        """Return how many entries stand in each state."""
        query = select(EntryRow.state, func.count().label("number")).group_by(EntryRow.state).order_by(EntryRow.state)
        return {row.state: row.number for row in self._session.execute(query)}


def _pending(row: EntryRow) -> PendingEntry:
    entry = Entry(row.url, row.title, row.summary, row.published, row.guid)
    return PendingEntry(row.id, row.source_id, entry, row.first_seen, row.attempts)
