"""A text prepared for comparing: its words, which of them are denied, names and numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.claims.sides import side


@pytest.mark.parametrize(
    ("written", "word"),
    [("7.500", "7500"), ("3,5", "3.5"), ("05/03", "5/3"), ("5.3.2026", "5/3/2026"), ("02", "2"), ("0", "0")],
)
def test_numbers_are_compared_in_one_form(written, word):
    assert word in side(f"Có {written} trường hợp").words


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Cửa khẩu không dừng thông quan", ["dừng", "thông", "quan"]),
        ("Cửa khẩu không chỉ dừng thông quan", []),
        ("Trường chưa thu tiền, học sinh đi học", ["thu", "tiền"]),
        ("Không gian trưng bày mở cửa", []),
        ("Sở bác bỏ thông tin nghỉ học", ["bỏ", "thông", "tin", "nghỉ"]),
        ("Không phải không có thuốc", ["phải", "không"]),
    ],
)
def test_words_behind_a_denial_in_its_clause_are_denied(text, denied):
    found = side(text)
    assert [word for word, is_denied in zip(found.words, found.denied, strict=True) if is_denied] == denied


def test_the_first_word_of_a_sentence_is_no_name():
    found = side("Nhiều người ở Tây Ninh. Nhiều xe")
    assert [word for word, mark in zip(found.words, found.marks, strict=True) if mark == "name"] == ["tây", "ninh"]


def test_a_quotation_is_what_the_text_has():
    text = "Giá  vé   35.000 đồng"
    assert side(text).quote(2, 4) == "35.000 đồng"


@given(st.text(max_size=300))
def test_any_text_is_prepared_and_its_spans_stand_in_order(text):
    found = side(text)
    assert len(found.words) == len(found.spans) == len(found.marks) == len(found.denied)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    assert list(found.spans) == sorted(found.spans)
