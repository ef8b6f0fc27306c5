"""Long documents, read part by part: each part costs a reader few seconds, all parts of one at most a minute."""

import time
from dataclasses import replace
from datetime import datetime

from collector import backlog, feeds
from collector.backlog import Found
from collector.feeds import Parsed
from collector.parsing import Reader
from core.press import Fetched, Outlet, Source

LIMIT = 60.0  # seconds


async def feed(reader: Reader, fetched: Fetched, outlet: Outlet, now: datetime) -> Parsed:
    """Return the entries of a feed, each address once; `more` says that reading all of it would have taken too long.

    Raises FeedError when a part cannot be read.
    """
    until, number = time.monotonic() + LIMIT, 0
    found = await reader.feed(fetched, outlet, now)
    entries = {entry.url: entry for entry in found.entries}
    while found.more and time.monotonic() < until:
        number += 1
        found = await reader.feed(fetched, outlet, now, number * feeds.MAX_ENTRIES)
        entries |= {entry.url: entry for entry in found.entries if entry.url not in entries}
    return replace(found, entries=tuple(entries.values()))


async def search(reader: Reader, fetched: Fetched, source: Source, since: datetime, now: datetime) -> Found:
    """Return what a robots.txt or sitemap gives; `rest` is where reading it would have taken too long.

    Raises FeedError when it is no sitemap.
    """
    until = time.monotonic() + LIMIT
    parts = [await reader.search(fetched, source, since, now)]
    while (start := parts[-1].rest) is not None and time.monotonic() < until:
        parts.append(await reader.search(fetched, source, since, now, start))
    return backlog.joined(parts)
