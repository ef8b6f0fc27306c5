"""Reminder mails of the service: one a department and working day, each told once, over weekends, Tet and outages."""

import asyncio
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from email import message_from_bytes, policy

import pytest

from core.matters import Act, Matter
from core.periods import ZONE
from core.settings import DigestPlan, PlanTask, Recipient
from diembao import service
from diembao.reminding import queue_reminders
from support import factories
from support.house import house
from support.legal import shipped_clocks

DAY = timedelta(days=1)
PRESS, TRADE = "baochi@tayninh.example", "sct@tayninh.example"
PRESS_2 = Recipient("lanhdao@tayninh.example", "Lãnh đạo")
DEPARTMENTS = (
    factories.department(recipients=(*factories.department().recipients, PRESS_2)),
    factories.department(id="so-cong-thuong", name="Sở Công Thương", recipients=(Recipient(TRADE, "Sở Công Thương"),)),
    factories.department(id="im-lang", name="Sở Im Lặng", recipients=()),
)
RULES = tuple(shipped_clocks().values())


@pytest.fixture
def rooms():
    plans = (DigestPlan("tay-ninh", ("vhttdl",)),)
    with house(departments=DEPARTMENTS, clocks=RULES, digests=plans) as made:
        yield made


def at(day, hour=9, minute=0):
    return datetime.combine(date.fromisoformat(day), time(hour, minute), ZONE)


def matter(rooms, now, lead="Sở Công Thương", clock="ND237-18.2", **fields):
    """Enter a matter whose clock of five working days starts when it is entered."""
    with rooms.store.begin() as tx:
        made = tx.matters.open(Matter(0, "tay-ninh", "hot", "Ùn tắc", lead, now, "Trực ban", **fields))
        tx.matters.append(Act(made.id, now, "x", "date", field="conclusion_at", moment=now))
        tx.matters.append(Act(made.id, now, "x", "follow", clock=clock))
    return made.id


def append(rooms, number, now, kind, **fields):
    with rooms.store.begin() as tx:
        tx.matters.append(Act(number, now, "x", kind, **fields))


def look(rooms, now):
    rooms.clock.time = now
    return queue_reminders(rooms)


def days(rooms, first, last, hours=(6, 7, 8, 16)):
    """Let the service look several times on every day, and return the keys of the mails in order."""
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        for hour in hours:
            look(rooms, datetime.combine(day, time(hour), ZONE))
        day += DAY
    return [key for key, _box in queued(rooms)]


def queued(rooms):
    with rooms.store.read() as tx:
        return [(mail.key, mail.message.recipient) for mail in tx.outbox.listing() if mail.kind == "reminder"]


def texts(rooms):
    with rooms.store.read() as tx:
        stored = [tx.outbox.get(note.id).message.mime for note in tx.outbox.listing()]
    mails = [message_from_bytes(mime, policy=policy.default) for mime in stored]
    return [mail.get_body(("plain",)).get_content() for mail in mails]


def test_over_a_weekend_each_reminder_day_is_told_once(rooms):
    matter(rooms, at("2026-10-15"))  # a Thursday: five working days end on Thursday the 22nd
    found = days(rooms, "2026-10-15", "2026-11-20")
    told = ["2026-10-19", "2026-10-21", "2026-10-23", "2026-10-27", "2026-11-02"]
    assert found == [f"{day}+so-cong-thuong" for day in told]


def test_over_tet_no_reminder_falls_on_a_holiday(rooms):
    matter(rooms, at("2027-02-01"))  # a Monday; Tet from the 4th to the 10th: the end is Monday the 15th
    found = days(rooms, "2027-02-01", "2027-03-01")
    assert [key[:10] for key in found] == ["2027-02-03", "2027-02-12", "2027-02-16", "2027-02-18", "2027-02-24"]


def test_a_day_missed_in_an_outage_is_told_on_the_next_working_day_once(rooms):
    matter(rooms, at("2026-10-15"))
    days(rooms, "2026-10-15", "2026-10-19")
    found = days(rooms, "2026-10-24", "2026-10-30")  # the service was down from the 20th to Friday the 23rd
    assert [key[:10] for key in found] == ["2026-10-19", "2026-10-26", "2026-10-27"]
    assert texts(rooms)[1].count("matters show 1") == 1


def test_an_outage_over_every_reminder_is_followed_by_one_mail(rooms):
    matter(rooms, at("2026-10-15"))
    assert [key[:10] for key in days(rooms, "2026-11-10", "2026-11-30")] == ["2026-11-10"]


@pytest.mark.parametrize(
    ("now", "departments"),
    [
        pytest.param(at("2026-10-19", 6, 59), 0, id="before seven"),
        pytest.param(at("2026-10-19", 7), 1, id="at seven"),
        pytest.param(at("2026-10-18", 9), 0, id="the Sunday before"),
        pytest.param(at("2026-10-25", 9), 0, id="a Sunday after a missed day"),
    ],
)
def test_when_it_leaves(rooms, now, departments):
    matter(rooms, at("2026-10-15"))
    assert look(rooms, now) == departments


@pytest.mark.parametrize(
    ("lead", "boxes"),
    [
        pytest.param("Sở Công Thương", [TRADE], id="the name of a department"),
        pytest.param("SỞ CÔNG  THƯƠNG", [TRADE], id="its name written otherwise"),
        pytest.param("so-cong-thuong", [TRADE], id="its id"),
        pytest.param("Sở Ngoại vụ", [PRESS, PRESS_2.email], id="an agency that is none of them"),
        pytest.param("", [PRESS, PRESS_2.email], id="nobody"),
        pytest.param("Sở Im Lặng", [PRESS, PRESS_2.email], id="a department without a mailbox"),
    ],
)
def test_the_lead_is_reminded_or_else_who_reads_the_digest(rooms, lead, boxes):
    matter(rooms, at("2026-10-15"), lead=lead)
    look(rooms, at("2026-10-19"))
    assert [box for _key, box in queued(rooms)] == boxes


def test_everything_of_a_department_comes_in_one_mail(rooms):
    for number in range(3):
        matter(rooms, at("2026-10-15", 9 + number))
    assert look(rooms, at("2026-10-19")) == 1
    assert [text.count("matters show") for text in texts(rooms)] == [3]


def test_what_is_recorded_after_the_mail_of_the_day_comes_the_day_after(rooms):
    matter(rooms, at("2026-10-15"))
    look(rooms, at("2026-10-19", 7))
    late = matter(rooms, at("2026-10-19", 10), clock="ND237-18.1")
    append(rooms, late, at("2026-10-19", 10), "date", field="received_at", moment=at("2026-09-01"))
    assert [look(rooms, at("2026-10-19", 11)), look(rooms, at("2026-10-20", 7))] == [0, 1]
    assert f"matters show {late}" in texts(rooms)[1]


def test_what_is_met_closed_or_not_started_is_not_reminded_of(rooms):
    met, closed = matter(rooms, at("2026-10-15")), matter(rooms, at("2026-10-15"))
    append(rooms, met, at("2026-10-16"), "met", clock="ND237-18.2", moment=at("2026-10-16"))
    append(rooms, closed, at("2026-10-16"), "close", text="xong")
    matter(rooms, at("2026-10-15"), clock="ND244-7.3")
    assert days(rooms, "2026-10-19", "2026-11-20", hours=(9,)) == []


def test_a_matter_opened_again_is_reminded_of_again(rooms):
    number = matter(rooms, at("2026-10-15"))
    append(rooms, number, at("2026-10-16"), "close", text="xong")
    days(rooms, "2026-10-19", "2026-10-23", hours=(9,))
    append(rooms, number, at("2026-10-24"), "reopen", text="còn")
    assert [key[:10] for key in days(rooms, "2026-10-24", "2026-10-27", hours=(9,))] == ["2026-10-26", "2026-10-27"]


def test_a_task_of_the_plan_stands_in_the_register_and_is_reminded_of(rooms):
    task = PlanTask("trien-lam", "tay-ninh", "Triển lãm", "Sở Công Thương", date(2026, 10, 22))
    planned = replace(rooms, settings=replace(rooms.settings, tasks=(task,)))
    look(planned, at("2026-10-12", 3))
    with rooms.store.read() as tx:
        assert [one.title for one in tx.matters.listing(kinds=("task",))] == ["Triển lãm"]
    assert [key[:10] for key in days(planned, "2026-10-12", "2026-10-23", hours=(9,))] == [
        "2026-10-19", "2026-10-21", "2026-10-23",
    ]  # fmt: skip


def test_the_gap_between_press_conferences_is_reminded_of(rooms):
    with rooms.store.begin() as tx:
        now = at("2026-07-20")
        made = tx.matters.open(Matter(0, "tay-ninh", "conference", "Họp báo quý III", "", now, "Trực ban"))
        tx.matters.append(Act(made.id, now, "x", "date", field="event_at", moment=now))
        tx.matters.append(Act(made.id, now, "x", "close", text="đã họp"))
    found = days(rooms, "2026-10-01", "2026-10-22", hours=(9,))  # three months end on Tuesday 20 October
    told = [f"2026-10-{day}+vhttdl" for day in (15, 19, 21)]
    assert sorted(set(found)) == told
    assert "Họp báo cung cấp thông tin (ít nhất 3 tháng một lần)" in texts(rooms)[0]


def test_without_a_conference_in_the_register_nobody_is_reminded_of_one(rooms):
    assert days(rooms, "2026-10-01", "2026-10-31", hours=(9,)) == []


def test_the_days_are_those_of_the_office(rooms):
    matter(rooms, at("2026-10-15"))
    other = replace(rooms, settings=replace(rooms.settings, remind_before=(0,), remind_after=()))
    assert [key[:10] for key in days(other, "2026-10-15", "2026-11-20", hours=(9,))] == ["2026-10-22"]


def test_the_service_hands_the_mail_over(rooms):
    matter(rooms, at("2026-10-15"))
    rooms.clock.time = at("2026-10-19")
    asyncio.run(service.report(rooms))
    asyncio.run(service.report(rooms))
    assert [(mail.recipient, mail.subject) for mail in rooms.mailer.sent] == [
        (TRADE, "Nhắc việc ngày 19/10/2026: 1 việc sắp đến hạn, 0 việc quá hạn"),
    ]  # fmt: skip


def test_without_any_mailbox_nothing_is_queued_and_nothing_breaks(rooms):
    silent = replace(rooms, settings=replace(rooms.settings, departments=DEPARTMENTS[2:], digests=()))
    matter(rooms, at("2026-10-15"))
    assert look(silent, at("2026-10-19")) == 0
