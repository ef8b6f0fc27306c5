"""Stored articles are looked at again: edits, corrections, removals and returns become versions, each raised once.

    due articles -> page again .................................. look_again
    page -> version, judgement, rules -> alert -> outbox ......... settle, in one transaction

A crash anywhere only leaves a lease that ends: what was read is compared with what is stored, so a second look at the
same page finds nothing new.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from alerts import changes as wording
from alerts import rules
from classifier.corrections import corrected
from collector import changes
from collector.look import Seen
from core.errors import FeedError, FetchError, StorageError
from core.judgement import Assessment
from core.ports import UnitOfWork
from core.press import Article, Draft
from core.versions import Change, Check, Version
from diembao.alerting import raise_alert, raise_news
from diembao.pipeline import excerpt_of
from diembao.rooms import Rooms
from diembao.verifying import reconsider

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)
AT_ONCE = 8  # articles of one claim: so few that new entries, which are read first, never wait for long
GONE = frozenset({404, 410, 451})


@dataclass(frozen=True, slots=True)
class Later:
    """The page could not be had; `asked` are the seconds that the server wants to rest."""

    asked: float | None = None


async def recheck_due(
    rooms: Rooms, done: Callable[[str], None] = lambda _outcome: None, limit: timedelta | None = None
) -> int:
    """Look at the stored articles whose turn has come, for at most `limit`; return how many new versions were kept.

    At most as many as the settings allow for one pass, and none while new entries wait: they come first.
    """
    kept = looked = 0
    until = rooms.clock.now() + limit if limit else None
    while looked < rooms.settings.recheck and not rooms.stop.wanted and (until is None or rooms.clock.now() < until):
        if rooms.is_due(lambda tx: tx.entries.next_due()) or not rooms.is_due(lambda tx: tx.versions.next_due()):
            break
        now = rooms.clock.now()
        with rooms.store.begin() as tx:
            checks = tx.versions.claim(now, now + LEASE, min(AT_ONCE, rooms.settings.recheck - looked))
        if not checks:
            break  # another process was quicker
        looked += len(checks)
        answers = [asyncio.ensure_future(rooms.lanes.run(look_again(rooms, check))) for check in checks]
        try:
            for check, answer in zip(checks, answers, strict=True):
                outcome = _settle_safely(rooms, check, await answer)
                kept += outcome in {"page", "edit", "correction", "removal", "return"}
                done(outcome)
        finally:
            for answer in answers:  # when this pass is cancelled
                answer.cancel()
    return kept


async def look_again(rooms: Rooms, check: Check) -> Seen | Later:
    """Fetch the page of a stored article and read it; only an answer that says so means that it is gone."""
    article = check.article
    outlet = next((each for each in rooms.settings.outlets if each.id == article.outlet_id), None)
    if outlet is None:
        return Later()  # it left the workspace
    try:
        fetched = await rooms.fetcher.fetch(article.url)
        return await rooms.reader.look(fetched, _stored(article), outlet, rooms.clock.now())
    except FetchError as error:
        return Seen(gone=f"HTTP {error.status}") if error.status in GONE else Later(error.retry_after)
    except FeedError as error:
        log.warning("article could not be looked at: %s: %s", article.url, error)
        return Later()
    except Exception:  # the libraries that read a hostile page may raise anything
        log.exception("article could not be looked at: %s", article.url)
        return Later()


def _stored(article: Article) -> Draft:
    return Draft(article.url, article.title, article.text, article.published, article.origin, article.section)


def _settle_safely(rooms: Rooms, check: Check, seen: Seen | Later) -> str:
    """Settle a look; what no rule foresaw is logged and tried again when the lease ends."""
    try:
        return settle(rooms, check, seen)
    except StorageError:
        raise  # the database is everybody's matter
    except Exception:
        log.exception("look could not be settled: %s", check.article.url)
        return "later"


def settle(rooms: Rooms, check: Check, seen: Seen | Later) -> str:
    """Store what a look at an article gave, and return it in one word: same, gone, later, or the change."""
    if isinstance(seen, Seen) and seen.gone:
        return _missing(rooms, check, seen.gone)
    if isinstance(seen, Later) or seen.draft is None:
        return _later(rooms, check, seen.asked if isinstance(seen, Later) else None)
    return _read(rooms, check, seen.draft)


def _later(rooms: Rooms, check: Check, asked: float | None) -> str:
    article = check.article
    with rooms.store.begin() as tx:
        if tx.versions.held(check):
            tx.versions.postpone(check, changes.next_try(article.url, article.stored_at, rooms.clock.now(), asked))
    return "later"


def _missing(rooms: Rooms, check: Check, evidence: str) -> str:
    """Note that a page is missing; from its second time on, some hours apart, the article counts as removed."""
    article, now = check.article, rooms.clock.now()
    with rooms.store.begin() as tx:
        if not tx.versions.held(check):
            return "later"
        since = check.gone_since or now
        around = tx.versions.neighbours(article, since)
        new = article.state == "present" and changes.is_removal(check.gone_since, now, around.gone, around.there)
        waiting = article.state == "present" and not new
        following = now + changes.CONFIRM if waiting else changes.next_check(article.url, article.stored_at, now)
        tx.versions.looked(check, now, following, since)
        if new:
            version = tx.versions.removed(article.id, evidence, now)
            reconsider(rooms, tx, article.id, now)
            _raise(rooms, tx, version, None)
    return "removal" if new else "gone"


def _read(rooms: Rooms, check: Check, draft: Draft) -> str:
    article, now = check.article, rooms.clock.now()
    change, evidence = _change(article, draft)
    assessment = rooms.judge.judge(draft.title, draft.text, outlet_id=article.outlet_id) if change else None
    with rooms.store.begin() as tx:
        if not tx.versions.held(check):
            return "later"
        tx.versions.looked(check, now, changes.next_check(article.url, article.stored_at, now), None)
        if change is None or assessment is None:
            return "same"
        before = tx.versions.of(article.id)[-1]
        judged = _as_before(tx.articles.get(article.id).assessment, assessment)
        judged = corrected(judged, tx.corrections.of(article.id))
        version = tx.versions.revised(article.id, change, evidence, draft, excerpt_of(draft), judged, now)
        reconsider(rooms, tx, article.id, now)
        _raise(rooms, tx, version, before)
    return change


def _change(article: Article, draft: Draft) -> tuple[Change | None, str]:
    """Return what makes the page a new version of the article, None when it says the same."""
    before, after = changes.Reading(article.title, article.text), changes.Reading(draft.title, draft.text)
    kind, evidence = changes.compare(before, after)
    if kind == "correction":
        return "correction", evidence
    if article.state == "removed":
        return "return", ""
    if article.origin != "page":
        return "page", ""
    return (None if kind == "same" else "edit"), ""


def _as_before(old: Assessment, new: Assessment) -> Assessment:
    """Let an article that once concerned a profile go on concerning it: what was taken out must be followed as well.

    Names found in the text of before stand nowhere in this one, so they are not carried over.
    """
    places = {
        profile: replace(old.places[profile], matches=()) if found.grade == "none" and profile in old.places else found
        for profile, found in new.places.items()
    }
    return replace(new, places=places)


def _raise(rooms: Rooms, tx: UnitOfWork, version: Version, before: Version | None) -> None:
    """Raise the alerts on a version; a page read at last is news like a new article."""
    judged = tx.articles.get(version.article_id)
    if version.change == "page":
        raise_news(rooms, tx, judged)
        return
    told = wording.brief(wording.between(before, version)) if before else []
    for profile in judged.assessment.places:
        plan = rules.one_matter(rules.plan_change(rooms.settings.rules, profile, judged, version, told))
        if plan:
            raise_alert(rooms, tx, plan, judged)
    log.info("%s: version %d (%s)", judged.article.url, version.number, version.change)
