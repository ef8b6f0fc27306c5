"""Where a text names numbers and dates, and which digits are neither: ordinals, laws, telephones, scores, names."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from classifier.claims.numbers import (
    ENGLISH_WORDS,
    GREAT,
    MULTIPLIERS,
    VIETNAMESE_WORDS,
    read_digits,
    read_words,
    step_of,
)
from classifier.claims.units import NOUNS, WORDS


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date of a text; what it leaves out is None."""

    day: int | None
    month: int | None
    year: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text as a range, without what it counts; `step` is how finely it is given.

    `spelled` says that it stands in words, `scaled` that a million or the like belongs to it, `vague` that only its
    size is known, `close` that it is given as "hai ba".
    """

    low: Decimal
    high: Decimal
    step: Decimal
    start: int
    end: int
    spelled: bool = False
    scaled: bool = False
    vague: bool = False
    close: bool = False


# Blanks part thousands only before money: 15 000 đồng.
_CHUNK = r"(?:\d{1,3}(?: 000){1,3}+(?= ?(?:đồng|vnđ|vnd|usd|đ)(?!\w))|\d++(?:[.,/:]\d++)*+)"
_PAIRS = {
    "hai ba": (2, 3),
    "ba bốn": (3, 4),
    "năm sáu": (5, 6),
    "sáu bảy": (6, 7),
    "bảy tám": (7, 8),
    "dăm ba": (3, 5),
}
_SIZES = {
    "hàng": (1, 9),
    "vài ba": (2, 4),
    "một vài": (2, 5),
    "vài": (2, 9),
    "mấy": (2, 9),
    "dăm": (4, 7),
    "cả": (1, 2),
    "several": (2, 9),
    "dozens of": (12, 99),
    "hundreds of": (100, 999),
    "thousands of": (1000, 9999),
}
_ONLY_SCALED = ("hàng", "cả")  # alone they mean "goods" and "all"
_FORMS = (
    rf"(?P<chunk>{_CHUNK})|(?<!\w)(?:(?P<size>{'|'.join(_SIZES)})"
    rf"(?P<scale>(?: (?:chục|trăm|{GREAT}|thousand|million))*+)|(?P<pair>{'|'.join(_PAIRS)})"
)
_FIRST = re.compile(rf"{_FORMS}|(?P<spelled>{VIETNAMESE_WORDS}))(?!\w)")
_FIRST_ENGLISH = re.compile(rf"{_FORMS}|(?P<spelled>{ENGLISH_WORDS}))(?!\w)")
_SCALE = re.compile(
    rf" ?(chục|trăm|{GREAT}|thousand|million|billion|trillion)(?!\w)(?! (?:lệ|số|giá|suất|trọng|phú|đồng hồ)(?!\w))"
)
_TENTH = re.compile(r",? (?:và )?(\d{1,3}(?:[.,]\d{1,3})?) (trăm|nghìn|ngàn|triệu)(?!\w)")
_HALF = re.compile(r" rưỡi(?!\w)")

_NAMED_WORDS = (
    "thứ số điều khoản chương mục hạng top nhóm vòng bảng quận phường tổ khóa lớp cấp quý mùng mồng kỳ hẻm ngõ ngách km"
    " nhiệm đời sn ql tl dt hl phút article chapter no hotline đt tel fax thoại nóng đài iphone galaxy windows boeing"
    " airbus su mig ios android đoạn kỷ sinh quốc lộ tỉnh tập đoàn masters open p"
)
_NAMED = frozenset(_NAMED_WORDS.split())
# After these a figure names something, unless a measure or money follows: "phòng 20 m2", "mỗi tháng 5 triệu đồng".
_NUMBERED_WORDS = "năm ngày tháng khối tầng phòng đường đợt lần mẫu loại tuyến trang đêm trưa quẻ bão kênh chuyến"
_NUMBERED = frozenset(_NUMBERED_WORDS.split())
_YEARLY_WORDS = (
    "mỗi hàng hằng trong một các nhiều những cuối đầu giữa cả suốt hai ba của từ sang bao vài mấy qua theo trăm"
)
_YEARLY = frozenset(_YEARLY_WORDS.split())
_LEFT_WORD = re.compile(r"(\w+)[ .]?\Z")
_LEFT_YEAR = re.compile(r"(?:năm|niên|thập kỷ) \Z")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_GLUED = re.compile(r"(?:[^\W\d_]|[^\W\d_]-|[^\W\d_]/|\d[-–.,:/+])\Z")
_SCORE = re.compile(r"(?:tỷ số|tỉ số|thắng|thua|hòa|dẫn|kết quả|score)(?: \w+){0,2} \Z")
_PARTS = "sáng|trưa|chiều|tối|đêm|ngày|cùng|hôm"
_CLOCK = re.compile(
    r" ?[hg](?: ?\d{1,2}(?:['’p]|ph)?)?(?!\w)|:\d\d(?!\d)| ?(?:am|pm|a\.m|p\.m)(?!\w)"
    rf"| ?giờ(?: kém)? (?:\d{{1,2}}(?! phút)(?!\d)|\d{{1,2}} phút(?=,? (?:{_PARTS})(?!\w)))"
    rf"| ?giờ(?= (?:{_PARTS}|địa phương|gmt|theo giờ|quốc tế)(?!\w))"
)
_DASHED = re.compile(r" ?[-–] ?\d")
_CLOCK_LEFT = re.compile(r"(?:lúc|hồi|vào|từ|trước|tới|đến)(?: khoảng| gần| hơn)? \Z")
_HOUR = re.compile(r" ?giờ(?: \d{1,2} phút)?(?!\w)")
_DATE = re.compile(r"(\d{1,2})([/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?")
_FRACTION = re.compile(r" (?:số|tổng|diện|dân số|chiều|lượng|quân|thời|phiếu|đại biểu)(?!\w)")
_MONTH = re.compile(r"(\d{1,2})/(\d{4})")
_DASH_DATE = re.compile(r"(\d{1,2}) ?[-–] ?(\d{1,2})(?: ?[-–] ?(\d{4}))?(?!\d|[.,/]\d)")
_LONG_DATE = re.compile(r"(\d{1,2}) ?tháng (\d{1,2})(?:(?:,? năm| ?[/-]) ?(\d{4}))?(?!\w)")
_DAY_LEFT = re.compile(r"(?:ngày|mùng|mồng|sáng|trưa|chiều|tối|đêm|hôm|khuya)(?: nay)? ?\(?\Z")
_TO = re.compile(rf" ?[-–—] ?({_CHUNK})| (?:đến|tới|to) ({_CHUNK})")
_FROM_TO = re.compile(rf"(?P<unit> ?(?:{WORDS}))? (?:đến|tới|to) ({_CHUNK})")
_FROM = re.compile(r"(?:từ|from|between) \Z")
_LETTER = re.compile(r"[-/]?[^\W\d_]")
_MEASURED = re.compile(rf" ?(?:{WORDS}|thousand|million|billion|{GREAT}|chục|trăm)(?!\w)")
_TIMES = re.compile(r" ?(?:giây|phút|giờ|ngày|tuần|tháng|năm|tuổi|cân|phân|ly|đ|khối|độ|g|m|l)(?!\w)")
_COUNTED = re.compile(rf" (?:{NOUNS})(?!\w)")


def numbers_and_dates(lower: str, english: bool = False) -> tuple[list[Number], list[DateMention]]:
    """Return the numbers and the dates of a text in lower case, in order."""
    numbers: list[Number] = []
    dates: list[DateMention] = []
    first = _FIRST_ENGLISH if english else _FIRST
    position = 0
    skipped = -2  # where digits ended that are no number: what follows them is a part of them
    while match := first.search(lower, position):
        position = match.end()
        found = _digits(lower, match, english, skipped) if match["chunk"] else _in_words(match, lower)
        if isinstance(found, Number):
            numbers.append(found)
            position = found.end
        elif isinstance(found, DateMention):
            dates.append(found)
            position = skipped = found.end
        elif match["chunk"]:
            position = skipped = max(position, found)
    return numbers, dates


def _in_words(match: re.Match[str], lower: str) -> Number | int:
    """Return a number in words, or where to read on."""
    start, end = match.span()
    if match["pair"]:
        low, high = _PAIRS[match["pair"]]
        return _scaled(Number(Decimal(low), Decimal(high), Decimal(1), start, end, spelled=True, close=True), lower)
    if match["size"]:
        return _vague(match["size"], match["scale"].split(), start, end)
    left = _LEFT_WORD.search(lower, max(0, start - 12), start)
    if left and (left[1] in _NAMED or left[1] == "tháng" or (match["spelled"] == "năm" and left[1] in _YEARLY)):
        return end
    value = read_words(match["spelled"])
    if value is None:
        return end
    number = _scaled(Number(value, value, step_of(value), start, end, spelled=True, scaled=value >= 1000), lower)
    return _halved(number, lower, Decimal(MULTIPLIERS.get(match["spelled"].split()[-1], 0)))


def _vague(size: str, scales: list[str], start: int, end: int) -> Number | int:
    """Return a size such as "hàng chục" as a range; none where the word means something else."""
    if size in _ONLY_SCALED and not scales:
        return end
    scale = Decimal(1)
    for word in scales:
        scale *= MULTIPLIERS[word]
    low, high = _SIZES[size]
    return Number(low * scale, high * scale, scale, start, end, spelled=True, scaled=scale >= 1000, vague=True)


def _digits(lower: str, match: re.Match[str], english: bool, skipped: int) -> Number | DateMention | int:
    """Return the number or the date that digits write, or where to read on when they write neither."""
    start, end = match.span()
    written = match["chunk"]
    follows = start - skipped <= 1 and lower[start - 2].isdigit()
    if follows or _GLUED.search(lower, max(0, start - 2), start) or len(written) > 40:
        return end
    date = _date(lower, start, written)
    if date:
        return date
    clock = _clock(lower, start, end)
    if clock:
        return clock
    if "/" in written or ":" in written or _is_name(lower, start, end, written):
        return end
    value = read_digits(written, bool(_MEASURED.match(lower, end)), english)
    if value is None:
        return end
    return _ranged(Number(value, value, step_of(value), start, end), lower, english)


def _date(lower: str, start: int, written: str) -> DateMention | None:
    day_left = _DAY_LEFT.search(lower, max(0, start - 12), start)
    long = _LONG_DATE.match(lower, start)
    if long and (date := _valid(long[1], long[2], long[3], start, long.end())):
        return date
    match = _DATE.fullmatch(written)
    if match and _FRACTION.match(lower, start + len(written)):
        return None
    if match and (match[2] == "/" or match[4] or day_left):
        return _valid(match[1], match[3], match[4], start, start + len(written))
    month = _MONTH.fullmatch(written)
    if month and 1 <= int(month[1]) <= 12 and _YEAR.fullmatch(month[2]):
        return DateMention(None, int(month[1]), int(month[2]), start, start + len(written))
    dashed = _DASH_DATE.match(lower, start)
    if dashed and (day_left or dashed[3]):
        return _valid(dashed[1], dashed[2], dashed[3], start, dashed.end())
    if _YEAR.fullmatch(written) and _LEFT_YEAR.search(lower, max(0, start - 10), start):
        return DateMention(None, None, int(written), start, start + len(written))
    return None


def _valid(day: str, month: str, year: str | None, start: int, end: int) -> DateMention | None:
    if not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    full = int(year) + (2000 if len(year) == 2 else 0) if year else None
    return DateMention(int(day), int(month), full, start, end)


def _clock(lower: str, start: int, end: int) -> int:
    """Return where a time of day ends; 0 when there is none."""
    clock = _CLOCK.match(lower, end)
    if clock:
        return clock.end()
    hour = _HOUR.match(lower, end)
    return hour.end() if hour and _CLOCK_LEFT.search(lower, max(0, start - 14), start) else 0


def _is_name(lower: str, start: int, end: int, written: str) -> bool:
    """Tell whether digits name something: a law, a class, a year, a telephone, a plane."""
    left = _LEFT_WORD.search(lower, max(0, start - 12), start)
    word = left[1] if left else ""
    if word in _NAMED or (written[0] == "0" and written.isdigit() and len(written) > 1):
        return True
    measured = _MEASURED.match(lower, end)
    if word in _NUMBERED and (not measured or _TIMES.match(lower, end)):
        return True
    if written.isdigit() and (len(written) > 8 or (_YEAR.fullmatch(written) and not measured)):
        return len(written) > 8 or not _COUNTED.match(lower, end)
    if _LETTER.match(lower, end) and not (measured and lower[end] not in "-/"):
        return True
    return bool(_DASHED.match(lower, end) and _SCORE.search(lower, max(0, start - 24), start))


def _ranged(number: Number, lower: str, english: bool) -> Number | int:
    """Return a number with what belongs to it: the other end of a range, thousands, a smaller part, a half."""
    first = _scaled(number, lower)
    to = _TO.match(lower, number.end)
    if not to and _FROM.search(lower, max(0, number.start - 8), number.start):
        to = _FROM_TO.match(lower, first.end)
    if not to:
        return _parts(first, lower)
    chunk = next(group for group in reversed(to.groups()) if group)
    if "/" in chunk or ":" in chunk or _CLOCK.match(lower, to.end()):
        return number.end
    value = read_digits(chunk, bool(_MEASURED.match(lower, to.end())), english)
    if value is None:
        return to.end()
    second = _scaled(Number(value, value, step_of(value), to.end() - len(chunk), to.end()), lower)
    if not first.scaled and second.scaled and value:
        scale = second.low / value
        first = replace(first, low=first.low * scale, step=first.step * scale, scaled=True)
    unit = (to.groupdict().get("unit") or "").strip()
    if unit and not lower.startswith(unit, second.end + 1):
        return _parts(first, lower)
    if first.low >= second.high:
        return to.end()
    return replace(first, high=second.high, end=second.end, step=max(first.step, second.step))


def _scaled(number: Number, lower: str) -> Number:
    scale, end = Decimal(1), number.end
    for _ in range(3):
        match = _SCALE.match(lower, end)
        if not match:
            break
        scale *= MULTIPLIERS[match[1]]
        end = match.end()
    if end == number.end:
        return number
    return replace(
        number,
        low=number.low * scale,
        high=number.high * scale,
        step=number.step * scale,
        end=end,
        scaled=number.scaled or scale >= 1000,
    )


def _parts(number: Number, lower: str) -> Number:
    """Add what follows as a smaller part: 1 tỷ 200 triệu, 2 triệu rưỡi."""
    if not number.scaled:
        return number
    tail = _TENTH.match(lower, number.end)
    if tail:
        scale = MULTIPLIERS[tail[2]]
        part = Decimal(tail[1].replace(",", ".")) * scale
        if part < number.step:
            whole = number.low + part
            return replace(number, low=whole, high=whole, step=Decimal(scale), end=tail.end())
    return _halved(number, lower, number.step)


def _halved(number: Number, lower: str, one: Decimal) -> Number:
    half = _HALF.match(lower, number.end)
    if not half or not number.scaled:
        return number
    more = one / 2
    return replace(number, low=number.low + more, high=number.high + more, step=more, end=half.end())
