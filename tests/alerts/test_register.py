"""The register of matters as a report tells it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from alerts import matters
from alerts.register import register
from alerts.workdays import Workdays
from core.clocks import ClockRule
from core.matters import Act, Matter, MatterLine, Register
from core.periods import month
from core.settings import WorkingCalendar

OCTOBER = month(2026, 10)
NOW = datetime(2026, 11, 2, tzinfo=UTC)  # the month freezes
DAYS = Workdays(WorkingCalendar())
RULES = (
    ClockRule(
        "TRA-LOI", "Đơn vị", {"vi": "Trả lời"}, "working_days", date(2026, 7, 1), "Quy chế", 5, starts=("received_at",)
    ),
    ClockRule(
        "ND244-6.2b", "UBND", {"vi": "Họp báo"}, "months_max_gap", date(2026, 7, 1), "NĐ 244/2026/NĐ-CP", 3,
        starts=("last_press_conference_at",),
    ),
)  # fmt: skip


def at(month, day):
    return datetime(2026, month, day, 3, tzinfo=UTC)


def standing(number, opened, *acts, kind="hot", due=None):
    matter = Matter(number, "tay-ninh", kind, f"Vụ việc {number}", "Sở Xây dựng", opened, "Trực ban", due)
    made = [Act(number, moment, "Trực ban", name, **fields) for name, moment, fields in acts]
    return matters.standing(matter, made, RULES, DAYS, NOW)


def told(*found):
    gap = matters.press_conference(found, "tay-ninh", RULES, DAYS, NOW)
    return register(found, OCTOBER, gap, RULES)


RECEIVED = ("date", at(10, 5), {"field": "received_at", "moment": at(10, 5)})
FOLLOWED = ("follow", at(10, 5), {"clock": "TRA-LOI"})


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        pytest.param(standing(1, at(9, 1)), [1], id="open since before"),
        pytest.param(standing(1, at(10, 9), ("close", at(10, 20), {"text": "xong"})), [1], id="opened and closed"),
        pytest.param(standing(1, at(9, 1), ("close", at(10, 2), {"text": "xong"})), [1], id="closed in the period"),
        pytest.param(standing(1, at(9, 1), ("close", at(9, 20), {"text": "xong"})), [], id="closed before"),
        pytest.param(standing(1, at(11, 1)), [], id="opened after"),
    ],
)
def test_which_matters_belong_to_a_period(found, lines):
    assert [line.matter_id for line in told(found).lines] == lines


def test_a_matter_is_told_with_its_most_pressing_duty_and_what_was_done():
    found = standing(
        1, at(10, 5), RECEIVED, FOLLOWED,
        ("respond", at(10, 20), {"response": "answer", "moment": at(10, 20)}),
        ("respond", at(11, 1), {"response": "answer", "moment": at(11, 1)}),
        ("output", at(10, 21), {"outlet": "Báo Tây Ninh", "url": "https://baotayninh.vn/1"}),
    )  # fmt: skip
    (line,) = told(found).lines
    assert line == MatterLine(
        1, "hot", "Vụ việc 1", "Sở Xây dựng", date(2026, 10, 5), None, "Quy chế", date(2026, 10, 12), True, 1, 1
    )


@pytest.mark.parametrize(("day", "counted"), [(12, (1, 0)), (13, (0, 1))])
def test_duties_are_counted_when_they_are_done_in_time_or_late(day, counted):
    met = ("met", at(10, day), {"clock": "TRA-LOI", "moment": at(10, day)})
    found = told(standing(1, at(10, 5), RECEIVED, FOLLOWED, met))
    assert (found.met, found.met_late) == counted


def test_what_ends_first_comes_first_and_what_is_closed_last():
    found = told(
        standing(1, at(9, 1), ("close", at(10, 2), {"text": "xong"})),
        standing(2, at(9, 1), kind="task", due=date(2026, 12, 15)),
        standing(3, at(10, 5), RECEIVED, FOLLOWED),
        standing(4, at(9, 1)),
    )
    assert [line.matter_id for line in found.lines] == [3, 2, 4, 1]


@pytest.mark.parametrize(
    ("held", "last", "due", "overdue", "number"),
    [
        pytest.param([], None, None, False, 0, id="none is known"),
        pytest.param([at(10, 15)], date(2026, 10, 15), date(2027, 1, 15), False, 1, id="in the period"),
        pytest.param([at(7, 20)], date(2026, 7, 20), date(2026, 10, 20), True, 0, id="too long ago"),
        pytest.param([at(7, 20), at(10, 15)], date(2026, 10, 15), date(2027, 1, 15), False, 1, id="the latest counts"),
    ],
)
def test_press_conferences_and_when_the_next_is_due(held, last, due, overdue, number):
    found = told(
        *(
            standing(n, moment, ("date", moment, {"field": "event_at", "moment": moment}), kind="conference")
            for n, moment in enumerate(held, 1)
        )
    )
    assert (found.last_conference, found.conference_due, found.conference_overdue) == (last, due, overdue)
    assert len(found.conferences) == number


def test_an_empty_register_says_so():
    assert told() == Register()


def test_opened_and_closed_are_counted_in_their_period():
    found = told(
        standing(1, at(9, 1), ("close", at(10, 2), {"text": "xong"})),
        standing(2, at(10, 3)),
        replace(standing(3, at(10, 3)), closed_at=NOW + timedelta(days=1)),
    )
    assert (found.opened, found.closed) == (2, 1)


def test_answers_and_features_of_the_period_are_told_one_by_one():
    found = standing(
        1, at(10, 5),
        ("respond", at(10, 20), {"response": "answer", "moment": at(10, 19), "url": "https://so.example/1"}),
        ("respond", at(11, 1), {"response": "answer", "moment": at(11, 1)}),
        ("output", at(10, 9), {"outlet": "Báo tỉnh", "url": "https://bao.example/1"}),
    )  # fmt: skip
    assert [(line.day, line.response, line.outlet) for line in told(found).responses] == [
        (date(2026, 10, 9), None, "Báo tỉnh"),
        (date(2026, 10, 19), "answer", ""),
    ]
