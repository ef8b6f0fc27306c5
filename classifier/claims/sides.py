"""A text as it is compared: words with where they stand, which are names, what is denied, figures."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from classifier.claims.contrasts import DENIERS, DOUBLE_DENIERS, SEEMING_DENIERS
from classifier.claims.quantities import Figures, find_figures
from classifier.text import Text, read

LONGEST = 3000  # code points of a text that are compared
_WORD = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W_]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DATE = re.compile(r"0?(\d{1,2})[./]0?(\d{1,2})((?:[./]\d{4})?)")
_BREAK = re.compile(r"[.,;:!?…()\n\"“”]| [-–] ")
_END = re.compile(r"[.!?…\n\"“”:]")
_SCOPE = 4  # words after a word of denial that it denies, at most to the end of the clause

Mark = Literal["word", "number", "name"]


@dataclass(frozen=True, slots=True)
class Side:
    """A text prepared for comparing. Every list has one row for each word; `spans` count code points as given."""

    text: Text
    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    marks: tuple[Mark, ...]
    denied: tuple[bool, ...]  # stands behind a word of denial in its clause
    deniers: tuple[int, ...]  # places of the words of denial
    figures: Figures

    def quote(self, first: int, last: int) -> str:
        """Return the words [first, last) as they stand in the text."""
        return self.text.given[self.spans[first][0] : self.spans[last - 1][1]] if first < last else ""

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return the code points of the words [first, last)."""
        return self.spans[first][0], self.spans[last - 1][1]


def side(given: str) -> Side:
    """Prepare a text; what goes beyond `LONGEST` is not looked at."""
    text = read(given[:LONGEST])
    found = list(_WORD.finditer(text.lower))
    words = tuple(_plain(match.group()) for match in found)
    between = ["", *(text.lower[one.end() : other.start()] for one, other in pairwise(found))]
    ends = [bool(_BREAK.search(gap)) for gap in between]
    deniers = _deniers(words)
    return Side(
        text,
        words,
        tuple(text.span(*match.span()) for match in found),
        tuple(_mark(text, match, index == 0 or bool(_END.search(between[index]))) for index, match in enumerate(found)),
        _denied(words, ends, deniers),
        deniers,
        find_figures(given[:LONGEST]),
    )


def plain_words(lower: str) -> list[str]:
    """Return the words of a text in lower case, numbers as they are compared."""
    return [_plain(word) if word[0].isdigit() else word for word in _WORD.findall(lower)]


def _plain(word: str) -> str:
    """Return a word as it is compared: 7.500 as 7500, 05/03 as 5/3."""
    if not word[0].isdigit():
        return word
    if _THOUSANDS.fullmatch(word):
        return re.sub("[.,]", "", word)
    date = _DATE.fullmatch(word)
    if date:
        return f"{date[1]}/{date[2]}{date[3].replace('.', '/')}"
    return word.replace(",", ".").lstrip("0") or "0"


def _mark(text: Text, match: re.Match[str], opens: bool) -> Mark:
    first = text.cased[match.start()]
    if first.isdigit():
        return "number"
    whole = text.cased[match.start() : match.end()]
    capital = first.isupper() and not text.loud and (not opens or (len(whole) > 1 and whole.isupper()))
    return "name" if capital else "word"


def _deniers(words: tuple[str, ...]) -> tuple[int, ...]:
    """Return where something is denied; "không gian" and "không chỉ" deny nothing."""
    found = []
    for index, word in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else ""
        pair = f"{word} {following}"
        if (word in DENIERS and pair not in SEEMING_DENIERS) or pair in DOUBLE_DENIERS:
            found.append(index)
    return tuple(found)


def _denied(words: tuple[str, ...], ends: list[bool], deniers: tuple[int, ...]) -> tuple[bool, ...]:
    found = [False] * len(words)
    for place in deniers:
        for index in range(place + 1, min(len(words), place + 1 + _SCOPE)):
            if ends[index]:
                break
            found[index] = not found[index]
    return tuple(found)
