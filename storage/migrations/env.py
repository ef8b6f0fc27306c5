"""What Alembic runs: migrations on the connection it was given, inside that connection's transaction."""

from alembic import context

from storage import digest_tables, matter_tables  # noqa: F401 - their tables belong to the metadata
from storage.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
