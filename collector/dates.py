"""Times as outlets write them, read to aware UTC or not at all: a wrong time is worse than an unknown one."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from core.periods import ZONE

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
FUTURE = timedelta(days=1)
MAX_LENGTH = 100

_CLOCK = re.compile(r"(\d{1,2})[:hg](\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\s*(AM|PM|SA|CH)\b)?", re.IGNORECASE)
# What follows a clock time at the end of a form: "GMT+7", "+07", "(GMT+7)", "UTC+07:00", "ICT".
_OFFSET = re.compile(r"[\s,]*\(?\s*(?:GMT|UTC)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\s*\)?$", re.IGNORECASE)
_NAMED_ZONES = {"ICT": 7, "SGT": 8}
_NAMED_ZONE = re.compile(rf"[\s,]*\(?({'|'.join(_NAMED_ZONES)})\)?$")
# "28/05/2026", "28-5-2026" and "28.5.2026"; a year first is ISO's.
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?!\d)")


def read_date(text: str, now: datetime) -> datetime | None:
    """Return the moment a text names, in UTC; without a zone it is Viet Nam's.

    None when the text names none, or one outside the year 2000 to `now` plus one day.
    """
    text = text.strip()[:MAX_LENGTH]
    try:
        moment = _iso(text) or _written(text)
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=ZONE)).astimezone(UTC).replace(microsecond=0)
    except (ValueError, OverflowError, TypeError, IndexError):  # email.utils raises any of them on odd input
        return None
    return moment if EARLIEST <= moment <= now + FUTURE else None


def _iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d", text):
        return None
    body, zone = _split_zone(text)
    return datetime.fromisoformat(body.rstrip()).replace(tzinfo=zone) if zone else datetime.fromisoformat(text)


def _written(text: str) -> datetime:
    body, zone = _split_zone(text)
    moment = _slashed(body) or parsedate_to_datetime(body)
    return moment.replace(tzinfo=zone) if zone else moment


def _split_zone(text: str) -> tuple[str, timezone | None]:
    """Take the zone off the end of a form; email.utils reads "+07" as seven minutes and "GMT+7" not at all."""
    clock = _CLOCK.search(text)
    if clock is None:
        return text, None
    if named := _NAMED_ZONE.match(text, clock.end()):
        return text[: named.start()], timezone(timedelta(hours=_NAMED_ZONES[named[1]]))
    if offset := _OFFSET.match(text, clock.end()):
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        return text[: offset.start()], timezone(ahead if offset[1] == "+" else -ahead)
    return text, None


def _slashed(text: str) -> datetime | None:
    found, clock = _SLASHED.search(text), _CLOCK.search(text)
    if found is None:
        return None
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    half = (clock[4] or "").upper() if clock else ""
    if (
        half in {"AM", "PM"} and found[2] == "/" and day <= 12
    ):  # the American form of .NET servers: 9/14/2026 6:44:00 PM
        day, month = month, day
    hour, minute, second = (int(clock[1]), int(clock[2]), int(clock[3] or 0)) if clock else (0, 0, 0)
    if half in {"PM", "CH"} and hour < 12:
        hour += 12
    elif half in {"AM", "SA"} and hour == 12:
        hour = 0
    return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001 - the caller adds the zone
