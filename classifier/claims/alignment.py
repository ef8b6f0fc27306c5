"""Which words of a claim stand in a source and where: common runs, the longest first, whatever their order.

Greedy string tiling (M. J. Wise, 1993): a word is used once, and what stands between two runs is set against what
stands between them in the source.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush

ABSENT = -1
_WIDEST = 14  # words of a source that may stand against a gap of a claim
_NEAR = 12  # words that a common word alone may have moved


@dataclass(frozen=True, slots=True)
class Gap:
    """Words [first, last) of the claim that the source lacks, and the words [start, end) of the source in their place.

    Both ends of the source are equal when nothing stands there; `anchored` says that both sides are known.
    """

    first: int
    last: int
    start: int
    end: int
    anchored: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """`places` has, for each word of the claim, its place in the source or ABSENT; `runs` are (claim, source, size)."""

    places: tuple[int, ...]
    runs: tuple[tuple[int, int, int], ...]
    gaps: tuple[Gap, ...]


def align(claim: Sequence[str], source: Sequence[str], light: frozenset[int]) -> Alignment:
    """Align two lists of words; `light` are places of the claim whose words are too common to be matched from afar."""
    runs = _tiles(claim, source, light)
    places = [ABSENT] * len(claim)
    for first, start, size in runs:
        places[first : first + size] = range(start, start + size)
    return Alignment(tuple(places), tuple(sorted(runs)), tuple(_gaps(places, len(source))))


def _tiles(claim: Sequence[str], source: Sequence[str], light: frozenset[int]) -> list[tuple[int, int, int]]:
    heap = [(-size, abs(first - start), first, start) for first, start, size in _common(claim, source)]
    heapify(heap)
    free, unused = [True] * len(claim), [True] * len(source)
    tiles: list[tuple[int, int, int]] = []
    while heap:
        size, off, first, start = heappop(heap)
        size = -size
        kept = 0
        while kept < size and free[first + kept] and unused[start + kept]:
            kept += 1
        if kept < size:  # a piece is taken: what is left of it comes again
            if kept:
                heappush(heap, (-kept, off, first, start))
            skip = kept + 1
            while skip < size and not (free[first + skip] and unused[start + skip]):
                skip += 1
            if skip < size:
                heappush(heap, (skip - size, off, first + skip, start + skip))
            continue
        if size == 1 and first in light and not _is_near(tiles, first, start):
            continue
        tiles.append((first, start, size))
        free[first : first + size] = [False] * size
        unused[start : start + size] = [False] * size
    return tiles


def _is_near(tiles: Sequence[tuple[int, int, int]], first: int, start: int) -> bool:
    """Tell whether a word stands beside a run in both texts alike."""
    return any(
        min(abs(one - first), abs(one + size - 1 - first)) <= _NEAR // 3
        and min(abs(other - start), abs(other + size - 1 - start)) <= _NEAR // 3
        for one, other, size in tiles
    )


def _common(claim: Sequence[str], source: Sequence[str]) -> list[tuple[int, int, int]]:
    """Return all common runs that cannot be made longer."""
    known: dict[str, list[int]] = {}
    for place, word in enumerate(source):
        known.setdefault(word, []).append(place)
    found = []
    for first, word in enumerate(claim):
        for start in known.get(word, ()):
            if first and start and claim[first - 1] == source[start - 1]:
                continue
            size = 1
            while (
                first + size < len(claim) and start + size < len(source) and claim[first + size] == source[start + size]
            ):
                size += 1
            found.append((first, start, size))
    return found


def _gaps(places: Sequence[int], size: int) -> list[Gap]:
    used = set(places)
    found = []
    first = 0
    while first < len(places):
        if places[first] != ABSENT:
            first += 1
            continue
        last = first
        while last < len(places) and places[last] == ABSENT:
            last += 1
        found.append(_gap(places, first, last, size, used))
        first = last
    return found


def _gap(places: Sequence[int], first: int, last: int, size: int, used: set[int]) -> Gap:
    left = places[first - 1] if first else ABSENT
    right = places[last] if last < len(places) else ABSENT
    between = range(left + 1, right) if ABSENT not in (left, right) and left < right else None
    if between is not None and len(between) <= _WIDEST and used.isdisjoint(between):
        return Gap(first, last, left + 1, right, anchored=True)
    widest = last - first + 2
    if left != ABSENT:
        end = left + 1
        while end < size and end not in used and end - left - 1 < widest:
            end += 1
        if end > left + 1 or right == ABSENT:
            return Gap(first, last, left + 1, end, anchored=False)
    if right != ABSENT:
        start = right
        while start > 0 and start - 1 not in used and right - start < widest:
            start -= 1
        return Gap(first, last, start, right, anchored=False)
    return Gap(first, last, 0, 0, anchored=False)
