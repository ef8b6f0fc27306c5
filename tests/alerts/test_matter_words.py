"""The register in words: how much time is left, what a limit is, and a name for every kind."""

from dataclasses import replace
from typing import get_args

import pytest

from alerts import matter_words as words
from alerts.clocks import state
from core.clocks import DATE_FIELDS
from core.matters import MATTER_KINDS, RESPONSE_KINDS, ActKind
from support.legal import DAYS, here, shipped_clocks

RULES = shipped_clocks()
REPLY, QUICK = RULES["ND237-18.2"], RULES["ND244-7.4"]
START = "2026-10-15 09:00"  # a Thursday; five working days end on Thursday 22 October


def left(rule, now, start=START, done="", lang="vi"):
    dates = {rule.starts[0]: here(start)} if start else {}
    return words.left(state(rule, dates, DAYS, here(now), here(done) if done else None), DAYS, here(now), lang)


@pytest.mark.parametrize(
    ("rule", "now", "said"),
    [
        pytest.param(REPLY, "2026-10-15 09:00", "còn 5 ngày làm việc", id="just started"),
        pytest.param(REPLY, "2026-10-17 09:00", "còn 4 ngày làm việc", id="on a Saturday"),
        pytest.param(REPLY, "2026-10-21 23:59", "còn 1 ngày làm việc", id="the evening before"),
        pytest.param(REPLY, "2026-10-22 09:00", "còn 14 giờ", id="the last day"),
        pytest.param(REPLY, "2026-10-22 23:30", "còn chưa đầy một giờ", id="the last hour"),
        pytest.param(REPLY, "2026-10-23 00:10", "quá hạn 1 ngày làm việc", id="the day after"),
        pytest.param(REPLY, "2026-10-26 09:00", "quá hạn 2 ngày làm việc", id="over a weekend"),
        pytest.param(QUICK, "2026-10-15 10:30", "còn 1 ngày làm việc", id="24 hours"),
        pytest.param(QUICK, "2026-10-16 07:30", "còn 1 giờ", id="hours of the same day"),
        pytest.param(QUICK, "2026-10-16 12:30", "quá hạn 3 giờ", id="hours over"),
        pytest.param(QUICK, "2026-10-16 09:10", "quá hạn chưa đầy một giờ", id="minutes over"),
    ],
)
def test_the_time_left_is_told_in_working_days_and_on_the_last_day_in_hours(rule, now, said):
    assert left(rule, now) == said


def test_over_tet_only_working_days_are_left():
    assert left(REPLY, "2027-02-03 09:00", start="2027-02-03 09:00") == "còn 5 ngày làm việc"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        pytest.param(left(REPLY, START, start=""), "chưa bắt đầu: chưa ghi conclusion_at (ngày có kết luận)", id="not"),
        pytest.param(left(REPLY, START, start="2026-06-30 09:00"), "ngoài thời gian áp dụng của quy định", id="regime"),
        pytest.param(
            left(REPLY, "2026-10-30 09:00", done="2026-10-20 09:00"),
            "đã thực hiện 20/10/2026 09:00, đúng hạn", id="met",
        ),
        pytest.param(
            left(REPLY, "2026-10-30 09:00", done="2026-10-26 09:00"),
            "đã thực hiện 26/10/2026 09:00, muộn so với hạn", id="late",
        ),
        pytest.param(left(RULES["ND244-7.6"], START), "không ấn định thời hạn, chưa thực hiện", id="no limit"),
        pytest.param(
            left(RULES["ND244-7.6"], START, done=START), "đã thực hiện 15/10/2026 09:00", id="no limit, done"
        ),
        pytest.param(
            left(RULES["ND237-19.3a"], START, start=""),
            "chưa bắt đầu: chưa ghi conclusion_received_at (ngày nhận kết luận), self_detected_at (lúc báo tự phát hiện"
            " sai)", id="either of two",
        ),
        pytest.param(left(REPLY, START, lang="en"), "5 working days left", id="in English"),
    ],
)  # fmt: skip
def test_what_is_not_running_is_told_too(found, said):
    assert found == said


@pytest.mark.parametrize(
    ("clock", "said"),
    [
        ("ND237-18.1", "30 ngày"),
        ("ND237-18.3", "15 ngày làm việc"),
        ("ND244-7.3", "24 giờ"),
        ("ND237-22.5", "trước 12 giờ"),
        ("ND244-6.2b", "ít nhất 3 tháng một lần"),
        ("ND237-19.3a", "ngay lập tức"),
        ("ND237-21", "như thời hạn cải chính"),
        ("ND244-10", "hằng năm, trước ngày 20/12"),
        ("PLAN-M", "mỗi tháng một lần"),
        ("ND244-7.6", "không ấn định thời hạn"),
    ],
)
def test_a_limit_in_words(clock, said):
    assert words.limit(RULES[clock], "vi") == said


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_everything_has_a_name(lang):
    names = [
        *(words.field_name(field, lang) for field in DATE_FIELDS),
        *(words.kind_name(kind, lang) for kind in MATTER_KINDS),
        *(words.response_name(kind, lang) for kind in RESPONSE_KINDS),
        *(words.act_name(kind, lang) for kind in get_args(ActKind)),
    ]
    assert len(set(names)) == len(names)


def test_a_duty_without_a_name_in_the_language_goes_by_the_vietnamese_one():
    assert words.duty(replace(REPLY, duty={"vi": "Trả lời"}), "en") == "Trả lời"
