"""What a feed or a page says of an article, made into an entry: plain text, a canonical address, a time or none."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from collector.dates import read_date
from collector.markup import plain
from collector.published import TOLERANCE
from collector.urls import canonical, words_of
from core.press import Entry
from core.text import one_line, shorten

MAX_TITLE = 500
MAX_SUMMARY = 10_000
TITLE_WORDS = 15  # of a summary that stands for a title


@dataclass(frozen=True, slots=True)
class Item:
    """An item as its source writes it; texts may be HTML. `links` come best first."""

    title: str
    summary: str
    links: tuple[str, ...]
    dates: tuple[str, ...]
    guid: str = ""


def entries(items: Iterable[Item], base_url: str, now: datetime) -> Iterator[Entry]:
    """Yield the entries of items, each address once; an item without a web address is left out."""
    itself, seen = canonical(base_url), set()
    for item in items:
        url = next((url for link in item.links if (url := canonical(link, base_url)) and url != itself), "")
        if not url or url in seen:
            continue
        seen.add(url)
        summary = plain(item.summary)[:MAX_SUMMARY]
        yield Entry(
            url=url,
            title=one_line(plain(item.title))[:MAX_TITLE] or _title(summary, url),
            summary=summary,
            published=_published(item, now),
            guid=one_line(item.guid)[:MAX_TITLE],
        )


def _published(item: Item, now: datetime) -> datetime | None:
    """Return the first time an item names, unknown when that is still to come: local time was labelled as UTC."""
    moment = next((moment for text in item.dates if (moment := read_date(text, now))), None)
    return moment if moment and moment <= now + TOLERANCE else None


def _title(summary: str, url: str) -> str:
    """Return what can stand for a title that is missing: no article is lost for want of one."""
    return (shorten(summary, TITLE_WORDS) or words_of(url) or url)[:MAX_TITLE]
