"""The first look at a page: the few thousand characters in which a name would have to stand to concern anybody."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from collector.facts import described, structured, title_of
from collector.noise import drop_invisible, drop_noise
from core.press import Outlet
from core.text import one_line

# The big first letter of an article stands in an element of its own: <span class="dropcap">T</span>ây Ninh.
_DROP_CAP = re.compile(r">(\w)</(?:span|b|strong|font|big)>(?=\w)")


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
