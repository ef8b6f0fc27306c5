"""One poll of one source. Whatever the source does, the outcome is a value, so that the others are still read."""

import hashlib
import logging
from datetime import datetime, timedelta

from collector import feeds
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


async def poll(source: Source, state: SourceState, fetcher: Fetcher, reader: Reader, now: datetime) -> Polled:
    """Ask a source what it lists now. A failed poll keeps the old validators, so that nothing it missed is skipped."""
    full = state.memory.last_full is None or now - state.memory.last_full >= BELIEVED
    known = state.validators
    try:
        fetched = await fetcher.fetch(state.address, None if full else known)
        outcome = await _outcome(source, known, fetched, reader, now)
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
    entries, validators = outcome
    return Polled(
        "unchanged" if entries is None else "ok",
        entries or (),
        validators,
        status=fetched.status,
        full=full,
        moved_to=fetched.url if fetched.moved else "",
        seconds=fetched.seconds,
        max_age=fetched.max_age,
    )


async def _outcome(
    source: Source, known: Validators, fetched: Fetched, reader: Reader, now: datetime
) -> tuple[tuple[Entry, ...] | None, Validators]:
    """Return the entries, None when nothing changed, and what to ask with next time."""
    if fetched.status == 304:
        return None, Validators(fetched.etag, fetched.last_modified)
    found = Validators(fetched.etag, fetched.last_modified, hashlib.sha256(fetched.body).hexdigest())
    if found.body_hash == known.body_hash:
        return None, found
    entries = await reader.parse(fetched.body, fetched.url, source.outlet, now, fetched.content_type)
    # Of a document that broke off its server would say "not modified" for ever, and its end would be missed.
    return entries, found if feeds.is_whole(fetched.body) else Validators()
