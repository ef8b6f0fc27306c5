from datetime import date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from alerts.documents import excel
from support import digests

SHEETS = [
    "Bài viết", "Vấn đề", "Cảnh báo", "Kết quả xử lý kỳ trước", "Sổ theo dõi", "Phản hồi", "Đề xuất xử lý", "Số liệu",
    "Nguồn tin", "Độ trễ",
]  # fmt: skip
REGISTER = {
    "Sổ theo dõi": "Trong kỳ, sổ theo dõi không có vụ việc nào.",
    "Phản hồi": "Trong kỳ, sổ theo dõi không ghi nhận phản hồi nào.",
    "Đề xuất xử lý": "Trong kỳ không ghi nhận nội dung cần kiến nghị.",
}


def opened(content: bytes):
    return openpyxl.load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def rich():
    return opened(excel.render(digests.rich()))


@pytest.fixture(scope="module")
def hostile():
    return excel.render(digests.hostile())


def column(sheet, title: str):
    number = [cell.value for cell in sheet[1]].index(title)
    return [row[number] for row in sheet.iter_rows(min_row=2)]


def test_sheets_are_named_and_ordered(rich):
    assert rich.sheetnames == SHEETS


def test_every_sheet_has_a_frozen_filtered_header(rich):
    for sheet in rich:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")


def test_rows_are_the_records_of_the_digest(rich):
    digest = digests.rich()
    rows = [len(list(rich[name].iter_rows(min_row=2))) for name in ("Bài viết", "Vấn đề", "Cảnh báo", "Nguồn tin")]
    assert rows == [len(digest.items), len(digest.stories), len(digest.alerts), len(digest.sources)]


def test_every_list_is_told_apart(rich):
    lists = [cell.value for cell in column(rich["Bài viết"], "Danh mục")]
    assert (lists.count("Bài viết về địa phương"), lists.count("Chỉ nhắc tên"), lists.count("Bổ sung kỳ trước")) == (
        29,
        2,
        1,
    )


def test_times_are_real_and_local(rich):
    assert column(rich["Bài viết"], "Ngày, giờ đăng")[0].value == datetime(2026, 10, 1, 5, 15)  # noqa: DTZ001


def test_titles_are_live_links(rich):
    found = [cell.hyperlink.target for cell in column(rich["Bài viết"], "Tên bài")]
    assert found == [item.url for item in digests.rich().items]


def test_every_number_stands_beside_its_window(rich):
    rows = list(rich["Số liệu"].iter_rows(min_row=2, values_only=True))
    earlier = ("Kỳ trước", "Cùng kỳ năm trước")
    assert {row[5:] for row in rows if row[0] not in earlier} == {
        (datetime(2026, 10, 1), datetime(2026, 10, 31))  # noqa: DTZ001
    }
    assert [row[2:4] for row in rows if row[0] in earlier] == [(24, 10), (31, 10)]


def test_troubled_sources_come_first_with_what_to_do(rich):
    sheet = rich["Nguồn tin"]
    assert [cell.value for cell in column(sheet, "Nguồn tin")][:2] == ["nguon-hong", "nguon-chan"]
    assert column(sheet, "Việc cần làm")[1].value.startswith("Đề nghị tòa soạn mở truy cập")
    assert column(sheet, "Từ lúc")[1].value == datetime(2026, 10, 27, 6, 15)  # noqa: DTZ001


def test_delays_are_real_lengths_of_time_with_an_empty_cell_for_unknown(rich):
    sheet = rich["Độ trễ"]
    assert [cell.value for cell in column(sheet, "Một nửa trong")] == [
        *(timedelta(minutes=minutes) for minutes in (4, 9, 12, 75)),
        "",
        timedelta(minutes=9),
    ]
    assert [cell.value for cell in column(sheet, "Số bài đo")] == [6, 5, 6, 5, 0, 21]


def test_no_text_becomes_a_formula(hostile):
    cells = [cell for sheet in opened(hostile) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    with ZipFile(BytesIO(hostile)) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]


def test_text_that_looks_like_a_formula_is_kept_as_it_was_written(hostile):
    titles = [cell.value for cell in column(opened(hostile)["Bài viết"], "Tên bài")]
    assert {'=HYPERLINK("http://evil.example","bấm")', "+1+1", "-2+3", "@SUM(A1:A9)"} <= set(titles)


def test_no_hostile_address_becomes_a_link(hostile):
    cells = [cell for sheet in opened(hostile) for row in sheet.iter_rows() for cell in row]
    assert not [cell.hyperlink for cell in cells if cell.hyperlink]


def test_empty_sheets_say_so_in_words():
    book = opened(excel.render(digests.empty(sources=())))
    told = [name for name in SHEETS if name not in {"Kết quả xử lý kỳ trước", "Số liệu", *REGISTER}]
    assert all("Trong kỳ không ghi nhận" in book[name].cell(2, 1).value for name in told)
    assert "Không có báo cáo đã chốt của kỳ trước" in book["Kết quả xử lý kỳ trước"].cell(2, 1).value
    assert [row[2:4] for row in book["Số liệu"].iter_rows(min_row=2, values_only=True)] == [(0, 0)] * 5


def test_draft_is_marked_above_the_numbers():
    book = opened(excel.render(digests.rich(draft=True)))
    assert book["Số liệu"].cell(2, 1).value.startswith("DỰ THẢO")


def test_same_digest_gives_the_same_bytes():
    assert excel.render(digests.rich()) == excel.render(digests.rich())


@pytest.mark.parametrize(("name", "said"), REGISTER.items(), ids=list(REGISTER))
def test_an_empty_register_says_so_in_words(name, said):
    assert opened(excel.render(digests.empty()))[name].cell(2, 1).value == said


def days(value):
    """Return a cell, a moment at midnight as the day it stands for."""
    return value.date() if isinstance(value, datetime) else value


def test_matters_have_real_days_and_what_ends_next(rich):
    row = next(rich["Sổ theo dõi"].iter_rows(min_row=2, values_only=True))
    assert tuple(map(days, row)) == (
        1, 3, "vấn đề nóng", "Bãi rác gây ô nhiễm ở Bến Cầu", "Sở Nông nghiệp và Môi trường", date(2026, 10, 6),
        "quá hạn", date(2026, 10, 28), "ND237-18.3", 1, 0,
    )  # fmt: skip


def test_answers_and_features_of_own_outlets_stand_in_order_of_days(rich):
    rows = [tuple(map(days, row[1:6])) for row in rich["Phản hồi"].iter_rows(min_row=2, values_only=True)]
    assert rows == [
        (date(2026, 10, 8), "thông cáo báo chí", "Tin đồn đóng cửa khẩu", "", ""),
        (
            date(2026, 10, 9),
            "báo, đài của tỉnh đăng, phát",
            "Tuyên truyền phân giới cắm mốc",
            "Sở Ngoại vụ",
            "Báo Mẫu",
        ),
    ]


def test_an_answer_is_linked(rich):
    assert rich["Phản hồi"].cell(2, 7).hyperlink.target == "https://sng.example/1"


def test_proposals_name_who_helps(rich):
    found = [row[4] for row in rich["Đề xuất xử lý"].iter_rows(min_row=2, values_only=True)]
    assert found == ["; ".join(one.cooperation) for one in digests.rich().proposals]
