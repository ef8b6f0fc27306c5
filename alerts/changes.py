"""What changed in an article, in words: for the terminal, for a mail and for the reasons of an alert."""

from collections.abc import Sequence

from alerts.documents.wording import plain
from core.diff import Part, diff, shortened
from core.i18n import translator
from core.versions import Change, Version

MAIL_WORDS = 50  # of removed and added text that may leave the house
LINE_CHARS = 1000


def name(change: Change, lang: str | None = None) -> str:
    """Return what became of an article."""
    _ = translator("alerts", lang)
    names = {
        "first": _("first version"),
        "page": _("the page could be read"),
        "edit": _("edited"),
        "correction": _("corrected"),
        "removal": _("removed"),
        "return": _("back again"),
    }
    return names[change]


def between(older: Version, newer: Version) -> tuple[Part, ...]:
    """Return how the text of one version, title included, became that of another."""
    return diff(f"{older.title}\n{older.text}", f"{newer.title}\n{newer.text}")


def lines(parts: Sequence[Part], lang: str | None = None) -> list[str]:
    """Return one line per sentence that was taken out, put in or changed."""
    return [_line(part, *shortened(part), lang) for part in parts]


def brief(parts: Sequence[Part], lang: str | None = None) -> list[str]:
    """Return the first lines of a difference, of at most 50 words of the article in all."""
    found, left = [], MAIL_WORDS
    for part in parts:
        if left <= 0:
            found.append("…")
            break
        old, left = _first(shortened(part)[0], left)
        new, left = _first(shortened(part)[1], left)
        found.append(plain(_line(part, old, new, lang), LINE_CHARS))
    return found


def _first(text: str, words: int) -> tuple[str, int]:
    """Return the first words of a text, and how many more may follow."""
    all_words = text.split()
    cut = " ".join(all_words[:words]) + (" …" if len(all_words) > words else "")
    return cut, max(0, words - len(all_words))


def _line(part: Part, old: str, new: str, lang: str | None) -> str:
    _ = translator("alerts", lang)
    if part.kind == "removed":
        return _("Taken out: %(old)s") % {"old": old}
    if part.kind == "added":
        return _("Put in: %(new)s") % {"new": new}
    return _("Changed: «%(old)s» → «%(new)s»") % {"old": old, "new": new}
