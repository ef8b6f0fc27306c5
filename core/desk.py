"""What leaves the classifier for people: alerts and decisions, deliveries, and the frozen digest."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from core.judgement import Assessment, Signal, Verdict
from core.matters import Register
from core.outlook import Expected, Surge
from core.press import Article
from core.settings import AlertRule, Severity
from core.versions import Change

AlertState = Literal["new", "acknowledged", "in_verification", "decided", "closed", "dismissed"]
Action = Literal["acknowledge", "verify", "verdict", "close", "dismiss", "reopen"]
DeliveryState = Literal["pending", "sending", "sent", "failed", "ambiguous"]
Part = Literal["main", "passing", "sport", "table"]
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class JudgedArticle:
    """An article with what was found in it."""

    article: Article
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class AlertPlan:
    """A rule that fired on an article for a profile; `because` are the reasons in words.

    `also` are the ids of further rules that fired on it: they share the one alert. `change` says what became of the
    article; `version` is the key of the version the alert is about, empty when it is about the story.
    """

    rule: AlertRule
    profile: str
    because: tuple[str, ...]
    also: tuple[str, ...] = ()
    change: Change = "first"
    version: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A matter that needs a person: one row per (profile, rule, story), or per version of an article.

    `also` are further rules that share it; `told_at` is when the last mail on it was made, `waiting_since` since when
    it waits for somebody to take it on, `escalated` after how many hours of that others were told (0: not yet).
    """

    id: int
    profile: str
    rule_id: str
    severity: Severity
    story_id: int
    article_id: int
    title: str
    outlet_name: str
    url: str
    because: tuple[str, ...]
    ask: str
    created_at: datetime
    state: AlertState = "new"
    verdict: Verdict | None = None
    also: tuple[str, ...] = ()
    told_at: datetime = NEVER
    waiting_since: datetime = NEVER
    escalated: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """The mail on an alert to a department that waits until a time; `again` when the alert itself was told before."""

    id: int
    alert: Alert
    department: str
    article_id: int
    because: tuple[str, ...]
    until: datetime
    again: bool = False
    change: Change = "first"


@dataclass(frozen=True, slots=True)
class Decision:
    """One append-only act of a person on an alert."""

    alert_id: int
    at: datetime
    actor: str
    action: Action
    reason: str = ""
    verdict: Verdict | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is known of a mail without opening it."""

    message_id: str
    sender: str
    recipient: str
    date: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class Message(Envelope):
    """A finished mail: its bytes never change once stored, so that a repeat is the same mail."""

    mime: bytes


@dataclass(frozen=True, slots=True)
class DeliveryNote:
    """One outbox row without the bytes of its mail, unique by (kind, profile, key, recipient).

    `key` is the period or the alert, `error` the last answer of the mail server, `attempts` counts the tries.
    """

    id: int
    kind: Literal["digest", "alert", "health", "reminder"]
    profile: str
    key: str
    message: Envelope
    state: DeliveryState = "pending"
    attempts: int = 0
    error: str = ""
    created_at: datetime | None = None
    next_try: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery(DeliveryNote):
    """One outbox row with its mail."""

    message: Message


@dataclass(frozen=True, slots=True)
class DigestItem:
    """One article as it stands in a digest; `late` items belong to an earlier, already frozen period.

    `corrected` and `removed` say what became of it up to the freezing.
    """

    article_id: int
    story_id: int
    title: str
    outlet: str
    url: str
    published: datetime
    published_known: bool
    excerpt: str
    part: Part
    topics: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    tone: str = "neutral"
    role: str = "none"
    band: str = "none"
    tier: int = 1
    places: tuple[str, ...] = ()
    late: bool = False
    corrected: bool = False
    removed: bool = False


@dataclass(frozen=True, slots=True)
class StoryLine:
    """Articles on one event: the first publisher, the spread and what was found."""

    story_id: int
    title: str
    url: str
    first_outlet: str
    first: datetime
    last: datetime
    articles: int
    outlets: int
    topics: tuple[str, ...]
    tone: str
    role: str
    excerpt: str
    localities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number of a digest: always articles and stories apart."""

    key: str
    label: str
    articles: int
    stories: int


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert of the period with the state it had when the digest froze."""

    alert_id: int
    severity: str
    rule: str
    title: str
    outlet: str
    url: str
    at: datetime
    role: str
    band: str
    state: str
    verdict: str
    because: tuple[str, ...]
    ask: str
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceLine:
    """How one source did up to the freezing, so that silence is never mistaken for "no news".

    `state` is its condition and holds `since` then; `dark_days` are those of the period on which no poll succeeded, as
    far as they are remembered.
    """

    source_id: str
    outlet: str
    state: str
    last_success: datetime | None
    error: str = ""
    since: datetime | None = None
    failures: int = 0
    dark_days: int = 0


@dataclass(frozen=True, slots=True)
class Timing:
    """The way of one stored article in time; `watched_since` is when its source was first read successfully."""

    outlet_id: str
    outlet: str
    published: datetime | None
    first_seen: datetime
    stored_at: datetime
    judged_at: datetime
    watched_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class DelayLine:
    """How long articles of an outlet took, in seconds; the line of all outlets together has an empty `outlet_id`.

    `p50` and `p95` run from publication to storing, over the `published_known` articles less the `older` ones, which
    appeared before anybody looked; None when nothing is left. `seen_p50` and `seen_p95` run from first sight to
    judgement, over all articles.
    """

    outlet_id: str
    outlet: str
    articles: int
    published_known: int
    p50: float | None
    p95: float | None
    seen_p50: float
    seen_p95: float
    older: int = 0

    @property
    def measured(self) -> int:
        """How many articles `p50` and `p95` rest on."""
        return self.published_known - self.older


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed handling: the matter, what is proposed, who leads with whom and by when. A draft for a person to sign.

    `alerts` are the ids of the alerts it was made from; none for what only the press criticises.
    """

    matter: str
    action: str
    lead: str
    due: date
    alerts: tuple[int, ...] = ()
    cooperation: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A proposal of an earlier period and what became of it up to the freezing.

    `state` is that of its alert which is least far on, `since` when a person last acted on that; empty when no alert
    stands behind the proposal, so that nobody can tell.
    """

    matter: str
    lead: str
    due: date
    alerts: tuple[int, ...] = ()
    state: str = ""
    verdict: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A frozen period of one profile. Every number can be recomputed from the listed items.

    What is None was not known at the freezing: there was no frozen digest of that time, or nobody recorded it yet.
    """

    profile: str
    profile_title: str
    period: str
    first: date
    last: date
    frozen_at: datetime
    draft: bool
    items: tuple[DigestItem, ...] = ()
    stories: tuple[StoryLine, ...] = ()
    by_topic: tuple[Count, ...] = ()
    by_outlet: tuple[Count, ...] = ()
    by_locality: tuple[Count, ...] = ()
    by_tone: tuple[Count, ...] = ()
    alerts: tuple[AlertLine, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    sources: tuple[SourceLine, ...] = ()
    delays: tuple[DelayLine, ...] = ()
    previous_articles: int | None = None
    previous_stories: int | None = None
    previous_window: tuple[date, date] | None = None
    year_before_articles: int | None = None
    year_before_stories: int | None = None
    year_before_window: tuple[date, date] | None = None
    followups: tuple[FollowUp, ...] | None = None
    previous_tone: tuple[Count, ...] | None = None
    previous_topics: tuple[Count, ...] | None = None
    surges: tuple[Surge, ...] | None = None
    expected: tuple[Expected, ...] | None = None
    register: Register | None = None
    topic_names: dict[str, dict[str, str]] = field(default_factory=dict)
    locality_names: dict[str, str] = field(default_factory=dict)
    config_version: str = ""
    issue: int = 1
    issue_reason: str = ""
    remark: str = ""

    def part(self, part: Part, *, late: bool = False) -> tuple[DigestItem, ...]:
        """Return the items of one list, those of the period or the late ones."""
        return tuple(item for item in self.items if item.part == part and item.late == late)

    @property
    def main(self) -> tuple[DigestItem, ...]:
        """Articles about the unit, published in the period."""
        return self.part("main")
