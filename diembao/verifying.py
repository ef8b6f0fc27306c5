"""Articles are held against what is known: their story, what became of them, and the statements in force.

    new article or version -> reasons to check .................. reconsider, in the transaction that stores it
    its story, or a new statement -> reasons anew ............... verify_due

What is found is a candidate with its evidence. Nothing here gives a verdict.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from alerts import changes as wording
from classifier.checks import signal, verify
from classifier.claims.context import Report
from classifier.signals import against, conflicts, single_source
from core.desk import JudgedArticle
from core.errors import StorageError
from core.judgement import Signal, Verification
from core.periods import ZONE
from core.ports import UnitOfWork
from diembao.alerting import raise_news
from diembao.rooms import Rooms

log = logging.getLogger(__name__)

AT_ONCE = 20  # articles of one transaction: nobody else writes while their reasons are looked for
REACH = timedelta(days=60)  # a new statement is held against the articles of so many days
ORDER = ("none", "check", "urgent")


def examine(rooms: Rooms, tx: UnitOfWork, judged: JudgedArticle) -> Verification:
    """Return the reasons to check an article as it stands beside its story."""
    article = judged.article
    story = tx.articles.story(article.story_id)
    newsrooms = len({one.article.outlet_id for one in story})
    found = [
        *conflicts(article.id, [_report(one) for one in story]),
        *single_source(article.title, article.text, newsrooms),
        *_became(tx, judged),
        *against(
            article.title,
            article.text,
            article.url,
            article.moment.astimezone(ZONE).date(),
            judged.assessment,
            rooms.statements.index(tx),
        ),
    ]
    return verify(judged.assessment.role, found, newsrooms)


def _report(judged: JudgedArticle) -> Report:
    article = judged.article
    return Report(article.id, article.moment, article.outlet_name, article.title, article.text)


def reconsider(rooms: Rooms, tx: UnitOfWork, article_id: int, now: datetime) -> None:
    """Verify an article that is new or has changed; the others of its story wait to be verified again."""
    judged = tx.articles.get(article_id)
    tx.verifications.settle(article_id, examine(rooms, tx, judged))
    tx.verifications.recall_story(judged.article.story_id, now, but=article_id)


def verify_due(rooms: Rooms, limit: timedelta = timedelta.max) -> int:
    """Find the reasons to check anew where something came that may change them; return of how many articles.

    An alert is raised where an article is now to be checked, or at once, and was not before. What is left after
    `limit` waits for the next time.
    """
    done, started = 0, rooms.clock.now()
    while not rooms.stop.wanted and rooms.is_due(lambda tx: tx.verifications.next_due()):
        if rooms.clock.now() - started >= limit:
            break
        with rooms.store.begin() as tx:
            waiting = tx.verifications.due(AT_ONCE)
            for judged in waiting:
                _settle(rooms, tx, judged)
        done += len(waiting)
    return done


def _settle(rooms: Rooms, tx: UnitOfWork, judged: JudgedArticle) -> None:
    before = judged.assessment.verification
    try:
        found = examine(rooms, tx, judged)
    except StorageError:
        raise  # the database is everybody's matter
    except Exception:  # one odd text must not keep all others waiting for ever; its reasons stay as they were
        log.exception("article could not be verified: %s", judged.article.url)
        found = before
    tx.verifications.settle(judged.article.id, found)
    if ORDER.index(found.band) > ORDER.index(before.band):
        log.info("%s: now %s", judged.article.url, found.band)
        raise_news(rooms, tx, tx.articles.get(judged.article.id))


def _became(tx: UnitOfWork, judged: JudgedArticle) -> Iterator[Signal]:
    """Yield what became of an article since it appeared; a correction is what the press does by law, and no reason."""
    if judged.article.state == "removed":
        yield signal("withdrawn", tx.versions.of(judged.article.id)[-1].evidence)
        return
    versions = tx.versions.of(judged.article.id)
    for before, after in pairwise(versions):
        if after.change == "edit":
            yield signal("changed", "; ".join(wording.brief(wording.between(before, after))))
