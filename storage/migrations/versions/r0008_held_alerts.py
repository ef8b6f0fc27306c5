"""Alerts that are told again, held back or escalated: since when they wait, and the mails that leave later."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add what is remembered of each alert, and the mails that wait.

    Alerts of before count as told and escalated: nobody shall get the whole past in one mail.
    """
    moment = sa.DateTime(timezone=True)
    for name in ("told_at", "waiting_since"):
        op.add_column("alerts", sa.Column(name, moment, nullable=False, server_default="1970-01-01 00:00:00.000000"))
    op.add_column("alerts", sa.Column("escalated", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE alerts SET told_at = created_at, waiting_since = created_at, escalated = 720")
    op.create_index(op.f("ix_alerts_state_waiting_since"), "alerts", ["state", "waiting_since"])
    op.create_index(op.f("ix_deliveries_recipient_created_at"), "deliveries", ["recipient", "created_at"])
    op.create_table(
        "held_alerts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("until", moment, nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("change", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_held_alerts_alert_id_alerts")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_held_alerts_article_id_articles")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_alerts")),
        sa.UniqueConstraint("alert_id", "department", name=op.f("uq_held_alerts_alert_id_department")),
    )
    op.create_index(op.f("ix_held_alerts_until"), "held_alerts", ["until"])
