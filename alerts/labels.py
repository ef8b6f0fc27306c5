"""Names and phrases in the language in use."""

from collections.abc import Iterable, Mapping

from core.i18n import language
from core.text import shorten

_MAX_PHRASES = 3
_MAX_PHRASE_WORDS = 20


def in_language(names: Mapping[str, str], otherwise: str) -> str:
    """Return the name in the language in use, else the Vietnamese one, else `otherwise`."""
    return names.get(language()) or names.get("vi") or otherwise


def quote(phrases: Iterable[str]) -> str:
    """Return the first few distinct phrases, each shortened and in quotation marks."""
    distinct = list(dict.fromkeys(shorten(phrase, _MAX_PHRASE_WORDS) for phrase in phrases))
    return ", ".join(f"“{phrase}”" for phrase in distinct[:_MAX_PHRASES])
