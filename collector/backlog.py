"""What a source published earlier, read from robots.txt (which names sitemaps), sitemap indexes and sitemaps. Pure."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin, urlsplit

from protego import Protego

from collector import sitemaps
from collector.urls import host_of, within
from core.press import Entry, Source

ROBOTS_BYTES = 512_000


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
    if urlsplit(url).path == "/robots.txt":
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


def _own(addresses: tuple[str, ...], source: Source) -> tuple[str, ...]:
    return tuple(address for address in addresses if is_own(address, source))


def is_own(url: str, source: Source) -> bool:
    """Tell whether an address belongs to the outlet: a sitemap must not send us to other people's sites."""
    return within(url, (*source.outlet.domains, host_of(source.url)))
