"""`diembao evaluate drift` on a workspace whose archive holds three months."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from classifier.drift import BEFORE
from config.init import create
from config.load import load
from core.clock import SystemClock
from core.judgement import Tone
from core.periods import month_of, previous
from core.press import Draft
from diembao.__main__ import run
from diembao.commands.evaluate_drift import last_months, measure
from diembao.rooms import open_store
from diembao.settings import build
from support import factories

THIS = month_of(SystemClock().now())
LAST = previous(THIS)
FIRST = previous(LAST)
HOUR = timedelta(hours=1)


def settings_of(folder):
    return build(load(folder, {}))


def empty(folder):
    create("tay-ninh", folder)
    with closing(open_store(settings_of(folder))) as store, store.begin() as tx:
        tx.sources.sync([factories.source()])
    return folder


def fill(tx, month, count, on_borders, tone="neutral", grade="main"):
    """Store articles of a month, the first in its first local minute and the others in its last hour."""
    for number in range(count):
        moment = month.end - HOUR if number else month.start
        draft = Draft(f"https://baomau.example/{month.id}/{number}.html", "Tin", "Nội dung.", moment, "page")
        topics = ("borders",) if number < on_borders else ()
        found = factories.assessment(grade, topics, tone=Tone(tone), model_version="m1")
        tx.articles.add(factories.source(), draft, "Trích.", found, moment, moment)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = empty(tmp_path_factory.mktemp("drift"))
    with closing(open_store(settings_of(folder))) as store, store.begin() as tx:
        fill(tx, FIRST, 50, 10)
        fill(tx, LAST, 60, 30, "negative")
        fill(tx, THIS, 7, 0, grade="none")
    return folder


@pytest.fixture
def ask(workspace, capsys):
    def asked(*arguments, code=0):
        assert run(["--workspace", str(workspace), "evaluate", "drift", *arguments]) == code
        shown = capsys.readouterr()
        return shown.out if code == 0 else shown.err

    return asked


def test_months_stand_with_their_figures_or_with_the_reason_why_there_are_none(ask):
    found = json.loads(ask("--json"))
    assert [(month["month"], month["articles"], month["before"], month["state"]) for month in found] == [
        (FIRST.id, 50, 0, "first"), (LAST.id, 60, 50, "measured"), (THIS.id, 7, 110, "few"),
    ]  # fmt: skip
    assert [bool(month["shifts"]) for month in found] == [False, True, False]


def test_what_moved_is_marked_and_what_stayed_is_not(ask):
    shifts = {shift["topic"] or shift["part"]: shift for shift in json.loads(ask("--json"))[1]["shifts"]}
    # 0.3 * ln 2.5 - 0.3 * ln 0.625
    assert shifts["borders"]["psi"] == pytest.approx(0.415888, abs=1e-6)
    assert (shifts["borders"]["before"], shifts["borders"]["now"]) == ({"on": 10, "off": 40}, {"on": 30, "off": 30})
    marked = {name for name, shift in shifts.items() if shift["mark"] == "changed"}
    assert marked == {"borders", "tone"}
    assert shifts["model_version"]["now"] == {"m1": 60}


def test_the_table_names_what_it_counts(ask):
    shown = ask()
    assert "chủ đề: Biên giới, lãnh thổ" in shown
    assert "10/50 (20,0%)" in shown
    assert "30/60 (50,0%)" in shown
    assert "tiêu cực 60" in shown
    assert "0.416" in shown
    assert "đã thay đổi" in shown
    assert "chưa có tháng trước" in shown
    assert "quá ít bài: dưới 50" in shown


def test_articles_of_a_profile_are_those_that_concern_it(ask):
    assert [month["articles"] for month in json.loads(ask("--profile", "tay-ninh", "--json"))] == [50, 60, 0]


def test_an_unknown_profile_is_bad_usage(ask):
    assert "khong-co" in ask("--profile", "khong-co", code=2)


def test_fewer_months_can_be_asked_for(ask):
    assert [month["month"] for month in json.loads(ask("--months", "1", "--json"))] == [THIS.id]


def test_the_page_holds_the_table(ask, tmp_path):
    page = tmp_path / "drift.html"
    ask("--html", str(page))
    assert "<td>30/60 (50,0%)</td>" in page.read_text(encoding="utf-8")


def test_an_empty_archive_says_so(tmp_path, capsys):
    folder = empty(tmp_path)
    assert run(["--workspace", str(folder), "evaluate", "drift"]) == 0
    assert "Chưa có bài nào được lưu" in capsys.readouterr().out
    assert run(["--workspace", str(folder), "evaluate", "drift", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_months_end_with_the_month_of_the_clock_in_viet_nam(tmp_path):
    evening = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)  # half past midnight of the new year at home
    months = last_months(evening, 3 + BEFORE)
    assert [month.id for month in months[BEFORE:]] == ["2026-11", "2026-12", "2027-01"]
    folder = empty(tmp_path)
    settings = replace(settings_of(folder), topics=())
    with closing(open_store(settings)) as store:
        with store.begin() as tx:
            fill(tx, months[-2], 50, 0)
            fill(tx, months[-1], 50, 0)
        found = measure(store, settings.topics, months, None)
    assert [(month.month, month.articles, month.before) for month in found] == [("2026-12", 50, 0), ("2027-01", 50, 50)]
