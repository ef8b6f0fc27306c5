"""Cross-validation of the place decision: counts, copies kept together, thresholds chosen elsewhere."""

import pytest

from classifier.training.corpus import group_of
from classifier.training.places import Example, Outcome, cross_validate


def example(number, relevant, score, profile="a"):
    return Example(str(number), profile, relevant, score, f"group {number}")


def test_counts_of_a_judge_without_fault():
    found = cross_validate([example(n, n % 2 == 0, 0.9 if n % 2 == 0 else 0.1) for n in range(40)])
    assert [(one.profile, one.right, one.wrong, one.missed) for one in found] == [("a", 20, (), ()), ("", 20, (), ())]


def test_errors_are_named():
    examples = [example(n, n % 2 == 0, 0.9 if n % 2 == 0 else 0.1) for n in range(40)]
    examples += [example("false", False, 0.9), example("lost", True, 0.0)]
    every = cross_validate(examples)[-1]
    assert (every.wrong, every.missed) == (("false",), ("lost",))


def test_a_threshold_is_not_chosen_on_the_article_it_judges():
    # One article alone needs the lowest threshold; the others are best judged with a higher one.
    others = [example(n, n % 2 == 0, 0.9 if n % 2 == 0 else 0.5) for n in range(60)]
    every = cross_validate([*others, example("lone", True, 0.42)])[-1]
    assert every.missed == ("lone",)
    assert every.wrong == ()


@pytest.mark.parametrize(
    ("outcome", "precision", "recall"),
    [
        pytest.param(Outcome("a", 3, ("x",), ()), 0.75, 1.0, id="one too many"),
        pytest.param(Outcome("a", 3, (), ("x",)), 1.0, 0.75, id="one missed"),
        pytest.param(Outcome("a", 0, (), ()), 1.0, 1.0, id="nothing at all"),
        pytest.param(Outcome("a", 0, ("x",), ("y",)), 0.0, 0.0, id="nothing right"),
    ],
)
def test_precision_and_recall(outcome, precision, recall):
    assert (outcome.precision, outcome.recall) == (precision, recall)


def test_copies_of_one_text_share_a_group():
    assert group_of("Tin A", "Sáng nay tại Tây Ninh.") == group_of("Tin B", "SÁNG NAY, tai Tây Ninh!")
