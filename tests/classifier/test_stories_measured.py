"""Stories on real clusters: the half of them that no parameter was chosen on."""

import pytest

from benchmarks.stories import LIMITS, clusters, copies


@pytest.mark.shared
def test_floors_of_same_event_on_the_other_half(shared):
    pairs, cubed = clusters(shared, 1)
    assert pairs >= LIMITS["F1"]
    assert cubed >= LIMITS["B-cubed"]


@pytest.mark.shared
def test_floors_of_same_copy(shared):
    made = copies(shared, 2000, 250)
    total, right, wrong = (sum(column) for column in zip(*made.values(), strict=True))
    assert right / total >= LIMITS["recall"]
    assert right / (right + wrong) >= LIMITS["precision"]
