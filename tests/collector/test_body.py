"""A body is collected under its caps, however it is cut into parts."""

import gzip
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.body import SMALL_PART, Body
from core.errors import FetchError
from support.factories import network

MIB = 1 << 20
LIMITS = network(max_wire=MIB, max_body=2 * MIB)


def collected(parts, encoding=""):
    body = Body("https://baomau.example/", encoding, LIMITS)
    for part in parts:
        body.feed(part)
    return body.finish()


@given(st.binary(max_size=2000), st.lists(st.integers(0, 2000), max_size=8), st.sampled_from(["", "gzip"]))
def test_it_does_not_matter_where_a_body_is_cut(page, cuts, encoding):
    sent = gzip.compress(page) if encoding else page
    places = [0, *sorted(min(cut, len(sent)) for cut in cuts), len(sent)]
    assert collected([sent[a:b] for a, b in pairwise(places)], encoding) == page


@given(st.binary(min_size=1, max_size=2000), st.data())
def test_a_compressed_body_that_lacks_its_end_is_never_taken(page, data):
    sent = gzip.compress(page)
    with pytest.raises(FetchError) as caught:
        collected([sent[: data.draw(st.integers(0, len(sent) - 1))]], "gzip")
    assert caught.value.kind == "truncated"


def test_a_body_in_crumbs_is_too_big_before_it_costs_much_work():
    with pytest.raises(FetchError) as caught:
        collected([b"a"] * (MIB // SMALL_PART + 1))
    assert caught.value.kind == "too_big"


@pytest.mark.parametrize("length", ["", "nonsense", "-1", "²", "9" * 5000, str(MIB)])
def test_an_announced_length_that_says_nothing_wrong_is_passed_over(length):
    assert Body("https://baomau.example/", "", LIMITS).announce(length) is None
