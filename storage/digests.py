"""Frozen digests with their issues and approvals, and what arrived too late for them."""

from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Text, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core import periods
from core.desk import Count, Digest, JudgedArticle
from core.digests import Approval, EarlierCounts
from storage.articles import fetch, judged_articles, of_profile
from storage.audit import SqlAudit
from storage.digest_tables import DigestApprovalRow, DigestIssueRow, DigestItemRow, DigestRow
from storage.tables import ArticleRow, RelevanceRow, SourceRow

_COUNTS = TypeAdapter(tuple[Count, ...])


class SqlDigests:
    """`core.digests.DigestStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, profile: str, period: str) -> Digest | None:
        """Return the latest issue of a period."""
        return next(iter(reversed(self.issues(profile, period))), None)

    def issues(self, profile: str, period: str) -> list[Digest]:
        """Return every issue of a period, oldest first."""
        row = self._row(profile, period)
        if row is None:
            return []
        further = select(DigestIssueRow.payload).where(DigestIssueRow.digest_id == row.id)
        return [row.payload, *self._session.scalars(further.order_by(DigestIssueRow.number))]

    def last_issue(self, profile: str, period: str) -> int:
        """Return the number of the latest issue, 0 when the period is not frozen."""
        return self._last_issues(DigestRow.profile == profile, DigestRow.period == period).get(period, 0)

    def last_issues(self, profile: str) -> dict[str, int]:
        """Return the number of the latest issue of every frozen period, by period."""
        return self._last_issues(DigestRow.profile == profile)

    def _last_issues(self, *which: ColumnElement[bool]) -> dict[str, int]:
        query = (
            select(DigestRow.period, 1 + func.count(DigestIssueRow.id))
            .outerjoin(DigestIssueRow, DigestIssueRow.digest_id == DigestRow.id)
            .where(*which)
            .group_by(DigestRow.period)
        )
        return {period: number for period, number in self._session.execute(query)}  # noqa: C416 - rows are no pairs

    def freeze(self, digest: Digest) -> bool:
        """Store a digest; False when the period was frozen already (nothing is changed then).

        Raises UsageError when the period is none.
        """
        named = periods.parse(digest.period)
        period = replace(named, first=digest.first, last=digest.last)
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
        self._list(digest_id, digest)
        return True

    def issue(self, digest: Digest, now: datetime, actor: str) -> Digest:
        """Store a digest as the next issue of its period; raises KeyError before the first."""
        row = self._row(digest.profile, digest.period)
        if row is None:
            raise KeyError(digest.period)
        made = replace(digest, issue=self.last_issue(digest.profile, digest.period) + 1)
        self._session.add(DigestIssueRow(digest_id=row.id, number=made.issue, payload=made, at=now, actor=actor))
        self._session.flush()
        self._list(row.id, made)
        told = {"profile": made.profile, "period": made.period, "issue": made.issue, "reason": made.issue_reason}
        SqlAudit(self._session).append(now, actor, "digest.issue", told)
        return made

    def approve(self, profile: str, period: str, approval: Approval) -> bool:
        """Store that an issue was approved; False when it was already. Raises KeyError when there is no such issue."""
        row = self._row(profile, period)
        if row is None or not 1 <= approval.issue <= self.last_issue(profile, period):
            raise KeyError(period)
        if self.approval(profile, period, approval.issue) is not None:
            return False
        self._session.add(
            DigestApprovalRow(
                digest_id=row.id, number=approval.issue, at=approval.at, actor=approval.actor, note=approval.note
            )
        )
        self._session.flush()
        told = {"profile": profile, "period": period, "issue": approval.issue, "note": approval.note}
        SqlAudit(self._session).append(approval.at, approval.actor, "digest.approve", told)
        return True

    def approval(self, profile: str, period: str, issue: int) -> Approval | None:
        """Return who approved an issue, None when nobody did."""
        query = (
            select(DigestApprovalRow)
            .join(DigestRow, DigestApprovalRow.digest_id == DigestRow.id)
            .where(DigestRow.profile == profile, DigestRow.period == period, DigestApprovalRow.number == issue)
        )
        row = self._session.scalar(query)
        return Approval(row.number, row.at, row.actor, row.note) if row else None

    def counts_before(self, profile: str, kind: str, before: datetime, limit: int) -> list[EarlierCounts]:
        """Return what the latest reports of a kind counted whose window began before a time, latest first."""
        # The database reads the two lists out of the payload: the items of many months would take seconds to build.
        by_topic = func.json_extract(DigestRow.payload, "$.by_topic", type_=Text)
        by_locality = func.json_extract(DigestRow.payload, "$.by_locality", type_=Text)
        query = (
            select(by_topic, by_locality)
            .where(DigestRow.profile == profile, DigestRow.kind == kind, DigestRow.starts < before)
            .order_by(DigestRow.starts.desc())
            .limit(limit)
        )
        found = self._session.execute(query)
        return [EarlierCounts(_COUNTS.validate_json(topics), _COUNTS.validate_json(places)) for topics, places in found]

    def told_later(self, profile: str, period: str) -> AbstractSet[int]:
        """Return the ids of the articles that other digests of the same kind list."""
        row = self._row(profile, period)
        if row is None:
            return frozenset()
        query = (
            select(DigestItemRow.article_id)
            .join(DigestRow, DigestItemRow.digest_id == DigestRow.id)
            .where(DigestRow.profile == profile, DigestRow.kind == row.kind, DigestRow.id != row.id)
        )
        return frozenset(self._session.scalars(query))

    def _row(self, profile: str, period: str) -> DigestRow | None:
        return self._session.scalar(select(DigestRow).where(DigestRow.profile == profile, DigestRow.period == period))

    def _list(self, digest_id: int, digest: Digest) -> None:
        rows = [{"digest_id": digest_id, "article_id": item.article_id, "late": item.late} for item in digest.items]
        if rows:
            self._session.execute(insert(DigestItemRow).on_conflict_do_nothing(), rows)
        if periods.parse(digest.period).kind == "month":
            items = select(DigestItemRow.article_id).where(DigestItemRow.digest_id == digest_id)
            concerned = update(RelevanceRow).where(RelevanceRow.profile == digest.profile)
            self._session.execute(concerned.where(RelevanceRow.article_id.in_(items)).values(listed=True))

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
