"""Versions of articles, and when their pages are looked at again. Nothing is ever taken out."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, func, or_, select, update
from sqlalchemy.orm import Session

from core.judgement import Assessment
from core.press import Article, Draft
from core.versions import Change, Check, Neighbours, Version
from storage.articles import article, assessed, version
from storage.tables import ArticleRow, AssessmentRow, RelevanceRow, TopicRow, VersionRow

SHARE = 4  # the articles of one outlet fill at most this part of a claim
_NEXT = select(func.min(ArticleRow.next_check))


class SqlVersions:
    """`core.versions.VersionStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Check]:
        """Lease articles whose next look has come, longest waiting first but few of one outlet.

        The next look of a leased article is the end of the lease: whoever dies over it leaves it to the next.
        """
        place = func.row_number().over(
            partition_by=ArticleRow.outlet_id, order_by=(ArticleRow.next_check, ArticleRow.id)
        )
        ready = select(ArticleRow.id, place.label("place")).where(ArticleRow.next_check <= now).subquery()
        query = (
            select(ArticleRow)
            .join(ready, ready.c.id == ArticleRow.id)
            .where(ready.c.place <= max(1, limit // SHARE))
            .order_by(ArticleRow.next_check, ArticleRow.id)
            .limit(limit)
        )
        found = [Check(article(row), until, row.checks, row.gone_since) for row in self._session.scalars(query)]
        self._change([check.article.id for check in found], next_check=until)
        return found

    def next_due(self) -> datetime | None:
        """Return when the next article is to be looked at; None when none is."""
        return self._session.connection().scalar(_NEXT)

    def held(self, check: Check) -> bool:
        """Tell whether a lease still stands: after its time somebody else may have taken the article over."""
        query = select(ArticleRow.next_check).where(ArticleRow.id == check.article.id)
        return self._session.scalar(query) == check.until

    def postpone(self, check: Check, until: datetime | None) -> None:
        """Give a lease back without a look: the page could not be had. None means never again."""
        self._change([check.article.id], next_check=until)

    def looked(self, check: Check, now: datetime, following: datetime | None, gone_since: datetime | None) -> None:
        """Record a look and when the next one is due; None means never again."""
        self._change(
            [check.article.id],
            checks=ArticleRow.checks + 1,
            checked_at=now,
            next_check=following,
            gone_since=gone_since,
        )

    def neighbours(self, article: Article, since: datetime) -> Neighbours:
        """Count how the other articles of an article's outlet stood at looks or readings at or after `since`."""
        gone = and_(ArticleRow.checked_at >= since, ArticleRow.gone_since.is_not(None))
        looked = and_(ArticleRow.checked_at >= since, ArticleRow.gone_since.is_(None))
        read = and_(ArticleRow.stored_at >= since, ArticleRow.origin == "page", ArticleRow.gone_since.is_(None))
        query = select(
            func.count().filter(gone).label("gone"), func.count().filter(or_(looked, read)).label("there")
        ).where(ArticleRow.outlet_id == article.outlet_id, ArticleRow.id != article.id)
        row = self._session.execute(query).one()
        return Neighbours(row.gone, row.there)

    def removed(self, article_id: int, evidence: str, now: datetime) -> Version:
        """Store that an article is gone; it keeps its last text."""
        row = self._session.get_one(ArticleRow, article_id)
        row.state = "removed"
        return self._append(row, "removal", evidence, now)

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
        row = self._session.get_one(ArticleRow, article_id)
        row.state = "present"
        row.title, row.text, row.excerpt, row.origin = draft.title, draft.text, excerpt, draft.origin
        row.section = draft.section or row.section
        row.published = row.published or draft.published
        if assessment is not None:
            for table in (AssessmentRow, RelevanceRow, TopicRow):
                self._session.execute(delete(table).where(table.article_id == article_id))
            self._session.expire_all()
            self._session.add_all(assessed(article_id, assessment, now))
        return self._append(row, change, evidence, now)

    def of(self, article_id: int) -> list[Version]:
        """Return the versions of an article, oldest first."""
        query = select(VersionRow).where(VersionRow.article_id == article_id).order_by(VersionRow.number)
        return [_version(row) for row in self._session.scalars(query)]

    def latest(
        self, since: datetime | None = None, changes: Sequence[Change] = (), limit: int = 100
    ) -> list[tuple[Article, Version]]:
        """Return the latest changes of all articles, newest first; without `changes` every one after the first."""
        query = select(ArticleRow, VersionRow).join(VersionRow, VersionRow.article_id == ArticleRow.id)
        query = query.where(VersionRow.change.in_(changes) if changes else VersionRow.change != "first")
        if since is not None:
            query = query.where(VersionRow.seen_at >= since)
        newest = query.order_by(VersionRow.seen_at.desc(), VersionRow.article_id, VersionRow.number.desc())
        return [(article(one), _version(other)) for one, other in self._session.execute(newest.limit(limit))]

    def corrected(self, article_ids: Collection[int]) -> set[int]:
        """Return which of these articles have a version that is a correction."""
        query = select(VersionRow.article_id).where(VersionRow.change == "correction").distinct()
        return set(self._session.scalars(query)) & set(article_ids)

    def _append(self, row: ArticleRow, change: Change, evidence: str, now: datetime) -> Version:
        last = self._session.scalar(select(func.max(VersionRow.number)).where(VersionRow.article_id == row.id)) or 0
        made = version(row.id, last + 1, change, row.title, row.text, now, evidence)
        self._session.add(made)
        self._session.flush()
        return _version(made)

    def _change(self, article_ids: Sequence[int], **values: Any) -> None:
        self._session.execute(update(ArticleRow).where(ArticleRow.id.in_(article_ids)).values(**values))
        self._session.expire_all()


def _version(row: VersionRow) -> Version:
    return Version(row.article_id, row.number, row.change, row.title, row.text, row.seen_at, row.evidence)
