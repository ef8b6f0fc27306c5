"""What a source published earlier: robots.txt names sitemaps, these name pages, a feed may name its archive. Pure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urljoin, urlsplit

from protego import Protego

from collector import sitemaps
from collector.dates import EARLIEST
from collector.sitemaps import Child
from collector.urls import host_of, within
from core.press import Entry, Source

ROBOTS_BYTES = 512_000
HEAD_BYTES = 10_000  # the links of a feed stand before its entries
OVERLAP = timedelta(hours=1)  # clocks differ
CHILDREN = 8  # changed sitemaps of an index that one poll reads
ENDS = 2
OLDER = frozenset({"next", "prev-archive"})
_LINK = re.compile(r"<(?:\w+:)?link\s([^<>]{0,2000})>")
_ATTRIBUTE = re.compile(r"""(\w+)\s*=\s*["']([^"']*)["']""")


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of an address, and further addresses to be searched.

    `undated` are pages without a time, old or new; `whole` is False when it broke off, and `rest`
    is the number of the first item beyond the caps.
    """

    entries: tuple[Entry, ...] = ()
    further: tuple[Child, ...] = ()
    undated: tuple[Entry, ...] = ()
    whole: bool = True
    rest: int | None = None


def read(body: bytes, url: str, source: Source, since: datetime, now: datetime, start: int = 0) -> Found:
    """Return what an address gives of the time since `since`, from its item `start` on.

    Raises FeedError when it is no sitemap.
    """
    if is_robots(url):
        named = tuple(Protego.parse(body[:ROBOTS_BYTES].decode("utf-8", "replace")).sitemaps)
        return Found(further=_own(map(Child, named or (urljoin(url, "/sitemap.xml"),)), source))
    found = sitemaps.read(body, url, now, start)
    further = (child for child in found.children if sitemaps.may_hold(child, since))
    own = [page for page in found.pages if is_own(page.url, source) and is_article(page.url, source)]
    # A bare day or the time of the last change must not decide the reporting period, but tells old from new.
    entries = tuple(
        Entry(page.url, page.title, published=page.published if page.sure else None)
        for page in own
        if page.latest and page.latest >= since
    )
    undated = tuple(Entry(page.url, page.title) for page in own if page.latest is None)
    return Found(entries, _own(further, source), undated, found.whole, found.rest)


def joined(parts: Sequence[Found]) -> Found:
    """Return what the parts of a long document give together."""
    return Found(
        tuple(entry for part in parts for entry in part.entries),
        tuple(child for part in parts for child in part.further),
        tuple(entry for part in parts for entry in part.undated),
        all(part.whole for part in parts),
        parts[-1].rest,
    )


def next_maps(children: Sequence[Child], last: datetime | None) -> tuple[tuple[Child, ...], tuple[Child, ...]]:
    """Return which sitemaps of an index to read in this poll, the likeliest first, and which of the others later.

    Those that changed since the `last` good poll or name a running period come now; of those that tell nothing, the
    first and the last, where sites write their newest. What did not change is not read at all.
    """
    changed = [child for child in children if child.lastmod and (last is None or child.lastmod >= last - OVERLAP)]
    changed.sort(key=lambda child: child.lastmod or EARLIEST, reverse=True)
    changed += [child for child in children if not child.lastmod and sitemaps.names_period(child)]
    silent = [child for child in children if not child.lastmod and not sitemaps.names_period(child)]
    likely = list(dict.fromkeys((*changed[:CHILDREN], *silent[:ENDS], *silent[-ENDS:])))
    return tuple(likely), tuple(child for child in (*changed, *silent) if child not in likely)


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
    return Found(young, _own((Child(address) for address in older if address != url), source))


def _own(children: Iterable[Child], source: Source) -> tuple[Child, ...]:
    return tuple(child for child in children if is_own(child.url, source))


def is_robots(url: str) -> bool:
    """Tell whether an address is that of a robots.txt."""
    return urlsplit(url).path == "/robots.txt"


def is_article(url: str, source: Source) -> bool:
    """Tell whether an address has the form that the workspace says articles of a source have."""
    return not source.pattern or re.search(source.pattern, url) is not None


def is_own(url: str, source: Source) -> bool:
    """Tell whether an address belongs to the outlet: a sitemap must not send us to other people's sites."""
    return within(url, (*source.outlet.domains, host_of(source.url)))
