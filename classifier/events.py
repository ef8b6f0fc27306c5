"""Same event: how much the rare words of two articles' titles and leads have in common, less for each day between."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from classifier.features import BUCKETS, features
from classifier.model import load
from classifier.text import read
from core.text import fold

LEAD = 600  # code points of the text that tell its event
FADE = 0.03  # of likeness for each day between two articles
_DAY = timedelta(days=1)
_SYLLABLE = re.compile(r"\w+")

RARITY = "rarity"  # name of the delivered file
Rarity = NDArray[np.float32]
"""How rare each bucket of `features` is among unlabelled articles, 1 + the logarithm of N / n."""


@cache
def delivered() -> Rarity:
    """Return the rarity of the delivery; raises ModelError as `load` does."""
    found: Rarity = load(RARITY)[RARITY].astype(np.float32)
    return found


@dataclass(frozen=True, slots=True)
class Sketch:
    """What tells an article's event: words and figures of its folded title, and its weighed words (length 1)."""

    wording: tuple[str, ...]
    figures: tuple[str, ...]
    buckets: NDArray[np.int32]
    weights: NDArray[np.float32]
    moment: datetime


def sketch(title: str, text: str, moment: datetime, rarity: Rarity) -> Sketch:
    """Return the sketch of an article."""
    seen = features(read(title).lower, read(text[:LEAD]).lower)
    weights = rarity.take(seen.buckets)
    length = float(np.sqrt(weights @ weights)) or 1.0
    folded = _SYLLABLE.findall(fold(read(title).cased))
    wording = tuple(word for word in folded if not word.isdecimal())
    figures = tuple(word for word in folded if word.isdecimal())
    return Sketch(wording, figures, seen.buckets, weights / length, moment)


def same_title(one: Sketch, other: Sketch) -> bool:
    """Tell whether two articles have one title, whatever its capitals and marks."""
    return bool(one.wording) and one.wording == other.wording and one.figures == other.figures


def spread(one: Sketch) -> Rarity:
    """Return the weight of every bucket, shape (BUCKETS,): what many sketches are compared with at once."""
    weights = np.zeros(BUCKETS, dtype=np.float32)
    weights[one.buckets] = one.weights
    return weights


def likeness(one: Sketch, over: Rarity, other: Sketch) -> float:
    """Return the cosine of two sketches, less for each day between them; 0 for two numbers of one series.

    `over` is the spread of the first.
    """
    if is_series(one, other):
        return 0.0
    return float(over.take(other.buckets) @ other.weights) - FADE * (abs(one.moment - other.moment) / _DAY)


def is_series(one: Sketch, other: Sketch) -> bool:
    """Tell whether two titles differ in their figures alone: prices of a day, results of a draw."""
    return bool(one.figures and other.figures) and one.wording == other.wording and one.figures != other.figures
