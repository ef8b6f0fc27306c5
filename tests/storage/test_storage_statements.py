"""Statements: stored once, withdrawn but never changed, and in the audit log."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from core.errors import StorageError
from core.statements import Statement
from storage.engine import open_engine, writing
from support.fakes import NOON

WHO = "Trần Văn Mẫu"
BRIDGE = Statement(0, "Cầu Mẫu vẫn an toàn.", "Sở Xây dựng", date(2026, 10, 1), "official", scope=("tay-ninh",))
RUMOUR = replace(BRIDGE, text="Thông tin cầu Mẫu sập là sai.", kind="fact_check", claim="Cầu Mẫu sập", finding="false")


def test_a_statement_comes_back_as_it_was_given_with_a_number(store):
    with store.begin() as unit:
        stored = unit.statements.add(RUMOUR, NOON, WHO)
    with store.read() as unit:
        assert unit.statements.in_force() == [stored] == [replace(RUMOUR, id=1)]


def test_the_very_same_statement_is_not_stored_twice(store):
    with store.begin() as unit:
        unit.statements.add(BRIDGE, NOON, WHO)
        assert unit.statements.add(replace(BRIDGE, url="https://so.example/1"), NOON, WHO) is None
        assert len(unit.statements.listing()) == 1


def test_a_withdrawn_statement_is_no_longer_in_force_but_listed_with_the_reason(store):
    with store.begin() as unit:
        unit.statements.add(BRIDGE, NOON, WHO)
        unit.statements.withdraw(1, NOON + timedelta(hours=1), WHO, "nhập nhầm cầu")
        assert unit.statements.in_force() == []
        assert [kept.reason for kept in unit.statements.listing()] == ["nhập nhầm cầu"]


def test_what_was_withdrawn_may_be_stored_again(store):
    with store.begin() as unit:
        unit.statements.add(BRIDGE, NOON, WHO)
        unit.statements.withdraw(1, NOON, WHO, "nhập nhầm")
        assert unit.statements.add(BRIDGE, NOON, WHO) == replace(BRIDGE, id=2)


@pytest.mark.parametrize("times", [0, 1], ids=["unknown", "withdrawn"])
def test_only_a_statement_in_force_can_be_withdrawn(store, times):
    with store.begin() as unit:
        for _ in range(times):
            unit.statements.add(BRIDGE, NOON, WHO)
            unit.statements.withdraw(1, NOON, WHO, "nhập nhầm")
        with pytest.raises(KeyError):
            unit.statements.withdraw(1, NOON, WHO, "lần nữa")


def test_both_acts_stand_in_the_audit_log(store, url):
    with store.begin() as unit:
        unit.statements.add(BRIDGE, NOON, WHO)
        unit.statements.withdraw(1, NOON, WHO, "nhập nhầm")
        assert unit.audit.verify() is None
    with open_engine(url).connect() as connection:
        acts = connection.execute(text("SELECT act FROM audit ORDER BY id")).scalars().all()
    assert acts == ["statement.add", "statement.withdraw"]


@pytest.mark.parametrize("act", ["UPDATE statements SET text = 'khác'", "DELETE FROM statements"])
def test_the_database_itself_forbids_changing_a_statement(store, url, act):
    with store.begin() as unit:
        unit.statements.add(BRIDGE, NOON, WHO)
    with pytest.raises(Exception, match="only withdrawn"), writing(open_engine(url)).begin() as connection:
        connection.execute(text(act))


def test_a_kind_of_ones_own_is_refused(store):
    with pytest.raises(StorageError), store.begin() as unit:
        unit.statements.add(replace(BRIDGE, kind="rumour"), NOON, WHO)


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 9, 30), False),
        (date(2026, 10, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
    ids=["before it was issued", "on its day", "on its last day", "after"],
)
def test_days_on_which_a_statement_holds(day, holds):
    assert replace(BRIDGE, valid_until=date(2026, 12, 31)).valid(day) is holds
