"""What was corrected or removed is marked and listed in every format of a digest."""

import json
from io import BytesIO

import docx
import openpyxl
import pytest

from alerts.documents import data, excel, html, text, word
from support import digests, factories

OFFICE = factories.office()
CORRECTED, REMOVED, BOTH = "Cầu mới ở Bến Cầu", "Đường mới ở Mộc Bài", "Chợ mới ở Tân Ninh"


@pytest.fixture(scope="module")
def digest():
    return digests.digest(
        digests.item(1, title="Không có gì đổi"),
        digests.item(2, title=CORRECTED, corrected=True),
        digests.item(3, title=REMOVED, removed=True, part="passing"),
        digests.item(4, title=BOTH, corrected=True, removed=True, late=True),
    )


def between(content, start, end):
    return content[content.index(start) : content.index(end)]


def test_the_json_counts_and_marks_them(digest):
    content = json.loads(data.render(digest))
    assert (content["summary"]["corrected"], content["summary"]["removed"]) == (2, 2)
    assert [(item["corrected"], item["removed"]) for item in content["items"]][1:] == [
        (True, False),
        (False, True),
        (True, True),
    ]


@pytest.mark.parametrize("render", [html.render, text.render], ids=["html", "text"])
def test_the_mail_lists_them_with_their_number(digest, render):
    listed = render(digest, OFFICE, "en").lower()
    part = between(
        listed, "corrected or removed\n" if render is text.render else "corrected or removed<", "counted apart"
    )
    flat = " ".join(part.split())
    assert "corrected 2, removed 2" in flat
    assert [title.lower() in flat for title in (CORRECTED, REMOVED, BOTH)] == [True, True, True]
    assert "không có gì đổi" not in flat


def test_word_lists_them_in_the_first_annex(digest):
    written = docx.Document(BytesIO(word.render(digest, OFFICE, "en")))
    paragraphs = [paragraph.text for paragraph in written.paragraphs]
    assert "corrected 2, removed 2" in paragraphs[paragraphs.index("Corrected or removed") + 1]
    signs = [row.cells[-1].text for table in written.tables for row in table.rows if BOTH in row.cells[1].text]
    assert signs == ["corrected, removed"] * 2


def test_excel_marks_them(digest):
    rows = list(openpyxl.load_workbook(BytesIO(excel.render(digest, "en"))).worksheets[0].iter_rows(values_only=True))
    column = rows[0].index("Signs")
    assert [row[column] or "" for row in rows[1:]] == ["", "corrected", "removed", "corrected, removed"]


def test_a_digest_without_any_has_no_such_list():
    assert "Corrected or removed" not in text.render(digests.rich(), OFFICE, "en")
