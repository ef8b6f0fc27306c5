"""What officers say instead of the machine: appended, logged, never changed, and shown in the assessment."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from core.corrections import Correction, standing
from core.errors import StorageError
from core.judgement import Tone, TopicScore
from storage.engine import open_engine, writing
from support import factories
from support.fakes import NOON

LATER = NOON + timedelta(hours=5)


def correction(article_id=1, value="negative", **fields):
    made = Correction(article_id, LATER, "Trần Văn Mẫu", "tone", "", value, "neutral", "đọc lại")
    return replace(made, **fields)


def test_a_correction_is_kept_with_name_time_reason_and_number(store, add):
    with store.begin() as unit:
        add(unit, 1)
        stored = unit.corrections.add(correction())
    with store.read() as unit:
        assert unit.corrections.of(1) == [stored] == [replace(correction(), number=1)]


def test_corrections_of_another_article_are_not_of_this_one(store, add):
    with store.begin() as unit:
        add(unit, 1), add(unit, 2)
        for article_id in (2, 1):
            unit.corrections.add(correction(article_id))
        assert [one.article_id for one in unit.corrections.of(1)] == [1]
        assert [one.article_id for one in unit.corrections.listing()] == [2, 1]


def test_the_last_correction_of_a_field_counts(store, add):
    with store.begin() as unit:
        add(unit, 1)
        topic = {"field": "topic", "topic": "borders"}
        for made in (correction(value="negative"), correction(value="yes", **topic), correction(value="positive")):
            unit.corrections.add(made)
        assert [(one.key, one.value) for one in standing(unit.corrections.listing())] == [
            ("tone", "positive"),
            ("topic:borders", "yes"),
        ]


def test_a_correction_stands_in_the_audit_log(store, add):
    with store.begin() as unit:
        add(unit, 1)
        unit.corrections.add(correction())
        assert unit.audit.verify() is None


def test_the_assessment_is_replaced_but_not_the_time_of_judging(store, add):
    found = factories.assessment()
    said = replace(found, tone=Tone("negative", -1.0), topics={"borders": TopicScore(False, 0.0)}, kind="opinion")
    with store.begin() as unit:
        add(unit, 1, found)
        judged_at = unit.articles.timings(NOON, LATER)
        unit.corrections.assess(1, said)
        assert unit.articles.get(1).assessment == said
        assert unit.articles.timings(NOON, LATER) == judged_at


def test_the_columns_that_are_asked_for_follow_the_assessment(store, add, url):
    with store.begin() as unit:
        add(unit, 1)
        unit.corrections.assess(1, replace(factories.assessment(topics=("integration",)), kind="sport"))
    engine = open_engine(url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT kind FROM assessments")).scalars().all() == ["sport"]
        assert connection.execute(text("SELECT topic FROM article_topics")).scalars().all() == ["integration"]
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE corrections SET reason = 'x'",
        "DELETE FROM corrections",
        "INSERT OR REPLACE INTO corrections SELECT * FROM corrections",
    ],
)
def test_corrections_can_only_be_appended(store, add, url, statement):
    with store.begin() as unit:
        add(unit, 1)
        unit.corrections.add(correction())
    engine = open_engine(url)
    with pytest.raises(StorageError, match="never changed"), writing(engine).begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_field_that_there_is_not_is_refused(store, add):
    with store.begin() as unit:
        add(unit, 1)
    with pytest.raises(StorageError), store.begin() as unit:
        unit.corrections.add(correction(field="truth"))
