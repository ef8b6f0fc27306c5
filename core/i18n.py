"""Messages in the language of the person who reads them. Each room keeps its own catalogue."""

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
_state = {"language": "vi"}


def use(language: str) -> None:
    """Make `language` the one in which messages are shown from now on; unknown languages show English."""
    _state["language"] = language


def language() -> str:
    """Return the language in use."""
    return _state["language"]


@cache
def _catalogue(room: str, lang: str) -> gettext.NullTranslations:
    folder = Path(__file__).parent.parent / room / "locale"
    return gettext.translation(room, folder, languages=[lang], fallback=True)


def translator(room: str, lang: str | None = None) -> Callable[[str], str]:
    """Return the `_` of a room: English source text in, text in `lang` (or in the language in use) out."""

    def translate(message: str) -> str:
        return _catalogue(room, lang or language()).gettext(message) if message else ""

    return translate
