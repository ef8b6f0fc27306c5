"""Wiring: builds every room from the settings. The only module that names the concrete classes."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from alerts.smtp import SmtpMailer
from alerts.workdays import Workdays
from classifier.judge import Judge
from collector.fetch import HttpFetcher
from collector.parsing import ParserPool, Reader
from collector.polite import PoliteFetcher
from collector.urls import host_of
from core.clock import Clock
from core.outbox import Mailer
from core.ports import Fetcher, Store, UnitOfWork
from core.press import Source
from core.settings import Settings
from core.sources import Lease
from diembao.grouping import Grouping
from diembao.lanes import Lanes
from diembao.learning import models_in_use
from diembao.statements import Statements
from storage.store import SqlStore


class Stop:
    """A wish to stop, looked at between two steps so that no step is cut in half."""

    def __init__(self) -> None:
        self.wanted = False


@dataclass(frozen=True, slots=True)
class Rooms:
    """Everything the pipeline works with. `polling` holds the leases of the polls under way in this process, `grouping`
    the stories of the last days, `statements` those in force.
    """

    settings: Settings
    store: Store
    fetcher: Fetcher
    reader: Reader
    judge: Judge
    mailer: Mailer
    clock: Clock
    workdays: Workdays
    lanes: Lanes
    stop: Stop = field(default_factory=Stop)
    polling: dict[str, Lease] = field(default_factory=dict)
    grouping: Grouping = field(default_factory=Grouping)
    statements: Statements = field(default_factory=Statements)
    _sources: Mapping[str, Source] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sources", {source.id: source for source in self.settings.sources})

    @property
    def templates(self) -> Path:
        """Folder of the office's own mail templates; it may be absent."""
        return Path(self.settings.workspace) / "templates"

    def is_due(self, when: Callable[[UnitOfWork], datetime | None]) -> bool:
        """Tell whether something is due, without taking the write lock; `when` asks the stores for its time."""
        with self.store.read() as tx:
            due = when(tx)
        return due is not None and due <= self.clock.now()

    def source(self, identity: str) -> Source | None:
        """Return a source of the workspace, None when it left."""
        return self._sources.get(identity)


def open_store(settings: Settings) -> SqlStore:
    """Open the database of a workspace, with the schema of this version."""
    store = SqlStore(settings.database_url)
    store.upgrade()
    return store


@asynccontextmanager
async def open_fetcher(settings: Settings, clock: Clock, store: Store) -> AsyncIterator[PoliteFetcher]:
    """Open the way to the web: guarded, and with manners that all processes on the database share."""
    gaps = {
        domain: outlet.host_gap
        for outlet in settings.outlets
        if outlet.host_gap is not None
        for domain in outlet.domains
    }
    gaps |= {
        host_of(source.url): source.outlet.host_gap for source in settings.sources if source.outlet.host_gap is not None
    }
    async with HttpFetcher(settings.network, now=clock.now) as http:
        yield PoliteFetcher(http, clock, store.turns, settings.network.host_gap, gaps)


@asynccontextmanager
async def open_rooms(settings: Settings, clock: Clock) -> AsyncIterator[Rooms]:
    """Build the rooms of a workspace and close them at the end of the block."""
    models = models_in_use(Path(settings.workspace))
    store = open_store(settings)
    try:
        with store.begin() as tx:
            tx.sources.sync(settings.sources)
        async with open_fetcher(settings, clock, store) as fetcher, ParserPool() as parsers:
            yield Rooms(
                settings=settings,
                store=store,
                fetcher=fetcher,
                reader=parsers,
                judge=Judge(settings.profiles, settings.topics, settings.version, models),
                mailer=SmtpMailer(settings.mail),
                clock=clock,
                workdays=Workdays(settings.calendar),
                lanes=Lanes(settings.network.concurrency),
            )
    finally:
        store.close()
