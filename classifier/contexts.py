"""What stands around a name: whether it is a place of action, an office, or only somebody's home or a sender."""

import re
from functools import cache

from classifier.patterns import Pattern
from classifier.text import Text
from classifier.vietnam import ADMIN_WORDS, SURNAMES
from core.i18n import language, translator
from core.settings import PlaceKind
from core.text import unmark

_ = translator("classifier")

WINDOW = 90


class _Before(Pattern):
    """A pattern that ends where a name begins; it reads so many code points before it and no more."""

    def __init__(self, pattern: str, plain: str = "", reach: int = WINDOW) -> None:
        super().__init__(pattern + "$", plain and plain + "$")
        self._reach = reach

    def ends(self, text: Text, window: str) -> re.Match[str] | None:
        """Return what stands at the end of a window, None where something else does."""
        return self.of(text).search(window[-self._reach :])


_UNIT = _Before(
    r"(?:^|[^\w])(?:tỉnh|thành phố|tp\.?|t\.p|thị xã|tx\.?|huyện|h\.|xã đảo|xã|x\.|phường|p\.|thị trấn|tt\.|ubnd"
    r"|ủy ban nhân dân|hđnd|đảng ủy|đảng bộ|huyện ủy|công an|trạm y tế|cửa khẩu|đồn biên phòng|bđbp|hải quan"
    r"|khu công nghiệp|kcn|province|district|commune|ward|town)\s*",
    reach=24,
)
_URBAN_DISTRICT = _Before(r"(?:^|[^\w])(?:quận|q\.)\s*", reach=10)
_LESSER_UNIT = _Before(r"(?:^|[^\w])(?:xã|ấp|thôn|thị trấn|bản|làng)\s+", reach=16)
_OFFICE = _Before(
    r"(?:^|[^\w])(?:tỉnh|thành phố|thị xã|huyện|ubnd|ủy ban nhân dân|hđnd|tỉnh ủy|thành ủy|đảng bộ|tỉnh đoàn|mttq"
    r"|công an|csgt|cảnh sát giao thông|cảnh sát|pccc|tand|tòa án nhân dân|vksnd|viện kiểm sát nhân dân|bộ đội"
    r"|biên phòng|bđbp|quân sự|lực lượng chức năng|cơ quan chức năng|chính quyền|lãnh đạo|bệnh viện|đa khoa|đại học"
    r"|cao đẳng|thpt|hải quan|thuế|quản lý thị trường|điện lực|ban quản lý|hội nông dân|sở [\w\s,&-]{3,45}"
    r"|cục [\w\s]{3,30}|hành chính công|biên giới|cửa khẩu(?: quốc tế| chính| phụ)?|người dân|nông dân|doanh nghiệp"
    r"|grdp|kinh tế)\s*(?:tỉnh\s+)?",
    reach=72,
)
_EVENT = _Before(
    r"(?:^|[^\w])(?:ở|tại|địa bàn|địa phận|khu vực|thuộc|đến|về|qua|vào|ghé|tới|sang|trên|miền đất|vùng đất"
    r"|in|at|to|near)\s+(?:tỉnh\s+|địa bàn\s+)?",
    reach=32,
)
_HOME_CUE = Pattern(
    r"(?:^|[^\w])(?:quê(?: quán| gốc)?(?: ở| tại)?|nguyên quán|gốc|người gốc|sinh ra(?: và lớn lên)?(?: ở| tại)?"
    r"|trú(?: tại| ở)?|thường trú|tạm trú|hktt|ngụ(?: tại| ở)?|cư ngụ|sinh sống(?: ở| tại)?|native of|born in|from)"
    r"[\s:,]*"
)
_DELEGATE = _Before(
    r"(?:\(\s*|đại biểu [^.;()\n]{0,50}?[(,–-]?\s*)(?:đại biểu )?đoàn (?:đbqh |đại biểu quốc hội )?(?:tỉnh )?"
)
_PLATE = _Before(r"(?:biển số|biển kiểm soát|bks|mang biển)(?: xe)?\s*(?:tỉnh\s+)?", reach=40)
_LOTTERY = _Before(r"(?:^|[^\w])(?<!công ty )(?:xổ số|xskt|xổ số kiến thiết|đài|kqxs)(?: tỉnh)?\s*", reach=40)
_PRICE = Pattern(r"\d\s*(?:đồng|đ|vnd)/(?:kg|tấn|lít|quả|trái|con|lượng|chỉ)\b")
_OWN_PROVINCE = Pattern(
    r"(?:^|[^\w])(?:(?:trên địa bàn|trong|toàn|ubnd|công an|lãnh đạo) tỉnh|tỉnh (?:nhà|ta)|tỉnh ủy)(?!\w)"
)
_PRICE_TITLE = Pattern(r"^\W*(?:bảng )?giá ")
_FIRM = _Before(r"(?:^|[^\w])(?:công ty|doanh nghiệp|tập đoàn|nhà hàng|cửa hàng|khách sạn)\s(?:[\w.&]+\s){0,6}")
_GOES_ON = re.compile(r" [^\W\d_]")
_OUTLET = _Before(
    r"(?:^|[^\w])(?:báo|đài phát thanh[\w\s,-]*|đài pt-th|đài truyền hình|báo và phát thanh[\w\s,]*|nguồn:)\s*"
)
_CLUB = _Before(
    r"(?:^|[^\w])(?:(?:clb|câu lạc bộ|đội (?:bóng|tuyển|chủ|khách|nam|nữ|trẻ|futsal))\s(?:[\w.]+\s){0,4}|đội\s)",
    reach=60,
)
_ROUTE = _Before(r"(?:^|[^\w])(?:cao tốc|đường sắt|quốc lộ|tuyến|metro)\s(?:[\w.]+\s){0,4}([-–]\s*)?", reach=72)
_ROUTE_GOES_ON = re.compile(r"\s*[-–]\s")
# Without marks "ngo" and "pho" are many other words.
_STREET = _Before(r"(?:^|[^\w])(?:đường|phố|hẻm|ngõ)\s+", plain=r"(?:^|[^\w])(?:duong|hem)\s+", reach=12)
_WEAK_PATTERNS = (
    ("outlet", _OUTLET),
    ("lottery", _LOTTERY),
    ("plate", _PLATE),
    ("delegate", _DELEGATE),
    ("street", _STREET),
)
_BRACKET = re.compile(r"\(([^()\n]{0,60})$")
_BRACKET_END = re.compile(r"\s*\)")
_BRACKET_PLACE = Pattern(
    r"(?:^|[^\w])(?:xã|phường|thị trấn|huyện|thị xã|thành phố|tp|p\.|x\.|h\.|tx|tt|ấp|khu|đường|tỉnh)(?:[^\w]|$)"
)
_AGE = Pattern("tuổi")
_FOREIGN = re.compile(r"[fjwz]|^[a-z]{6,}$")  # no Vietnamese syllable; so a name even where a sentence begins
_TOKENS = re.compile(r"[\s,.:/()–-]+")

_PLAIN_SURNAMES = frozenset(map(unmark, SURNAMES))
_PLAIN_ADMIN_WORDS = frozenset(map(unmark, ADMIN_WORDS))

# Kinds whose names companies and products borrow.
_BORROWED: tuple[PlaceKind, ...] = ("province", "former_province", "district", "commune", "former_commune")
WEAK = frozenset(
    {"table", "outlet", "lottery", "plate", "delegate", "sender", "home", "list", "street", "brand", "lower"}
)


def before(text: Text, start: int) -> str:
    """Return what stands before a name on its line, in lower case, at most `WINDOW` code points."""
    window = text.lower[max(0, start - WINDOW) : start]
    return window[window.rfind("\n") + 1 :]


def has_unit(text: Text, start: int) -> bool:
    """Tell whether an administrative word stands right before a name."""
    return bool(_UNIT.ends(text, before(text, start)))


def is_urban_district(text: Text, start: int) -> bool:
    """Tell whether the word before makes it a part of a big city ("quận Tân Phú"); provinces have none."""
    return bool(_URBAN_DISTRICT.ends(text, before(text, start)))


def is_lesser_unit(text: Text, start: int) -> bool:
    """Tell whether the word before makes it a commune or hamlet, which may bear the name of a province elsewhere."""
    return bool(_LESSER_UNIT.ends(text, before(text, start)))


def is_person(text: Text, start: int) -> bool:
    """Tell whether a surname right before makes the name part of a person's name."""
    words = text.cased[max(0, start - 20) : start].split(" ")
    return (
        len(words) > 1
        and words[-1] == ""
        and words[-2].istitle()
        and words[-2].lower() in (_PLAIN_SURNAMES if text.plain else SURNAMES)
    )


def has_price(text: Text, start: int, end: int) -> bool:
    """Tell whether the line of a name gives a price near it: a fact of its own in a table of prices."""
    line = text.lower[max(0, start - WINDOW) : end + WINDOW]
    return bool(_PRICE.of(text).search(line))


def own_province(text: Text) -> tuple[int, int] | None:
    """Return where a paper of the province says "the province" without its name, None where it does not."""
    found = _OWN_PROVINCE.of(text).search(text.lower)
    return (found.start() + (not found.group()[0].isalnum()), found.end()) if found else None


def is_price_title(text: Text) -> bool:
    """Tell whether a title is that of a page of prices."""
    return bool(_PRICE_TITLE.of(text).match(text.lower))


def is_chain(text: Text, start: int, end: int) -> bool:
    """Tell whether a piece holds only capitalised names, numbers and administrative words: an address."""
    words = _PLAIN_ADMIN_WORDS if text.plain else ADMIN_WORDS
    return all(
        (token[0].isupper() and not text.loud) or token[0].isdigit() or token.lower() in words
        for token in _TOKENS.split(text.cased[start:end])
        if token
    )


def setting(text: Text, start: int, end: int, kind: PlaceKind, *, in_title: bool) -> str:
    """Return the word for what stands around a name; the first that fits, most telling first."""
    window = before(text, start)
    if weak := _weak(text, start, end, window):
        return weak
    office = bool(_OFFICE.ends(text, window))
    if kind in _BORROWED and not office and _is_company(text, start) and not _CLUB.ends(text, window):
        return "company"
    if in_title:
        return "title"
    if office:
        return "office"
    if _CLUB.ends(text, window):
        return "sport"
    if _is_route(text, end, window):
        return "route"
    return "event" if _EVENT.ends(text, window) else "bare"


def _weak(text: Text, start: int, end: int, window: str) -> str:
    """Return the setting in which a name says nothing about the place, or nothing."""
    for name, pattern in _WEAK_PATTERNS:
        if pattern.ends(text, window):
            return name
    if _is_brand(text, end, window):
        return "brand"
    if _is_home(text, start, window):
        return "home"
    return "sender" if _is_sender(text, end, window) else ""


def _is_home(text: Text, start: int, window: str) -> bool:
    ends = [cue.end() for cue in _HOME_CUE.of(text).finditer(window)]
    return bool(ends) and is_chain(text, start - len(window) + ends[-1], start)


def _is_brand(text: Text, end: int, window: str) -> bool:
    """Tell whether the name of a firm goes on behind the name: "Công ty Xây dựng Hà Giang Phát"."""
    following = _GOES_ON.match(text.cased, end)
    return bool(following and following.group()[1].isupper() and not text.loud and _FIRM.ends(text, window))


def _is_route(text: Text, end: int, window: str) -> bool:
    route = _ROUTE.ends(text, window)
    return route is not None and bool(route.group(1) or _ROUTE_GOES_ON.match(text.lower, end))


def _is_sender(text: Text, end: int, window: str) -> bool:
    bracket = _BRACKET.search(window)
    if bracket is None or not _BRACKET_END.match(text.lower, end):
        return False
    inside = bracket.group(1)
    told = "," in inside or _AGE.of(text).search(inside) is not None
    return told and not _BRACKET_PLACE.of(text).search(inside)


def _is_company(text: Text, start: int) -> bool:
    """Tell whether a capitalised word right before makes one name of both ("Prodezi Long An")."""
    words = text.cased[max(0, start - 30) : start].split(" ")
    if len(words) < 2 or words[-1]:
        return False
    word = words[-2].lstrip("\"'“‘(")
    if len(word) < 2 or not word.istitle() or not word[-1].isalnum():
        return False
    opens = len(words) < 3 or not words[-3] or words[-3].endswith((".", ":", "!", "?", ","))
    return not opens or bool(_FOREIGN.search(word.lower()))


@cache
def _reasons(_language: str) -> dict[str, str]:
    return {
        "title": _("named in the title"),
        "office": _("with an administrative word or an office"),
        "event": _("as the place of the event"),
        "bare": _("named in the text"),
        "table": _("in a table of results"),
        "outlet": _("only in the name of a newspaper or broadcaster"),
        "lottery": _("only as a lottery"),
        "plate": _("only as a number plate"),
        "delegate": _("only as the delegation of a deputy"),
        "sender": _("only in brackets after somebody's name"),
        "home": _("only as somebody's home or birthplace"),
        "list": _("only in a long list of provinces"),
        "street": _("only as the name of a street"),
        "company": _("inside the name of a company or product"),
        "lone": _("a commune alone, nothing else names the province"),
        "price": _("with a price of its own"),
        "brand": _("only as a part of the name of a firm"),
        "our_paper": _("“the province” in a paper of the province"),
        "route": _("as an end of a road or railway"),
        "sport": _("as a sports team or a match"),
        "lower": _("written without capitals"),
        "unit": _("with an administrative word, nothing else names the province"),
        "beside": _("beside another name of the province"),
    }


@cache
def _kinds(_language: str) -> dict[str, str]:
    return {
        "province": _("name of the province"),
        "former_province": _("former province, until mid-2025, now part of it"),
        "district": _("former district of the profile, until mid-2025"),
        "commune": _("commune or ward of the profile"),
        "former_commune": _("former commune of the profile, until mid-2025"),
        "border_gate": _("border gate of the profile"),
        "landmark": _("landmark of the profile"),
        "zone": _("economic or industrial zone of the profile"),
        "agency": _("agency of the profile"),
    }


def why(kind: PlaceKind, reason: str) -> str:
    """Say in words, in the language in use, why a name counts."""
    return f"{_kinds(language())[kind]}; {_reasons(language())[reason]}"
