"""Rules that fired become alerts, and alerts become mails, in the transaction of what they are about."""

import logging
from datetime import timedelta

from alerts import compose, rules
from core.desk import AlertPlan, JudgedArticle
from core.periods import ZONE
from core.ports import UnitOfWork
from diembao.rooms import Rooms

log = logging.getLogger(__name__)


def raise_news(rooms: Rooms, tx: UnitOfWork, judged: JudgedArticle) -> None:
    """Raise the alerts on an article read for the first time, if it is fresh and its story has not raised them."""
    article, now = judged.article, rooms.clock.now()
    for profile in judged.assessment.places:
        known = tx.alerts.fired(profile, article.story_id)
        news = [
            plan
            for plan in rules.plan(rooms.settings.rules, profile, judged, rooms.settings.topics)
            if plan.rule.id not in known and now - article.moment <= timedelta(hours=plan.rule.fresh_hours)
        ]
        if plan := rules.one_matter(news):
            raise_alert(rooms, tx, plan, judged)


def raise_alert(rooms: Rooms, tx: UnitOfWork, plan: AlertPlan, judged: JudgedArticle) -> None:
    """Store an alert, once per rule and story or version, and its mails: one for every mailbox in use today."""
    now, article = rooms.clock.now(), judged.article
    alert = tx.alerts.add(plan, article, now)
    if alert is None:
        return
    story = tx.articles.story(article.story_id)
    for identity in plan.rule.departments:
        department = rooms.settings.department(identity)
        for recipient in department.recipients:
            if not recipient.valid(now.astimezone(ZONE).date()):
                continue
            try:
                message = compose.alert_message(
                    alert, article, story, department, recipient, rooms.settings.office, rooms.settings.mail, now,
                    rooms.settings.language, rooms.templates, plan.change,
                )  # fmt: skip
            except Exception:  # one mailbox must not cost the article, nor the other mailboxes their mail
                log.exception("no mail on alert %s for a mailbox of %s", alert.id, identity)
                continue
            tx.outbox.add("alert", plan.profile, str(alert.id), message, now)
    log.info("alert %s %s: %s", alert.id, alert.severity, article.url)
