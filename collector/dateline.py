"""The time of publication as a page shows it to its readers, near the headline."""

import re
from collections.abc import Iterator
from datetime import datetime

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collector.dates import When, read_when
from collector.published import Claim

LEVELS = 6  # how far above the headline an element may stand that holds the dateline too
LABEL_LEVELS = 2  # how far above a time its label may stand
# No dateline is that far from its headline; hostile pages would have all their text looked at for every element.
MAX_SCOPE = 50_000
MAX_ELEMENTS = 1_000
MAX_NESTED = 50
MAX_SHOWN = 200
# What a dateline holds; a look that costs little before every element is looked at.
_HINT = re.compile(r"[0-9] ?[:hg] ?[0-9]{2}|[0-9] giờ|trước|vừa xong", re.IGNORECASE)
# Elements that show when the text was changed, what time it is now, or when something else appeared.
_OTHER = re.compile(
    r"modif|updat|capnhat|cap-nhat|current|now(?![a-z])|today|related|lien-?quan|comment", re.IGNORECASE
)
_CHANGED = re.compile(
    r"(?:cập nhật|chỉnh sửa|sửa|updated?|modified)(?: lần)?(?: cuối)?(?: lúc| ngày)?[\s:]*$", re.IGNORECASE
)
_FURNITURE = frozenset({"nav", "aside", "footer", "dialog"})


def claims(tree: LexborHTMLParser, now: datetime) -> Iterator[Claim]:
    """Yield what the nearest dateline says, and the <time> beside it; nothing when the page shows none."""
    titles = (title for title in tree.css("h1") if title.text(strip=True) and not _in_site_header(title))
    start = next(titles, None) or tree.css_first("article, main")
    for scope in _upward(start, LEVELS):
        if found := list(_within(scope, now)):
            yield from found
            return


def _within(scope: LexborNode, now: datetime) -> Iterator[Claim]:
    text = scope.text()
    if len(text) > MAX_SCOPE:
        return
    for element in scope.css("time[datetime]")[:MAX_ELEMENTS]:
        if (when := read_when(element.attributes["datetime"] or "", now)) and _is_of_publication(element, scope):
            yield Claim("element", when)
            break
    for element in scope.css("*")[:MAX_ELEMENTS] if _HINT.search(text) else ():
        if (when := _read(element, now)) and _is_of_publication(element, scope):
            yield Claim("shown", when)
            break


def _read(element: LexborNode, now: datetime) -> When | None:
    text = element.text()
    return read_when(text, now) if len(text) <= MAX_SHOWN and _HINT.search(text) else None


def _is_of_publication(element: LexborNode, scope: LexborNode) -> bool:
    """Tell whether an element may show when this article appeared, by the names and labels around it."""
    if _in_site_header(element):
        return False
    text = element.text()
    for level, inside in enumerate(_upward(element, MAX_NESTED)):
        if inside.mem_id == scope.mem_id:
            return True
        if inside.tag in _FURNITURE or _OTHER.search(_names(inside)):
            return False
        around = inside.parent.text() if level < LABEL_LEVELS and inside.parent else ""
        if len(around) <= MAX_SHOWN and _CHANGED.search(around.partition(text)[0]):
            return False
    return False


def _in_site_header(element: LexborNode) -> bool:
    tags = [inside.tag for inside in _upward(element, MAX_NESTED)]
    return "header" in tags and not {"article", "main"} & set(tags)


def _names(element: LexborNode) -> str:
    return " ".join(element.attributes.get(name) or "" for name in ("class", "id", "itemprop"))


def _upward(node: LexborNode | None, most: int) -> Iterator[LexborNode]:
    """Yield an element and what it stands in, below the body."""
    for _level in range(most):
        if node is None or node.tag in {"body", "html"}:
            return
        yield node
        node = node.parent
