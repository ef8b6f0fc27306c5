"""A feed as text: where its root and its items begin, and windows of it that a parser works through in time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

# A document may also be one entry (RFC 4287 section 2), and in RSS 1.1 and CDF the channel is the root.
_ROOT = re.compile(r"<((?:[\w-]+:)?(?:rss|feed|RDF))\b", re.IGNORECASE)
_FIRST = re.compile(r"<((?:[\w-]+:)?(?:channel|entry))\b", re.IGNORECASE)
_PROLOG = re.compile(r"(?:\s|<\?[^>]*>|<!--.*?-->|<![^-][^>]*>)*+", re.DOTALL)
_PAGE = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_HEAD = 2000  # a page says so in its first characters
_MARK = re.compile(r"<!\[CDATA\[|\]\]>|<!--|-->|<(?:[\w-]+:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
_ITEM_END = re.compile(r"</(?:[\w-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->"}
_TAIL = 1000  # the end tag is looked for here, as some servers append a comment to it


@dataclass(frozen=True, slots=True)
class Window:
    """Part of a feed as a document of its own. `more` says that items follow, `cut` that its last item broke off."""

    text: str
    more: bool
    cut: bool


def root_of(text: str) -> re.Match[str] | None:
    """Return where the root element of a feed begins, with its name as group 1; None in what is no feed."""
    return _FIRST.match(text, _begin(text)) or _ROOT.search(text)


def is_page(text: str, root: re.Match[str] | None) -> bool:
    """Tell whether this is a web page, even one that speaks of feeds; some feeds have the document type of one."""
    if root is not None and root.start() == _begin(text):
        return False
    page = _PAGE.search(text, 0, _HEAD)
    return page is not None and (root is None or page.start() < root.start())


def _begin(text: str) -> int:
    """Return where the first element begins, or what should be one."""
    prolog = _PROLOG.match(text)
    return prolog.end() if prolog else 0


def is_whole(text: str, root: re.Match[str]) -> bool:
    """Tell whether a document has its end tag."""
    return re.search(rf"</{re.escape(root[1])}\s*>", text[-_TAIL:], re.IGNORECASE) is not None


def window(text: str, root: re.Match[str], start: int, size: int) -> Window:
    """Return a feed with its items from number `start` on, at most `size`; what lies before is not parsed again."""
    whole = is_whole(text, root)
    if whole and not start and text.count("<") <= size:
        return Window(text, more=False, cut=False)
    starts = _starts(text, root.start())
    first = next(starts, len(text))
    head = text[:first]
    wanted = list(islice(chain((first,), starts), start, start + size + 1))
    if not wanted:
        return Window(head + _closing(head, root[1]), more=False, cut=False)
    if len(wanted) <= size:
        cut = not whole and _ITEM_END.search(text, wanted[-1]) is None
        return Window(head + text[wanted[0] :], more=False, cut=cut)
    return Window(head + text[wanted[0] : wanted[-1]] + _closing(head, root[1]), more=True, cut=False)


def _starts(text: str, begin: int) -> Iterator[int]:
    """Yield where items begin, outside of comments and of texts that only speak of them."""
    awaited, name = "", ""
    for mark in _MARK.finditer(text, begin):
        found = mark[0]
        if awaited:
            awaited = "" if found == awaited else awaited
        elif found in _ENDS:
            awaited = _ENDS[found]
        elif found.startswith("<") and found.lower() == (name := name or found.lower()):
            yield mark.start()


def _closing(head: str, root: str) -> str:
    """Return the end tags of what is open where the items begin."""
    channel = "</channel>" if root.lower() == "rss" and head.count("<channel") > head.count("</channel") else ""
    return f"{channel}</{root}>"
