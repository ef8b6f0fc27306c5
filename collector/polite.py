"""Manners toward the outlets: robots.txt is obeyed and no host is asked more often than the gap says.

Whose turn it is at a host is kept in the database, so that several processes together keep the manners of one.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from collector.urls import host_of
from core.clock import Clock
from core.errors import FetchError
from core.i18n import translator
from core.press import Fetched, Validators
from core.sources import HostTurns

_ = translator("collector")

AGENT = "diembao"
RULES_KEPT = timedelta(hours=24)  # RFC 9309 section 2.4
FAILURE_KEPT = timedelta(minutes=10)  # an unreachable robots.txt is asked for again soon, but not for every page
ROBOTS_BYTES = 512_000  # RFC 9309 section 2.5 asks for at least 500 KiB
MAX_DELAY = 60.0
HOSTS_KEPT = 2000
AT_ONCE = 2  # requests under way at one host
LONGEST_WAIT = 60.0  # seconds for a host that wants to be left alone; what takes longer is tried again later
TICKET_KEPT = timedelta(minutes=6)  # longer than the longest deadline of a request

Admit = Callable[[str], Awaitable[None]]


class HopFetcher(Protocol):
    """A fetcher that asks before it follows a redirect."""

    async def fetch(self, url: str, validators: Validators | None = None, *, admit: Admit | None = None) -> Fetched:
        """Return the answer; `admit` is awaited with the address of every further hop."""
        ...


@dataclass(frozen=True, slots=True)
class _Rules:
    """What robots.txt of an origin said, or why it could not be had."""

    until: datetime
    robots: Protego | None = None
    failure: FetchError | None = None


class PoliteFetcher:
    """A fetcher that obeys robots.txt, leaves `gap` seconds between starts at a host and asks two at once at most.

    `gaps` holds other gaps by domain, subdomains included.
    """

    def __init__(
        self, inner: HopFetcher, clock: Clock, turns: HostTurns, gap: float, gaps: Mapping[str, float] | None = None
    ) -> None:
        self._inner = inner
        self._clock = clock
        self._turns = turns
        self._gap = gap
        self._gaps = dict(gaps or {})
        self._rules: dict[str, _Rules] = {}
        self._asking: dict[str, asyncio.Lock] = {}
        self._lines: dict[str, _Line] = {}

    async def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """Return the answer of the inner fetcher once it is this host's turn; every redirect waits for its own.

        Raises FetchError, of kind `robots` when the outlet does not wish this address to be read and `paused` while
        its host wants to be left alone. While robots.txt cannot be had nothing is read (RFC 9309 section 2.3.1.4),
        and the error is that of robots.txt itself.
        """
        return await self._visit(url, validators, self._robots_gap)

    async def admits(self, url: str) -> bool:
        """Tell whether robots.txt admits an address; raises FetchError while robots.txt cannot be had."""
        robots = await self._robots(url)
        return robots is None or robots.can_fetch(url, AGENT)

    async def _visit(
        self, url: str, validators: Validators | None, gap_of: Callable[[str], Awaitable[float]]
    ) -> Fetched:
        visit = _Visit(self, gap_of)
        try:
            await visit.enter(url)
            fetched = await self._inner.fetch(url, validators, admit=visit.enter)
        except FetchError as error:
            plea = None if error.status is None else error.status in {429, 503}
            visit.leave(plea=plea, retry_after=error.retry_after)
            if error.url != url:
                raise FetchError(url, error.kind, str(error), error.status, error.retry_after) from error
            raise
        else:
            visit.leave(plea=False)
            return fetched
        finally:
            visit.leave()

    async def _robots_gap(self, url: str) -> float:
        """Return the gap that holds at a host; raises FetchError when robots.txt does not admit the address."""
        host = host_of(url)
        if not host:
            return 0.0  # the inner fetcher says what is wrong with such an address
        if not await self.admits(url):
            raise FetchError(url, "robots", _("The outlet's robots.txt does not admit this address; ask the outlet."))
        robots = await self._robots(url)
        delay = robots.crawl_delay(AGENT) if robots is not None else None
        return max(self._plain_gap(host), min(delay or 0.0, MAX_DELAY))

    def _plain_gap(self, host: str) -> float:
        labels = host.split(".")
        domains = (".".join(labels[start:]) for start in range(len(labels)))
        return next((self._gaps[domain] for domain in domains if domain in self._gaps), self._gap)

    async def turn(self, host: str, gap: float, url: str) -> int:
        """Wait for the next free start of a host and return the ticket; raises FetchError when it takes too long."""
        while True:
            turn = self._turns.take(host, gap, AT_ONCE, self._clock.now, TICKET_KEPT)
            if turn.ticket is not None and (turn.start_by is None or self._clock.now() <= turn.start_by):
                return turn.ticket
            if turn.ticket is not None:  # the machine was busy in between
                self._turns.done(host, turn.ticket, self._clock.now(), plea=None)
                continue
            if turn.paused and turn.wait > LONGEST_WAIT:
                what = _("This host asked several times for fewer requests and is left alone for a while.")
                raise FetchError(url, "paused", what, retry_after=turn.wait)
            await self._clock.sleep(turn.wait)

    def line(self, host: str) -> "_Line":
        """Return the queue of this process at a host."""
        if len(self._lines) >= HOSTS_KEPT:
            self._lines = {name: line for name, line in self._lines.items() if line.used}
        return self._lines.setdefault(host, _Line())

    def give_back(self, host: str, ticket: int, plea: bool | None, retry_after: float | None) -> None:
        """Give a ticket back and note whether the host, if it answered, asked for fewer requests."""
        self._turns.done(host, ticket, self._clock.now(), plea, retry_after)

    async def _robots(self, url: str) -> Protego | None:
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
            raise FetchError(
                url, failure.kind, what % {"reason": failure}, failure.status, failure.retry_after
            ) from failure
        return rules.robots

    async def _ask(self, origin: str) -> _Rules:
        async def gap(address: str) -> float:
            return self._plain_gap(host_of(address))

        try:
            answer = await self._visit(f"{origin}/robots.txt", None, gap)
        except FetchError as error:
            if error.status in range(400, 500) and error.status != 429:  # a plea for fewer requests admits nothing
                return _Rules(self._clock.now() + RULES_KEPT)
            kept = max(FAILURE_KEPT, timedelta(seconds=error.retry_after or 0.0))
            return _Rules(self._clock.now() + min(kept, RULES_KEPT), failure=error)
        text = answer.body[:ROBOTS_BYTES].decode("utf-8", "replace")
        return _Rules(self._clock.now() + RULES_KEPT, robots=Protego.parse(text))


class _Line:
    """The requests of this process at one host: so many under way, and one that waits for the next start."""

    def __init__(self) -> None:
        self.seats = asyncio.Semaphore(AT_ONCE)
        self.head = asyncio.Lock()
        self.used = 0


class _Visit:
    """One request with all its redirects: at every hop the old host's ticket is given back before the next is taken."""

    def __init__(self, manners: PoliteFetcher, gap_of: Callable[[str], Awaitable[float]]) -> None:
        self._manners, self._gap_of = manners, gap_of
        self._at: tuple[str, int, _Line] | None = None

    async def enter(self, url: str) -> None:
        """Wait until `url` may be asked for; raises FetchError when it may not."""
        self.leave()
        gap = await self._gap_of(url)
        host = host_of(url)
        if not host:
            return
        line = self._manners.line(host)
        line.used += 1
        try:
            await line.seats.acquire()
            try:
                async with line.head:
                    ticket = await self._manners.turn(host, gap, url)
            except BaseException:
                line.seats.release()
                raise
        except BaseException:
            line.used -= 1
            raise
        self._at = host, ticket, line

    def leave(self, *, plea: bool | None = None, retry_after: float | None = None) -> None:
        """Give the ticket back, if there is one."""
        if self._at is None:
            return
        (host, ticket, line), self._at = self._at, None
        line.seats.release()
        line.used -= 1
        self._manners.give_back(host, ticket, plea, retry_after)
