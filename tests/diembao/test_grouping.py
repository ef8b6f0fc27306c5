"""Stories in memory and in the database stay in step."""

from datetime import timedelta

import pytest

from core.press import Draft
from diembao.grouping import Grouping
from storage.store import SqlStore
from support import factories
from support.fakes import NOON

GATE = (
    "Mở lại cửa khẩu Mộc Bài",
    "Sáng nay lực lượng hai bên cắt băng mở lại cửa khẩu sau ba tháng sửa chữa, mười hai làn xe được đưa vào sử dụng.",
)
RACE = (
    "Hai nghìn người chạy quanh hồ",
    "Ban tổ chức phát áo, nước uống và huy chương cho mọi vận động viên về đích, đường ven hồ tạm cấm xe máy.",
)


@pytest.fixture
def store():
    made = SqlStore("sqlite://")
    made.upgrade()
    with made.begin() as tx:
        tx.sources.sync([factories.source()])
    yield made
    made.close()


def add(tx, number, words, days=0):
    moment = NOON + timedelta(days=days)
    draft = Draft(f"https://baomau.example/{number}.html", *words, moment, "page")
    return tx.articles.add(factories.source(), draft, "", factories.assessment(), moment, moment)


def test_a_copy_finds_its_story(store):
    grouping = Grouping()
    with store.begin() as tx:
        first = add(tx, 1, GATE)
        assert grouping.find(tx, first).story == first.id
        assert grouping.find(tx, add(tx, 2, GATE)).story == first.id


def test_what_another_process_stored_is_known(store):
    grouping = Grouping()
    with store.begin() as tx:
        grouping.find(tx, add(tx, 1, RACE))
    with store.begin() as tx:
        other = add(tx, 2, GATE)
    with store.begin() as tx:
        assert grouping.find(tx, add(tx, 3, GATE)).story == other.id


def test_what_was_rolled_back_is_not(store):
    grouping = Grouping()

    def fail():
        with store.begin() as tx:
            grouping.find(tx, add(tx, 1, GATE))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with store.begin() as tx:
        article = add(tx, 2, GATE)
        assert grouping.find(tx, article).story == article.id


def test_what_a_person_put_elsewhere_attracts_to_its_new_story(store):
    grouping = Grouping()
    with store.begin() as tx:
        for number in (1, 2):
            add(tx, number, (GATE, RACE)[number - 1])
        grouping.find(tx, add(tx, 3, RACE))
        tx.stories.merge(1, 2, NOON, "Trần Văn Mẫu", "cùng vụ việc")
        assert grouping.find(tx, add(tx, 4, GATE)).story == 2


def test_an_article_from_an_archive_finds_the_story_of_its_days(store):
    grouping = Grouping()
    with store.begin() as tx:
        old = add(tx, 1, GATE, days=-60)
        grouping.find(tx, add(tx, 2, RACE))
        assert grouping.find(tx, add(tx, 3, GATE, days=-60)).story == old.id


def test_a_service_that_starts_again_knows_the_last_days(store):
    with store.begin() as tx:
        first = add(tx, 1, GATE)
        assert Grouping().find(tx, add(tx, 2, GATE)).story == first.id
