"""The statements in force, made ready to be searched, in step with the database."""

from classifier.claims.retrieve import StatementIndex
from core.ports import UnitOfWork


class Statements:
    """Keeps the index of the statements in force until another comes or one is withdrawn."""

    def __init__(self) -> None:
        self._index: StatementIndex | None = None
        self._marks = (0, 0)

    def index(self, tx: UnitOfWork) -> StatementIndex:
        """Return the index of the statements in force."""
        marks = tx.statements.marks()
        if self._index is None or marks != self._marks:
            self._index, self._marks = StatementIndex(tx.statements.in_force()), marks
        return self._index
