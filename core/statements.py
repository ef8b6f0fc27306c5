"""What officials, corrections and fact-checks say of a matter: what the statements of the press are held against."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

StatementKind = Literal["official", "correction", "fact_check", "verdict"]
Finding = Literal["", "false", "true", "unproven"]
STATEMENT_KINDS: tuple[StatementKind, ...] = ("official", "correction", "fact_check", "verdict")
FINDINGS: tuple[Finding, ...] = ("", "false", "true", "unproven")


@dataclass(frozen=True, slots=True)
class Statement:
    """What an issuer said on a day. With `finding` it judges the claim in `claim`, else it only states.

    `scope` holds ids of topics, profiles or localities, empty for everywhere. It is valid from `valid_from`, or from
    the day it was issued, up to and with `valid_until`, or without end. `id` is 0 before it is stored.
    """

    id: int
    text: str
    issuer: str
    issued: date
    kind: StatementKind
    claim: str = ""
    finding: Finding = ""
    scope: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    url: str = ""

    def valid(self, day: date) -> bool:
        """Tell whether the statement holds on a day."""
        return (self.valid_from or self.issued) <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A stored statement: who put it there and when, and whether a person took it back."""

    statement: Statement
    added_at: datetime
    added_by: str
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    reason: str = ""


class StatementStore(Protocol):
    """Statements. None is ever changed or deleted; a wrong one is withdrawn and stays visible."""

    def add(self, statement: Statement, now: datetime, actor: str) -> Statement | None:
        """Store a statement and return it with its number; None when the very same one stands there and is in force."""
        ...

    def withdraw(self, statement_id: int, now: datetime, actor: str, reason: str) -> None:
        """Take a statement back, so that nothing is held against it any more; raises KeyError when none is in force."""
        ...

    def marks(self) -> tuple[int, int]:
        """Return two numbers that change whenever a statement is added or withdrawn."""
        ...

    def in_force(self) -> list[Statement]:
        """Return the statements that nobody withdrew, oldest first; some may be out of date."""
        ...

    def listing(self) -> Sequence[KeptStatement]:
        """Return all statements, oldest first."""
        ...
