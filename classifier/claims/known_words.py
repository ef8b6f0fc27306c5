"""What is known of words beforehand: how rare they are and which are near in meaning, by hashed bucket."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.features import BUCKETS
from core.errors import ModelError
from core.i18n import translator

_ = translator("classifier")

SIZE = 48  # dimensions of a vector
LIGHT = 3.6  # rarity below which a word stands in nearly every text
_NUMBER = 9.0  # the rarity of any number
_SCALE = 127.0


@dataclass(frozen=True, eq=False)
class KnownWords:
    """`rarity` has one value for each bucket; `vectors` one row of length 1 (or of zeros) for each bucket."""

    rarity: NDArray[np.float32]
    vectors: NDArray[np.float32]

    def rare(self, word: str) -> float:
        """Return how rare a word is: its inverse document frequency; a number is always rare."""
        return _NUMBER if word[0].isdigit() else float(self.rarity[_bucket(word)])

    def weight(self, words: Iterable[str]) -> float:
        """Return the rarity of words together, the same in whatever order they come."""
        return fsum(map(self.rare, words))

    def rows(self, grams: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of words or pairs."""
        found: NDArray[np.float32] = self.vectors[[_bucket(gram) for gram in grams]]
        return found

    def nearness(self, grams: Sequence[str], others: Sequence[str]) -> tuple[float, float]:
        """Return how near words are to the nearest of the others: the mean weighed by rarity, and the least."""
        if not grams or not others:
            return (0.0, 0.0) if grams else (1.0, 1.0)
        near = (self.rows(grams) @ self.rows(others).T).max(axis=1)
        weights = np.array([self.rare(gram.partition(" ")[0]) for gram in grams])
        return float(near @ weights / weights.sum()), float(near.min())

    def likeness(self, words: Sequence[str], others: Sequence[str]) -> float:
        """Return the cosine of the weighed sums of two lists of words; -1 when one is empty."""
        if not words or not others:
            return -1.0
        one, other = (np.array([self.rare(word) for word in part]) @ self.rows(part) for part in (words, others))
        return float(one @ other / (np.linalg.norm(one) * np.linalg.norm(other) + 1e-6))

    def content(self) -> dict[str, Any]:
        """Return what is stored: rarity in two bytes, vectors in one."""
        return {
            "rarity": self.rarity.astype(np.float16),
            "vectors": np.rint(self.vectors * _SCALE).astype(np.int8),
        }


def known_words(found: Mapping[str, Any]) -> KnownWords:
    """Return what a model file knows of words; raises ModelError when the arrays do not fit together."""
    rarity, vectors = found["rarity"], found["vectors"]
    if rarity.shape != (BUCKETS,) or vectors.shape != (BUCKETS, SIZE):
        raise ModelError(_("The arrays of the model do not fit together."))
    return KnownWords(rarity.astype(np.float32), unit_rows(vectors.astype(np.float32)))


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return rows of length 1; rows of zeros stay."""
    scaled: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.float32(1e-6))
    return scaled


@lru_cache(maxsize=1 << 15)
def _bucket(gram: str) -> int:
    return crc32(gram.encode(errors="surrogatepass")) % BUCKETS
