"""A document bears the names of the day it was made, also when it is made again after a change."""

import asyncio
import io
from datetime import UTC, date, datetime
from email import message_from_bytes, policy

import docx
import pytest

from core.periods import parse
from core.press import Entry
from core.settings import DigestPlan
from diembao import reports, service
from support import factories
from support.house import feed, house

OLD, NEW = "SỞ THÔNG TIN", "SỞ VĂN HÓA"
OFFICE = factories.office(body=OLD, changes=((date(2026, 11, 1), {"body": NEW, "signer_name": "Trần Thị Mẫu"}),))
DEPARTMENT = factories.department(name="Sở Văn hóa", former=(("Sở Thông tin", date(2026, 10, 31)),))
PLAN = DigestPlan("tay-ninh", (DEPARTMENT.id,))
FROZEN = {"2026-09": datetime(2026, 10, 1, 1, tzinfo=UTC), "2026-10": datetime(2026, 11, 2, 1, tzinfo=UTC)}
LATER = datetime(2026, 12, 24, 1, tzinfo=UTC)
COLLECTED = datetime(2026, 9, 21, 1, tzinfo=UTC)
ENTRY = Entry("https://baomau.example/a.html", "Tây Ninh mở hội", "Hội ở núi Bà Đen.", COLLECTED)
FEED = "https://baomau.example/rss.xml"


@pytest.fixture
def rooms():
    with house({FEED: feed(ENTRY)}, office=OFFICE, departments=(DEPARTMENT,), digests=(PLAN,)) as made:
        for moment in (COLLECTED, *FROZEN.values()):
            made.clock.time = moment
            asyncio.run(service.tick(made))
        made.clock.time = LATER
        yield made


@pytest.mark.parametrize(("period", "body"), [("2026-09", OLD), ("2026-10", NEW)])
def test_a_report_made_again_bears_the_names_of_its_own_day(period, body, rooms):
    made = reports.frozen(rooms, PLAN, parse(period))
    assert made.frozen_at < LATER
    head = docx.Document(io.BytesIO(reports.render(rooms, made).files["docx"])).tables[0]
    names = [paragraph.text for paragraph in head.rows[0].cells[0].paragraphs]
    assert [name for name in names if name in {OLD, NEW}] == [body]


@pytest.mark.parametrize(("period", "body"), [("tháng 9/2026", OLD), ("tháng 10/2026", NEW)])
def test_a_mail_comes_from_the_office_by_the_name_of_its_day(period, body, rooms):
    mails = [message_from_bytes(one.mime, policy=policy.default) for one in rooms.mailer.sent if period in one.subject]
    assert {mail["From"].addresses[0].display_name for mail in mails} == {body}
