"""Quantities of a text: how much of what, how surely said, and where it stands.

Dates, times of day, ordinals, numbers of laws, telephones, scores and names are no quantities.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from classifier.claims.mentions import DateMention, Number, numbers_and_dates
from classifier.claims.units import (
    BEFALLS,
    ENGLISH_PEOPLE,
    FATE_OF,
    FATE_WORDS,
    NOUNS,
    PEOPLE,
    SIGNS,
    UNITS,
    WORDS,
    Unit,
)
from classifier.sentences import bounds
from classifier.text import Text, is_unmarked, read

Qualifier = Literal["exact", "about", "nearly", "over", "least", "under", "most", "vague"]
Room = tuple[Decimal, Decimal]
Span = tuple[int, int]

# What a wording lets the true value be, as shares of the number said: "hơn 30" fits 34, "gần 100" fits 97.
_ROOM: dict[Qualifier, Room] = {
    "about": (Decimal("0.85"), Decimal("1.15")),
    "nearly": (Decimal("0.85"), Decimal(1)),
    "over": (Decimal(1), Decimal("1.5")),
    "least": (Decimal(1), Decimal("Infinity")),
    "under": (Decimal("0.6"), Decimal(1)),
    "most": (Decimal(0), Decimal(1)),
}
_HALF_STEP = Decimal("0.49")  # 1.25 may be written 1.2, but 1.2 is not 1.3


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of a text, as a closed range [low, high] in the canonical unit of its family.

    `step` is how finely it is given. `unit` is "dead", "injured" and so on for people whom something befell; `noun`
    has the words counted, in lower case. `start`, `end` and `sentence` count code points of the given text.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    qualifier: Qualifier
    family: str
    unit: str
    noun: str
    text: str
    start: int
    end: int
    sentence: Span

    @property
    def room(self) -> Room:
        """The least and the most that the true value may be when the wording is right."""
        if self.qualifier in _ROOM:
            least, most = _ROOM[self.qualifier]
            return self.low * least, self.high * most
        if self.step == 1 and self.low == self.low.to_integral_value():
            return self.low, self.high
        return self.low - self.step * _HALF_STEP, self.high + self.step * _HALF_STEP


@dataclass(frozen=True, slots=True)
class Figures:
    """The quantities and the dates of a text, each in order; dates count code points of the given text too."""

    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]


def may_agree(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities of one unit may both be right, given rounding and how surely they are said."""
    if "vague" in (one.qualifier, other.qualifier):
        return True
    (low, high), (least, most) = one.room, other.room
    return low <= most and least <= high


_WORDED: dict[Qualifier, str] = {
    "about": "khoảng|chừng|xấp xỉ|ước tính|ước chừng|ước đạt|ước|tầm|cỡ|trên dưới|about|around|approximately|some",
    "nearly": "gần|ngót nghét|ngót|suýt soát|nearly|almost|close to",
    "least": "ít nhất là|ít nhất|tối thiểu|không dưới|không ít hơn|chí ít|at least|no fewer than",
    "over": "hơn|trên|quá|vượt|vượt quá|more than|over",
    "most": "không quá|không vượt quá|không hơn|tối đa|nhiều nhất|at most|up to",
    "under": "dưới|chưa đến|chưa tới|chưa đầy|chưa được|less than|fewer than|under",
}
_QUALIFIED = {word: name for name, words in _WORDED.items() for word in words.split("|")}
_BEFORE = re.compile(
    rf"(?<!\w)({'|'.join(sorted(_QUALIFIED, key=len, reverse=True))})(?: có| là)? (?:từ |us|vnd )?[$€£]?\Z"
)
_UP = re.compile(r" (?:\w+ ){0,2}(trở lên|trở xuống|or more)(?!\w)")
_UNIT = re.compile(rf" ?({WORDS})(?!\w)(?! (?:nghìn|triệu|tỷ|công(?! trình| nghiệp)|khúc|hát|sĩ)(?!\w))")
_PER = re.compile(r" ?/ ?(\w{1,6})(?!\w)| mỗi (\w{1,6})(?!\w)")
_PART = re.compile(rf" (?:và )?(\d{{1,3}}) ?({WORDS})(?!\w)")
_HALF = re.compile(r" rưỡi(?!\w)")
_NOUN = re.compile(r" ?((?:[^\W\d_]+ ){0,4}[^\W\d_]+)")
_KNOWN = re.compile(
    rf"(?!ca (?:khúc|hát|sĩ|nô)|con (?:người|đường|số)|bộ (?:phận|trưởng))(?:{NOUNS}|{ENGLISH_PEOPLE})(?!\w)"
)
_PERSON = re.compile(rf"(?:{'|'.join(sorted(f'{PEOPLE}|{ENGLISH_PEOPLE}'.split('|'), key=len, reverse=True))})(?!\w)")
_FATE = re.compile(rf"(?<!\w)(?:{FATE_WORDS})(?!\w)")
_FATE_END = re.compile(r"[.,;:()\d\n]|(?<!\w)(?:và|khiến|làm|trong khi|còn|nhưng|sau khi|and|mà|vì|do|để|vụ)(?!\w)")
_TOO = re.compile(r" (?:và|hoặc|hay|and) (?:[^\W\d]+ ){0,2}?(?:bị thương|mất tích|injured|wounded)(?!\w)")
_SAID = "|".join(_QUALIFIED)
_BEFELL = re.compile(
    rf"(?<!\w)({'|'.join(sorted(BEFALLS, key=len, reverse=True))})(?: cho)?(?: thêm)? (?:tổng cộng |(?:{_SAID}) )*\Z"
)
_TOLL = re.compile(
    rf"(?<!\w)(?:số|tổng số) (?:người|nạn nhân|trường hợp|ca|học sinh|dân thường)?[^.;\d]{{0,20}}?({FATE_WORDS})"
    r"(?: (?!và )\w+){0,14}:? (?:là |lên |tới |đến |thành )+(?:\w+ ){0,3}\Z"
)
_SEEN = 60  # code points after the number in which what befell people is looked for
_STOP_WORDS = (
    "đã bị được và tại ở trong của là cho với từ đến tới đang sẽ phải có do vì khi để ra vào lên xuống về theo trên"
    " dưới mà nhưng này đó kia ấy sau trước bởi gồm cùng còn nên thì những các một mỗi hơn so như nữa cũng không chưa"
    " thuộc khiến làm nếu qua giữa tháng năm ngày hoặc hay vừa chỉ rồi đều sang bằng nhằm cả gần khoảng trở thấy"
    " and or in at on of the were was are is to from by with have has been who"
)
STOP = frozenset(_STOP_WORDS.split())
# In words these would be taken for something else: "một phân", "hai ly", "ba độ", "một công".
_NEVER_SPELLED = frozenset(("m", "l", "g", "đ", "độ", "phân", "ly", "bảng", "gr", "tệ"))


def find_figures(text: str) -> Figures:
    """Return the quantities and the dates of a Vietnamese or English text; broken text never raises."""
    form = read(text)
    numbers, dates = numbers_and_dates(form.lower, is_unmarked(form.lower))
    sentences = list(bounds(form.lower)) if numbers else []
    starts = [start for start, _end in sentences]
    found = []
    done = 0
    for index, number in enumerate(numbers):
        if number.start < done:
            continue
        place = max(0, bisect_right(starts, number.start) - 1)
        limit = numbers[index + 1].start if index + 1 < len(numbers) else len(form.lower)
        number, unit = _measured(form.lower, number)
        done = number.end
        quantity = _quantity(form, number, unit, sentences[place], limit)
        if quantity:
            found.append(quantity)
    shown = tuple(
        replace(one, **dict(zip(("start", "end"), form.span(one.start, one.end), strict=True))) for one in dates
    )
    return Figures(tuple(found), shown)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a Vietnamese or English text, in order."""
    return find_figures(text).quantities


def _quantity(form: Text, number: Number, unit: Unit | None, sentence: Span, limit: int) -> Quantity | None:
    """Return what a number says; None where a word of a number counts nothing known."""
    lower = form.lower
    noun = _noun(form, number.end, sentence[1])
    known = _KNOWN.match(noun)
    if number.spelled and not (unit or known or number.scaled):
        return None
    if unit and unit.family == "temperature" and noun.startswith(("vĩ", "kinh")):
        return None
    qualifier = _qualifier(lower, number, noun)
    first, last = form.span(number.start, number.end)
    if unit:
        family, name = unit.family, unit.name
    elif (known and _PERSON.match(noun)) or not noun or _FATE.match(noun):
        family, name = "people", _fate(lower, number, sentence, limit) or (known.group() if known else "")
    else:
        family, name = "count", known.group() if known else noun
    if not name:
        if number.low < number.high and not number.scaled:
            return None  # "3-11" may be a date, a score, a part of a name
        # the press leaves "đồng" out after millions
        family, name = ("money", "VND") if number.scaled else ("number", "")
    return Quantity(
        low=number.low,
        high=number.high,
        step=number.step,
        qualifier=qualifier,
        family=family,
        unit=name,
        noun=noun,
        text=form.given[first:last],
        start=first,
        end=last,
        sentence=form.span(*sentence),
    )


def _qualifier(lower: str, number: Number, noun: str) -> Qualifier:
    """Return how surely a number is said."""
    if number.vague:
        return "vague"
    match = _BEFORE.search(lower, max(0, number.start - 26), number.start)
    # "trên 2 tuyến đường" is on them, not more than them
    placed = match and match[1] in ("trên", "quá", "dưới", "some") and number.high < 10 and not number.scaled
    if match and not placed:
        return _QUALIFIED[match[1]]
    up = _UP.match(lower, number.end, number.end + len(noun) + 20)
    if up:
        return "most" if up[1] == "trở xuống" else "least"
    return "about" if number.close else "exact"


def _measured(lower: str, number: Number) -> tuple[Number, Unit | None]:
    """Return a number in its canonical unit, with the unit and what it is reckoned by ("VND/kg")."""
    sign = SIGNS.get(lower[number.start - 1 : number.start])
    match = _UNIT.match(lower, number.end)
    if match and number.spelled and match[1] in _NEVER_SPELLED and not number.scaled:
        match = None
    surface = sign or (match[1] if match else "")
    if not surface:
        return number, None
    unit = UNITS[surface]
    end = match.end() if match and not sign else number.end
    low, high, step = (value * unit.factor for value in (number.low, number.high, number.step))
    number = _part(lower, replace(number, low=low, high=high, step=step, end=end), unit)
    per = _PER.match(lower, number.end) if unit.family == "money" else None
    if per:
        return replace(number, end=per.end()), replace(unit, name=f"{unit.name}/{per[1] or per[2]}")
    return number, unit


def _part(lower: str, number: Number, unit: Unit) -> Number:
    """Add a smaller part in a smaller unit: 1 giờ 30 phút, 5 tấn 3 tạ, 2 năm rưỡi."""
    half = _HALF.match(lower, number.end)
    more, step, end = Decimal(0), number.step, number.end
    if half:
        more, step, end = unit.factor / 2, unit.factor / 2, half.end()
    part = _PART.match(lower, number.end)
    if part and not half:
        smaller = UNITS[part[2]]
        if (smaller.family, smaller.name) == (unit.family, unit.name) and smaller.factor < unit.factor:
            more, step, end = int(part[1]) * smaller.factor, smaller.factor, part.end()
    return replace(number, low=number.low + more, high=number.high + more, step=step, end=end)


def _noun(form: Text, start: int, stop: int) -> str:
    """Return the words counted: what follows in small letters up to a word that ends a noun."""
    match = _NOUN.match(form.cased, start, stop)
    if not match:
        return ""
    words = []
    for word in match[1].split():
        if word in STOP or (word[:1].isupper() and not form.loud):
            break
        words.append(word)
    return " ".join(words)


def _fate(lower: str, number: Number, sentence: Span, limit: int) -> str:
    """Return what befell the people counted, by the words after them or right before them."""
    before = _BEFELL.search(lower, max(sentence[0], number.start - 40), number.start)
    toll = before or _TOLL.search(lower, max(sentence[0], number.start - 120), number.start)
    stop = min(sentence[1], limit, number.end + _SEEN)
    end = _FATE_END.search(lower, number.end, stop)
    after = _FATE.search(lower, number.end, end.start() if end else stop)
    if after and not before:
        also = _TOO.match(lower, after.end())
        fate = FATE_OF[after.group()]
        return "casualties" if also and fate in ("dead", "injured") else fate
    if toll:
        return BEFALLS[toll[1]]
    return FATE_OF[after.group()] if after else ""
