"""What the service and its reading processes tell each other: framed JSON lines, believed by neither side.

A request is two lengths (header, body; 4 bytes each, big-endian), a header in JSON and the body as it came from the
web. An answer is one length and as many bytes: a line of JSON about the outcome, then the lines of what was read. A
page may answer with a question first, which a request without a body answers.
"""

import json
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, get_args

from collector.items import MAX_SUMMARY, MAX_TITLE
from collector.sitemaps import Child
from collector.urls import MAX_LENGTH
from core.press import Draft, Entry, Origin
from core.text import has_hidden

REQUEST = struct.Struct(">II")
ANSWER = struct.Struct(">I")
OVERHEAD = 8 << 20  # bytes an answer may be longer than twice its document: relative links are written out
MAX_LINE = 200_000  # characters of a line but for a draft, which may be a whole article
MAX_DRAFT = 2_000_000
MAX_TEXT = 200_000
MAX_SECTION = 200
INTERNAL = "internal"

_KIND = re.compile(r"[a-z_]{1,20}")
_WEB = re.compile(r"https?://[!-~]+")


class NonsenseError(Exception):
    """An answer that no reading process gives."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing could be read."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How a document was read. `told` is the first line; `tired` says that the process had better be replaced."""

    told: dict[str, Any]
    rows: tuple[Any, ...] = ()

    @property
    def tired(self) -> bool:
        """Tell whether the process holds more memory than it should."""
        return self.told.get("tired") is True

    @property
    def question(self) -> str | None:
        """The text whose names the process asks about, None when it is done."""
        return str(self.rows[0]) if self.told.get("kind") == "question" else None

    @property
    def refusal(self) -> Refusal | None:
        """Why nothing could be read, None when something was."""
        kind = self.told["kind"]
        if kind == "":
            return None
        return Refusal(kind if _KIND.fullmatch(kind) else INTERNAL, str(self.told.get("message", "")))


def line(value: object) -> bytes:
    """Write a value as one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def answer_of(data: bytes, most: int) -> Answer:
    """Read an answer of at most `most` lines after the first; raises NonsenseError."""
    lines = data.split(b"\n", most + 1)
    try:
        told = json.loads(lines[0][:MAX_LINE])
        if not isinstance(told["kind"], str) or len(lines) > most + 1:
            raise ValueError("not an answer")  # noqa: TRY301 - told like every other nonsense
        return Answer(told, tuple(json.loads(each[:MAX_DRAFT]) for each in lines[1:]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NonsenseError(repr(error)) from error


def entry_row(entry: Entry) -> tuple[Any, ...]:
    """Return an entry as it is written."""
    return entry.url, entry.title, entry.summary, _seconds(entry.published), entry.guid


def entry_of(row: Any) -> Entry:
    """Return an entry as it was written; raises NonsenseError for what no reader makes."""
    url, title, summary, published, guid = _fields(row, 5)
    _check((url, MAX_LENGTH), (title, MAX_TITLE), (summary, MAX_SUMMARY), (guid, MAX_TITLE))
    return Entry(_web(url), title, summary, _moment(published), guid)


def draft_row(draft: Draft) -> tuple[Any, ...]:
    """Return a draft as it is written."""
    return draft.url, draft.title, draft.text, _seconds(draft.published), draft.origin, draft.section


def draft_of(row: Any) -> Draft | None:
    """Return a draft as it was written, None for a page without one; raises NonsenseError for what no reader makes."""
    if row is None:
        return None
    url, title, text, published, origin, section = _fields(row, 6)
    _check((url, MAX_LENGTH), (title, MAX_TITLE), (text, MAX_TEXT), (section, MAX_SECTION))
    if origin not in get_args(Origin):
        raise NonsenseError("an origin no page has")
    return Draft(_web(url), title, text, _moment(published), origin, section)


def child_row(child: Child) -> tuple[Any, ...]:
    """Return a sitemap of an index as it is written."""
    return child.url, _seconds(child.lastmod)


def child_of(row: Any) -> Child:
    """Return a sitemap of an index as it was written; raises NonsenseError for what no reader makes."""
    url, lastmod = _fields(row, 2)
    _check((url, MAX_LENGTH))
    return Child(_web(url), _moment(lastmod))


def _fields(row: Any, number: int) -> Sequence[Any]:
    if not isinstance(row, list) or len(row) != number:
        raise NonsenseError("no record")
    return row


def _check(*sizes: tuple[Any, int]) -> None:
    if not all(isinstance(text, str) and len(text) <= most and not has_hidden(text) for text, most in sizes):
        raise NonsenseError("a text no reader gives")


def _web(url: str) -> str:
    if not _WEB.fullmatch(url):
        raise NonsenseError("an address no reader gives")
    return url


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())


def _moment(seconds: Any) -> datetime | None:
    if seconds is None:
        return None
    if not isinstance(seconds, int) or not 0 <= seconds < 1 << 33:  # the years 1970 to 2242
        raise NonsenseError("a time no reader gives")
    return datetime.fromtimestamp(seconds, UTC)
