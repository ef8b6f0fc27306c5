"""Fakes of the ports, each with the knobs its tests need."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from core.desk import Message
from core.errors import DeliveryError, FetchError
from core.press import Fetched, Validators
from core.sources import Turn

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


class FakeTurns:
    """Turns at hosts in memory, for one process: the gap since the last start, and how many are under way."""

    def __init__(self) -> None:
        self.next_start: dict[str, datetime] = {}
        self.under_way: dict[int, str] = {}
        self.pleas: list[tuple[str, float | None]] = []
        self.paused: dict[str, float] = {}

    def take(self, host: str, gap: float, at_once: int, clock: Callable[[], datetime], lapse: timedelta) -> Turn:
        now = clock()
        if host in self.paused:
            return Turn(wait=self.paused[host], paused=True)
        start = self.next_start.get(host, now)
        if start > now:
            return Turn(wait=(start - now).total_seconds())
        if list(self.under_way.values()).count(host) >= at_once:
            return Turn(wait=1.0)
        self.next_start[host] = now + timedelta(seconds=gap)
        ticket = max(self.under_way, default=0) + 1
        self.under_way[ticket] = host
        return Turn(ticket)

    def done(self, host: str, ticket: int, now: datetime, plea: bool | None, retry_after: float | None = None) -> None:
        del self.under_way[ticket]
        if plea:
            self.pleas.append((host, retry_after))


class FakeMailer:
    """Keeps what was sent; `refuse` maps a recipient to the error to raise."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.refuse: dict[str, DeliveryError] = {}

    def send(self, message: Message) -> None:
        if message.recipient in self.refuse:
            raise self.refuse[message.recipient]
        self.sent.append(message)
