"""Stories arranged by hand: merged, split, and written down."""

import pytest
from sqlalchemy import text

from core.stories import Move
from storage.engine import open_engine, writing
from support.fakes import NOON

WHO = "Trần Văn Mẫu"


@pytest.fixture
def filled(store, add):
    """A story of articles 1, 2 and 3, and article 4 alone."""
    with store.begin() as unit:
        for number in (1, 2, 3, 4):
            add(unit, number)
        for number in (2, 3):
            unit.articles.join(number, 1)
    return store


def shape(unit):
    return [unit.articles.get(number).article.story_id for number in (1, 2, 3, 4)]


def test_a_story_is_put_into_another(filled):
    with filled.begin() as unit:
        unit.stories.merge(1, 4, NOON, WHO, "cùng vụ việc")
        assert shape(unit) == [4, 4, 4, 4]


def test_an_article_is_taken_out(filled):
    with filled.begin() as unit:
        assert unit.stories.split(3, NOON, WHO, "việc khác") == [Move(3, 1, 3)]
        assert shape(unit) == [1, 1, 3, 4]


def test_when_the_first_article_is_taken_out_the_others_get_a_number_of_their_own(filled):
    with filled.begin() as unit:
        unit.stories.split(1, NOON, WHO, "việc khác")
        assert shape(unit) == [1, 2, 2, 4]


@pytest.mark.parametrize("article", [4, 99], ids=["alone", "unknown"])
def test_only_an_article_with_others_can_be_taken_out(filled, article):
    with filled.begin() as unit, pytest.raises(KeyError):
        unit.stories.split(article, NOON, WHO, "việc khác")


@pytest.mark.parametrize(("story", "into"), [(1, 1), (1, 99), (99, 1), (2, 1)])
def test_only_stories_are_merged(filled, story, into):
    with filled.begin() as unit, pytest.raises(KeyError):
        unit.stories.merge(story, into, NOON, WHO, "cùng vụ việc")


def test_moves_are_counted_and_remembered(filled):
    with filled.begin() as unit:
        assert unit.stories.moves() == 0
        unit.stories.merge(4, 1, NOON, WHO, "cùng vụ việc")
        assert (unit.stories.moves(), unit.stories.moved([1, 2, 3, 4])) == (1, {4})


def test_a_move_stands_in_the_audit_log_and_is_never_changed(filled, url):
    with filled.begin() as unit:
        unit.stories.merge(4, 1, NOON, WHO, "cùng vụ việc")
        assert unit.audit.verify() is None
    with pytest.raises(Exception, match="never changed"), writing(open_engine(url)).begin() as connection:
        connection.execute(text("DELETE FROM story_moves"))
