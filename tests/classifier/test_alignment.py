"""Which words of a claim stand in a source, and what stands in the place of the others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.claims.alignment import ABSENT, align

WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f"]), max_size=25)


@pytest.mark.parametrize(
    ("claim", "source", "lacked", "instead"),
    [
        ("giá vé 52 đồng một lượt", "giá vé 35 đồng một lượt", "52", "35"),
        ("cầu không đóng cửa", "cầu đóng cửa", "không", ""),
        ("ở tây ninh có ba vụ cháy", "có ba vụ cháy ở tây ninh", "", ""),
        ("trường thu tiền xây dựng", "trường không thu tiền xây dựng", "", ""),
        ("xăng tăng 1500 đồng", "xăng giảm 320 đồng", "tăng 1500", "giảm 320"),
    ],
)
def test_what_stands_against_what(claim, source, lacked, instead):
    ours, theirs = claim.split(), source.split()
    found = align(ours, theirs, frozenset())
    assert " ".join(word for gap in found.gaps for word in ours[gap.first : gap.last]) == lacked
    assert " ".join(word for gap in found.gaps for word in theirs[gap.start : gap.end]) == instead


@given(WORDS, WORDS)
def test_a_word_is_matched_with_the_same_word_and_used_once(claim, source):
    places = [place for place in align(claim, source, frozenset()).places if place != ABSENT]
    assert len(places) == len(set(places))
    assert all(
        claim[index] == source[place]
        for index, place in enumerate(align(claim, source, frozenset()).places)
        if place != ABSENT
    )


@given(WORDS)
def test_a_text_stands_whole_in_itself(words):
    found = align(words, words, frozenset())
    assert found.places == tuple(range(len(words)))
    assert not found.gaps


def test_a_long_repetition_is_aligned_in_time():
    words = ["a"] * 300
    assert align(words, words, frozenset()).places == tuple(range(300))
