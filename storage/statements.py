"""Statements that the press is held against: added, withdrawn, never changed."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.statements import KeptStatement, Statement
from storage.audit import SqlAudit
from storage.tables import StatementRow

_FIELDS = (
    "text", "issuer", "issued", "kind", "claim", "finding", "scope", "valid_from", "valid_until", "url",
)  # fmt: skip


class SqlStatements:
    """`core.statements.StatementStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, statement: Statement, now: datetime, actor: str) -> Statement | None:
        """Store a statement and return it with its number; None when the very same one stands there and is in force."""
        same = select(StatementRow).where(
            StatementRow.text == statement.text,
            StatementRow.issuer == statement.issuer,
            StatementRow.issued == statement.issued,
            StatementRow.claim == statement.claim,
            StatementRow.withdrawn_at.is_(None),
        )
        if self._session.scalar(same.limit(1)) is not None:
            return None
        values = {field: getattr(statement, field) for field in _FIELDS}
        row = StatementRow(**values, added_at=now, added_by=actor)
        self._session.add(row)
        self._session.flush()
        stored = _statement(row)
        SqlAudit(self._session).append(now, actor, "statement.add", asdict(stored))
        return stored

    def withdraw(self, statement_id: int, now: datetime, actor: str, reason: str) -> None:
        """Take a statement back, so that nothing is held against it any more; raises KeyError when none is in force."""
        taken = (
            update(StatementRow)
            .where(StatementRow.id == statement_id, StatementRow.withdrawn_at.is_(None))
            .values(withdrawn_at=now, withdrawn_by=actor, reason=reason)
            .returning(StatementRow.id)
        )
        if not self._session.scalars(taken).all():
            raise KeyError(statement_id)
        SqlAudit(self._session).append(now, actor, "statement.withdraw", {"id": statement_id, "reason": reason})

    def marks(self) -> tuple[int, int]:
        """Return two numbers that change whenever a statement is added or withdrawn."""
        query = select(func.max(StatementRow.id), func.count(StatementRow.withdrawn_at))
        last, withdrawn = self._session.execute(query).one()
        return last or 0, withdrawn

    def in_force(self) -> list[Statement]:
        """Return the statements that nobody withdrew, oldest first; some may be out of date."""
        query = select(StatementRow).where(StatementRow.withdrawn_at.is_(None)).order_by(StatementRow.id)
        return [_statement(row) for row in self._session.scalars(query)]

    def listing(self) -> list[KeptStatement]:
        """Return all statements, oldest first."""
        return [
            KeptStatement(_statement(row), row.added_at, row.added_by, row.withdrawn_at, row.withdrawn_by, row.reason)
            for row in self._session.scalars(select(StatementRow).order_by(StatementRow.id))
        ]


def _statement(row: StatementRow) -> Statement:
    return Statement(row.id, **{field: getattr(row, field) for field in _FIELDS})
