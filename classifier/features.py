"""What the models see of an article: its words and pairs of words as hashed numbers, so that no text is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BUCKETS = 1 << 16
LEAD = 1500  # code points of the text that are seen; what an article is about stands at its head
_PUBLISHED = re.compile(r"\s*(?:\([^()\n]{1,40}\)|[^\W\d][^.,:;!?()\n–—-]{0,30}?)\s*[-–—]\s")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+|0")


@dataclass(frozen=True, slots=True)
class Features:
    """Buckets that an article fills, each once and sorted, and the weight of each; the weights have length 1."""

    buckets: NDArray[np.int32]
    weight: float


def features(title: str, body: str) -> Features:
    """Return the features of an article, given in lower case."""
    head, rest = words(title), words(opening(body))
    filled = np.zeros(BUCKETS, dtype=bool)
    filled[np.array([*_hashed(head), *_hashed(rest), *_hashed(head, b"^")], dtype=np.uint32) % BUCKETS] = True
    found = filled.nonzero()[0].astype(np.int32)
    return Features(found, len(found) ** -0.5 if len(found) else 0.0)


def _hashed(found: list[str], mark: bytes = b"") -> list[int]:
    """Return the hashes of words and pairs of words; that of a pair goes on from that of its first word."""
    coded = [*map(_coded, found)]
    tails = [tail for tail, _hash in coded]
    single = [crc32(tail[1:], crc32(mark)) for tail in tails] if mark else [code for _tail, code in coded]
    return [*single, *map(crc32, tails[1:], single)]


@lru_cache(maxsize=1 << 14)
def _coded(word: str) -> tuple[bytes, int]:
    """Return a word behind a blank, and its hash; the few thousand syllables of the language come again and again."""
    code = word.encode()
    return b" " + code, crc32(code)


def opening(body: str) -> str:
    """Return what is seen of a text, without the outlet or place of publication before it: "(Dân trí) - …"."""
    if name := _PUBLISHED.match(body):
        return body[name.end() : LEAD]
    return body[:LEAD]


def bucket(gram: str) -> int:
    """Return the bucket of a word or pair as `grams` yields them."""
    return crc32(gram.encode()) % BUCKETS


def grams(title: str, body: str) -> Iterator[str]:
    """Yield what `features` sees: words and pairs of words, those of the title also as such, marked with ^."""
    head, rest = words(title), words(opening(body))
    for mark, part in (("", head), ("", rest), ("^", head)):
        yield from (f"{mark}{word}" for word in part)
        yield from (f"{mark}{first} {second}" for first, second in pairwise(part))


def words(text: str) -> list[str]:
    """Return the words of a prepared text; a number is only a number."""
    return _WORD.findall(_NUMBER.sub("0", text))
