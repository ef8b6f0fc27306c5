"""Vietnamese text: one Unicode form, one tone placement, one folding for search."""

import re
import unicodedata

# C0 and C1 controls except tab and line feed, zero-width and bidirectional marks, soft hyphen, lone surrogates,
# byte order mark and non-characters: they hide words from matching, reorder what a terminal or a mail shows, or
# cannot be stored at all.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n\s*\n\s*")
_D_STROKE = str.maketrans({"đ": "d", "Đ": "D", "Ð": "D", "ð": "d"})


def _tone_pairs() -> dict[str, str]:
    """Map every new-style open syllable ending (oà, oè, uỳ) to the older, more frequent style (òa, òe, ùy)."""
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in "\u0300\u0301\u0309\u0303\u0323":
            for one in (first, first.upper()):
                for two in (second, second.upper()):
                    pairs[unicodedata.normalize("NFC", one + two + tone)] = unicodedata.normalize(
                        "NFC", one + tone + two
                    )
    return pairs


_TONES = _tone_pairs()
# Two sets of letters are looked for ten times as fast as sixty pairs; pairs of them that are none stay as they are.
_FIRST, _SECOND = ("".join(sorted({pair[at] for pair in _TONES})) for at in (0, 1))
_TONE = re.compile(rf"[{_FIRST}](?<![qQ].)[{_SECOND}](?!\w)")


def clean(text: str) -> str:
    """Return `text` in NFC without control and invisible characters; lines survive, other spaces become one."""
    if not text.isprintable():  # line feeds and all that is taken out are not printable
        text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    if text.isprintable():
        return " ".join(text.split())
    text = _BLANK_LINES.sub("\n", _SPACES.sub(" ", text))
    return "\n".join(line.strip() for line in text.split("\n")).strip()


def has_hidden(text: str) -> bool:
    """Tell whether a text holds characters that `clean` takes out."""
    return not text.isprintable() and _INVISIBLE.search(text) is not None


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line, safe for a mail subject, a table cell or a terminal."""
    return " ".join(clean(text).split())


def unify_tones(text: str) -> str:
    """Write hoà, hoè, thuỷ as hòa, hòe, thủy; the length in code points does not change for NFC input."""
    return _TONE.sub(lambda match: _TONES.get(match.group(), match.group()), text)


def unmark(text: str) -> str:
    """Return `text` without Vietnamese marks, đ as d; capitals stay, and so does the length of NFC input."""
    decomposed = unicodedata.normalize("NFD", text.translate(_D_STROKE))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def fold(text: str) -> str:
    """Return `text` lower-case without Vietnamese marks, for search that forgives missing diacritics."""
    return unmark(text).lower()


def in_context(text: str, start: int, end: int, around: int = 40) -> tuple[str, str, str]:
    """Return what stands before a piece [start, end) of a text, the piece, and what follows, without line ends.

    Whoever shows them marks the middle one and escapes each by itself.
    """
    before, after = text[max(0, start - around) : start], text[end : end + around]
    if start > around:
        before = "… " + before.partition(" ")[2]  # whole words only
    if end + around < len(text):
        after = after.rpartition(" ")[0] + " …"
    first, found, last = (piece.replace("\n", " ") for piece in (before, text[start:end], after))
    return first, found, last


def shorten(text: str, words: int) -> str:
    """Return at most `words` words of `text` on one line, with an ellipsis when something was left out."""
    parts = one_line(text).split(" ")
    return " ".join(parts) if len(parts) <= words else " ".join(parts[:words]).rstrip(",;:.") + " …"
