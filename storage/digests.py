"""Frozen digests, and what arrived too late for them."""

from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core import periods
from core.desk import Digest, JudgedArticle
from storage.articles import fetch, judged_articles, of_profile
from storage.tables import ArticleRow, DigestItemRow, DigestRow, RelevanceRow, SourceRow


class SqlDigests:
    """`core.ports.DigestStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, profile: str, period: str) -> Digest | None:
        """Return the frozen digest of a period."""
        return self._session.scalar(
            select(DigestRow.payload).where(DigestRow.profile == profile, DigestRow.period == period)
        )

    def freeze(self, digest: Digest) -> bool:
        """Store a digest; False when the period was frozen already (nothing is changed then).

        Raises UsageError when the period is none.
        """
        period = periods.parse(digest.period)
        statement = (
            insert(DigestRow)
            .values(
                profile=digest.profile,
                period=digest.period,
                kind=period.kind,
                starts=period.start,
                ends=period.end,
                payload=digest,
                frozen_at=digest.frozen_at,
            )
            .on_conflict_do_nothing(index_elements=["profile", "period"])
            .returning(DigestRow.id)
        )
        digest_id = self._session.scalar(statement)
        if digest_id is None:
            return False
        rows = [{"digest_id": digest_id, "article_id": item.article_id, "late": item.late} for item in digest.items]
        if rows:
            self._session.execute(insert(DigestItemRow).on_conflict_do_nothing(), rows)
        if period.kind == "month":
            items = select(DigestItemRow.article_id).where(DigestItemRow.digest_id == digest_id)
            concerned = update(RelevanceRow).where(RelevanceRow.profile == digest.profile)
            self._session.execute(concerned.where(RelevanceRow.article_id.in_(items)).values(listed=True))
        return True

    def late(self, profile: str, start: datetime) -> list[JudgedArticle]:
        """Return articles with a moment before `start`, in a frozen month of the profile, that no digest lists yet."""
        frozen = exists().where(
            DigestRow.profile == profile,
            DigestRow.kind == "month",
            DigestRow.starts <= ArticleRow.moment,
            DigestRow.ends > ArticleRow.moment,
        )
        listed = exists().where(
            DigestItemRow.article_id == ArticleRow.id,
            DigestItemRow.digest_id == DigestRow.id,
            DigestRow.profile == profile,
            DigestRow.kind == "month",
        )
        # The mark spares a look at every older article. One that is judged anew loses it, so the digests are asked too.
        unmarked = (~RelevanceRow.listed, RelevanceRow.grade.in_(("main", "passing")))
        query = of_profile(judged_articles(), profile).where(*unmarked, ArticleRow.moment < start, frozen, ~listed)
        return fetch(self._session, query.order_by(ArticleRow.moment, ArticleRow.id))

    def first_activity(self) -> datetime | None:
        """Return when this database first collected anything: a first successful poll or a first article."""
        polled = self._session.scalar(select(func.min(SourceRow.first_success)))
        stored = self._session.scalar(select(func.min(ArticleRow.first_seen)))
        return min((moment for moment in (polled, stored) if moment), default=None)
