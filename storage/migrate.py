"""Brings a database to the tables of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from storage.engine import writing


def config(connection: Connection) -> Config:
    """Return Alembic's configuration for this package's migrations on an open connection."""
    made = Config(attributes={"connection": connection})
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    return made


def upgrade(engine: Engine) -> None:
    """Run the migrations a database still lacks, all in one transaction; raises StorageError."""
    with writing(engine).begin() as connection:
        command.upgrade(config(connection), "head")
