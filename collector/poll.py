"""One poll of one source. Whatever the source does, the outcome is a value, so that the others are still read."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from collector import backlog, whole
from collector.parsing import Reader
from core.errors import CollectError, FetchError, StorageError
from core.i18n import translator
from core.ports import Fetcher
from core.press import Entry, Fetched, Polled, Source, Validators
from core.sources import SourceState

_ = translator("collector")
log = logging.getLogger(__name__)

# Some servers say "not modified" whatever happens: once a day they are asked without conditions. Two polls lie at most
# two hours and some minutes apart, so that a change is found within 24 hours.
BELIEVED = timedelta(hours=21)
# Sitemaps are often written hours after the article; what is known already costs nothing.
SITEMAP_WINDOW = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a source lists, None when nothing changed."""

    entries: tuple[Entry, ...] | None
    validators: Validators
    old: tuple[Entry, ...] = ()
    further: tuple[str, ...] = ()


async def poll(source: Source, state: SourceState, fetcher: Fetcher, reader: Reader, now: datetime) -> Polled:
    """Ask a source what it lists now. A failed poll keeps the old validators, so that nothing it missed is skipped."""
    full = state.memory.last_full is None or now - state.memory.last_full >= BELIEVED
    known = state.validators
    try:
        fetched = await fetcher.fetch(state.address, None if full else known)
        read = await _read(source, state, fetched, fetcher, reader, now)
    except CollectError as error:
        status = error.status if isinstance(error, FetchError) else None
        retry_after = error.retry_after if isinstance(error, FetchError) else None
        return Polled(
            "failed", validators=known, error_kind=error.kind, error=str(error), status=status, retry_after=retry_after
        )
    except StorageError:
        raise  # whose turn it is stands in the database: that it is busy is not the outlet's fault
    except Exception:  # the parser is a library over hostile input: its faults belong to this source alone
        log.exception("feed could not be read: %s", source.url)
        what = _("The feed could not be read; the log of the service says more.")
        return Polled("failed", validators=known, error_kind="parse", error=what)
    return Polled(
        "unchanged" if read.entries is None else "ok",
        read.entries or (),
        read.validators,
        old=read.old,
        further=read.further,
        status=fetched.status,
        full=full,
        moved_to=fetched.url if fetched.moved else "",
        seconds=fetched.seconds,
        max_age=fetched.max_age,
    )


async def _read(
    source: Source, state: SourceState, fetched: Fetched, fetcher: Fetcher, reader: Reader, now: datetime
) -> _Read:
    """Return what an answer lists and what to ask with next time; raises CollectError."""
    if fetched.status == 304:
        return _Read(None, Validators(fetched.etag, fetched.last_modified))
    found = Validators(fetched.etag, fetched.last_modified, hashlib.sha256(fetched.body).hexdigest())
    if found.body_hash == state.validators.body_hash:
        return _Read(None, found)
    if source.kind == "sitemap":
        return await _sitemap(source, state, fetched, fetcher, reader, now, found)
    if source.kind == "listing":
        return _Read(await reader.listing(fetched, source, now), found)
    feed = await whole.feed(reader, fetched, source.outlet, now)
    if feed.more:
        log.warning("%s: the feed is so long that its end was not read", source.id)
    # Of a document that broke off its server would say "not modified" for ever, and its end would be missed.
    return _Read(feed.entries, found if feed.whole and not feed.more else Validators())


async def _sitemap(
    source: Source,
    state: SourceState,
    fetched: Fetched,
    fetcher: Fetcher,
    reader: Reader,
    now: datetime,
    found: Validators,
) -> _Read:
    """Read a sitemap, and of an index the sitemaps that may have changed; raises CollectError when none can be had."""
    since = (state.last_success or now) - SITEMAP_WINDOW
    parts = [await whole.search(reader, fetched, source, since, now)]
    asked, later = backlog.next_maps(parts[0].further, state.last_success)
    failed: CollectError | None = None
    for child in asked:
        try:
            parts.append(await whole.search(reader, await fetcher.fetch(child.url), source, since, now))
        except CollectError as error:  # it is searched step by step, with tries of its own
            failed, later = error, (*later, child)
    if failed and len(parts) == 1:
        raise failed
    entries = tuple(entry for part in parts for entry in part.entries)
    undated = tuple(entry for part in parts for entry in part.undated)
    deeper = (child for part in parts[1:] for child in part.further)
    # What an index without times leads to changes while the index does not.
    certain = all(part.whole and part.rest is None for part in parts) and all(
        child.lastmod for child in parts[0].further
    )
    return _Read(
        entries if state.last_success is None else (*entries, *undated),
        found if certain else Validators(),
        old=undated if state.last_success is None else (),
        further=tuple(child.url for child in (*later, *deeper)),
    )
