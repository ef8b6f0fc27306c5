"""Names of writers at the two ends of a text go, the news stays."""

import pytest

from collector.bylines import without_bylines

BODY = "Cửa khẩu Mộc Bài được mở rộng.\nTỉnh Tây Ninh bố trí vốn trong năm 2026."
FOOT = """
Theo Nguyễn Văn Mẫu
Theo TTXVN
THEO BÁO MẪU
NGUYỄN VĂN MẪU
Nguyễn Văn Mẫu
Thu Ngân
Hồng Duy - Trần Mẫu
Viết Tuân - Tất Định - Đức Hùng - Nguyễn Mẫu
Minh Mẫu | 14:30 12/03/2026
Hà Mẫu (theo CNN)
S.T.H
T.Mẫu
Ng.Mẫu - H. Mẫu
CTV
Lược dịch
Cộng tác viên: Trần Mẫu
Ảnh: Trần Thị Mẫu
Bài và ảnh: Trần Mẫu
Bài, ảnh: TRẦN MẪU
Tin, ảnh, clip: Trần Mẫu
Nguồn: TTXVN
Nguồn ảnh: Báo Mẫu
Thiết kế: Trần Mẫu
(Tổng hợp)
(TTXVN/Vietnam+)
(Theo Reuters)
Tổng hợp
PV
Nhóm phóng viên
Đức Mẫu - mau@baomau.example
© Báo Mẫu
(*) Không sao chép dưới mọi hình thức khi chưa có sự đồng ý bằng văn bản của Báo Tây Ninh.
"""
NEWS = {
    "a sentence": "Người dân phấn khởi.",
    "a short line in small letters": "Cửa khẩu Mộc Bài",
    "a quotation": "“Chúng tôi sẽ làm”",
    "a sentence that begins with theo": "Theo kế hoạch, công trình xong trong năm nay.",
    "theo without a name": "Theo đó, việc cấp phép dừng lại",
    "a figure": "Tổng vốn: 1.200 tỷ đồng",
    "a shortened place": "TP. Tây Ninh mới",
    "a list item": "- Cửa khẩu quốc tế Tân Nam",
    "a long line of capitals": "ỦY BAN NHÂN DÂN TỈNH TÂY NINH BAN HÀNH KẾ HOẠCH",
}


@pytest.mark.parametrize("line", FOOT.strip().splitlines())
def test_a_byline_at_the_foot_goes(line):
    assert without_bylines(f"{BODY}\n{line}") == BODY


@pytest.mark.parametrize("line", NEWS.values(), ids=NEWS)
def test_news_at_the_foot_stays(line):
    assert without_bylines(f"{BODY}\n{line}") == f"{BODY}\n{line}"


@pytest.mark.parametrize(
    "line",
    [
        "Nguyễn Văn Mẫu",
        "TRẦN MẪU",
        "Bài và ảnh: Thu Ngân",
        "Thứ ba, 13/12/2026 | 14:38 GMT+7",
        "13/12/2026 14:38",
        "mau@baomau.example",
    ],
)
def test_a_byline_or_dateline_at_the_head_goes(line):
    assert without_bylines(f"{line}\n{BODY}") == BODY


@pytest.mark.parametrize(
    "line", ["Hà Tĩnh", "Thừa Thiên - Huế", "TÂY NINH", "Ngày 13/12/2026, Tây Ninh khai trương cửa khẩu"]
)
def test_a_place_at_the_head_stays(line):
    assert without_bylines(f"{line}\n{BODY}") == f"{line}\n{BODY}"


def test_several_bylines_go_together():
    assert without_bylines(f"{BODY}\nPhong Mẫu\nThiết kế: Nguyễn Mẫu\nTheo VTC") == BODY


def test_names_inside_the_text_stay():
    text = "Mở đầu của bài.\nNguyễn Văn Mẫu\nCâu kết của bài."
    assert without_bylines(text) == text


@pytest.mark.parametrize("text", ["", "Nguyễn Văn Mẫu", "Tây Ninh"])
def test_a_text_that_is_one_line_stays(text):
    assert without_bylines(text) == text
