"""RSS, RDF and Atom as they are found in the wild, read to entries of plain text and canonical links."""

import io
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import feedparser

from collector import plain_rss
from collector.dates import read_date
from collector.encoding import decode
from collector.markup import plain
from collector.plain_rss import Item
from collector.published import TOLERANCE
from collector.urls import canonical
from core.errors import FeedError
from core.i18n import translator
from core.press import Entry, Outlet
from core.text import one_line

_ = translator("collector")

MAX_ENTRIES = 2000
MAX_TITLE = 500
MAX_SUMMARY = 10_000
TAIL = 1000  # the end tag is looked for here, as some servers append a comment to it

# Characters no XML document may hold (XML 1.0 section 2.2); one of them makes strict parsers give up the feed.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_ROOT = re.compile(r"<((?:[\w-]+:)?(?:rss|feed|RDF))\b", re.IGNORECASE)
_ITEM = re.compile(r"<(?:[\w-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_END_BYTES = re.compile(rb"</(?:[\w-]+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
_END = re.compile(r"</(?:[\w-]+:)?(?:rss|feed|RDF)\s*>", re.IGNORECASE)
# Who wrote an article is nobody's business here, and feedparser reads such a field in time that grows with the square
# of its length (its issue 562): the content goes before it looks.
_PERSON = re.compile(
    r"(<(?:[\w-]+:)?(?:author|creator|managingEditor|webMaster|contributor|owner|name|email)(?:\s[^<>]*)?>)"
    r"(?:<!\[CDATA\[)?[^<]*",
    re.IGNORECASE,
)
_BARE_AMPERSAND = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#\d+|#[xX][0-9a-fA-F]+);)")
_LITERAL = re.compile(r"(<!\[CDATA\[|\]\]>)")
_DATE_FIELDS = ("published", "updated", "created")


def parse(body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = "") -> tuple[Entry, ...]:
    """Return the entries of a feed in its order, at most 2,000, each address once.

    Raises FeedError when the bytes are not a feed, or one that declares entities.
    """
    text = _ILLEGAL.sub("", decode(body, content_type)).strip()
    text = _DECLARATION.sub("", text)
    root = _refuse(text, base_url, outlet)
    whole = _END.search(text[-TAIL:]) is not None
    head = text[: root.start()]
    text = _shortened(_PERSON.sub(r"\1", text))
    items = _common(text, head) if whole else None
    items = (_parsed(_escaped(text)) if items is None else items)[:MAX_ENTRIES]
    if not whole:
        items = items[:-1]  # the document was cut, and with it its last item
        if not items:
            raise FeedError(base_url, "truncated", _("The feed of %(outlet)s broke off.") % {"outlet": outlet.name})
    return tuple(_entries(items, base_url, now))


def is_whole(body: bytes) -> bool:
    """Tell whether a document has its end tag, as far as its bytes show; one that broke off has not."""
    return _END_BYTES.search(body[-TAIL:]) is not None


def _refuse(text: str, base_url: str, outlet: Outlet) -> re.Match[str]:
    """Return where the root element begins; raise FeedError for what is no feed, in words that say what to do."""
    name = {"outlet": outlet.name}
    if not text:
        raise FeedError(base_url, "empty", _("%(outlet)s answered with an empty document.") % name)
    root = _ROOT.search(text)
    page = re.search(r"<(?:!doctype\s+)?html\b", text[:2000], re.IGNORECASE)
    if page and (root is None or page.start() < root.start()):
        what = _("%(outlet)s answered with a web page, not a feed; look for the RSS address of the section.")
        raise FeedError(base_url, "not_feed", what % name)
    if root is None:
        raise FeedError(base_url, "not_feed", _("What %(outlet)s answered is not a feed.") % name)
    if "<!doctype" in text[: root.start()].lower() and "<!entity" in text.lower():
        what = _("The feed of %(outlet)s declares entities, which can hide attacks; it is not read.")
        raise FeedError(base_url, "entities", what % name)
    return root


def _escaped(text: str) -> str:
    """Escape the ampersands that many outlets forget, outside CDATA, so that the strict and faster parser can work."""
    literal, parts = False, []
    for part in _LITERAL.split(text):
        if part in {"<![CDATA[", "]]>"}:
            literal = part != "]]>"
        parts.append(part if literal else _BARE_AMPERSAND.sub("&amp;", part))
    return "".join(parts)


def _shortened(text: str) -> str:
    """Cut a feed after its last wanted item, so that the parser does not work through the rest."""
    if text.count("<") <= MAX_ENTRIES:
        return text
    starts = (found.start() for found in _ITEM.finditer(text))
    cut = next((start for number, start in enumerate(starts) if number == MAX_ENTRIES), None)
    root = _ROOT.search(text)
    if cut is None or root is None:
        return text
    channel = "</channel>" if root[1].lower() == "rss" else ""
    return f"{text[:cut]}{channel}</{root[1]}>"


def _common(text: str, head: str) -> list[Item] | None:
    """Read a feed in the common form of RSS, also one that forgets to escape ampersands; None for any other."""
    items = plain_rss.read(text, head)
    if items is None and (escaped := _escaped(text)) != text:
        items = plain_rss.read(escaped, head)
    return items


def _parsed(text: str) -> list[Item]:
    """Read a feed of any form."""
    # Only a file object: feedparser opens what it is given otherwise when that looks like a path or an address.
    # What it does to HTML is not needed, as only text leaves here, and takes quadratic time on hostile input.
    parsed = feedparser.parse(
        io.BytesIO(text.encode()),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return [_item(item) for item in parsed.get("entries", [])]


def _item(item: Any) -> Item:
    return Item(
        title=_text(item, "title"),
        summary=_text(item, "summary") or next((_text(part, "value") for part in item.get("content") or ()), ""),
        links=tuple(_links(item)),
        # dict.get: feedparser's own warns and answers "updated" with another field when it is absent.
        dates=tuple(str(dict.get(item, name) or "") for name in _DATE_FIELDS),
        guid=_text(item, "id"),
    )


def _links(item: Any) -> Iterator[str]:
    """Yield the addresses of an item, the best first: its link, other links, a guid that is an address."""
    yield _text(item, "link")
    for link in item.get("links") or ():
        if link.get("rel", "alternate") == "alternate":
            yield _text(link, "href")
    if _text(item, "id").startswith(("http://", "https://")):
        yield _text(item, "id")


def _text(item: Any, name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _entries(items: Iterable[Item], base_url: str, now: datetime) -> Iterator[Entry]:
    itself, seen = canonical(base_url), set()
    for item in items:
        url = next((url for link in item.links if (url := canonical(link, base_url)) and url != itself), "")
        title = one_line(plain(item.title))[:MAX_TITLE]
        if not url or not title or url in seen:
            continue
        seen.add(url)
        yield Entry(
            url=url,
            title=title,
            summary=plain(item.summary)[:MAX_SUMMARY],
            published=_published(item, now),
            guid=one_line(item.guid)[:MAX_TITLE],
        )


def _published(item: Item, now: datetime) -> datetime | None:
    """Return the first time an item names, unknown when that is still to come: local time was labelled as UTC."""
    moment = next((moment for text in item.dates if (moment := read_date(text, now))), None)
    return moment if moment and moment <= now + TOLERANCE else None
