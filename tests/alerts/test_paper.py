"""The Word report as LibreOffice lays it out: Nghị định 30/2020/NĐ-CP, Phụ lục I, measured on the page."""

from dataclasses import replace

import pytest

from alerts.documents import charts, word
from support import digests, factories, office

pytestmark = pytest.mark.paper

MM = 72 / 25.4
OFFICE = factories.office(contact="Phòng Quản lý báo chí, điện thoại 0276 000 0000")
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def hostile():
    titles = digests.HOSTILE_TITLES[:60]
    items = tuple(digests.item(number, title=title, outlet=title[:300]) for number, title in enumerate(titles, 1))
    return digests.digest(*items)


MADE = {"rich": digests.rich, "empty": digests.empty, "hostile": hostile}


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    found = {}
    for name, make in MADE.items():
        made = make()
        drawn = charts.pictures(made, "vi") if name == "rich" else {}
        found[name] = office.lay_out(word.render(made, OFFICE, "vi", drawn), tmp_path_factory.mktemp(name))
    return found


@pytest.fixture(params=list(MADE))
def paper(request, papers):
    return papers[request.param]


@pytest.fixture
def rich(papers):
    return papers["rich"]


def landscape(sheet):
    return sheet.width > sheet.height


def test_every_page_is_a4_upright_or_across(paper):
    sizes = {(round(sheet.width / MM), round(sheet.height / MM)) for sheet in paper.sheets}
    assert sizes == {(210, 297), (297, 210)}


@pytest.mark.parametrize("name", ["rich", "empty"])
def test_everything_is_in_the_one_font(papers, name):
    assert papers[name].fonts == {"Tinos"}


@pytest.mark.parametrize("words", MOTTO)
def test_the_name_of_the_country_and_the_motto_stand_on_a_line_each(paper, words):
    assert [line.text for line in paper.sheets[0].lines if words in line.text] == [words]


def test_no_text_stands_outside_the_margins(paper):
    def is_out(sheet, line):
        across = line.left < 30 * MM - 1 or line.right > sheet.width - 20 * MM + 1
        return across or line.bottom > sheet.height - 20 * MM + 1

    assert [line.text[:40] for sheet in paper.sheets for line in sheet.lines if is_out(sheet, line)] == []


def test_the_first_page_has_no_number(paper):
    assert [line.text for line in paper.sheets[0].lines if line.text == "1" and line.top < 20 * MM] == []


def test_the_number_of_the_second_page_stands_in_the_middle_of_its_head(rich):
    number = next(line for line in rich.sheets[1].lines if line.top < 20 * MM)
    assert number.text == "2"
    assert abs((number.left + number.right) / 2 - (30 + (210 - 20)) / 2 * MM) < 1


def test_annexes_lie_across_and_repeat_their_header_rows(rich):
    annexes = [sheet for sheet in rich.sheets if landscape(sheet)]
    end = next(number for number, sheet in enumerate(annexes) if "Phụ lục 2" in sheet.text)
    assert end > 1
    assert [number for number, sheet in enumerate(annexes[:end]) if "STT" not in sheet.text] == []


def test_an_empty_month_says_so_in_words(papers):
    assert papers["empty"].sheets[0].text.count("không ghi nhận") >= 3


def test_the_signature_stands_on_the_page_of_the_recipients(rich):
    (page,) = [sheet for sheet in rich.sheets if "Nơi nhận:" in sheet.text]
    assert "GIÁM ĐỐC" in page.text


def test_a_longer_issuing_body_moves_nothing_off_the_page(tmp_path):
    long = replace(OFFICE, body="BAN QUẢN LÝ KHU KINH TẾ CỬA KHẨU QUỐC TẾ VÀ CÁC KHU CÔNG NGHIỆP TỈNH TÂY NINH")
    made = office.lay_out(word.render(digests.empty(), long, "vi", {}), tmp_path)
    assert [line.text for line in made.sheets[0].lines if MOTTO[0] in line.text] == [MOTTO[0]]
