"""An article as sentences, each with the cues found in it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import NamedTuple

from classifier.cues import CueTag
from classifier.lexicon import Hit
from classifier.text import Text

MOST = 1500  # cues of a field that are looked at
OPENING = 16  # sentences of the body that tell what an article is about
WHOLE = 400  # sentences of the body that are looked at for who answers a claim
LONGEST = 700  # code points of a sentence; what goes on longer is cut, so that no pattern reads far
# One class of letters comes first: all others are passed over at once.
_END = re.compile(r"[.!?…;\n](?:(?<=\n)|(?=[\s\"'”’)\]])[\"'”’)\]]*)")
SHADOW = "no_"
QUOTES = ('"', "'", "“", "”", "‘", "’", "«", "»")


@dataclass(frozen=True, slots=True)
class CueField:
    """A field of an article with the cues found in it."""

    text: Text
    hits: Sequence[Hit[CueTag]]


class Cue(NamedTuple):
    """A phrase of a group; `start` and `end` count in the matched forms of its field."""

    group: str
    text: Text
    start: int
    end: int

    @property
    def phrase(self) -> str:
        """The phrase as the article has it."""
        return self.text.quote(self.start, self.end)

    @property
    def is_quoted(self) -> bool:
        """Whether the phrase stands alone between quotation marks: it is talked about, not used."""
        text = self.text.lower
        return text[self.start - 1 : self.start] in QUOTES and text[self.end : self.end + 1] in QUOTES


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence; `index` is 0 for the title and counts on through the body."""

    index: int
    text: Text
    start: int
    end: int
    cues: tuple[Cue, ...]

    @property
    def lower(self) -> str:
        """The sentence in lower case."""
        return self.text.lower[self.start : self.end]

    @property
    def cased(self) -> str:
        """The sentence with its capitals."""
        return self.text.cased[self.start : self.end]

    @property
    def whole(self) -> str:
        """The sentence as the article has it."""
        return self.text.quote(self.start, self.end)

    def quote(self, start: int, end: int) -> str:
        """Return a piece of the sentence as the article has it."""
        return self.text.quote(self.start + start, self.start + end)

    def of(self, *groups: str) -> list[Cue]:
        """Return its cues of these groups."""
        return [cue for cue in self.cues if cue.group in groups] if self.cues else []


def sentences_of(title: CueField, body: CueField, most: int = OPENING) -> list[Sentence]:
    """Return the title as one sentence and the first sentences of the body."""
    found = [_sentence(0, title.text, 0, min(len(title.text.lower), LONGEST), _cues(title))]
    pieces = list(islice(bounds(body.text.lower), most))
    rows: list[list[Cue]] = [[] for _ in pieces]
    starts = [start for start, _end in pieces]
    for cue in _cues(body):
        place = bisect_right(starts, cue.start) - 1
        if place >= 0 and cue.start < pieces[place][1]:
            rows[place].append(cue)
    for index, ((start, end), row) in enumerate(zip(pieces, rows, strict=True), 1):
        found.append(_sentence(index, body.text, start, end, row))
    return found


def _sentence(index: int, text: Text, start: int, end: int, cues: Sequence[Cue]) -> Sentence:
    if not cues:  # as in most sentences
        return Sentence(index, text, start, end, ())
    shadows = [cue for cue in cues if cue.group.startswith(SHADOW)]
    kept = [cue for cue in cues if not cue.group.startswith(SHADOW) and not _is_shadowed(cue, shadows)]
    return Sentence(index, text, start, end, tuple(kept))


def _is_shadowed(cue: Cue, shadows: Sequence[Cue]) -> bool:
    """Tell whether a cue is only a piece of a longer phrase of another meaning."""
    return any(one.group == SHADOW + cue.group and one.start < cue.end and cue.start < one.end for one in shadows)


def _cues(field: CueField) -> list[Cue]:
    hits = field.hits[:MOST]
    return [Cue(hit.tag.group, field.text, hit.start, hit.end) for hit in hits]


def bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence begins and ends, the spaces before it left out; empty ones are none."""
    start = 0
    for end in chain((match.end() for match in _END.finditer(text)), (len(text),)):
        while start < end:
            if text[start].isspace():
                start += 1
                continue
            cut = min(end, start + LONGEST)
            yield start, cut
            start = cut
