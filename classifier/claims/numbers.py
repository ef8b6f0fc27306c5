"""Numbers as the press writes them: 1.200, 1,2, 1,200.5, hai mươi lăm, twenty-five.

They are read as decimals, not as floats: 4,7 % and 1,2 tỷ must compare exactly.
"""

import re
from decimal import Decimal

MULTIPLIERS = {
    "chục": 10,
    "trăm": 10**2,
    "nghìn": 10**3,
    "ngàn": 10**3,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
GREAT = r"nghìn|ngàn|vạn|triệu|tỷ|tỉ"

_DIGIT = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_TO_NINETEEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_BY_TEN = "twenty thirty forty fifty sixty seventy eighty ninety"
_ENGLISH = {word: value for value, word in enumerate(_TO_NINETEEN.split(), 1)}
_ENGLISH |= {word: value * 10 for value, word in enumerate(_BY_TEN.split(), 2)}

_D = "(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)"
# "mười năm" and "hai mươi năm" are years: after them five is "lăm".
_ONES = "sáu|bảy|bẩy|tám|chín"
_TENS = rf"(?:{_D} mươi(?: (?:mốt|hai|ba|tư|bốn|lăm|nhăm|{_ONES}))?|mười(?: (?:một|hai|ba|bốn|lăm|{_ONES}))?|{_D} chục)"
_B = rf"(?:{_D} trăm(?: (?:(?:linh|lẻ) {_D}|{_TENS}|{_D}(?= (?:{GREAT}))))?|{_TENS}|{_D})"
_LAST = rf"(?:(?:linh |lẻ )?{_B})"
# A bare "năm" after nghìn or triệu is the word for year.
VIETNAMESE_WORDS = (
    rf"{_B}(?: (?:nghìn |ngàn )?(?:tỷ|tỉ)(?: {_B}(?= triệu| nghìn| ngàn))?)?(?: triệu(?: {_B}(?= nghìn| ngàn))?)?"
    rf"(?: (?:nghìn|ngàn|vạn)(?: (?!năm(?! mươi| trăm)){_LAST})?)?(?!\w)"
)
ENGLISH_WORDS = (
    rf"(?:{'|'.join(sorted(_ENGLISH, key=len, reverse=True))}|hundred)(?:[ -](?:and )?(?:"
    rf"{'|'.join(sorted(_ENGLISH, key=len, reverse=True))}|hundred|thousand)){{0,4}}(?!\w)"
)

_PLAIN = re.compile(r"\d+")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_MOST_DIGITS = 18


def read_digits(written: str, measured: bool, english: bool = False) -> Decimal | None:
    """Return the number that digits, dots and commas write; None when it is none.

    `measured` says that a unit or a multiplier follows: one comma parts decimals then, as in 1,234 tỷ.
    """
    written = written.replace(" ", "")
    if len(written) > _MOST_DIGITS:
        return None
    if _PLAIN.fullmatch(written):
        return Decimal(written)
    if _DOTS.fullmatch(written) and written[0] != "0":
        return Decimal(written.replace(".", "").replace(",", "."))
    one = written.count(",") == 1 and "." not in written
    if _COMMAS.fullmatch(written) and written[0] != "0" and not (one and measured and not english):
        return Decimal(written.replace(",", ""))
    if _DECIMAL.fullmatch(written):
        return Decimal(written.replace(",", "."))
    return None


def read_words(words: str) -> Decimal | None:
    """Return the number that Vietnamese or English words write; None when they write none."""
    total, group, last = 0, 0, 0
    for word in words.replace("-", " ").split():
        if word in _DIGIT or word in _ENGLISH:
            last = _DIGIT.get(word) or _ENGLISH[word]
            group += last
        elif word == "mười":
            group += 10
        elif word in ("mươi", "chục"):
            group += last * 9
        elif word in ("trăm", "hundred"):
            group = (group or 1) * 100
        elif word in MULTIPLIERS:
            step = MULTIPLIERS[word]
            if word in ("tỷ", "tỉ"):
                total, group = (total + (group or (0 if total else 1))) * step, 0
            else:
                total, group = total + (group or 1) * step, 0
        elif word not in ("linh", "lẻ", "and"):
            return None
    return Decimal(total + group)


def step_of(value: Decimal) -> Decimal:
    """Return how finely a number is given: 1 for 34, 0.1 for 1.2, more for round ones such as 5000 or 300."""
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int):
        return Decimal(1)
    if exponent < 0:
        return Decimal(1).scaleb(exponent)
    digits = str(int(value))
    zeros = len(digits) - len(digits.rstrip("0"))
    if value < 100 or not zeros:
        return Decimal(1)
    if zeros >= 3 or (zeros == 2 and value >= 1000):
        return min(Decimal(10**zeros), value * Decimal("0.15"))
    return Decimal(20 if zeros == 2 else 10)
