"""The model that holds a claim against a source: claims with evidence, cross-validation by article, final fit."""

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.claims.compare import Values, compare
from classifier.claims.difference_words import BUCKETS, difference_words
from classifier.claims.known_words import SIZE, KnownWords, unit_rows
from classifier.claims.sides import side
from classifier.claims.support import LABELS, SupportModel, Weighing, as_rows, evidence_of, measured, sharpened
from classifier.training.corpus import fold_of
from classifier.training.fit import Floats, Ints, Space, grow, weigh_differences
from core.errors import UsageError
from core.i18n import translator

_ = translator("classifier")

CLAIMS = "data/claims/vifactcheck_{part}.jsonl.gz"
INNER = 5
PRECISION = 0.9  # of alarms: the claims said to be refuted
_PLACES = {"supported": 0, "refuted": 1, "nei": 2}  # in LABELS
_POWERS = np.arange(0.5, 2.01, 0.05)


@dataclass(frozen=True, slots=True)
class Claim:
    """A labelled claim with the evidence a person chose and, where it is known, the article; `group` is the article."""

    id: str
    group: str
    text: str
    evidence: str
    article: str
    label: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and a source as numbers; `found` says that the source was found in the article by the program."""

    id: str
    group: str
    label: int
    found: bool
    values: Values
    words: NDArray[np.int32]


def read_claims(data: Path, part: str) -> list[Claim]:
    """Read one part of the claims of a data folder; raises UsageError when it is not there."""
    path = data / CLAIMS.format(part=part)
    if not path.is_file():
        raise UsageError(_("%(dir)s holds no claims to learn from (%(file)s).") % {"dir": data, "file": path.name})
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [_claim(json.loads(line)) for line in lines]


def _claim(row: dict[str, Any]) -> Claim:
    return Claim(row["id"], row["url"], row["claim"], row["evidence"] or "", row["text"] or "", _PLACES[row["label"]])


def words_known(space: Space) -> KnownWords:
    """Return what the unlabelled articles tell of words, at the precision at which it is stored."""
    rarity = space.rarity.astype(np.float16).astype(np.float32)
    return KnownWords(rarity, unit_rows(np.rint(unit_rows(space.vectors[:, :SIZE]) * 127).astype(np.float32)))


def pairs_of(claims: Iterable[Claim], known: KnownWords) -> list[Pair]:
    """Return every claim beside its given evidence and, where the article is known, beside what is found in it."""
    found = []
    for one in claims:
        ours = side(one.text)
        sources = [(one.evidence, False)] + ([(evidence_of(ours, one.article, known), True)] if one.article else [])
        for source, is_found in sources:
            pair = compare(ours, side(source), known)
            numbers = measured(pair, source, known)
            row = Pair(one.id, one.group, one.label, is_found, numbers, difference_words(pair))
            found.append(row)
    return found


def names_of(pairs: Sequence[Pair]) -> tuple[str, ...]:
    """Return the names of the measured values."""
    return tuple(pairs[0].values)


def fit_pairs(pairs: Sequence[Pair]) -> Weighing:
    """Fit trees and words, not yet calibrated."""
    table, truth = as_rows([pair.values for pair in pairs], names_of(pairs)), labels_of(pairs)
    words = weigh_differences([pair.words for pair in pairs], BUCKETS, table, truth)
    return Weighing(grow(table, truth), words, 1.0, 1.0)


def labels_of(pairs: Sequence[Pair]) -> Ints:
    """Return the labels of pairs, as places in LABELS."""
    return np.array([pair.label for pair in pairs])


def judge(weighing: Weighing, pairs: Sequence[Pair]) -> Floats:
    """Return the probabilities of pairs, one row each."""
    table = as_rows([pair.values for pair in pairs], names_of(pairs))
    return np.array([weighing.probabilities(row, pair.words) for row, pair in zip(table, pairs, strict=True)])


def cross_validate(pairs: Sequence[Pair], measured: Sequence[Pair]) -> Floats:
    """Return the probabilities of the measured pairs, each from a fit to pairs of other articles."""
    place = [fold_of(pair.group) % INNER for pair in pairs]
    found = np.zeros((len(measured), len(LABELS)))
    for fold in range(INNER):
        held = [row for row, pair in enumerate(measured) if fold_of(pair.group) % INNER == fold]
        if held:
            weighing = fit_pairs([pair for pair, at in zip(pairs, place, strict=True) if at != fold])
            found[held] = judge(weighing, [measured[row] for row in held])
    return found


def fit_part(pairs: Sequence[Pair], measured: Sequence[Pair]) -> Weighing:
    """Fit to pairs; calibrate on what cross-validation says of the measured ones."""
    shares, truth = cross_validate(pairs, measured), labels_of(measured)
    power = float(min(_POWERS, key=lambda one: _loss(sharpened(shares, one), truth)))
    return replace(fit_pairs(pairs), sharpness=power, alarm=alarm_of(sharpened(shares, power), truth))


def fit(claims: Sequence[Claim], known: KnownWords) -> SupportModel:
    """Fit both parts. Given evidence teaches what is found too, but not the other way round."""
    pairs = pairs_of(claims, known)
    given, found = ([pair for pair in pairs if pair.found == kind] for kind in (False, True))
    return SupportModel(names_of(pairs), known, fit_part(given, given), fit_part(pairs, found))


def _loss(shares: Floats, truth: Ints) -> float:
    return float(-np.log(shares[np.arange(len(truth)), truth]).mean())


def alarm_of(shares: Floats, truth: Ints) -> float:
    """Return the least probability of "refutes" from which on alarms are as precise as wanted."""
    refutes = LABELS.index("refutes")
    order = np.argsort(-shares[:, refutes], kind="stable")
    precision = np.cumsum(truth[order] == refutes) / np.arange(1, len(order) + 1)
    kept = np.flatnonzero(precision >= PRECISION)
    return round(float(shares[order[kept[-1]], refutes]), 4) if len(kept) else 1.0


def content(model: SupportModel) -> dict[str, Any]:
    """Return a model as what its file holds."""
    parts = {"given": _weighed(model.given), "found": _weighed(model.found)}
    return {"names": list(model.names), **model.known.content(), **parts}


def _weighed(weighing: Weighing) -> dict[str, Any]:
    trees, words = weighing.trees, weighing.words
    return {
        "features": trees.features.astype(np.uint16),
        "thresholds": trees.thresholds,
        "leaves": trees.leaves.astype(np.float32),
        "start": trees.start,
        "rarity": words.rarity.astype(np.float16),
        "weights": words.weights.astype(np.float16),
        "measured": words.measured,
        "intercepts": words.intercepts,
        "sharpness": weighing.sharpness,
        "alarm": weighing.alarm,
    }
