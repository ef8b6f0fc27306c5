"""Column types: moments in UTC, text from the web, and frozen records as JSON."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from core.errors import StorageError
from core.i18n import translator

_ = translator("storage")


class Utc(TypeDecorator[datetime]):
    """A moment: stored in UTC, given back aware. Raises StorageError for a naive datetime."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment in UTC; the driver writes it without a zone, so that text order is time order."""
        if value is None:
            return None
        if value.utcoffset() is None:
            raise StorageError(_("The time %(time)s has no time zone and cannot be stored.") % {"time": value})
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored moment with its zone."""
        return None if value is None else value.replace(tzinfo=UTC)


def storable(text: str) -> str:
    """Return text with a question mark for each half of a surrogate pair, which UTF-8 cannot hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    return text


class Words(TypeDecorator[str]):
    """Text from the web, made storable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Return text that every database can store."""
        return None if value is None else storable(value)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _reason(error: ValueError) -> str:
    """Return the first line only: the others quote the record."""
    return str(error).partition("\n")[0]


class Json(TypeDecorator[Any]):
    """A frozen record as JSON text. Raises StorageError for what could not be read back."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Return the JSON, after reading it back once: a not-a-number would make the row unreadable for ever."""
        if value is None:
            return None
        try:
            written = _adapter(self.kind).dump_json(value)
            _adapter(self.kind).validate_json(written)
        except ValueError as error:
            raise StorageError(_("A record cannot be stored: %(reason)s") % {"reason": _reason(error)}) from error
        return written.decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Return the record."""
        if value is None:
            return None
        try:
            return _adapter(self.kind).validate_json(value)
        except ValueError as error:
            raise StorageError(_("A stored record is damaged: %(reason)s") % {"reason": _reason(error)}) from error

    def coerce_compared_value(self, op: Any, value: Any) -> TypeEngine[Any]:
        """Compare as plain text."""
        return Text()
