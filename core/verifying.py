"""Which articles are to be held again against what is known: a statement, a version or a further article came."""

from datetime import datetime
from typing import Protocol

from core.desk import JudgedArticle
from core.judgement import Verification


class VerificationStore(Protocol):
    """Reasons to check, as they stand for each article, and whose are to be found anew."""

    def recall_since(self, since: datetime, now: datetime) -> int:
        """Note that the articles whose moment is at or after `since` are to be verified; return how many they are."""
        ...

    def recall_story(self, story_id: int, now: datetime, but: int = 0) -> None:
        """Note that the articles of a story are to be verified, but for the one named."""
        ...

    def due(self, limit: int) -> list[JudgedArticle]:
        """Return articles that are to be verified, longest waiting first."""
        ...

    def next_due(self) -> datetime | None:
        """Return since when the first article waits; None when none does."""
        ...

    def settle(self, article_id: int, found: Verification) -> None:
        """Store the reasons to check an article; it waits no longer."""
        ...
