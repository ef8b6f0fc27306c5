from typing import get_args

import pytest

from alerts.conditions import GROUPS, advice, dark_days, group, name
from core.periods import month
from core.sources import Condition, Day

EVERY = (*get_args(Condition), "failed")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_condition_has_a_name_of_its_own(lang):
    names = [name(condition, lang) for condition in EVERY]
    assert len(set(names)) == len(EVERY)
    assert not set(names) & set(EVERY) - {"failed"}


@pytest.mark.parametrize("condition", EVERY)
def test_what_is_not_well_comes_with_advice_in_both_languages(condition):
    told = {bool(advice(condition, lang)) for lang in ("vi", "en")}
    assert told == {condition not in {"ok", "unchanged"}}


def test_a_condition_of_a_later_version_is_shown_as_it_is():
    assert (name("frozen", "vi"), advice("frozen", "vi"), group("frozen")) == ("frozen", "", "works")


@pytest.mark.parametrize(
    ("condition", "failures", "expected"),
    [
        *((condition, 0, "works") for condition in ("ok", "unchanged")),
        *((condition, 0, "watch") for condition in ("slow", "moved", "overlap_lost", "below_usual_volume")),
        *((condition, 1, "dead") for condition in ("blocked", "not_a_feed", "parse_error", "gone", "failing")),
        pytest.param("empty", 0, "dead", id="a feed without an entry says nothing"),
        pytest.param("slow", 2, "dead", id="so slow that nothing came"),
        pytest.param("failed", 0, "dead", id="word of older digests"),
        pytest.param("never", 0, "never", id="never read"),
    ],
)
def test_the_silence_of_a_source_is_worth_what_its_condition_says(condition, failures, expected):
    assert group(condition, failures) == expected


def test_every_condition_belongs_to_a_group():
    assert {group(condition) for condition in EVERY} == set(GROUPS)


def test_dark_are_the_days_of_the_window_on_which_no_poll_succeeded():
    days = {
        "2026-09-30": Day(5, 5),
        "2026-10-01": Day(5, 5),
        "2026-10-02": Day(5, 4),
        "2026-10-03": Day(0, 0),
        "2026-10-31": Day(1, 1),
        "2026-11-01": Day(5, 5),
    }
    october = month(2026, 10)
    assert dark_days(days, october.first, october.last) == 2
