"""What a digest asks of a large archive: which articles no digest lists yet, which are corrections, what was stored."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the mark of what a monthly digest lists, set for all that are listed, and the indexes."""
    op.add_column("relevances", sa.Column("listed", sa.Boolean(), nullable=False, server_default="0"))
    op.execute(
        "UPDATE relevances SET listed = 1 WHERE EXISTS"
        " (SELECT 1 FROM digest_items i JOIN digests d ON d.id = i.digest_id"
        " WHERE i.article_id = relevances.article_id AND d.profile = relevances.profile AND d.kind = 'month')"
    )
    # Only what is not listed: an index of all would tempt SQLite to look up months by profile.
    unlisted = sa.text("listed = 0")
    op.create_index("ix_relevances_unlisted", "relevances", ["profile", "grade"], sqlite_where=unlisted)
    op.create_index(op.f("ix_article_versions_change_article_id"), "article_versions", ["change", "article_id"])
    op.create_index(op.f("ix_articles_stored_at"), "articles", ["stored_at"])
