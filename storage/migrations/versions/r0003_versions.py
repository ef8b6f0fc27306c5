"""Versions with the reason for each, when an article is looked at again, alerts on versions, entries in quarantine."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)
WATCHED = timedelta(days=90)  # older articles hardly ever change
SPREAD = 1440  # minutes over which the first looks at known articles are spread


def upgrade() -> None:
    """Add the columns; articles stored in the last 90 days are looked at again within a day."""
    # SQLite copies a table to change its constraints, and a table others refer to cannot be dropped meanwhile. Columns
    # are therefore added with their checks where that is enough.
    op.execute(
        "ALTER TABLE articles ADD COLUMN state TEXT DEFAULT 'present' NOT NULL "
        "CONSTRAINT ck_articles_state CHECK (state IN ('present', 'removed'))"
    )
    op.add_column("articles", sa.Column("checks", sa.Integer(), nullable=False, server_default="0"))
    for name in ("checked_at", "next_check", "gone_since"):
        op.add_column("articles", sa.Column(name, MOMENT))
    op.create_index("ix_articles_next_check", "articles", ["next_check"])
    op.execute(
        "ALTER TABLE article_versions ADD COLUMN change TEXT DEFAULT 'first' NOT NULL CONSTRAINT "
        "ck_article_versions_change CHECK (change IN ('first', 'page', 'edit', 'correction', 'removal', 'return'))"
    )
    op.add_column("article_versions", sa.Column("evidence", sa.Text(), nullable=False, server_default=""))
    op.create_index("ix_article_versions_seen_at", "article_versions", ["seen_at"])
    _plan_looks()
    _quarantine()
    _alerts_on_versions()


def _plan_looks() -> None:
    """Plan from the newest article on: no clock is asked, as the database may be that of a rehearsal."""
    articles = sa.table("articles", sa.column("id"), sa.column("stored_at", MOMENT), sa.column("next_check", MOMENT))
    connection = op.get_bind()
    newest = connection.scalar(sa.select(sa.func.max(articles.c.stored_at)))
    if newest is None:
        return
    recent = sa.select(articles.c.id).where(articles.c.stored_at > newest - WATCHED)
    looks = [
        {"article": article_id, "look": newest + timedelta(minutes=article_id % SPREAD)}
        for article_id in connection.scalars(recent)
    ]
    plan = sa.update(articles).where(articles.c.id == sa.bindparam("article"))
    connection.execute(plan.values(next_check=sa.bindparam("look")), looks)


def _quarantine() -> None:
    connection = op.get_bind()
    highest = connection.scalar(sa.text("SELECT seq FROM sqlite_sequence WHERE name = 'entries'"))
    states = "state IN ('pending', 'kept', 'elsewhere', 'unread', 'quarantined')"
    with op.batch_alter_table("entries", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(op.f("ck_entries_state"), type_="check")
        batch.create_check_constraint(op.f("ck_entries_state"), states)
    if highest is not None:  # ids of entries that were forgotten are not given again
        connection.execute(
            sa.text("UPDATE sqlite_sequence SET seq = :seq WHERE name = 'entries' AND seq < :seq"), {"seq": highest}
        )


def _alerts_on_versions() -> None:
    """Copy the alerts while the decisions, which refer to them, stand aside."""
    op.execute("CREATE TABLE decisions_aside AS SELECT * FROM decisions")
    op.drop_table("decisions")
    op.add_column("alerts", sa.Column("version", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("alerts") as batch:
        batch.alter_column("version", server_default=None)
        batch.drop_constraint(op.f("uq_alerts_profile_rule_id_story_id"), type_="unique")
        batch.create_unique_constraint(
            op.f("uq_alerts_profile_rule_id_story_id_version"), ["profile", "rule_id", "story_id", "version"]
        )
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], name=op.f("fk_decisions_alert_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    op.execute("INSERT INTO decisions SELECT * FROM decisions_aside ORDER BY id")
    op.drop_table("decisions_aside")
    op.create_index(op.f("ix_decisions_alert_id"), "decisions", ["alert_id"])
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER decisions_no_{act.lower()} BEFORE {act} ON decisions "
            "BEGIN SELECT RAISE(ABORT, 'decisions: rows are never changed or deleted'); END"
        )
