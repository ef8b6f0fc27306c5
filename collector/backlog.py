"""What a source published earlier: robots.txt names sitemaps, these name pages, a feed may name its archive. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from protego import Protego

from collector import sitemaps
from collector.urls import host_of, within
from core.press import Entry, Source

ROBOTS_BYTES = 512_000
HEAD_BYTES = 10_000  # the links of a feed stand before its entries
OLDER = frozenset({"next", "prev-archive"})
_LINK = re.compile(r"<(?:\w+:)?link\s([^<>]{0,2000})>")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of an address, and further addresses to be searched.

    `undated` pages were left, having no time; `whole` is False when the document was cut or too long.
    """

    entries: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()
    undated: int = 0
    whole: bool = True


def read(body: bytes, url: str, source: Source, since: datetime, now: datetime) -> Found:
    """Return what an address gives of the time since `since`; raises FeedError when it is no sitemap."""
    if is_robots(url):
        named = tuple(Protego.parse(body[:ROBOTS_BYTES].decode("utf-8", "replace")).sitemaps)
        return Found(further=_own(named or (urljoin(url, "/sitemap.xml"),), source))
    found = sitemaps.read(body, url, now)
    further = tuple(child.url for child in found.children if sitemaps.may_hold(child, since))
    own = [page for page in found.pages if is_own(page.url, source)]
    # A bare day or the time of the last change must not decide the reporting period, but tells old from new.
    entries = tuple(
        Entry(page.url, page.title, published=page.published if page.sure else None)
        for page in own
        if page.latest and page.latest >= since
    )
    return Found(entries, _own(further, source), sum(page.latest is None for page in own), found.whole)


def read_feed(entries: Sequence[Entry], body: bytes, url: str, source: Source, since: datetime) -> Found:
    """Return what a page of a feed gives of the time since `since`, and the page before it (RFC 5005, section 3 and 4).

    The pages are followed while they still reach back to `since`.
    """
    young = tuple(entry for entry in entries if entry.published is None or entry.published >= since)
    dates = [entry.published for entry in entries if entry.published]
    if not dates or min(dates) < since:
        return Found(young)
    head = body[:HEAD_BYTES].decode("utf-8", "replace")
    links = (dict(_ATTRIBUTE.findall(link)) for link in _LINK.findall(head))
    older = (urljoin(url, unescape(link["href"])) for link in links if link.get("rel") in OLDER and "href" in link)
    return Found(young, _own(tuple(address for address in older if address != url), source))


def _own(addresses: tuple[str, ...], source: Source) -> tuple[str, ...]:
    return tuple(address for address in addresses if is_own(address, source))


def is_robots(url: str) -> bool:
    """Tell whether an address is that of a robots.txt."""
    return urlsplit(url).path == "/robots.txt"


def is_own(url: str, source: Source) -> bool:
    """Tell whether an address belongs to the outlet: a sitemap must not send us to other people's sites."""
    return within(url, (*source.outlet.domains, host_of(source.url)))
