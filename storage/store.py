"""The database as the other rooms see it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core.corrections import CorrectionStore
from core.digests import DigestStore
from core.matters import MatterStore
from core.outbox import Outbox
from core.ports import (
    AlertStore,
    ArticleStore,
    AuditLog,
    BackfillStore,
    EntryStore,
    SourceStore,
    UnitOfWork,
)
from core.sources import HostTurns
from core.statements import StatementStore
from core.stories import StoryStore
from core.verifying import VerificationStore
from core.versions import VersionStore
from storage.alerts import SqlAlerts
from storage.articles import SqlArticles
from storage.audit import SqlAudit
from storage.backfill import SqlBackfill
from storage.corrections import SqlCorrections
from storage.digests import SqlDigests
from storage.engine import brief, open_engine, writing
from storage.entries import SqlEntries
from storage.faults import storage_error
from storage.hosts import SqlTurns
from storage.matters import SqlMatters
from storage.migrate import upgrade
from storage.outbox import SqlOutbox
from storage.sources import SqlSources
from storage.statements import SqlStatements
from storage.stories import SqlStories
from storage.verifying import SqlVerifications
from storage.versions import SqlVersions


class SqlUnit:
    """`core.ports.UnitOfWork`: all stores on one transaction."""

    def __init__(self, session: Session) -> None:
        self.sources: SourceStore = SqlSources(session)
        self.backfill: BackfillStore = SqlBackfill(session)
        self.entries: EntryStore = SqlEntries(session)
        self.articles: ArticleStore = SqlArticles(session)
        self.versions: VersionStore = SqlVersions(session)
        self.alerts: AlertStore = SqlAlerts(session)
        self.matters: MatterStore = SqlMatters(session)
        self.corrections: CorrectionStore = SqlCorrections(session)
        self.statements: StatementStore = SqlStatements(session)
        self.stories: StoryStore = SqlStories(session)
        self.verifications: VerificationStore = SqlVerifications(session)
        self.digests: DigestStore = SqlDigests(session)
        self.outbox: Outbox = SqlOutbox(session)
        self.audit: AuditLog = SqlAudit(session)


class SqlStore:
    """`core.ports.Store` on a SQLite database. Blocks may run in several threads, but must not be nested."""

    def __init__(self, url: str, busy: float = 10.0) -> None:
        self._engine = open_engine(url, busy)

    def upgrade(self) -> None:
        """Bring the tables to this version; raises StorageError."""
        with _translated():
            upgrade(self._engine)

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open a write transaction; it commits at the end of the block and rolls back on an exception."""
        with _transaction(writing(self._engine)) as unit:
            yield unit

    @property
    def turns(self) -> HostTurns:
        """Return the turns at the hosts, kept outside of any transaction of the caller."""
        return SqlTurns(brief(self._engine))

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Open a read-only transaction on a consistent snapshot."""
        with _transaction(self._engine) as unit:
            yield unit

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except SQLAlchemyError as error:
        raise storage_error(error) from error


@contextmanager
def _transaction(engine: Engine) -> Iterator[UnitOfWork]:
    with _translated(), Session(engine) as session, session.begin():
        session.connection()  # takes the lock, or fails, here and not at some later statement
        yield SqlUnit(session)
