"""A database of the tables before versions, with rows: everything is kept, and its articles are looked at again."""

from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import text

from core.errors import StorageError
from storage.engine import open_engine, writing
from storage.migrate import config, upgrade
from storage.store import SqlStore
from support.fakes import NOON

SEEN = "2026-10-15 05:00:00.000000"
OLD = "2026-05-01 05:00:00.000000"
ROWS = (
    (
        "INSERT INTO sources (id, outlet_id, outlet_name, outlet_tier, url, current, state, failures, error_kind,"
        " error, entries) VALUES ('bao-mau-rss', 'bao-mau', 'Báo Mẫu', 1, 'https://baomau.example/rss', 1, 'ok', 0, '',"
        " '', 2)"
    ),
    (
        "INSERT INTO entries VALUES (1, 'bao-mau-rss', 'https://baomau.example/1', 'g', 'Một', 'Tóm tắt', NULL,"
        f" '{SEEN}', 'kept', NULL, 0, '')"
    ),
    (
        "INSERT INTO entries VALUES (7, 'bao-mau-rss', 'https://baomau.example/7', '', 'Bảy', '', NULL,"
        f" '{SEEN}', 'pending', '{SEEN}', 3, 'hỏng')"
    ),
    "DELETE FROM entries WHERE id = 7",
    *(
        "INSERT INTO articles (id, url, outlet_id, outlet_name, outlet_tier, source_id, title, excerpt, text,"
        f" published, first_seen, stored_at, origin, section, story_id) VALUES ({number}, 'https://baomau.example/{number}',"
        f" 'bao-mau', 'Báo Mẫu', 1, 'bao-mau-rss', 'Bài {number}', 'Trích', 'Nội dung', NULL, '{at}', '{at}', 'page',"
        f" '', {story})"
        for number, at, story in ((1, OLD, 1), (2, SEEN, 2), (3, SEEN, 2))
    ),
    *(
        f"INSERT INTO article_versions VALUES ({number}, 1, 'h{number}', 'Bài {number}', 'Nội dung', '{SEEN}')"
        for number in (1, 2, 3)
    ),
    (
        "INSERT INTO alerts VALUES (5, 'tay-ninh', 'r', '[]', 'P2', 2, 3, 'Bài 3', 'Báo Mẫu', 'u', '[\"a\"]', 'ask',"
        f" '{SEEN}', 'closed', 'tin_gia')"
    ),
    *(
        f"INSERT INTO decisions VALUES ({number}, 5, '{SEEN}', 'An', '{act}', 'lý do', NULL, '')"
        for number, act in ((1, "acknowledge"), (2, "close"))
    ),
)
TABLES = ("sources", "entries", "articles", "article_versions", "alerts", "decisions")


@pytest.fixture
def moved(tmp_path):
    """The address of an upgraded database, and its rows as they were before."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    engine = open_engine(url)
    with writing(engine).begin() as connection:
        command.upgrade(config(connection), "0002")
        for statement in ROWS:
            connection.execute(text(statement))
        before = {name: rows(connection, name) for name in TABLES}
    upgrade(engine)
    engine.dispose()
    return url, before


def rows(connection, table):
    return [dict(row) for row in connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")).mappings()]


def test_every_row_keeps_every_value(moved):
    url, before = moved
    engine = open_engine(url)
    with engine.connect() as connection:
        for name, old in before.items():
            now = rows(connection, name)
            assert [{key: row[key] for key in kept} for row, kept in zip(now, old, strict=True)] == old
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    engine.dispose()


def test_recent_articles_are_looked_at_within_a_day_and_old_ones_never(moved):
    store = SqlStore(moved[0])
    with store.begin() as unit:
        found = unit.versions.claim(NOON + timedelta(days=1), NOON + timedelta(days=2), 100)
        assert [check.article.id for check in found] == [2, 3]
        assert unit.articles.find("https://baomau.example/1").state == "present"
        assert [version.change for version in unit.versions.of(1)] == ["first"]
    store.close()


def test_ids_of_forgotten_entries_are_not_given_again(moved):
    engine = open_engine(moved[0])
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'entries'")) == 7
    engine.dispose()


@pytest.mark.parametrize(
    ("statement", "refusal"),
    [
        pytest.param("DELETE FROM decisions", "never changed", id="decisions stay append-only"),
        pytest.param("UPDATE decisions SET reason = ''", "never changed", id="decisions are never changed"),
        pytest.param("DELETE FROM alerts", "FOREIGN KEY", id="decisions hold their alerts"),
        pytest.param("UPDATE entries SET state = 'x'", "CHECK", id="states of entries are checked"),
        pytest.param("UPDATE articles SET state = 'x'", "CHECK", id="states of articles are checked"),
        pytest.param("UPDATE article_versions SET change = 'x'", "CHECK", id="changes are checked"),
    ],
)
def test_the_guards_stand_after_the_move(moved, statement, refusal):
    engine = open_engine(moved[0])
    with pytest.raises(StorageError, match=refusal), writing(engine).begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_an_entry_can_be_quarantined(moved):
    store = SqlStore(moved[0])
    with store.begin() as unit:
        unit.entries.done([1], "quarantined")
        assert unit.entries.counts() == {"quarantined": 1}
    store.close()
