"""How wide words stand on paper: the advances of Times New Roman Bold, which its metric-compatible fonts share."""

import unicodedata

MM_PER_POINT = 25.4 / 72
_HORN = "\u031b"
# Thousandths of the size; the marks over and under Vietnamese letters add nothing, the horn of ơ and ư does.
_ADVANCES = {
    250: " \u00a0,.",
    278: "il/'",
    333: "fjt-():;",
    389: "sI",
    444: "cerz",
    500: "agovxyJ0123456789–",
    556: "bdhknpquSđơ",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "wACDNRUVXYĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "m&",
    944: "M",
    1000: "W",
}
_ADVANCE = {char: advance for advance, chars in _ADVANCES.items() for char in chars}
_OTHER = 500


def text_width(text: str, points: float) -> float:
    """Return the width in mm of bold Times New Roman; letters of other scripts count as a digit."""
    return sum(_ADVANCE.get(_bare(char), _OTHER) for char in text) / 1000 * points * MM_PER_POINT


def _bare(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]
