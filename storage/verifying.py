"""The reasons to check of each article, and whose are to be found anew."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.desk import JudgedArticle
from core.judgement import Verification
from storage.articles import fetch, judged_articles
from storage.tables import ArticleRow, AssessmentRow


class SqlVerifications:
    """`core.verifying.VerificationStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def recall_since(self, since: datetime, now: datetime) -> int:
        """Note that the articles whose moment is at or after `since` are to be verified; return how many they are."""
        marked = update(ArticleRow).where(ArticleRow.moment >= since).values(verify_due=now).returning(ArticleRow.id)
        return len(self._session.scalars(marked).all())

    def recall_story(self, story_id: int, now: datetime, but: int = 0) -> None:
        """Note that the articles of a story are to be verified, but for the one named."""
        story = update(ArticleRow).where(ArticleRow.story_id == story_id, ArticleRow.id != but)
        self._session.execute(story.values(verify_due=now))

    def due(self, limit: int) -> list[JudgedArticle]:
        """Return articles that are to be verified, longest waiting first."""
        waiting = judged_articles().where(ArticleRow.verify_due.is_not(None))
        return fetch(self._session, waiting.order_by(ArticleRow.verify_due, ArticleRow.id).limit(limit))

    def next_due(self) -> datetime | None:
        """Return since when the first article waits; None when none does."""
        return self._session.scalar(select(func.min(ArticleRow.verify_due)))

    def settle(self, article_id: int, found: Verification) -> None:
        """Store the reasons to check an article; it waits no longer."""
        row = self._session.get_one(AssessmentRow, article_id)
        row.found, row.band = replace(row.found, verification=found), found.band
        self._session.get_one(ArticleRow, article_id).verify_due = None
        self._session.flush()
