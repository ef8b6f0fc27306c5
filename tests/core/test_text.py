import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import text
from core.text import in_context


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        pytest.param(unicodedata.normalize("NFD", "Tây Ninh"), "Tây Ninh", id="decomposed becomes composed"),
        pytest.param("Tây\u00a0Ninh", "Tây Ninh", id="no-break space"),
        pytest.param("Tây\u200b Ninh\u00ad", "Tây Ninh", id="zero-width space and soft hyphen"),
        pytest.param("a\x1b[31mb\x07", "a[31mb", id="terminal escapes"),
        pytest.param("\u202eabc\u2066", "abc", id="bidirectional marks"),
        pytest.param("một\r\n\r\n\r\nhai", "một\nhai", id="blank lines collapse"),
        pytest.param("  đầu \n cuối  ", "đầu\ncuối", id="edges of lines"),
    ],
)
def test_clean(given_text, expected):
    assert text.clean(given_text) == expected


@pytest.mark.parametrize(
    ("new_style", "old_style"),
    [("Hoà Bình", "Hòa Bình"), ("thuỷ", "thủy"), ("HOÀ", "HÒA"), ("khoẻ", "khỏe"), ("Toà thánh", "Tòa thánh")],
)
def test_new_tone_placement_becomes_the_old_one(new_style, old_style):
    assert text.unify_tones(new_style) == old_style


@pytest.mark.parametrize("word", ["quý", "quả", "hoàn", "toàn", "thuyền", "huyện", "Quỳnh", "loại"])
def test_closed_syllables_and_qu_keep_their_tone(word):
    assert text.unify_tones(word) == word


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_tone_unification_keeps_the_length_of_composed_text(value):
    composed = unicodedata.normalize("NFC", value)
    assert len(text.unify_tones(composed)) == len(composed)


def test_fold_forgives_every_mark_and_d():
    assert text.fold("Đường Nguyễn Thị Minh Khai – ĐẶNG") == "duong nguyen thi minh khai – dang"


def test_one_line_has_no_line_ends():
    assert text.one_line("Tiêu\r\nđề\tdài") == "Tiêu đề dài"


def test_shorten_counts_words_and_marks_the_cut():
    assert text.shorten("một hai ba, bốn", 3) == "một hai ba …"


def test_shorten_leaves_a_short_text_alone():
    assert text.shorten("một hai", 3) == "một hai"


@pytest.mark.parametrize(
    ("text", "phrase", "around", "parts"),
    [
        pytest.param("ở Tây Ninh", "Tây Ninh", 40, ("ở ", "Tây Ninh", ""), id="whole"),
        pytest.param(
            "một hai ba Long An bốn năm sáu", "Long An", 8, ("… hai ba ", "Long An", " bốn …"), id="whole words"
        ),
        pytest.param("<b>Tây Ninh</b>", "Tây Ninh", 40, ("<b>", "Tây Ninh", "</b>"), id="each part to be escaped"),
        pytest.param("ở\nTây\nNinh", "Tây\nNinh", 40, ("ở ", "Tây Ninh", ""), id="over the end of a line"),
    ],
)
def test_a_piece_stands_between_what_is_around_it(text, phrase, around, parts):
    start = text.index(phrase)
    assert in_context(text, start, start + len(phrase), around) == parts
