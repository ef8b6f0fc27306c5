"""Tables of the digests: what was frozen, its further issues, and who approved which."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.desk import Digest
from storage.columns import Json
from storage.tables import Base


class DigestRow(Base):
    """A frozen period of a profile; the window [starts, ends) is kept beside the payload for queries."""

    __tablename__ = "digests"
    __table_args__ = (UniqueConstraint("profile", "period"), Index(None, "profile", "kind", "starts"))

    id: Mapped[int] = mapped_column(primary_key=True)
    profile: Mapped[str]
    period: Mapped[str]
    kind: Mapped[str]
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    payload: Mapped[Digest] = mapped_column(Json(Digest))
    frozen_at: Mapped[datetime]


class DigestItemRow(Base):
    """An article that a digest lists."""

    __tablename__ = "digest_items"

    digest_id: Mapped[int] = mapped_column(ForeignKey("digests.id"), primary_key=True)
    article_id: Mapped[int] = mapped_column(ForeignKey("articles.id"), primary_key=True, index=True)
    late: Mapped[bool]


class DigestIssueRow(Base):
    """A further issue of a frozen period; triggers of the database let no row change or go."""

    __tablename__ = "digest_issues"
    __table_args__ = (UniqueConstraint("digest_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int] = mapped_column(ForeignKey("digests.id"))
    number: Mapped[int]
    payload: Mapped[Digest] = mapped_column(Json(Digest))
    at: Mapped[datetime]
    actor: Mapped[str]


class DigestApprovalRow(Base):
    """That a person approved an issue of a frozen period; append-only like the issues."""

    __tablename__ = "digest_approvals"
    __table_args__ = (UniqueConstraint("digest_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest_id: Mapped[int] = mapped_column(ForeignKey("digests.id"))
    number: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    note: Mapped[str]
