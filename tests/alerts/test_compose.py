import email
import email.policy
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from alerts.compose import alert_message, digest_message
from core.desk import Alert, Digest
from core.judgement import Signal, Verification
from core.periods import parse
from support import factories as make
from support.fakes import NOON

ALERT = Alert(
    12,
    "tay-ninh",
    "bien-gioi",
    "P1",
    1,
    1,
    "Rộ tin đóng cửa khẩu Mộc Bài",
    "Báo Mẫu",
    "https://baomau.example/1.html",
    ("nêu địa danh “Mộc Bài”", "chủ đề Biên giới: “cửa khẩu”"),
    "Trả lời báo chí, thông tin làm rõ",
    NOON,
)
RECIPIENT = make.department().recipients[0]


def story():
    checked = make.assessment(
        verification=Verification(
            "check", 0.6, (Signal("conflict", 0.6, "đóng cửa từ 20/10", "Chi cục Hải quan: vẫn mở"),)
        )
    )
    return [
        make.judged(1, checked, excerpt="Nhiều người cho rằng cửa khẩu sẽ đóng. " * 20, published=NOON),
        make.judged(2, outlet_id="bao-b", outlet_name="Báo B", published=NOON - timedelta(hours=3)),
        make.judged(3, published=NOON + timedelta(hours=1)),
    ]


def compose(alert=ALERT, articles=None, lang="vi", templates=None, recipient=RECIPIENT, office=None):
    articles = story() if articles is None else articles
    article = articles[0].article if articles else make.article(1)
    return alert_message(
        alert,
        article,
        articles,
        make.department(),
        recipient,
        office or make.office(),
        make.mail(),
        NOON,
        lang,
        templates,
    )


def bodies(message):
    mail = email.message_from_bytes(message.mime, policy=email.policy.SMTP)
    return tuple(mail.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))


def test_the_subject_starts_with_the_level():
    assert compose().subject == "[Cảnh báo P1] Rộ tin đóng cửa khẩu Mộc Bài"
    assert compose(lang="en").subject == "[Alert P1] Rộ tin đóng cửa khẩu Mộc Bài"


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("Rộ tin đóng cửa khẩu Mộc Bài", id="the matter"),
        pytest.param("Báo B, 15/10/2026 09:00", id="first source and local time"),
        pytest.param("3 bài trên 2 cơ quan báo chí", id="how far it spread"),
        pytest.param("nêu địa danh “Mộc Bài”", id="why it was flagged"),
        pytest.param("“đóng cửa từ 20/10”. Đối chiếu: “Chi cục Hải quan: vẫn mở”.", id="what is unclear"),
        pytest.param("Trả lời báo chí, thông tin làm rõ", id="what is asked"),
        pytest.param("Sở Văn hóa, Thể thao và Du lịch", id="of whom"),
        pytest.param("16/10/2026 12:00", id="by when"),
        pytest.param("https://baomau.example/1.html", id="the link"),
        pytest.param("diembao review ack 12", id="how to acknowledge"),
        pytest.param("không phải kết luận", id="that it is no verdict"),
    ],
)
def test_both_bodies_show(shown):
    for body in bodies(compose()):
        assert shown in body


def test_the_excerpt_has_at_most_50_words_and_the_text_stays_in_the_house():
    (plain, html) = bodies(compose(articles=[make.judged(1, excerpt="mẫu " * 90, text="TOÀN VĂN")]))
    for body in (plain, html):
        assert body.count("mẫu") == 50
        assert "TOÀN VĂN" not in body


def test_without_signals_the_mail_says_that_nothing_was_checked():
    for body in bodies(compose(articles=[make.judged(1)])):
        assert "chưa kiểm chứng" in body


def test_a_story_that_is_not_known_yet_counts_the_article_itself():
    assert "1 bài trên 1 cơ quan báo chí" in bodies(compose(articles=[]))[0]


def test_an_unknown_publication_time_is_said():
    articles = [make.judged(1, published=None)]
    assert "15/10/2026 12:01 (thời điểm thu thập)" in bodies(compose(articles=articles))[0]


def test_level_three_sets_no_date():
    plain, _html = bodies(compose(replace(ALERT, severity="P3")))
    assert "Phản hồi trước" not in plain


def test_a_wish_to_take_something_down_never_leaves_the_house():
    plain, _html = bodies(compose(replace(ALERT, ask="Yêu cầu báo gỡ bài")))
    assert "gỡ bài" not in plain
    assert "đề nghị cải chính nếu cần" in plain


def test_hostile_words_are_shown_not_run():
    evil = "<script>alert(1)</script>\u202e{{ 7*7 }}"
    articles = [make.judged(1, excerpt=evil, outlet_name=evil, url="javascript:alert(1)")]
    message = compose(replace(ALERT, title=evil + "\r\nBcc: ai@do.example", because=(evil,)), articles)
    plain, html = bodies(message)

    assert "<script" not in html
    assert "javascript:" not in plain + html
    assert "\u202e" not in plain + html
    assert "{{ 7*7 }}" in html
    assert "\r\nBcc:" not in message.mime.decode()


def test_the_same_alert_gives_the_same_bytes():
    assert compose() == compose()


def test_an_office_may_replace_a_template(tmp_path):
    (tmp_path / "alert.txt.jinja").write_text("Kính gửi {{ department }}: {{ title }}\n", "utf-8")
    plain, html = bodies(compose(templates=tmp_path))
    assert plain == "Kính gửi Sở Văn hóa, Thể thao và Du lịch: Rộ tin đóng cửa khẩu Mộc Bài\n"
    assert "diembao review ack 12" in html


@pytest.mark.parametrize(
    "faulty",
    [
        pytest.param("{{ title", id="not closed"),
        pytest.param("{{ no_such_word }}", id="unknown word"),
        pytest.param("{{ title + 1 }}", id="wrong type"),
        pytest.param("{{ ''.__class__.__mro__ }}", id="out of the sandbox"),
        pytest.param("{% include 'none' %}", id="missing file"),
        pytest.param("{{ 1 // 0 }}", id="division by zero"),
    ],
)
def test_a_faulty_template_of_the_office_does_not_stop_the_alert(tmp_path, faulty):
    (tmp_path / "alert.txt.jinja").write_text(faulty, "utf-8")
    assert bodies(compose(templates=tmp_path)) == bodies(compose())


def test_a_template_in_a_foreign_encoding_does_not_stop_the_alert(tmp_path):
    (tmp_path / "alert.txt.jinja").write_bytes("Kính {{ title }}".encode("cp1252"))
    assert bodies(compose(templates=tmp_path)) == bodies(compose())


@pytest.mark.parametrize(
    ("period", "subject"),
    [
        pytest.param("2026-10", "Tổng hợp thông tin báo chí về tỉnh Tây Ninh tháng 10/2026", id="month"),
        pytest.param("2026-Q3", "Tổng hợp thông tin báo chí về tỉnh Tây Ninh quý III/2026", id="quarter"),
    ],
)
def test_the_subject_of_a_digest_names_unit_and_period(period, subject):
    assert digest_mail(period).subject == subject


def digest_mail(period="2026-10", **fields):
    window = parse(period)
    frozen = datetime(2026, 11, 1, 23, tzinfo=UTC)
    made = Digest("tay-ninh", "tỉnh Tây Ninh", period, window.first, window.last, frozen, fields.pop("draft", False))
    files = [("digest-tay-ninh-2026-10.docx", b"PK\x03\x04", "application/octet-stream")]
    return digest_message(
        made, "<p>Bản tin</p>", "Bản tin", files, "lanhdao@tayninh.example", make.office(), make.mail(), "vi"
    )


def test_a_draft_says_so_in_its_subject():
    assert digest_mail(draft=True).subject.startswith("[Dự thảo] Tổng hợp")


def test_a_digest_is_dated_at_its_freezing_and_carries_its_files():
    message = digest_mail()
    mail = email.message_from_bytes(message.mime, policy=email.policy.SMTP)
    assert mail["Date"].datetime == message.date == datetime(2026, 11, 1, 23, tzinfo=UTC)
    assert [part.get_filename() for part in mail.iter_attachments()] == ["digest-tay-ninh-2026-10.docx"]
    assert message.recipient == "lanhdao@tayninh.example"
    assert digest_mail() == message
