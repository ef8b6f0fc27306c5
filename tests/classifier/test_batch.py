"""Articles of one batch held against each other."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest

from classifier.batch import Entry, Known, place
from classifier.claims.retrieve import StatementIndex
from core.judgement import Assessment, Role
from core.statements import Statement

NOON = datetime(2026, 9, 5, 5, 0, tzinfo=UTC)
SLIDE = (
    "Vụ sạt lở đất sáng 5/9 tại xã Minh Thanh, tỉnh Tuyên Quang khiến {} người chết. Lực lượng cứu hộ đang tìm kiếm"
    " người mất tích tại hiện trường xã Minh Thanh."
)
FAIR = "Hội chợ cam Hàm Yên khai mạc tối qua ở trung tâm xã, hơn một trăm gian hàng bày bán nông sản."
CARRIER = Assessment("vi", "news", role=Role("carrier", 0.8, ("nghe đồn",)))


def entry(toll, paper, minutes=0, *, title="", found=None, dated=True):
    moment = NOON + timedelta(minutes=minutes) if dated else None
    title = title or f"Sạt lở đất tại xã Minh Thanh, Tuyên Quang: {toll} người chết"
    return Entry(title, SLIDE.format(toll), paper, "", moment, found or Assessment("vi", "news"))


def other(minutes=0):
    return Entry("Khai mạc hội chợ cam", FAIR, "c", "", NOON + timedelta(minutes=minutes), Assessment("vi", "news"))


def kinds(placed):
    return [signal.kind for signal in placed.verification.signals]


def test_two_articles_on_one_event_are_one_story():
    first, second, third = place([entry(3, "a"), entry(3, "b", 20), other(30)])
    assert (first.belonging.story, second.belonging.story, third.belonging.story) == (0, 0, 2)
    assert (first.articles, first.newsrooms, third.articles) == (2, 2, 1)


def test_conflicting_figures_are_named_on_both_sides():
    first, second, third = place([entry(3, "a"), entry(5, "b", 20), other(30)])
    assert (kinds(first), kinds(second), kinds(third)) == (["conflicting_figures"], ["conflicting_figures"], [])
    assert "5 người chết" in first.verification.signals[0].against


def test_a_toll_that_rises_in_the_next_hours_is_no_conflict():
    assert [kinds(one) for one in place([entry(3, "a"), entry(5, "b", 300)])] == [[], []]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_the_lines_changes_no_story(order):
    entries = [entry(3, "a"), entry(5, "b", 20), other(30)]
    placed = place([entries[number] for number in order])
    found = {number: order[placed[at].belonging.story] for at, number in enumerate(order)}
    assert found == {0: 0, 1: 0, 2: 2}


def test_articles_without_a_time_form_stories_among_themselves():
    placed = place([entry(3, "a", dated=False), entry(3, "b", dated=False), entry(3, "c")])
    assert [one.belonging.story for one in placed] == [0, 0, 2]


def test_a_claim_that_three_newsrooms_tell_is_urgent():
    placed = place([entry(3, paper, 5, found=CARRIER) for paper in "abc"])
    assert {one.verification.band for one in placed} == {"urgent"}


def test_the_same_newsroom_three_times_is_no_spread():
    placed = place([entry(3, "a", minutes, found=CARRIER) for minutes in (0, 5, 9)])
    assert {one.verification.band for one in placed} == {"check"}


STATED = Statement(1, SLIDE.format(2), "UBND tỉnh Tuyên Quang", NOON.date(), "official")


@pytest.mark.parametrize(
    ("dated", "today", "wanted"),
    [
        (True, NOON.date(), True),
        (False, NOON.date(), True),
        (False, date(2026, 9, 1), False),
    ],
    ids=["on its day", "without a time, today", "without a time, before the statement"],
)
def test_an_article_is_held_against_the_statements_in_force(dated, today, wanted):
    (placed,) = place([entry(4, "a", dated=dated)], Known(StatementIndex([STATED]), today))
    assert ("contradicts_statement" in kinds(placed)) is wanted


def test_an_empty_batch_has_no_stories():
    assert place([]) == []
