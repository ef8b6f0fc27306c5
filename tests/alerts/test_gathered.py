"""One mail on several alerts."""

import email
import email.policy
from dataclasses import replace

import pytest

from alerts.gathered import gathered_message
from core.desk import Alert
from support import factories as make
from support.fakes import NOON

ALERT = Alert(
    12, "tay-ninh", "bien-gioi", "P2", 1, 1, "Ùn ứ nông sản", "Báo Mẫu", "https://baomau.example/1.html", (), "", NOON
)
MATTERS = [
    (replace(ALERT, id=number, severity=severity), make.judged(number), ("lý do một", "hai", "ba", "bốn"))
    for number, severity in ((12, "P3"), (13, "P2"))
]


def compose(lang="vi", matters=MATTERS, **fields):
    department = make.department()
    box = department.recipients[0]
    made = gathered_message(matters, "khoa", department, box, make.office(), make.mail(), NOON, lang, **fields)
    return made, email.message_from_bytes(made.mime, policy=email.policy.default)


def plain(mail):
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("lang", "hours", "subject"),
    [
        ("vi", 0, "[Cảnh báo P2] 2 cảnh báo gom lại gửi một lần"),
        ("vi", 2, "[Cảnh báo P2] 2 cảnh báo chưa được tiếp nhận sau 2 giờ"),
        ("en", 0, "[Alert P2] 2 alert(s) that waited to be sent"),
    ],
)
def test_the_subject_bears_the_highest_level_and_says_why_it_comes(lang, hours, subject):
    made, _mail = compose(lang, unanswered=hours)
    assert made.subject == subject


def test_every_matter_has_its_number_title_outlet_link_and_command():
    text = plain(compose()[1])
    for number in (12, 13):
        assert f"Số {number} · " in text
        assert f"diembao review show {number}" in text
    assert text.count("Tây Ninh mở rộng cửa khẩu số") == 2
    assert "https://baomau.example/12.html" in text


def test_a_matter_shows_three_reasons():
    text = plain(compose()[1])
    assert text.count("- lý do một") == 2
    assert "bốn" not in text


def test_equal_arguments_give_equal_bytes():
    assert compose()[0] == compose()[0]


def test_what_came_from_the_web_stays_text_in_the_html():
    hostile = make.judged(1, title='<script>alert(1)</script><img src="x">', url="javascript:alert(1)")
    html = compose(matters=[(ALERT, hostile, ("<b>lý do</b>",))])[1].get_body(("html",)).get_content()
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html
    assert "<b>lý do" not in html
