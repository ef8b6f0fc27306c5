"""What became of an article since it was stored: nothing that matters, an edit, a correction, or it is gone."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Literal
from zlib import crc32

from core.diff import normal, sentences
from core.text import shorten

HOUR = timedelta(hours=1)
# Most changes are made in the first hours; a correction of an e-paper is due at once, and a court or an office may have
# one made, or the article taken away, months later (Nghị định 237/2026/NĐ-CP, articles 19 and 20).
STEPS = tuple(HOUR * hours for hours in (1, 3, 8, 24, 48, 96, 192, 384, 768, 1536, 2160))
JITTER = 0.1  # of every step, so that the articles of one hour are not all asked for at once
RETRY_SHARE = 8  # what could not be had is asked for again after this part of its age, at least an hour
CONFIRM = timedelta(hours=6)  # a content system has bad minutes; an article is gone when it is still gone after these
OUTAGE = 3  # articles of one outlet that are all gone, with none that is there, are an outage of the outlet
OUTAGE_WAIT = timedelta(days=7)  # then whatever is gone is gone
EVIDENCE_WORDS = 40

_LOOSE_WORDS = 30  # a longer line is text, whatever its end
_TELLING_WORDS = 6  # a shorter one without an end tells something only by a figure
_MOST_LOOSE, _MOST_NOTICES = 200, 50
_ALIKE = 0.6  # share of the words that two sentences have in common when one was made from the other
_SMALL = 60  # words; a page of nothing known and so little text is a barrier of the server, not an article

_CLOSED = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$")
_CREDIT = re.compile(r"[(\[]?(?:ảnh|video|clip|đồ họa|nguồn|tin|bài)[^:.!?]{0,20}:", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:xem thêm|đọc thêm|tin liên quan|cập nhật (?:lúc|lần cuối)|mời (?:độc giả|bạn đọc|quý vị)|từ khóa|chia sẻ)\b"
    r"|\d[\d ]*(?:lượt xem|lượt đọc|bình luận|views?|ảnh|phút trước|giờ trước)\b|(?:ảnh|hình|video)?[\d ]*$"
)
_FURNITURE_WORDS = 20
_READERS = r"(?:bạn đọc|độc giả|khán giả|khán thính giả|người đọc)"
_OTHER_PAPERS = r"(?! (?:hộ tịch|khai sinh|giấy|sổ|năm sinh|ngày sinh|thông tin cá nhân))"
_NOTICE = re.compile(
    rf"thông tin cải chính{_OTHER_PAPERS}|^(?:cải chính|đính chính)\b{_OTHER_PAPERS}"
    rf"|\bxin (?:được )?(?:cải chính|đính chính)\b{_OTHER_PAPERS}"
    rf"|\b(?:xin lỗi|cáo lỗi)(?: \w+){{0,3}} {_READERS}\b"
    r"|\b(?:tòa soạn|ban biên tập|bbt)(?: \w+){0,8} (?:xin lỗi|cáo lỗi)\b"
    r"|^(?:báo|tạp chí|đài)(?: \w+){1,8} (?:xin lỗi|cáo lỗi)\b"
    r"|\bbài (?:viết|báo) (?:này )?(?:đã )?được (?:chỉnh sửa|cập nhật lại|sửa lại|điều chỉnh|biên tập lại)"
    r"(?: \w+){0,12} (?:do|vì|để|sau khi|theo)\b"
    r"|\bnói lại cho rõ\b"
    r"|^corrections? (?:an|the|this|in|to)\b|\ban earlier version of this (?:article|story|report)\b"
    r"|\bthis (?:article|story|report) (?:has been|was) (?:corrected|amended|updated to correct)\b|更正|致歉"
)
_GONE = re.compile(
    r"\bbài (?:viết|báo)(?: \w+){0,3} (?:không tồn tại|không còn tồn tại|(?:đã )?(?:bị |được )?gỡ(?: bỏ)?|đã bị xóa)\b"
    r"|\b(?:trang|nội dung)(?: \w+){0,4} không tồn tại\b|\bkhông tìm thấy (?:trang|bài viết|nội dung)\b"
    r"|\bpage not found\b"
)

Kind = Literal["same", "edit", "correction"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Title and text of an article as read at one time."""

    title: str
    text: str


def next_check(url: str, stored_at: datetime, now: datetime) -> datetime | None:
    """Return when an article is to be looked at again; None when it has become too old to change."""
    stretch = 1 + JITTER * (crc32(url.encode("utf-8", "replace")) % 1000 / 500 - 1)
    return next((stored_at + step * stretch for step in STEPS if stored_at + step * stretch > now), None)


def next_try(url: str, stored_at: datetime, now: datetime, asked: float | None = None) -> datetime | None:
    """Return when to ask again for a page that could not be had; `asked` are the seconds the server wants to rest.

    None when the article has become too old.
    """
    if next_check(url, stored_at, now) is None:
        return None
    return now + max(HOUR, (now - stored_at) / RETRY_SHARE, timedelta(seconds=asked or 0.0))


def is_removal(gone_since: datetime | None, now: datetime, gone: int, there: int) -> bool:
    """Tell whether a page that is missing now is removed and not only out of reach.

    `gone` and `there` count the other articles of its outlet looked at since it was first missing.
    """
    if gone_since is None or now - gone_since < CONFIRM:
        return False
    return there > 0 or gone + 1 < OUTAGE or now - gone_since >= OUTAGE_WAIT


def compare(before: Reading, after: Reading) -> tuple[Kind, str]:
    """Return what kind of change leads from one reading to the next, and the sentence that makes it a correction."""
    known = {normal(sentence) for sentence in (before.title, *sentences(before.text))}
    said = [Counter(key.split()) for key in known if _NOTICE.search(key)][:_MOST_NOTICES]
    keyed = ((sentence, normal(sentence)) for sentence in (after.title, *sentences(after.text)))
    notices = ((sentence, Counter(key.split())) for sentence, key in keyed if key not in known and _NOTICE.search(key))
    for sentence, words in islice(notices, _MOST_NOTICES):
        if not any(_alike(words, other) for other in said):  # else only its wording was changed
            return "correction", shorten(sentence, EVIDENCE_WORDS)
    return ("same" if is_same(before, after) else "edit"), ""


def is_same(before: Reading, after: Reading) -> bool:
    """Tell whether two readings say the same: sentences in any order, furniture of the page left aside."""
    if normal(before.title) != normal(after.title):
        return False
    one, other = _said(before), _said(after)
    if one.text != other.text:
        return False
    # A headline or caption that slipped in is new as a whole; a line of a list that was changed keeps most words.
    gone = [Counter(line.split()) for line in sorted(one.loose - other.loose)[:_MOST_LOOSE]]
    come = [Counter(line.split()) for line in sorted(other.loose - one.loose)[:_MOST_LOOSE]]
    return not any(_alike(line, bag) for line in come for bag in gone)


def is_other(before: Reading, after: Reading, *, moved: bool) -> bool:
    """Tell whether what was read is not the article: a stranger at another address, or a barrier of few words."""
    if _alike(Counter(normal(before.title).split()), Counter(normal(after.title).split())):
        return False
    known = {normal(sentence) for sentence in sentences(before.text)}
    if any(normal(sentence) in known for sentence in sentences(after.text)):
        return False
    return moved or len(after.text.split()) < _SMALL


def gone_words(text: str, most: int = 2 * EVIDENCE_WORDS) -> str:
    """Return the words by which a page says that its article is gone, "" when it says nothing like it.

    An article may say so of another one, so only a text of at most `most` words is taken at them.
    """
    said = normal(text)
    found = _GONE.search(said) if len(said.split()) <= most else None
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class _Said:
    """The sentences of a text, and the short lines without an end that may be headlines and captions."""

    text: frozenset[str]
    loose: frozenset[str]


def _said(reading: Reading) -> _Said:
    text: set[str] = set()
    loose: set[str] = set()
    title = normal(reading.title)
    for line in reading.text.split("\n"):
        key = normal(line)
        words = len(key.split())
        if key == title or (words <= _FURNITURE_WORDS and _FURNITURE.match(key)):
            continue
        if _CLOSED.search(line) or words > _LOOSE_WORDS:
            told = (sentence for sentence in sentences(line) if not _CREDIT.match(sentence))
            text.update(found for sentence in told if (found := normal(sentence)))
        elif not _CREDIT.match(line) and (words >= _TELLING_WORDS or any(map(str.isdigit, key))):
            loose.add(key)
    return _Said(frozenset(text), frozenset(loose))


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    return 2 * (one & other).total() >= _ALIKE * (one.total() + other.total())
