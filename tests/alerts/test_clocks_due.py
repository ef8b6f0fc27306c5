"""When every shipped clock ends. The days were counted by hand on a calendar of the years 2017 to 2027.

Days off that matter here: Tet 26 January to 1 February 2017, 16 to 20 February 2026, 4 to 10 February 2027; 2 May 2025
for Saturday 26 April; 31 August to 2 September 2026 for Saturday 22 August.
"""

from datetime import date, datetime, time
from typing import NamedTuple

import pytest

from alerts.clocks import due, in_force, state
from core.clocks import ClockRule, ClockState
from core.periods import ZONE
from support.legal import DAYS, here, shipped_clocks

NOT_IN_FORCE, NO_LIMIT = "not in force", "no limit"


class Case(NamedTuple):
    """`ends` is a day (its end is meant), a moment, or one of the two words above; `correction` the id of a rule."""

    name: str
    start: str
    ends: str
    correction: str = ""


BEFORE_LAW_16 = Case("before", "2016-12-31 23:59", NOT_IN_FORCE)
AFTER_LAW_16 = Case("after", "2026-07-01 00:00", NOT_IN_FORCE)
BEFORE_2026 = Case("before", "2026-06-30 23:59", NOT_IN_FORCE)

OLD_30_DAYS = (
    BEFORE_LAW_16,
    Case("first day, ends within Tet 2017", "2017-01-01 00:00", "2017-02-02"),
    Case("over Tet", "2026-01-19 09:00", "2026-02-23"),
    Case("over a weekend", "2026-05-07 09:00", "2026-06-08"),
    Case("onto a swapped Saturday", "2025-03-27 09:00", "2025-04-26"),
    Case("onto a swapped Friday", "2025-04-02 09:00", "2025-05-05"),
    Case("last day", "2026-06-30 23:59", "2026-07-30"),
    AFTER_LAW_16,
)
OLD_15_DAYS = (
    BEFORE_LAW_16,
    Case("first day", "2017-01-01 00:00", "2017-01-16"),
    Case("over Tet", "2026-02-03 09:00", "2026-02-23"),
    Case("over a weekend", "2026-06-05 09:00", "2026-06-22"),
    Case("onto a swapped Saturday", "2025-04-11 09:00", "2025-04-26"),
    Case("onto a swapped Friday", "2025-04-17 09:00", "2025-05-05"),
    Case("last day", "2026-06-30 23:59", "2026-07-15"),
    AFTER_LAW_16,
)
OLD_AT_ONCE = (
    BEFORE_LAW_16,
    Case("first day", "2017-01-01 00:00", "2017-01-01 00:00"),
    Case("over Tet", "2026-02-17 09:00", "2026-02-17 09:00"),
    Case("over a weekend", "2026-06-06 22:15", "2026-06-06 22:15"),
    Case("on a swapped Friday", "2025-05-02 10:00", "2025-05-02 10:00"),
    Case("last day", "2026-06-30 23:59", "2026-06-30 23:59"),
    AFTER_LAW_16,
)
NEW_5_WORKING_DAYS = (
    BEFORE_2026,
    Case("first day", "2026-07-01 00:00", "2026-07-08"),
    Case("over Tet", "2027-02-03 09:00", "2027-02-17"),
    Case("over a weekend", "2026-10-15 09:00", "2026-10-22"),
    Case("from a Sunday", "2026-10-18 09:00", "2026-10-23"),
    Case("over a swapped Saturday", "2026-08-20 09:00", "2026-08-26"),
    Case("over a swapped Monday and the National Day", "2026-08-27 09:00", "2026-09-08"),
)
NEW_10_WORKING_DAYS = (
    BEFORE_2026,
    Case("first day", "2026-07-01 00:00", "2026-07-15"),
    Case("over Tet", "2027-02-03 09:00", "2027-02-24"),
    Case("over a weekend", "2026-10-15 09:00", "2026-10-29"),
    Case("over both swapped days and the National Day", "2026-08-20 09:00", "2026-09-07"),
)
NEW_15_WORKING_DAYS = (
    BEFORE_2026,
    Case("first day", "2026-07-01 00:00", "2026-07-22"),
    Case("over Tet", "2027-02-03 09:00", "2027-03-03"),
    Case("over a weekend", "2026-10-15 09:00", "2026-11-05"),
    Case("over both swapped days and the National Day", "2026-08-20 09:00", "2026-09-14"),
    Case("over the Culture Day", "2026-11-16 09:00", "2026-12-08"),
)
NEW_24_HOURS = (
    BEFORE_2026,
    Case("first day", "2026-07-01 00:00", "2026-07-02 00:00"),
    Case("over Tet", "2027-02-03 17:00", "2027-02-04 17:00"),
    Case("over a weekend", "2026-10-17 09:45", "2026-10-18 09:45"),
    Case("on a swapped Saturday", "2026-08-22 08:00", "2026-08-23 08:00"),
)
NEW_AT_ONCE = (
    BEFORE_2026,
    Case("first day", "2026-07-01 00:00", "2026-07-01 00:00"),
    Case("over Tet", "2027-02-06 10:00", "2027-02-06 10:00"),
    Case("over a weekend", "2026-10-17 21:30", "2026-10-17 21:30"),
    Case("on a swapped Saturday", "2026-08-22 15:00", "2026-08-22 15:00"),
)

CASES: dict[str, tuple[Case, ...]] = {
    "LBC16-39.1": OLD_30_DAYS,
    "LBC16-39.2": OLD_30_DAYS,
    "LBC16-39.3d": (
        BEFORE_LAW_16,
        Case("first day", "2017-01-01 00:00", "2017-01-11"),
        Case("over Tet", "2026-02-09 09:00", "2026-02-23"),
        Case("over a weekend", "2026-06-03 09:00", "2026-06-15"),
        Case("onto a swapped Saturday", "2025-04-16 09:00", "2025-04-26"),
        Case("onto a swapped Friday", "2025-04-22 09:00", "2025-05-05"),
        Case("last day", "2026-06-30 23:59", "2026-07-10"),
        AFTER_LAW_16,
    ),
    "LBC16-39.3w": OLD_15_DAYS,
    "LBC16-39.4": OLD_15_DAYS,
    "LBC16-42-e": OLD_AT_ONCE,
    "LBC16-42-d": (
        BEFORE_LAW_16,
        Case("first day", "2017-01-01 00:00", "2017-01-03"),
        Case("over Tet", "2026-02-13 09:00", "2026-02-23"),
        Case("over a weekend", "2026-06-04 09:00", "2026-06-08"),
        Case("onto a swapped Saturday", "2025-04-24 09:00", "2025-04-26"),
        Case("onto a swapped Friday", "2025-04-30 09:00", "2025-05-05"),
        Case("last day", "2026-06-30 23:59", "2026-07-02"),
        AFTER_LAW_16,
    ),
    "LBC16-43": (
        *OLD_AT_ONCE,
        Case("in an online paper", "2026-02-13 09:00", "2026-02-13 09:00", "LBC16-42-e"),
        Case("in a daily, over Tet", "2026-02-13 09:00", "2026-02-23", "LBC16-42-d"),
        Case("in a daily, over a weekend", "2026-06-04 09:00", "2026-06-08", "LBC16-42-d"),
        Case("in a daily, onto a swapped Saturday", "2025-04-24 09:00", "2025-04-26", "LBC16-42-d"),
    ),
    "ND09-2017": (
        Case("before", "2017-03-29 23:59", NOT_IN_FORCE),
        Case("first day", "2017-03-30 00:00", "2017-03-31 00:00"),
        Case("over Tet", "2026-02-16 08:30", "2026-02-17 08:30"),
        Case("over a weekend", "2026-06-06 20:00", "2026-06-07 20:00"),
        Case("on a swapped Friday", "2025-05-01 07:00", "2025-05-02 07:00"),
        Case("last day", "2026-06-30 23:59", "2026-07-01 23:59"),
        AFTER_LAW_16,
    ),
    "ND237-18.1": (
        BEFORE_2026,
        Case("first day", "2026-07-01 00:00", "2026-07-31"),
        Case("over Tet", "2027-02-03 09:00", "2027-03-05"),
        Case("ends within Tet", "2027-01-06 09:00", "2027-02-11"),
        Case("over a weekend", "2026-09-10 09:00", "2026-10-12"),
        Case("onto a swapped Saturday", "2026-07-23 09:00", "2026-08-22"),
        Case("onto a swapped Monday before the National Day", "2026-08-01 09:00", "2026-09-03"),
    ),
    "ND237-18.2": NEW_5_WORKING_DAYS,
    "ND237-18.3": NEW_15_WORKING_DAYS,
    "ND237-18.5d": NEW_10_WORKING_DAYS,
    "ND237-18.5w": NEW_15_WORKING_DAYS,
    "ND237-18.6": NEW_15_WORKING_DAYS,
    "ND237-19.3a": NEW_AT_ONCE,
    "ND237-19.3b": (
        BEFORE_2026,
        Case("first day", "2026-07-01 00:00", "2026-07-03"),
        Case("over Tet", "2027-02-03 09:00", "2027-02-11"),
        Case("over a weekend", "2026-10-15 09:00", "2026-10-19"),
        Case("onto a swapped Saturday", "2026-08-20 09:00", "2026-08-22"),
        Case("onto a swapped Monday before the National Day", "2026-08-29 09:00", "2026-09-03"),
    ),
    "ND237-21": (
        *NEW_AT_ONCE,
        Case("in an online paper", "2027-02-03 09:00", "2027-02-03 09:00", "ND237-19.3a"),
        Case("in a daily, over Tet", "2027-02-03 09:00", "2027-02-11", "ND237-19.3b"),
        Case("in a daily, over a weekend", "2026-10-15 09:00", "2026-10-19", "ND237-19.3b"),
        Case("in a daily, onto a swapped Saturday", "2026-08-20 09:00", "2026-08-22", "ND237-19.3b"),
    ),
    "ND237-22.3": (
        BEFORE_2026,
        Case("first day", "2026-07-01 08:00", "2026-06-30 08:00"),
        Case("over Tet", "2027-02-11 09:00", "2027-02-10 09:00"),
        Case("over a weekend", "2026-10-19 09:00", "2026-10-18 09:00"),
        Case("on a swapped Saturday", "2026-08-22 14:00", "2026-08-21 14:00"),
    ),
    "ND237-22.5": (
        BEFORE_2026,
        Case("first day", "2026-07-01 08:00", "2026-06-30 20:00"),
        Case("over Tet", "2027-02-11 09:00", "2027-02-10 21:00"),
        Case("over a weekend", "2026-10-19 09:00", "2026-10-18 21:00"),
        Case("on a swapped Saturday", "2026-08-22 14:00", "2026-08-22 02:00"),
    ),
    "ND244-3.3": NEW_24_HOURS,
    "ND244-6.2b": (
        BEFORE_2026,
        Case("first day", "2026-07-01 00:00", "2026-10-01"),
        Case("over Tet", "2027-02-03 09:00", "2027-05-03"),
        Case("ends within Tet", "2026-11-06 09:00", "2027-02-06"),
        Case("onto a weekend", "2026-07-17 09:00", "2026-10-17"),
        Case("from a swapped Monday into a shorter month", "2026-08-31 09:00", "2026-11-30"),
        Case("into February", "2026-11-30 09:00", "2027-02-28"),
        Case("into February of a leap year", "2027-11-30 09:00", "2028-02-29"),
    ),
    "ND244-7.3": NEW_24_HOURS,
    "ND244-7.4": NEW_24_HOURS,
    "ND244-7.6": (
        BEFORE_2026,
        Case("first day", "2026-07-01 00:00", NO_LIMIT),
        Case("over Tet", "2027-02-03 09:00", NO_LIMIT),
        Case("over a weekend", "2026-10-15 09:00", NO_LIMIT),
        Case("on a swapped Saturday", "2026-08-22 09:00", NO_LIMIT),
    ),
    "ND262-16.2": NEW_5_WORKING_DAYS,
    "ND262-16.3": NEW_5_WORKING_DAYS,
    "ND147-24": (
        Case("before", "2024-12-24 23:59", NOT_IN_FORCE),
        Case("first day", "2024-12-25 00:00", "2024-12-26 00:00"),
        Case("over the change of the press law", "2026-06-30 15:00", "2026-07-01 15:00"),
        Case("over Tet", "2027-02-03 17:00", "2027-02-04 17:00"),
        Case("over a weekend", "2026-10-17 09:45", "2026-10-18 09:45"),
        Case("on a swapped Saturday", "2026-08-22 08:00", "2026-08-23 08:00"),
    ),
    "TCTT-simple": (
        Case("before", "2018-06-30 23:59", NOT_IN_FORCE),
        Case("first day", "2018-07-01 00:00", "2018-07-04"),
        Case("over the change of the press law", "2026-06-30 15:00", "2026-07-03"),
        Case("over Tet", "2027-02-03 09:00", "2027-02-15"),
        Case("over a weekend", "2026-10-15 09:00", "2026-10-20"),
        Case("over a swapped Saturday", "2026-08-20 09:00", "2026-08-24"),
        Case("over a swapped Monday and the National Day", "2026-08-28 09:00", "2026-09-07"),
    ),
}
STARTS = {
    "LBC16-39.1": "received_at",
    "LBC16-39.2": "received_at",
    "LBC16-39.3d": "received_at",
    "LBC16-39.3w": "received_at",
    "LBC16-39.4": "received_at",
    "LBC16-42-e": "conclusion_received_at",
    "LBC16-42-d": "conclusion_received_at",
    "LBC16-43": "response_sent_at",
    "ND09-2017": "event_at",
    "ND237-18.1": "received_at",
    "ND237-18.2": "conclusion_at",
    "ND237-18.3": "received_at",
    "ND237-18.5d": "reply_received_at",
    "ND237-18.5w": "reply_received_at",
    "ND237-18.6": "received_at",
    "ND237-19.3a": "conclusion_received_at",
    "ND237-19.3b": "self_detected_at",
    "ND237-21": "response_sent_at",
    "ND237-22.3": "event_planned_at",
    "ND237-22.5": "event_planned_at",
    "ND244-3.3": "assigned_at",
    "ND244-6.2b": "last_press_conference_at",
    "ND244-7.3": "handled_at",
    "ND244-7.4": "impact_determined_at",
    "ND244-7.6": "false_info_established_at",
    "ND262-16.2": "received_at",
    "ND262-16.3": "received_at",
    "ND147-24": "request_at",
    "TCTT-simple": "received_at",
}
# Clocks of no event: the year meant, and the day on which the duty falls at the latest.
YEARLY = {
    "ND244-10": ((2025, NOT_IN_FORCE), (2026, "2026-12-19"), (2027, "2027-12-19")),  # a Saturday and a Sunday
    "PLAN-6M": ((2020, NOT_IN_FORCE), (2021, "2021-06-19"), (2026, "2026-06-19")),
    "PLAN-Y": ((2020, NOT_IN_FORCE), (2021, "2021-12-14"), (2026, "2026-12-14")),
    "PLAN-Y-TQ": ((2023, NOT_IN_FORCE), (2024, "2024-11-14"), (2026, "2026-11-14")),
}
# The last day before a regime and its first day, its last day and the first day after it.
REGIMES = {
    "2016-12-31": {"LBC16": False},
    "2017-01-01": {"LBC16": True, "ND09": False},
    "2017-03-29": {"ND09": False},
    "2017-03-30": {"ND09": True},
    "2018-06-30": {"TCTT": False},
    "2018-07-01": {"TCTT": True},
    "2021-01-17": {"PLAN-6M": False, "PLAN-Y": False, "PLAN-M": False},
    "2021-01-18": {"PLAN-6M": True, "PLAN-M": True, "PLAN-Y-TQ": False},
    "2024-01-31": {"PLAN-Y-TQ": False},
    "2024-02-01": {"PLAN-Y-TQ": True},
    "2024-12-24": {"ND147": False},
    "2024-12-25": {"ND147": True},
    "2026-06-30": {"LBC16": True, "ND09": True, "ND237": False, "ND244": False, "ND262": False, "PLAN": True},
    "2026-07-01": {"LBC16": False, "ND09": False, "ND237": True, "ND244": True, "ND262": True, "PLAN": True},
    "2026-08-15": {"ND244": True},
    "2026-08-16": {"ND244-12": False, "ND244-10": True, "ND147": True, "TCTT": True},
}


@pytest.fixture(scope="module")
def rules() -> dict[str, ClockRule]:
    return shipped_clocks()


def end_of(found: ClockState) -> str | datetime | None:
    words = {"not_in_force": NOT_IN_FORCE, "no_limit": NO_LIMIT}
    return words.get(found.standing) or found.due


def meant(ends: str) -> str | datetime:
    if ends in (NOT_IN_FORCE, NO_LIMIT):
        return ends
    return datetime.combine(date.fromisoformat(ends), time.max, ZONE) if len(ends) == 10 else here(ends)


@pytest.mark.parametrize(
    ("clock", "case"),
    [pytest.param(clock, case, id=f"{clock} {case.name}") for clock, cases in CASES.items() for case in cases],
)
def test_a_clock_ends(rules, clock, case):
    start = here(case.start)
    found = state(rules[clock], {STARTS[clock]: start}, DAYS, start, correction=rules.get(case.correction))
    assert end_of(found) == meant(case.ends)


@pytest.mark.parametrize(
    ("clock", "year", "ends"),
    [pytest.param(clock, *case, id=f"{clock} {case[0]}") for clock, cases in YEARLY.items() for case in cases],
)
def test_a_duty_of_the_year_falls_on_the_day_before_even_on_a_rest_day(rules, clock, year, ends):
    found = state(rules[clock], {}, DAYS, here("2026-10-15 09:00"), year=year)
    assert end_of(found) == meant(ends)


def test_internal_rules_were_due_45_days_after_the_decree_came_into_force_moved_over_a_weekend(rules):
    found = state(rules["ND244-12"], {}, DAYS, here("2026-07-20 09:00"))
    assert (end_of(found), found.started_at) == (meant("2026-08-17"), here("2026-07-01 00:00"))


@pytest.mark.parametrize(
    ("now", "found"), [("2021-01-15 09:00", NOT_IN_FORCE), ("2026-10-15 09:00", NO_LIMIT)], ids=["before", "inside"]
)
def test_the_monthly_synthesis_has_no_day_of_the_month(rules, now, found):
    assert end_of(state(rules["PLAN-M"], {}, DAYS, here(now))) == found


def test_every_shipped_clock_stands_in_a_table(rules):
    assert set(rules) == {*CASES, *YEARLY, "ND244-12", "PLAN-M"}
    assert set(STARTS) == set(CASES)


@pytest.mark.parametrize("what", ["before", "first day", "Tet", "weekend", "swapped"])
def test_every_clock_of_an_event_is_tried(what):
    assert [clock for clock, cases in CASES.items() if not any(what in case.name for case in cases)] == []


@pytest.mark.parametrize(
    ("day", "clock", "inside"),
    [
        pytest.param(day, clock, inside, id=f"{day} {clock}")
        for day, known in REGIMES.items()
        for clock, inside in known.items()
    ],
)
def test_the_regime_follows_the_day(rules, day, clock, inside):
    found = {rule.id for rule in in_force(rules.values(), date.fromisoformat(day))}
    of_this = {identity for identity in rules if identity.startswith(clock)}
    assert (of_this <= found) if inside else not (of_this & found)


def test_the_day_is_that_of_viet_nam(rules):
    old, new = rules["LBC16-39.1"], rules["ND237-18.1"]
    moment = datetime.fromisoformat("2026-06-30T17:00:00+00:00")  # midnight here
    found = [state(rule, {"received_at": moment}, DAYS, moment).standing for rule in (old, new)]
    assert found == ["not_in_force", "running"]


def test_the_end_is_given_in_utc(rules):
    found = due(rules["ND237-19.3b"], here("2026-10-19 09:00"), DAYS)
    assert found is not None
    assert found.isoformat() == "2026-10-21T16:59:59.999999+00:00"


def test_a_correction_rule_that_follows_itself_is_due_at_once(rules):
    follower, start = rules["ND237-21"], here("2026-10-15 09:00")
    assert due(follower, start, DAYS, follower) == start
