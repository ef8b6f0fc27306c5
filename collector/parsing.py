"""Documents are read in processes that can be killed: hostile bytes cost one document and seconds, never the service.

Nothing a worker answers is believed: sizes, types and addresses are checked, and nothing is unpickled.
"""

import asyncio
import logging
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from collector import backlog, feeds, listings, pages, sitemaps
from collector.backlog import Found
from collector.feeds import Parsed
from collector.look import Seen, look
from collector.wire import INTERNAL, Answer, NonsenseError, Refusal, child_of, draft_of, draft_row, entry_of, entry_row
from collector.worker import DeadError, Worker
from core import i18n
from core.errors import FeedError
from core.i18n import translator
from core.ports import Gate
from core.press import Draft, Entry, Fetched, Outlet, Source
from core.text import clean, one_line

_ = translator("collector")
log = logging.getLogger(__name__)

Made = TypeVar("Made")

# One more than processors, so that none of these waits while an answer is handed over.
PROCESSES = min(8, (os.cpu_count() or 1) + 1)
# Seconds for a part of a feed or a sitemap, and for a page: a kill takes a moment as well.
LIMIT = 9.5
PAGE_LIMIT = 14.5
MEMORY = 1 << 30
MAX_MESSAGE = 1000


class FeedParser(Protocol):
    """Reads the bytes of a feed as `feeds.parse` does. Raises FeedError."""

    async def __call__(
        self, body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = ""
    ) -> tuple[Entry, ...]:
        """Return the entries of a feed in its order."""
        ...


class Reader(Protocol):
    """Reads documents of strangers. Every method raises FeedError for what cannot be read."""

    async def feed(self, fetched: Fetched, outlet: Outlet, now: datetime, start: int = 0) -> Parsed:
        """Return the entries of the items of a feed from number `start` on, of at most 2,000 items."""
        ...

    async def search(self, fetched: Fetched, source: Source, since: datetime, now: datetime, start: int = 0) -> Found:
        """Return what a robots.txt or sitemap gives of the time since `since`, of 10,000 items from `start` on."""
        ...

    async def listing(self, fetched: Fetched, source: Source, now: datetime) -> tuple[Entry, ...]:
        """Return the articles that a page with links lists."""
        ...

    async def page(
        self,
        fetched: Fetched,
        entry: Entry,
        outlet: Outlet,
        gate: Gate,
        now: datetime,
        first_seen: datetime | None = None,
    ) -> Draft | None:
        """Return what an article page says, None when it concerns nobody; see `pages.read`."""
        ...

    async def look(self, fetched: Fetched, known: Draft, outlet: Outlet, now: datetime) -> Seen:
        """Return what the page of a stored article says now, or that it is gone."""
        ...


class ReadHere:
    """A reader in threads of this process, without a limit of time or memory."""

    async def feed(self, fetched: Fetched, outlet: Outlet, now: datetime, start: int = 0) -> Parsed:
        """Return what `feeds.read` returns."""
        return await asyncio.to_thread(feeds.read, fetched.body, fetched.url, outlet, now, fetched.content_type, start)

    async def parse(
        self, body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = ""
    ) -> tuple[Entry, ...]:
        """Return the entries of the first part of a feed: a `FeedParser`."""
        return (await self.feed(Fetched(base_url, 200, body, content_type), outlet, now)).entries

    async def search(self, fetched: Fetched, source: Source, since: datetime, now: datetime, start: int = 0) -> Found:
        """Return what `backlog.read` returns."""
        return await asyncio.to_thread(backlog.read, fetched.body, fetched.url, source, since, now, start)

    async def listing(self, fetched: Fetched, source: Source, now: datetime) -> tuple[Entry, ...]:
        """Return what `listings.read` returns."""
        return await asyncio.to_thread(
            listings.read,
            fetched.body, fetched.url, source.outlet, now, fetched.content_type, source.links, source.pattern,
        )  # fmt: skip

    async def page(
        self,
        fetched: Fetched,
        entry: Entry,
        outlet: Outlet,
        gate: Gate,
        now: datetime,
        first_seen: datetime | None = None,
    ) -> Draft | None:
        """Return what `pages.read` returns."""
        return await asyncio.to_thread(pages.read, fetched, entry, outlet, gate, now, first_seen)

    async def look(self, fetched: Fetched, known: Draft, outlet: Outlet, now: datetime) -> Seen:
        """Return what `look.look` returns."""
        return await asyncio.to_thread(look, fetched, known, outlet, now)


class ParserPool:
    """A reader in up to `processes` workers at once, each document within `limit` seconds and `memory` bytes.

    To be used with `async with`. A worker starts with the first document that needs it; one that had to be killed is
    replaced, and the next document does not notice. Every method raises FeedError as the function it runs does, and
    of kind `parse` when the worker ran out of time or memory or died.
    """

    def __init__(
        self, processes: int = PROCESSES, limit: float = LIMIT, memory: int = MEMORY, page_limit: float = PAGE_LIMIT
    ) -> None:
        self._workers = [Worker(memory) for _number in range(processes)]
        self._idle: asyncio.PriorityQueue[tuple[bool, int, int]] = asyncio.PriorityQueue()
        self._turn = 0
        self._limits = {"page": page_limit, "look": page_limit, "feed": limit, "search": limit, "listing": limit}

    async def __aenter__(self) -> Self:
        for number in range(len(self._workers)):
            self._put_back(number)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            await worker.stop()

    async def feed(self, fetched: Fetched, outlet: Outlet, now: datetime, start: int = 0) -> Parsed:
        """Return what `feeds.read` returns."""
        return await self._ask(_Work("feed", fetched, outlet, now, 1 + feeds.MAX_ENTRIES, {"start": start}), _parsed)

    async def parse(
        self, body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = ""
    ) -> tuple[Entry, ...]:
        """Return the entries of the first part of a feed: a `FeedParser`."""
        return (await self.feed(Fetched(base_url, 200, body, content_type), outlet, now)).entries

    async def search(self, fetched: Fetched, source: Source, since: datetime, now: datetime, start: int = 0) -> Found:
        """Return what `backlog.read` returns."""
        more = {"source": source.url, "pattern": source.pattern, "since": since.isoformat(), "start": start}
        return await self._ask(_Work("search", fetched, source.outlet, now, 1 + sitemaps.PART, more), _found)

    async def listing(self, fetched: Fetched, source: Source, now: datetime) -> tuple[Entry, ...]:
        """Return what `listings.read` returns."""
        more = {"links": source.links, "pattern": source.pattern}
        return await self._ask(_Work("listing", fetched, source.outlet, now, listings.MAX_LINKS, more), _entries)

    async def page(
        self,
        fetched: Fetched,
        entry: Entry,
        outlet: Outlet,
        gate: Gate,
        now: datetime,
        first_seen: datetime | None = None,
    ) -> Draft | None:
        """Return what `pages.read` returns; the names stay here, and the worker asks for them."""
        more = {
            "entry": entry_row(entry),
            "listed": gate.may_match(f"{entry.title}\n{entry.summary}"),
            "first_seen": first_seen and first_seen.isoformat(),
        }
        return await self._ask(_Work("page", fetched, outlet, now, 1, more, gate.may_match), _draft)

    async def look(self, fetched: Fetched, known: Draft, outlet: Outlet, now: datetime) -> Seen:
        """Return what `look.look` returns."""
        return await self._ask(_Work("look", fetched, outlet, now, 1, {"known": draft_row(known)}), _seen)

    def _put_back(self, number: int) -> None:
        """Offer a worker again: one that runs before one that must be started, the last to work first."""
        self._turn += 1
        self._idle.put_nowait((not self._workers[number].running, -self._turn, number))

    async def _ask(self, work: "_Work", made: Callable[[Answer], Made]) -> Made:
        """Hand a document to the next free worker and return what is made of its answer; raises FeedError."""
        url, limit = work.fetched.url, self._limits[work.task]
        number = (await self._idle.get())[-1]
        worker = self._workers[number]
        try:
            answer = await worker.ask(work.header(limit), work.fetched.body, limit, work.lines, work.may_match)
            if (refusal := answer.refusal) is None:
                return made(answer)
        except TimeoutError as error:
            what = _(
                "Reading %(url)s took more than %(seconds)d seconds and was given up; "
                "look at it in a browser, and tell the outlet or remove the source if it stays so."
            )
            raise FeedError(url, "parse", what % {"url": url, "seconds": round(limit)}) from error
        except (DeadError, NonsenseError) as error:
            await worker.stop()
            log.warning("the reader of %s ended: %s", url, one_line(str(error)))
            what = _(
                "Reading %(url)s needed too much memory or broke the reader, and was given up; "
                "look at it in a browser, and tell the outlet or remove the source if it stays so."
            )
            raise FeedError(url, "parse", what % {"url": url}) from error
        finally:
            self._put_back(number)
        raise _refused(url, refusal)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a worker is asked for: a document, what is known of it, and how many lines an answer may have."""

    task: str
    fetched: Fetched
    outlet: Outlet
    now: datetime
    lines: int
    more: Mapping[str, Any] = field(default_factory=dict)
    may_match: Callable[[str], bool] | None = None

    def header(self, limit: float) -> dict[str, Any]:
        """Return what stands before the document."""
        return {
            "task": self.task,
            "limit": math.ceil(limit),
            "url": self.fetched.url,
            "type": self.fetched.content_type,
            "outlet": self.outlet.name,
            "domains": self.outlet.domains,
            "now": self.now.isoformat(),
            "language": i18n.language(),
            **self.more,
        }


def _entries(answer: Answer) -> tuple[Entry, ...]:
    return tuple(map(entry_of, answer.rows))


def _parsed(answer: Answer) -> Parsed:
    told = answer.rows[0] if answer.rows else None
    if not isinstance(told, list) or len(told) != 2:
        raise NonsenseError("no feed")
    return Parsed(tuple(map(entry_of, answer.rows[1:])), more=told[0] is True, whole=told[1] is True)


def _found(answer: Answer) -> Found:
    told = answer.rows[0] if answer.rows else None
    if not isinstance(told, list) or len(told) != 4 or not all(n is None or isinstance(n, int) for n in told):
        raise NonsenseError("no search")
    whole, children, undated, rest = told
    further = tuple(map(child_of, answer.rows[1 : 1 + children]))
    entries = tuple(map(entry_of, answer.rows[1 + children :]))
    return Found(entries[undated:], further, entries[:undated], whole is True, rest)


def _draft(answer: Answer) -> Draft | None:
    if len(answer.rows) != 1:
        raise NonsenseError("no page")
    return draft_of(answer.rows[0])


def _seen(answer: Answer) -> Seen:
    if len(answer.rows) != 1 or not isinstance(answer.rows[0], list) or len(answer.rows[0]) != 2:
        raise NonsenseError("no look")
    draft, gone = answer.rows[0]
    return Seen(draft_of(draft), one_line(str(gone))[:MAX_MESSAGE])


def _refused(url: str, refusal: Refusal) -> FeedError:
    if refusal.kind != INTERNAL:
        return FeedError(url, refusal.kind, one_line(refusal.message)[:MAX_MESSAGE])
    log.error("document could not be read: %s\n%s", url, clean(refusal.message))
    return FeedError(url, "parse", _("What came could not be read; the log of the service says more."))
