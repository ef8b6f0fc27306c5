"""Times as outlets write them: collector/dates.py beside the usual libraries, over the named table of the tests.

    python benchmarks/dates.py

A form of the table names one minute; a hostile text names none, and the only right answer is "unknown". What a
contender reads without a zone counts as Viet Nam's time; "by hours" are answers at least an hour off. htmldate knows
days only and looks for them in pages: each text stands in a small one, and only the column of days is about it. The
table was written with collector/dates.py, so its own row shows that it keeps to the table, not how it fares elsewhere.
Exit code 1 when it is wrong anywhere.
"""

import logging
import os
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import escape
from pathlib import Path

import dateparser
from dateutil import parser as dateutil
from htmldate import find_date

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from collector.dates import EARLIEST, FUTURE, read_date  # noqa: E402 - found beside the benchmarks
from core.periods import ZONE  # noqa: E402
from support.date_forms import FORMS, UNKNOWN  # noqa: E402 - the table of the tests
from support.fakes import NOON  # noqa: E402

REPEATS = 20
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ZONES = {"ICT": 7 * 3600, "SGT": 8 * 3600, "EST": -5 * 3600, "EDT": -4 * 3600}  # dateutil wants to be told
SETTINGS = {
    "DATE_ORDER": "DMY",
    "TIMEZONE": "Asia/Ho_Chi_Minh",
    "RELATIVE_BASE": NOON.astimezone(ZONE).replace(tzinfo=None),
    "RETURN_AS_TIMEZONE_AWARE": True,
}
PAGE = '<html lang="vi"><body><article><h1>Tin</h1><div class="date">%s</div><p>Nội dung.</p></article></body></html>'

Contender = Callable[[str], datetime | None]


def standard(text: str) -> datetime | None:
    """Read with the standard library alone."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return parsedate_to_datetime(text)


def by_dateutil(text: str) -> datetime | None:
    """Read with python-dateutil, day first."""
    return dateutil.parse(text, dayfirst=True, tzinfos=ZONES, default=datetime(1970, 1, 1))  # noqa: DTZ001 - as outlets


def by_dateparser(text: str) -> datetime | None:
    """Read with dateparser in Vietnamese and English, day first."""
    return dateparser.parse(text, languages=["vi", "en"], settings=SETTINGS)


def by_htmldate(text: str) -> datetime | None:
    """Read the day with htmldate from a small page."""
    most = NOON + FUTURE
    found = find_date(PAGE % escape(text), original_date=True, min_date=EARLIEST, max_date=most.replace(tzinfo=None))
    return datetime.fromisoformat(found) if found else None


@dataclass(slots=True)
class Row:
    """What one contender did: counts of texts, and seconds."""

    right: int = 0
    day: int = 0
    unknown: int = 0
    wrong: int = 0
    by_hours: int = 0
    refused: int = 0
    believed: int = 0
    seconds: float = 0.0

    def take(self, read: datetime | None, said: str | None) -> None:
        """Count an answer; `said` is the minute in UTC, None for a hostile text."""
        if said is None:
            self.refused += read is None
            self.believed += read is not None
        elif read is None:
            self.unknown += 1
        else:
            true = datetime.fromisoformat(said).replace(tzinfo=UTC)
            off = abs(read - true)
            self.right += read.replace(second=0, microsecond=0) == true
            self.wrong += off >= MINUTE
            self.by_hours += off >= HOUR
            self.day += read.astimezone(ZONE).date() == true.astimezone(ZONE).date()


def answer(contender: Contender, text: str) -> datetime | None:
    """Return what a contender reads as aware UTC; a text it raises at is unknown to it."""
    try:
        read = contender(text)
        return read and (read if read.tzinfo else read.replace(tzinfo=ZONE)).astimezone(UTC)
    except Exception:  # noqa: BLE001 - libraries raise anything at hostile texts; a service would catch it
        return None


def judge(contender: Contender) -> Row:
    """Let a contender read the whole table; its fastest pass counts."""
    row = Row(seconds=float("inf"))
    texts = [*FORMS.values(), *((text, None) for text in UNKNOWN.values())]
    for text, said in texts:
        row.take(answer(contender, text), said)
    for _repeat in range(REPEATS):
        start = time.perf_counter()
        for text, _said in texts:
            answer(contender, text)
        row.seconds = min(row.seconds, time.perf_counter() - start)
    return row


def main() -> int:
    """Run the benchmark; exit code 1 when collector/dates.py is wrong anywhere."""
    warnings.simplefilter("ignore")
    logging.disable()
    contenders: dict[str, Contender] = {
        "standard library": standard,
        "python-dateutil": by_dateutil,
        "dateparser": by_dateparser,
        "htmldate": by_htmldate,
        "collector/dates.py": lambda text: read_date(text, NOON),
    }
    today = f"{datetime.now().astimezone():%Y-%m-%d}"
    print(f"# {len(FORMS)} forms, {len(UNKNOWN)} hostile texts, {today}, {os.cpu_count()} cores\n")
    print(
        "| contender | right minute | right day | unknown | wrong | by hours | hostile: unknown | believed | µs each |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, contender in contenders.items():
        row = judge(contender)
        each = 1e6 * row.seconds / (len(FORMS) + len(UNKNOWN))
        counts = (row.right, row.day, row.unknown, row.wrong, row.by_hours, row.refused, row.believed)
        print(f"| {name} | {' | '.join(map(str, counts))} | {each:,.0f} |", flush=True)
    return int(row.wrong + row.unknown + row.believed > 0)


if __name__ == "__main__":
    sys.exit(main())
