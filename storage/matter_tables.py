"""Tables of the register of matters: its entries, and what happened to each."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, literal_column
from sqlalchemy.orm import Mapped, mapped_column

from core.clocks import DateField
from core.matters import ActKind, MatterKind, ResponseKind
from storage.tables import Base, one_of


class MatterRow(Base):
    """An entry of the register; a task of the plan stands in it once, by its key."""

    __tablename__ = "matters"
    __table_args__ = (
        one_of("kind", MatterKind),
        Index(None, "profile", "key", unique=True, sqlite_where=literal_column("key != ''")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    profile: Mapped[str]
    kind: Mapped[MatterKind] = mapped_column(Text)
    title: Mapped[str]
    lead: Mapped[str]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str]
    due: Mapped[date | None]
    key: Mapped[str]


class MatterActRow(Base):
    """One act of a person on a matter. Triggers forbid changing or deleting it."""

    __tablename__ = "matter_acts"
    __table_args__ = (one_of("kind", ActKind), one_of("field", DateField), one_of("response", ResponseKind))

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matters.id"), index=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    kind: Mapped[ActKind] = mapped_column(Text)
    alert_id: Mapped[int | None] = mapped_column(ForeignKey("alerts.id"), index=True)
    field: Mapped[DateField | None] = mapped_column(Text)
    clock: Mapped[str]
    response: Mapped[ResponseKind | None] = mapped_column(Text)
    moment: Mapped[datetime | None]
    outlet: Mapped[str]
    url: Mapped[str]
    text: Mapped[str]
