"""Corrections by officers, append-only, and the assessment as it is with them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from core.corrections import Correction
from core.judgement import Assessment
from storage.audit import SqlAudit
from storage.tables import AssessmentRow, CorrectionRow, TopicRow


class SqlCorrections:
    """`core.corrections.CorrectionStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, correction: Correction) -> Correction:
        """Append a correction, write it to the audit log and return it with its number."""
        values: dict[str, Any] = {
            "article_id": correction.article_id,
            "field": correction.field,
            "topic": correction.topic,
            "value": correction.value,
            "before": correction.before,
            "reason": correction.reason,
        }
        row = CorrectionRow(at=correction.at, actor=correction.actor, **values)
        self._session.add(row)
        self._session.flush()
        SqlAudit(self._session).append(correction.at, correction.actor, "article.correct", values)
        return _correction(row)

    def assess(self, article_id: int, assessment: Assessment) -> None:
        """Store an article's assessment as it is with its corrections; delays are measured by the time of judging."""
        row = self._session.get_one(AssessmentRow, article_id)
        row.found, row.kind, row.tone = assessment, assessment.kind, assessment.tone.label
        row.role, row.band = assessment.role.label, assessment.verification.band
        self._session.execute(delete(TopicRow).where(TopicRow.article_id == article_id))
        self._session.expire_all()
        self._session.add_all(TopicRow(article_id=article_id, topic=topic) for topic in assessment.topics_on)
        self._session.flush()

    def of(self, article_id: int) -> list[Correction]:
        """Return the corrections of an article, oldest first."""
        return self._found(select(CorrectionRow).where(CorrectionRow.article_id == article_id))

    def listing(self) -> list[Correction]:
        """Return all corrections, oldest first."""
        return self._found(select(CorrectionRow))

    def _found(self, query: Select[CorrectionRow]) -> list[Correction]:
        rows: Sequence[CorrectionRow] = self._session.scalars(query.order_by(CorrectionRow.id)).all()
        return [_correction(row) for row in rows]


def _correction(row: CorrectionRow) -> Correction:
    return Correction(
        article_id=row.article_id,
        at=row.at,
        actor=row.actor,
        field=row.field,
        topic=row.topic,
        value=row.value,
        before=row.before,
        reason=row.reason,
        number=row.id,
    )
