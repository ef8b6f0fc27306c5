import email
import email.policy
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.message import MAX_SUBJECT, build

DATE = datetime(2026, 11, 1, 23, tzinfo=UTC)
PDF = ("bao-cao.docx", b"PK\x03\x04" * 500, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")


def make(**changes):
    given = {
        "kind": "digest",
        "profile": "tay-ninh",
        "key": "2026-10",
        "sender": "diembao@tayninh.example",
        "recipient": "baochi@tayninh.example",
        "subject": "Tổng hợp thông tin báo chí",
        "text": "Kính gửi:\n.dòng bắt đầu bằng dấu chấm\n",
        "html": "<p>Kính gửi</p>",
        "attachments": (PDF,),
        "date": DATE,
        "sender_name": "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
        "recipient_name": "Phòng Báo chí",
    }
    return build(**{**given, **changes})


def parsed(message):
    return email.message_from_bytes(message.mime, policy=email.policy.SMTP)


def test_equal_arguments_give_equal_bytes():
    assert make() == make()


def test_the_message_id_depends_on_what_is_delivered_and_to_whom_not_on_its_words():
    first = make()
    assert make(subject="khác", text="khác", date=datetime(2027, 1, 1, tzinfo=UTC)).message_id == first.message_id
    others = [
        make(kind="alert"),
        make(profile="can-gio"),
        make(key="2026-11"),
        make(recipient="hai@tayninh.example"),
        make(profile="tay", key="ninh.2026-10"),
        make(profile="tay.ninh", key="2026-10"),
    ]
    assert len({first.message_id, *(each.message_id for each in others)}) == 7
    assert first.message_id.endswith("@tayninh.example>")


def test_the_message_id_of_a_free_range_is_a_valid_dot_atom():
    identity = make(key="2026-10-01..2026-10-15").message_id
    assert ".." not in identity
    assert parsed(make(key="2026-10-01..2026-10-15"))["Message-ID"] == identity


def test_headers_say_who_to_whom_when_and_that_a_machine_wrote():
    mail = parsed(make())
    assert mail["From"].addresses[0].addr_spec == "diembao@tayninh.example"
    assert mail["From"].addresses[0].display_name == "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"
    assert mail["To"].addresses[0].display_name == "Phòng Báo chí"
    assert mail["Subject"] == "Tổng hợp thông tin báo chí"
    assert mail["Date"].datetime == DATE
    assert mail["Date"].endswith("+0700")
    assert mail["Auto-Submitted"] == "auto-generated"


def test_text_comes_before_html_and_files_come_after_both():
    mail = parsed(make())
    types = [part.get_content_type() for part in mail.walk()]
    assert types == ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", PDF[2]]
    assert mail.get_body(("plain",)).get_content() == "Kính gửi:\r\n.dòng bắt đầu bằng dấu chấm\r\n"
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content()) == (PDF[0], PDF[1])


def test_a_mail_without_files_has_only_the_two_bodies():
    types = [part.get_content_type() for part in parsed(make(attachments=())).walk()]
    assert types == ["multipart/alternative", "text/plain", "text/html"]


def test_a_mail_is_seven_bit_with_short_lines_that_end_in_crlf():
    mime = make(text="dài " * 5000, html="<p>" + "x" * 9000 + "</p>", subject="Tin " * 500).mime
    assert mime.isascii()
    assert mime.endswith(b"\r\n")
    assert b"\n" not in mime.replace(b"\r\n", b"")
    assert max(len(line) for line in mime.split(b"\r\n")) < 998


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        pytest.param("Tin\r\nBcc: ai@do.example", "Tin Bcc: ai@do.example", id="CR LF"),
        pytest.param("Tin\nX: 1\rY: 2", "Tin X: 1 Y: 2", id="bare CR and LF"),
        pytest.param("a\u202etxt.exe\u2066b\u200b", "atxt.exeb", id="direction marks"),
        pytest.param("a\x0bb\x85c\u2028d\x00e", "abc de", id="odd line ends and NUL"),
        pytest.param("=?utf-8?q?a=0D=0ABcc:_b?=", "= ?utf-8?q?a=0D=0ABcc:_b?=", id="encoded word with a line end"),
        pytest.param("a\ud800b", "a?b", id="half a surrogate pair"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_hostile_subject_stays_one_harmless_header(subject, expected):
    mail = parsed(make(subject=subject))
    assert mail["Subject"] == expected
    assert mail["Bcc"] is None
    assert mail.keys().count("Subject") == 1


def test_a_subject_of_10000_letters_is_cut():
    for subject in ("x" * 10_000, "Tây Ninh " * 2_000):
        message = make(subject=subject)
        assert len(message.subject) <= MAX_SUBJECT
        assert message.subject.endswith("…")
        assert parsed(message)["Subject"] == message.subject


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=80))
def test_no_text_breaks_the_mail_or_adds_a_header(subject, text, name):
    message = make(subject=subject, text=text, html=text, sender_name=name, recipient_name=name, attachments=())
    assert set(parsed(message).keys()) == {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
    }
    assert parsed(message)["To"].addresses[0].addr_spec == "baochi@tayninh.example"
    assert make(subject=subject, text=text, html=text, sender_name=name, recipient_name=name, attachments=()) == message


@pytest.mark.parametrize(
    "subject",
    [
        "[Cảnh báo P1] Bộ đội Biên phòng Tây Ninh tuần tra song phương trên tuyến Phước Chỉ",
        "[Cảnh báo P2] Tây Ninh bắt giữ 18.000 gói thuốc lá lậu trên tuyến biên giới Đức Huệ",
        "Từ ngữ rất dài " * 13,
    ],
)
def test_a_long_subject_arrives_with_every_space(subject):
    made = make(subject=subject)
    parsed = email.message_from_bytes(made.mime, policy=email.policy.default)
    assert parsed["Subject"] == made.subject
    assert max(len(line) for line in made.mime.splitlines()) < 998
