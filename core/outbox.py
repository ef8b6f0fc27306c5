"""Ports of the mail: what waits to leave, and who hands it to the mail server."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.desk import Delivery, DeliveryNote, DeliveryState, Message


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

    def resend(self, delivery_id: int, now: datetime) -> bool:
        """Make a failed, ambiguous or waiting delivery due, as a person wants; False when it is in no such state."""
        ...

    def interrupted(self) -> list[DeliveryNote]:
        """Mark deliveries found in sending (a crash between SMTP and commit) as ambiguous and return them."""
        ...

    def listing(self, states: Sequence[str] = (), latest: int | None = None) -> list[DeliveryNote]:
        """Return deliveries, or only the `latest` ones, in the order they were stored, without their mails."""
        ...

    def get(self, delivery_id: int) -> Delivery:
        """Return one delivery with its mail; raises KeyError."""
        ...

    def tally(self) -> dict[DeliveryState, int]:
        """Count the deliveries by state; a state that none is in is left out."""
        ...

    def waits(self, kind: str, start: datetime, end: datetime) -> list[float]:
        """Return the seconds that the mails of a kind accepted in [start, end) had waited, in order of size."""
        ...

    def count(self, kind: str, recipient: str, since: datetime) -> int:
        """Return how many mails of a kind were made for a mailbox since a time."""
        ...


class Mailer(Protocol):
    """Hands a mail to the mail server. Raises DeliveryError, which says whether trying again makes sense."""

    def send(self, message: Message) -> None:
        """Return once the server has accepted the mail for the recipient."""
        ...
