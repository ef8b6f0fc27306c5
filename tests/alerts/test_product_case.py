"""The notice to the ministry and the argument dossier: what is known of a story with its sources, else blanks."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import docx
import pytest

from alerts.matters import standing
from alerts.products import case, dossier, notice, quick, word
from alerts.workdays import Workdays
from core.clocks import ClockRule
from core.desk import Alert, Decision
from core.judgement import Signal, Verification
from core.matters import Act, Matter
from core.settings import WorkingCalendar
from support import factories
from support.digests import HOSTILE_TITLES
from support.fakes import NOON

OFFICE = factories.office(contact="Phòng Quản lý Báo chí", recipients=("Như trên", "Lưu: VT, QLBC"))
ALERT = Alert(
    7, "tay-ninh", "bien-gioi", "P2", 1, 1, "Rộ tin đóng cửa khẩu", "Báo Mẫu", "https://baomau.example/1.html", ("x",),
    "Đề nghị kiểm tra.", NOON, "decided", "tin_sai_su_that",
)  # fmt: skip
VERDICT = Decision(7, NOON, "Nguyễn Văn Mẫu", "verdict", "Công văn 15/SXD", "tin_sai_su_that", "https://sxd.example/15")
CLAIM = Signal("unattributed_claim", 0.8, "cửa khẩu đóng cửa từ ngày mai")
RULE = ClockRule(
    id="ND237-18.1", actor="cơ quan", duty={"vi": "trả lời trên báo chí"}, unit="calendar_days", value=30,
    starts=("received_at",), valid_from=date(2026, 7, 1), source="NĐ 237/2026 Đ18.1",
)  # fmt: skip
NOW = NOON + timedelta(days=1)
CONCLUDED = (
    "4. Tình trạng xác minh: Kết luận ngày 15/10/2026: tin sai sự thật. Căn cứ: Công văn 15/SXD."
    " Nguồn: https://sxd.example/15."
)


def told(number=1, **fields):
    found = factories.assessment(verification=Verification("check", 0.5, (CLAIM,)))
    return factories.judged(number, found, excerpt=f"Trích bài số {number}.", **fields)


def matter():
    acts = [
        Act(1, NOON, "A", "follow", clock="ND237-18.1"),
        Act(1, NOON, "A", "respond", response="statement", moment=NOON, url="https://tayninh.example/tc"),
    ]
    made = Matter(1, "tay-ninh", "hot", "Cửa khẩu", "Sở Ngoại vụ", NOON, "A")
    return standing(made, acts, [RULE], Workdays(WorkingCalendar()), NOW)


def built(*story, alert=ALERT, decisions=(VERDICT,), matters=(), earlier=()):
    articles = story or (told(1), told(2, outlet_id="khac", outlet_name="Báo Khác"))
    report = quick.build(articles, alert, factories.profile(), (factories.rule(),), (factories.department(),), NOW)
    return case.build(report, articles, decisions, matters, [RULE], earlier)


def lines(paper):
    """Return every line of the Word document, cells included."""
    document = docx.Document(BytesIO(word.render(paper, OFFICE)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [line for line in [*(one.text for one in document.paragraphs), *cells] if line]


def noticed(made, **fields):
    return lines(notice.paper(made, OFFICE, "tỉnh Tây Ninh", **fields))


def argued(made):
    return lines(dossier.paper(made, OFFICE, "tỉnh Tây Ninh"))


def test_the_notice_says_what_where_how_far_and_how_the_check_stands():
    found = noticed(built(matters=[matter()]))
    assert [line for line in found if line[:2] in {"1.", "2.", "3.", "4.", "5."}] == [
        "1. Vấn đề: Rộ tin đóng cửa khẩu. Địa bàn: tỉnh Tây Ninh; Bến Cầu.",
        "2. Mức độ lan truyền: 2 bài trên 2 cơ quan báo chí, trong 1 ngày; sắc thái: trung lập 2.",
        "3. Nội dung cần kiểm tra:",
        CONCLUDED,
        "5. Việc đã thực hiện:",
    ]


def test_what_the_authorities_did_stands_with_day_and_address():
    assert "- 15/10/2026: thông cáo báo chí (Cửa khẩu). https://tayninh.example/tc" in noticed(
        built(matters=[matter()])
    )


def test_the_evidence_is_every_article_with_its_excerpt():
    found = noticed(built())
    assert {"Trích bài số 1.", "Trích bài số 2.", "Báo Khác"} <= set(found)


@pytest.mark.parametrize(
    ("day", "name"),
    [(date(2025, 2, 28), "Bộ Thông tin và Truyền thông"), (date(2025, 3, 1), "Bộ Văn hóa, Thể thao và Du lịch")],
)
def test_the_ministry_is_the_one_in_charge_on_the_day(day, name):
    assert notice.ministry(day) == name


def test_the_notice_goes_to_the_ministry_unless_another_is_named():
    assert "Kính gửi: Bộ Văn hóa, Thể thao và Du lịch" in noticed(built())
    assert "Kính gửi: Bộ Ngoại giao" in noticed(built(), to="Bộ Ngoại giao")


def test_without_a_verdict_nothing_is_said_to_be_true_or_false():
    made = built(alert=replace(ALERT, state="new", verdict=None), decisions=())
    assert "4. Tình trạng xác minh: Chưa có kết luận: nội dung chưa được xác minh." in noticed(made)


def test_the_verdict_of_an_earlier_turn_gives_no_reason_to_another_verdict():
    made = built(decisions=(replace(VERDICT, verdict="tin_xac_thuc"),))
    assert made.decided is None


def test_an_excerpt_outside_the_office_has_at_most_fifty_words():
    made = built(told(1, text="x"), told(2, outlet_id="khac"))
    long = built(replace(told(1), article=replace(told(1).article, excerpt="từ " * 200)))
    assert made.articles[0].excerpt == "Trích bài số 1."
    assert len(long.articles[0].excerpt.split()) == case.QUOTED + 1  # and the ellipsis


def test_the_dossier_has_its_five_parts():
    heads = [line for line in argued(built()) if line.split(".")[0] in {"I", "II", "III", "IV", "V"}]
    assert heads == [
        "I. NỘI DUNG VÀ DIỄN BIẾN", "II. ẢNH HƯỞNG", "III. BẢN CHẤT SỰ VIỆC", "IV. CĂN CỨ PHÁP LÝ, TIỀN LỆ",
        "V. ĐỊNH HƯỚNG THÔNG TIN",
    ]  # fmt: skip


def test_the_dossier_names_the_law_that_runs():
    assert any(
        line.startswith("- trả lời trên báo chí (NĐ 237/2026 Đ18.1)") for line in argued(built(matters=[matter()]))
    )


def test_the_dossier_names_what_was_decided_before():
    earlier = [
        (replace(ALERT, id=3, title="Tin cũ", verdict="tin_xac_thuc"), replace(VERDICT, alert_id=3, reason="Đã rõ"))
    ]
    assert any(
        line.startswith("- Cảnh báo số 3, “Tin cũ”: ") and line.endswith("Đã rõ")
        for line in argued(built(earlier=earlier))
    )


@pytest.mark.parametrize(
    "said", ["không ghi nhận cảnh báo cùng loại", "chưa gắn thời hạn pháp lý", "chưa ghi nhận phản hồi"]
)
def test_what_is_not_known_is_said(said):
    assert any(said in line for line in argued(built()))


def test_the_dossier_asks_for_a_reviewer_and_holds_no_secret():
    found = " ".join(argued(built()))
    assert "Người rà soát: …" in found
    assert "không ghi nội dung bí mật nhà nước" in found


@pytest.mark.parametrize("made", [noticed, argued], ids=["notice", "dossier"])
def test_no_paper_names_the_person_who_decided_or_asks_that_anything_disappears(made):
    found = " ".join(made(built(matters=[matter()]))).lower()
    assert [word for word in ("nguyễn văn mẫu", "gỡ bỏ", "gỡ bài", "xóa bài", "công an") if word in found] == []


@pytest.mark.parametrize("made", [noticed, argued], ids=["notice", "dossier"])
def test_hostile_titles_make_a_document_that_opens(made):
    story = [told(number, title=title) for number, title in enumerate(HOSTILE_TITLES[:40], 1)]
    assert made(built(*story))


def test_a_story_without_an_alert_has_its_notice():
    made = built(alert=None, decisions=())
    assert notice.paper(made, OFFICE, "tỉnh Tây Ninh").name == "notice-story-1"
    assert made.quick.at == datetime(NOW.year, NOW.month, NOW.day, NOW.hour, tzinfo=UTC)
