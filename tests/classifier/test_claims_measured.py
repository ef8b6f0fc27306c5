"""Claims against sources on articles that nothing was learned from: whether the delivered model keeps its figures."""

import numpy as np
import pytest

from classifier.claims.support import delivered
from classifier.training.claims_report import Share, claims_reports, report

FLOORS = {"given": (0.75, 0.93), "found": (0.68, 0.85)}  # of the mean F1 and of the precision of alarms


@pytest.fixture(scope="module")
def reports(shared):
    return {one.part: one for one in claims_reports(shared, delivered())}


@pytest.mark.shared
@pytest.mark.parametrize("part", ["given", "found"])
def test_floors(reports, measured, part):
    macro, alarms = FLOORS[part]
    measured(f"claims, evidence {part}, mean F1", reports[part].macro, macro)
    measured(f"claims, evidence {part}, precision of alarms", reports[part].alarms.value, alarms)
    assert reports[part].macro >= macro
    assert reports[part].alarms.value >= alarms


@pytest.mark.shared
@pytest.mark.parametrize("part", ["given", "found"])
def test_the_surer_the_answers_the_more_are_right(reports, part):
    curve = reports[part].curve
    assert curve[3].accuracy.value >= curve[9].accuracy.value >= curve[-1].accuracy.value


def test_a_report_counts_answers():
    shares = np.array([[0.8, 0.1, 0.1], [0.1, 0.7, 0.2], [0.1, 0.6, 0.3], [0.2, 0.2, 0.6]])
    found = report("given", shares, np.array([0, 1, 2, 2]))
    assert [(line.counts.right, line.counts.wrong, line.counts.missed) for line in found.lines] == [
        (1, 0, 0),
        (1, 1, 0),
        (1, 0, 1),
    ]
    assert found.curve[-1].accuracy.right == 3


def test_a_share_of_nothing_is_unknown():
    assert (Share.of(0, 0).low, Share.of(0, 0).high) == (0.0, 1.0)
