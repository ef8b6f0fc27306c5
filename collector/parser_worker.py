"""The process in which hostile documents are read. It may be killed at any moment: it owns nothing, stores nothing.

It is asked and answers as `collector.wire` says.
"""

import json
import os
import resource
import signal
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from collector import feeds
from collector.wire import ANSWER, INTERNAL, REQUEST, child_row, draft_of, draft_row, entry_of, entry_row, line
from core import i18n
from core.errors import FeedError
from core.press import Fetched, Outlet, Source

GRACE = 2  # seconds after which a worker whose parent has vanished ends itself
KEPT = 128 << 20  # bytes; a worker that ever held more is replaced, as memory once taken seldom comes back
FAULT = 4000  # characters of a traceback worth reporting

Ask = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Document:
    """What is to be read: a body with its address and type, of an outlet."""

    body: bytes
    header: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.header["url"])

    @property
    def type(self) -> str:
        return str(self.header["type"])

    @property
    def outlet(self) -> Outlet:
        return Outlet("", self.header["outlet"], tuple(self.header["domains"]))

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.header["now"])


def main(memory: int) -> None:
    """Read documents from standard input until it ends, within `memory` bytes and the seconds each request names."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _send(answers, b"")  # ready

    def ask(text: str) -> bool:
        _send(answers, line({"kind": "question"}) + b"\n" + line(text))
        request = _request(requests)
        if request is None:
            os._exit(0)  # nobody wants to know any more
        return request.header["yes"] is True

    while document := _request(requests):
        signal.alarm(document.header["limit"] + GRACE)
        answer = _answer(document, ask)
        signal.alarm(0)
        _send(answers, answer)


def _request(requests: BinaryIO) -> _Document | None:
    """Return what is asked, None when nobody asks any more."""
    lengths = requests.read(REQUEST.size)
    if len(lengths) < REQUEST.size:
        return None
    size, rest = REQUEST.unpack(lengths)
    header, body = requests.read(size), requests.read(rest)
    return _Document(body, json.loads(header)) if len(body) == rest else None


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(ANSWER.pack(len(answer)) + answer)
    answers.flush()


def _answer(document: _Document, ask: Ask) -> bytes:
    i18n.use(document.header["language"])
    try:
        rows = [line(row) for row in _READERS[document.header["task"]](document, ask)]
    except FeedError as error:
        return line({"kind": error.kind, "message": str(error)})
    except MemoryError:
        os._exit(1)  # the parent sees it, and what this process is worth now nobody knows
    except Exception:  # noqa: BLE001 - libraries over hostile input raise anything; the parent logs it
        return line({"kind": INTERNAL, "message": traceback.format_exc()[-FAULT:]})
    return b"\n".join((line({"kind": "", "tired": _peak() > KEPT}), *rows))


def _feed(document: _Document, _ask: Ask) -> Iterable[Any]:
    start = document.header["start"]
    found = feeds.read(document.body, document.url, document.outlet, document.now, document.type, start)
    yield found.more, found.whole
    yield from map(entry_row, found.entries)


def _search(document: _Document, _ask: Ask) -> Iterable[Any]:
    from collector import backlog  # noqa: PLC0415 - few workers read sitemaps

    asked = document.header
    source = Source("", document.outlet, asked["source"], pattern=asked["pattern"])
    since = datetime.fromisoformat(asked["since"])
    found = backlog.read(document.body, document.url, source, since, document.now, asked["start"])
    yield found.whole, len(found.further), len(found.undated), found.rest
    yield from map(child_row, found.further)
    yield from map(entry_row, (*found.undated, *found.entries))


def _listing(document: _Document, _ask: Ask) -> Iterable[Any]:
    from collector import listings  # noqa: PLC0415 - few outlets need it

    asked = document.header
    entries = listings.read(
        document.body, document.url, document.outlet, document.now, document.type, asked["links"], asked["pattern"]
    )
    return map(entry_row, entries)


def _page(document: _Document, ask: Ask) -> Iterable[Any]:
    from collector import pages  # noqa: PLC0415 - extraction takes half a second and much memory to load

    fetched = Fetched(document.url, 200, document.body, document.type)
    asked = document.header
    seen = asked["first_seen"] and datetime.fromisoformat(asked["first_seen"])
    questions = pages.reading(
        fetched, entry_of(asked["entry"]), document.outlet, document.now, seen, listed=asked["listed"]
    )
    yield draft_row(draft) if (draft := pages.answered(questions, ask)) else None


def _look(document: _Document, _ask: Ask) -> Iterable[Any]:
    from collector import look  # noqa: PLC0415 - as for pages

    known = draft_of(document.header["known"])
    assert known is not None  # noqa: S101 - the service asks about articles it has
    fetched = Fetched(document.url, 200, document.body, document.type)
    seen = look.look(fetched, known, document.outlet, document.now)
    yield seen.draft and draft_row(seen.draft), seen.gone


_READERS: dict[str, Callable[[_Document, Ask], Iterable[Any]]] = {
    "feed": _feed,
    "search": _search,
    "listing": _listing,
    "page": _page,
    "look": _look,
}


def _peak() -> int:
    """Return how many bytes this process held at most; ru_maxrss would begin with what its parent held."""
    found = next(each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmHWM:"))
    return int(found.split()[1]) << 10
