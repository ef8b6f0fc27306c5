"""Bands: what raises them, what never does, and that one reason counts once."""

import pytest

from classifier.checks import CARRIES, WEIGHTS, signal, verify
from core.judgement import Role, RoleLabel, Signal

CARRIER = Role("carrier", 0.9, ("rộ tin",))
FALSE = signal("repeats_false_claim", "Đập Mẫu đã vỡ", "Không có chuyện vỡ đập Mẫu")
AGAINST = signal("contradicts_statement", "30 tỷ đồng", "20 tỷ đồng")
FIGURES = signal("conflicting_figures", "12 người", "3 người")
ALONE = signal("single_source", "vỡ đập")
GONE = signal("withdrawn", "HTTP 404")
CHANGED = signal("changed", "12 → 3")


@pytest.mark.parametrize(
    ("role", "signals", "newsrooms", "band"),
    [
        pytest.param(Role(), (), 1, "none", id="nothing"),
        pytest.param(Role(), (), 40, "none", id="spread-alone"),
        pytest.param(CARRIER, (), 1, "check", id="carrier"),
        pytest.param(Role(carries=CARRIES), (), 1, "check", id="perhaps-a-carrier"),
        pytest.param(Role(carries=CARRIES - 0.01), (), 1, "none", id="hardly-a-carrier"),
        pytest.param(Role("debunk", 0.6, ("bác bỏ",), carries=0.9), (), 1, "none", id="a-denial-carries-nothing"),
        pytest.param(CARRIER, (), 3, "urgent", id="carrier-in-three-newsrooms"),
        pytest.param(CARRIER, (FALSE,), 1, "urgent", id="carrier-of-a-false-claim"),
        pytest.param(Role(), (FALSE,), 1, "check", id="false-claim-in-plain-words"),
        pytest.param(Role(), (AGAINST,), 1, "check", id="against-a-statement"),
        pytest.param(Role(), (AGAINST, FALSE), 1, "urgent", id="false-and-against-a-statement"),
        pytest.param(Role(), (FIGURES,), 9, "none", id="figures-alone"),
        pytest.param(Role(), (FIGURES, ALONE), 1, "none", id="figures-and-one-source"),
        pytest.param(Role(), (ALONE, CHANGED), 1, "none", id="one-source-and-changed"),
        pytest.param(CARRIER, (ALONE, CHANGED), 1, "check", id="carrier-alone-and-changed"),
        pytest.param(CARRIER, (GONE, ALONE, CHANGED), 1, "urgent", id="carrier-alone-withdrawn-and-changed"),
        pytest.param(Role(), (FIGURES,) * 9, 1, "none", id="many-conflicts-are-one-reason"),
    ],
)
def test_bands(role, signals, newsrooms, band):
    assert verify(role, signals, newsrooms).band == band


ANSWERING: list[RoleLabel] = ["verification", "debunk", "sanction", "correction", "advice", "other_sense"]


@pytest.mark.parametrize("label", ANSWERING)
def test_nothing_is_held_against_an_article_that_answers_a_claim(label):
    found = verify(Role(label, 0.9, ("bác bỏ",)), (FALSE, AGAINST, FIGURES), 9)
    assert found.band == "none"


def test_the_reasons_are_kept_with_what_they_are_held_against():
    assert verify(Role(), (FALSE,)).signals == (FALSE,)


def test_the_spread_is_a_reason_of_its_own():
    assert verify(CARRIER, (), 4).signals[-1] == Signal("spread", WEIGHTS["spread"], "4")


def test_more_reasons_never_lower_the_score():
    few, many = verify(CARRIER, (FIGURES,)), verify(CARRIER, (FIGURES, ALONE, CHANGED))
    assert few.score < many.score
