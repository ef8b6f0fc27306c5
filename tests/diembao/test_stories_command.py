"""`diembao stories`: the spread of a story, and mending it by hand."""

import json
import shutil
from contextlib import closing
from datetime import timedelta

import pytest

from config.init import create
from config.load import load
from core.press import Draft
from diembao.__main__ import run
from diembao.rooms import open_store
from diembao.settings import build
from support import factories
from support.fakes import NOON

WHO = ("--reason", "đọc lại", "--as", "Trần Văn Mẫu")
SINCE = ("--since", f"{NOON - timedelta(days=2):%Y-%m-%d}")
TEXT = " ".join(f"Câu số {number} kể việc thứ {number * 7} ở cửa khẩu." for number in range(30))
OTHER = " ".join(f"Đoạn {number} tả giải chạy quanh hồ lần {number * 3}." for number in range(30))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workspace with a story of a report, its copy and another report, and an article alone; not to be changed."""
    folder = tmp_path_factory.mktemp("stories") / "tn"
    create("tay-ninh", folder)
    with closing(open_store(build(load(folder, {})))) as store, store.begin() as tx:
        papers = [factories.source(id=f"{name}-rss", outlet=factories.outlet(id=name, name=name)) for name in "abc"]
        tx.sources.sync(papers)
        for number, text in enumerate((TEXT, TEXT, OTHER, OTHER)):
            moment = NOON + timedelta(hours=number)
            draft = Draft(f"https://baomau.example/{number + 1}.html", f"Tin {number + 1}", text, moment, "page")
            tx.articles.add(papers[number % 3], draft, "", factories.assessment(), moment, moment)
        for number in (2, 3):
            tx.articles.join(number, 1)
    return folder


@pytest.fixture
def call(made, tmp_path, capsys):
    folder = shutil.copytree(made, tmp_path / "tn")

    def called(*words, code=0):
        assert run(["--workspace", str(folder), "stories", *words]) == code
        return capsys.readouterr()

    return called


def shown(call, number):
    return json.loads(call("show", str(number), "--json").out)


def test_the_widest_story_comes_first(call):
    rows = json.loads(call("list", *SINCE, "--json").out)
    assert [(row["story"], row["newsrooms"], row["articles"]) for row in rows] == [(1, 3, 3), (4, 1, 1)]


def test_the_first_publisher_is_named(call):
    assert json.loads(call("list", *SINCE, "--json").out)[0]["outlet"] == "a"


def test_copies_are_told_from_reports(call):
    assert [line["copy_of"] for line in shown(call, 1)["spread"]] == [None, 1, None]


def test_a_story_is_shown_in_order_of_time(call):
    out = call("show", "3").out
    assert out.index("a: Tin 1") < out.index("b: Tin 2") < out.index("c: Tin 3")


def test_a_story_is_merged_and_the_hand_shown(call):
    call("merge", "4", "1", *WHO)
    found = shown(call, 1)
    assert (found["articles"], found["by_person"]) == (4, [4])


def test_an_article_is_split_off(call):
    call("split", "2", *WHO)
    assert (shown(call, 1)["articles"], shown(call, 2)["articles"]) == (2, 1)


@pytest.mark.parametrize("words", [("merge", "1", "2"), ("split", "4"), ("show", "99")])
def test_what_cannot_be_is_refused_in_words(call, words):
    assert call(*words, *(WHO if words[0] != "show" else ()), code=2).err


def test_nothing_published_is_said(call):
    assert call("list", "--since", "2099-01-01").out.strip()
