"""What adaptive polling remembers of a source, turns at a host, and addresses still to be searched."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the columns and tables; a source that failed is failing now."""
    op.add_column("sources", sa.Column("memory", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("sources", sa.Column("lease_token", sa.Text()))
    op.add_column("sources", sa.Column("lease_until", MOMENT))
    op.create_index("ix_sources_current_next_poll", "sources", ["current", "next_poll"])
    op.execute("UPDATE sources SET state = 'failing' WHERE state = 'failed'")
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("next_start", MOMENT, nullable=False),
        sa.Column("pressed", sa.Integer(), nullable=False),
        sa.Column("paused_until", MOMENT),
        sa.PrimaryKeyConstraint("host", name="pk_hosts"),
    )
    op.create_table(
        "host_tickets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_host_tickets"),
    )
    op.create_index("ix_host_tickets_host", "host_tickets", ["host"])
    op.create_table(
        "backfill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("next_try", MOMENT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("found", sa.Integer(), nullable=False),
        sa.Column("done_at", MOMENT),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_backfill_source_id_sources"),
        sa.PrimaryKeyConstraint("id", name="pk_backfill"),
        sa.UniqueConstraint("source_id", "url", "since", name="uq_backfill_source_id_url_since"),
    )
    op.create_index("ix_backfill_done_at_next_try", "backfill", ["done_at", "next_try"])


def downgrade() -> None:
    """Take them away again."""
    op.drop_table("backfill")
    op.drop_table("host_tickets")
    op.drop_table("hosts")
    op.execute("UPDATE sources SET state = 'failed' WHERE state NOT IN ('never', 'ok', 'unchanged')")
    op.drop_index("ix_sources_current_next_poll", "sources")
    for column in ("lease_until", "lease_token", "memory"):
        op.drop_column("sources", column)
