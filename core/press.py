"""What the press publishes, on its way in: outlets, sources, entries, drafts and stored articles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SourceKind = Literal["feed"]
Pages = Literal["all", "candidates"]
Origin = Literal["page", "feed"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `tier` 1 is central press, 2 provincial, 3 sector press, 4 foreign."""

    id: str
    name: str
    domains: tuple[str, ...]
    tier: int = 1
    kind: str = "national"
    languages: tuple[str, ...] = ("vi",)


@dataclass(frozen=True, slots=True)
class Source:
    """One address of an outlet. `pages` chooses between recall and traffic; `every` is seconds between polls."""

    id: str
    outlet: Outlet
    url: str
    kind: SourceKind = "feed"
    pages: Pages = "candidates"
    every: int = 900
    verified: str = ""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave to ask "has it changed?" with, sent back byte for byte; and the body's own hash."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of a server. `url` is the address after redirects; `body` is decompressed and complete."""

    url: str
    status: int
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What a source lists about one article. `url` is canonical; `published` is aware UTC or unknown."""

    url: str
    title: str
    summary: str = ""
    published: datetime | None = None
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Polled:
    """The outcome of polling one source. `error` is empty unless `state` is `failed`; entries come in feed order."""

    state: Literal["ok", "unchanged", "failed"]
    entries: tuple[Entry, ...] = ()
    validators: Validators = Validators()
    error_kind: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """A stored entry that still waits to be read. `first_seen` is when its source first listed it."""

    id: int
    source_id: str
    entry: Entry
    first_seen: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of an article: title, lead and body as plain text, by-lines removed.

    `origin` says whether the text came from the page or only from the feed.
    """

    url: str
    title: str
    text: str
    published: datetime | None
    origin: Origin
    section: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article. `excerpt` may leave the house, `text` may not."""

    id: int
    url: str
    outlet_id: str
    outlet_name: str
    outlet_tier: int
    source_id: str
    title: str
    excerpt: str
    text: str
    published: datetime | None
    first_seen: datetime
    stored_at: datetime
    origin: Origin
    section: str = ""
    story_id: int = 0

    @property
    def moment(self) -> datetime:
        """The time that decides the reporting period: publication, or first sight when that is unknown."""
        return self.published or self.first_seen
