"""Positive items for the provincial portal, as RSS 2.0 and JSON Feed 1.1: title, link, outlet, date, excerpt. Pure.

The text of an article never leaves the house, only at most 50 words of its excerpt; a person of the portal chooses.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Final
from xml.etree import ElementTree as ET

from alerts.documents.wording import EXCERPT_CHARS, TITLE_CHARS, plain, web_address
from core.desk import JudgedArticle
from core.i18n import translator
from core.periods import ZONE
from core.settings import Profile
from core.text import shorten

EXCERPT_WORDS: Final = 49  # the ellipsis of what was cut is the fiftieth
# Lists of their own in the digest; and what somebody paid for is no praise that a portal may pass on.
_APART = frozenset({"sport", "table", "advertorial"})
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class PositiveItem:
    """One article; `published` is aware, its collection where the outlet gave no time."""

    article: int
    title: str
    url: str
    outlet: str
    published: datetime
    excerpt: str


@dataclass(frozen=True, slots=True)
class PositiveFeed:
    """Positive items about a profile from `since` up to `at` (both aware), the latest first."""

    profile: str
    title: str
    since: datetime
    at: datetime
    items: tuple[PositiveItem, ...]


def build(
    found: Iterable[JudgedArticle], profile: Profile, since: datetime, now: datetime, lang: str = "vi"
) -> PositiveFeed:
    """Return the feed: what is about the unit and of positive tone, still there and with an address to link."""
    _ = translator("alerts", lang)
    items = [_item(one) for one in found if _is_wanted(one, profile.id)]
    items.sort(key=lambda item: (item.published, item.article), reverse=True)
    title = _("Positive items of the press about %(unit)s") % {"unit": plain(profile.title)}
    return PositiveFeed(profile.id, title, since, now, tuple(items))


def _is_wanted(one: JudgedArticle, profile: str) -> bool:
    article, found = one.article, one.assessment
    return (
        found.grade(profile) == "main"
        and found.tone.label == "positive"
        and found.kind not in _APART
        and article.state == "present"
        and bool(web_address(article.url) and plain(article.title))
    )


def _item(one: JudgedArticle) -> PositiveItem:
    article = one.article
    excerpt = plain(shorten(article.excerpt, EXCERPT_WORDS), EXCERPT_CHARS)
    title, outlet = plain(article.title, TITLE_CHARS), plain(article.outlet_name)
    return PositiveItem(article.id, title, article.url, outlet, article.moment, excerpt)


def rss(feed: PositiveFeed, link: str) -> bytes:
    """Return the feed as RSS 2.0; `link` is the address of the portal that shows it."""
    ET.register_namespace("dc", _DUBLIN_CORE)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    for name, value in (
        ("title", feed.title),
        ("link", link),
        ("description", feed.title),
        ("language", "vi"),
        ("lastBuildDate", _date(feed.at)),
    ):
        ET.SubElement(channel, name).text = value
    for item in feed.items:
        entry = ET.SubElement(channel, "item")
        for name, value in (
            ("title", item.title),
            ("link", item.url),
            ("description", item.excerpt),
            ("pubDate", _date(item.published)),
            (f"{{{_DUBLIN_CORE}}}publisher", item.outlet),
        ):
            ET.SubElement(entry, name).text = value
        ET.SubElement(entry, "guid", isPermaLink="true").text = item.url
    ET.indent(root)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode").encode() + b"\n"


def json_feed(feed: PositiveFeed, link: str) -> bytes:
    """Return the feed as JSON Feed 1.1; `link` is the address of the portal that shows it."""
    content = {
        "version": _JSON_FEED,
        "title": feed.title,
        "home_page_url": link,
        "language": "vi",
        "items": [
            {
                "id": item.url,
                "url": item.url,
                "title": item.title,
                "content_text": item.excerpt,
                "date_published": item.published.astimezone(ZONE).isoformat(timespec="seconds"),
                "authors": [{"name": item.outlet}],
            }
            for item in feed.items
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _date(moment: datetime) -> str:
    """Return a moment as RFC 822 has it, in the time of Viet Nam."""
    return format_datetime(moment.astimezone(ZONE))
