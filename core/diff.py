"""What changed between two texts, sentence by sentence and word by word, in bounded time."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from core.text import unify_tones

ALIKE = 0.5  # share of all words of two sentences that both have; from it on one is the other, changed
CONTEXT = 3  # words shown before and behind changed ones
# Comparing every word with every other is quadratic: of one pair of sentences, of all pairs, of pairs to be found.
PAIR_COST, ALL_COST, SEARCH_COST = 90_000, 1_000_000, 5_000

_BREAK = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+|\n+")
_TOKEN = re.compile(r"\w+|%")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stand in both texts, or only in one."""

    kind: Literal["same", "removed", "added"]
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence that was taken out, put in or changed; `pieces` are its words in order."""

    kind: Literal["removed", "added", "changed"]
    old: str
    new: str
    pieces: tuple[Piece, ...]


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; the ends of lines end sentences as well."""
    return [sentence for part in _BREAK.split(text) if (sentence := part.strip())]


def normal(text: str) -> str:
    """Return the words of a text alone: without capitals, signs, spaces and the older placement of tones."""
    return " ".join(_TOKEN.findall(unify_tones(text).casefold()))


def diff(old: str, new: str) -> tuple[Part, ...]:
    """Return what was taken out, put in and changed, in the order of the new text.

    A sentence that only moved is no difference. Nor are spaces, signs, capitals and the placement of tones.
    """
    before, after = _keyed(old), _keyed(new)
    gone = [(place, key) for place, key in enumerate(before) if key not in after]
    come = [(place, key) for place, key in enumerate(after) if key not in before]
    olds, news, pairs = list(before.values()), list(after.values()), _pairs(gone, come)
    budget = [ALL_COST]
    found: list[tuple[int, int, Part]] = []
    for place, _key in come:
        if place in pairs:
            found.append((place, 1, _changed(olds[pairs[place]], news[place], budget)))
        else:
            found.append((place, 2, Part("added", "", news[place], (Piece("added", news[place]),))))
    paired = set(pairs.values())
    where = _places(before, after, {old: new for new, old in pairs.items()})
    for place, _key in gone:
        if place not in paired:
            found.append((where[place], 0, Part("removed", olds[place], "", (Piece("removed", olds[place]),))))
    return tuple(part for _place, _rank, part in sorted(found, key=lambda each: each[:2]))


def shortened(part: Part) -> tuple[str, str]:
    """Return the changed stretch of a sentence before and after, with a few words around it."""
    same = [len(piece.text.split()) if piece.kind == "same" else 0 for piece in part.pieces]
    if part.kind != "changed" or not any(same):
        return part.old, part.new
    head = same[0] - CONTEXT if same[0] > CONTEXT else 0
    tail = same[-1] - CONTEXT if len(same) > 1 and same[-1] > CONTEXT else 0
    return _cut(part.old, head, tail), _cut(part.new, head, tail)


def _cut(text: str, head: int, tail: int) -> str:
    words = text.split()
    middle = " ".join(words[head : len(words) - tail])
    return f"{'… ' if head else ''}{middle}{' …' if tail else ''}"


def _keyed(text: str) -> dict[str, str]:
    """Return the sentences by their words alone, each once."""
    found: dict[str, str] = {}
    for sentence in sentences(text):
        if key := normal(sentence):
            found.setdefault(key, sentence)
    return found


def _pairs(gone: Sequence[tuple[int, str]], come: Sequence[tuple[int, str]]) -> dict[int, int]:
    """Return for places of new sentences the place of the old one they were made from."""
    bags = [frozenset(key.split()) for _place, key in gone]
    reach = max(5, SEARCH_COST // max(1, len(come)))
    taken: set[int] = set()
    found = {}
    for number, (place, key) in enumerate(come):
        bag = frozenset(key.split())
        near = range(max(0, number - reach), min(len(gone), number + reach + 1))
        likely = ((_alike(bag, bags[other]), -other) for other in near if other not in taken)
        share, negative = max(likely, default=(0.0, 0))
        if share >= ALIKE:
            taken.add(-negative)
            found[place] = gone[-negative][0]
    return found


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _places(before: Iterable[str], after: Iterable[str], moved: dict[int, int]) -> list[int]:
    """Return for each old sentence where it would stand in the new text: behind the last one before it that stayed."""
    stays = {key: place for place, key in enumerate(after)}
    places, last = [], -1
    for number, key in enumerate(before):
        last = stays.get(key, moved.get(number, last))
        places.append(last)
    return places


def _changed(old: str, new: str, budget: list[int]) -> Part:
    words, others = old.split(), new.split()
    cost = len(words) * len(others)
    if cost > min(PAIR_COST, budget[0]):
        return Part("changed", old, new, (Piece("removed", old), Piece("added", new)))
    budget[0] -= cost
    return Part("changed", old, new, tuple(_pieces(words, others)))


def _pieces(words: Sequence[str], others: Sequence[str]) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, [normal(word) for word in words], [normal(word) for word in others], autojunk=False)
    for act, start, end, other_start, other_end in matcher.get_opcodes():
        removed, added = " ".join(words[start:end]), " ".join(others[other_start:other_end])
        if act == "equal":
            yield Piece("same", added)
            continue
        if removed:
            yield Piece("removed", removed)
        if added:
            yield Piece("added", added)
