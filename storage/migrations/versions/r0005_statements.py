"""Statements of officials and fact-checks, and which articles are to be held against them again."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEPT = (
    "id", "text", "issuer", "issued", "kind", "claim", "finding", "scope", "valid_from", "valid_until", "url",
    "added_at", "added_by",
)  # fmt: skip


def upgrade() -> None:
    """Create the table with its triggers, and the column."""
    moment = sa.DateTime(timezone=True)
    op.add_column("articles", sa.Column("verify_due", moment, nullable=True))
    op.create_index(op.f("ix_articles_verify_due"), "articles", ["verify_due"])
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("issued", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("added_at", moment, nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", moment, nullable=True),
        sa.Column("withdrawn_by", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('official', 'correction', 'fact_check', 'verdict')", name=op.f("ck_statements_kind")
        ),
        sa.CheckConstraint("finding IN ('', 'false', 'true', 'unproven')", name=op.f("ck_statements_finding")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statements")),
    )
    op.create_index(op.f("ix_statements_issued"), "statements", ["issued"])
    for act in (f"UPDATE OF {', '.join(KEPT)}", "DELETE"):
        op.execute(
            f"CREATE TRIGGER statements_no_{act.split()[0].lower()} BEFORE {act} ON statements "
            "BEGIN SELECT RAISE(ABORT, 'statements: rows are only withdrawn'); END"
        )
