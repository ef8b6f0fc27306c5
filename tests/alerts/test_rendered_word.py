"""The Word report as LibreOffice lays it out, held against the measures of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import docx
import numpy as np
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from matplotlib.image import imread

from alerts.documents import charts, word
from alerts.documents.overview import CHARTS
from support import digests, factories, office
from support.office import Box

pytestmark = pytest.mark.rendered

OFFICE = factories.office(
    grounds=("Căn cứ Kế hoạch số 79/KH-UBND", "Căn cứ nhiệm vụ được giao"), signer_name="Nguyễn Văn Mẫu"
)
DIGESTS = {
    "rich": digests.rich,
    "empty": lambda: digests.empty(frozen_at=datetime(2027, 1, 31, 23, tzinfo=UTC)),
    "hostile": digests.hostile,
    "draft": lambda: digests.rich(draft=True),
}
MAIN = ("rich", "empty", "hostile")
NAMED = ("TimesNewRoman", "LiberationSerif", "Tinos")  # the font itself and two with its very measures
TITLE = "Tổng hợp thông tin báo chí đăng, phát về tỉnh Tây Ninh tháng 10/2026"
MOTTO, BODY_NAME = "Độc lập - Tự do - Hạnh phúc", "SỞ VĂN HÓA, THỂ THAO"
SLACK = 0.6  # mm: the readers give the box of a letter, which is a little more than its ink
FONT_BOX = 1.0  # mm that the box of a line may stand above or below the text itself


@pytest.fixture(scope="module")
def written():
    made = {}

    def of(name):
        if name not in made:
            digest = DIGESTS[name]()
            made[name] = word.render(digest, OFFICE, "vi", charts.pictures(digest))
        return made[name]

    return of


@pytest.fixture(scope="module")
def report(written, tmp_path_factory):
    made = {}

    def of(name):
        if name not in made:
            made[name] = office.laid_out(written(name), tmp_path_factory.mktemp(name))
        return made[name]

    return of


@pytest.fixture(scope="module")
def rich(report):
    return report("rich")


def upright(report):
    return [page for page in report.pages if page.width < page.height]


def across(report):
    return [page for page in report.pages if page.width > page.height]


def annex(report, number):
    """Return the pages of an annex."""
    starts = [place for place, page in enumerate(report.pages) if page.body[0].text.startswith("Phụ lục ")]
    starts.append(len(report.pages))
    return report.pages[starts[number - 1] : starts[number]]


def closing(report):
    return upright(report)[-1]


@pytest.mark.parametrize("name", MAIN)
def test_every_page_is_a4(name, report):
    sizes = {tuple(sorted((round(page.width), round(page.height)))) for page in report(name).pages}
    assert sizes == {(210, 297)}


@pytest.mark.parametrize("name", MAIN)
def test_every_section_keeps_the_margins_of_the_decree(name, written):
    for section in docx.Document(BytesIO(written(name))).sections:
        # To a tenth: the file counts in twentieths of a point.
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25


@pytest.mark.parametrize("name", [*MAIN, "draft"])
def test_no_word_stands_in_a_margin(name, report):
    outside = [
        (number, word.text)
        for number, page in enumerate(report(name).pages, 1)
        for word in page.words
        if word.left < 30 - SLACK
        or word.right > page.width - 20 + SLACK
        or (word.top < 20 - FONT_BOX and word.text not in {str(n) for n in range(len(report(name).pages))})
        or (word.bottom > page.height - 20 + FONT_BOX and word.text not in {"DỰ", "THẢO"})
    ]
    assert outside == []


@pytest.mark.parametrize("name", MAIN)
def test_no_word_lies_on_another(name, report):
    for page in report(name).pages:
        words = sorted(page.words, key=lambda box: box.top)
        for place, one in enumerate(words):
            for other in words[place + 1 :]:
                if other.top > one.bottom:
                    break
                wide = min(one.right, other.right) - max(one.left, other.left)
                high = min(one.bottom, other.bottom) - max(one.top, other.top)
                assert wide < 0.5 or high < 2.5, (one, other)


@pytest.mark.parametrize("name", ["rich", "empty"])
def test_every_letter_is_of_times_new_roman(name, report):
    assert {font for font in report(name).fonts() if not font.startswith(NAMED)} == set()


@pytest.mark.parametrize("name", MAIN)
def test_no_run_has_a_font_of_its_own_for_any_script(name, written):
    document = docx.Document(BytesIO(written(name)))
    assert list(document.element.body.iter(qn("w:rFonts"))) == []
    east = {node.get(qn("w:eastAsia")) for node in document.styles.element.iter(qn("w:rFonts"))}
    assert east == {"Times New Roman"}


@pytest.mark.parametrize("name", MAIN)
def test_all_text_is_black(name, report):
    assert {line.color for page in report(name).pages for line in page.lines} == {"#000000"}


FIRST, LAST, ANNEX = (
    lambda report: report.pages[0],
    closing,
    lambda report: annex(report, 1)[0],
)
ELEMENTS = {
    "Quốc hiệu": (FIRST, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), "bold"),
    "Tiêu ngữ": (FIRST, MOTTO, (13, 14), "bold"),
    "superior body": (FIRST, "UBND TỈNH TÂY NINH", (12, 13), ""),
    "issuing body": (FIRST, BODY_NAME, (12, 13), "bold"),
    "number and sign": (FIRST, "Số:", (13, 13), ""),
    "place and date": (FIRST, "Tây Ninh, ngày", (13, 14), "italic"),
    "type name": (FIRST, "BÁO CÁO", (13, 14), "bold"),
    "abstract": (FIRST, TITLE, (13, 14), "bold"),
    "addressee": (FIRST, "Kính gửi:", (13, 14), ""),
    "grounds": (FIRST, "Căn cứ Kế hoạch", (13, 14), "italic"),
    "section": (FIRST, "I. KHÁI QUÁT", (13, 14), "bold"),
    "body": (FIRST, "Kỳ báo cáo:", (13, 14), ""),
    "recipients": (LAST, "Nơi nhận:", (12, 12), "bold italic"),
    "list of recipients": (LAST, "- Lưu: VT", (11, 11), ""),
    "title of the signer": (LAST, "GIÁM ĐỐC", (13, 14), "bold"),
    "name of the signer": (LAST, "Nguyễn Văn Mẫu", (13, 14), "bold"),
    "annex": (ANNEX, "Phụ lục I", (14, 14), "bold"),
    "title of an annex": (ANNEX, "DANH SÁCH TOÀN BỘ BÀI VIẾT", (13, 14), "bold"),
    "reference of an annex": (ANNEX, "(Kèm theo Báo cáo số", (13, 14), "italic"),
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_an_element_has_the_size_and_the_face_of_the_decree(element, rich):
    where, start, (least, most), face = ELEMENTS[element]
    line = where(rich).line(start)
    assert least <= line.size <= most
    assert (line.bold, line.italic) == ("bold" in face, "italic" in face)


@pytest.mark.parametrize("start", ["BÁO CÁO", TITLE, "Kính gửi:"])
def test_the_opening_is_centred_between_the_margins(start, rich):
    assert rich.pages[0].line(start).middle == pytest.approx((30 + 190) / 2, abs=SLACK)


@pytest.mark.parametrize("number", range(1, 5))
def test_the_head_of_an_annex_is_centred_between_its_margins(number, rich):
    for line in annex(rich, number)[0].body[:3]:
        assert line.middle == pytest.approx((30 + 277) / 2, abs=SLACK)


def test_the_motto_is_centred_under_the_name_of_the_state(rich):
    page = rich.pages[0]
    assert page.line(MOTTO).middle == pytest.approx(page.line("CỘNG HÒA").middle, abs=SLACK)
    assert page.line(MOTTO).top > page.line("CỘNG HÒA").top


def test_the_name_of_the_signer_is_centred_under_the_title(rich):
    page = closing(rich)
    assert page.line("Nguyễn Văn Mẫu").middle == pytest.approx(page.line("GIÁM ĐỐC").middle, abs=SLACK)


def test_number_and_date_stand_on_one_line(rich):
    page = rich.pages[0]
    assert page.line("Số:").top == pytest.approx(page.line("Tây Ninh, ngày").top, abs=SLACK)


def test_the_recipients_begin_beside_the_title_of_the_signer(rich):
    page = closing(rich)
    assert page.line("Nơi nhận:").top == pytest.approx(page.line("GIÁM ĐỐC").top, abs=SLACK)


def under(report, *starts):
    """Return the text of these lines of page 1 as a box, and the line of ink below it."""
    lines = [report.pages[0].line(start) for start in starts]
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    bottom = max(line.bottom for line in lines)
    # Ink of letters ends above the lower edge of their box; nothing else stands in the five mm below.
    area = Box(left - 5, bottom - 0.8, right + 5, bottom + 4)
    return Box(left, 0, right, bottom), office.longest_line(report.painted(1), area)


def test_the_line_under_the_motto_is_as_long_as_the_motto(rich):
    text, line = under(rich, MOTTO)
    assert line.right - line.left == pytest.approx(text.right - text.left, abs=0.5)
    assert line.middle == pytest.approx(text.middle, abs=0.5)


@pytest.mark.parametrize("starts", [(BODY_NAME, "VÀ DU LỊCH"), (TITLE,)], ids=["issuing body", "abstract"])
def test_the_line_is_a_third_to_a_half_of_the_text_above(starts, rich):
    text, line = under(rich, *starts)
    assert 1 / 3 <= (line.right - line.left) / (text.right - text.left) <= 1 / 2
    assert line.middle == pytest.approx(text.middle, abs=0.5)


def test_date_has_a_zero_before_a_day_under_ten_and_the_second_month(report):
    assert report("empty").pages[0].line("Tây Ninh, ngày").text == "Tây Ninh, ngày 01 tháng 02 năm 2027"


def numbers(pages):
    """Return what stands in the upper margin of each page."""
    return [" ".join(line.text for line in page.lines if line.bottom < 20) for page in pages]


@pytest.mark.parametrize("name", [*MAIN, "draft"])
def test_pages_of_the_report_are_numbered_except_the_first(name, report):
    pages = upright(report(name))
    assert numbers(pages) == ["", *(str(number) for number in range(2, len(pages) + 1))]


@pytest.mark.parametrize("number", range(1, 5))
@pytest.mark.parametrize("name", MAIN)
def test_pages_of_each_annex_are_numbered_on_their_own(name, number, report):
    pages = annex(report(name), number)
    assert numbers(pages) == ["", *(str(number) for number in range(2, len(pages) + 1))]


def test_page_number_is_upright_and_centred_in_the_upper_margin(rich):
    line = next(line for line in rich.pages[1].lines if line.text == "2" and line.bottom < 20)
    assert 13 <= line.size <= 14
    assert not line.italic
    assert line.middle == pytest.approx((30 + 190) / 2, abs=SLACK)


@pytest.mark.parametrize("name", MAIN)
def test_annexes_lie_across_in_word_and_on_paper(name, written, report):
    sections = docx.Document(BytesIO(written(name))).sections
    assert [one.orientation for one in sections[1:]] == [WD_ORIENT.LANDSCAPE] * 4
    assert [page.line("Phụ lục ").text for page in across(report(name)) if page.body[0].text.startswith("Phụ")] == [
        "Phụ lục I",
        "Phụ lục II",
        "Phụ lục III",
        "Phụ lục IV",
    ]


@pytest.mark.parametrize("name", MAIN)
def test_the_report_names_each_of_its_annexes(name, report):
    told = " ".join(page.text for page in upright(report(name)))
    for number in range(1, 5):
        head, title = annex(report(name), number)[0].body[:2]
        assert f"{head.text} ({title.text.capitalize()})" in told


def test_a_table_over_several_pages_repeats_its_header_row(rich):
    for page in annex(rich, 1)[1:3]:
        assert [line.text for line in page.body[:2]] == ["STT", "Tên bài"]


@pytest.mark.parametrize("name", MAIN)
def test_no_page_ends_with_a_heading_or_the_header_of_a_table(name, report):
    ends = [page.body[-1] for page in report(name).pages]
    assert [line.text for line in ends if line.bold and line.text != OFFICE.signer_name] == []


def test_a_table_does_not_begin_at_the_foot_of_a_page_with_one_row(rich):
    page = next(page for page in annex(rich, 2) if "Theo ngày" in page.text)
    assert page.line("Theo ngày").bottom < page.line("01/10").bottom < page.line("02/10").bottom


def test_a_text_without_spaces_fills_no_page_of_the_list_of_articles(report):
    for page in annex(report("hostile"), 1)[1:]:
        assert [line for line in page.body if line.left < 42 and line.text.isdigit()]


@pytest.mark.parametrize("start", ["II.", "III.", "IV.", "VI.", "VII."])
def test_an_empty_part_says_in_words_that_there_was_nothing(start, report):
    body = [line for page in upright(report("empty")) for line in page.body]
    place = next(place for place, line in enumerate(body) if line.text.startswith(start))
    assert body[place + 1].text.startswith("Trong kỳ không ghi nhận")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_an_empty_annex_says_in_words_that_there_was_nothing(number, report):
    assert "Trong kỳ không ghi nhận" in annex(report("empty"), number)[0].text


@pytest.mark.parametrize("name", MAIN)
def test_no_table_is_a_header_alone(name, written):
    tables = docx.Document(BytesIO(written(name))).tables
    headed = [table for table in tables if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert headed
    assert [len(table.rows) for table in headed if len(table.rows) < 2] == []


def test_every_chart_stands_whole_between_the_margins(rich):
    boxes = [(page, box) for page in rich.pages for box in page.pictures]
    assert len(boxes) == len(CHARTS)
    for page, box in boxes:
        assert box.left >= 30 - SLACK
        assert box.right <= page.width - 20 + SLACK
        assert box.top >= 20 - SLACK
        assert box.bottom <= page.height - 20 + SLACK


def test_every_chart_keeps_its_proportions(rich):
    shown = sorted((box.right - box.left) / (box.bottom - box.top) for page in rich.pages for box in page.pictures)
    drawn = (imread(BytesIO(png)) for png in charts.pictures(digests.rich()).values())
    assert shown == pytest.approx(sorted(image.shape[1] / image.shape[0] for image in drawn), rel=0.02)


def test_every_chart_stands_between_its_caption_and_its_table(rich):
    for page in rich.pages:
        for box in page.pictures:
            above = [line for line in page.body if line.bottom <= box.top + FONT_BOX]
            below = [line for line in page.body if line.top >= box.bottom - FONT_BOX]
            assert above[-1].text.startswith("Theo ")
            assert above[-1].bold
            assert below[0].text == "Chỉ tiêu"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", ["rich", "hostile"])
def test_no_ink_of_a_chart_is_cut_at_its_edge(name, lang):
    for png in charts.pictures(DIGESTS[name](), lang).values():
        ink = imread(BytesIO(png))[..., :3].min(axis=-1) < 0.9
        assert not np.concatenate((ink[0], ink[-1], ink[:, 0], ink[:, -1])).any()


def test_the_signature_stands_on_a_page_with_words_of_the_report(rich):
    page = closing(rich)
    above = [line for line in page.body if line.bottom < page.line("GIÁM ĐỐC").top]
    assert above


def test_the_heading_of_the_proposals_stands_over_their_table(rich):
    page = next(page for page in rich.pages if page.text.find("VII. KIẾN NGHỊ") >= 0)
    assert page.line("Đề xuất xử lý").top > page.line("VII. KIẾN NGHỊ").top


def test_a_draft_is_marked_in_the_lower_margin_of_every_later_page(report):
    for page in upright(report("draft"))[1:]:
        assert page.line("DỰ THẢO").top > page.height - 20


def test_several_addressees_stand_in_a_list_under_one_another(tmp_path):
    two = replace(OFFICE, addressee="Ủy ban nhân dân tỉnh; Ban Tuyên giáo và Dân vận Tỉnh ủy")
    page = office.laid_out(word.render(digests.empty(), two), tmp_path).pages[0]
    lines = [page.line(start) for start in ("- Ủy ban nhân dân tỉnh;", "- Ban Tuyên giáo và Dân vận Tỉnh ủy.")]
    assert lines[0].left == lines[1].left
    assert page.line("Kính gửi:").bottom < lines[0].bottom < lines[1].bottom
