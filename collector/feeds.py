"""RSS, RDF, Atom and JSON Feed as they are found in the wild, read to entries of plain text and canonical links."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import feedparser

from collector import feed_text, json_feed, plain_rss
from collector.items import Item, entries
from collector.xmlread import declares_entities, text_of, without_illegal_references
from core.errors import FeedError
from core.i18n import translator
from core.press import Entry, Outlet

_ = translator("collector")

MAX_ENTRIES = 2000

# Who wrote an article is nobody's business here, and feedparser reads such a field in time that grows with the square
# of its length (its issue 562): the content goes before it looks.
_PERSON = re.compile(
    r"(<(?:[\w-]+:)?(?:author|creator|managingEditor|webMaster|contributor|owner|name|email)(?:\s[^<>]*)?>)"
    r"(?:<!\[CDATA\[(?:[^\]]|\](?!\]>))*+(?:\]\]>)?|(?:[^<\]]|\](?!\]>))*+)",
    re.IGNORECASE,
)
_BARE_AMPERSAND = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_LITERAL = re.compile(r"(<!\[CDATA\[|\]\]>)")
# What feedparser has been seen to fail with on spoilt feeds, and what is of their kind.
_FAULTS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_DATE_FIELDS = ("published", "updated", "created")
# Links that lead to something else than an entry: its licence, the answers to it, where it is edited, its neighbours.
_ELSEWHERE = frozenset(
    "license copyright replies edit edit-media service author hub up first last prev next previous".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Entries of a feed in its order, each address once.

    `more` says that items follow which were not read, `whole` that the document did not break off.
    """

    entries: tuple[Entry, ...]
    more: bool = False
    whole: bool = True


def parse(body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = "") -> tuple[Entry, ...]:
    """Return the entries of the first 2,000 items of a feed; raises FeedError as `read` does."""
    return read(body, base_url, outlet, now, content_type).entries


def read(body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = "", start: int = 0) -> Parsed:
    """Return the entries of the items of a feed from number `start` on, of at most 2,000 items.

    Raises FeedError when the bytes are not a feed, are a feed that declares entities, or break off before an item ends.
    """
    text = text_of(body, content_type)
    if text.startswith("{"):
        return _read_json(text, base_url, outlet, now, content_type, start)
    root = _refuse(text, base_url, outlet)
    whole = feed_text.is_whole(text, root)
    part = feed_text.window(text, root, start, MAX_ENTRIES)
    try:
        items = _items(part, text[: root.start()])
    except _FAULTS as error:
        raise FeedError(
            base_url, "parse", _("What %(outlet)s answered is not a feed.") % {"outlet": outlet.name}
        ) from error
    if part.cut and len(items) <= 1:
        raise FeedError(base_url, "truncated", _("The feed of %(outlet)s broke off.") % {"outlet": outlet.name})
    items = items[:-1] if part.cut else items
    return Parsed(tuple(entries(items[:MAX_ENTRIES], base_url, now)), part.more, whole)


def _read_json(text: str, base_url: str, outlet: Outlet, now: datetime, content_type: str, start: int) -> Parsed:
    name = {"outlet": outlet.name}
    try:
        feed = json_feed.read(text, content_type)
    except ValueError as error:
        what = _("What %(outlet)s answered is JSON that breaks off or is faulty; it cannot be read.")
        raise FeedError(base_url, "parse", what % name) from error
    if feed is None:
        raise FeedError(base_url, "not_feed", _("What %(outlet)s answered is not a feed.") % name)
    end = start + MAX_ENTRIES
    return Parsed(tuple(entries(json_feed.items(feed.items[start:end]), base_url, now)), more=len(feed.items) > end)


def _refuse(text: str, base_url: str, outlet: Outlet) -> re.Match[str]:
    """Return where the root element begins; raise FeedError for what is no feed, in words that say what to do."""
    name = {"outlet": outlet.name}
    if not text:
        raise FeedError(base_url, "empty", _("%(outlet)s answered with an empty document.") % name)
    root = feed_text.root_of(text)
    if feed_text.is_page(text, root):
        what = _("%(outlet)s answered with a web page, not a feed; look for the RSS address of the section.")
        raise FeedError(base_url, "not_feed", what % name)
    if root is None:
        raise FeedError(base_url, "not_feed", _("What %(outlet)s answered is not a feed.") % name)
    if "<!doctype" in text[: root.start()].lower() and declares_entities(text):
        what = _("The feed of %(outlet)s declares entities, which can hide attacks; it is not read.")
        raise FeedError(base_url, "entities", what % name)
    return root


def _items(part: feed_text.Window, head: str) -> list[Item]:
    """Read the items by the quick way of the common form, where it serves; `head` is what precedes the root."""
    text = _PERSON.sub(r"\1", part.text)
    items = None if part.cut else _common(text, head)
    return _parsed(_escaped(text)) if items is None else items


def _common(text: str, head: str) -> list[Item] | None:
    """Read a feed in the common form of RSS, also one that forgets to escape ampersands; None for any other."""
    items = plain_rss.read(text, head)
    if items is None and (escaped := _escaped(text)) != text:
        items = plain_rss.read(escaped, head)
    return items


def _escaped(text: str) -> str:
    """Escape the ampersands that many outlets forget, and drop impossible characters, outside CDATA.

    So the strict and faster parser can work, and the other is spared what it fails on.
    """
    literal, parts = False, []
    for part in _LITERAL.split(text):
        if part in {"<![CDATA[", "]]>"}:
            literal = part != "]]>"
        parts.append(part if literal else _BARE_AMPERSAND.sub("&amp;", without_illegal_references(part)))
    return "".join(parts)


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
    """Yield the addresses of an item, the best first; Feedburner puts its own in the place of the link."""
    yield _text(item, "feedburner_origlink")
    yield _text(item, "link")
    links = [(link.get("rel", "alternate"), _text(link, "href")) for link in item.get("links") or ()]
    yield from (href for relation, href in links if relation == "alternate")
    if _text(item, "id").startswith(("http://", "https://")):
        yield _text(item, "id")
    yield from (href for relation, href in links if relation not in _ELSEWHERE | {"alternate", "enclosure"})
    yield from (href for relation, href in links if relation == "enclosure")


def _text(item: Any, name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
