"""Reasons to check an article that stand beside it: in its story, and in what became of it."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from classifier.checks import signal
from classifier.claims.against import findings_against
from classifier.claims.conflicts import Conflict, find_conflicts
from classifier.claims.context import Report
from classifier.claims.retrieve import StatementIndex
from classifier.claims.support import delivered
from classifier.text import read
from core.judgement import Assessment, Signal

# Matters so grave that one unnamed teller is not enough. By itself this never makes an article one to be checked.
_GRAVE = re.compile(
    r"(?<!\w)(?:tử vong|thiệt mạng|vỡ (?:đập|đê)|sập (?:cầu|nhà|mỏ)|nổ lớn|dịch bệnh|ngộ độc|nhiễm độc|rò rỉ|bạo loạn"
    r"|biểu tình|nổ súng|vượt biên|xâm nhập|tự thiêu|bắt cóc|phá sản|vỡ nợ|mất khả năng thanh toán)(?!\w)"
)
_NAMED = re.compile(
    r"(?<!\w)(?:cho biết|cho hay|xác nhận|thông tin từ|theo (?:ông|bà|anh|chị|công an|ubnd|sở|bộ|cơ quan|báo cáo|ban"
    r"|chi cục|viện|tòa|bệnh viện|đại diện|lãnh đạo)|phát biểu"
    r"|khẳng định|thông báo|nói với|trả lời|công bố|báo cáo)(?!\w)"
)


def conflicts(article: int | str, story: Sequence[Report]) -> Iterator[Signal]:
    """Yield the figures of an article that another article of its story does not bear out."""
    for found in _conflicts(tuple(story)):
        for mine, other in ((found.one, found.other), (found.other, found.one)):
            if mine.article == article:
                yield signal("conflicting_figures", mine.sentence, f"{other.outlet}: {other.sentence}")


@lru_cache(maxsize=4)
def _conflicts(story: tuple[Report, ...]) -> list[Conflict]:
    """Find the conflicts of a story; its articles are verified one after the other."""
    return find_conflicts(story)


def against(title: str, text: str, url: str, day: date, found: Assessment, index: StatementIndex) -> Iterator[Signal]:
    """Yield what an article says against the statements in force on its day; its own statement is none of them."""
    near = {profile: place for profile, place in found.places.items() if place.grade != "none"}
    scope = frozenset((*found.topics_on, *near, *(one for place in near.values() for one in place.localities)))
    for one in findings_against(title, text, index, day, delivered(), scope):
        if url and one.statement.url == url:
            continue
        said = (title if one.field == "title" else text)[one.start : one.end]
        known = f"{one.statement.issuer}, {one.statement.issued:%d/%m/%Y}: {one.passage.text}"
        yield signal(one.kind, said, f"{known} ({one.words})" if one.words else known)


def single_source(title: str, text: str, newsrooms: int) -> Iterator[Signal]:
    """Yield the grave matter of an article that one newsroom tells and that names nobody who says so."""
    if newsrooms > 1:
        return
    whole = f"{title}\n{text}"
    lower = read(whole).lower
    found = _GRAVE.search(lower)
    if found and not _NAMED.search(lower):
        yield signal("single_source", found.group())
