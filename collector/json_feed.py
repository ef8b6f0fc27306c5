"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/). Authors are not read."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from collector.items import Item

_VERSION = "jsonfeed.org/version/"
_TYPE = "feed+json"
_DATES = ("date_published", "date_modified")
_SUMMARIES = ("summary", "content_text", "content_html")


class _Number(str):
    """A number as it is written."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class JsonFeed:
    """A feed with its items as they are written."""

    title: str
    items: list[Any]


def read(text: str, content_type: str = "") -> JsonFeed | None:
    """Return a feed; None when the document is JSON but no such feed.

    Raises ValueError for what is no JSON or nests too deeply to be read.
    """
    try:
        # Numbers stay text: one of a million digits takes minutes to convert.
        feed = json.loads(text, parse_int=_Number, parse_float=_Number, parse_constant=_Number)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    if _VERSION not in _text(feed, "version") and _TYPE not in content_type.lower():
        return None
    return JsonFeed(_text(feed, "title"), feed["items"])


def items(found: list[Any]) -> Iterator[Item]:
    """Yield the items that a feed holds; what has another form than the standard says is passed over."""
    for item in found:
        if isinstance(item, dict):
            yield Item(
                title=_text(item, "title"),
                summary=next(filter(None, (_text(item, name).strip() for name in _SUMMARIES)), ""),
                links=tuple(_links(item)),
                dates=tuple(_text(item, name) for name in _DATES),
                guid=_text(item, "id") or (item["id"] if isinstance(item.get("id"), _Number) else ""),
            )


def _links(item: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses of an item, the best first; its id is meant to be one and need not be."""
    yield _text(item, "url")
    yield _text(item, "external_url")
    if _text(item, "id").startswith(("http://", "https://")):
        yield _text(item, "id")
    attachments = item.get("attachments")
    for attachment in attachments if isinstance(attachments, list) else ():
        if isinstance(attachment, dict):
            yield _text(attachment, "url")


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) and not isinstance(found, _Number) else ""
