"""The quick report on a story: what it says, that it stays one page, and that the press cannot change its form."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from math import ceil

import docx
import pytest

from alerts.documents.word_form import CELL_SIZE, text_width
from alerts.products import quick, text, word
from alerts.products.paper import Paper
from core.desk import Alert
from core.judgement import Signal, Verification
from support import factories
from support.digests import HOSTILE_TITLES, HOSTILE_URLS
from support.fakes import NOON

OFFICE = factories.office(signer_name="Nguyễn Văn Mẫu")
SIGNAL = Signal("contradicts_statement", 0.8, "cửa khẩu đóng cửa từ ngày mai", "Cửa khẩu hoạt động bình thường")
ALERT = Alert(
    7, "tay-ninh", "bien-gioi", "P2", 1, 1, "Rộ tin đóng cửa khẩu", "Báo Mẫu", "https://baomau.example/1.html", ("x",),
    "", NOON, "in_verification",
)  # fmt: skip


def told(number, *signals, **fields):
    found = factories.assessment(verification=Verification("check", 0.5, signals) if signals else Verification())
    return factories.judged(number, found, **{"story_id": 1, **fields})


CLAIM = (
    "Bài nêu khác với phát ngôn đã có: “cửa khẩu đóng cửa từ ngày mai”. Đối chiếu: “Cửa khẩu hoạt động bình thường”."
    " Chưa rõ: đến nay bên nào đúng."
)
STORY = (
    told(2, outlet_name="Nhật báo Đồng bằng", outlet_id="dong-bang"),
    told(1, SIGNAL),
    told(3, published=None),
)


def built(*story, alert=ALERT, **fields):
    settings = factories.settings(**fields)
    return quick.build(
        story or STORY, alert, factories.profile(), settings.rules, settings.departments, NOON + timedelta(hours=2)
    )


def paper(*story, **fields) -> Paper:
    return quick.paper(built(*story, **fields), OFFICE, "tỉnh Tây Ninh")


def cells(made: Paper) -> dict[str, list[str]]:
    """The rows of the table as a reader sees them, by their title."""
    found: dict[str, list[str]] = {}
    title = ""
    for row in docx.Document(BytesIO(word.render(made, OFFICE))).tables[1].rows[1:]:
        title = row.cells[0].text or title
        found.setdefault(title, []).append(row.cells[1].text)
    return found


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        pytest.param("Vấn đề", ["Rộ tin đóng cửa khẩu"], id="what"),
        pytest.param("Địa bàn", ["Bến Cầu"], id="where"),
        pytest.param("Đăng đầu tiên", ["Báo Mẫu, 15/10/2026 12:01"], id="when first"),
        pytest.param("Mức độ lan truyền", ["3 bài trên 2 báo"], id="how widely"),
        pytest.param("Cơ quan báo chí", ["Báo Mẫu, Nhật báo Đồng bằng"], id="outlets in order of time"),
        pytest.param(
            "Nội dung cần kiểm tra",
            [CLAIM],
            id="claim with what stands against it",
        ),
        pytest.param("Trạng thái", ["đang thẩm định; chưa có kết luận"], id="state of the alert"),
        pytest.param("Cơ quan thực hiện", ["Sở Văn hóa, Thể thao và Du lịch"], id="who"),
    ],
)  # fmt: skip
def test_the_page_says(title, lines):
    assert cells(paper())[title] == lines


def test_every_article_is_a_link_with_its_outlet_and_time():
    document = docx.Document(BytesIO(word.render(paper(), OFFICE)))
    links = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert links == [f"https://baomau.example/{number}.html" for number in (1, 2, 3)]
    assert cells(paper())["Bài viết"][0] == "Báo Mẫu, 15/10/2026 12:01: Tây Ninh mở rộng cửa khẩu số 1"


def test_a_wish_to_take_an_article_down_is_never_recommended():
    (action,) = cells(paper(alert=replace(ALERT, ask="Yêu cầu báo gỡ bài")))["Đề nghị"]
    assert action.startswith("Kiểm tra nội dung báo nêu, trả lời báo chí")


def test_a_story_without_an_alert_has_no_state():
    made = built(alert=None)
    assert (made.alert, made.state, made.what) == (None, "", "Tây Ninh mở rộng cửa khẩu số 1")
    assert "Trạng thái" not in cells(paper(alert=None))


def test_without_a_sign_it_says_that_nobody_checked():
    (line,) = cells(paper(told(1)))["Nội dung cần kiểm tra"]
    assert "chưa ai kiểm tra" in line


def test_what_one_page_cannot_hold_is_counted():
    story = [told(n, Signal("changed", 0.2, f"câu {n}"), outlet_name=f"Báo {n}") for n in range(1, 10)]
    found = cells(paper(*story))
    assert found["Bài viết"][-1] == "và 6 mục khác"
    assert found["Nội dung cần kiểm tra"][-1] == "và 7 mục khác"
    assert found["Cơ quan báo chí"] == ["Báo 1, Báo 2, Báo 3, Báo 4, Báo 5 và 4 nơi khác"]


def test_the_longest_report_fits_on_one_page():
    long = "Quyết định của Ủy ban nhân dân tỉnh " * 40
    story = [
        told(n, Signal("contradicts_statement", 0.2, f"{n} {long}", long), outlet_name=f"{n} {long}", title=long)
        for n in range(1, 10)
    ]
    departments = tuple(factories.department(id=f"d{n}", name=f"{n} {long}") for n in range(9))
    rules = (factories.rule(departments=tuple(one.id for one in departments)),)
    made = paper(*story, alert=replace(ALERT, title=long, ask=long), rules=rules, departments=departments)
    lines = 0
    for row in made.parts[0].table.rows:
        said = row[1] if isinstance(row[1], str) else row[1][0]
        lines += ceil(text_width(said, CELL_SIZE) / 115)
    # 257 mm of paper less letterhead, title and signature (125 mm) hold 29 lines of 11 points below the header row.
    assert lines <= 28


def numbers(made: Paper) -> tuple[int, int, int]:
    document = docx.Document(BytesIO(word.render(made, OFFICE)))
    return len(document.tables), len(document.paragraphs), len(document.tables[1].rows)


@pytest.fixture(scope="module")
def usual():
    return numbers(paper(told(1, SIGNAL)))


def test_hostile_words_of_the_press_change_no_layout(usual):
    for number, title in enumerate(HOSTILE_TITLES[:30]):
        url = HOSTILE_URLS[number % len(HOSTILE_URLS)]
        story = told(1, replace(SIGNAL, evidence=title, against=title), title=title, outlet_name=title, url=url)
        made = paper(story, alert=replace(ALERT, title=title, ask=title))
        assert numbers(made) == usual
        plain_text = text.render(made, OFFICE)
        assert not set("\x00\x1b\u202e\r") & set(plain_text)


def test_only_addresses_of_the_web_are_linked():
    story = [told(n, url=url) for n, url in enumerate(HOSTILE_URLS, 1)]
    for one in story:
        document = docx.Document(BytesIO(word.render(paper(one), OFFICE)))
        assert [rel for rel in document.part.rels.values() if rel.is_external] == []


def test_the_text_says_the_same():
    said = text.render(paper(), OFFICE)
    assert "- Mức độ lan truyền: 3 bài trên 2 báo\n" in said
    assert "<https://baomau.example/1.html>" in said
    assert said.splitlines()[:2] == ["UBND TỈNH TÂY NINH", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"]
