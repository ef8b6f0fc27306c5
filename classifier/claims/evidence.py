"""The few sentences of a text that speak of a claim, to hold it against."""

from collections.abc import Sequence
from itertools import pairwise
from math import fsum

from classifier.claims.known_words import KnownWords
from classifier.claims.sides import Side, plain_words
from classifier.sentences import bounds
from classifier.text import read

MOST = 3  # sentences taken
READ = 60_000  # code points of a text that are looked at
_SHORTEST = 15  # code points of a sentence
_EVEN, _POWER = 20, 0.3  # how a longer sentence, which holds more by chance, counts for less
_PAIR = 0.5  # how much a shared pair of words counts beside the words

Span = tuple[int, int]


def find_evidence(claim: Side, text: str, known: KnownWords, most: int = MOST) -> tuple[Span, ...]:
    """Return where the sentences stand that together hold most of a claim, in the order of the text."""
    form = read(text[:READ])
    spans = [(start, end) for start, end in bounds(form.lower) if end - start > _SHORTEST]
    rows = [plain_words(form.lower[start:end]) for start, end in spans]
    chosen = sorted(_choose(claim.words, rows, known, most))
    return tuple(form.span(*spans[row]) for row in chosen)


def _choose(claim: Sequence[str], rows: Sequence[Sequence[str]], known: KnownWords, most: int) -> list[int]:
    """Choose sentences one after another, each for what the ones before it lack."""
    weights = {word: known.rare(word) for word in claim}
    pairs = {pair: _PAIR * (weights[pair[0]] + weights[pair[1]]) for pair in pairwise(claim)}
    held = [(weights.keys() & set(row), pairs.keys() & set(pairwise(row)), len(row)) for row in rows]
    chosen: list[int] = []
    for _round in range(min(most, len(rows))):
        scores = [
            fsum((*(weights[word] for word in words), *(pairs[pair] for pair in both))) / (size + _EVEN) ** _POWER
            for words, both, size in held
        ]
        best = max((row for row in range(len(rows)) if row not in chosen), key=lambda row: (scores[row], -row))
        chosen.append(best)
        words, both, _size = held[best]
        for word in words:
            weights[word] = 0.0
        for pair in both:
            pairs[pair] = 0.0
    return chosen
