"""Reasons to check beside the story: how they come, grow with the spread, and raise alerts once."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from core.press import Entry, Fetched
from core.statements import Statement
from diembao import service
from diembao.verifying import REACH, verify_due
from support import factories
from support.fakes import NOON
from support.house import feed, house, page

PAPERS = ("baomau", "baohai", "baoba")
TITLE = "Rộ tin đóng cửa khẩu Mộc Bài từ ngày mai"
WORDS = (
    "Mạng xã hội rộ tin cửa khẩu Mộc Bài, Tây Ninh đóng cửa từ ngày mai.",
    "Theo tin đồn chưa rõ nguồn, xe hàng phải quay đầu. Nhiều người nghe đồn đã đổi lịch đi.",
)


def entry(paper):
    return Entry(f"https://{paper}.example/moc-bai.html", TITLE, WORDS[0], NOON - timedelta(hours=1))


def source(paper):
    outlet = factories.outlet(id=paper, name=paper, domains=(f"{paper}.example",))
    return factories.source(id=f"{paper}-rss", outlet=outlet, url=f"https://{paper}.example/rss.xml", pages="all")


def pages(*papers):
    found = {}
    for paper in papers:
        address = f"https://{paper}.example/rss.xml"
        found[address] = Fetched(address, 200, feed(entry(paper)), "application/rss+xml", '"1"')
        found[entry(paper).url] = page(TITLE, *WORDS)
    return found


RULES = tuple(
    factories.rule(id=band, severity=severity, topics=(), bands=(band,))
    for band, severity in (("check", "P2"), ("urgent", "P1"))
)


@pytest.fixture
def rooms():
    with house(pages(*PAPERS[:2]), sources=tuple(map(source, PAPERS)), rules=RULES) as made:
        yield made


def stored(rooms):
    with rooms.store.read() as tx:
        found = tx.articles.between("tay-ninh", NOON - timedelta(days=3), NOON + timedelta(days=3))
    return {one.article.outlet_id: one.assessment.verification for one in found}


def alerts(rooms):
    with rooms.store.read() as tx:
        return [alert.rule_id for alert in tx.alerts.listing()]


def tick(rooms):
    asyncio.run(service.tick(rooms))


def test_a_claim_in_two_newsrooms_is_to_be_checked(rooms):
    tick(rooms)
    assert {found.band for found in stored(rooms).values()} == {"check"}
    assert alerts(rooms) == ["check"]


def test_the_third_newsroom_makes_it_urgent_for_the_whole_story(rooms):
    tick(rooms)
    rooms.fetcher.pages.update(pages(PAPERS[2]))
    rooms.clock.time += timedelta(minutes=40)
    tick(rooms)
    assert {outlet: found.band for outlet, found in stored(rooms).items()} == dict.fromkeys(PAPERS, "urgent")


def test_the_rise_is_raised_once(rooms):
    tick(rooms)
    rooms.fetcher.pages.update(pages(PAPERS[2]))
    for _ in range(3):
        rooms.clock.time += timedelta(minutes=40)
        tick(rooms)
    assert sorted(alerts(rooms)) == ["check", "urgent"]


def test_a_statement_that_comes_later_is_held_against_what_is_stored(rooms):
    tick(rooms)
    claim = Statement(
        0, "Cửa khẩu Mộc Bài vẫn mở cửa bình thường.", "UBND tỉnh", NOON.date(), "fact_check",
        "Cửa khẩu Mộc Bài, Tây Ninh đóng cửa từ ngày mai.", "false",
    )  # fmt: skip
    with rooms.store.begin() as tx:
        tx.statements.add(claim, NOON, "Trần Văn Mẫu")
        tx.verifications.recall_since(NOON - REACH, NOON)
    tick(rooms)
    kinds = {signal.kind for found in stored(rooms).values() for signal in found.signals}
    assert "repeats_false_claim" in kinds


def test_an_article_is_not_held_against_its_own_statement(rooms):
    with rooms.store.begin() as tx:
        own = Statement(0, WORDS[0], "Cổng tỉnh", NOON.date(), "official", url=entry(PAPERS[0]).url)
        tx.statements.add(own, NOON, "cong-tinh")
    tick(rooms)
    assert not [signal for signal in stored(rooms)[PAPERS[0]].signals if signal.against]


class Broken:
    """Statements that cannot be searched."""

    def index(self, _tx):
        raise ZeroDivisionError


def test_an_article_that_cannot_be_verified_keeps_its_reasons_and_stops_no_other(rooms):
    tick(rooms)
    before = stored(rooms)
    with rooms.store.begin() as tx:
        tx.verifications.recall_since(NOON - REACH, NOON)
    assert verify_due(replace(rooms, statements=Broken())) == len(before)
    assert stored(rooms) == before


def test_what_is_left_after_the_limit_waits(rooms):
    tick(rooms)
    with rooms.store.begin() as tx:
        waiting = tx.verifications.recall_since(NOON - REACH, NOON)
    assert (verify_due(rooms, timedelta(0)), verify_due(rooms)) == (0, waiting)


def test_the_spread_is_no_phrase_among_the_reasons_of_an_alert(rooms):
    rooms.fetcher.pages.update(pages(PAPERS[2]))
    tick(rooms)
    with rooms.store.read() as tx:
        assert not [reason for alert in tx.alerts.listing() for reason in alert.because if "“3”" in reason]
