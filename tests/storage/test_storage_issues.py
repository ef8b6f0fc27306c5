"""Issues of a frozen digest and their approvals."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from core import periods
from core.desk import Digest, DigestItem
from core.digests import Approval
from storage.engine import open_engine, writing
from support.fakes import NOON

KEPT = "rows are never changed or deleted"


def digest(period="2026-09", items=()):
    window = periods.parse(period)
    return Digest("tay-ninh", "tỉnh Tây Ninh", period, window.first, window.last, NOON, False, tuple(items))


def item(article, late=False):
    return DigestItem(article.id, article.story_id, "t", "Báo", "u", article.moment, True, "…", "main", late=late)


@pytest.fixture
def frozen(store):
    with store.begin() as unit:
        assert unit.digests.freeze(digest())
    return store


def test_the_latest_issue_stands_for_the_period_and_the_first_is_kept(frozen):
    with frozen.begin() as unit:
        made = unit.digests.issue(replace(digest(), remark="a"), NOON, "Trần Thị B")
    with frozen.read() as unit:
        assert (made.issue, unit.digests.get("tay-ninh", "2026-09")) == (2, made)
        assert [one.remark for one in unit.digests.issues("tay-ninh", "2026-09")] == ["", "a"]


@pytest.mark.parametrize("further", range(3))
def test_the_number_of_the_latest_issue(frozen, further):
    for _ in range(further):
        with frozen.begin() as unit:
            unit.digests.issue(digest(), NOON, "x")
    with frozen.read() as unit:
        assert unit.digests.last_issue("tay-ninh", "2026-09") == 1 + further
        assert unit.digests.last_issue("tay-ninh", "2026-08") == 0


def test_there_is_no_further_issue_of_what_is_not_frozen(store):
    with store.begin() as unit, pytest.raises(KeyError):
        unit.digests.issue(digest(), NOON, "x")


def test_an_issue_is_approved_once(frozen):
    first, second = Approval(1, NOON, "Trần Thị B", "đồng ý"), Approval(1, NOON, "Lê Văn C")
    with frozen.begin() as unit:
        said = [unit.digests.approve("tay-ninh", "2026-09", one) for one in (first, second)]
        assert said == [True, False]
        assert unit.digests.approval("tay-ninh", "2026-09", 1) == first


def test_the_approval_of_one_issue_is_none_of_the_next(frozen):
    with frozen.begin() as unit:
        unit.digests.approve("tay-ninh", "2026-09", Approval(1, NOON, "x"))
        unit.digests.issue(digest(), NOON, "x")
        assert unit.digests.approval("tay-ninh", "2026-09", 2) is None


@pytest.mark.parametrize(("period", "issue"), [("2026-08", 1), ("2026-09", 2), ("2026-09", 0)])
def test_what_does_not_exist_cannot_be_approved(frozen, period, issue):
    with frozen.begin() as unit, pytest.raises(KeyError):
        unit.digests.approve("tay-ninh", period, Approval(issue, NOON, "x"))


def test_issues_and_approvals_stand_in_the_audit_log(frozen, url):
    with frozen.begin() as unit:
        unit.digests.issue(digest(), NOON, "Trần Thị B")
        unit.digests.approve("tay-ninh", "2026-09", Approval(2, NOON, "Lê Văn C"))
        assert unit.audit.verify() is None
    with open_engine(url).connect() as connection:
        acts = connection.execute(text("SELECT actor, act FROM audit ORDER BY id")).all()
    assert acts == [("Trần Thị B", "digest.issue"), ("Lê Văn C", "digest.approve")]


def test_articles_of_a_further_issue_are_told_and_come_in_no_later_digest(store, add):
    with store.begin() as unit:
        article = add(unit, 1)
        month = periods.month_of(article.moment)
        unit.digests.freeze(digest(month.id))
        assert [one.article.id for one in unit.digests.late("tay-ninh", month.end)] == [article.id]
        unit.digests.issue(digest(month.id, [item(article)]), NOON, "x")
        assert unit.digests.late("tay-ninh", month.end) == []


def test_what_another_digest_of_the_kind_lists_is_named(store, add):
    with store.begin() as unit:
        article = add(unit, 1)
        for period, items in (("2026-09", ()), ("2026-10", [item(article, late=True)]), ("2026-Q3", [item(article)])):
            unit.digests.freeze(digest(period, items))
        assert unit.digests.told_later("tay-ninh", "2026-09") == {article.id}
        assert unit.digests.told_later("tay-ninh", "2026-10") == frozenset()


@pytest.mark.parametrize("table", ["digest_issues", "digest_approvals"])
@pytest.mark.parametrize("act", ["UPDATE {} SET actor = 'x'", "DELETE FROM {}"])
def test_the_database_lets_no_row_change_or_go(frozen, url, table, act):
    with frozen.begin() as unit:
        unit.digests.issue(digest(), NOON, "x")
        unit.digests.approve("tay-ninh", "2026-09", Approval(1, NOON, "x"))
    with pytest.raises(Exception, match=KEPT), writing(open_engine(url)).begin() as connection:
        connection.execute(text(act.format(table)))
