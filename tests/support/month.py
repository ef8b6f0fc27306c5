"""October 2025 of the recorded press, once through the whole service: what is expected and what came out."""

import mailbox
import re
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from pathlib import Path

from core.periods import ZONE, parse
from support import replay

PERIOD = parse("2025-10")
START = datetime(2025, 10, 1, 0, 0, tzinfo=ZONE)
LATER = datetime(2025, 10, 22, 0, 0, tzinfo=ZONE)  # the last days of the month, for a test that may not take as long
LAST = datetime(9999, 1, 1, tzinfo=UTC)
FROZEN = datetime(2025, 11, 3, 8, 0, tzinfo=ZONE)  # Monday, the first working day of November 2025, after 06:00


def slug(url: object) -> str:
    """Return the recorded item's id from the address of its page."""
    return str(url).rsplit("/", 1)[-1].removesuffix(".html")


def expected(shared: Path, since: datetime = START) -> dict[str, dict[str, object]]:
    """Return the recorded items of the month that name the province in title or summary, by id."""
    items = replay.recorded(shared, PERIOD)
    return {
        str(item["id"]): item
        for item in items
        if replay.names_the_province(item) and datetime.fromisoformat(str(item["first_fetched"])) >= since
    }


def stored(run: replay.Run, before: datetime = LAST) -> dict[str, tuple[object, ...]]:
    """Return (grade, title, excerpt, text) of every article first seen before a moment, by recorded id."""
    query = (
        "select a.url, r.grade, a.title, a.excerpt, a.text from articles a"
        " join relevances r on r.article_id = a.id where r.profile = 'tay-ninh'"
        f" and a.first_seen < '{before.astimezone(UTC):%Y-%m-%d %H:%M:%S}'"
    )
    return {slug(row[0]): row[1:] for row in replay.rows(run.workspace, query)}


def mails(run: replay.Run, before: datetime = LAST) -> list[tuple[str, str]]:
    """Return (recipient, subject) of every mail in the maildir that is dated before a moment."""
    box = [mail for mail in mailbox.Maildir(run.maildir) if parsedate_to_datetime(mail["Date"]) < before]
    return sorted((str(mail["To"]), str(make_header(decode_header(mail["Subject"])))) for mail in box)


def digests(run: replay.Run) -> list[tuple[str, str]]:
    """Return the digest mails among them."""
    return [mail for mail in mails(run) if re.search(r"tháng 10/2025", mail[1]) and not mail[1].startswith("[")]
