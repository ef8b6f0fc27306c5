"""Alerts and the append-only decisions on them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.desk import Alert, AlertPlan, AlertState, Decision
from core.press import Article
from storage.audit import SqlAudit
from storage.tables import AlertRow, DecisionRow


class SqlAlerts:
    """`core.ports.AlertStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, plan: AlertPlan, article: Article, now: datetime) -> Alert | None:
        """Store an alert; None when this (profile, rule, story) has one already, or this version of an article."""
        statement = (
            insert(AlertRow)
            .values(
                profile=plan.profile,
                rule_id=plan.rule.id,
                also=plan.also,
                severity=plan.rule.severity,
                story_id=article.story_id,
                article_id=article.id,
                title=article.title,
                outlet_name=article.outlet_name,
                url=article.url,
                because=plan.because,
                ask=plan.rule.ask,
                created_at=now,
                version=plan.version,
            )
            .on_conflict_do_nothing(index_elements=["profile", "rule_id", "story_id", "version"])
            .returning(AlertRow)
        )
        row = self._session.scalar(statement)
        return _alert(row) if row else None

    def fired(self, profile: str, story_id: int) -> set[str]:
        """Return the ids of the rules with an alert on a story itself, those that share another's alert included."""
        query = select(AlertRow).where(
            AlertRow.profile == profile, AlertRow.story_id == story_id, AlertRow.version == ""
        )
        return {rule for row in self._session.scalars(query) for rule in (row.rule_id, *row.also)}

    def listing(self, profile: str | None = None, states: Sequence[AlertState] = ()) -> list[Alert]:
        """Return alerts, most severe first, then oldest first."""
        query = select(AlertRow).order_by(AlertRow.severity, AlertRow.created_at, AlertRow.id)
        if profile is not None:
            query = query.where(AlertRow.profile == profile)
        if states:
            query = query.where(AlertRow.state.in_(states))
        return [_alert(row) for row in self._session.scalars(query)]

    def get(self, alert_id: int) -> Alert:
        """Return one alert; raises KeyError."""
        return _alert(self._row(alert_id))

    def decide(self, decision: Decision, state: AlertState) -> Alert:
        """Append a decision, write it to the audit log and move the alert to `state`; raises KeyError.

        Reopening takes the verdict off the alert: it was given on what was known then, and stays in the decisions.
        """
        row = self._row(decision.alert_id)
        row.state = state
        row.verdict = None if decision.action == "reopen" else decision.verdict or row.verdict
        self._session.add(
            DecisionRow(
                alert_id=row.id,
                at=decision.at,
                actor=decision.actor,
                action=decision.action,
                reason=decision.reason,
                verdict=decision.verdict,
                source=decision.source,
            )
        )
        detail: dict[str, object] = {
            "alert": row.id,
            "reason": decision.reason,
            "verdict": decision.verdict,
            "source": decision.source,
            "state": state,
        }
        SqlAudit(self._session).append(decision.at, decision.actor, f"alert.{decision.action}", detail)
        return _alert(row)

    def decisions(self, alert_id: int) -> list[Decision]:
        """Return the decisions on an alert, oldest first."""
        query = select(DecisionRow).where(DecisionRow.alert_id == alert_id).order_by(DecisionRow.id)
        return [
            Decision(row.alert_id, row.at, row.actor, row.action, row.reason, row.verdict, row.source)
            for row in self._session.scalars(query)
        ]

    def between(self, profile: str, start: datetime, end: datetime) -> list[Alert]:
        """Return alerts created in [start, end), oldest first."""
        query = select(AlertRow).where(
            AlertRow.profile == profile, AlertRow.created_at >= start, AlertRow.created_at < end
        )
        return [_alert(row) for row in self._session.scalars(query.order_by(AlertRow.created_at, AlertRow.id))]

    def _row(self, alert_id: int) -> AlertRow:
        row = self._session.get(AlertRow, alert_id)
        if row is None:
            raise KeyError(alert_id)
        return row


def _alert(row: AlertRow) -> Alert:
    return Alert(
        id=row.id,
        profile=row.profile,
        rule_id=row.rule_id,
        severity=row.severity,
        story_id=row.story_id,
        article_id=row.article_id,
        title=row.title,
        outlet_name=row.outlet_name,
        url=row.url,
        because=row.because,
        ask=row.ask,
        created_at=row.created_at,
        state=row.state,
        verdict=row.verdict,
    )
