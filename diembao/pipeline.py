"""What happens to an article, top to bottom, one function per arrow.

    due sources -> fetch -> entries, next poll ................. polling.poll_source
    entries a feed no longer lists -> sitemaps -> entries ...... backfill.search
    entries -> page -> place gate -> draft ..................... read_entry
    draft -> places, topics, tone, role, signals ............... keep
    article, version, story, rules -> alert -> outbox .......... keep, in one transaction
    statement or further article -> signals anew, alert ........ verifying.verify_due
    stored article -> its page again -> version, alert ......... recheck.settle
    month end -> frozen digest -> HTML, text, DOCX, XLSX ....... reports.freeze_due
    outbox -> mail ............................................. alerts.outbox.deliver

Every arrow ends in a commit, so that a crash between any two lines loses nothing and doubles nothing.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from classifier.spam import Spam, find_spam
from collector import backlog, pages
from collector.changes import next_check
from collector.urls import canonical, words_of
from core.errors import FeedError, FetchError, StorageError, UsageError
from core.i18n import translator
from core.judgement import Assessment
from core.ports import UnitOfWork
from core.press import Draft, Entry, PendingEntry, Source
from core.text import shorten
from diembao import stating
from diembao.alerting import raise_news
from diembao.rooms import Rooms
from diembao.verifying import reconsider

_ = translator("diembao")
log = logging.getLogger(__name__)

EXCERPT_WORDS = 60
PAGE_TRIES = 4  # of an article known to name us by its title; then what the feed says of it is judged
BLIND_TRIES = 9  # of an article that may name us only in its body: about a day and a half
LATELY = timedelta(days=7)  # a new official statement is held against the articles of so many days
FIRST_RETRY = timedelta(minutes=10)
LONGEST_PAUSE = 7  # doublings of the first pause: 21 hours
READ_LEASE = timedelta(minutes=15)
READ_AT_ONCE = 48  # entries of one claim
UNREADABLE = "unreadable"  # a page that broke the reader or took too long
# A page that answers with one of these will not come by asking again soon.
FINAL_KINDS = frozenset({"robots", "blocked", "too_big", "encoding", "protocol", UNREADABLE})
# Answers that often pass: caches and editors give a fresh article 404 for a while.
PASSING = frozenset({404, 408, 425, 429})


async def read_pending(
    rooms: Rooms, done: Callable[[str], None] = lambda _outcome: None, limit: timedelta | None = None
) -> int:
    """Read the entries whose turn has come, oldest first, for at most `limit`; return how many articles were kept.

    Pages are fetched and read a few at a time, but judged and stored in order: which article starts a story must not
    depend on which server answered first.
    """
    kept = 0
    until = rooms.clock.now() + limit if limit else None
    while not rooms.stop.wanted and (until is None or rooms.clock.now() < until):
        if not rooms.is_due(lambda tx: tx.entries.next_due()):
            break
        now = rooms.clock.now()
        with rooms.store.begin() as tx:
            waiting = tx.entries.claim(now, now + READ_LEASE, READ_AT_ONCE)
        if not waiting:
            break  # another process was quicker
        to_read = _set_aside(rooms, waiting, done)
        answers = [asyncio.ensure_future(rooms.lanes.run(_read_page(rooms, pending))) for pending in to_read]
        try:
            for pending, answer in zip(to_read, answers, strict=True):
                outcome = _read_safely(rooms, pending, await answer)
                kept += outcome == "kept"
                done(outcome)
        finally:
            for answer in answers:  # when this pass is cancelled
                answer.cancel()
    return kept


async def read_one(rooms: Rooms, address: str, *, released: bool = False) -> str:
    """Read one article by its address, whatever its source lists, and return the outcome in one word.

    With `released` it is not held back as spam.
    Raises UsageError when no outlet of the workspace owns the address.
    """
    url, now = canonical(address), rooms.clock.now()
    source = next((each for each in rooms.settings.sources if url and backlog.is_own(url, each)), None)
    if source is None:
        what = _("No outlet of sources.yaml owns the address %(url)s; add the outlet or its domain first.")
        raise UsageError(what % {"url": address})
    with rooms.store.begin() as tx:
        if tx.articles.find(url) is not None:
            return "known"
        tx.entries.add(source.id, [Entry(url, "")], now)
        pending = tx.entries.take(url, source.id, now + READ_LEASE)
    if pending is None:
        return "known"  # stored under its canonical link
    return _read_safely(rooms, pending, await _read_page(rooms, pending), released=released)


def _read_safely(
    rooms: Rooms, pending: PendingEntry, answer: Draft | FetchError | None, *, released: bool = False
) -> str:
    """Read an entry; what no rule foresaw is logged and tried again later, and never stops the others.

    Such a fault is ours: the entry waits until it is mended, and is not given up.
    """
    try:
        return read_entry(rooms, pending, answer, released=released)
    except StorageError:
        raise  # the database is everybody's matter
    except Exception:
        log.exception("entry could not be judged: %s", pending.entry.url)
        with rooms.store.begin() as tx:
            tx.entries.postpone(pending.id, rooms.clock.now() + _pause(pending), "internal")
        return "postponed"


def _pause(pending: PendingEntry, error: FetchError | None = None) -> timedelta:
    asked = timedelta(seconds=error.retry_after or 0.0) if error else timedelta()
    return max(FIRST_RETRY * (1 << min(pending.attempts, LONGEST_PAUSE)), asked)


def _set_aside(rooms: Rooms, waiting: Iterable[PendingEntry], done: Callable[[str], None]) -> list[PendingEntry]:
    """Return the entries whose page must be read; the others, of sources read by title only, are done.

    Those of sources that only a newer workspace knows are left to its process, which takes them when the lease ends.
    """
    to_read: list[PendingEntry] = []
    elsewhere: list[PendingEntry] = []
    for pending in waiting:
        source = rooms.source(pending.source_id)
        if source is not None:
            wanted = source.pages == "all" or _named(rooms, pending)
            (to_read if wanted else elsewhere).append(pending)
    if elsewhere:
        with rooms.store.begin() as tx:
            tx.entries.done([pending.id for pending in elsewhere], "elsewhere")
        for _pending in elsewhere:
            done("elsewhere")
    return to_read


def _named(rooms: Rooms, pending: PendingEntry) -> bool:
    """Tell whether title or summary may concern a profile; of an entry without a title, the words of its address."""
    entry = pending.entry
    if not entry.title:
        return rooms.judge.may_match_unmarked(words_of(entry.url))
    return rooms.judge.may_match(f"{entry.title}\n{entry.summary}")


async def _read_page(rooms: Rooms, pending: PendingEntry) -> Draft | FetchError | None:
    """Fetch and read the page of an entry: its draft, None when it concerns nobody, or why it could not be had."""
    source = rooms.source(pending.source_id)
    assert source is not None  # noqa: S101 - _set_aside lets only entries of present sources through
    try:
        answer = await rooms.fetcher.fetch(pending.entry.url)
    except FetchError as error:
        return error
    except Exception as error:  # one odd address must not stop the other pages
        log.exception("page could not be fetched: %s", pending.entry.url)
        return FetchError(pending.entry.url, "internal", str(error))
    if pages.is_feed(answer.content_type):  # a fault of the server that passes; the page itself is asked for again
        return FetchError(pending.entry.url, "not_page", _("The server answered with a feed instead of the page."))
    try:
        return await rooms.reader.page(
            answer, pending.entry, source.outlet, rooms.judge, rooms.clock.now(), pending.first_seen
        )
    except FeedError as error:
        return FetchError(pending.entry.url, UNREADABLE, str(error))
    except Exception as error:  # the libraries that read a hostile page may raise anything; the others must be read
        log.exception("page could not be read: %s", pending.entry.url)
        return FetchError(pending.entry.url, UNREADABLE, str(error))


def read_entry(
    rooms: Rooms, pending: PendingEntry, answer: Draft | FetchError | None, *, released: bool = False
) -> str:
    """Turn an entry and its page into an article, or set it aside; return the outcome in one word.

    A page that cannot be had is asked for again, then what the feed says of the article is judged instead. What was
    `released` by a person is not held back again.
    """
    source = rooms.source(pending.source_id)
    assert source is not None  # noqa: S101 - _set_aside lets only entries of present sources through
    if isinstance(answer, FetchError):
        if _worth_another_try(pending, answer, PAGE_TRIES if _named(rooms, pending) else BLIND_TRIES):
            with rooms.store.begin() as tx:
                tx.entries.postpone(pending.id, rooms.clock.now() + _pause(pending, answer), str(answer))
            return "postponed"
        draft: Draft | None = pages.from_feed(pending.entry) if _named(rooms, pending) else None
        unkept = "unread"
    else:
        draft = answer
        unkept = "elsewhere"
    for candidate in (draft, pages.from_feed(pending.entry) if _named(rooms, pending) else None):
        if candidate is None:
            continue
        if not released and (spam := find_spam(candidate.title, candidate.text, candidate.url)):
            return _hold_back(rooms, pending, spam)
        assessment = rooms.judge.judge(candidate.title, candidate.text, outlet_id=source.outlet.id)
        if any(found.grade != "none" for found in assessment.places.values()):
            return keep(rooms, source, pending, candidate, assessment)
    with rooms.store.begin() as tx:
        tx.entries.done([pending.id], unkept)
    return unkept


def _hold_back(rooms: Rooms, pending: PendingEntry, spam: Spam) -> str:
    """Set aside what looks like advertising on a hijacked site, until a person looks at it."""
    log.warning("%s: held back, it looks like planted advertising", pending.entry.url)
    with rooms.store.begin() as tx:
        tx.entries.quarantine(pending.id, ", ".join(spam.evidence))
    return "quarantined"


def _worth_another_try(pending: PendingEntry, error: FetchError, tries: int) -> bool:
    gone = error.status is not None and 400 <= error.status < 500 and error.status not in PASSING
    if error.kind == "paused":
        return True  # nobody was asked
    return not gone and error.kind not in FINAL_KINDS and pending.attempts + 1 < tries


def keep(rooms: Rooms, source: Source, pending: PendingEntry, draft: Draft, assessment: Assessment) -> str:
    """Store an article with its version, story, alerts and their mails in one transaction."""
    now = rooms.clock.now()
    with rooms.store.begin() as tx:
        draft = _own_address(tx, pending, draft)
        if tx.articles.find(draft.url) is None:
            check = next_check(draft.url, now, now)
            article = tx.articles.add(source, draft, excerpt_of(draft), assessment, pending.first_seen, now, check)
            story = rooms.grouping.find(tx, article).story
            if story != article.id:
                tx.articles.join(article.id, story)
            _state(tx, source, article.id, now)
            reconsider(rooms, tx, article.id, now)
            raise_news(rooms, tx, tx.articles.get(article.id))
        tx.entries.done([pending.id], "kept")
    return "kept"


def _state(tx: UnitOfWork, source: Source, article_id: int, now: datetime) -> None:
    """Let what an official portal publishes be a statement that the press of the last days is held against."""
    made = stating.of_article(source.outlet, tx.articles.get(article_id))
    if made and tx.statements.add(made, now, source.id):
        tx.verifications.recall_since(now - LATELY, now)


def _own_address(tx: UnitOfWork, pending: PendingEntry, draft: Draft) -> Draft:
    """Give a page its fetched address when its canonical link is that of another article.

    Some sites name one canonical address on every page; believing it would make all their articles one.
    """
    known = tx.articles.find(draft.url)
    if known is None or known.title == draft.title or draft.url == pending.entry.url:
        return draft
    return replace(draft, url=pending.entry.url)


def excerpt_of(draft: Draft) -> str:
    """Return what may leave the house: 60 words, and never more than half of a short page."""
    half = EXCERPT_WORDS if draft.origin != "page" else max(12, len(draft.text.split()) // 2)
    return shorten(draft.text, min(EXCERPT_WORDS, half))
