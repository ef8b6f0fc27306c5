"""Stories arranged by hand: who put which article where, and why."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from core.stories import Move, MoveKind
from storage.audit import SqlAudit
from storage.tables import ArticleRow, StoryMoveRow


class SqlStories:
    """`core.stories.StoryStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def merge(self, story_id: int, into: int, now: datetime, actor: str, reason: str) -> list[Move]:
        """Put the articles of one story into another; raises KeyError when either is none."""
        articles = self._articles(story_id)
        if story_id == into or not articles or not self._articles(into):
            raise KeyError(story_id)
        return self._move("merge", articles, story_id, into, now, actor, reason)

    def split(self, article_id: int, now: datetime, actor: str, reason: str) -> list[Move]:
        """Take an article out of its story, into one of its own; raises KeyError when it is alone or unknown."""
        row = self._session.get(ArticleRow, article_id)
        story = (row.story_id or row.id) if row else 0
        others = [one for one in self._articles(story) if one != article_id]
        if row is None or not others:
            raise KeyError(article_id)
        if story == article_id:  # a story goes by the number of its first article: the others get the next one's
            return self._move("split", others, story, min(others), now, actor, reason)
        return self._move("split", [article_id], story, article_id, now, actor, reason)

    def moves(self) -> int:
        """Return how many moves there were, so that who keeps stories in memory sees when to read them again."""
        return self._session.scalar(select(func.max(StoryMoveRow.id))) or 0

    def moved(self, article_ids: Sequence[int]) -> set[int]:
        """Return which of these articles a person has put where they are."""
        query = select(StoryMoveRow.article_id).where(StoryMoveRow.article_id.in_(article_ids))
        return set(self._session.scalars(query))

    def _articles(self, story_id: int) -> list[int]:
        return list(self._session.scalars(select(ArticleRow.id).where(ArticleRow.story_id == story_id)))

    def _move(
        self, kind: MoveKind, articles: list[int], before: int, after: int, now: datetime, actor: str, reason: str
    ) -> list[Move]:
        self._session.execute(update(ArticleRow).where(ArticleRow.id.in_(articles)).values(story_id=after))
        self._session.expire_all()
        made = [Move(article, before, after) for article in articles]
        self._session.add_all(
            StoryMoveRow(
                at=now, actor=actor, kind=kind, article_id=one.article_id, before=before, after=after, reason=reason
            )
            for one in made
        )
        detail: dict[str, object] = {"articles": articles, "before": before, "after": after, "reason": reason}
        SqlAudit(self._session).append(now, actor, f"story.{kind}", detail)
        return made
