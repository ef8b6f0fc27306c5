from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from alerts.documents import charts, word
from alerts.documents.word_metrics import text_width
from core.desk import Digest
from support import digests, factories

OFFICE = factories.office(
    grounds=("Căn cứ Kế hoạch số 79/KH-UBND;", "Căn cứ nhiệm vụ được giao"), signer_name="Nguyễn Văn Mẫu"
)


def opened(digest: Digest, office=OFFICE, lang="vi"):
    return docx.Document(BytesIO(word.render(digest, office, lang)))


def whole_text(document) -> str:
    return "\n".join(node.text or "" for node in document.element.body.iter(qn("w:t")))


@pytest.fixture(scope="module")
def rich():
    return opened(digests.rich())


@pytest.fixture(scope="module")
def hostile():
    return word.render(digests.hostile(), OFFICE)


def test_paper_is_a4_with_the_margins_of_the_decree(rich):
    section = rich.sections[0]
    size = [round(length.mm) for length in (section.page_width, section.page_height)]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert size == [210, 297]
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20]


def test_every_style_is_times_new_roman_for_every_script(rich):
    fonts = list(rich.styles.element.iter(qn("w:rFonts")))
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        assert {node.get(qn(script)) for node in fonts} == {"Times New Roman"}
    assert not [node for node in fonts if node.get(qn("w:asciiTheme")) or node.get(qn("w:eastAsiaTheme"))]


def test_body_is_14_point_justified_with_an_indent_of_1_cm(rich):
    normal = rich.styles["Normal"]
    assert (normal.font.size.pt, round(normal.paragraph_format.first_line_indent.mm)) == (14, 10)
    assert normal.paragraph_format.alignment == 3
    assert normal.paragraph_format.space_after.pt >= 6
    assert 1 <= normal.paragraph_format.line_spacing <= 1.5


def test_page_number_is_centred_in_the_header_and_hidden_on_the_first_page(rich):
    section = rich.sections[0]
    header = section.header.paragraphs[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in "".join(node.text or "" for node in header._p.iter(qn("w:instrText")))
    assert header.alignment == 1
    assert section.first_page_header.paragraphs[0].text == ""


def test_letterhead_has_the_words_and_sizes_of_the_decree(rich):
    left, right = rich.tables[0].rows[0].cells
    lines = [
        (p.text, p.runs[0].font.size.pt, bool(p.runs[0].bold)) for p in (*left.paragraphs, *right.paragraphs) if p.runs
    ]
    assert lines == [
        ("UBND TỈNH TÂY NINH", 13, False),
        ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", 13, True),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True),
        ("Độc lập - Tự do - Hạnh phúc", 14, True),
    ]


def line_length(cell) -> float:
    rule = next(p for p in cell.paragraphs if p._p.find(f".//{qn('w:pBdr')}") is not None)
    return cell.width.mm - rule.paragraph_format.left_indent.mm - rule.paragraph_format.right_indent.mm


def test_line_under_the_motto_is_as_long_as_the_motto(rich):
    # 60.4 mm was measured with the metrics of Times New Roman bold, 14 points.
    assert line_length(rich.tables[0].cell(0, 1)) == pytest.approx(60.4, abs=0.1)


def test_line_under_the_issuing_body_is_a_third_to_a_half_of_it(rich):
    cell = rich.tables[0].cell(0, 0)
    width = min(text_width(OFFICE.body, 13), cell.width.mm)
    assert width / 3 <= line_length(cell) <= width / 2


@pytest.mark.parametrize(
    ("frozen", "line"),
    [
        (datetime(2026, 11, 1, 23, tzinfo=UTC), "Tây Ninh, ngày 02 tháng 11 năm 2026"),
        (datetime(2027, 1, 31, 23, tzinfo=UTC), "Tây Ninh, ngày 01 tháng 02 năm 2027"),
        (datetime(2027, 3, 31, 16, tzinfo=UTC), "Tây Ninh, ngày 31 tháng 3 năm 2027"),
    ],
)
def test_date_has_a_zero_before_days_under_ten_and_months_one_and_two(frozen, line):
    table = opened(digests.empty(frozen_at=frozen)).tables[0]
    assert table.cell(1, 1).text == line
    assert table.cell(1, 1).paragraphs[0].runs[0].italic


def test_number_line_awaits_the_register(rich):
    assert rich.tables[0].cell(1, 0).text.replace("\u00a0", "") == "Số: /BC-SVHTTDL"


def test_subject_addressee_and_grounds_come_before_the_seven_parts(rich):
    texts = [p.text for p in rich.paragraphs if p.text]
    assert texts[:5] == [
        "BÁO CÁO",
        "Tổng hợp thông tin báo chí đăng, phát về tỉnh Tây Ninh tháng 10/2026",
        "Kính gửi: Ủy ban nhân dân tỉnh Tây Ninh",
        "Căn cứ Kế hoạch số 79/KH-UBND;",
        "Căn cứ nhiệm vụ được giao.",
    ]
    parts = [p.text.split(".")[0] for p in rich.paragraphs if p.style.name == "Heading 1"]
    assert parts == ["I", "II", "III", "IV", "V", "VI", "VII"]


def test_several_addressees_are_listed():
    document = opened(digests.empty(), replace(OFFICE, addressee="Ủy ban nhân dân tỉnh; Ban Tuyên giáo và Dân vận"))
    texts = [p.text for p in document.paragraphs]
    start = texts.index("Kính gửi:")
    assert texts[start + 1 : start + 3] == ["- Ủy ban nhân dân tỉnh;", "- Ban Tuyên giáo và Dân vận."]


def test_recipients_and_signature_close_the_report(rich):
    block = next(table for table in rich.tables if table.cell(0, 0).text.startswith("Nơi nhận:"))
    assert block.cell(0, 0).text == "Nơi nhận:\n- Như trên;\n- Lưu: VT, QLBC."
    assert block.cell(0, 1).text.split("\n") == ["GIÁM ĐỐC", "Nguyễn Văn Mẫu"]


def test_proposals_are_a_table(rich):
    table = next(table for table in rich.tables if table.cell(0, 1).text == "Vấn đề")
    header = ["STT", "Vấn đề", "Đề xuất xử lý", "Chủ trì", "Phối hợp", "Thời hạn"]
    assert [cell.text for cell in table.rows[0].cells] == header
    assert [row.cells[4].text for row in table.rows[1:]] == ["UBND xã Bến Cầu; Sở Xây dựng", ""]
    assert len(table.rows) == 3


def test_annexes_lie_across_with_pages_of_their_own(rich):
    assert [section.orientation for section in rich.sections[1:]] == [WD_ORIENT.LANDSCAPE] * 4
    assert all(round(section.page_width.mm) == 297 for section in rich.sections[1:])
    starts = [section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for section in rich.sections[1:]]
    assert starts == ["1"] * 4
    assert [p.text for p in rich.paragraphs if p.text.startswith("Phụ lục ")] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
    ]


def test_header_rows_of_all_data_tables_repeat(rich):
    layout = {rich.tables[0]._tbl, next(t for t in rich.tables if t.cell(0, 0).text.startswith("Nơi nhận"))._tbl}
    data = [table for table in rich.tables if table._tbl not in layout]
    assert len(data) > 10
    assert all(table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None for table in data)


def test_annex_lists_every_article_with_a_live_link(rich):
    digest = digests.rich()
    tables = [table for table in rich.tables if table.cell(0, 1).text == "Tên bài"]
    linked = [
        link.address for table in tables for row in table.rows[1:] for link in row.cells[1].paragraphs[0].hyperlinks
    ]
    assert sorted(linked) == sorted(item.url for item in digest.items)


def test_no_table_is_empty():
    document = opened(digests.empty(sources=()))
    assert all(
        len(table.rows) > 1 for table in document.tables[1:] if table.cell(0, 0).text != "" and len(table.columns) > 2
    )
    assert whole_text(document).count("Trong kỳ không ghi nhận") >= 10


def test_draft_is_marked_on_paper_and_at_the_foot_of_every_page():
    document = opened(digests.rich(draft=True))
    assert "DỰ THẢO" in document.tables[0].cell(1, 0).text
    assert "DỰ THẢO" in [p.text for p in document.sections[0].footer.paragraphs]
    assert "DỰ THẢO" not in whole_text(opened(digests.rich()))


def test_hostile_titles_do_not_break_the_file(hostile):
    document = docx.Document(BytesIO(hostile))
    text = whole_text(document)
    assert "<script>alert(1)</script>" in text
    assert not set(text) & set("\x00\x1b\u202e\u200b")
    assert max(len(p.text) for p in document.paragraphs) < 5000


def test_hostile_addresses_become_no_relation(hostile):
    with ZipFile(BytesIO(hostile)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
    assert 'TargetMode="External"' not in relations


def test_file_names_its_office_and_not_its_tool(rich):
    properties = rich.core_properties
    assert (properties.author, properties.comments, properties.language) == (OFFICE.body, "", "vi-VN")
    assert properties.title.startswith("Tổng hợp thông tin báo chí")


def test_english_report_has_english_parts():
    assert "I. OVERVIEW" in [p.text for p in opened(digests.rich(), lang="en").paragraphs]


def test_a_chart_stands_under_its_heading():
    made = digests.rich()
    body = docx.Document(BytesIO(word.render(made, OFFICE, "vi", charts.pictures(made)))).paragraphs
    drawn = [number for number, paragraph in enumerate(body) if paragraph._p.findall(".//{*}drawing")]
    assert len(drawn) == 4
    assert [body[number - 1].text[:4] for number in drawn] == ["Theo"] * 4


def test_links_are_not_underlined_because_the_line_hides_the_dot_below_a_letter(rich):
    links = rich.element.findall(".//{*}hyperlink")
    assert links
    assert [link for link in links if link.findall(".//{*}u")] == []
