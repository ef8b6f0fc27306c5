"""`diembao review show` on a workspace whose desk holds one alert about a story of three articles."""

import json
from contextlib import closing
from dataclasses import replace

import pytest

from config.init import create
from config.load import load
from core.desk import AlertPlan
from core.judgement import Role, TopicScore
from core.press import Draft
from diembao.__main__ import run
from diembao.rooms import open_store
from diembao.settings import build
from support import factories
from support.fakes import NOON

TITLE = "Tây Ninh mở cửa khẩu"
HOSTILE = "cửa khẩu\x1b[31m\u202e\nquốc tế"
FOUND = factories.assessment(
    topics=(),
    role=Role("debunk", 0.8, ("công an bác bỏ tin đồn", "không có cơ sở")),
)
TOPICS = {
    "borders": TopicScore(True, 0.912, (), (HOSTILE, "biên phòng")),
    "promotion": TopicScore(True, 0.66),
    "islands": TopicScore(False, 0.2, (), ("đảo xa",)),
    "gone": TopicScore(True, 1.0, (), ("chủ đề cũ",)),
}
STORY = (
    replace(FOUND, topics=TOPICS),
    factories.assessment(topics=(), lang="km"),
    factories.assessment(topics=(), lang="en"),
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("review")
    create("tay-ninh", folder)
    with closing(open_store(build(load(folder, {})))) as store, store.begin() as tx:
        tx.sources.sync([factories.source()])
        stored = []
        for number, found in enumerate(STORY):
            draft = Draft(f"https://baomau.example/{number}.html", f"{TITLE} {number}", "Nội dung.", NOON, "page")
            stored.append(tx.articles.add(factories.source(), draft, "Trích\x1b[2J dẫn.", found, NOON, NOON))
        for article in stored[1:]:
            tx.articles.join(article.id, stored[0].id)
        tx.alerts.add(AlertPlan(factories.rule(), "tay-ninh", ("Chủ đề biên giới",)), stored[0], NOON)
    return folder


@pytest.fixture
def ask(workspace, capsys):
    def asked(*arguments):
        assert run(["--workspace", str(workspace), *arguments]) == 0
        return capsys.readouterr().out

    return asked


def test_topics_that_are_on_stand_by_name_with_score_and_phrases(ask):
    shown = ask("review", "show", "1")
    assert "- chủ đề Biên giới, lãnh thổ (0.91): «cửa khẩu[31m quốc tế», «biên phòng»\n" in shown
    assert "đảo xa" not in shown


def test_a_topic_without_keywords_says_what_decided(ask):
    assert "(0.66): không có từ khóa, xét theo từ ngữ của bài\n" in ask("review", "show", "1")


def test_a_topic_that_left_the_workspace_goes_by_its_id(ask):
    assert "- chủ đề gone (1.00): «chủ đề cũ»\n" in ask("review", "show", "1")


def test_the_role_stands_with_its_phrases_once(ask):
    shown = ask("review", "show", "1")
    assert "- vai trò: bác bỏ thông tin sai: «công an bác bỏ tin đồn», «không có cơ sở»\n" in shown
    assert shown.count("- vai trò") == 1


def test_only_an_article_in_another_language_asks_for_a_reader(ask):
    shown = ask("review", "show", "1")
    assert "ngôn ngữ của bài (km) không phải ngôn ngữ máy đánh giá được: cần người đọc bài\n" in shown
    assert shown.count("cần người đọc") == 1


def test_what_commands_a_terminal_never_reaches_it(ask):
    shown = ask("review", "show", "1") + ask("review", "show", "1", "--json")
    assert not {"\x1b", "\u202e"} & set(shown)


def test_names_follow_the_language(ask):
    assert "- topic Borders" in ask("--lang", "en", "review", "show", "1")


def test_the_json_holds_the_same_facts(ask):
    found = json.loads(ask("review", "show", "1", "--json"))
    assert found["articles"] == [article["url"] for article in found["story"]]
    first, second, third = found["story"]
    assert [(topic["topic"], topic["score"]) for topic in first["topics"]] == [
        ("borders", 0.912), ("promotion", 0.66), ("gone", 1.0),
    ]  # fmt: skip
    assert first["topics"][0]["name"] == "Biên giới, lãnh thổ"
    assert first["topics"][0]["evidence"] == [HOSTILE, "biên phòng"]
    assert first["role"]["evidence"] == ["công an bác bỏ tin đồn", "không có cơ sở"]
    assert first["places"][0]["text"] == "Tây Ninh"
    assert [article["needs_reader"] for article in (first, second, third)] == [False, True, False]
