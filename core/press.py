"""What the press publishes, on its way in: outlets, sources, entries, drafts and stored articles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

SourceKind = Literal["feed", "sitemap", "listing"]
Pages = Literal["all", "candidates"]
Origin = Literal["page", "feed", "title"]
ArticleState = Literal["present", "removed"]


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. `tier` 1 is central press, 2 provincial, 3 sector press, 4 foreign.

    `sitemaps` are asked when a feed lost entries; `host_gap` seconds replace those of the network settings.
    """

    id: str
    name: str
    domains: tuple[str, ...]
    tier: int = 1
    kind: str = "national"
    languages: tuple[str, ...] = ("vi",)
    sitemaps: tuple[str, ...] = ()
    host_gap: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One address of an outlet. `pages` chooses between recall and traffic.

    `every` is seconds between polls; without it the interval follows the rhythm of the source. `links` is a CSS
    selector of the links of a listing; `pattern` is a regular expression that is searched for in the addresses of a
    listing or sitemap, articles being those in which it is found. Empty means all.
    """

    id: str
    outlet: Outlet
    url: str
    kind: SourceKind = "feed"
    pages: Pages = "candidates"
    every: int | None = None
    verified: str = ""
    links: str = ""
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the server gave to ask "has it changed?" with, sent back byte for byte; and the body's own hash."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer of a server. `url` is the address after redirects; `body` is decompressed and complete.

    `moved` says that every hop to `url` was a permanent redirect; `max_age` is how many seconds a shared cache would
    go on giving this answer; `seconds` is how long the request took.
    """

    url: str
    status: int
    body: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    moved: bool = False
    max_age: int | None = None
    seconds: float = 0.0


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
    """The outcome of polling one source. `error` is empty unless `state` is `failed`; entries come in feed order.

    `old` entries were there before the source was met and are not to be read; `further` addresses are to be searched.
    `full` says that the server was asked without conditions, `moved_to` where a permanent redirect led. `seconds` is
    how long the answer took, `max_age` and `retry_after` what the server asked for, in seconds.
    """

    state: Literal["ok", "unchanged", "failed"]
    entries: tuple[Entry, ...] = ()
    validators: Validators = Validators()
    error_kind: str = ""
    error: str = ""
    status: int | None = None
    full: bool = False
    moved_to: str = ""
    seconds: float = 0.0
    max_age: int | None = None
    retry_after: float | None = None
    old: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PendingEntry:
    """A stored entry that still waits to be read. `first_seen` is when its source first listed it."""

    id: int
    source_id: str
    entry: Entry
    first_seen: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class HeldEntry:
    """An entry held back because its page looks like spam on a hijacked site; `reason` names the words."""

    id: int
    url: str
    title: str
    source_id: str
    first_seen: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class BackfillStep:
    """An address to be searched for what a source published at or after `since`."""

    id: int
    source_id: str
    url: str
    since: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """What was read of an article: title, lead and body as plain text, by-lines removed.

    `origin` says whether the text came from the page, only from the feed, or is no more than a listed title.
    """

    url: str
    title: str
    text: str
    published: datetime | None
    origin: Origin
    section: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A stored article as it reads now. `excerpt` may leave the house, `text` may not.

    A `removed` one is no longer at its address and keeps what it said last.
    """

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
    state: ArticleState = "present"

    @property
    def moment(self) -> datetime:
        """The time that decides the reporting period: publication, or first sight when that is unknown."""
        return self.published or self.first_seen
