"""A month of 1,000 hostile titles: the documents keep their layout, lose no article and run nothing."""

import random
import re
from io import BytesIO

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from alerts.documents import excel, html, word
from support import digests, factories, office
from support.digests import HOSTILE_TITLES
from support.nasties import INJECTIONS

OFFICE = factories.office()
ATOMS = (
    *HOSTILE_TITLES, *INJECTIONS, "😀🏳️‍🌈" * 20, "a" + "\u0301" * 300, "\u2067Tin\u2069", "{{ 7*7 }}",
    "ภาษาไทย ຂ່າວ ព័ត៌មាន", "{%p for x in y %}", "<w:p><w:r><w:t>x</w:t></w:r></w:p>", "=1+1\n" * 50, "Thường",
)  # fmt: skip
# Controls, marks that turn the direction, and what is no character at all.
_HIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
FORBIDDEN = re.compile(f"[{_HIDDEN}]")


def titles():
    dice, found = random.Random(30), {}
    while len(found) < 1000:
        found.setdefault(" ".join(dice.choices(ATOMS, k=dice.randint(1, 3))))
    return tuple(found)


@pytest.fixture(scope="module")
def month():
    return digests.digest(
        *(
            digests.item(number, title=title, excerpt=title, outlet="Báo Mẫu")
            for number, title in enumerate(titles(), 1)
        )
    )


@pytest.fixture(scope="module")
def written(month):
    return word.render(month, OFFICE)


@pytest.fixture(scope="module")
def document(written):
    return docx.Document(BytesIO(written))


@pytest.fixture(scope="module")
def book(month):
    return openpyxl.load_workbook(BytesIO(excel.render(month)))


def test_excel_has_a_row_for_each_article(book):
    assert book["Bài viết"].max_row == 1001


def test_excel_has_no_formula(book):
    assert [cell.coordinate for sheet in book for row in sheet for cell in row if cell.data_type == "f"] == []


def test_excel_has_no_control_character_and_turns_no_direction(book):
    texts = [cell.value for sheet in book for row in sheet for cell in row if isinstance(cell.value, str)]
    assert [text[:40] for text in texts if FORBIDDEN.search(text)] == []


def test_word_has_a_row_for_each_article(document):
    rows = [len(table.rows) - 1 for table in document.tables if table.rows[0].cells[0].text == "STT"]
    assert max(rows) == 1000


def test_word_has_no_control_character_and_turns_no_direction(document):
    texts = [one.text or "" for one in document.element.body.iter(qn("w:t"))]
    assert [text[:40] for text in texts if FORBIDDEN.search(text)] == []


def test_word_keeps_its_pages(document):
    plain = docx.Document(BytesIO(word.render(digests.rich(), OFFICE)))
    assert sizes(document) == sizes(plain)


def sizes(document):
    return [
        (one.page_width, one.page_height, one.left_margin, one.right_margin, one.top_margin, one.bottom_margin)
        for one in document.sections
    ]


def test_word_keeps_the_columns_of_its_list(document):
    plain = docx.Document(BytesIO(word.render(digests.rich(), OFFICE)))
    widths = [
        next(
            [column.width for column in table.columns]
            for table in one.tables
            if [cell.text for cell in table.rows[0].cells][:2] == ["STT", "Tên bài"]
        )
        for one in (document, plain)
    ]
    assert widths[0] == widths[1]


def test_word_runs_nothing(document):
    fields = [one.text for one in document.element.body.iter(qn("w:instrText"))]
    assert fields == []


def test_a_jinja_expression_in_a_title_is_not_computed(document):
    assert "{{ 7*7 }}" in "".join(one.text or "" for one in document.element.body.iter(qn("w:t")))


def test_the_mail_holds_no_script(month):
    page = html.render(month, OFFICE)
    assert "<script" not in page.lower()


@pytest.mark.rendered
def test_on_paper_nothing_stands_outside_the_margins(written, tmp_path):
    report = office.laid_out(written, tmp_path)
    out = [
        line.text[:40]
        for page in report.pages
        for line in page.body
        if line.text.strip() and (line.left < 29 or line.right > page.width - 19)
    ]
    assert out == []
