"""One automaton over every name, keyword and cue: all of them are found in one pass over a text."""

import re
from collections.abc import Hashable, Iterable, Sequence
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from classifier.text import Text, lower, read

Tag = TypeVar("Tag", bound=Hashable)

# Scripts written without spaces (Han, Lao, Khmer, Thai) or with endings at the name (Hangul): a boundary between
# letters says nothing there.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1780-\u17ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)


class Hit(NamedTuple, Generic[Tag]):
    """A phrase found; `start` and `end` count in the matched forms of the text."""

    tag: Tag
    start: int
    end: int


_START = itemgetter(1)  # of a hit


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
        padded = _padded(text.lower)
        tags = self._tags
        hits = [
            Hit(tag, start - 1, end - 1)
            for index, start, end in reversed(self._automaton.find_matches_as_indexes(padded, overlapping=True))
            if padded[start - 1] == " " == padded[end] or _whole(padded, start, end)  # mostly the first
            for tag in tags[index]
        ]
        hits.sort(key=_START)  # they came by their ends, the last first
        return hits

    def any(self, text: Text) -> bool:
        """Tell whether the text holds any phrase at all."""
        if self._automaton is None:
            return False
        padded = _padded(text.lower)
        found = self._automaton.find_matches_as_indexes(padded, overlapping=True)
        return any(_whole(padded, start, end) for _index, start, end in found)


def covered(spans: Sequence[tuple[int, int]], by: Sequence[tuple[int, int]], *, strictly: bool) -> list[bool]:
    """Tell of each span whether it stands inside one of `by` (a longer one, if `strictly`); both sorted by start."""
    if not by:
        return [False] * len(spans)
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
    return _joined(lower(read(phrase.strip()).cased))


def _joined(text: str) -> str:
    """Let names go on over the end of a line, and be written with a hyphen."""
    return text.replace("\n", " ").replace("-", " ")


def _padded(text: str) -> str:
    """Return a text to search, with a space at either end so that every name has two neighbours."""
    return f" {_joined(text)} "


def _whole(text: str, start: int, end: int) -> bool:
    """Tell whether a name inside a padded text stands as a whole word."""
    before, after = text[start - 1], text[end]
    return (not _is_letter(before) or _unspaced(text[start])) and (not _is_letter(after) or _unspaced(text[end - 1]))


def _is_letter(char: str) -> bool:
    return char.isalnum() or char == "_"


def _unspaced(char: str) -> bool:
    return _UNSPACED.match(char) is not None
