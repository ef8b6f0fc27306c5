"""The register of matters; what happened to each is append-only like the decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

ACTS = "('open', 'link', 'date', 'follow', 'met', 'respond', 'output', 'note', 'close', 'reopen')"
FIELDS = (
    "('published_at', 'first_seen_at', 'received_at', 'event_at', 'handled_at', 'impact_determined_at', "
    "'letter_sent_at', 'reply_received_at', 'conclusion_received_at', 'conclusion_at', 'self_detected_at', "
    "'response_sent_at', 'corrected_at', 'removed_at', 'assigned_at', 'request_at', 'event_planned_at', "
    "'last_press_conference_at', 'false_info_established_at')"
)
RESPONSES = "('answer', 'statement', 'briefing', 'correction_request', 'clarification', 'refusal')"


def upgrade() -> None:
    """Create the tables with their triggers."""
    moment = sa.DateTime(timezone=True)
    op.create_table(
        "matters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("lead", sa.Text(), nullable=False),
        sa.Column("opened_at", moment, nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("key", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('hot', 'task', 'conference')", name=op.f("ck_matters_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
    )
    op.create_index(
        op.f("ix_matters_profile_key"), "matters", ["profile", "key"], unique=True, sqlite_where=sa.text("key != ''")
    )
    op.create_table(
        "matter_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("clock", sa.Text(), nullable=False),
        sa.Column("response", sa.Text(), nullable=True),
        sa.Column("moment", moment, nullable=True),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.CheckConstraint(f"kind IN {ACTS}", name=op.f("ck_matter_acts_kind")),
        sa.CheckConstraint(f"field IN {FIELDS}", name=op.f("ck_matter_acts_field")),
        sa.CheckConstraint(f"response IN {RESPONSES}", name=op.f("ck_matter_acts_response")),
        sa.ForeignKeyConstraint(["matter_id"], ["matters.id"], name=op.f("fk_matter_acts_matter_id_matters")),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_matter_acts_alert_id_alerts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter_acts")),
    )
    for column in ("matter_id", "alert_id"):
        op.create_index(op.f(f"ix_matter_acts_{column}"), "matter_acts", [column])
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER matter_acts_no_{act.lower()} BEFORE {act} ON matter_acts "
            "BEGIN SELECT RAISE(ABORT, 'matter_acts: rows are never changed or deleted'); END"
        )
