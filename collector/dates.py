"""Times as outlets write them, read to aware UTC or not at all: a wrong time is worse than an unknown one.

What keeps to a standard is left to the standard library. Any other text is taken apart into date, time of day, zone and
words known to stand beside them. Whatever is left over makes the whole text unknown, so that prices, scores, telephone
numbers and dates inside sentences are never read.
benchmarks/dates.py shows what the usual libraries make of the same texts.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime

from core.periods import ZONE

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
FUTURE = timedelta(days=1)
MAX_LENGTH = 100
MAX_RAW = 1_000  # with the spaces of a template around it
DAY = timedelta(days=1)
MOST_AHEAD = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class When:
    """A moment, aware UTC, or with a `width` the span that begins at it."""

    moment: datetime
    width: timedelta = timedelta()

    @property
    def exact(self) -> bool:
        """Tell whether the minute is known."""
        return not self.width


def read_date(text: str, now: datetime) -> datetime | None:
    """Return the moment a text names, in UTC; without a zone it is Viet Nam's.

    None when the text does not name the minute, or one outside the year 2000 to `now` plus one day.
    """
    when = read_when(text, now)
    return when.moment if when and when.exact else None


def read_when(text: str, now: datetime) -> When | None:
    """Return what a text says of a time, also a day alone ("14/9/2026") or about how long ago ("9 giờ trước")."""
    text = " ".join(unicodedata.normalize("NFKC", text).lower().split()) if len(text) <= MAX_RAW else ""
    if not text or len(text) > MAX_LENGTH:
        return None
    now = now.astimezone(UTC).replace(microsecond=0)
    try:
        when = _standard(text) or _ago(text, now) or _Parts(text).when(now)
    except (ValueError, OverflowError):  # no such day, hour or zone, or something that is no part of a time
        return None
    return when if EARLIEST <= when.moment <= now + FUTURE else None


_AHEAD = r"[+-](?:0[0-9]|1[0-4])"
_ISO = re.compile(
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}t[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(?:\.[0-9]{{3}})?(?:z|{_AHEAD}:00)"
)
_RFC_822 = re.compile(
    rf"[a-z]{{3}}, [0-9]{{1,2}} [a-z]{{3}} [0-9]{{4}} [0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}} (?:gmt|{_AHEAD}00)(?<!-0000)"
)


def _standard(text: str) -> When | None:
    """Read the forms in which the standard library makes no mistakes, as fast as it does."""
    if _ISO.fullmatch(text):
        return When(datetime.fromisoformat(text.upper()).astimezone(UTC).replace(microsecond=0))
    if _RFC_822.fullmatch(text):
        return When(parsedate_to_datetime(text).astimezone(UTC))
    return None


_NOW = frozenset({"vừa xong", "vừa đăng", "just now"})
_UNITS = {
    "giây": timedelta(seconds=1), "second": timedelta(seconds=1), "phút": timedelta(minutes=1),
    "minute": timedelta(minutes=1), "giờ": timedelta(hours=1), "tiếng": timedelta(hours=1),
    "hour": timedelta(hours=1), "ngày": DAY, "day": DAY,
}  # fmt: skip
_AGO = re.compile(rf"([0-9]{{1,3}}) ({'|'.join(_UNITS)})s? (?:trước|ago)")


def _ago(text: str, now: datetime) -> When | None:
    """Read "5 phút trước". Of hours and days nobody knows whether they were rounded or cut, so they give a span."""
    if text in _NOW:
        return When(now)
    if found := _AGO.fullmatch(text):
        count, unit = int(found[1]), _UNITS[found[2]]
        return When(now - count * unit) if unit < timedelta(hours=1) else When(now - (count + 1) * unit, 1.5 * unit)
    return None


_ENGLISH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12, "mười một": 11, "mười hai": 12, "một": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_NAMES = "|".join(name for name in _MONTHS if not name.isascii() or name in {"hai", "ba"})
_MONTH = rf"(?:(?:tháng|thg\.?) ?(?P<month>[0-9]{{1,2}}|{_NAMES})|(?P<name>{_ENGLISH})\b\.?)"
_YEAR_FIRST = (
    r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{2}|(?<=/)[0-9])(?P=sign)(?P<day>[0-9]{2}|(?<=/)[0-9])"
    r"(?![0-9])t?"
)
# Two digits are a year only after slashes and names: after dots and dashes they may be anything.
_DAY_FIRST = (
    r"(?P<day>[0-9]{1,2})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<year>[0-9]{4}|(?<=/)[0-9]{2})(?![0-9])"
)
_DAY_NAME = (
    rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]?{_MONTH}[ ,./-]*(?:năm )?(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9:h])"
)
_NAME_DAY = rf"{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?:năm )?(?P<year>[0-9]{{4}})(?![0-9:h])"
_CLOCK = (
    r"(?P<hour>[0-9]{1,2})(?:[:g]| ?h ?| giờ )(?P<minute>[0-9]{2}|[0-9](?= phút))(?: ?phút|[p'])?"
    r"(?P<second>:[0-9]{2})?(?:[.,][0-9]{1,9})?(?![0-9:])"
)
_NEAR = r"(?:hôm (nay|qua|kia)|(?:sáng|trưa|chiều|tối) (nay|qua)|(today|yesterday))(?![^\W_])"
_HALF = r"(?:am|a\.m\.?|sa|sáng|pm|p\.m\.?|ch|trưa|chiều|tối)(?![^\W_])"
# The parts of a time, those that begin with a digit and those that begin with a word; a text names each part once.
_NUMBERS = tuple(
    (name, re.compile(form))
    for name, form in (("date", _YEAR_FIRST), ("clock", _CLOCK), ("date", _DAY_FIRST), ("date", _DAY_NAME))
)
_WORDS = tuple((name, re.compile(form)) for name, form in (("date", _NAME_DAY), ("near", _NEAR), ("half", _HALF)))
_BESIDE = re.compile(
    r"(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật|cn|t[2-7]"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|(?:ngày )?(?:đăng|xuất bản)(?: tải)?|thời gian|ngày|lúc|vào|hồi|published|posted|date|on|at)(?![^\W_])"
    r"|[ ,;|()\[\]•·:/.\u2010-\u2015-])+"
)
_DAYS_BACK = {"nay": 0, "today": 0, "qua": 1, "yesterday": 1, "kia": 2}
# Hours that stay as they are, and hours to which twelve are added; any other contradicts the word.
_MORNING, _AFTERNOON = (range(12), range(0)), (range(12, 24), range(1, 12))
_HOURS = {
    "am": _MORNING, "sa": _MORNING, "sáng": _MORNING, "pm": _AFTERNOON, "ch": _AFTERNOON,
    "trưa": (range(11, 14), range(1, 3)), "chiều": (range(12, 19), range(1, 7)), "tối": (range(17, 24), range(5, 12)),
}  # fmt: skip
# Hours ahead of UTC. CST, IST, BST and PST are missing: each of them means several zones.
_ZONES = {
    "asia/ho_chi_minh": 7, "asia/saigon": 7, "asia/bangkok": 7, "giờ đông dương": 7, "giờ việt nam": 7, "giờ hà nội": 7,
    "indochina time": 7, "ict": 7, "wib": 7, "asia/singapore": 8, "sgt": 8, "hkt": 8, "jst": 9, "kst": 9, "z": 0,
    "utc": 0, "gmt": 0, "ut": 0, "cet": 1, "cest": 2, "msk": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6,
    "pdt": -7,
}  # fmt: skip
_ZONE = re.compile(rf"({'|'.join(sorted(_ZONES, key=len, reverse=True))})(?![^\W_]|[ ]?[+-][0-9])")
_OFFSET = re.compile(
    r"[ ,]*\(?(?P<prefix>(?:gmt|utc) ?)?(?P<sign>[+-])(?(prefix) ?)(?P<hours>[0-9]{1,2})(?P<minutes>:?[0-5][0-9])?"
    r"(?![0-9/.:-])"
)
# What stands after the time of publication: when the text was changed.
_CHANGED = re.compile(r"(?<=[^ ])[ ,;|(•·\u2010-\u2015-]+(?:cập nhật|chỉnh sửa|updated|modified)(?![^\W_]).*")
_ASCTIME = re.compile(rf"\b({_ENGLISH}) ([0-9]{{1,2}}) ([0-9:]{{5,8}}(?: [a-z0-9:+-]{{1,9}})?) ([0-9]{{4}})(?=$| gmt)")
_BASIC = re.compile(r"^([0-9]{4})([0-9]{2})([0-9]{2})t([0-9]{2})([0-9]{2})([0-9]{2})(?![0-9])")


class _Parts:
    """The parts of one text. Raises ValueError for a text that holds anything else, or a part twice."""

    def __init__(self, text: str) -> None:
        self._text = _BASIC.sub(r"\1-\2-\3t\4:\5:\6", _ASCTIME.sub(r"\1 \2, \4 \3", _CHANGED.sub("", text)))
        self._found: dict[str, re.Match[str]] = {}
        self._zone: timezone | None = None
        place = 0
        while place < len(self._text):
            place = self._part(place)

    def when(self, now: datetime) -> When:
        """Return what the parts say together; raises ValueError when they contradict each other."""
        day, clock = self._day(now.astimezone(ZONE).date()), self._clock()
        if clock is None:
            return When(datetime.combine(day, time(), ZONE).astimezone(UTC), DAY)
        return When(datetime.combine(day, clock, self._zone or ZONE).astimezone(UTC))

    def _part(self, place: int) -> int:
        """Take the part that begins at a place and return where it ends."""
        if "clock" in self._found and (end := self._zone_at(place)):
            return end
        for name, pattern in _NUMBERS if self._text[place].isdecimal() else _WORDS:
            if part := pattern.match(self._text, place):
                if name in self._found:
                    raise ValueError(name)
                self._found[name] = part
                return part.end()
        if beside := _BESIDE.match(self._text, place):
            return beside.end()
        raise ValueError(self._text[place:])

    def _zone_at(self, place: int) -> int:
        """Take the zone at a place and return where it ends, 0 when there is none."""
        if named := _ZONE.match(self._text, place):
            ahead = timedelta(hours=_ZONES[named[1]])
        elif (named := _OFFSET.match(self._text, place)) and not self._ends_span(named):
            ahead = timedelta(hours=int(named["hours"]), minutes=int((named["minutes"] or "0").lstrip(":")))
            if ahead > MOST_AHEAD or ahead % timedelta(minutes=15):
                raise ValueError(named[0])
            ahead = ahead if named["sign"] == "+" else -ahead
        else:
            return 0
        zone = timezone(ahead)
        if self._zone not in {None, zone}:
            raise ValueError(named[0])
        self._zone = zone
        return named.end()

    def _ends_span(self, offset: re.Match[str]) -> bool:
        """Tell whether what looks like a zone west of Greenwich may be the end of a span: "08:00-09:00"."""
        if offset["sign"] == "+" or offset["prefix"]:
            return False
        seconds = self._found["clock"]["second"]
        after_t = "date" in self._found and self._found["date"][0].endswith("t")
        return not (seconds or after_t) and (":" in offset[0] or not offset[0].startswith(" "))

    def _day(self, today: date) -> date:
        near, part = self._found.get("near"), self._found.get("date")
        if (near is None) == (part is None):
            raise ValueError(self._text)
        if near:
            return today - _DAYS_BACK[next(filter(None, near.groups()))] * DAY
        assert part is not None  # noqa: S101 - one of the two is there
        said = part.groupdict()
        year = int(said["year"])
        if len(said["year"]) == 2:  # as RFC 2822 section 4.3 has it
            year += 2000 if year < 50 else 1900
        if "name" in said:
            number = said["month"] or said["name"][:3]
            month = int(number) if number.isdecimal() else _MONTHS[number]
            return date(year, month, int(said["day"]))
        day, month = int(said["day"]), int(said["month"])
        return date(year, day, month) if self._month_first(part) else date(year, month, day)

    def _month_first(self, part: re.Match[str]) -> bool:
        """Tell whether a date is American: .NET servers write 9/14/2026 6:44:00 PM. Raises ValueError when in doubt."""
        day, month = part["day"], part["month"]
        clock, half = self._found.get("clock"), self._found.get("half")
        american = part["sign"] == "/" and len(part[0].split("/")[0]) <= 2 and half and half[0] in {"am", "pm"}
        if not american or clock is None or int(day) > 12 or day == month:
            return False
        if int(month) > 12:
            return True
        padded = day.startswith("0") or month.startswith("0")
        if padded or not clock["second"] or all(len(each) == 2 for each in (day, month, clock["hour"])):
            raise ValueError(part[0])
        return True

    def _clock(self) -> time | None:
        clock, half = self._found.get("clock"), self._found.get("half")
        if clock is None:
            if half or self._zone:
                raise ValueError(self._text)
            return None
        hour = int(clock["hour"])
        near = self._found.get("near")
        word = half[0].replace(".", "") if half else near[0].split()[0] if near else ""
        if word in _HOURS:
            hour = 0 if _HOURS[word] is _MORNING and hour == 12 else hour
            stay, add = _HOURS[word]
            if hour not in stay and hour not in add:
                raise ValueError(word)
            hour += 12 if hour in add else 0
        return time(hour, int(clock["minute"]), int((clock["second"] or ":0")[1:]))
