"""Same event: how much the rare words of two articles' titles and leads have in common, less for each day between."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from classifier.features import features
from classifier.text import read
from core.text import fold

LEAD = 600  # code points of the text that tell its event
FADE = 0.04  # of likeness for each day between two articles
_DAY = timedelta(days=1)
_SYLLABLE = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")

Rarity = NDArray[np.float32]
"""How rare each bucket of `features` is among unlabelled articles."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """What tells an article's event: its folded title with the figures in it, and its weighed words (length 1)."""

    title: str
    figures: frozenset[str]
    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]
    moment: datetime


def sketch(title: str, text: str, moment: datetime, rarity: Rarity) -> Sketch:
    """Return the sketch of an article."""
    seen = features(read(title), read(text[:LEAD]))
    weights = rarity.take(seen.buckets)
    length = float(np.sqrt(weights @ weights)) or 1.0
    folded = " ".join(_SYLLABLE.findall(fold(read(title).cased)))
    return Sketch(folded, frozenset(_FIGURE.findall(title)), seen.buckets, weights / length, moment)


def likeness(one: Sketch, other: Sketch) -> float:
    """Return the cosine of two sketches, less for each day between them; 0 for two numbers of one series."""
    if is_series(one, other):
        return 0.0
    _same, here, there = np.intersect1d(one.buckets, other.buckets, assume_unique=True, return_indices=True)
    return float(one.weights[here] @ other.weights[there]) - FADE * (abs(one.moment - other.moment) / _DAY)


def is_series(one: Sketch, other: Sketch) -> bool:
    """Tell whether two titles differ in their figures alone: prices of a day, results of a draw."""
    if not one.figures or not other.figures or one.figures & other.figures:
        return False
    return _bare(one.title) == _bare(other.title)


def _bare(title: str) -> str:
    return " ".join(word for word in title.split() if not word.isdecimal())
