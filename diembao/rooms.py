"""Wiring: builds every room from the settings. The only module that names the concrete classes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from alerts.smtp import SmtpMailer
from alerts.workdays import Workdays
from classifier.judge import Judge
from collector.fetch import HttpFetcher
from collector.polite import PoliteFetcher
from core.clock import Clock
from core.ports import Fetcher, Mailer, Store
from core.press import Source
from core.settings import Settings
from storage.store import SqlStore


class Stop:
    """A wish to stop, looked at between two steps so that no step is cut in half."""

    def __init__(self) -> None:
        self.wanted = False


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everything the pipeline works with."""

    settings: Settings
    store: Store
    fetcher: Fetcher
    judge: Judge
    mailer: Mailer
    clock: Clock
    workdays: Workdays
    stop: Stop = field(default_factory=Stop)

    @property
    def templates(self) -> Path:
        """Folder of the office's own mail templates; it may be absent."""
        return Path(self.settings.workspace) / "templates"

    def source(self, identity: str) -> Source | None:
        """Return a source of the workspace, None when it left."""
        return next((source for source in self.settings.sources if source.id == identity), None)


def open_store(settings: Settings) -> SqlStore:
    """Open the database of a workspace, with the schema of this version."""
    store = SqlStore(settings.database_url)
    store.upgrade()
    return store


@asynccontextmanager
async def open_rooms(settings: Settings, clock: Clock) -> AsyncIterator[Rooms]:
    """Build the rooms of a workspace and close them at the end of the block."""
    store = open_store(settings)
    try:
        with store.begin() as tx:
            tx.sources.sync(settings.sources)
        async with HttpFetcher(settings.network) as http:
            yield Rooms(
                settings=settings,
                store=store,
                fetcher=PoliteFetcher(http, clock, settings.network.host_gap),
                judge=Judge(settings.profiles, settings.topics, settings.version),
                mailer=SmtpMailer(settings.mail),
                clock=clock,
                workdays=Workdays(settings.calendar),
            )
    finally:
        store.close()
