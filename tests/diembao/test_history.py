"""`diembao history` on a workspace whose archive holds one article with a history."""

import json
from contextlib import closing
from dataclasses import replace
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

URL = "https://baomau.example/cau.html"
HOUR = timedelta(hours=1)
FIRST = Draft(URL, "Tây Ninh làm cầu", "Cầu dài 120 mét.\nDân đồng tình.", NOON, "page")
SECOND = replace(FIRST, text="Cầu dài 210 mét.\nDân đồng tình.\nTòa soạn xin lỗi bạn đọc.")
WORDS = "Tòa soạn xin lỗi bạn đọc."


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("history")
    create("tay-ninh", folder)
    settings = build(load(folder, {}))
    with closing(open_store(settings)) as store, store.begin() as tx:
        tx.sources.sync([factories.source()])
        stored = tx.articles.add(factories.source(), FIRST, "Trích.", factories.assessment(), NOON, NOON)
        tx.versions.revised(stored.id, "correction", WORDS, SECOND, "Trích.", None, NOON + HOUR)
        tx.versions.removed(stored.id, "HTTP 410", NOON + 30 * HOUR)
    return folder


@pytest.fixture
def ask(workspace, capsys):
    def asked(*arguments, code=0):
        assert run(["--workspace", str(workspace), "--lang", "en", "history", *arguments]) == code
        shown = capsys.readouterr()
        return shown.out if code == 0 else shown.err

    return asked


@pytest.mark.parametrize("name", [URL, f"{URL}?utm_source=zalo", "1"])
def test_an_article_is_named_by_any_spelling_of_its_address_or_by_its_number(ask, name):
    assert "Tây Ninh làm cầu" in ask(name)


def test_every_version_stands_with_its_time_its_kind_and_what_changed(ask):
    shown = ask(URL)
    assert "No longer at its address" in shown
    assert "1. 15/10/2026 12:00  First version" in shown
    assert "2. 15/10/2026 13:00  Corrected" in shown
    assert f"“{WORDS}”" in shown
    assert "Changed: «Cầu dài 120 mét.» → «Cầu dài 210 mét.»" in shown
    assert f"Put in: {WORDS}" in shown
    assert "3. 16/10/2026 18:00  Removed" in shown


def test_one_version_can_be_asked_for(ask):
    shown = ask(URL, "--diff", "2")
    assert "Corrected" in shown
    assert "First version" not in shown


def test_the_json_has_english_keys_and_the_whole_texts(ask):
    found = json.loads(ask(URL, "--json"))
    assert found["article"]["state"] == "removed"
    assert [version["change"] for version in found["versions"]] == ["first", "correction", "removal"]
    assert found["versions"][1]["text"] == SECOND.text
    assert [part["kind"] for part in found["versions"][1]["difference"]] == ["changed", "added"]


def test_the_latest_changes_come_newest_first(ask):
    found = json.loads(ask("--recent", "--json"))
    assert [change["change"] for change in found] == ["removal", "correction"]
    assert "Tây Ninh làm cầu" in ask("--recent")


def test_the_latest_changes_can_be_narrowed(ask):
    assert [c["change"] for c in json.loads(ask("--recent", "--change", "correction", "--json"))] == ["correction"]
    assert [c["change"] for c in json.loads(ask("--recent", "--since", "16/10/2026", "--json"))] == ["removal"]
    assert "No change was noted" in ask("--recent", "--since", "2026-11-01")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(("https://baomau.example/khac.html",), "collect --url", id="an unknown address"),
        pytest.param(("99",), "no article 99", id="an unknown number"),
        pytest.param((URL, "--diff", "9"), "versions 1 to 3", id="an unknown version"),
        pytest.param((), "--recent", id="nothing named"),
        pytest.param((URL, "--recent"), "--recent", id="both"),
    ],
)
def test_bad_usage_says_what_to_do(ask, arguments, words):
    assert words in ask(*arguments, code=2)
