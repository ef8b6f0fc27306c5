"""What officers say instead of the machine, append-only like the decisions."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the table with its triggers."""
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.CheckConstraint("field IN ('topic', 'tone', 'kind', 'role')", name=op.f("ck_corrections_field")),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name=op.f("fk_corrections_article_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrections")),
    )
    op.create_index(op.f("ix_corrections_article_id"), "corrections", ["article_id"])
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER corrections_no_{act.lower()} BEFORE {act} ON corrections "
            "BEGIN SELECT RAISE(ABORT, 'corrections: rows are never changed or deleted'); END"
        )
