"""What the models see of an article: its words and pairs of words as hashed numbers, so that no text is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.text import Text

BUCKETS = 1 << 16
LEAD = 1500  # code points of the text that are seen; what an article is about stands at its head
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Features:
    """Buckets that an article fills, each once and sorted, and the weight of each; the weights have length 1."""

    buckets: NDArray[np.int32]
    weight: float


def features(title: Text, body: Text) -> Features:
    """Return the features of an article."""
    found = sorted({crc32(gram.encode()) % BUCKETS for gram in grams(title.lower, body.lower)})
    return Features(np.array(found, dtype=np.int32), len(found) ** -0.5 if found else 0.0)


def grams(title: str, body: str) -> Iterator[str]:
    """Yield words and pairs of words, those of the title also as such; a number is only a number."""
    head, rest = words(title), words(body[:LEAD])
    for word in head:
        yield f"^{word}"
    for first, second in pairwise(head):
        yield f"^{first} {second}"
    for part in (head, rest):
        yield from part
        for first, second in pairwise(part):
            yield f"{first} {second}"


def words(text: str) -> list[str]:
    """Return the words of a prepared text."""
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(text)]
