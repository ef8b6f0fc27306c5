"""Statements that come by themselves: from official portals and from verdicts."""

import asyncio
import json
import shutil
from contextlib import closing, redirect_stdout
from dataclasses import replace
from io import StringIO

import pytest

from config.init import create
from config.load import load
from core.desk import AlertPlan
from core.judgement import Role
from core.press import Draft, Entry, Fetched
from diembao import service, stating
from diembao.__main__ import run
from diembao.rooms import open_store
from diembao.settings import build
from support import factories
from support.fakes import NOON
from support.house import feed, house, page

PORTAL = factories.outlet(id="cong-so", name="Cổng thông tin tỉnh Mẫu", kind="portal")
WHO = ("--as", "Trần Văn Mẫu")


def judged(**fields):
    return factories.judged(1, factories.assessment(**fields), title="Cầu Mẫu an toàn", text="Sở Xây dựng cho biết.")


def test_an_article_of_a_portal_states_something_on_its_day():
    made = stating.of_article(PORTAL, judged())
    assert (made.issuer, made.kind, made.text) == (PORTAL.name, "official", "Cầu Mẫu an toàn\nSở Xây dựng cho biết.")


def test_its_scope_are_the_profiles_it_concerns():
    assert stating.of_article(PORTAL, judged()).scope == ("tay-ninh",)


@pytest.mark.parametrize(
    ("role", "kind"),
    [("none", "official"), ("debunk", "fact_check"), ("correction", "correction"), ("carrier", "official")],
)
def test_its_role_tells_the_kind(role, kind):
    assert stating.of_article(PORTAL, judged(role=Role(role))).kind == kind


@pytest.mark.parametrize("kind", ["national", "provincial", "sector", "foreign"])
def test_an_article_of_the_press_states_nothing(kind):
    assert stating.of_article(replace(PORTAL, kind=kind), judged()) is None


def test_what_a_portal_publishes_is_stored_as_a_statement():
    entry = Entry("https://baomau.example/1.html", "Tây Ninh: cầu Mẫu an toàn", "Cầu Mẫu ở Tây Ninh an toàn.", NOON)
    address = "https://baomau.example/rss.xml"
    pages = {
        address: Fetched(address, 200, feed(entry), "application/rss+xml"),
        entry.url: page(entry.title, entry.summary, "Sở Xây dựng cho biết cầu vẫn thông xe."),
    }
    with house(pages, sources=(factories.source(outlet=factories.outlet(kind="portal"), pages="all"),)) as rooms:
        asyncio.run(service.tick(rooms))
        with rooms.store.read() as tx:
            assert [one.url for one in tx.statements.in_force()] == [entry.url]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A workspace with one alert; not to be changed."""
    folder = tmp_path_factory.mktemp("stating") / "tn"
    create("tay-ninh", folder)
    settings = build(load(folder, {}))
    with closing(open_store(settings)) as store, store.begin() as tx:
        tx.sources.sync([factories.source()])
        draft = Draft("https://baomau.example/1.html", "Rộ tin cầu Mẫu sập", "Rộ tin cầu Mẫu sập.", NOON, "page")
        article = tx.articles.add(factories.source(), draft, "Rộ tin", factories.assessment(), NOON, NOON)
        tx.alerts.add(AlertPlan(factories.rule(), "tay-ninh", ("vì",)), article, NOON)
    return folder


@pytest.fixture
def call(made, tmp_path):
    folder = shutil.copytree(made, tmp_path / "tn")

    def called(*words):
        out = StringIO()
        with redirect_stdout(out):
            assert run(["--workspace", str(folder), *words]) == 0
        return out.getvalue()

    return called


def statements(call):
    return json.loads(call("statements", "list", "--all", "--json"))


def verdict(call, word):
    call("review", "verdict", "1", word, "--reason", "Sở Xây dựng: cầu vẫn an toàn", *WHO)


@pytest.mark.parametrize(
    ("word", "findings"),
    [
        ("tin_gia", ["false"]),
        ("tin_sai_su_that", ["false"]),
        ("tin_xac_thuc", ["true"]),
        ("chua_du_can_cu", ["unproven"]),
        ("y_kien", []),
    ],
)
def test_a_verdict_becomes_a_statement_on_its_claim(call, word, findings):
    verdict(call, word)
    assert [one["statement"]["finding"] for one in statements(call)] == findings


def test_the_statement_names_the_claim_the_reason_and_the_office(call):
    verdict(call, "tin_gia")
    (found,) = (one["statement"] for one in statements(call))
    assert (found["claim"], found["text"]) == ("Rộ tin cầu Mẫu sập", "Sở Xây dựng: cầu vẫn an toàn")
    assert found["issuer"]


def test_a_verdict_that_is_taken_up_again_states_nothing_any_more(call):
    verdict(call, "tin_gia")
    call("review", "reopen", "1", "--reason", "có thông tin mới", *WHO)
    assert [one["reason"] for one in statements(call)] == ["có thông tin mới"]
