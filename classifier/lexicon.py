"""One automaton over every name, keyword and cue: all of them are found in one pass over a text."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from classifier.text import Text, lower, read

Tag = TypeVar("Tag", bound=Hashable)

# Scripts written without spaces (Han, Lao, Khmer, Thai): a boundary between letters says nothing there.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1780, 0x17FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


# A name goes on over the end of a line, and some write it with a hyphen.
_JOINTS = str.maketrans("\n-", "  ")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Tag]):
    """A phrase found; `start` and `end` count in the matched forms of the text."""

    tag: Tag
    start: int
    end: int


class Lexicon(Generic[Tag]):
    """Phrases with a tag each, found as whole words whatever their capitals, marks and tone placement."""

    def __init__(self, phrases: Iterable[tuple[str, Tag]]) -> None:
        tags: dict[str, list[Tag]] = {}
        for phrase, tag in phrases:
            if key := canonical(phrase):
                tags.setdefault(key, []).append(tag)
        self._tags = list(tags.values())
        # Overlapping matches plus an own boundary test: leftmost-longest engines lose names that begin inside another.
        self._automaton = AhoCorasick(list(tags), matchkind=MatchKind.Standard) if tags else None

    def find(self, text: Text) -> list[Hit[Tag]]:
        """Return every phrase of the text, in order of position, overlapping ones included."""
        if self._automaton is None:
            return []
        joined = text.lower.translate(_JOINTS)
        found = self._automaton.find_matches_as_indexes(joined, overlapping=True)
        hits = [
            Hit(tag, start, end)
            for index, start, end in found
            if _whole(text.lower, start, end)
            for tag in self._tags[index]
        ]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits

    def any(self, text: Text) -> bool:
        """Tell whether the text holds any phrase at all."""
        if self._automaton is None:
            return False
        found = self._automaton.find_matches_as_indexes(text.lower.translate(_JOINTS), overlapping=True)
        return any(_whole(text.lower, start, end) for _index, start, end in found)


def covered(spans: Sequence[tuple[int, int]], by: Sequence[tuple[int, int]], *, strictly: bool) -> list[bool]:
    """Tell of each span whether it stands inside one of `by` (a longer one, if `strictly`); both sorted by start."""
    answers: list[bool] = []
    before = same = index = 0  # how far the spans reach that begin earlier, and those that begin at `begin`
    begin = -1
    for start, end in spans:
        while index < len(by) and by[index][0] <= start:
            if by[index][0] > begin:
                before, same, begin = max(before, same), 0, by[index][0]
            same = max(same, by[index][1])
            index += 1
        earlier, here = (before, same) if begin == start else (max(before, same), 0)
        answers.append(earlier >= end or (here > end if strictly else here >= end))
    return answers


def canonical(phrase: str) -> str:
    """Return a phrase in the form in which texts are matched."""
    return lower(read(phrase.strip()).cased).translate(_JOINTS)


def _whole(text: str, start: int, end: int) -> bool:
    return _edge(text, start - 1, start) and _edge(text, end, end - 1)


def _edge(text: str, outside: int, inside: int) -> bool:
    if not 0 <= outside < len(text):
        return True
    return not (text[outside].isalnum() or text[outside] == "_") or _unspaced(text[inside])


def _unspaced(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _UNSPACED)
