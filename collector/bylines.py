"""Names of writers, photographers and agencies at the head or foot of a text. The service watches articles, not people.

Only short lines at the two ends are looked at, and only forms that are hardly ever part of the news.
"""

import re
from collections.abc import Callable

HEAD_LINES = 3
FOOT_LINES = 4
MAX_LENGTH = 70
MAX_NOTICE = 200

_MARKS = r"[^\W\d_]"
_WORD = rf"{_MARKS}+(?:['’.]{_MARKS}*)*"
# Frequent Vietnamese family names, without those that also begin names of places (Hà, Cao, Lai, An, Thái, Bình).
_FAMILIES = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trương Đoàn Lương Trịnh Mai Tạ"
_FAMILY = re.compile(rf"(?:{'|'.join(_FAMILIES.split())})(?!\w)", re.IGNORECASE)

_KINDS = "(?:tin|bài|ảnh|video|clip|đồ h(?:ọa|oạ)|thiết kế|trình bày|thực hiện|biên tập|biên dịch|tác giả|tổng hợp)"
_CREDIT = re.compile(
    rf"(?:{_KINDS}(?:\s*(?:,|và|-)\s*{_KINDS})*|nguồn(?:\s+{_KINDS})?|theo"
    r"|(?:nhóm )?(?:pv|phóng viên|ctv|cộng tác viên))\s*:"
    r"|nhóm (?:pv|phóng viên)\b|(?:pv|ctv|cộng tác viên)$|(?:lược )?dịch$|tổng hợp$|\[?link nguồn",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"[(\[](?:theo |nguồn|tổng hợp|ttxvn|ảnh|pv)[^)\]]*[)\]]|[(\[][^)\]]*(?:tổng hợp|TTXVN)[)\]]", re.I
)
_MAIL = re.compile(r"\S+@\S+\.\S+")
_AGENCY = re.compile(r"theo\s+(?P<first>\S)", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?:(?:Thứ|T|Chủ nhật|CN)\b[^.]{0,12})?[\d:h]*[\s|,-]*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:[\s\d:h|,()+-]|GMT|UTC)*",
    re.I,
)
_NOTICE = re.compile(
    r"[(*\s)]*(?:Không sao chép|Không được sao chép|Mọi quyền được bảo lưu|Bản quyền thuộc|©|Copyright)", re.I
)
# "Minh Tuấn | 14:30 12/03/2024", "Hà Thu (theo CNN)"
_AFTER_NAME = re.compile(r"\s*(?:\|\s*\d.*|\([^)]*\))$")
_SENTENCE_END = re.compile(r"[.?!…:;”\"]\s*$")


def without_bylines(text: str) -> str:
    """Return a text without by-lines, credits and datelines at its head and foot."""
    lines = text.split("\n")
    lines = lines[_count(lines, HEAD_LINES, _head_byline) :]
    return "\n".join(lines[: len(lines) - _count(lines[::-1], FOOT_LINES, _foot_byline)]).strip()


def _count(lines: list[str], limit: int, is_byline: Callable[[str], bool]) -> int:
    """Return how many of the first lines are by-lines; a text that is nothing else stays as it is."""
    number = 0
    while number < min(limit, len(lines) - 1) and is_byline(lines[number].strip()):
        number += 1
    return number


def _foot_byline(line: str) -> bool:
    if len(line) > MAX_LENGTH:
        return len(line) <= MAX_NOTICE and _NOTICE.match(line) is not None
    return _credit(line) or _names(line) or _NOTICE.match(line) is not None


def _head_byline(line: str) -> bool:
    if len(line) > MAX_LENGTH:
        return False
    return _DATELINE.fullmatch(line) is not None or _credit(line) or (_names(line) and _FAMILY.match(line) is not None)


def _credit(line: str) -> bool:
    if _MAIL.search(line):
        return len(line.split()) <= 8
    if _SENTENCE_END.search(line):
        return False
    agency = _AGENCY.match(line)  # "Theo Reuters", but not "Theo ông ..."
    named = agency is not None and not agency["first"].islower()
    return named or _CREDIT.match(line) is not None or _BRACKETED.fullmatch(line) is not None


def _names(line: str) -> bool:
    """Tell whether a line is one to four names: two to five words each, every one with a capital, nothing else."""
    parts = re.split(r"\s*(?:[-–,&/|;]|\bvà\b)\s*", _AFTER_NAME.sub("", line).strip(" .*-–|"))
    parts = [part for part in parts if part]
    return 1 <= len(parts) <= 4 and all(_name(part) for part in parts)


def _name(part: str) -> bool:
    words = part.split()
    if re.fullmatch(
        rf"(?:[A-ZĐ]\.){{1,3}}[A-ZĐ]?|(?:[A-ZĐ][a-z]?\.){{1,2}}\s?[A-ZĐ]{_MARKS}+", part
    ):  # initials, "T.Minh"
        return True
    return 2 <= len(words) <= 5 and all(re.fullmatch(_WORD, word) and word[0].isupper() for word in words)
