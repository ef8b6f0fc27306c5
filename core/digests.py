"""Frozen digests and their issues: a person may approve one, mend its words or have it made anew; all are kept."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.desk import Count, Digest, JudgedArticle


@dataclass(frozen=True, slots=True)
class Approval:
    """That a person approved an issue of a digest."""

    issue: int
    at: datetime
    actor: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class EarlierCounts:
    """What an earlier report counted, as it stood when it was frozen first."""

    by_topic: tuple[Count, ...]
    by_locality: tuple[Count, ...]


class DigestStore(Protocol):
    """Frozen digests, by profile and period. No issue is ever changed; a further one stands beside it."""

    def get(self, profile: str, period: str) -> Digest | None:
        """Return the latest issue of a period."""
        ...

    def issues(self, profile: str, period: str) -> list[Digest]:
        """Return every issue of a period, oldest first."""
        ...

    def last_issue(self, profile: str, period: str) -> int:
        """Return the number of the latest issue, 0 when the period is not frozen."""
        ...

    def last_issues(self, profile: str) -> dict[str, int]:
        """Return the number of the latest issue of every frozen period, by period."""
        ...

    def freeze(self, digest: Digest) -> bool:
        """Store a first issue; False when the period was frozen already (nothing is changed then)."""
        ...

    def issue(self, digest: Digest, now: datetime, actor: str) -> Digest:
        """Store a digest as the next issue of its period and return it with its number.

        Articles that it lists count as told and come in no later digest. Raises KeyError before the first issue.
        """
        ...

    def approve(self, profile: str, period: str, approval: Approval) -> bool:
        """Store that an issue was approved; False when it was already. Raises KeyError when there is no such issue."""
        ...

    def approval(self, profile: str, period: str, issue: int) -> Approval | None:
        """Return who approved an issue, None when nobody did."""
        ...

    def counts_before(self, profile: str, kind: str, before: datetime, limit: int) -> list[EarlierCounts]:
        """Return what the latest reports of a kind counted whose window began before a time, latest first."""
        ...

    def told_later(self, profile: str, period: str) -> AbstractSet[int]:
        """Return the ids of the articles that other digests of the same kind list."""
        ...

    def late(self, profile: str, start: datetime) -> list[JudgedArticle]:
        """Return articles with a moment before `start`, in a frozen month of the profile, that no monthly one lists."""
        ...

    def first_activity(self) -> datetime | None:
        """Return when this database first collected anything."""
        ...
