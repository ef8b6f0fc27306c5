"""Which clocks a mail of today tells, and what it says."""

from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest

from alerts import reminders
from alerts.matters import Followed, standing
from alerts.reminders import Reminder
from core.matters import Act, Matter
from support import factories
from support.legal import DAYS, here, shipped_clocks

RULES = tuple(shipped_clocks().values())
HOT = Matter(3, "tay-ninh", "hot", "Ùn tắc <cửa khẩu>", "Sở Công Thương", here("2026-10-12 08:00"), "Trực ban")
LATE = Matter(4, "tay-ninh", "task", "Triển lãm", "", here("2026-09-01 08:00"), "diembao", date(2026, 10, 13))


def followed(known="2026-10-15 09:00", start="2026-10-15 09:00", now="2026-10-15 09:00"):
    """A reply due on Thursday 22 October: reminders on 19 and 21 October, then 23, 27 October and 2 November."""
    acts = (
        Act(3, here(known), "x", "date", field="conclusion_at", moment=here(start)),
        Act(3, here(known), "x", "follow", clock="ND237-18.2"),
    )
    return standing(HOT, acts, RULES, DAYS, here(now)).clocks[0]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-10-16 06:59", False, id="Friday before seven"),
        pytest.param("2026-10-16 07:00", True, id="Friday at seven"),
        pytest.param("2026-10-17 09:00", False, id="Saturday"),
        pytest.param("2026-10-18 23:00", False, id="Sunday"),
        pytest.param("2026-08-22 09:00", True, id="a Saturday made a working day"),
        pytest.param("2027-02-05 09:00", False, id="Tet"),
    ],
)
def test_reminders_leave_on_working_days_from_seven(now, expected):
    assert reminders.is_time(here(now), DAYS) is expected


@pytest.mark.parametrize(
    ("now", "told", "expected"),
    [
        pytest.param("2026-10-18 12:00", None, False, id="before the first day"),
        pytest.param("2026-10-19 06:59", None, False, id="before seven of the first day"),
        pytest.param("2026-10-19 07:00", None, True, id="the first day"),
        pytest.param("2026-10-19 08:00", "2026-10-19 07:00", False, id="told at seven"),
        pytest.param("2026-10-20 09:00", "2026-10-19 07:00", False, id="a day without a reminder"),
        pytest.param("2026-10-20 09:00", "2026-10-16 07:00", True, id="a day missed"),
        pytest.param("2026-10-20 09:00", "2026-10-19 06:00", True, id="a mail before it came could not tell it"),
        pytest.param("2026-10-21 07:00", "2026-10-20 09:00", True, id="the second day"),
        pytest.param("2026-10-23 07:00", "2026-10-21 07:00", True, id="the day after the end"),
        pytest.param("2026-12-01 07:00", "2026-11-02 07:00", False, id="after the last day nothing comes any more"),
    ],
)
def test_a_reminder_comes_on_its_day_and_is_told_once(now, told, expected):
    one = followed(now=now)
    assert reminders.due(one, here(told) if told else None, DAYS, here(now), (3, 1), (1, 3, 7)) is expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("2026-10-19 10:00", True, id="recorded after the mail of its day"),
        pytest.param("2026-10-20 07:00", True, id="on the next day"),
    ],
)
def test_what_the_register_learned_after_the_mail_of_the_day_is_still_told(now, expected):
    one = followed(known="2026-10-19 09:30", now=now)
    assert reminders.due(one, here("2026-10-19 07:00"), DAYS, here(now), (3, 1), ()) is expected


def test_a_department_is_told_by_its_own_mails_only():
    made = {"2026-10-14+vhttdl": here("2026-10-14 07:00"), "2026-10-15+vhttdl": here("2026-10-15 07:10"),
            "2026-10-16+van-phong": here("2026-10-16 07:00")}  # fmt: skip
    assert reminders.last_told(made, "vhttdl") == here("2026-10-15 07:10")
    assert reminders.last_told(made, "lanh-dao") is None


def test_the_day_of_a_mail_is_the_local_one():
    assert reminders.key(here("2026-10-16 00:30"), "vhttdl") == "2026-10-16+vhttdl"


def mail(told, lang="vi", now="2026-10-20 09:00"):
    department = factories.department()
    made = reminders.reminder_message(
        told, RULES, department, department.recipients[0], factories.office(), factories.mail(), DAYS, here(now), lang
    )
    parsed = message_from_bytes(made.mime, policy=policy.default)
    return made, parsed.get_body(("plain",)).get_content(), parsed.get_body(("html",)).get_content()


TOLD = [
    Reminder(followed(now="2026-10-20 09:00"), "tay-ninh", HOT),
    Reminder(standing(LATE, (), RULES, DAYS, here("2026-10-20 09:00")).task, "tay-ninh", LATE),
]


def test_the_subject_counts_what_is_due_and_overdue():
    assert mail(TOLD)[0].subject == "Nhắc việc ngày 20/10/2026: 1 việc sắp đến hạn, 1 việc quá hạn"


def test_each_clock_stands_with_its_matter_its_limit_its_law_and_the_time_left():
    text = mail(TOLD)[1].replace("\r\n", "\n")
    assert (
        "Số 3 · vấn đề nóng\nÙn tắc <cửa khẩu>\nBáo kết luận cho cơ quan báo chí (5 ngày làm việc)\n"
        "còn 2 ngày làm việc, hạn 22/10/2026 23:59\nChủ trì: Sở Công Thương\n"
        "Nghị định 237/2026/NĐ-CP, Điều 18 khoản 2\n  diembao matters show 3\n"
    ) in text
    assert "quá hạn 5 ngày làm việc, hạn 13/10/2026 23:59\n  diembao matters show 4" in text


def test_what_ended_first_stands_first():
    text = mail(TOLD)[1]
    assert text.index("matters show 4") < text.index("matters show 3")


def test_a_title_is_never_markup():
    page = mail(TOLD)[2]
    assert "Ùn tắc &lt;cửa khẩu&gt;" in page
    assert "<cửa khẩu>" not in page


def test_the_gap_between_press_conferences_names_its_unit():
    held = here("2026-07-20 09:00")
    acts = (
        Act(5, held, "x", "date", field="last_press_conference_at", moment=held),
        Act(5, held, "x", "follow", clock="ND244-6.2b"),
    )
    gap = standing(HOT, acts, RULES, DAYS, here("2026-10-20 09:00")).clocks[0]
    text = mail([Reminder(gap, "tay-ninh")])[1]
    assert "tay-ninh · họp báo" in text
    assert "Họp báo cung cấp thông tin (ít nhất 3 tháng một lần)" in text
    assert "diembao matters list --kind conference" in text


def test_a_mail_shows_so_many_and_says_how_many_more_there_are():
    every = [
        Reminder(Followed("", TOLD[1].followed.state, here("2026-10-01 09:00")), "tay-ninh", LATE)
        for _ in range(reminders.MOST + 4)
    ]
    text = mail(every)[1]
    assert text.count("diembao matters show 4") == reminders.MOST
    assert "còn 4 việc chưa nêu ở đây" in text


def test_the_same_day_gives_the_same_bytes():
    assert mail(TOLD)[0] == mail(TOLD)[0]
    assert mail(TOLD)[0].message_id == mail(TOLD[:1], now="2026-10-20 15:00")[0].message_id


def test_a_mail_in_english():
    made, text, _page = mail(TOLD, "en")
    assert made.subject == "Reminder of 20/10/2026: 1 to be done soon, 1 overdue"
    assert "2 working days left" in text


def test_every_reminder_day_is_told_exactly_once_when_the_service_looks_every_hour():
    one_hour, now, told, days = timedelta(hours=1), here("2026-10-15 09:00"), None, []
    while now < here("2026-11-20 00:00"):
        if reminders.is_time(now, DAYS):
            one = followed(now=now.isoformat(sep=" ")[:16])
            if reminders.due(one, told, DAYS, now, (3, 1), (1, 3, 7)):
                told = now
                days.append(str(now.date()))
        now += one_hour
    assert days == ["2026-10-19", "2026-10-21", "2026-10-23", "2026-10-27", "2026-11-02"]
