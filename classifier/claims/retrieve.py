"""From thousands of statements the few that concern an article: an inverted index over rare pairs of words.

A statement is indexed by its sentences (and by the claim it judges), each a passage. Only pairs of neighbouring words
that few passages share count: names, offices, things. So an article is held against ten thousand statements in well
under a millisecond, and what it shares with nothing costs next to nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from classifier.claims.subjects import subjects
from classifier.sentences import bounds
from classifier.text import read
from core.statements import Statement

_AROUND = ".,;:!?…()[]{}\"'“”‘’«»-–—*/"
COMMON = 15  # passages that may share a pair before it says nothing
SHARE = 0.3  # of the weight of a passage that a piece of an article must hold
LEAST = 3  # rare pairs that must be shared, or all of a passage that has fewer
WINDOW = 70  # words of an article that are one piece
MOST = 5  # passages looked at for one article
SEEN = 4000  # code points of an article that are looked at
_CLOSER = 25  # passages of which the pieces are looked at
_SHORTEST = 4  # words of a passage

_WORDS = (1 << 31) - 1  # more than there are words
_FILTER = (1 << 20) - 3

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a statement, or the claim it judges; `start` and `end` count code points of that text.

    All its `names` must stand in an article on the same matter.
    """

    statement: Statement
    text: str
    start: int
    end: int
    names: frozenset[str]
    is_claim: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that concerns an article, and the share of its weight that the article holds."""

    passage: Passage
    share: float


class StatementIndex:
    """Statements to be asked for those that concern an article.

    A pair of words is a number, made of the numbers of its words. All pairs stand sorted, and for each the passages
    that have it: `_rows[_begins[i]:_ends[i]]` for the pair `_pairs[i]`.
    """

    def __init__(self, statements: Iterable[Statement]) -> None:
        self.passages: tuple[Passage, ...] = tuple(
            passage for statement in statements for passage in _passages(statement)
        )
        self._numbers: dict[str, int] = {}
        self._pairs, self._begins, self._ends, self._rows = self._indexed()
        self._filter = np.zeros(
            _FILTER, dtype=np.bool_
        )  # most pairs of an article are told at once to be in no passage
        self._filter[self._pairs % _FILTER] = True
        self._weights: Floats = np.log((1 + len(self.passages)) / np.maximum(self._ends - self._begins, 1))
        each = np.repeat(self._weights, self._ends - self._begins)
        self._totals = np.maximum(np.bincount(self._rows, each, len(self.passages)), 1e-9)
        self._least = np.clip(np.bincount(self._rows, minlength=len(self.passages)), 1, LEAST)
        valid = [(max(one.issued, one.valid_from or one.issued), one.valid_until or date.max) for one in self._each()]
        self._from: Ints = np.array([first.toordinal() for first, _last in valid], dtype=np.int64)
        self._until: Ints = np.array([last.toordinal() for _first, last in valid], dtype=np.int64)

    def concerning(self, title: str, text: str, day: date) -> list[Found]:
        """Return the passages valid on a day that a piece of an article shares rare pairs with, most alike first."""
        lower = read(f"{title}\n{text[:SEEN]}").lower
        coded = _coded(self._numbered(lower.split()))
        places = np.flatnonzero(self._filter[coded % _FILTER])
        pairs, first = np.unique(coded[places], return_index=True)
        places, met = places[first], np.searchsorted(self._pairs, pairs)
        there = met < len(self._pairs)
        there[there] = self._pairs[met[there]] == pairs[there]
        met, places = met[there], places[there]
        sizes = self._ends[met] - self._begins[met]
        if not len(met):
            return []
        rows = self._rows[np.repeat(self._begins[met] - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())]
        weights, places = np.repeat(self._weights[met], sizes), np.repeat(places, sizes)
        candidates = np.flatnonzero(np.bincount(rows, minlength=len(self.passages)) >= self._least)
        shares = np.bincount(rows, weights)[candidates] / self._totals[candidates]
        ordinal = day.toordinal()
        valid = (self._from[candidates] <= ordinal) & (self._until[candidates] >= ordinal)
        kept = (shares >= SHARE) & valid
        closer = candidates[kept][np.argsort(-shares[kept], kind="stable")][:_CLOSER]
        named = [row for row in closer.tolist() if all(name in lower for name in self.passages[row].names)]
        found = [Found(self.passages[row], self._piece(row, rows, weights, places)) for row in named]
        return sorted((one for one in found if one.share >= SHARE), key=lambda one: -one.share)[:MOST]

    def _numbered(self, words: list[str]) -> Ints:
        """Return the numbers of words, whatever signs stand around them; -1 for one that no passage has."""
        number = self._numbers.get
        found: Ints = np.fromiter(map(number, words, repeat(-1)), dtype=np.int64, count=len(words))
        for place in np.flatnonzero(found < 0).tolist():
            found[place] = number(words[place].strip(_AROUND), -1)
        return found

    def _piece(self, row: int, rows: Ints, weights: Floats, places: Ints) -> float:
        """Return the share of a passage that the best piece of the article holds."""
        of_row = rows == row
        where, heavy = places[of_row], weights[of_row]
        inside = (where >= where[:, None]) & (where < where[:, None] + WINDOW)
        return float((inside @ heavy).max() / self._totals[row])

    def _each(self) -> Iterable[Statement]:
        return (passage.statement for passage in self.passages)

    def _indexed(self) -> tuple[Ints, Ints, Ints, Ints]:
        """Number the words; return the sorted rare pairs, where their passages begin and end, and the passages."""
        codes, owners = [], []
        for row, passage in enumerate(self.passages):
            words = bare_words(read(passage.text).lower)
            numbers = [self._numbers.setdefault(word, len(self._numbers)) for word in words]
            found = np.unique(_coded(np.array(numbers, dtype=np.int64)))
            codes.append(found)
            owners.append(np.full(len(found), row))
        none: Ints = np.zeros(0, dtype=np.int64)
        every, owner = np.concatenate([none, *codes]), np.concatenate([none, *owners])
        order = np.argsort(every, kind="stable")
        pairs, times = np.unique(every, return_counts=True)
        rare = times <= COMMON
        ends = np.cumsum(times[rare])
        return pairs[rare], ends - times[rare], ends, owner[order][np.repeat(rare, times)]


def _coded(numbers: Ints) -> Ints:
    """Return every two neighbours as one number; negative where a word is unknown."""
    first, second = numbers[:-1], numbers[1:]
    return np.where((first < 0) | (second < 0), -1, first * _WORDS + second)


def _passages(statement: Statement) -> Iterable[Passage]:
    for start, end in sentences(statement.text):
        text = statement.text[start:end]
        yield Passage(statement, text, start, end, subjects(text))
    if statement.claim:
        yield Passage(statement, statement.claim, 0, len(statement.claim), subjects(statement.claim), is_claim=True)


def bare_words(lower: str) -> list[str]:
    """Return what stands between blanks without the signs around it: quicker than telling words apart by a pattern."""
    return [bare for word in lower.split() if (bare := word.strip(_AROUND))]


def sentences(given: str) -> list[tuple[int, int]]:
    """Return where the sentences of a text stand, in code points; those of fewer than four words are left out."""
    text = read(given)
    found = (text.span(start, end) for start, end in bounds(text.lower))
    return [(start, end) for start, end in found if given.count(" ", start, end) + 1 >= _SHORTEST]
