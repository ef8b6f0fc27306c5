import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect

from storage.engine import open_engine, writing
from storage.migrate import upgrade
from storage.tables import Base


@pytest.fixture
def engine():
    made = open_engine("sqlite://")
    yield made
    made.dispose()


def test_the_migrations_make_exactly_the_tables_of_the_models(engine):
    upgrade(engine)
    with engine.connect() as connection:
        options = {"compare_type": True, "compare_server_default": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []


def test_the_migrations_make_exactly_the_checks_of_the_models(engine):
    upgrade(engine)
    other = open_engine("sqlite://")
    with writing(other).begin() as connection:
        Base.metadata.create_all(connection)
    assert checks(engine) == checks(other)
    other.dispose()


def checks(engine: Engine):
    found = inspect(engine)
    return {table: found.get_check_constraints(table) for table in Base.metadata.tables}


def test_upgrading_twice_changes_nothing(engine):
    upgrade(engine)
    upgrade(engine)
    assert set(inspect(engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_a_folder_with_a_percent_sign_or_a_blank_is_no_obstacle(tmp_path):
    made = open_engine(f"sqlite:///{tmp_path / '100% báo cáo.db'}")
    upgrade(made)
    assert inspect(made).has_table("articles")
    made.dispose()


def test_no_column_holds_an_author():
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    assert not {name for name in columns if "author" in name or "byline" in name}
