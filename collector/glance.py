"""The first look at a page: the few thousand characters in which a name would have to stand to concern anybody."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from collector.encoding import decode
from collector.facts import described, structured, title_of
from collector.markup import tree
from collector.noise import drop_invisible, drop_noise
from core.press import Outlet
from core.text import one_line

# The big first letter of an article stands in an element of its own: <span class="dropcap">T</span>ây Ninh.
_DROP_CAP = re.compile(r">(\w)</(?:span|b|strong|font|big)>(?=\w)")
# Signs that a page is no plain UTF-8: letters that could not be read, UTF-8 written twice.
_BROKEN = re.compile("\ufffd|\u00e1[\x80-\x9f\xa1-\xbf]")
# A letter of Vietnamese that no other encoding would give.
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_HEAD = 1000  # bytes among which zeros tell UTF-16


def first_look(body: bytes, content_type: str, outlet: Outlet) -> str:
    """Return what `glance` sees on a page, "" when it cannot be parsed.

    Nearly every page is in UTF-8: that is tried at once, as finding out takes as long as all the rest.
    """
    page = tree(body) if b"\0" not in body[:_HEAD] else None
    text = glance(page, outlet) if page is not None else ""
    if text and (text.isascii() or (_VIETNAMESE.search(text) and not _BROKEN.search(text))):
        return text
    page = tree(decode(body, content_type))
    return glance(page, outlet) if page is not None else ""


def glance(page: LexborHTMLParser, outlet: Outlet) -> str:
    """Return title, descriptions and all text but the noise; the tree is used up.

    Block by block would take longer: every element counts as a border between words.
    """
    title = title_of(page, outlet)
    said = [title, described(page), *_promises(page)]
    drop_invisible(page)
    drop_noise(page, title)
    if page.body is not None:
        said.append(page.body.text(separator=" "))
        if _DROP_CAP.search(page.body.html or ""):
            said.append(page.body.text())
    return one_line(" ".join(" ".join(said).split()))


def _promises(page: LexborHTMLParser) -> Iterator[str]:
    for item in structured(page):
        yield from (text for name in ("headline", "description") if isinstance(text := item.get(name), str))
