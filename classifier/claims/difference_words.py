"""The words in which a claim and a source differ, as hashed numbers: what stands where, in whose place."""

from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from classifier.claims.alignment import Gap
from classifier.claims.compare import Comparison
from classifier.claims.sides import Side

BUCKETS = 1 << 15
_FEW = 4  # words of either side that are set against each other
_SHORT = 3  # words of a replacement that is seen as a whole
_SIGNS = {"number": "#", "name": "@"}


def difference_words(pair: Comparison) -> NDArray[np.int32]:
    """Return the buckets that the differences of a pair fill, each once and sorted."""
    hashed = {crc32(gram.encode(errors="surrogatepass")) % BUCKETS for gram in _grams(pair)}
    return np.array(sorted(hashed), dtype=np.int32)


def _grams(pair: Comparison) -> Iterator[str]:
    """Yield marked words; numbers and names are only such, so that no matter is learned by heart."""
    claim, source = _signs(pair.claim), _signs(pair.source)
    for gap in pair.alignment.gaps:
        yield from _of_gap(gap, claim, source)
    for start, end in pair.skipped:
        yield from _marked("d", source[start:end])
    ours = set(pair.claim.words)
    yield from (f"e:{sign}" for sign, word in zip(source, pair.source.words, strict=True) if word not in ours)


def _signs(side: Side) -> list[str]:
    return [_SIGNS.get(mark, word) for word, mark in zip(side.words, side.marks, strict=True)]


def _marked(mark: str, words: list[str]) -> Iterator[str]:
    yield from (f"{mark}:{word}" for word in words)
    yield from (f"{mark}:{one} {two}" for one, two in pairwise(words))


def _of_gap(gap: Gap, claim: list[str], source: list[str]) -> Iterator[str]:
    lacked, instead = claim[gap.first : gap.last], source[gap.start : gap.end]
    kind = ("r" if instead else "i") if gap.anchored else ("s" if instead else "l")
    yield from _marked("n", lacked)
    yield from (f"{kind}:{word}" for word in lacked)
    yield from (f"o:{word}" for word in instead)
    if instead and len(lacked) <= _SHORT and len(instead) <= _SHORT:
        yield f"p:{' '.join(lacked)}>{' '.join(instead)}"
    yield from (f"x:{one}>{other}" for one in lacked[:_FEW] for other in instead[:_FEW])
    yield f"{kind}<:{claim[gap.first - 1] if gap.first else '^'} {lacked[0]}"
    yield f"{kind}>:{lacked[-1]} {claim[gap.last] if gap.last < len(claim) else '$'}"
