"""Same copy: how much of one text stands in another, by fingerprints of four syllables.

Containment in the shorter text finds trimmed and edited copies that MinHash and SimHash miss.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from classifier.text import read

SHINGLE = 4  # syllables
COPY = 0.4  # share of the shorter text that must stand in the other; less is often only shared background
FEW = 200  # shingles up to which all are kept; of longer texts a fixed quarter stands for all
LEAST = 12  # shingles below which a text is too short to be compared

_SYLLABLE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of a text's shingles: `every` one when they are few, and the `sample` that is kept of any text."""

    every: frozenset[int]
    sample: frozenset[int]


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a text."""
    shingles = frozenset(_shingles(_SYLLABLE.findall(read(text).lower)))
    sample = frozenset(shingle for shingle in shingles if shingle % 4 == 0)
    return Fingerprint(shingles if len(shingles) <= FEW else frozenset(), sample)


def containment(one: Fingerprint, other: Fingerprint) -> float:
    """Return the share of the shorter text that stands in the other, 0 when it is too short to tell."""
    whole = bool(one.every and other.every)
    first, second = (one.every, other.every) if whole else (one.sample, other.sample)
    least = min(len(first), len(second))
    if least < (LEAST if whole else LEAST // 3):
        return 0.0
    return len(first & second) / least


def _shingles(words: Sequence[str]) -> list[int]:
    return [
        crc32(" ".join(words[start : start + SHINGLE]).encode("utf-8", "replace"))
        for start in range(len(words) - SHINGLE + 1)
    ]
