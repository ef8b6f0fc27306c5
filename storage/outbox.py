"""Mail on its way out: pending -> sending -> sent, failed or ambiguous; each step a compare-and-set."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from core.desk import Delivery, DeliveryNote, DeliveryState, Envelope, Message
from core.errors import StorageError
from core.i18n import translator
from storage.tables import DeliveryRow

_ = translator("storage")

# From which states a delivery may come into a state. One that another process took for cut off, while the mail server
# was still talking, is ambiguous until that talk ends.
_FROM: dict[DeliveryState, tuple[DeliveryState, ...]] = {
    "sending": ("pending",),
    "sent": ("sending", "ambiguous"),
    "failed": ("sending", "ambiguous"),
    "ambiguous": ("sending", "ambiguous"),
    "pending": ("sending", "ambiguous"),
}
# What a person may have sent again, or at once.
_RESENT: tuple[DeliveryState, ...] = ("failed", "ambiguous", "pending")

# The columns of a DeliveryNote with its Envelope, in the order of their fields.
_KNOWN = (
    *(DeliveryRow.id, DeliveryRow.kind, DeliveryRow.profile, DeliveryRow.key),
    *(DeliveryRow.message_id, DeliveryRow.sender, DeliveryRow.recipient, DeliveryRow.date, DeliveryRow.subject),
    *(DeliveryRow.state, DeliveryRow.attempts, DeliveryRow.error),
    *(DeliveryRow.created_at, DeliveryRow.next_try, DeliveryRow.sent_at),
)


class SqlOutbox:
    """`core.ports.Outbox` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, kind: str, profile: str, key: str, message: Message, now: datetime) -> bool:
        """Store a mail as pending; False when this delivery exists already (its bytes stay as they are)."""
        statement = (
            insert(DeliveryRow)
            .values(
                kind=kind,
                profile=profile,
                key=key,
                recipient=message.recipient,
                message_id=message.message_id,
                sender=message.sender,
                date=message.date,
                subject=message.subject,
                mime=message.mime,
                created_at=now,
            )
            .on_conflict_do_nothing(index_elements=["kind", "profile", "key", "recipient"])
            .returning(DeliveryRow.id)
        )
        return self._session.scalar(statement) is not None

    def keys(self, kind: str, profile: str) -> set[str]:
        """Return the keys (periods, alerts) of a profile that have at least one delivery of this kind."""
        query = select(DeliveryRow.key).where(DeliveryRow.kind == kind, DeliveryRow.profile == profile)
        return set(self._session.scalars(query.distinct()))

    def made(self, kind: str, profile: str) -> dict[str, datetime]:
        """Return when the first delivery of each key of a kind and profile was made."""
        of_kind = DeliveryRow.kind == kind, DeliveryRow.profile == profile
        query = select(DeliveryRow.key, func.min(DeliveryRow.created_at)).where(*of_kind).group_by(DeliveryRow.key)
        return dict(self._session.execute(query).all())

    def due(self, now: datetime, limit: int = 50) -> list[Delivery]:
        """Return pending deliveries whose next try has come, oldest first."""
        query = (
            select(DeliveryRow)
            .where(DeliveryRow.state == "pending", or_(DeliveryRow.next_try.is_(None), DeliveryRow.next_try <= now))
            .order_by(DeliveryRow.created_at, DeliveryRow.id)
            .limit(limit)
        )
        return [_delivery(row) for row in self._session.scalars(query)]

    def claim(self, delivery_id: int) -> bool:
        """Move a delivery from pending to sending; False when somebody else has it."""
        return self._move(delivery_id, "sending", attempts=DeliveryRow.attempts + 1)

    def sent(self, delivery_id: int, now: datetime) -> None:
        """Record that the mail server accepted the mail; raises StorageError when it was not being sent."""
        self._must_move(delivery_id, "sent", sent_at=now, next_try=None, error="")

    def retry(self, delivery_id: int, next_try: datetime, error: str) -> None:
        """Put a delivery that was surely not accepted back to pending; raises StorageError when it was sent."""
        self._must_move(delivery_id, "pending", next_try=next_try, error=error)

    def fail(self, delivery_id: int, error: str, *, ambiguous: bool = False) -> None:
        """Give a delivery to a person: refused for good, or nobody can know whether it was accepted."""
        self._must_move(delivery_id, "ambiguous" if ambiguous else "failed", next_try=None, error=error)

    def resend(self, delivery_id: int, now: datetime) -> bool:
        """Make a failed, ambiguous or waiting delivery due, as a person wants; False when it is in no such state."""
        return self._move(delivery_id, "pending", _RESENT, next_try=now)

    def interrupted(self) -> list[DeliveryNote]:
        """Mark deliveries found in sending (a crash between SMTP and commit) as ambiguous and return them."""
        error = _("The program stopped while sending; nobody can know whether the mail server took the mail.")
        statement = (
            update(DeliveryRow)
            .where(DeliveryRow.state == "sending")
            .values(state="ambiguous", error=error)
            .returning(DeliveryRow.id)
        )
        return self._notes(sorted(self._session.scalars(statement)))

    def listing(self, states: Sequence[str] = (), latest: int | None = None) -> list[DeliveryNote]:
        """Return deliveries, or only the `latest` ones, in the order they were stored, without their mails."""
        # The numbers come from an index alone: whatever stands behind a long mail in its row is slow to reach.
        query = select(DeliveryRow.id).order_by(DeliveryRow.id.desc()).limit(latest)
        chosen = query.where(DeliveryRow.state.in_(states)) if states else query
        return self._notes(chosen)

    def get(self, delivery_id: int) -> Delivery:
        """Return one delivery with its mail; raises KeyError."""
        row = self._session.get(DeliveryRow, delivery_id, populate_existing=True)
        if row is None:
            raise KeyError(delivery_id)
        return _delivery(row)

    def tally(self) -> dict[DeliveryState, int]:
        """Count the deliveries by state; a state that none is in is left out."""
        query = select(DeliveryRow.state, func.count()).group_by(DeliveryRow.state)
        return {row[0]: row[1] for row in self._session.execute(query)}

    def _notes(self, ids: Select[Any] | Sequence[int]) -> list[DeliveryNote]:
        query = select(*_KNOWN).where(DeliveryRow.id.in_(ids)).order_by(DeliveryRow.id)
        return [DeliveryNote(*row[:4], Envelope(*row[4:9]), *row[9:]) for row in self._session.execute(query)]

    def waits(self, kind: str, start: datetime, end: datetime) -> list[float]:
        """Return the seconds that the mails of a kind accepted in [start, end) had waited, in order of size."""
        query = select(DeliveryRow.created_at, DeliveryRow.sent_at).where(
            DeliveryRow.kind == kind, DeliveryRow.sent_at >= start, DeliveryRow.sent_at < end
        )
        return sorted((sent - created).total_seconds() for created, sent in self._session.execute(query) if sent)

    def count(self, kind: str, recipient: str, since: datetime) -> int:
        """Return how many mails of a kind were made for a mailbox since a time."""
        query = select(func.count()).where(
            DeliveryRow.kind == kind, DeliveryRow.recipient == recipient, DeliveryRow.created_at >= since
        )
        return self._session.scalars(query).one()

    def _move(
        self, delivery_id: int, state: DeliveryState, origins: Sequence[DeliveryState] = (), **values: Any
    ) -> bool:
        statement = (
            update(DeliveryRow)
            .where(DeliveryRow.id == delivery_id, DeliveryRow.state.in_(origins or _FROM[state]))
            .values(state=state, **values)
            .returning(DeliveryRow.id)
        )
        return self._session.scalar(statement) is not None

    def _must_move(self, delivery_id: int, state: DeliveryState, **values: Any) -> None:
        if not self._move(delivery_id, state, **values):
            raise StorageError(
                _("Delivery %(id)s cannot become %(state)s from the state it is in.")
                % {"id": delivery_id, "state": state}
            )


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id,
        kind=row.kind,
        profile=row.profile,
        key=row.key,
        message=Message(row.message_id, row.sender, row.recipient, row.date, row.subject, row.mime),
        state=row.state,
        attempts=row.attempts,
        error=row.error,
        created_at=row.created_at,
        next_try=row.next_try,
        sent_at=row.sent_at,
    )
