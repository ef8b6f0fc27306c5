"""Statements of officials and fact-checks, which articles are to be held against them, stories arranged by hand."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

KEPT = (
    "id", "text", "issuer", "issued", "kind", "claim", "finding", "scope", "valid_from", "valid_until", "url",
    "added_at", "added_by",
)  # fmt: skip


def upgrade() -> None:
    """Create the tables with their triggers, and the column."""
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
    op.create_table(
        "story_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('merge', 'split')", name=op.f("ck_story_moves_kind")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_story_moves_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_story_moves")),
    )
    op.create_index(op.f("ix_story_moves_article_id"), "story_moves", ["article_id"])
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER story_moves_no_{act.lower()} BEFORE {act} ON story_moves "
            "BEGIN SELECT RAISE(ABORT, 'story_moves: rows are never changed or deleted'); END"
        )
    for act in (f"UPDATE OF {', '.join(KEPT)}", "DELETE"):
        op.execute(
            f"CREATE TRIGGER statements_no_{act.split()[0].lower()} BEFORE {act} ON statements "
            "BEGIN SELECT RAISE(ABORT, 'statements: rows are only withdrawn'); END"
        )
