"""Entries: everything a source listed, and how far each was read."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, exists, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.press import Entry, HeldEntry, PendingEntry
from storage.tables import ArticleRow, EntryRow, EntryState, SourceRow

PART = 1000  # entries of one statement
SHARE = 4  # one source fills at most this part of a claim


_INSERT = insert(EntryRow)
_NEXT = (
    select(func.min(func.coalesce(EntryRow.next_try, EntryRow.first_seen)))
    .join(SourceRow, SourceRow.id == EntryRow.source_id)
    .where(SourceRow.current, EntryRow.state == "pending")
)


class SqlEntries:
    """`core.ports.EntryStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, source_id: str, entries: Sequence[Entry], now: datetime, *, old: bool = False) -> int:
        """Store the entries not yet known, as pending; return how many these were. Old ones are never read."""
        parts = (entries[start : start + PART] for start in range(0, len(entries), PART))
        return sum(self._add(source_id, part, now, "elsewhere" if old else "pending") for part in parts)

    def _add(self, source_id: str, entries: Sequence[Entry], now: datetime, state: EntryState) -> int:
        connection = self._session.connection()  # without the unit of work: most entries of most polls are known
        known = set(connection.scalars(select(EntryRow.url).where(EntryRow.url.in_([entry.url for entry in entries]))))
        if known:
            self._inherit(source_id, known)
        fresh = {entry.url: entry for entry in reversed(entries) if entry.url not in known}
        rows = [
            {
                "source_id": source_id,
                "url": entry.url,
                "guid": entry.guid,
                "title": entry.title,
                "summary": entry.summary,
                "published": entry.published,
                "first_seen": now,
                "state": state,
            }
            for entry in reversed(fresh.values())
        ]
        if rows:
            connection.execute(_INSERT, rows)
        return len(rows)

    def _inherit(self, source_id: str, urls: Iterable[str]) -> None:
        """Let what waited under a source that left (renamed, removed) be read by the one that lists it now."""
        left = select(SourceRow.id).where(~SourceRow.current)
        self._session.execute(
            update(EntryRow)
            .where(
                EntryRow.url.in_(urls),
                EntryRow.state == "pending",
                EntryRow.source_id.in_(left),
            )
            .values(source_id=source_id),
            execution_options={"synchronize_session": False},
        )

    def claim(self, now: datetime, until: datetime, limit: int) -> list[PendingEntry]:
        """Lease entries of current sources that wait to be read and whose next try has come.

        Oldest first, but few of one source, so that one that lists much does not keep the others waiting. The next
        try of a leased entry is the end of the lease: whoever dies over it leaves it to the next.
        """
        ready = (
            select(
                EntryRow.id,
                func.row_number()
                .over(partition_by=EntryRow.source_id, order_by=(EntryRow.first_seen, EntryRow.id))
                .label("place"),
            )
            .join(SourceRow, SourceRow.id == EntryRow.source_id)
            .where(
                SourceRow.current,
                EntryRow.state == "pending",
                or_(EntryRow.next_try.is_(None), EntryRow.next_try <= now),
            )
            .subquery()
        )
        query = (
            select(EntryRow)
            .join(ready, ready.c.id == EntryRow.id)
            .where(ready.c.place <= max(1, limit // SHARE))
            .order_by(EntryRow.first_seen, EntryRow.id)
            .limit(limit)
        )
        return self._leased(self._session.scalars(query).all(), until)

    def take(self, url: str, source_id: str, until: datetime) -> PendingEntry | None:
        """Lease one entry by its address for a source, even one set aside before; None when its article is stored."""
        rows = self._session.scalars(select(EntryRow).where(EntryRow.url == url, EntryRow.state != "kept")).all()
        for row in rows:
            row.state, row.source_id = "pending", source_id
        return next(iter(self._leased(rows, until)), None)

    def _leased(self, rows: Sequence[EntryRow], until: datetime) -> list[PendingEntry]:
        found = [_pending(row) for row in rows]
        self._session.execute(update(EntryRow).where(EntryRow.id.in_([row.id for row in found])).values(next_try=until))
        return found

    def next_due(self) -> datetime | None:
        """Return when the next waiting entry may be read; None when none waits."""
        return self._session.connection().scalar(_NEXT)

    def done(self, entry_ids: Iterable[int], outcome: str) -> None:
        """Mark entries as read; `outcome` is `kept`, `elsewhere` (no name of ours) or `unread` (page never came)."""
        marks = [{"entry": entry_id} for entry_id in entry_ids]
        if marks:
            table = EntryRow.__table__
            statement = update(EntryRow).where(table.c.id == bindparam("entry")).values(state=outcome, next_try=None)
            self._session.connection().execute(statement, marks)
            self._session.expire_all()

    def quarantine(self, entry_id: int, reason: str) -> None:
        """Hold an entry back until a person looks at it; nothing of it is lost."""
        self._session.execute(
            update(EntryRow).where(EntryRow.id == entry_id).values(state="quarantined", error=reason, next_try=None)
        )

    def quarantined(self) -> list[HeldEntry]:
        """Return the entries held back, the latest first."""
        query = select(EntryRow).where(EntryRow.state == "quarantined")
        rows = self._session.scalars(query.order_by(EntryRow.first_seen.desc(), EntryRow.id.desc()))
        return [HeldEntry(row.id, row.url, row.title, row.source_id, row.first_seen, row.error) for row in rows]

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
