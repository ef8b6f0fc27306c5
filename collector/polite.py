"""Manners toward the outlets: robots.txt is obeyed and no host is asked more often than the gap says."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from protego import Protego

from collector.urls import host_of
from core.clock import Clock
from core.errors import FetchError
from core.i18n import translator
from core.ports import Fetcher
from core.press import Fetched, Validators

_ = translator("collector")

AGENT = "diembao"
RULES_KEPT = timedelta(hours=24)  # RFC 9309 section 2.4
FAILURE_KEPT = timedelta(minutes=10)  # an unreachable robots.txt is asked for again soon, but not for every page
ROBOTS_BYTES = 512_000  # RFC 9309 section 2.5 asks for at least 500 KiB
MAX_DELAY = 60.0
HOSTS_KEPT = 2000
AT_ONCE = 2  # requests under way at one host


@dataclass(frozen=True, slots=True)
class _Rules:
    """What robots.txt of an origin said, or why it could not be had."""

    until: datetime
    robots: Protego | None = None
    failure: FetchError | None = None


class PoliteFetcher:
    """A fetcher that obeys robots.txt, leaves `gap` seconds between starts at a host and asks two at once at most."""

    def __init__(self, inner: Fetcher, clock: Clock, gap: float) -> None:
        self._inner = inner
        self._clock = clock
        self._gap = gap
        self._rules: dict[str, _Rules] = {}
        self._next_start: dict[str, datetime] = {}
        self._asking: dict[str, asyncio.Lock] = {}
        self._seats: dict[str, asyncio.Semaphore] = {}

    async def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """Return the answer of the inner fetcher once it is this host's turn.

        Raises FetchError, of kind `robots` when the outlet does not wish this address to be read. While robots.txt
        cannot be had nothing is read (RFC 9309 section 2.3.1.4), and the error is that of robots.txt itself.
        """
        robots = await self._robots(url)
        if robots is not None and not robots.can_fetch(url, AGENT):
            raise FetchError(url, "robots", _("The outlet's robots.txt does not admit this address; ask the outlet."))
        delay = robots.crawl_delay(AGENT) if robots is not None else None
        async with self._seats.setdefault(host_of(url), asyncio.Semaphore(AT_ONCE)):
            await self._turn(url, max(self._gap, min(delay or 0.0, MAX_DELAY)))
            return await self._inner.fetch(url, validators)

    async def _turn(self, url: str, gap: float) -> None:
        """Reserve the next free start of the host, then wait for it."""
        host, now = host_of(url), self._clock.now()
        start = max(now, self._next_start.get(host, now))
        if len(self._next_start) >= HOSTS_KEPT:
            self._next_start = {name: moment for name, moment in self._next_start.items() if moment > now}
        self._next_start[host] = start + timedelta(seconds=gap)
        if start > now:
            await self._clock.sleep((start - now).total_seconds())

    async def _robots(self, url: str) -> Protego | None:
        if not host_of(url):
            return None  # the inner fetcher says what is wrong with such an address
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if len(self._rules) >= HOSTS_KEPT:
            self._rules.clear()
            self._asking = {name: lock for name, lock in self._asking.items() if lock.locked()}
        async with self._asking.setdefault(origin, asyncio.Lock()):
            rules = self._rules.get(origin)
            if rules is None or rules.until <= self._clock.now():
                rules = self._rules[origin] = await self._ask(origin)
        if rules.failure is not None:
            failure = rules.failure
            what = _("robots.txt of this host cannot be read, so nothing is read there: %(reason)s")
            raise FetchError(url, failure.kind, what % {"reason": failure}, failure.status) from failure
        return rules.robots

    async def _ask(self, origin: str) -> _Rules:
        address = f"{origin}/robots.txt"
        await self._turn(address, self._gap)
        try:
            answer = await self._inner.fetch(address)
        except FetchError as error:
            if error.status in range(400, 500) and error.status != 429:  # a plea for fewer requests admits nothing
                return _Rules(self._clock.now() + RULES_KEPT)
            return _Rules(self._clock.now() + FAILURE_KEPT, failure=error)
        text = answer.body[:ROBOTS_BYTES].decode("utf-8", "replace")
        return _Rules(self._clock.now() + RULES_KEPT, robots=Protego.parse(text))
