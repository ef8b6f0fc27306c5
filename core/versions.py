"""What became of an article after it was stored: its versions, and when its page is looked at again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from core.judgement import Assessment
from core.press import Article, Draft

Change = Literal["first", "page", "edit", "correction", "removal", "return"]
"""Why a version was kept. `page` is the page of an article of which only the feed was known before."""
Raised = Literal["edit", "correction", "removal", "return"]
"""The changes on which a rule may alert."""


@dataclass(frozen=True, slots=True)
class Version:
    """An article as it stood from `seen_at` on; `number` counts from 1.

    `evidence` are the words that made it a correction, or what the server answered for a removal, which has the last
    text.
    """

    article_id: int
    number: int
    change: Change
    title: str
    text: str
    seen_at: datetime
    evidence: str = ""

    @property
    def key(self) -> str:
        """The version in one word, for what must happen once for each."""
        return f"{self.article_id}:{self.number}"


@dataclass(frozen=True, slots=True)
class Check:
    """An article whose page is to be looked at again, leased until `until`.

    `gone_since` is when its page was first missing, None when it was there at the last look.
    """

    article: Article
    until: datetime
    checks: int = 0
    gone_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Neighbours:
    """How the articles of an outlet stood at their looks since a time: pages missing, pages there."""

    gone: int
    there: int


class VersionStore(Protocol):
    """Versions of articles, and the looks at their pages. Nothing is ever taken out."""

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Check]:
        """Lease articles whose next look has come, longest waiting first but few of one outlet."""
        ...

    def next_due(self) -> datetime | None:
        """Return when the next article is to be looked at; None when none is."""
        ...

    def held(self, check: Check) -> bool:
        """Tell whether a lease still stands: after its time somebody else may have taken the article over."""
        ...

    def postpone(self, check: Check, until: datetime | None) -> None:
        """Give a lease back without a look: the page could not be had. None means never again."""
        ...

    def looked(self, check: Check, now: datetime, following: datetime | None, gone_since: datetime | None) -> None:
        """Record a look and when the next one is due; None means never again."""
        ...

    def neighbours(self, article: Article, since: datetime) -> Neighbours:
        """Count how the other articles of an article's outlet stood at looks or readings at or after `since`."""
        ...

    def removed(self, article_id: int, evidence: str, now: datetime) -> Version:
        """Store that an article is gone; it keeps its last text."""
        ...

    def revised(
        self,
        article_id: int,
        change: Change,
        evidence: str,
        draft: Draft,
        excerpt: str,
        assessment: Assessment | None,
        now: datetime,
    ) -> Version:
        """Store what an article says now, as its newest version and as the article; it is there (again).

        Without an assessment the old one stands.
        """
        ...

    def of(self, article_id: int) -> list[Version]:
        """Return the versions of an article, oldest first."""
        ...

    def latest(
        self, since: datetime | None = None, changes: Sequence[Change] = (), limit: int = 100
    ) -> list[tuple[Article, Version]]:
        """Return the latest changes of all articles, newest first; without `changes` every one after the first."""
        ...

    def corrected(self, article_ids: Collection[int]) -> set[int]:
        """Return which of these articles have a version that is a correction."""
        ...
