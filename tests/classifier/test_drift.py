"""Drift between months: the index by named cases, and which months have one."""

from math import log

import pytest

from classifier.drift import drift, mark, psi
from core.judgement import TALLIED, Tally


def tally(articles, **topics):
    return Tally(articles, {name: {"one": articles} if articles else {} for name in TALLIED}, topics)


def months(*tallies):
    return [(f"2026-{number:02d}", one) for number, one in enumerate(tallies, 1)]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        pytest.param({"a": 50, "b": 50}, {"a": 50, "b": 50}, 0.0, id="equal counts"),
        pytest.param({"a": 900, "b": 100}, {"a": 90, "b": 10}, 0.0, id="equal shares of different sizes"),
        # 0.3 * ln 1.6 + (-0.3) * ln 0.4
        pytest.param({"a": 50, "b": 50}, {"a": 80, "b": 20}, 0.415888, id="half and half to four in five"),
        pytest.param({"a": 80, "b": 20}, {"a": 50, "b": 50}, 0.415888, id="the same way back"),
        # -0.1 * ln (0.5 / 0.6) + 0.1 * ln (0.5 / 0.4)
        pytest.param({"a": 60, "b": 40}, {"a": 50, "b": 50}, 0.040547, id="a tenth moved"),
        # -0.5 * ln 0.5 + (0.5 - 0.005) * ln 100: the empty cell counts as half an article of a hundred
        pytest.param({"a": 100}, {"a": 50, "b": 50}, 2.626133, id="a new value"),
        pytest.param({"a": 50, "b": 50}, {"a": 100, "b": 0}, 2.626133, id="a value that went"),
        pytest.param({"a": 10, "b": 0}, {"a": 10, "b": 0}, 0.0, id="a value that nobody has"),
        # each empty cell is half an article of ten: twice 0.95 * ln 20
        pytest.param({"a": 10}, {"b": 10}, 2 * 0.95 * log(20), id="nothing in common"),
    ],
)
def test_the_index(before, now, expected):
    assert psi(before, now) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(
    ("index", "expected"), [(0.0, ""), (0.1, ""), (0.1001, "look"), (0.25, "look"), (0.2501, "changed")]
)
def test_marks_begin_above_their_bounds(index, expected):
    assert mark(index) == expected


@pytest.mark.parametrize(
    ("before", "now", "state"),
    [
        pytest.param((100, 100, 100), 50, "measured", id="enough"),
        pytest.param((0, 0, 50), 50, "measured", id="one earlier month is enough"),
        pytest.param((20, 20, 20), 50, "measured", id="small months count together"),
        pytest.param((100, 100, 100), 49, "few", id="a small month"),
        pytest.param((100, 100, 100), 0, "few", id="an empty month"),
        pytest.param((0, 0, 49), 50, "few_before", id="too little to compare with"),
        pytest.param((0, 0, 0), 50, "first", id="the first month"),
    ],
)
def test_a_month_has_figures_only_where_there_is_enough(before, now, state):
    (found,) = drift(months(*map(tally, before), tally(now)), ["borders"])
    assert (found.month, found.articles, found.before, found.state) == ("2026-04", now, sum(before), state)
    assert bool(found.shifts) == (state == "measured")


def test_a_month_is_compared_with_the_three_before_it_only():
    rows = months(tally(500, borders=500), *[tally(100, borders=20)] * 3, tally(100, borders=50))
    shift = drift(rows, ["borders"])[-1].shifts[0]
    assert (shift.part, shift.topic) == ("topic", "borders")
    assert (shift.before, shift.now) == ({"on": 60, "off": 240}, {"on": 50, "off": 50})
    assert shift.psi == pytest.approx(0.415888, abs=1e-6)
    assert shift.mark == "changed"


def test_every_part_has_its_line_and_topics_keep_their_order():
    rows = months(*[tally(100, old=5, borders=7)] * 4)
    (found,) = drift(rows, ["islands", "borders"])
    assert [(shift.part, shift.topic) for shift in found.shifts] == [
        ("topic", "islands"), ("topic", "borders"), ("topic", "old"), *((name, "") for name in TALLIED),
    ]  # fmt: skip
    assert {shift.psi for shift in found.shifts} == {0.0}


def test_months_before_the_first_article_are_left_out():
    rows = months(*[tally(0)] * 5, tally(60), tally(0))
    assert [(found.month, found.state) for found in drift(rows, [])] == [("2026-06", "first"), ("2026-07", "few")]


def test_without_articles_there_is_no_month():
    assert drift(months(*[tally(0)] * 9), ["borders"]) == []
