"""One poll of one source. Whatever the source does, the outcome is a value, so that the others are still read."""

import asyncio
import hashlib
import logging
from datetime import datetime

from collector import feeds
from core.errors import CollectError
from core.i18n import translator
from core.ports import Fetcher
from core.press import Fetched, Polled, Source, Validators

_ = translator("collector")
log = logging.getLogger(__name__)


async def poll(source: Source, validators: Validators, fetcher: Fetcher, now: datetime) -> Polled:
    """Ask a source what it lists now. A failed poll keeps the old validators, so that nothing it missed is skipped."""
    try:
        fetched = await fetcher.fetch(source.url, validators)
        return await _outcome(source, validators, fetched, now)
    except CollectError as error:
        return Polled("failed", validators=validators, error_kind=error.kind, error=str(error))


async def _outcome(source: Source, validators: Validators, fetched: Fetched, now: datetime) -> Polled:
    if fetched.status == 304:
        return Polled("unchanged", validators=validators)
    body_hash = hashlib.sha256(fetched.body).hexdigest()
    found = Validators(fetched.etag, fetched.last_modified, body_hash)
    if body_hash == validators.body_hash:
        return Polled("unchanged", validators=found)
    try:
        entries = await asyncio.to_thread(
            feeds.parse, fetched.body, fetched.url, source.outlet, now, fetched.content_type
        )
    except CollectError:
        raise
    except Exception:  # the parser is a library over hostile input: its faults belong to this source alone
        log.exception("feed could not be read: %s", source.url)
        what = _("The feed could not be read; the log of the service says more.")
        return Polled("failed", validators=validators, error_kind="parse", error=what)
    return Polled("ok", entries, found)
