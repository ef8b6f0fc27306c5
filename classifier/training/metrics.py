"""Figures of quality with their uncertainty: counts, F1, bootstrap intervals, calibration error, agreement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20261123


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a class were found rightly, found wrongly, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of what was found that is of the class; 0 when nothing was found."""
        return self.right / ((self.right + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """Share of the class that was found; 0 when there is none."""
        return self.right / ((self.right + self.missed) or 1)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / ((2 * self.right + self.wrong + self.missed) or 1)


def counts(truth: Sequence[bool], found: Sequence[bool]) -> Counts:
    """Count hits and errors of one class."""
    pairs = list(zip(truth, found, strict=True))
    return Counts(
        sum(true and kept for true, kept in pairs),
        sum(kept and not true for true, kept in pairs),
        sum(true and not kept for true, kept in pairs),
    )


def macro_f1(truth: Sequence[str], found: Sequence[str]) -> float:
    """Return the mean F1 of the classes that occur in the truth."""
    classes = sorted(set(truth))
    return sum(
        counts([one == name for one in truth], [one == name for one in found]).f1 for name in classes
    ) / (len(classes) or 1)  # fmt: skip


def by_class(truth: Sequence[str], found: Sequence[str]) -> Mapping[str, Counts]:
    """Return the counts of every class of the truth or of the answers."""
    return {
        name: counts([one == name for one in truth], [one == name for one in found])
        for name in sorted({*truth, *found})
    }


def interval(size: int, figure: Callable[[NDArray[np.int_]], float]) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of a figure over `size` items; `figure` gets the items drawn."""
    draw = np.random.default_rng(SEED)
    values = [figure(draw.integers(0, size, size)) for _ in range(RESAMPLES)] if size else [0.0]
    return float(np.percentile(values, 2.5)), float(np.percentile(values, 97.5))


def f1_interval(truth: Sequence[bool], found: Sequence[bool]) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of the F1 of one class."""
    true, kept = np.asarray(truth), np.asarray(found)

    def figure(drawn: NDArray[np.int_]) -> float:
        right = int((true[drawn] & kept[drawn]).sum())
        return 2 * right / (int(true[drawn].sum() + kept[drawn].sum()) or 1)

    return interval(len(truth), figure)


def wilson(hits: int, size: int) -> tuple[float, float]:
    """Return the 95 % Wilson score interval of a share (E. B. Wilson, 1927)."""
    if not size:
        return 0.0, 1.0
    z, share = 1.959964, hits / size
    middle = share + z * z / (2 * size)
    spread = z * ((share * (1 - share) + z * z / (4 * size)) / size) ** 0.5
    return max(0.0, (middle - spread) / (1 + z * z / size)), min(1.0, (middle + spread) / (1 + z * z / size))


def calibration_error(probabilities: Sequence[float], truth: Sequence[bool], bins: int = 10) -> float:
    """Return the expected calibration error: the mean gap of probability and share over equal-width bins."""
    values, true = np.asarray(probabilities), np.asarray(truth, dtype=float)
    places = np.minimum((values * bins).astype(int), bins - 1)
    gaps = [
        abs(values[places == one].mean() - true[places == one].mean()) * (places == one).sum()
        for one in range(bins)
        if (places == one).any()
    ]
    return float(sum(gaps) / (len(values) or 1))


def kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Return Cohen's kappa of two readers (J. Cohen, 1960); 1 when they agree by never differing at all."""
    size = len(first) or 1
    agreed = sum(one == other for one, other in zip(first, second, strict=True)) / size
    chance = sum((list(first).count(name) / size) * (list(second).count(name) / size) for name in {*first, *second})
    return 1.0 if chance == 1 else (agreed - chance) / (1 - chance)
