"""Fakes of the ports, each with the knobs its tests need."""

from datetime import UTC, datetime, timedelta

from core.desk import Message
from core.errors import DeliveryError, FetchError
from core.press import Fetched, Validators

NOON = datetime(2026, 10, 15, 5, 0, tzinfo=UTC)  # 12:00 in Asia/Ho_Chi_Minh, a Thursday


class FakeClock:
    """A clock that moves only when somebody sleeps or a test says so."""

    def __init__(self, now: datetime = NOON) -> None:
        self.time = now
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)


class FakeFetcher:
    """Serves bodies by URL; a value that is an exception is raised."""

    def __init__(self, pages: dict[str, bytes | Fetched | Exception] | None = None) -> None:
        self.pages = dict(pages or {})
        self.requests: list[tuple[str, Validators | None]] = []

    async def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        self.requests.append((url, validators))
        found = self.pages.get(url, FetchError(url, "http_status", "404", 404))
        if isinstance(found, Exception):
            raise found
        return found if isinstance(found, Fetched) else Fetched(url, 200, found, "text/html; charset=utf-8")


class FakeMailer:
    """Keeps what was sent; `refuse` maps a recipient to the error to raise."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.refuse: dict[str, DeliveryError] = {}

    def send(self, message: Message) -> None:
        if message.recipient in self.refuse:
            raise self.refuse[message.recipient]
        self.sent.append(message)
