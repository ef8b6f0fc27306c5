"""What a digest asks is answered by an index, whatever the size of the archive; and how older databases get there."""

import pytest
from alembic import command
from sqlalchemy import event, text

from core.periods import parse
from storage.engine import open_engine, writing
from storage.migrate import config, upgrade
from support.fakes import NOON

OCTOBER = parse("2026-10")
SEEN = "2026-09-15 05:00:00.000000"
ROWS = (
    (
        "INSERT INTO sources (id, outlet_id, outlet_name, outlet_tier, url, current, state, failures, error_kind,"
        " error, entries) VALUES ('bao-mau-rss', 'bao-mau', 'Báo Mẫu', 1, 'https://baomau.example/rss', 1, 'ok', 0, '',"
        " '', 2)"
    ),
    *(
        "INSERT INTO articles (id, url, outlet_id, outlet_name, outlet_tier, source_id, title, excerpt, text,"
        f" published, first_seen, stored_at, origin, section, story_id) VALUES ({number}, 'https://baomau.example/{number}',"
        f" 'bao-mau', 'Báo Mẫu', 1, 'bao-mau-rss', 'Bài', 'Trích', 'Nội dung', NULL, '{SEEN}', '{SEEN}', 'page', '',"
        f" {number})"
        for number in (1, 2, 3)
    ),
    *(
        f"INSERT INTO relevances (article_id, profile, grade, score) VALUES ({number}, '{profile}', 'main', 0.9)"
        for number in (1, 2, 3)
        for profile in ("tay-ninh", "can-gio")
    ),
    *(
        f"INSERT INTO digests (id, profile, period, kind, starts, ends, payload, frozen_at) VALUES ({number},"
        f" 'tay-ninh', '{period}', '{kind}', '{SEEN}', '{SEEN}', '{{}}', '{SEEN}')"
        for number, period, kind in ((1, "2026-09", "month"), (2, "2026-Q3", "quarter"))
    ),
    "INSERT INTO digest_items VALUES (1, 1, 0), (2, 1, 0), (2, 2, 0)",
)
ASKED = {
    "late": (lambda unit: unit.digests.late("tay-ninh", OCTOBER.start), "ix_relevances_unlisted"),
    "corrected": (lambda unit: unit.versions.corrected({1}), "ix_article_versions_change_article_id"),
    "timings": (lambda unit: unit.articles.timings(OCTOBER.start, OCTOBER.end), "ix_articles_stored_at"),
    "between": (lambda unit: unit.articles.between("tay-ninh", OCTOBER.start, OCTOBER.end), "ix_articles_moment"),
}


def test_what_a_monthly_digest_of_the_profile_lists_is_marked_in_older_databases(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'old.db'}")
    with writing(engine).begin() as connection:
        command.upgrade(config(connection), "0006")
        for statement in ROWS:
            connection.execute(text(statement))
    upgrade(engine)
    with engine.connect() as connection:
        marked = connection.execute(text("SELECT article_id, profile FROM relevances WHERE listed = 1")).all()
    engine.dispose()
    assert marked == [(1, "tay-ninh")]


@pytest.mark.parametrize("name", ASKED)
def test_the_question_is_answered_by_its_index(store, add, name):
    ask, index = ASKED[name]
    asked = []
    with store.begin() as unit:
        add(unit, 1, published=NOON)
    with store.read() as unit:
        connection = unit.digests._session.connection()
        event.listen(connection, "before_cursor_execute", lambda *given: asked.append(given[2:4]))
        ask(unit)
        statement, values = asked[0]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any(index in row[3] for row in plan), plan
