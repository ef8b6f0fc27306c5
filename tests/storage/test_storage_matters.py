"""The register of matters in the database."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from core.desk import AlertPlan
from core.matters import Act, Matter
from storage.engine import open_engine, writing
from support import factories
from support.fakes import NOON

HOT = Matter(0, "tay-ninh", "hot", "Ùn tắc cửa khẩu Mộc Bài", "Sở Công Thương", NOON, "Trần Thị B")
TASK = Matter(0, "tay-ninh", "task", "Triển lãm", "vhttdl", NOON, "diembao", date(2026, 12, 1), "trien-lam")
LATER = timedelta(hours=1)


@pytest.fixture
def unit(store):
    with store.begin() as opened:
        yield opened


def audit(url):
    with open_engine(url).connect() as connection:
        rows = connection.execute(text("SELECT actor, act, detail FROM audit ORDER BY id")).all()
    return [(actor, act, json.loads(detail)) for actor, act, detail in rows]


def test_a_matter_is_kept_with_its_opening_act(unit):
    made = unit.matters.open(HOT)
    assert (made, unit.matters.get(made.id)) == (replace(HOT, id=1), made)
    assert unit.matters.acts([made.id]) == {1: (Act(1, NOON, "Trần Thị B", "open"),)}


def test_every_field_of_an_act_comes_back(unit, add):
    article, matter = add(unit), unit.matters.open(HOT)
    alert = unit.alerts.add(AlertPlan(factories.rule(), "tay-ninh", ("x",)), article, NOON)
    acts = (
        Act(matter.id, NOON, "a", "link", alert_id=alert.id),
        Act(matter.id, NOON, "a", "date", field="received_at", moment=NOON - LATER),
        Act(matter.id, NOON, "a", "follow", clock="ND237-18.3"),
        Act(matter.id, NOON, "a", "met", clock="ND237-18.3", moment=NOON),
        Act(matter.id, NOON, "a", "respond", response="answer", moment=NOON, url="https://a.example/1", text="x"),
        Act(matter.id, NOON, "a", "output", outlet="Báo Tây Ninh", url="https://a.example/2"),
        Act(matter.id, NOON, "a", "note", text="Đã gọi điện"),
        Act(matter.id, NOON, "a", "close", text="xong"),
        Act(matter.id, NOON, "a", "reopen", text="còn"),
    )
    for act in acts:
        unit.matters.append(act)
    assert unit.matters.acts([matter.id])[matter.id][1:] == acts
    assert unit.matters.of_alert(alert.id) == [matter]


def test_a_task_stands_in_the_register_once(unit):
    assert unit.matters.open(TASK) == unit.matters.open(TASK)
    assert len(unit.matters.acts([1])[1]) == 1


def test_a_task_of_the_same_key_of_another_profile_is_another(unit):
    assert [unit.matters.open(each).id for each in (TASK, replace(TASK, profile="long-an"))] == [1, 2]


def test_matters_without_a_key_are_never_taken_for_one(unit):
    assert [unit.matters.open(HOT).id, unit.matters.open(HOT).id] == [1, 2]


def test_a_task_follows_the_plan_and_the_change_is_audited(store, url):
    changed = replace(TASK, due=date(2026, 12, 9), opened_at=NOON + LATER)
    with store.begin() as unit:
        unit.matters.open(TASK)
        unit.matters.open(changed)
    with store.read() as unit:
        assert unit.matters.get(1) == replace(TASK, id=1, due=date(2026, 12, 9))
    detail = {"matter": 1, "before": {"due": "2026-12-01"}, "after": {"due": "2026-12-09"}}
    assert audit(url)[1:] == [("diembao", "matter.plan", detail)]


@pytest.mark.parametrize(
    ("profile", "kinds", "found"),
    [
        (None, (), [1, 2, 3]),
        ("tay-ninh", (), [1, 2]),
        (None, ("task",), [2]),
        ("long-an", ("task", "conference"), []),
    ],
)
def test_a_listing_is_narrowed_by_profile_and_kind(unit, profile, kinds, found):
    for each in (HOT, TASK, replace(HOT, profile="long-an")):
        unit.matters.open(each)
    assert [matter.id for matter in unit.matters.listing(profile, kinds)] == found


def test_a_matter_that_does_not_exist_takes_no_act(unit):
    with pytest.raises(KeyError):
        unit.matters.append(Act(7, NOON, "a", "note", text="x"))
    with pytest.raises(KeyError):
        unit.matters.get(7)


def test_every_matter_asked_for_is_a_key(unit):
    assert unit.matters.acts([7, 8]) == {7: (), 8: ()}


def test_every_act_stands_in_the_audit_log(store, url):
    with store.begin() as unit:
        unit.matters.open(HOT)
        unit.matters.append(Act(1, NOON, "Lê Văn C", "date", field="received_at", moment=NOON))
        assert unit.audit.verify() is None
    first, second = audit(url)
    assert first[:2] == ("Trần Thị B", "matter.open")
    assert (first[2]["matter"], first[2]["kind"], first[2]["title"]) == (1, "hot", HOT.title)
    detail = {"matter": 1, "field": "received_at", "moment": "2026-10-15 05:00:00+00:00"}
    assert second == ("Lê Văn C", "matter.date", detail)


@pytest.mark.parametrize("act", ["UPDATE matter_acts SET actor = 'x'", "DELETE FROM matter_acts"])
def test_the_database_lets_no_act_change_or_go(store, url, act):
    with store.begin() as unit:
        unit.matters.open(HOT)
    refused = pytest.raises(Exception, match="rows are never changed or deleted")
    with refused, writing(open_engine(url)).begin() as connection:
        connection.execute(text(act))
