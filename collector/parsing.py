"""Feeds are read in processes that can be killed: hostile bytes cost one document and a few seconds, never the service.

Nothing a worker answers is believed: sizes, types and addresses are checked, and nothing is unpickled.
"""

import asyncio
import json
import logging
import math
import os
import re
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from collector import feeds
from collector.parser_worker import ANSWER, REQUEST
from collector.urls import MAX_LENGTH
from core import i18n
from core.errors import FeedError
from core.i18n import translator
from core.press import Entry, Outlet
from core.text import clean, has_hidden, one_line

_ = translator("collector")
log = logging.getLogger(__name__)

# One more than processors, so that none of these waits while an answer is handed over.
PROCESSES = min(8, (os.cpu_count() or 1) + 1)
LIMIT = 10.0
MEMORY = 1 << 30
START = 60.0  # seconds a worker may take to start on a machine that is busy
OVERHEAD = 8 << 20  # bytes an answer may be longer than twice its document: relative links are written out
MAX_LINE = 200_000
MAX_MESSAGE = 1000
INTERNAL = "internal"
# The worker sees the modules this process sees, from its first import on, and none of the working folder.
_BOOT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from collector.parser_worker import main
main(int(sys.argv[2]), int(sys.argv[3]))
"""
_KIND = re.compile(r"[a-z_]{1,20}")
_WEB = re.compile(r"https?://[!-~]+")
# Secrets of the service live in its environment; only where to find shared libraries is handed on.
_PASSED_ON = ("LD_LIBRARY_PATH",)


class FeedParser(Protocol):
    """Reads the bytes of a feed as `feeds.parse` does. Raises FeedError."""

    async def __call__(
        self, body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = ""
    ) -> tuple[Entry, ...]:
        """Return the entries of a feed in its order."""
        ...


async def parse_here(
    body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = ""
) -> tuple[Entry, ...]:
    """Read a feed in a thread of this process, without a limit of time or memory. Raises FeedError."""
    return await asyncio.to_thread(feeds.parse, body, base_url, outlet, now, content_type)


class ParserPool:
    """Reads feeds in up to `processes` workers at once, each document within `limit` seconds and `memory` bytes.

    To be used with `async with`. A worker starts with the first document that needs it; one that had to be killed is
    replaced, and the next document does not notice. With 0 processes feeds are read in this one.
    """

    def __init__(self, processes: int = PROCESSES, limit: float = LIMIT, memory: int = MEMORY) -> None:
        self._workers = [_Worker(limit, memory) for _number in range(processes)]
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()  # the last to work is warm
        self._limit = limit

    async def __aenter__(self) -> Self:
        for worker in self._workers:
            self._idle.put_nowait(worker)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            await worker.stop()

    async def parse(
        self, body: bytes, base_url: str, outlet: Outlet, now: datetime, content_type: str = ""
    ) -> tuple[Entry, ...]:
        """Return what `feeds.parse` returns.

        Raises FeedError as `feeds.parse` does, and of kind `parse` when the worker ran out of time or memory or died.
        """
        if not self._workers:
            return await parse_here(body, base_url, outlet, now, content_type)
        worker = await self._idle.get()
        try:
            answer = await worker.ask(_header(base_url, outlet, now, content_type), body)
        except TimeoutError as error:
            what = _(
                "Reading the feed of %(outlet)s took more than %(seconds)d seconds and was given up; "
                "look at it in a browser, and tell the outlet or remove the source if it stays so."
            )
            wrong = what % {"outlet": outlet.name, "seconds": round(self._limit)}
            raise FeedError(base_url, "parse", wrong) from error
        except _DeadError as error:
            log.warning("the reader of %s ended: %s", base_url, one_line(str(error)))
            what = _(
                "Reading the feed of %(outlet)s needed too much memory or broke the reader, and was given up; "
                "look at it in a browser, and tell the outlet or remove the source if it stays so."
            )
            raise FeedError(base_url, "parse", what % {"outlet": outlet.name}) from error
        finally:
            self._idle.put_nowait(worker)
        if isinstance(answer, _Refusal):
            raise _feed_error(base_url, answer)
        return answer


class _DeadError(Exception):
    """A worker ended, or answered what no worker answers."""


@dataclass(frozen=True, slots=True)
class _Refusal:
    """Why a worker read no entries."""

    kind: str
    message: str


class _Worker:
    """One process and the pipes to it; it is started when there is something to do."""

    def __init__(self, limit: float, memory: int) -> None:
        self._limit = limit
        self._memory = memory
        self._process: asyncio.subprocess.Process | None = None

    async def ask(self, header: bytes, body: bytes) -> tuple[Entry, ...] | _Refusal:
        """Return what the worker made of a document. Raises TimeoutError and _DeadError.

        Whatever goes wrong, also that the caller is cancelled, ends the process.
        """
        try:
            process = await self._started()
            async with asyncio.timeout(self._limit):
                lines = await _exchange(process, header, body)
            outcome, answer = _checked(lines)
        except BaseException:
            await self.stop()
            raise
        if outcome.get("tired"):
            await self.stop()
        return answer

    async def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.communicate()  # reads what is left in the pipe, which would keep it open

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is not None and self._process.returncode is None:
            return self._process
        await self.stop()
        limits = str(self._memory), str(math.ceil(self._limit))
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                sys.executable, "-I", "-c", _BOOT, _paths(), *limits,
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20, cwd="/",
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                start_new_session=True,
            )  # fmt: skip
            async with asyncio.timeout(START):
                await _receive(process, 0)
        except (OSError, TimeoutError) as error:
            raise _DeadError(f"it did not start: {error!r}") from error
        return process


def _paths() -> str:
    return json.dumps([str(Path(path).absolute()) for path in sys.path if path])


async def _exchange(process: asyncio.subprocess.Process, header: bytes, body: bytes) -> list[bytes]:
    """Hand a document to a worker and return the lines of its answer; raises _DeadError."""
    assert process.stdin is not None  # noqa: S101 - it was opened with a pipe
    process.stdin.writelines((REQUEST.pack(len(header), len(body)), header, body))
    try:
        await process.stdin.drain()
    except OSError as error:
        raise _DeadError(repr(error)) from error
    answer = await _receive(process, 2 * len(body) + OVERHEAD)
    return answer.split(b"\n", feeds.MAX_ENTRIES + 1)


async def _receive(process: asyncio.subprocess.Process, most: int) -> bytes:
    assert process.stdout is not None  # noqa: S101 - it was opened with a pipe
    try:
        (size,) = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
        if size > most:
            raise _DeadError(f"it answered {size} bytes")
        return await process.stdout.readexactly(size)
    except (asyncio.IncompleteReadError, OSError) as error:
        raise _DeadError(repr(error)) from error


def _header(base_url: str, outlet: Outlet, now: datetime, content_type: str) -> bytes:
    header = {
        "url": base_url,
        "outlet": outlet.name,
        "now": now.isoformat(),
        "type": content_type,
        "language": i18n.language(),
    }
    return json.dumps(header).encode()


def _checked(lines: list[bytes]) -> tuple[dict[str, Any], tuple[Entry, ...] | _Refusal]:
    """Return the outcome a worker reports and what came of it; raises _DeadError for what no worker answers."""
    try:
        if len(lines) > 1 + feeds.MAX_ENTRIES:
            raise ValueError("too many lines")  # noqa: TRY301 - told like every other nonsense
        outcome = json.loads(lines[0][:MAX_LINE])
        if outcome["kind"] == "":
            return outcome, tuple(_entry(*json.loads(line[:MAX_LINE])) for line in lines[1:])
        kind, message = str(outcome["kind"]), str(outcome["message"])
        return outcome, _Refusal(kind if _KIND.fullmatch(kind) else INTERNAL, message)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise _DeadError(f"it answered nonsense: {error!r}") from error


def _entry(url: str, title: str, summary: str, published: int | None, guid: str) -> Entry:
    """Return an entry as a worker wrote it; raises ValueError for what `feeds.parse` never makes."""
    sizes = ((url, MAX_LENGTH), (title, feeds.MAX_TITLE), (summary, feeds.MAX_SUMMARY), (guid, feeds.MAX_TITLE))
    if not all(isinstance(text, str) and len(text) <= most and not has_hidden(text) for text, most in sizes):
        raise ValueError("a text no feed gives")
    if not _WEB.fullmatch(url):
        raise ValueError("an address no feed gives")
    moment = None if published is None else datetime.fromtimestamp(published, UTC)
    return Entry(url, title, summary, moment, guid)


def _feed_error(base_url: str, refusal: _Refusal) -> FeedError:
    if refusal.kind != INTERNAL:
        return FeedError(base_url, refusal.kind, one_line(refusal.message)[:MAX_MESSAGE])
    log.error("feed could not be read: %s\n%s", base_url, clean(refusal.message))
    return FeedError(base_url, "parse", _("The feed could not be read; the log of the service says more."))
