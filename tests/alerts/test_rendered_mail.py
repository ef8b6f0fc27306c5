"""The mails as a browser shows them: nothing stands out of a narrow window, nothing is cut, every chart is whole."""

import base64
import email
import email.policy
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.compose import alert_message, digest_message
from alerts.documents import charts, html
from alerts.documents.overview import CHARTS
from alerts.gathered import gathered_message
from alerts.matters import standing
from alerts.reminders import Reminder, reminder_message
from core.desk import Alert
from core.judgement import Signal, Verification
from core.matters import Act, Matter
from support import browser, digests, factories
from support.fakes import NOON
from support.legal import DAYS, shipped_clocks

pytestmark = pytest.mark.rendered

LONG = "Điều-tra-xác-minh-" * 12  # one word, as hostile titles and addresses have it
OFFICE = factories.office(contact="Phòng Quản lý báo chí, điện thoại 0276 000 0000")
WIDTHS = (360, 800)


def shown(message):
    """Return the HTML of a mail with its pictures in place, as a reader's program shows it."""
    parsed = email.message_from_bytes(message.mime, policy=email.policy.default)
    page = parsed.get_body(("html",)).get_content()
    for part in parsed.walk():
        if identity := part.get("Content-ID"):
            data = base64.b64encode(part.get_payload(decode=True)).decode()
            page = page.replace(f"cid:{identity.strip('<>')}", f"data:{part.get_content_type()};base64,{data}")
    return page


def digest_mail(made):
    names = {chart: charts.content_id(made, chart) for chart in CHARTS}
    drawn = {names[chart]: png for chart, png in charts.pictures(made).items()}
    page, box = html.render(made, OFFICE, "vi", pictures=names), "phong@tayninh.example"
    return shown(digest_message(made, page, "chữ", [], box, OFFICE, factories.mail(), "vi", pictures=drawn))


def alert_mail(title):
    checked = factories.assessment(
        verification=Verification("check", 0.6, (Signal("contradicts_statement", 0.6, title, f"UBND: {title}"),))
    )
    story = [factories.judged(number, checked, excerpt=f"{title} " * 3, published=NOON) for number in (1, 2)]
    alert = Alert(
        12, "tay-ninh", "bien-gioi", "P1", 1, 1, title, "Báo Mẫu", f"https://baomau.example/{LONG}.html",
        ("nêu địa danh “Mộc Bài”", title), "Trả lời báo chí, thông tin làm rõ", NOON,
    )  # fmt: skip
    department = factories.department()
    box, mail = department.recipients[0], factories.mail()
    return shown(alert_message(alert, story[0].article, story, department, box, OFFICE, mail, NOON, "vi"))


def gathered_mail(titles):
    matters = [
        (
            Alert(
                number, "tay-ninh", "bien-gioi", severity, 1, 1, title, "Báo Mẫu", "https://baomau.example/1.html",
                ("nêu địa danh “Mộc Bài”", title), "", NOON,
            ),
            factories.judged(number, title=title, url=f"https://baomau.example/{LONG}.html"),
            ("nêu địa danh “Mộc Bài”", title),
        )
        for number, (severity, title) in enumerate(zip(("P1", "P2", "P3"), titles, strict=True), 1)
    ]  # fmt: skip
    department, mail = factories.department(), factories.mail()
    box = department.recipients[0]
    return shown(gathered_message(matters, "k", department, box, OFFICE, mail, NOON, "vi", unanswered=2))


def reminder_mail(title):
    made = Matter(3, "tay-ninh", "hot", title, title, NOON, "Trực ban", NOON.date())
    acts = (
        Act(3, NOON, "x", "date", field="received_at", moment=NOON),
        Act(3, NOON, "x", "follow", clock="ND237-18.3"),
    )
    rules, later = tuple(shipped_clocks().values()), NOON + timedelta(days=15)
    found = standing(made, acts, rules, DAYS, later)
    told = [Reminder(one, "tay-ninh", made) for one in found.running]
    department, mail = factories.department(), factories.mail()
    box = department.recipients[0]
    return shown(reminder_message(told, rules, department, box, OFFICE, mail, DAYS, later, "vi"))


MAILS = {
    "digest of a rich month": lambda: digest_mail(digests.rich()),
    "digest of an empty month": lambda: digest_mail(digests.empty()),
    "digest of hostile titles": lambda: digest_mail(
        replace(digests.rich(), items=tuple(replace(item, title=LONG, outlet=LONG) for item in digests.rich().items))
    ),
    "alert": lambda: alert_mail("Rộ tin đóng cửa khẩu Mộc Bài"),
    "alert with a hostile title": lambda: alert_mail(LONG),
    "gathered alerts": lambda: gathered_mail(("Rộ tin đóng cửa khẩu Mộc Bài", "Ùn ứ nông sản", "Báo gỡ bài")),
    "gathered alerts with hostile titles": lambda: gathered_mail((LONG, LONG, LONG)),
    "reminder": lambda: reminder_mail("Ùn tắc cửa khẩu Mộc Bài"),
    "reminder with a hostile title": lambda: reminder_mail(LONG),
}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", MAILS)
def test_nothing_stands_out_of_the_window_or_is_cut(name, width, tmp_path):
    found = browser.layout(MAILS[name](), width, tmp_path)
    assert (found.page, found.wide, found.clipped) == (width, [], [])


@pytest.mark.parametrize("width", WIDTHS)
def test_every_picture_is_whole_and_says_in_words_what_it_shows(width, tmp_path):
    found = browser.layout(MAILS["digest of a rich month"](), width, tmp_path)
    assert len(found.images) == len(CHARTS)
    assert not [one for one in found.images if not one["natural"] or one["right"] > width or not one["alt"]]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_mail_is_painted_in_light_and_in_dark(width, dark, tmp_path):
    picture = browser.picture(MAILS["digest of a rich month"](), width, 1200, tmp_path, dark=dark)
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 20_000  # a blank page has a few kilobytes


def test_no_mail_asks_the_web_for_anything():
    for make in MAILS.values():
        assert not re.search(r'(?:src|background)="https?:|url\(|@import|<link', make())
