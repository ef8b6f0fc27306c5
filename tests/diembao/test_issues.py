"""A digest that waits for approval, is mended in its words, or is made anew."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy

import pytest

from core.desk import Proposal
from core.errors import UsageError
from core.periods import parse
from core.press import Entry
from core.settings import DigestPlan, Recipient
from diembao import issues, service
from diembao.__main__ import run
from support import factories
from support.digests import digest
from support.fakes import NOON
from support.house import feed, house, page

PERIOD = parse("2026-10")
TITLE = "Tây Ninh nâng cấp cửa khẩu quốc tế Mộc Bài"
ENTRY = Entry("https://baomau.example/a.html", TITLE, "UBND tỉnh Tây Ninh cho biết.", NOON - timedelta(hours=1))
FEED = "https://baomau.example/rss.xml"
READERS, CHIEFS = "phong@tayninh.example", "lanhdao@tayninh.example"
FROZEN = datetime(2026, 11, 2, 0, tzinfo=UTC)  # Monday, 07:00 in Viet Nam
DEPARTMENTS = tuple(
    factories.department(id=name, recipients=(Recipient(box, name),))
    for name, box in (("phong", READERS), ("lanh-dao", CHIEFS))
)
REQUIRED = DigestPlan("tay-ninh", ("phong",), approvers=("lanh-dao",))
WHO = "Trần Thị B"


@pytest.fixture
def rooms():
    pages = {FEED: feed(ENTRY), ENTRY.url: page(TITLE, "UBND tỉnh Tây Ninh cho biết cửa khẩu Mộc Bài được nâng cấp.")}
    rules = (factories.rule(departments=("phong",)),)
    with house(pages, departments=DEPARTMENTS, digests=(REQUIRED,), rules=rules) as made:
        tick(made, NOON)
        made.mailer.sent.clear()
        yield made


def tick(rooms, at):
    rooms.clock.time = at
    asyncio.run(service.tick(rooms))


def sent(rooms):
    return [(message.recipient, message.subject.split("]")[0]) for message in rooms.mailer.sent]


def parsed(message):
    body = message_from_bytes(message.mime, policy=policy.default).get_body(("plain",))
    return body.get_content()


def test_a_digest_that_needs_approval_goes_to_those_who_give_it(rooms):
    tick(rooms, FROZEN)
    assert sent(rooms) == [(CHIEFS, "[Chờ duyệt")]


def test_they_are_reminded_once_on_every_working_day_and_at_no_other_time(rooms):
    for hours in range(0, 24 * 8, 6):  # Monday to Monday
        tick(rooms, FROZEN + timedelta(hours=hours))
    assert [message.date.date() for message in rooms.mailer.sent] == [date(2026, 11, day) for day in (2, 3, 4, 5, 6, 9)]


def test_once_approved_it_goes_to_its_readers_and_nobody_is_reminded(rooms):
    tick(rooms, FROZEN)
    issues.approve(rooms, REQUIRED, PERIOD, WHO, "")
    rooms.mailer.sent.clear()
    for days in range(4):
        tick(rooms, FROZEN + timedelta(days=days))
    assert [message.recipient for message in rooms.mailer.sent] == [READERS]


def test_nobody_approves_twice(rooms):
    tick(rooms, FROZEN)
    issues.approve(rooms, REQUIRED, PERIOD, WHO, "")
    with pytest.raises(UsageError, match=WHO):
        issues.approve(rooms, REQUIRED, PERIOD, "Lê Văn C", "")


def test_what_is_not_frozen_can_be_neither_approved_nor_made_anew(rooms):
    with pytest.raises(UsageError, match="2026-10"):
        issues.approve(rooms, REQUIRED, PERIOD, WHO, "")
    with pytest.raises(UsageError, match="2026-10"):
        issues.reissue(rooms, REQUIRED, PERIOD, WHO, "thiếu bài")


def test_a_further_issue_has_to_be_approved_again(rooms):
    tick(rooms, FROZEN)
    issues.approve(rooms, REQUIRED, PERIOD, WHO, "")
    tick(rooms, FROZEN + timedelta(hours=1))
    rooms.mailer.sent.clear()
    issues.amend(rooms, REQUIRED, PERIOD, WHO, "ý kiến", lambda made: replace(made, remark="Lưu ý."))
    tick(rooms, FROZEN + timedelta(hours=2))
    assert sent(rooms) == [(CHIEFS, "[Chờ duyệt")]


@pytest.fixture
def open_rooms(rooms):
    """Rooms whose digests need no approval."""
    plan = replace(REQUIRED, approvers=())
    return replace(rooms, settings=replace(rooms.settings, digests=(plan,)))


def test_a_further_issue_is_mailed_beside_the_first_with_its_number_and_reason(open_rooms):
    tick(open_rooms, FROZEN)
    (plan,) = open_rooms.settings.digests
    issues.reissue(open_rooms, plan, PERIOD, WHO, "Bổ sung bài")
    tick(open_rooms, FROZEN + timedelta(hours=1))
    tick(open_rooms, FROZEN + timedelta(hours=2))
    first, second = open_rooms.mailer.sent
    assert "(bản 2)" in second.subject
    assert first.message_id != second.message_id
    assert "Bổ sung bài" in parsed(second)


def test_a_digest_made_anew_has_what_came_late(open_rooms):
    tick(open_rooms, FROZEN)
    late = replace(
        ENTRY, url="https://baomau.example/b.html", title="Tây Ninh: cửa khẩu Xa Mát đón đoàn khách đầu tiên"
    )
    open_rooms.fetcher.pages[FEED] = feed(ENTRY, late)
    open_rooms.fetcher.pages[late.url] = page(late.title, "Sáng 10/10, cửa khẩu Xa Mát, Tây Ninh đón đoàn khách.")
    tick(open_rooms, FROZEN + timedelta(hours=3))
    (plan,) = open_rooms.settings.digests
    made = issues.reissue(open_rooms, plan, PERIOD, WHO, "Bổ sung bài")
    assert [item.url for item in made.main] == [ENTRY.url, late.url]


PROPOSALS = tuple(Proposal(f"việc {number}", "làm rõ", "Sở Mẫu", NOON.date()) for number in (1, 2))


@pytest.mark.parametrize(
    ("number", "changed", "leads"),
    [
        (1, {"lead": "Sở Khác"}, ["Sở Khác", "Sở Mẫu"]),
        (2, {"lead": "Sở Khác"}, ["Sở Mẫu", "Sở Khác"]),
        (1, {}, ["Sở Mẫu"]),
    ],
)
def test_a_proposal_is_changed_or_left_out(number, changed, leads):
    made = issues.with_proposal(digest(proposals=PROPOSALS), number, **changed)
    assert [one.lead for one in made.proposals] == leads


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_proposal_that_is_not_there_is_bad_usage(number):
    with pytest.raises(UsageError, match="2"):
        issues.with_proposal(digest(proposals=PROPOSALS), number, lead="Sở Khác")


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "tay-ninh"
    assert run(["init", "tay-ninh", str(folder)]) == 0
    return folder


@pytest.mark.parametrize(
    "options",
    [
        ("approve", "2026-10", "--as", WHO),
        ("reissue", "2026-10", "--as", WHO, "--reason", "thiếu bài"),
        ("reissue", "2026-10", "--as", WHO),
        ("edit", "2026-10", "--as", WHO, "--reason", "x"),
        ("edit", "2026-10", "--as", WHO, "--reason", "x", "--drop"),
        ("edit", "2026-10", "--as", WHO, "--reason", "x", "--proposal", "1"),
        ("edit", "2026-10", "--as", WHO, "--reason", "x", "--proposal", "1", "--drop", "--lead", "y"),
        ("approve", "thang-10", "--as", WHO),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_bad_usage(options, workspace):
    assert run(["--workspace", str(workspace), "digest", *options]) == 2


def test_a_digest_nobody_made_has_no_issues(workspace, capsys):
    assert run(["--workspace", str(workspace), "digest", "issues", "2026-10", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
