"""Text as it is matched: one Unicode form, one tone placement, one space, with the way back to the given text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from core.text import unify_tones

# Zero-width and bidirectional marks, soft hyphens and controls hide words from matching.
_HIDDEN_CHARS = "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_HIDDEN = re.compile(f"[{_HIDDEN_CHARS}]")
_IRREGULAR_SPACES = re.compile(r"[^\S\n]{2,}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_ODD_SPACE = re.compile(r"[^\S\n ]")
# What does not stand as it is read: runs of spaces or hidden characters, a letter with loose marks (at most 8: more is
# an attack, not writing).
_IRREGULAR = re.compile(
    rf"(?P<space>(?:[^\S\n]|[{_HIDDEN_CHARS}])*[^\S\n](?:[^\S\n]|[{_HIDDEN_CHARS}])+)|(?P<hidden>[{_HIDDEN_CHARS}]+)"
    rf"|(?P<letter>[^\s{_HIDDEN_CHARS}](?:[{_HIDDEN_CHARS}]*[{_MARKS}]){{1,8}})"
)
_ICELANDIC = str.maketrans({"Ð": "Đ", "ð": "đ"})  # U+00D0 and U+00F0 are often typed for the Vietnamese letter


_I, _Y = "iíìỉĩị", "yýỳỷỹỵ"
_SWAP = str.maketrans(_I + _Y, _Y + _I)
_FINAL = re.compile(rf"(?:(?<=[hklmst])|(?<=qu))[{_I}{_Y}](?!\w)", re.IGNORECASE)
_MARKED = re.compile("[\u00c0-\u024f\u1ea0-\u1eff]")


@dataclass(frozen=True, slots=True)
class Text:
    """A text in three forms. `cased` and `lower` have the same length; `starts` and `ends` lead back to `given`.

    `plain` says that the article is Vietnamese written without its marks, `loud` that it is all in capitals.
    """

    given: str
    cased: str
    lower: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None
    plain: bool = False
    loud: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of the given text that stand behind [start, end) of the matched forms."""
        if self.starts is None or self.ends is None or start >= end:
            return start, end
        return self.starts[start], self.ends[end - 1]

    def quote(self, start: int, end: int) -> str:
        """Return the piece of the given text behind [start, end) of the matched forms."""
        first, last = self.span(start, end)
        return self.given[first:last]


def read(given: str) -> Text:
    """Prepare a text for matching; broken Unicode never raises."""
    if _is_plain(given):
        cased = unify_tones(_latin(given))
        return Text(given, cased, lower(cased))
    if _HIDDEN.search(given) or _IRREGULAR_SPACES.search(given) or not unicodedata.is_normalized("NFC", given):
        return _aligned(given)
    cased = _finish(given)
    return Text(given, cased, lower(cased))


def spellings(name: str) -> list[str]:
    """Return a name with i and y for each other at the end of a syllable, as papers write them: Mỹ Tho, Mĩ Tho."""
    found = [name]
    for match in _FINAL.finditer(name):
        found += [f"{one[: match.start()]}{match.group().translate(_SWAP)}{one[match.end() :]}" for one in found]
    return found


def is_unmarked(*texts: str) -> bool:
    """Tell whether no Latin letter of these texts bears a mark: English, or Vietnamese from a poor keyboard."""
    return not any(_MARKED.search(text) for text in texts)


def is_loud(*texts: str) -> bool:
    """Tell whether these texts have capitals and no small letter: capitals say nothing then."""
    joined = "".join(texts)
    return joined.isupper()


def lower(text: str) -> str:
    """Return `text` in lower case with the same length; the few letters that would grow stay as they are."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _is_plain(given: str) -> bool:
    """Tell whether nothing hidden, no odd space and no loose mark stands in a text, as in most of them."""
    printed = given.replace("\n", "").isprintable()  # nothing else that is hidden or a space is printable
    return printed and "  " not in given and unicodedata.is_normalized("NFC", given)


def _latin(text: str) -> str:
    return text.translate(_ICELANDIC) if "Ð" in text or "ð" in text else text


def _finish(text: str) -> str:
    return unify_tones(_ODD_SPACE.sub(" ", _SURROGATES.sub("\ufffd", _latin(text))))


def _aligned(given: str) -> Text:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for piece, start, end in _pieces(given):
        pieces.append(piece)
        if len(piece) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
    cased = _finish("".join(pieces))
    return Text(given, cased, lower(cased), tuple(starts), tuple(ends))


def _pieces(given: str) -> Iterator[tuple[str, int, int]]:
    """Yield the text in NFC, with one kind of space and nothing hidden, and where each piece stands."""
    position = 0
    for match in _IRREGULAR.finditer(given):
        yield from _regular(given, position, match.start())
        position = match.end()
        if match.lastgroup == "space":
            yield " ", match.start(), position
        elif match.lastgroup == "letter":
            yield unicodedata.normalize("NFC", _HIDDEN.sub("", match.group())), match.start(), position
    yield from _regular(given, position, len(given))


def _regular(given: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    piece = given[start:end]
    if unicodedata.is_normalized("NFC", piece):
        yield piece, start, end
        return
    for index, char in enumerate(piece, start):
        yield unicodedata.normalize("NFC", char), index, index + 1
