"""How well the place decision does on labelled articles, by cross-validation that keeps copies of one text together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from classifier.training.corpus import FOLDS, fold_of
from core.settings import THRESHOLD

THRESHOLDS = (0.3, 0.35, 0.4, 0.45, THRESHOLD, 0.55, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled article with the score that the judge gave it for one profile."""

    id: str
    profile: str
    relevant: bool
    score: float
    group: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Counts of a profile: articles rightly kept, wrongly kept and missed, with the ids of the errors."""

    profile: str
    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Share of what was kept that concerns the profile; 1 when nothing was kept."""
        return self.right / ((self.right + len(self.wrong)) or 1) if self.right or self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of what concerns the profile that was kept; 1 when nothing does."""
        return self.right / ((self.right + len(self.missed)) or 1) if self.right or self.missed else 1.0


def cross_validate(examples: Sequence[Example]) -> tuple[Outcome, ...]:
    """Return the outcome by profile and of all together; every example is judged at a threshold chosen without it."""
    kept: dict[Example, bool] = {}
    for fold_number in range(FOLDS):
        held_out = [example for example in examples if fold_of(example.group) == fold_number]
        threshold = _best([example for example in examples if fold_of(example.group) != fold_number])
        kept |= {example: example.score >= threshold for example in held_out}
    profiles = sorted({example.profile for example in examples})
    outcomes = [
        _outcome(profile, [(one, kept[one]) for one in examples if one.profile == profile]) for profile in profiles
    ]
    return (*outcomes, _outcome("", [(one, kept[one]) for one in examples]))


def _best(examples: Sequence[Example]) -> float:
    """Return the threshold with the highest F1, of equal ones the nearest to the one in use."""

    def quality(threshold: float) -> tuple[float, float]:
        outcome = _outcome("", ((one, one.score >= threshold) for one in examples))
        errors = len(outcome.wrong) + len(outcome.missed)
        return 2 * outcome.right / ((2 * outcome.right + errors) or 1), -abs(threshold - THRESHOLD)

    return max(THRESHOLDS, key=quality)


def _outcome(profile: str, judged: Iterable[tuple[Example, bool]]) -> Outcome:
    pairs = list(judged)
    return Outcome(
        profile,
        sum(example.relevant and kept for example, kept in pairs),
        tuple(example.id for example, kept in pairs if kept and not example.relevant),
        tuple(example.id for example, kept in pairs if example.relevant and not kept),
    )
