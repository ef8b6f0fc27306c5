"""Whether a source supports a claim: the delivered model, and the form in which trees are stored."""

from math import isclose

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.claims.differences import differences
from classifier.claims.support import LABELS, delivered, support_model
from classifier.training.claims import alarm_of, content
from classifier.training.fit import grow
from core.errors import ModelError

SOURCE = "Sáng 5/3, cầu Gò Dầu được thông xe sau ba tháng sửa chữa, chi phí 20 tỷ đồng."


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("Cầu Gò Dầu được thông xe sáng 5/3 sau ba tháng sửa chữa.", "supports"),
        ("Chi phí sửa chữa cầu Gò Dầu là 30 tỷ đồng.", "refutes"),
        ("Sáng 5/3, cầu Gò Dầu không được thông xe sau ba tháng sửa chữa.", "refutes"),
        ("Cầu Gò Dầu được thông xe khiến người dân vui mừng và giá đất quanh đó tăng mạnh.", "not_enough"),
    ],
)
def test_a_claim_beside_a_source(claim, label):
    assert delivered().hold(claim, SOURCE).label() == label


def test_an_unsure_answer_is_not_enough():
    held = delivered().hold("Chi phí sửa chữa cầu Gò Dầu là 30 tỷ đồng.", SOURCE)
    assert held.label(least=1.0) == "not_enough"


def test_the_sentences_that_speak_of_a_claim_are_found_in_a_long_text():
    text = "Trời hôm nay nắng đẹp trên cả tỉnh. " * 50 + SOURCE + " Ngày mai có mưa ở vài nơi." * 50
    held = delivered().find_and_hold("Cầu Gò Dầu được thông xe sau ba tháng sửa chữa.", text)
    assert SOURCE in held.pair.source.text.given


@pytest.mark.parametrize(
    ("claim", "kinds"),
    [
        ("Chi phí sửa cầu là 30 tỷ đồng.", ["figure"]),
        ("Cầu Gò Dầu được thông xe sáng 6/3.", ["date"]),
        ("Cầu Gò Dầu không được thông xe.", ["denial"]),
        ("Tối 5/3, cầu Gò Dầu được thông xe.", ["opposite"]),
        ("Sáng 5/3, cầu Bến Sỏi được thông xe sau ba tháng.", ["name"]),
        ("Cầu Gò Dầu được thông xe.", []),
        ("Chi phí khoảng 20 tỷ đồng.", []),
    ],
)
def test_differences_are_named(claim, kinds):
    found = differences(delivered().hold(claim, SOURCE).pair, delivered().known)
    assert [one.kind for one in found] == kinds


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=150), st.text(max_size=150))
def test_any_pair_has_probabilities(claim, source):
    held = delivered().hold(claim, source)
    assert isclose(sum(held.probabilities), 1, rel_tol=1e-6)
    for one in differences(held.pair, delivered().known):
        assert 0 <= one.claim[0] <= one.claim[1] <= len(claim)
        assert 0 <= one.source[0] <= one.source[1] <= len(source)


def test_stored_trees_keep_what_was_grown():
    draw = np.random.default_rng(1)
    table = draw.normal(size=(600, 5))
    truth = (table[:, 0] > 0).astype(int) + (table[:, 1] > 0.5)
    trees = grow(table, truth)
    right = [int(np.argmax(trees.scores(row))) == one for row, one in zip(table, truth, strict=True)]
    assert np.mean(right) >= 0.97


def test_a_model_is_the_same_after_it_is_stored():
    again = support_model(content(delivered()))
    claim = "Chi phí sửa chữa cầu Gò Dầu là 30 tỷ đồng."
    assert again.hold(claim, SOURCE).probabilities == delivered().hold(claim, SOURCE).probabilities


@pytest.mark.parametrize("part", ["thresholds", "leaves", "weights", "measured"])
def test_arrays_that_do_not_fit_are_no_model(part):
    found = content(delivered())
    with pytest.raises(ModelError):
        support_model({**found, "given": {**found["given"], part: found["given"][part][:-1]}})


def test_alarms_begin_where_they_are_precise():
    shares = np.array([[0.0, p, 1 - p] for p in (0.9, 0.8, 0.7, 0.6)])
    assert alarm_of(shares, np.array([1, 1, 0, 1])) == 0.8
    assert LABELS[1] == "refutes"
