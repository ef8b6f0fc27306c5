from datetime import timedelta

import pytest
from sqlalchemy import text

from core.desk import AlertPlan, Decision
from core.errors import StorageError
from storage.engine import open_engine, writing
from support import factories
from support.fakes import NOON

HOUR = timedelta(hours=1)


def plan(severity="P2", rule="bien-gioi", profile="tay-ninh"):
    return AlertPlan(factories.rule(id=rule, severity=severity, ask="Đề nghị kiểm tra"), profile, ("chủ đề biên giới",))


def test_an_alert_carries_what_a_person_needs(store, add):
    with store.begin() as unit:
        article = add(unit, 1)
        alert = unit.alerts.add(plan(), article, NOON)
    with store.read() as unit:
        assert unit.alerts.get(alert.id) == alert
    assert (alert.title, alert.url, alert.outlet_name) == (article.title, article.url, article.outlet_name)
    assert (alert.because, alert.ask, alert.state) == (("chủ đề biên giới",), "Đề nghị kiểm tra", "new")


def test_a_story_alerts_once_for_a_rule_and_profile(store, add):
    with store.begin() as unit:
        article = add(unit, 1)
        assert unit.alerts.add(plan(), article, NOON) is not None
        assert unit.alerts.add(plan(), article, NOON + HOUR) is None
        assert unit.alerts.add(plan(rule="khac"), article, NOON) is not None
        assert unit.alerts.add(plan(profile="can-gio"), article, NOON) is not None


def test_alerts_are_listed_most_severe_first_then_oldest(store, add):
    with store.begin() as unit:
        article = add(unit, 1)
        for rule, severity, hours in (("a", "P3", 0), ("b", "P1", 2), ("c", "P1", 1)):
            unit.alerts.add(plan(severity, rule), article, NOON + hours * HOUR)
        unit.alerts.add(plan("P1", "d", "can-gio"), article, NOON)
        assert [alert.rule_id for alert in unit.alerts.listing()] == ["d", "c", "b", "a"]
        assert [alert.rule_id for alert in unit.alerts.listing("tay-ninh", ("new",))] == ["c", "b", "a"]
        assert unit.alerts.listing(states=("closed", "decided")) == []


def test_alerts_of_a_window_hold_its_start_but_not_its_end(store, add):
    with store.begin() as unit:
        article = add(unit, 1)
        for number in range(3):
            unit.alerts.add(plan(rule=str(number)), article, NOON + number * HOUR)
        assert [alert.rule_id for alert in unit.alerts.between("tay-ninh", NOON, NOON + 2 * HOUR)] == ["0", "1"]


def test_a_decision_moves_the_alert_is_kept_and_enters_the_audit_log(store, add):
    taken = Decision(1, NOON, "Trực ban", "acknowledge")
    verdict = Decision(1, NOON + HOUR, "Trực ban", "verdict", "đã kiểm tra", "tin_gia", "https://ubnd.example/1")
    with store.begin() as unit:
        unit.alerts.add(plan(), add(unit, 1), NOON)
        assert unit.alerts.decide(taken, "acknowledged").verdict is None
        assert unit.alerts.decide(verdict, "decided").verdict == "tin_gia"
    with store.read() as unit:
        assert (unit.alerts.get(1).state, unit.alerts.get(1).verdict) == ("decided", "tin_gia")
        assert unit.alerts.decisions(1) == [taken, verdict]
        assert unit.audit.verify() is None


def test_closing_keeps_the_verdict_and_reopening_takes_it_off(store, add):
    with store.begin() as unit:
        unit.alerts.add(plan(), add(unit, 1), NOON)
        unit.alerts.decide(Decision(1, NOON, "a", "verdict", verdict="tin_gia"), "decided")
        assert unit.alerts.decide(Decision(1, NOON, "a", "close"), "closed").verdict == "tin_gia"
        assert unit.alerts.decide(Decision(1, NOON, "a", "reopen", "nguồn mới"), "new").verdict is None
        assert [decision.verdict for decision in unit.alerts.decisions(1)] == ["tin_gia", None, None]


@pytest.mark.parametrize("act", ["get", "decide"])
def test_an_unknown_alert_is_a_key_error(store, act):
    with store.begin() as unit, pytest.raises(KeyError):
        unit.alerts.get(7) if act == "get" else unit.alerts.decide(Decision(7, NOON, "a", "close"), "closed")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE decisions SET reason = 'x'",
        "DELETE FROM decisions",
        "INSERT OR REPLACE INTO decisions SELECT * FROM decisions",
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit",
    ],
)
def test_decisions_and_audit_rows_can_only_be_appended(store, add, url, statement):
    with store.begin() as unit:
        unit.alerts.add(plan(), add(unit, 1), NOON)
        unit.alerts.decide(Decision(1, NOON, "a", "close"), "closed")
    engine = open_engine(url)
    with pytest.raises(StorageError, match="never changed"), writing(engine).begin() as connection:
        connection.execute(text(statement))
    engine.dispose()
