from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.delays import delays, percentile, slowest
from core.desk import DelayLine, Timing
from support.fakes import NOON

MINUTE = timedelta(minutes=1)
SINCE = NOON - timedelta(days=30)


def timing(minutes=10, outlet="Báo Mẫu", **fields):
    """An article stored at noon, this many minutes after its publication, one minute after it was seen first."""
    made = Timing(outlet, outlet, NOON - minutes * MINUTE, NOON - MINUTE, NOON, NOON, SINCE)
    return replace(made, **fields)


def only(*timings):
    return delays(timings)[-1]


@pytest.mark.parametrize(
    ("share", "expected"),
    [pytest.param(0.5, 5, id="half"), pytest.param(0.95, 10, id="95%"), pytest.param(0.0, 1, id="none at all")],
)
def test_a_percentile_is_one_of_the_values(share, expected):
    assert percentile(list(range(1, 11)), share) == expected


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50), st.sampled_from([0.5, 0.95]))
def test_at_least_that_share_of_the_values_is_not_above_a_percentile(values, share):
    found = percentile(sorted(values), share)
    assert sum(value <= found for value in values) >= share * len(values)
    assert sum(value < found for value in values) < share * len(values)


def test_no_article_gives_no_line():
    assert delays(()) == ()


def test_outlets_stand_by_name_and_all_together_at_the_end():
    lines = delays([timing(30, "Báo B"), timing(10, "Báo Á"), timing(20, "Báo Á")])
    assert [(line.outlet, line.articles, line.p50, line.p95) for line in lines] == [
        ("Báo Á", 2, 600.0, 1200.0),
        ("Báo B", 1, 1800.0, 1800.0),
        ("", 3, 1200.0, 1800.0),
    ]


def test_lines_do_not_depend_on_the_order_of_the_articles():
    timings = [timing(minutes, outlet) for outlet in ("Báo A", "Báo B") for minutes in (3, 1, 2)]
    assert delays(timings) == delays(reversed(timings))


def test_an_article_without_a_date_is_counted_and_not_measured():
    line = only(timing(10), timing(published=None))
    assert (line.articles, line.published_known, line.older, line.measured, line.p95) == (2, 1, 0, 1, 600.0)


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"published": SINCE - MINUTE}, id="stock of a feed that was met later"),
        pytest.param({"watched_since": None}, id="source that was never read"),
    ],
)
def test_what_appeared_before_anybody_looked_is_counted_and_not_measured(fields):
    line = only(timing(10), timing(**fields))
    assert (line.articles, line.published_known, line.older, line.measured, line.p95) == (2, 2, 1, 1, 600.0)


def test_an_outage_of_days_is_measured():
    assert only(timing(5 * 24 * 60)).p95 == 5 * 86_400.0


def test_nothing_measured_gives_no_percentile():
    line = only(timing(published=None))
    assert (line.p50, line.p95, line.measured) == (None, None, 0)


def test_a_date_in_the_future_counts_as_no_delay():
    assert only(timing(-60)).p95 == 0.0


def test_the_way_through_the_house_is_measured_on_every_article():
    line = only(timing(published=None, first_seen=NOON - 5 * MINUTE), timing())
    assert (line.seen_p50, line.seen_p95) == (60.0, 300.0)


def test_an_outlet_is_called_by_its_latest_name():
    renamed = timing(1, outlet_id="a", outlet="Báo Mới", stored_at=NOON + MINUTE)
    assert delays([renamed, timing(1, outlet_id="a", outlet="Báo Cũ")])[0].outlet == "Báo Mới"


def test_the_slowest_outlets_come_first_without_the_unmeasured_and_the_whole():
    lines = delays([timing(1, "Báo A"), timing(9, "Báo B"), timing(outlet="Báo C", published=None)])
    assert [line.outlet for line in slowest(lines)] == ["Báo B", "Báo A"]


def test_a_line_says_on_how_many_articles_it_rests():
    assert DelayLine("a", "A", 9, 7, 1.0, 2.0, 1.0, 2.0, older=3).measured == 4
