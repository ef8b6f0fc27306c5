"""What is read as a quantity, and what is none."""

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.claims.numbers import read_words
from classifier.claims.quantities import find_figures, find_quantities, may_agree


def shown(text):
    """Return the quantities of a text as (value or range, qualifier, family, unit)."""
    return [
        (
            float(one.low) if one.low == one.high else (float(one.low), float(one.high)),
            one.qualifier,
            one.family,
            one.unit,
        )
        for one in find_quantities(text)
    ]


def only(text):
    """Return the one quantity of a text."""
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.250 ha lúa bị ngập", (12_500_000, "exact", "area", "m2")),
        ("rộng 30 km²", (30_000_000, "exact", "area", "m2")),
        ("dài 4,7 km", (4700, "exact", "length", "m")),
        ("nặng 1,5kg", (1.5, "exact", "weight", "kg")),
        ("5 tấn 3 tạ gạo", (5300, "exact", "weight", "kg")),
        ("tăng 4,7 % so với cùng kỳ", (4.7, "exact", "percent", "%")),
        ("khoảng 1,2 tỷ đồng", (1.2e9, "about", "money", "VND")),
        ("1 tỷ 200 triệu đồng", (1.2e9, "exact", "money", "VND")),
        ("thiệt hại 2,5 triệu.", (2.5e6, "exact", "money", "VND")),
        ("15.000 đ/kg", (15_000, "exact", "money", "VND/kg")),
        ("15 000 đồng", (15_000, "exact", "money", "VND")),
        ("500 nghìn tỷ đồng", (5e14, "exact", "money", "VND")),
        ("hơn 20 triệu USD", (2e7, "over", "money", "USD")),
        ("$5 million in aid", (5e6, "exact", "money", "USD")),
        ("một tỷ rưỡi", (1.5e9, "exact", "money", "VND")),
        ("20-30 triệu đồng", ((2e7, 3e7), "exact", "money", "VND")),
        ("từ 1,2 tỷ đến 1,5 tỷ đồng", ((1.2e9, 1.5e9), "exact", "money", "VND")),
        ("2 năm 6 tháng tù", (30, "exact", "time", "month")),
        ("sau 1 giờ 30 phút tìm kiếm", (5400, "exact", "time", "second")),
        ("từ 18 tuổi trở lên", (18, "least", "age", "year")),
        ("ít nhất 30 người chết", (30, "least", "people", "dead")),
        ("3 người mất tích", (3, "exact", "people", "missing")),
        ("12 hành khách trên xe bị thương", (12, "exact", "people", "injured")),
        ("15 người chết và bị thương", (15, "exact", "people", "casualties")),
        ("lũ làm chết 7 người ở xã bên", (7, "exact", "people", "dead")),
        ("Số người thiệt mạng đã tăng lên 34", (34, "exact", "people", "dead")),
        ("At least 12 people were killed", (12, "least", "people", "dead")),
        ("twenty-five people were injured", (25, "exact", "people", "injured")),
        ("Ba người tử vong tại chỗ", (3, "exact", "people", "dead")),
        ("hai mươi lăm học sinh", (25, "exact", "people", "học sinh")),
        ("một trăm linh năm hộ dân", (105, "exact", "count", "hộ dân")),
        ("gần 100 ngôi nhà tốc mái", (100, "nearly", "count", "ngôi nhà")),
        ("không quá 20 chiếc", (20, "most", "count", "chiếc")),
        ("chưa đến 50 xe", (50, "under", "count", "xe")),
        ("hai ba người đứng xem", ((2, 3), "about", "people", "người")),
        ("hàng chục người bị thương", ((10, 90), "vague", "people", "injured")),
        ("vài nghìn người biểu tình", ((2000, 9000), "vague", "people", "người")),
        ("trên 2 tuyến đường", (2, "exact", "count", "tuyến đường")),
    ],
)
def test_a_quantity(text, expected):
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 144/2021/NĐ-CP",
        "theo Điều 5 và khoản 3",
        "gọi 0912 345 678",
        "điện thoại 0912.345.678",
        "hotline 1900 1234",
        "thắng với tỷ số 3-0",
        "thua 1-2 trước đội khách",
        "lúc 17h30",
        "hồi 5 giờ sáng",
        "lúc 1 giờ 30 phút chiều",
        "vào khoảng 17:30",
        "ngày 23/10",
        "ngày 23 tháng 10 năm 2013",
        "sáng 3-11",
        "năm 2013",
        "năm học 2012-2013",
        "tháng 10",
        "thứ năm tới",
        "lần thứ ba",
        "bão số 12",
        "máy bay F-15",
        "dịch COVID-19",
        "đội U23",
        "gió giật cấp 10",
        "15 độ vĩ Bắc",
        "3/4 diện tích",
        "quốc lộ 1A",
        "hai năm rõ mười",
        "một số ý kiến",
        "mỗi năm người ta đến",
        "hàng hóa",
    ],
)
def test_no_quantity(text):
    assert [one for one in find_quantities(text) if one.family != "time"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngày 5/11/2013", (5, 11, 2013)),
        ("ngày 23 tháng 10 năm 2013", (23, 10, 2013)),
        ("tối 3-11.", (3, 11, None)),
        ("trong 10/2013", (None, 10, 2013)),
        ("đến năm 2030", (None, None, 2030)),
        ("từ 5 đến 10/10", (10, 10, None)),
    ],
)
def test_a_date(text, expected):
    (date,) = find_figures(text).dates
    assert (date.day, date.month, date.year) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hơn 30 người chết", "34 người chết"),
        ("khoảng 1,2 tỷ đồng", "1,18 tỷ đồng"),
        ("1,2 tỷ đồng", "1.180 triệu đồng"),
        ("gần 100 ngôi nhà", "97 ngôi nhà"),
        ("20-30 người", "25 người"),
        ("ba người chết", "3 người chết"),
        ("hàng chục người", "7 người"),
        ("5.000 người", "4.870 người"),
        ("1,2 ha", "12.000 m2"),
        ("ít nhất 30 người", "90 người"),
    ],
)
def test_figures_that_may_agree(one, other):
    assert may_agree(only(one), only(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hơn 30 người chết", "18 người chết"),
        ("khoảng 1,2 tỷ đồng", "2,1 tỷ đồng"),
        ("gần 100 ngôi nhà", "130 ngôi nhà"),
        ("20-30 người", "45 người"),
        ("ba người chết", "5 người chết"),
        ("30 người chết", "31 người chết"),
        ("1,2 tỷ đồng", "1,3 tỷ đồng"),
        ("dưới 20 ha", "25 ha"),
    ],
)
def test_figures_that_disagree(one, other):
    assert not may_agree(only(one), only(other))


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("hai mươi mốt", 21),
        ("ba trăm", 300),
        ("một trăm linh năm", 105),
        ("hai trăm ba mươi lăm", 235),
        ("một nghìn hai trăm", 1200),
        ("mười lăm triệu", 15_000_000),
        ("two hundred and five", 205),
        ("twenty-five", 25),
    ],
)
def test_number_words(words, value):
    assert read_words(words) == Decimal(value)


def test_the_span_is_what_was_written():
    text = "Sáng nay  co\u0301 1,2 tỷ đồng bị mất"
    quantity = only(text)
    assert text[quantity.start : quantity.end] == quantity.text == "1,2 tỷ đồng"


def test_the_sentence_of_a_quantity():
    text = "Bão tan. Có 5 người chết. Trời nắng."
    start, end = only(text).sentence
    assert text[start:end] == "Có 5 người chết."


_PIECES = (
    " ", "1", "000", ".", ",", "-", "/", ":", "đến", "từ", "triệu", "tỷ", "đồng", "người", "chết", "năm", "mươi", "hai",
    "một", "trăm", "rưỡi", "giờ", "khoảng", "hàng", "chục", "%", "\n", "\u0301", "\u200b", "\ud800", "²", "٣", "$",
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join)))
def test_any_text_is_read(text):
    figures = find_figures(text)
    for one in (*figures.quantities, *figures.dates):
        assert 0 <= one.start < one.end <= len(text)
    for one in figures.quantities:
        assert one.low <= one.high
        assert 0 <= one.sentence[0] <= one.sentence[1] <= len(text)


@pytest.mark.parametrize("piece", ["1", "1.", "1,", "12/", "1-", "000 ", "1 000 ", "một ", "số người chết ", "\u0301"])
def test_the_time_for_a_hostile_text_does_not_grow_with_the_square_of_its_length(piece):
    def cost(length):
        text = piece * (length // len(piece))

        def once():
            begun = time.process_time()
            find_figures(text)
            return time.process_time() - begun

        return min(once() for _try in range(3))

    assert cost(100_000) < 10 * max(cost(25_000), 0.001)  # four times the text; the square of it is sixteen times
