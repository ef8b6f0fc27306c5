"""The engine: a SQLite without known faults, set up so that what is committed stays."""

from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError

from core.errors import StorageError
from core.i18n import translator
from storage.faults import storage_error

try:
    from pysqlite3 import dbapi2 as driver
except ImportError:  # the package exists for Linux only
    import sqlite3 as driver

_ = translator("storage")

# The WAL-reset fault of SQLite 3.7.0 to 3.51.2 can lose committed rows when two connections write; these have the
# mend (sqlite.org/wal.html, "The WAL-Reset Bug").
_BACKPORTS = {(3, 50): 7, (3, 44): 6}
_FIXED = (3, 51, 3)
_WRITES = "diembao_writes"
_BRIEF = "diembao_brief"
_MODE = "diembao_mode"


def check_version(version: tuple[int, int, int]) -> None:
    """Raise StorageError when this version of SQLite may lose committed rows."""
    mended = _BACKPORTS.get(version[:2])
    if version >= _FIXED or (mended is not None and version[2] >= mended):
        return
    raise StorageError(
        _(
            "SQLite %(version)s can lose stored data (WAL-reset fault). "
            "SQLite 3.51.3 or later is needed, or 3.50.7, or 3.44.6; install the Python package pysqlite3."
        )
        % {"version": ".".join(map(str, version))}
    )


def open_engine(url: str, busy: float = 10.0) -> Engine:
    """Return the engine for a database URL; `busy` is how many seconds to wait for another program's lock.

    Raises StorageError when the URL or the SQLite library cannot be used. `sqlite://` is a database in memory.
    """
    try:
        address = make_url(url)
    except SQLAlchemyError as error:
        raise StorageError(_("The database address cannot be read.")) from error
    if address.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise StorageError(_("The database %(kind)s is not supported.") % {"kind": address.drivername})
    check_version(driver.sqlite_version_info)
    memory = address.database in (None, "", ":memory:")
    # A database in memory lives in its one connection; the pool makes threads take turns on it.
    pool: dict[str, Any] = {"pool_size": 1, "max_overflow": 0} if memory else {}
    engine = create_engine(
        address,
        module=driver,
        poolclass=QueuePool,
        pool_timeout=busy,
        connect_args={"check_same_thread": False, "timeout": busy},
        hide_parameters=True,
        **pool,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)
    return engine


def writing(engine: Engine) -> Engine:
    """Return the engine whose transactions take the write lock at once (BEGIN IMMEDIATE)."""
    return engine.execution_options(**{_WRITES: True})


def brief(engine: Engine) -> Engine:
    """Return the engine whose write transactions do not wait for the disk; a power cut may undo the last of them."""
    return engine.execution_options(**{_WRITES: True, _BRIEF: True})


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late and is not immediate
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Connection) -> None:
    # Reading, then writing under a deferred BEGIN fails at once when somebody wrote in between, whatever the timeout.
    options = connection.get_execution_options()
    writes = options.get(_WRITES, False)
    mode = ("OFF" if writes else "ON", "NORMAL" if options.get(_BRIEF) else "FULL")
    if connection.info.get(_MODE) != mode:
        connection.exec_driver_sql(f"PRAGMA query_only={mode[0]}")
        connection.exec_driver_sql(f"PRAGMA synchronous={mode[1]}")
        connection.info[_MODE] = mode
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _translate(context: ExceptionContext) -> StorageError | None:
    error = context.original_exception
    return storage_error(error) if isinstance(error, Exception) else None
