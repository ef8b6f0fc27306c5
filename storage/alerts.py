"""Alerts and the append-only decisions on them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.desk import Alert, AlertPlan, AlertState, Decision, Held
from core.press import Article
from core.settings import Severity
from storage.audit import SqlAudit
from storage.tables import AlertRow, DecisionRow, HeldRow


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
                told_at=now,
                waiting_since=now,
                version=plan.version,
            )
            .on_conflict_do_nothing(index_elements=["profile", "rule_id", "story_id", "version"])
            .returning(AlertRow)
        )
        row = self._session.scalar(statement)
        return _alert(row) if row else None

    def on_story(self, profile: str, story_id: int) -> list[Alert]:
        """Return the alerts on a story itself, not those on a version of one of its articles."""
        query = select(AlertRow).where(
            AlertRow.profile == profile, AlertRow.story_id == story_id, AlertRow.version == ""
        )
        return [_alert(row) for row in self._session.scalars(query.order_by(AlertRow.id))]

    def waiting(self, severities: Sequence[Severity], before: datetime, hours: int) -> list[Alert]:
        """Return new alerts that wait since `before` or longer, and of which nobody was told after so many hours."""
        query = select(AlertRow).where(
            AlertRow.state == "new",
            AlertRow.waiting_since <= before,
            AlertRow.escalated < hours,
            AlertRow.severity.in_(severities),
        )
        ordered = query.order_by(AlertRow.severity, AlertRow.waiting_since, AlertRow.id)
        return [_alert(row) for row in self._session.scalars(ordered)]

    def told(self, alert_id: int, now: datetime) -> None:
        """Note that a mail on an alert was made; raises KeyError."""
        self._row(alert_id).told_at = now

    def escalated(self, alert_id: int, hours: int) -> None:
        """Note that others were told of an alert that waited for so many hours; raises KeyError."""
        self._row(alert_id).escalated = hours

    def hold(self, held: Held) -> None:
        """Keep a mail on an alert for later, one for each department: the earlier time counts, the first words stay."""
        statement = insert(HeldRow).values(
            alert_id=held.alert.id,
            department=held.department,
            article_id=held.article_id,
            because=held.because,
            until=held.until,
            again=held.again,
            change=held.change,
        )
        earlier = func.min(HeldRow.until, statement.excluded.until)
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["alert_id", "department"], set_={"until": earlier})
        )

    def held(self, now: datetime) -> list[Held]:
        """Return the mails whose waiting is over, most severe first, then oldest first."""
        query = select(HeldRow, AlertRow).join(AlertRow, AlertRow.id == HeldRow.alert_id).where(HeldRow.until <= now)
        ordered = query.order_by(AlertRow.severity, HeldRow.id)
        return [
            Held(
                held.id,
                _alert(row),
                held.department,
                held.article_id,
                held.because,
                held.until,
                held.again,
                held.change,
            )
            for held, row in self._session.execute(ordered)
        ]

    def release(self, alert_id: int, department: str) -> None:
        """Forget the mail that waits on an alert for a department, if there is one."""
        self._session.execute(delete(HeldRow).where(HeldRow.alert_id == alert_id, HeldRow.department == department))

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
        if decision.action == "reopen":
            row.waiting_since, row.escalated = decision.at, 0
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
        also=row.also,
        told_at=row.told_at,
        waiting_since=row.waiting_since,
        escalated=row.escalated,
    )
