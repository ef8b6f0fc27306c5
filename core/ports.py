"""Ports: what a room needs from another, as Protocols. Times are aware UTC; ids are the database's own.

What a `UnitOfWork` did becomes visible together when its block ends without an exception, else not at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from core.corrections import CorrectionStore
from core.desk import Alert, AlertPlan, AlertState, Decision, Delivery, Held, JudgedArticle, Message, Timing
from core.digests import DigestStore
from core.judgement import Assessment, Relevance, Tally
from core.matters import MatterStore
from core.press import Article, BackfillStep, Draft, Entry, Fetched, HeldEntry, PendingEntry, Source, Validators
from core.settings import Severity
from core.sources import HostTurns, Lease, SourceState
from core.statements import StatementStore
from core.stories import StoryStore
from core.verifying import VerificationStore
from core.versions import VersionStore


class Fetcher(Protocol):
    """Reads an address within the limits of the house. Raises FetchError; never anything else for a bad server."""

    async def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """Return the answer (status 200 or 304), conditional when validators are given."""
        ...


class Gate(Protocol):
    """The first, fast look: may this text concern any profile at all?"""

    def may_match(self, text: str) -> bool:
        """Return False only when no name of any profile stands in the text."""
        ...


class SourceStore(Protocol):
    """State of the sources; which ones exist is the workspace's word."""

    def sync(self, sources: Sequence[Source]) -> None:
        """Make the known sources equal to these; a source that left keeps its history but is never due."""
        ...

    def claim(self, now: datetime, until: datetime, limit: int) -> list[Lease]:
        """Lease sources whose next poll is due and that nobody else holds, longest waiting first."""
        ...

    def lease(self, source_ids: Sequence[str], now: datetime, until: datetime) -> list[Lease]:
        """Lease these sources whether they are due or not, but for those that somebody else holds."""
        ...

    def renew(self, leases: Iterable[Lease], until: datetime) -> None:
        """Keep leases that still stand for longer: a poll may wait in a long line at its host."""
        ...

    def release(self, lease: Lease) -> None:
        """Give a lease back without a poll, if it still stands."""
        ...

    def held(self, lease: Lease) -> bool:
        """Tell whether a lease still stands: after its time somebody else may have taken the source over."""
        ...

    def next_due(self) -> datetime | None:
        """Return when the next current source is due, long ago for one never polled; None when there is none."""
        ...

    def state(self, source_id: str) -> SourceState:
        """Return the state of one source; raises KeyError."""
        ...

    def states(self) -> list[SourceState]:
        """Return the state of every current source, in order of id."""
        ...

    def save(self, state: SourceState) -> None:
        """Store the state of a source after a poll and give its lease back."""
        ...

    def untold(self) -> bool:
        """Tell whether a current source has an alarm that nobody was told of."""
        ...

    def tell(self, source_id: str, now: datetime) -> None:
        """Note that a person was told of every alarm of a source; one that is over is then forgotten."""
        ...


class BackfillStore(Protocol):
    """Addresses (sitemaps, pages of an archive) still to be searched for entries that the feeds no longer list."""

    def add(
        self, source_id: str, since: datetime, addresses: Iterable[str], now: datetime, *, anew: bool = False
    ) -> int:
        """Note addresses to be searched for what was published at or after `since`; return how many are new.

        With `anew` one that was searched more than an hour ago is searched again: until then it is the same search
        going on. A search never has more than 2,000 addresses.
        """
        ...

    def claim(self, now: datetime, until: datetime) -> BackfillStep | None:
        """Lease the next address whose turn has come."""
        ...

    def done(self, step_id: int, found: int, now: datetime) -> None:
        """Record that an address was searched and how many new entries it gave."""
        ...

    def postpone(self, step_id: int, until: datetime, error: str) -> None:
        """Search an address again later."""
        ...

    def fail(self, step_id: int, error: str, now: datetime) -> None:
        """Give an address up."""
        ...

    def open(self) -> int:
        """Return how many addresses still wait."""
        ...

    def next_due(self) -> datetime | None:
        """Return when the next address may be searched; None when none waits."""
        ...


class EntryStore(Protocol):
    """Entries: everything a source listed, whether it concerns us or not."""

    def add(self, source_id: str, entries: Sequence[Entry], now: datetime, *, old: bool = False) -> int:
        """Store the entries not yet known, as pending; return how many these were. Old ones are never read."""
        ...

    def claim(self, now: datetime, until: datetime, limit: int) -> list[PendingEntry]:
        """Lease entries of current sources that wait to be read and whose next try has come.

        Oldest first, but the outlets by turns, so that one that lists much does not keep the others waiting.
        """
        ...

    def take(self, url: str, source_id: str, until: datetime) -> PendingEntry | None:
        """Lease one entry by its address for a source, even one set aside before; None when its article is stored."""
        ...

    def next_due(self) -> datetime | None:
        """Return when the next waiting entry may be read; None when none waits."""
        ...

    def done(self, entry_ids: Iterable[int], outcome: str) -> None:
        """Mark entries as read; `outcome` is `kept`, `elsewhere` (no name of ours) or `unread` (page never came)."""
        ...

    def quarantine(self, entry_id: int, reason: str) -> None:
        """Hold an entry back until a person looks at it; nothing of it is lost."""
        ...

    def quarantined(self) -> list[HeldEntry]:
        """Return the entries held back, the latest first."""
        ...

    def postpone(self, entry_id: int, until: datetime, error: str) -> None:
        """Try the page of an entry again later."""
        ...

    def forget(self, before: datetime) -> int:
        """Delete read entries without an article that were first seen before `before`; return how many."""
        ...

    def counts(self) -> dict[str, int]:
        """Return how many entries stand in each state."""
        ...


class ArticleStore(Protocol):
    """Articles and their assessments; identity is the canonical URL."""

    def find(self, url: str) -> Article | None:
        """Return the article with this canonical URL."""
        ...

    def add(
        self,
        source: Source,
        draft: Draft,
        excerpt: str,
        assessment: Assessment,
        first_seen: datetime,
        now: datetime,
        next_check: datetime | None = None,
    ) -> Article:
        """Store an article with its first version and its assessment; the article starts a story of its own.

        Its page is looked at again at `next_check`; never without it.
        """
        ...

    def recent(self, since: datetime, until: datetime, limit: int = 2000) -> list[Article]:
        """Return articles whose moment lies in [since, until], newest first, for grouping."""
        ...

    def after(self, article_id: int, since: datetime) -> list[Article]:
        """Return articles stored after another whose moment is at or after `since`, in order of storing."""
        ...

    def join(self, article_id: int, story_id: int) -> None:
        """Put an article into the story of another."""
        ...

    def story(self, story_id: int) -> list[JudgedArticle]:
        """Return the articles of a story, earliest moment first."""
        ...

    def between(self, profile: str, start: datetime, end: datetime) -> list[JudgedArticle]:
        """Return articles of a profile (any grade but none) whose moment lies in [start, end), earliest first."""
        ...

    def count(self, profile: str, topics: Sequence[str], start: datetime, end: datetime) -> int:
        """Count articles about a profile, on any of the topics if there are some, with a moment in [start, end)."""
        ...

    def get(self, article_id: int) -> JudgedArticle:
        """Return one article; raises KeyError."""
        ...

    def unjudged(self, profile: str, limit: int) -> list[JudgedArticle]:
        """Return articles that were never judged for a profile, oldest first."""
        ...

    def place(self, article_id: int, places: Mapping[str, Relevance]) -> None:
        """Add how far an article concerns further profiles; what was found for others stands."""
        ...

    def timings(self, since: datetime, until: datetime) -> list[Timing]:
        """Return when each article stored in [since, until) was published, seen, stored and judged, oldest first."""
        ...

    def tally(self, start: datetime, end: datetime, profile: str | None = None) -> Tally:
        """Count the articles whose moment lies in [start, end); with a profile those of any grade but none."""
        ...


class AlertStore(Protocol):
    """Alerts and the append-only decisions on them."""

    def add(self, plan: AlertPlan, article: Article, now: datetime) -> Alert | None:
        """Store an alert; None when this (profile, rule, story) has one already, or this version of an article."""
        ...

    def on_story(self, profile: str, story_id: int) -> list[Alert]:
        """Return the alerts on a story itself, not those on a version of one of its articles."""
        ...

    def waiting(self, severities: Sequence[Severity], before: datetime, hours: int) -> list[Alert]:
        """Return new alerts that wait since `before` or longer, and of which nobody was told after so many hours."""
        ...

    def told(self, alert_id: int, now: datetime) -> None:
        """Note that a mail on an alert was made."""
        ...

    def escalated(self, alert_id: int, hours: int) -> None:
        """Note that others were told of an alert that waited for so many hours."""
        ...

    def hold(self, held: Held) -> None:
        """Keep a mail on an alert for later, one for each department: the earlier time counts, the first words stay."""
        ...

    def held(self, now: datetime) -> list[Held]:
        """Return the mails whose waiting is over, most severe first, then oldest first."""
        ...

    def release(self, alert_id: int, department: str) -> None:
        """Forget the mail that waits on an alert for a department, if there is one."""
        ...

    def listing(self, profile: str | None = None, states: Sequence[AlertState] = ()) -> list[Alert]:
        """Return alerts, most severe first, then oldest first."""
        ...

    def get(self, alert_id: int) -> Alert:
        """Return one alert; raises KeyError."""
        ...

    def decide(self, decision: Decision, state: AlertState) -> Alert:
        """Append a decision, write it to the audit log and move the alert to `state`; raises KeyError."""
        ...

    def decisions(self, alert_id: int) -> list[Decision]:
        """Return the decisions on an alert, oldest first."""
        ...

    def between(self, profile: str, start: datetime, end: datetime) -> list[Alert]:
        """Return alerts created in [start, end), oldest first."""
        ...


class Outbox(Protocol):
    """Mail on its way out: finished bytes, one row per (kind, profile, key, recipient)."""

    def add(self, kind: str, profile: str, key: str, message: Message, now: datetime) -> bool:
        """Store a mail as pending; False when this delivery exists already (its bytes stay as they are)."""
        ...

    def keys(self, kind: str, profile: str) -> set[str]:
        """Return the keys (periods, alerts) of a profile that have at least one delivery of this kind."""
        ...

    def made(self, kind: str, profile: str) -> dict[str, datetime]:
        """Return when the first delivery of each key of a kind and profile was made."""
        ...

    def due(self, now: datetime, limit: int = 50) -> list[Delivery]:
        """Return pending deliveries whose next try has come, oldest first."""
        ...

    def claim(self, delivery_id: int) -> bool:
        """Move a delivery from pending to sending; False when somebody else has it."""
        ...

    def sent(self, delivery_id: int, now: datetime) -> None:
        """Record that the mail server accepted the mail."""
        ...

    def retry(self, delivery_id: int, next_try: datetime, error: str) -> None:
        """Put a delivery that was surely not accepted back to pending."""
        ...

    def fail(self, delivery_id: int, error: str, *, ambiguous: bool = False) -> None:
        """Give a delivery to a person: refused for good, or nobody can know whether it was accepted."""
        ...

    def interrupted(self) -> list[Delivery]:
        """Mark deliveries found in sending (a crash between SMTP and commit) as ambiguous and return them."""
        ...

    def listing(self, states: Sequence[str] = ()) -> list[Delivery]:
        """Return deliveries, oldest first."""
        ...

    def count(self, kind: str, recipient: str, since: datetime) -> int:
        """Return how many mails of a kind were made for a mailbox since a time."""
        ...


class AuditLog(Protocol):
    """Hash-chained log of acts: verdicts, configuration changes, exports."""

    def append(self, now: datetime, actor: str, act: str, detail: dict[str, object]) -> str:
        """Append a row and return its hash."""
        ...

    def verify(self) -> int | None:
        """Return None when the chain holds, else the id of the first row that does not fit."""
        ...


class UnitOfWork(Protocol):
    """All stores on one transaction."""

    sources: SourceStore
    backfill: BackfillStore
    entries: EntryStore
    articles: ArticleStore
    versions: VersionStore
    alerts: AlertStore
    matters: MatterStore
    corrections: CorrectionStore
    statements: StatementStore
    stories: StoryStore
    verifications: VerificationStore
    digests: DigestStore
    outbox: Outbox
    audit: AuditLog


class Store(Protocol):
    """The database."""

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Open a write transaction; it commits at the end of the block and rolls back on an exception."""
        ...

    @property
    def turns(self) -> HostTurns:
        """Return the turns at the hosts, kept outside of any transaction of the caller."""
        ...

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Open a read-only transaction on a consistent snapshot."""
        ...


class Mailer(Protocol):
    """Hands a mail to the mail server. Raises DeliveryError, which says whether trying again makes sense."""

    def send(self, message: Message) -> None:
        """Return once the server has accepted the mail for the recipient."""
        ...
