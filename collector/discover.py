"""Finds the feeds and sitemaps of a paper: what it says itself first, then the addresses such sites usually have."""

import heapq
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Literal
from urllib.parse import urljoin, urlsplit

from protego import Protego

from collector import json_feed, sitemaps
from collector.encoding import decode
from collector.markup import plain, tree
from collector.parsing import FeedParser
from collector.urls import canonical, host_of, within
from collector.xmlread import STEP, local, text_of, walk
from core.errors import CollectError, FetchError
from core.ports import Fetcher
from core.press import Fetched, Outlet
from core.text import one_line

log = logging.getLogger(__name__)

Kind = Literal["feed", "sitemap"]
How = Literal["address", "front_page", "robots", "page", "guess"]

REQUESTS = 30
MAX_LINKS = 200
MAX_NAMED_SITEMAPS = 5
MAX_TITLE = 200
ROBOTS_BYTES = 512_000
MAX_DEAD_ENDS = 3

# The order of trying: what the site says itself, then what its pages list, then guesses.
_ADDRESS, _FRONT, _ROBOTS, _ALTERNATE, _NAMED, _LISTING, _LIKELY, _GUESSED_MAP, _LINK, _GUESSED_FEED = range(10)

# Addresses found on the sites of Vietnamese papers. The first ones usually list every feed of a site.
_FEEDS = (
    "/rss",
    "/rss.html",
    "/rss/home.rss",
    "/rss.htm",
    "/rss/tin-moi-nhat.rss",
    "/rss/trang-chu.rss",
    "/rss.xml",
    "/feed/",
    "/rss.chn",
    "/rss.aspx",
    "/trang-rss.html",
    "/tin-rss.html",
    "/home.rss",
    "/tin-moi.rss",
    "/tin-moi-nhat.rss",
    "/rss_feed/",
    "/index.rss",
    "/atom.xml",
)
_MAPS = (
    "/sitemap.xml",
    "/sitemap_index.xml",
    "/news-sitemap.xml",
    "/sitemap-news.xml",
    "/google-news-sitemap.xml",
    "/latest-news-sitemap.xml",
)
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
_FEEDLIKE = re.compile(
    r"(?:^|/)(?:rss|feeds?|atom|rdf)(?:[._/-]|$)|\.(?:rss|rdf|atom)$|rss\.(?:xml|html?|aspx|chn|php|vnp|epi)$", re.I
)
# A page that lists the feeds, rather than one of them.
_LISTING_PAGE = re.compile(r"(?:^|/)(?:[\w-]*-)?rss/?(?:\.(?:html?|aspx|chn|php|vnp|epi))?$", re.I)
_COMMENTS = re.compile(r"comments?/(?:feed|default)|feed=comments|/oembed|/wp-json", re.I)
_WHOLE_SITE = re.compile(r"(?:^|/)(?:home|trang-chu|tin-moi(?:-nhat)?|moi-nhat|latest|index|all|tat-ca)\b[^/]*$", re.I)
# Errors that every other address of the host would give again.
_DEAD = frozenset({"dns", "connect", "tls", "timeout", "blocked", "protocol", "paused"})


@dataclass(frozen=True, slots=True)
class Found:
    """A feed or sitemap that could be read. `entries` counts its articles (of an index of sitemaps: the sitemaps).

    `news` says of a sitemap that it gives titles and times, so that it can be followed like a feed.
    """

    url: str
    kind: Kind
    title: str
    entries: int
    newest: datetime | None
    how: How
    news: bool = False


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    rank: int
    number: int
    url: str
    how: How
    title: str = ""

    @property
    def guessed(self) -> Kind | None:
        """Tell what is hoped for at a guessed address."""
        if self.rank == _GUESSED_FEED:
            return "feed"
        return "sitemap" if self.rank == _GUESSED_MAP else None


async def discover(
    url: str,
    fetcher: Fetcher,
    parser: FeedParser,
    now: datetime,
    limit: int = REQUESTS,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> list[Found]:
    """Return the feeds and sitemaps of a site, feeds first, after at most `limit` requests.

    `progress` hears how many addresses are done and known; known ones that are not done at the end were left because
    of the limit. Raises FetchError when the site does not answer at all or asks for fewer requests.
    """
    search = _Search(url, fetcher, parser, now)
    done, failure, stopped = 0, None, False
    while done < limit and not stopped and (candidate := search.next()) is not None:
        try:
            await search.look(candidate)
        except FetchError as error:
            stopped = search.hopeless(candidate, error)
            failure = error if stopped else failure or error
        done += 1
        progress(done, done + search.left())
    found = search.result()
    if failure is not None and not found and (stopped or not search.answered):
        raise failure
    return found


class _Search:
    """What is known of a site and what is still to be looked at."""

    def __init__(self, url: str, fetcher: Fetcher, parser: FeedParser, now: datetime) -> None:
        self._fetcher, self._parser, self._now = fetcher, parser, now
        self._sites = {host_of(url).removeprefix("www.")}
        self._queue: list[_Candidate] = []
        self._numbers = count()
        self._known: set[str] = set()
        self._found: dict[str, Found] = {}
        self._dead_ends = 0
        self.answered = False
        self._add(_ADDRESS, url, "address")

    def next(self) -> _Candidate | None:
        """Return the most promising address; guesses are dropped once what they hope for is found."""
        while self._queue:
            candidate = heapq.heappop(self._queue)
            if self._wanted(candidate):
                return candidate
        return None

    def left(self) -> int:
        """Return how many known addresses are still to be looked at."""
        return sum(map(self._wanted, self._queue))

    def result(self) -> list[Found]:
        """Return what was found: feeds before sitemaps, those with articles before empty ones, news before the rest."""
        return sorted(self._found.values(), key=lambda found: (found.kind, not found.entries, not found.news))

    async def look(self, candidate: _Candidate) -> None:
        """Fetch an address and take what it is or lists; raises FetchError."""
        fetched = await self._fetcher.fetch(candidate.url)
        self.answered = True
        self._dead_ends = 0
        self._known.add(canonical(fetched.url))
        if candidate.rank == _ADDRESS:
            self._settle(fetched.url)
        elif not within(fetched.url, self._sites):
            return  # it leads away: another site's feed is not this one's
        if candidate.rank == _ROBOTS:
            self._take_robots(fetched)
            return
        found = await self._recognised(candidate, fetched)
        if found is not None:
            self._found.setdefault(found.url, found)
        elif candidate.rank in {_ADDRESS, _FRONT, _LISTING, _GUESSED_FEED}:
            self._take_links(candidate, fetched)

    def hopeless(self, candidate: _Candidate, error: FetchError) -> bool:
        """Tell whether nothing more is to be had, or asked for, at this site."""
        if error.status in {429, 503}:
            return True
        self.answered = self.answered or error.status is not None
        if candidate.rank == _ADDRESS:
            self._settle(candidate.url)
        if error.kind in _DEAD:
            self._dead_ends += 1
        return self._dead_ends >= MAX_DEAD_ENDS or (candidate.rank == _ADDRESS and error.kind in _DEAD)

    def _wanted(self, candidate: _Candidate) -> bool:
        hoped = candidate.guessed
        return hoped is None or not any(found.kind == hoped and found.entries for found in self._found.values())

    def _add(self, rank: int, url: str, how: How, title: str = "") -> None:
        url = canonical(url)
        if url and url not in self._known and within(url, self._sites):
            self._known.add(url)
            heapq.heappush(self._queue, _Candidate(rank, next(self._numbers), url, how, title))

    def _settle(self, url: str) -> None:
        """Note where the site really is, and what every site is asked for."""
        self._sites.add(host_of(url).removeprefix("www."))
        self._add(_FRONT, urljoin(url, "/"), "front_page")
        self._add(_ROBOTS, urljoin(url, "/robots.txt"), "robots")
        for path in _MAPS:
            self._add(_GUESSED_MAP, urljoin(url, path), "guess")
        for path in _FEEDS:
            self._add(_GUESSED_FEED, urljoin(url, path), "guess")

    def _take_robots(self, fetched: Fetched) -> None:
        named = Protego.parse(fetched.body[:ROBOTS_BYTES].decode("utf-8", "replace")).sitemaps
        urls = sorted(dict.fromkeys(canonical(url, fetched.url) for url in named), key=lambda url: "news" not in url)
        for url in urls[:MAX_NAMED_SITEMAPS]:
            self._promote(_NAMED, url, "robots")

    def _take_links(self, candidate: _Candidate, fetched: Fetched) -> None:
        """Follow what a page links to; on a page that was itself only a link, nothing but feeds."""
        first = candidate.rank in {_ADDRESS, _FRONT}
        page = tree(decode(fetched.body, fetched.content_type))
        if page is None:
            return
        how: How = "front_page" if first else "page"
        for link in page.css("link[rel~=alternate][href]")[:MAX_LINKS]:
            if (link.attributes.get("type") or "").partition(";")[0].strip().lower() in _FEED_TYPES:
                self._link(_ALTERNATE, link.attributes, fetched.url, link.attributes.get("title") or "", how)
        taken = 0
        for link in page.css("a[href]"):
            path = urlsplit(canonical(link.attributes.get("href") or "", fetched.url)).path
            if taken < MAX_LINKS and _FEEDLIKE.search(path):
                taken += 1
                rank = _LISTING if first and _LISTING_PAGE.search(path) else _LINK
                rank = _LIKELY if _WHOLE_SITE.search(path) else rank
                self._link(rank, link.attributes, fetched.url, link.text(), how)

    def _link(self, rank: int, attributes: Mapping[str, str | None], base: str, title: str, how: How) -> None:
        url = canonical(attributes.get("href") or "", base)
        if not _COMMENTS.search(url):
            self._promote(rank, url, how, one_line(title)[:MAX_TITLE])

    def _promote(self, rank: int, url: str, how: How, title: str = "") -> None:
        """Note an address; one that so far is only a guess is no longer one."""
        guess = next((waiting for waiting in self._queue if waiting.url == url and waiting.guessed), None)
        if guess is not None:
            self._queue.remove(guess)
            heapq.heapify(self._queue)
            self._known.discard(url)
        self._add(rank, url, how, title)

    async def _recognised(self, candidate: _Candidate, fetched: Fetched) -> Found | None:
        url = canonical(fetched.url if fetched.moved else candidate.url)
        try:
            return await self._as_feed(candidate, fetched, url)
        except CollectError:
            pass
        except Exception:  # a library over hostile input: its faults belong to this address alone
            log.exception("feed could not be read: %s", candidate.url)
        try:
            return self._as_sitemap(candidate, fetched, url)
        except CollectError:
            return None

    async def _as_feed(self, candidate: _Candidate, fetched: Fetched, url: str) -> Found:
        host = host_of(fetched.url)
        outlet = Outlet(host, host, (host,))
        entries = await self._parser(fetched.body, fetched.url, outlet, self._now, fetched.content_type)
        title = candidate.title or title_of(fetched.body, fetched.content_type)
        return Found(url, "feed", title, len(entries), _newest(entry.published for entry in entries), candidate.how)

    def _as_sitemap(self, candidate: _Candidate, fetched: Fetched, url: str) -> Found:
        read = sitemaps.read(fetched.body, fetched.url, self._now)
        dates = (page.published for page in read.pages) if read.pages else (child.lastmod for child in read.children)
        news = any(page.title and page.published and page.sure for page in read.pages)
        return Found(url, "sitemap", "", len(read.pages) or len(read.children), _newest(dates), candidate.how, news)


def _newest(moments: Iterator[datetime | None]) -> datetime | None:
    return max((moment for moment in moments if moment), default=None)


def title_of(body: bytes, content_type: str = "") -> str:
    """Return the title a feed gives itself, "" when it has none."""
    text = text_of(body, content_type)
    return one_line(plain(_json_title(text) if text.startswith("{") else _xml_title(text)))[:MAX_TITLE]


def _json_title(text: str) -> str:
    try:
        feed = json_feed.read(text)
    except ValueError:
        return ""
    return feed.title if feed else ""


def _xml_title(text: str) -> str:
    found = _Title()
    walk(text[:STEP], found)
    return "".join(found.parts)


class _Title:
    """Takes the first title of a feed that is not an article's."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.full = False
        self._inside = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Stop looking where the articles begin."""
        name = local(tag)
        self._inside = name == "title" and not self.full
        self.full = self.full or name in {"item", "entry"}

    def data(self, text: str) -> None:
        """Keep the text of the title."""
        if self._inside and not self.full:
            self.parts.append(text)

    def end(self, tag: str) -> None:
        """The first title is enough."""
        self.full = self.full or self._inside
        self._inside = False
