"""What a server says about when to come back, read from its headers: pure functions over hostile text."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST_PLEA = 24 * 3600.0  # seconds; nobody may silence us for longer
DIGITS = 18  # a longer number is an attack, and so is asking int() to read it


def max_age(cache_control: str, age: str = "") -> int | None:
    """Return for how many seconds a shared cache would still give the answer (RFC 9111 section 4.2); None if unsaid."""
    directives: dict[str, str] = {}
    for item in cache_control.split(","):
        name, _equals, value = item.partition("=")
        directives.setdefault(name.strip().lower(), value.strip().strip('"'))
    if "no-cache" in directives or "no-store" in directives:
        return None
    lifetime = _number(directives.get("s-maxage", directives.get("max-age", "")))
    return None if lifetime is None else max(0, lifetime - (_number(age) or 0))


def retry_after(value: str, date: str, now: datetime) -> float | None:
    """Return the seconds that Retry-After (RFC 9110 section 10.2.3) asks for, at most a day; None if it is unreadable.

    A date is measured against the server's own clock, its `Date` header, and only without that against `now`.
    """
    seconds: float | None = _number(value)
    if seconds is None:
        until = http_date(value)
        if until is None:
            return None
        seconds = (until - (http_date(date) or now)).total_seconds()
    return float(min(max(seconds, 0.0), LONGEST_PLEA))


def http_date(value: str) -> datetime | None:
    """Return the moment a header names, aware; a zone that is missing is UTC, as in every HTTP date."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None
