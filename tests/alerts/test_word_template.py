"""An office's own Word template: moved fields work, and what is wrong is named with its page."""

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from alerts.documents import word, word_template
from alerts.documents.outline import outline
from alerts.documents.template_check import FIELDS, check
from alerts.documents.wording import Wording
from core.errors import DocumentError
from support import digests, factories

OFFICE = factories.office(signer_name="Nguyễn Văn Mẫu", grounds=("Căn cứ Kế hoạch số 79/KH-UBND",))
WORDS = Wording("vi")


def shipped(digest=None):
    made = digest or digests.rich(draft=True)
    return word_template.shipped(made, OFFICE, outline(made, WORDS), WORDS)


def opened(template):
    return docx.Document(io.BytesIO(template))


def saved(document):
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def own(*lines):
    """Return a template of the office with these paragraphs; a form feed breaks the page."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.different_first_page_header_footer = True
    for line in lines:
        if line == "\f":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        else:
            document.add_paragraph(line)
    return saved(document)


BASIC = (
    "Số: {{ number }}", "{{ place_and_date }}", "{{ title }}", "{{ content }}", "{{ signer_title }}",
    "{%p for one in recipients %}", "{{ one }}", "{%p endfor %}",
)  # fmt: skip


def text_of(template, digest=None, pictures=word.NO_PICTURES):
    return [
        one.text for one in opened(word.render(digest or digests.rich(), OFFICE, "vi", pictures, template)).paragraphs
    ]


def test_the_shipped_template_is_in_order():
    assert check(shipped()) == []


def test_every_field_has_a_value():
    made = digests.rich()
    assert set(word_template.values(made, OFFICE, outline(made, WORDS), WORDS)) == set(FIELDS)


def test_the_guide_names_every_field():
    guide = (Path(__file__).parent.parent.parent / "docs/huong-dan.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", guide.partition("### Mẫu Word của cơ quan")[2].partition("###")[0]))
    assert told == set(FIELDS)


def test_the_shipped_template_filled_is_the_report():
    made = digests.rich(draft=True)
    assert text_of(shipped(made), made) == [one.text for one in opened(word.render(made, OFFICE)).paragraphs]


def test_a_template_written_as_a_draft_leaves_no_mark_of_it_in_a_frozen_report():
    assert "DỰ THẢO" not in " ".join(text_of(shipped()))


def test_fields_may_stand_anywhere():
    lines = text_of(own("{{ signer_title }}", "Đầu trang của cơ quan", *BASIC))
    assert lines[:2] == ["GIÁM ĐỐC", "Đầu trang của cơ quan"]
    assert "I. KHÁI QUÁT" in lines


def test_parts_may_change_places():
    parts = [f"{{{{ {part} }}}}" for part in reversed(word_template.PARTS)]
    lines = text_of(own(*(line for line in BASIC if "content" not in line), *parts))
    heads = [line.split(".")[0] for line in lines if line.split(".")[0] in ("I", "II", "III", "IV", "V", "VI", "VII")]
    assert heads == ["VII", "VI", "V", "IV", "III", "II", "I"]


def test_a_field_that_word_split_into_runs_is_filled():
    document = opened(own(*BASIC))
    paragraph = document.paragraphs[2]
    paragraph.clear()
    for piece in ("{{ ti", "t", "le }}"):
        run = paragraph.add_run(piece)
        mark = OxmlElement("w:proofErr")
        mark.set(qn("w:type"), "spellStart")
        run._r.addprevious(mark)
    assert any(line.startswith("Tổng hợp thông tin báo chí") for line in text_of(saved(document)))


def test_the_annexes_follow_whatever_the_template():
    assert [line for line in text_of(own(*BASIC)) if line.startswith("Phụ lục")] == [
        "Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV",
    ]  # fmt: skip


def test_titles_that_look_like_fields_are_text():
    title = "{{ body }} {% for x in y %} <w:p/> {{ 7*7 }}"
    lines = text_of(None, digests.digest(digests.item(1, title=title, tone="negative")))
    assert any("{{ body }} {% for x in y %} <w:p/> {{ 7*7 }}" in line for line in lines)


def test_a_title_of_the_report_that_looks_like_a_field_is_text():
    made = digests.rich(profile_title="{{ body }} {% endfor %}")
    assert any("{{ body }} {% endfor %}" in line for line in text_of(None, made))


WRONG = {
    "unknown": ("{{ titel }}", "“titel”. Ý bạn là title?", 1),
    "on page 2": ("\f", "{{ ngay_ky }}", "“ngay_ky”", 2),
    "not closed": ("{{ title", "chưa đóng hoặc chưa mở", 1),
    "no name": ("{{ title title }}", "không đọc được", 1),
    "not alone": ("Nội dung: {{ content }}", "phải đứng riêng một đoạn", 1),
    "a loop without its end": ("{%p if draft %}", "chưa trọn vẹn", 0),
    "arithmetic with unknown names": ("{{ cycler.__init__ }}", "“cycler”", 1),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=list(WRONG))
def test_what_is_wrong_is_named_with_its_page(case):
    *lines, said, page = case
    found = [one for one in check(own(*BASIC, *lines)) if one.error]
    assert [(said in one.text, one.page) for one in found] == [(True, page)]


@pytest.mark.parametrize(
    ("field", "place"),
    [("number", "sau “Số:”"), ("place_and_date", "bên phải"), ("title", "tên loại"), ("content", "part_1 đến part_7"),
     ("signer_title", "trên chữ ký"), ("recipients", "Nơi nhận")],
)  # fmt: skip
def test_a_missing_field_is_named_with_its_place(field, place):
    gone = BASIC[-3:] if field == "recipients" else tuple(line for line in BASIC if f" {field} " in line)
    (found,) = check(own(*(line for line in BASIC if line not in gone)))
    assert f"“{field}”" in found.text
    assert place in found.text


def test_missing_parts_are_named():
    (found,) = check(own(*(line for line in BASIC if "content" not in line), "{{ part_1 }}", "{{ part_3 }}"))
    assert "part_2, part_4, part_5, part_6, part_7" in found.text


def test_measures_against_the_decree_are_warnings():
    document = opened(own(*BASIC))
    document.sections[0].left_margin, document.sections[0].page_width = Mm(20), Mm(216)
    document.sections[0].different_first_page_header_footer = False
    document.paragraphs[0].runs[0].font.name = "Arial"
    found = check(saved(document))
    assert [one.error for one in found] == [False] * 4
    assert [word for word in ("216", "trái", "Trang đầu", "Arial") if any(word in one.text for one in found)] == [
        "216", "trái", "Trang đầu", "Arial",
    ]  # fmt: skip


def with_part(name, content):
    output = io.BytesIO(own(*BASIC))
    with zipfile.ZipFile(output, "a") as file:
        file.writestr(name, content)
    return output.getvalue()


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (b"", ".docx"),
        (b"PK\x03\x04", ".docx"),
        (with_part("word/vbaProject.bin", b"x"), "macro"),
        (with_part("word/media/logo.png", bytes(6_000_000)), "5 MB"),
    ],
    ids=["empty", "broken", "macros", "too large"],
)
def test_what_is_no_template_is_refused(template, said):
    assert [said in one.text for one in check(template)] == [True]
    with pytest.raises(DocumentError):
        word.render(digests.rich(), OFFICE, "vi", template=template)
