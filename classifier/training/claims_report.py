"""How well claims are held against sources: figures of each class, of alarms, and of answering only when sure."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from classifier.claims.support import LABELS, SupportModel
from classifier.training.claims import judge, labels_of, pairs_of, read_claims
from classifier.training.fit import Floats, Ints
from classifier.training.metrics import calibration_error, counts, f1_interval, interval, macro_f1, wilson
from classifier.training.report import Line

COVERAGES = tuple(round(0.05 * step, 2) for step in range(1, 21))
ALARMS = 0.1  # of the claims, those surest to be refuted
_REFUTES = LABELS.index("refutes")


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its counts and the 95 % Wilson interval."""

    right: int
    size: int
    low: float
    high: float

    @classmethod
    def of(cls, right: int, size: int) -> "Share":
        """Return the share of `right` in `size`."""
        return cls(right, size, *wilson(right, size))

    @property
    def value(self) -> float:
        """The share; 0 of nothing."""
        return self.right / (self.size or 1)


@dataclass(frozen=True, slots=True)
class Step:
    """How many answers are right when only the surest are given: `coverage` is the share of claims answered."""

    coverage: float
    least: float
    accuracy: Share


@dataclass(frozen=True, slots=True)
class ClaimsReport:
    """The figures of one way of holding claims: against evidence `given`, or `found` in the article."""

    part: str
    lines: tuple[Line, ...]
    macro: float
    low: float
    high: float
    calibration: float
    alarms: Share
    curve: tuple[Step, ...]


def claims_reports(data: Path, model: SupportModel, part: str = "dev") -> list[ClaimsReport]:
    """Measure a model on one part of the labelled claims, first with given evidence, then with found evidence."""
    pairs = pairs_of(read_claims(data, part), model.known)
    rows = {name: [pair for pair in pairs if pair.found == (name == "found")] for name in ("given", "found")}
    weighings = {"given": model.given, "found": model.found}
    return [
        report(name, judge(weighings[name], kept), labels_of(kept)) for name, kept in rows.items()
    ]  # fmt: skip


def report(part: str, shares: Floats, truth: Ints) -> ClaimsReport:
    """Return the figures of probabilities beside what is true."""
    answers = shares.argmax(axis=1)
    named, said = [LABELS[one] for one in truth], [LABELS[one] for one in answers]
    lines = []
    for place, label in enumerate(LABELS):
        true, kept = [one == label for one in named], [one == label for one in said]
        off = calibration_error(shares[:, place].tolist(), true)
        lines.append(Line(label, sum(true), counts(true, kept), *f1_interval(true, kept), off))
    surest = np.argsort(-shares[:, _REFUTES], kind="stable")[: round(ALARMS * len(truth))]
    low, high = interval(len(truth), lambda drawn: _macro(truth[drawn], answers[drawn]))
    return ClaimsReport(
        part,
        tuple(lines),
        macro_f1(named, said),
        low,
        high,
        calibration_error(shares.max(axis=1).tolist(), (answers == truth).tolist()),
        Share.of(int((truth[surest] == _REFUTES).sum()), len(surest)),
        tuple(_curve(shares, truth)),
    )


def _macro(truth: Ints, answers: Ints) -> float:
    table = np.bincount(truth * len(LABELS) + answers, minlength=len(LABELS) ** 2).reshape(len(LABELS), -1)
    right = np.diag(table)
    return float((2 * right / np.maximum(table.sum(axis=0) + table.sum(axis=1), 1)).mean())


def _curve(shares: Floats, truth: Ints) -> Sequence[Step]:
    sure = shares.max(axis=1)
    order = np.argsort(-sure, kind="stable")
    right = (shares.argmax(axis=1) == truth)[order]
    steps = []
    for coverage in COVERAGES:
        size = max(1, round(coverage * len(truth)))
        steps.append(Step(coverage, float(sure[order[size - 1]]), Share.of(int(right[:size].sum()), size)))
    return steps
