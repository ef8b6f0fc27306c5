"""Tables as typed models, private to this room. No column holds an author: publications are watched, not people."""

from datetime import date, datetime
from typing import Any, Literal, get_args

from sqlalchemy import (
    CheckConstraint,
    Computed,
    ForeignKey,
    Index,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    literal_column,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from core.corrections import CorrectedField
from core.desk import Action, AlertState, DeliveryState
from core.judgement import Assessment, Band, Grade, Kind, RoleLabel, ToneLabel, Verdict
from core.press import ArticleState, Origin
from core.settings import Severity
from core.sources import Condition, Memory
from core.statements import Finding, StatementKind
from core.stories import MoveKind
from core.versions import Change
from storage.columns import Json, Utc, Words

LONG_AGO = "1970-01-01 00:00:00.000000"  # of rows made before a column was
EntryState = Literal["pending", "kept", "elsewhere", "unread", "quarantined"]


def one_of(column: str, words: Any) -> CheckConstraint:
    """Return the constraint that holds a column to the words of a Literal."""
    return CheckConstraint(f"{column} IN {get_args(words)}", name=column)


class Base(DeclarativeBase):
    """Names of constraints follow from their columns, so that later migrations can address them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Words, datetime: Utc}  # noqa: RUF012


class SourceRow(Base):
    """An address of an outlet and how its polls went; `entries` counts what it was the first to list."""

    __tablename__ = "sources"
    __table_args__ = (Index(None, "current", "next_poll"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    outlet_id: Mapped[str]
    outlet_name: Mapped[str]
    outlet_tier: Mapped[int]
    url: Mapped[str]
    current: Mapped[bool]
    condition: Mapped[Condition] = mapped_column("state", Text, default="never")
    etag: Mapped[str | None]
    last_modified: Mapped[str | None]
    body_hash: Mapped[str | None]
    last_polled: Mapped[datetime | None]
    first_success: Mapped[datetime | None]
    last_success: Mapped[datetime | None]
    next_poll: Mapped[datetime | None]
    failures: Mapped[int] = mapped_column(default=0)
    error_kind: Mapped[str] = mapped_column(default="")
    error: Mapped[str] = mapped_column(default="")
    entries: Mapped[int] = mapped_column(default=0)
    memory: Mapped[Memory] = mapped_column(Json(Memory), default=Memory(), server_default="{}")
    lease_token: Mapped[str | None]
    lease_until: Mapped[datetime | None]


class HostRow(Base):
    """When a host may be asked again; `pressed` counts how often it asked for fewer requests."""

    __tablename__ = "hosts"

    host: Mapped[str] = mapped_column(primary_key=True)
    next_start: Mapped[datetime]
    pressed: Mapped[int] = mapped_column(default=0)
    paused_until: Mapped[datetime | None]


class TicketRow(Base):
    """A request under way at a host; it lapses by itself when its process dies."""

    __tablename__ = "host_tickets"

    id: Mapped[int] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(index=True)
    until: Mapped[datetime]


class BackfillRow(Base):
    """An address to be searched once for what the feeds of a source no longer list."""

    __tablename__ = "backfill"
    __table_args__ = (UniqueConstraint("source_id", "url", "since"), Index(None, "done_at", "next_try"))

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    url: Mapped[str]
    since: Mapped[datetime]
    next_try: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(default="")


class EntryRow(Base):
    """What a source lists about one article; the first source to list an address keeps it."""

    __tablename__ = "entries"
    __table_args__ = (one_of("state", EntryState), Index(None, "state", "first_seen"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    url: Mapped[str] = mapped_column(unique=True)
    guid: Mapped[str]
    title: Mapped[str]
    summary: Mapped[str]
    published: Mapped[datetime | None]
    first_seen: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="pending")
    next_try: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")


class ArticleRow(Base):
    """A stored article. The outlet stands as it was named when the article was stored.

    `checked_at` is when its page was last looked at again, `next_check` when that is due; the end of a lease meanwhile.
    From `verify_due` on it waits to be held again against what is known.
    """

    __tablename__ = "articles"
    __table_args__ = (one_of("state", ArticleState), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(unique=True)
    outlet_id: Mapped[str]
    outlet_name: Mapped[str]
    outlet_tier: Mapped[int]
    source_id: Mapped[str] = mapped_column(ForeignKey("sources.id"))
    title: Mapped[str]
    excerpt: Mapped[str]
    text: Mapped[str]
    published: Mapped[datetime | None]
    first_seen: Mapped[datetime] = mapped_column(index=True)
    moment: Mapped[datetime] = mapped_column(Computed("coalesce(published, first_seen)", persisted=False), index=True)
    stored_at: Mapped[datetime] = mapped_column(index=True)
    origin: Mapped[Origin] = mapped_column(Text)
    section: Mapped[str]
    story_id: Mapped[int | None] = mapped_column(ForeignKey("articles.id"), index=True)
    state: Mapped[ArticleState] = mapped_column(Text, default="present", server_default="present")
    checks: Mapped[int] = mapped_column(default=0, server_default="0")
    checked_at: Mapped[datetime | None]
    next_check: Mapped[datetime | None] = mapped_column(index=True)
    gone_since: Mapped[datetime | None]
    verify_due: Mapped[datetime | None] = mapped_column(index=True)


class VersionRow(Base):
    """The text of an article as it stood at a time; `hash` is SHA-256 of title, line feed and text."""

    __tablename__ = "article_versions"
    __table_args__ = (one_of("change", Change), Index(None, "seen_at"), Index(None, "change", "article_id"))

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str]
    title: Mapped[str]
    text: Mapped[str]
    seen_at: Mapped[datetime]
    change: Mapped[Change] = mapped_column(Text, default="first", server_default="first")
    evidence: Mapped[str] = mapped_column(default="", server_default=literal_column("''"))


class AssessmentRow(Base):
    """What the classifier found in an article: the whole record, and the fields that are asked for."""

    __tablename__ = "assessments"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    found: Mapped[Assessment] = mapped_column(Json(Assessment))
    lang: Mapped[str]
    kind: Mapped[Kind] = mapped_column(Text)
    tone: Mapped[ToneLabel] = mapped_column(Text)
    role: Mapped[RoleLabel] = mapped_column(Text)
    band: Mapped[Band] = mapped_column(Text)
    model_version: Mapped[str]
    config_version: Mapped[str]
    judged_at: Mapped[datetime]


class RelevanceRow(Base):
    """How far an article concerns a profile; `listed` is set when a monthly digest of the profile lists it."""

    __tablename__ = "relevances"
    __table_args__ = (Index("ix_relevances_unlisted", "profile", "grade", sqlite_where=literal_column("listed = 0")),)

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    profile: Mapped[str] = mapped_column(primary_key=True)
    grade: Mapped[Grade] = mapped_column(Text)
    score: Mapped[float]
    listed: Mapped[bool] = mapped_column(default=False, server_default="0")


class TopicRow(Base):
    """A topic an article is about."""

    __tablename__ = "article_topics"

    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True)
    topic: Mapped[str] = mapped_column(primary_key=True, index=True)


class AlertRow(Base):
    """A matter that needs a person, once per profile, rule and story, or per `version` of an article."""

    __tablename__ = "alerts"
    __table_args__ = (
        UniqueConstraint("profile", "rule_id", "story_id", "version"),
        one_of("state", AlertState),
        Index(None, "profile", "created_at"),
        Index(None, "profile", "story_id"),
        Index(None, "severity", "created_at"),
        Index(None, "state", "waiting_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile: Mapped[str]
    rule_id: Mapped[str]
    also: Mapped[tuple[str, ...]] = mapped_column(Json(tuple[str, ...]), default=())
    severity: Mapped[Severity] = mapped_column(Text)
    story_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    title: Mapped[str]
    outlet_name: Mapped[str]
    url: Mapped[str]
    because: Mapped[tuple[str, ...]] = mapped_column(Json(tuple[str, ...]))
    ask: Mapped[str]
    created_at: Mapped[datetime]
    state: Mapped[AlertState] = mapped_column(Text, default="new")
    verdict: Mapped[Verdict | None] = mapped_column(Text)
    version: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime] = mapped_column(server_default=LONG_AGO)
    waiting_since: Mapped[datetime] = mapped_column(server_default=LONG_AGO)
    escalated: Mapped[int] = mapped_column(server_default="0")


class HeldRow(Base):
    """A mail on an alert to a department that waits until a time."""

    __tablename__ = "held_alerts"
    __table_args__ = (UniqueConstraint("alert_id", "department"), Index(None, "until"))

    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alerts.id"))
    department: Mapped[str]
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"))
    because: Mapped[tuple[str, ...]] = mapped_column(Json(tuple[str, ...]))
    until: Mapped[datetime]
    again: Mapped[bool]
    change: Mapped[Change] = mapped_column(Text)


class DecisionRow(Base):
    """One act of a person on an alert. Triggers forbid changing or deleting it."""

    __tablename__ = "decisions"

    id: Mapped[int] = mapped_column(primary_key=True)
    alert_id: Mapped[int] = mapped_column(ForeignKey("alerts.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[Action] = mapped_column(Text)
    reason: Mapped[str]
    verdict: Mapped[Verdict | None] = mapped_column(Text)
    source: Mapped[str]


class CorrectionRow(Base):
    """What a person said instead of the machine of one field of an article. Triggers forbid changing or deleting it."""

    __tablename__ = "corrections"
    __table_args__ = (one_of("field", CorrectedField),)

    id: Mapped[int] = mapped_column(primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    field: Mapped[CorrectedField] = mapped_column(Text)
    topic: Mapped[str]
    value: Mapped[str]
    before: Mapped[str]
    reason: Mapped[str]


class StatementRow(Base):
    """What the press is held against. Triggers forbid deleting it and changing anything but that it was withdrawn."""

    __tablename__ = "statements"
    __table_args__ = (one_of("kind", StatementKind), one_of("finding", Finding), Index(None, "issued"))

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]
    issuer: Mapped[str]
    issued: Mapped[date]
    kind: Mapped[StatementKind] = mapped_column(Text)
    claim: Mapped[str]
    finding: Mapped[Finding] = mapped_column(Text)
    scope: Mapped[tuple[str, ...]] = mapped_column(Json(tuple[str, ...]))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    url: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[str]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")


class StoryMoveRow(Base):
    """An article put into another story by a person. Triggers forbid changing or deleting it."""

    __tablename__ = "story_moves"
    __table_args__ = (one_of("kind", MoveKind),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    kind: Mapped[MoveKind] = mapped_column(Text)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), index=True)
    before: Mapped[int]
    after: Mapped[int]
    reason: Mapped[str]


class DeliveryRow(Base):
    """A finished mail on its way out, once per kind, profile, key and recipient."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("kind", "profile", "key", "recipient"),
        one_of("state", DeliveryState),
        Index(None, "state", "created_at"),
        Index(None, "recipient", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Literal["digest", "alert", "health", "reminder"]] = mapped_column(Text)
    profile: Mapped[str]
    key: Mapped[str]
    recipient: Mapped[str]
    message_id: Mapped[str]
    sender: Mapped[str]
    date: Mapped[datetime]
    subject: Mapped[str]
    mime: Mapped[bytes] = mapped_column(LargeBinary)
    state: Mapped[DeliveryState] = mapped_column(Text, default="pending")
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    next_try: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]


class AuditRow(Base):
    """One act in the hash chain. Time and detail are kept as the very text that was hashed."""

    __tablename__ = "audit"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    actor: Mapped[str]
    act: Mapped[str]
    detail: Mapped[str]
    previous: Mapped[str] = mapped_column(unique=True)
    hash: Mapped[str] = mapped_column(unique=True)
