"""Following a duty: the date that starts it chooses between the law until 30 June 2026 and the one after it."""

from dataclasses import replace
from datetime import date

import pytest

from alerts.clocks import family, following
from core.clocks import ClockRule
from support.legal import DAYS, here, shipped_clocks

RULES = tuple(shipped_clocks().values())
PAIRS = {
    "ND237-18.1": "LBC16-39.1",
    "ND237-18.3": "LBC16-39.2",
    "ND237-18.5d": "LBC16-39.3d",
    "ND237-18.5w": "LBC16-39.3w",
    "ND237-18.6": "LBC16-39.4",
    "ND237-19.3a": "LBC16-42-e",
    "ND237-19.3b": "LBC16-42-d",
    "ND237-21": "LBC16-43",
    "ND244-7.3": "ND09-2017",
}
LAST, FIRST = "2026-06-30 23:59", "2026-07-01 00:00"


def follow(clock, now="2026-07-02 09:00", done="", year=None, **dates):
    known = {field: here(text) for field, text in dates.items()}
    return following(RULES, clock, known, DAYS, here(now), here(done) if done else None, year=year)


def test_the_shipped_rules_name_what_they_replace():
    assert {rule.id: rule.replaces for rule in RULES if rule.replaces} == PAIRS


@pytest.mark.parametrize(("new", "old"), PAIRS.items())
def test_either_id_names_the_duty(new, old):
    assert [rule.id for rule in family(RULES, new)] == [rule.id for rule in family(RULES, old)] == [old, new]


def test_a_duty_that_did_not_change_is_alone():
    assert [rule.id for rule in family(RULES, "ND244-7.4")] == ["ND244-7.4"]


def test_an_unknown_clock_is_named():
    with pytest.raises(KeyError, match="ND1-1"):
        follow("ND1-1")


@pytest.mark.parametrize(
    ("clock", "dates", "rule", "standing", "due"),
    [
        pytest.param(
            "ND237-18.1", {"received_at": LAST}, "LBC16-39.1", "running", "2026-07-30 23:59:59.999999",
            id="the press asked in the last minute of the old law: 30 days",
        ),
        pytest.param(
            "LBC16-39.1", {"received_at": FIRST}, "ND237-18.1", "running", "2026-07-31 23:59:59.999999",
            id="the press asked in the first minute of the new law: 30 days",
        ),
        pytest.param(
            "ND237-18.3", {"received_at": LAST}, "LBC16-39.2", "running", "2026-07-30 23:59:59.999999",
            id="criticism received on 30 June: 30 days",
        ),
        pytest.param(
            "ND237-18.3", {"received_at": FIRST}, "ND237-18.3", "running", "2026-07-22 23:59:59.999999",
            id="criticism received on 1 July: 15 working days",
        ),
        pytest.param(
            "ND237-18.6", {"received_at": LAST}, "LBC16-39.4", "running", "2026-07-15 23:59:59.999999",
            id="the press is asked on 30 June: 15 days",
        ),
        pytest.param(
            "ND237-18.6", {"received_at": FIRST}, "ND237-18.6", "running", "2026-07-22 23:59:59.999999",
            id="the press is asked on 1 July: 15 working days",
        ),
        pytest.param(
            "ND237-18.5d", {"received_at": LAST}, "LBC16-39.3d", "running", "2026-07-10 23:59:59.999999",
            id="old law: from the opinion of the citizen",
        ),
        pytest.param(
            "ND237-18.5d", {"received_at": FIRST}, "ND237-18.5d", "not_started", "",
            id="new law: the opinion starts nothing, the written reply does",
        ),
        pytest.param(
            "ND237-18.5d", {"received_at": LAST, "reply_received_at": "2026-07-01 09:00"}, "LBC16-39.3d", "running",
            "2026-07-10 23:59:59.999999", id="opinion under the old law, reply under the new: the first start rules",
        ),
        pytest.param(
            "ND237-18.5w", {"reply_received_at": FIRST}, "ND237-18.5w", "running", "2026-07-22 23:59:59.999999",
            id="weekly paper, reply on 1 July: 15 working days",
        ),
        pytest.param(
            "ND237-19.3a", {"conclusion_received_at": LAST}, "LBC16-42-e", "overdue", LAST,
            id="correction on line at once, old law",
        ),
        pytest.param(
            "ND237-19.3a", {"self_detected_at": LAST}, "LBC16-42-e", "not_started", "",
            id="what a paper finds itself started nothing under the old law",
        ),
        pytest.param(
            "ND237-19.3a", {"self_detected_at": FIRST}, "ND237-19.3a", "overdue", FIRST,
            id="what a paper finds itself starts the new law",
        ),
        pytest.param(
            "ND237-19.3b", {"conclusion_received_at": LAST}, "LBC16-42-d", "running", "2026-07-02 23:59:59.999999",
            id="daily paper, two days, old law",
        ),
        pytest.param(
            "ND237-19.3b", {"conclusion_received_at": FIRST}, "ND237-19.3b", "running", "2026-07-03 23:59:59.999999",
            id="daily paper, two days, new law",
        ),
        pytest.param("ND237-21", {"response_sent_at": LAST}, "LBC16-43", "overdue", LAST, id="reply, three rounds"),
        pytest.param("ND237-21", {"response_sent_at": FIRST}, "ND237-21", "overdue", FIRST, id="reply, two rounds"),
        pytest.param(
            "ND244-7.3", {"event_at": LAST}, "ND09-2017", "running", "2026-07-01 23:59",
            id="event in the last minute of the old decree",
        ),
        pytest.param(
            "ND244-7.3", {"event_at": FIRST}, "ND244-7.3", "not_started", "",
            id="an event under the new decree waits for its handling",
        ),
        pytest.param(
            "ND244-7.3", {"event_at": FIRST, "handled_at": "2026-07-01 15:00"}, "ND244-7.3", "running",
            "2026-07-02 15:00", id="handled under the new decree: 24 hours from then",
        ),
        pytest.param(
            "ND244-7.3", {"event_at": LAST, "handled_at": "2026-07-01 15:00"}, "ND09-2017", "running",
            "2026-07-01 23:59", id="event under the old decree, handled under the new: the event rules",
        ),
        pytest.param(
            "ND244-7.3", {"handled_at": LAST}, "ND09-2017", "not_started", "",
            id="handled under the old decree: the event is missing",
        ),
    ],
)  # fmt: skip
def test_the_start_chooses_the_regime(clock, dates, rule, standing, due):
    found = follow(clock, "2026-07-01 10:00", **dates)
    assert (found.rule, found.standing, found.due) == (rule, standing, here(due) if due else None)


@pytest.mark.parametrize(
    ("now", "rule", "starts"),
    [
        pytest.param("2026-06-30 23:59", "ND09-2017", ("event_at",), id="asked under the old decree"),
        pytest.param("2026-07-01 00:00", "ND244-7.3", ("handled_at",), id="asked under the new decree"),
    ],
)
def test_what_nobody_started_is_that_of_the_law_of_today(now, rule, starts):
    found = follow("ND244-7.3", now, received_at="2026-06-01 09:00")
    assert (found.rule, found.standing, found.starts) == (rule, "not_started", starts)


def test_what_was_done_counts_under_the_rule_that_is_in_force():
    found = follow("ND237-18.3", "2026-12-01 09:00", "2026-07-23 09:00", received_at=LAST)
    assert (found.rule, found.standing) == ("LBC16-39.2", "met")


def test_a_start_before_every_regime_is_none_of_theirs():
    assert follow("ND237-18.1", received_at="2016-12-31 09:00").standing == "not_in_force"


def test_a_yearly_duty_is_that_of_the_year_asked_for():
    assert follow("ND244-10", "2027-01-05 09:00", year=2026).standing == "overdue"


def test_three_regimes_in_a_row_are_one_duty():
    old, new = family(RULES, "ND237-18.3")
    next_law = ClockRule(
        "LAW-30", "Sở", {"vi": "x"}, "working_days", date(2030, 1, 1), "Luật", 7, starts=("received_at",),
        replaces="ND237-18.3",
    )  # fmt: skip
    rules = (next_law, replace(new, valid_to=date(2029, 12, 31)), old)
    assert [rule.id for rule in family(rules, "LBC16-39.2")] == ["LBC16-39.2", "ND237-18.3", "LAW-30"]
    found = following(rules, "LBC16-39.2", {"received_at": here("2030-01-02 09:00")}, DAYS, here("2030-01-03 09:00"))
    assert found.rule == "LAW-30"
