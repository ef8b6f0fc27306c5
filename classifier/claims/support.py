"""Whether a source supports a claim, refutes it, or does not say enough; calibrated, and silent when in doubt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from classifier.claims.compare import Comparison, Values, compare, values
from classifier.claims.difference_words import BUCKETS, difference_words
from classifier.claims.evidence import find_evidence
from classifier.claims.known_words import KnownWords, known_words
from classifier.claims.sides import Side, side
from classifier.model import load
from core.errors import ModelError
from core.i18n import translator

_ = translator("classifier")

Label = Literal["supports", "refutes", "not_enough"]
LABELS: tuple[Label, ...] = ("supports", "refutes", "not_enough")
NAME = "claims"  # of the model file
_SPARE = 5  # code points around the only sentence of a source
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Support:
    """What a source says of a claim. `probabilities` are calibrated and add up to 1, in the order of LABELS."""

    pair: Comparison
    probabilities: tuple[float, ...]

    def probability(self, label: Label) -> float:
        """Return the probability of a label."""
        return self.probabilities[LABELS.index(label)]

    def label(self, least: float = 0.0) -> Label:
        """Return the likeliest label; `not_enough` where its probability is below `least`."""
        best = int(np.argmax(self.probabilities))
        return LABELS[best] if self.probabilities[best] >= least else "not_enough"


@dataclass(frozen=True, slots=True, eq=False)
class Trees:
    """Boosted trees of one depth, one after another by class: a score for each class.

    A tree is complete: node n leads to 2n + 1 where the feature is at most the threshold, else to 2n + 2; `leaves`
    has the values behind the last nodes. `start` are the scores before the first tree.
    """

    features: NDArray[np.int64]
    thresholds: Floats
    leaves: Floats
    start: Floats

    def scores(self, row: Floats) -> Floats:
        """Return the score of every class."""
        trees = np.arange(len(self.features))
        nodes = np.zeros(len(trees), dtype=np.int64)
        inner = self.features.shape[1]
        seen = row.astype(np.float32)  # as the trees were grown
        for _depth in range(inner.bit_length()):
            above = seen[self.features[trees, nodes]] > self.thresholds[trees, nodes]
            nodes = 2 * nodes + 1 + above
        steps: Floats = self.leaves[trees, nodes - inner].reshape(-1, len(self.start)).sum(axis=0)
        return steps + self.start


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A linear model over difference words (scaled by rarity, to length 1) and the measured values."""

    rarity: Floats
    weights: Floats
    measured: Floats
    intercepts: Floats

    def scores(self, row: Floats, buckets: NDArray[np.int32]) -> Floats:
        """Return the score of every class."""
        scaled = self.rarity[buckets]
        scaled = scaled / (np.linalg.norm(scaled) or 1.0)
        found: Floats = scaled @ self.weights[buckets] + row @ self.measured + self.intercepts
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Weighing:
    """Trees and words, their mean calibrated; `alarm` is the probability from which on "refutes" may be told."""

    trees: Trees
    words: Words
    sharpness: float
    alarm: float

    def probabilities(self, row: Floats, buckets: NDArray[np.int32]) -> tuple[float, ...]:
        """Return the probabilities of measured values and difference words."""
        mean = (_shares(self.trees.scores(row)) + _shares(self.words.scores(row, buckets))) / 2
        return tuple(map(float, sharpened(mean[None], self.sharpness)[0]))


@dataclass(frozen=True, slots=True, eq=False)
class SupportModel:
    """How claims are held against sources: `given` ones, or sentences that the program `found` in a long text."""

    names: tuple[str, ...]
    known: KnownWords
    given: Weighing
    found: Weighing

    def hold(self, claim: str | Side, source: str) -> Support:
        """Hold a claim against a source of a few sentences."""
        return self._held(side(claim) if isinstance(claim, str) else claim, source, self.given)

    def find_and_hold(self, claim: str, text: str) -> Support:
        """Hold a claim against a long text: against the sentences that speak of it."""
        ours = side(claim)
        return self._held(ours, evidence_of(ours, text, self.known), self.found)

    def _held(self, claim: Side, source: str, weighing: Weighing) -> Support:
        pair = compare(claim, side(source), self.known)
        found = measured(pair, source, self.known)
        row = np.array([found[name] for name in self.names])
        return Support(pair, weighing.probabilities(row, difference_words(pair)))


def evidence_of(claim: Side, text: str, known: KnownWords) -> str:
    """Return the sentences of a text that speak of a claim, joined."""
    return " ".join(text[start:end] for start, end in find_evidence(claim, text, known))


def measured(pair: Comparison, source: str, known: KnownWords) -> Values:
    """Return what is measured of a claim and a source, and once more of the claim and its best sentence there."""
    whole = values(pair, known)
    best = find_evidence(pair.claim, source, known, most=1)
    alone = source[slice(*best[0])] if best else source
    single = whole if len(alone) + _SPARE > len(source) else values(compare(pair.claim, side(alone), known), known)
    return {**whole, **{f"best_{name}": value for name, value in single.items()}}


def _shares(scores: Floats) -> Floats:
    shares: Floats = np.exp(scores - scores.max())
    shares /= shares.sum()
    return shares


def sharpened(shares: Floats, power: float) -> Floats:
    """Return probabilities, one row each, raised to a power and brought to 1 again (temperature scaling)."""
    raised: Floats = np.maximum(shares, 1e-9) ** power
    raised /= raised.sum(axis=1, keepdims=True)
    return raised


def support_model(found: Mapping[str, Any]) -> SupportModel:
    """Return the model of a file's content; raises ModelError when the arrays do not fit together."""
    names = tuple(map(str, found["names"]))
    weighings = (_weighing(found[part], len(names)) for part in ("given", "found"))
    return SupportModel(names, known_words(found), *weighings)


def _weighing(found: Mapping[str, Any], width: int) -> Weighing:
    features, thresholds, leaves = found["features"], found["thresholds"], found["leaves"]
    inner, classes = features.shape[1], len(LABELS)
    shapes = {
        "thresholds": (len(features), inner),
        "leaves": (len(features), inner + 1),
        "start": (classes,),
        "rarity": (BUCKETS,),
        "weights": (BUCKETS, classes),
        "measured": (width, classes),
        "intercepts": (classes,),
    }
    fits = all(found[name].shape == shape for name, shape in shapes.items()) and len(features) % classes == 0
    if not fits or inner & (inner + 1) or int(features.max(initial=0)) >= width:
        raise ModelError(_("The arrays of the model do not fit together."))
    words = (found[name].astype(float) for name in ("rarity", "weights", "measured", "intercepts"))
    trees = Trees(features.astype(np.int64), thresholds.astype(float), leaves.astype(float), found["start"])
    return Weighing(trees, Words(*words), float(found["sharpness"]), float(found["alarm"]))


@cache
def delivered() -> SupportModel:
    """Return the delivered model, read once."""
    return support_model(load(NAME))


def as_rows(rows: Sequence[Mapping[str, float]], names: Sequence[str]) -> Floats:
    """Return measured values as a matrix, one row each."""
    return np.array([[row[name] for name in names] for row in rows], dtype=float)
