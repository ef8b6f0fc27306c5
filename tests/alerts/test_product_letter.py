"""The letter that asks an agency to check what the press reports."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest

from alerts.documents.word_form import BODY, TEXT_WIDTH, text_width
from alerts.products import letter, text, word
from alerts.workdays import Workdays
from core.desk import Alert
from core.errors import UsageError
from core.judgement import Signal, Verification
from core.settings import WorkingCalendar
from support import factories
from support.digests import HOSTILE_TITLES, HOSTILE_URLS
from support.fakes import NOON

OFFICE = factories.office(contact="Phòng Quản lý Báo chí", recipients=("Như trên", "UBND tỉnh", "Lưu: VT, QLBC"))
ALERT = Alert(
    7, "tay-ninh", "bien-gioi", "P2", 1, 1, "Rộ tin đóng cửa khẩu", "Báo Mẫu", "https://baomau.example/1.html", ("x",),
    "", NOON, "in_verification",
)  # fmt: skip
CLAIM = Signal("unattributed_claim", 0.8, "cửa khẩu đóng cửa từ ngày mai")

ANSWER = (
    "2. Thông tin, trả lời cơ quan báo chí theo quy định; khi cần thì công bố thông tin làm rõ hoặc có văn bản nêu"
    " căn cứ đề nghị cải chính."
)


def told(*signals, **fields):
    return factories.judged(1, factories.assessment(verification=Verification("check", 0.5, signals)), **fields)


def built(article=None, *others, alert=ALERT, agency="Sở Xây dựng", due=None):
    article = article or told(CLAIM)
    days = Workdays(WorkingCalendar())
    return letter.build(alert, article, [article, *others], agency, due, days, NOON + timedelta(hours=1))


def opened(made):
    return docx.Document(BytesIO(word.render(letter.paper(made, OFFICE), OFFICE)))


def body(made) -> list[str]:
    return [paragraph.text for paragraph in opened(made).paragraphs]


def test_it_says_what_was_published_and_asks_three_things():
    assert [line for line in body(built()) if line] == [
        "Kính gửi: Sở Xây dựng",
        "Ngày 15/10/2026, Báo Mẫu đăng bài “Tây Ninh mở rộng cửa khẩu số 1”.",
        "Đường dẫn: https://baomau.example/1.html",
        "Bài báo nêu:",
        "- “cửa khẩu đóng cửa từ ngày mai”",
        "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH đề nghị quý cơ quan quan tâm thực hiện:",
        "1. Kiểm tra, làm rõ nội dung báo nêu. Đây là thông tin báo chí phản ánh, chưa có kết luận đúng hay sai.",
        ANSWER,
        "3. Báo cáo kết quả về SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH chậm nhất ngày 22/10/2026.",
        "Liên hệ: Phòng Quản lý Báo chí",
    ]


def test_a_day_that_only_the_collection_gives_is_said_to_be_that():
    assert "Ngày 15/10/2026 (giờ thu thập), Báo Mẫu" in body(built(told(published=None)))[1]


def test_in_a_sentence_the_office_has_the_name_that_people_write():
    made = letter.paper(built(), OFFICE, own="Sở Văn hóa, Thể thao và Du lịch")
    assert "3. Báo cáo kết quả về Sở Văn hóa, Thể thao và Du lịch chậm nhất" in made.parts[0].paragraphs[-2]


def test_it_has_the_form_of_a_letter():
    left = opened(built()).tables[0].rows[1].cells[0].paragraphs
    assert [line.text.replace("\u00a0", "") for line in left] == [
        "Số: /SVHTTDL",
        "V/v kiểm tra, xử lý thông tin báo nêu",
    ]
    assert left[1].runs[0].font.size.pt == 12


def test_copies_go_to_the_addressee_and_the_archive_alone():
    cell = opened(built()).tables[-1].rows[0].cells[0]
    assert [line.text for line in cell.paragraphs] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT, QLBC."]


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        pytest.param(None, date(2026, 10, 22), id="five working days after Thursday 15 October"),
        pytest.param(date(2026, 10, 15), date(2026, 10, 15), id="today"),
        pytest.param(date(2026, 12, 1), date(2026, 12, 1), id="a day that was asked for"),
    ],
)
def test_when_the_result_is_due(asked, due):
    assert built(due=asked).due == due


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"due": date(2026, 10, 14)}, id="a day that has passed"),
        pytest.param({"alert": replace(ALERT, state="closed")}, id="a closed alert"),
        pytest.param({"alert": replace(ALERT, state="dismissed")}, id="a dismissed alert"),
    ],
)
def test_no_letter_is_written(fields):
    with pytest.raises(UsageError):
        built(**fields)


@pytest.mark.parametrize(
    ("signals", "claims"),
    [
        pytest.param((CLAIM, CLAIM), ("cửa khẩu đóng cửa từ ngày mai",), id="each claim once"),
        pytest.param(
            (Signal("spread", 0.1, "4"),), ("Cửa khẩu quốc tế Mộc Bài được mở rộng.",), id="no claim: excerpt"
        ),
        pytest.param((Signal("changed", 0.1, "sửa"), CLAIM), ("cửa khẩu đóng cửa từ ngày mai",), id="a change is none"),
    ],
)
def test_what_is_quoted(signals, claims):
    assert built(told(*signals)).claims == claims


def test_a_quotation_takes_at_most_two_lines():
    (claim,) = built(told(replace(CLAIM, evidence="Quyết định của Ủy ban nhân dân tỉnh " * 40))).claims
    assert claim.endswith("…")
    assert text_width(f"- “{claim}”", BODY) <= 2 * TEXT_WIDTH - 10


def test_further_articles_are_counted():
    other = factories.judged(2, outlet_id="khac")
    assert "Số bài khác về cùng vụ việc: 1; tổng số cơ quan báo chí đưa tin: 2." in body(built(None, other))


@pytest.mark.parametrize(
    ("candidates", "agency"),
    [
        pytest.param(["", "Sở Xây dựng", "Sở Y tế"], "Sở Xây dựng", id="the first that is named"),
        pytest.param(["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"], "Sở Y tế", id="never the office itself"),
        pytest.param(["Sở Văn hóa, Thể thao và Du lịch"], "", id="nobody else"),
    ],
)
def test_who_is_asked(candidates, agency):
    assert letter.addressee(candidates, OFFICE) == agency


def test_an_unknown_addressee_is_left_to_be_written_in():
    assert body(built(agency=""))[0].startswith("Kính gửi: …………")


def test_no_letter_asks_that_something_disappears():
    asking = replace(ALERT, ask="Đề nghị báo gỡ bài")
    said = text.render(letter.paper(built(alert=asking), OFFICE), OFFICE)
    assert not {"gỡ", "gỡ,", "xóa", "rút", "hạ"} & set(said.lower().split())


def test_hostile_words_of_the_press_change_no_layout():
    usual = len(opened(built()).paragraphs)
    for number, title in enumerate(HOSTILE_TITLES[:30]):
        article = told(replace(CLAIM, evidence=title or "x"), title=title, outlet_name=title)
        made = built(article)
        quoted = len(made.claims)
        assert len(opened(made).paragraphs) == usual - (0 if quoted else 2)
        unsafe = built(told(CLAIM, url=HOSTILE_URLS[number % len(HOSTILE_URLS)]))
        assert len(opened(unsafe).paragraphs) == usual - 1
