"""Rules that fired become alerts, and alerts become mails, in the transaction of what they are about.

article -> rules -> step on its story ........ raise_news
alert -> a mail for every mailbox, now ....... tell
      or kept until it may leave ............. holding.queue_waiting
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from alerts import compose, dispatch, rules
from core.desk import Alert, AlertPlan, Decision, Held, JudgedArticle, Message
from core.i18n import translator
from core.ports import UnitOfWork
from core.settings import AlertRule, Recipient
from diembao.reports import mailboxes
from diembao.rooms import Rooms

_ = translator("diembao")
log = logging.getLogger(__name__)

DAY = timedelta(days=1)
NO_MAILBOX = timedelta(hours=1)  # a department without a mailbox in use is looked at again so much later
ACTOR = "diembao"  # who opens a closed matter again when something new comes


def raise_news(rooms: Rooms, tx: UnitOfWork, judged: JudgedArticle) -> None:
    """Raise the alerts on an article that is new or newly to be checked, if it is fresh."""
    story_id, settings, now = judged.article.story_id, rooms.settings, rooms.clock.now()
    others = [one for one in tx.articles.story(story_id) if one.article.id != judged.article.id]
    newsrooms = len({one.article.outlet_id for one in (judged, *others)})
    told = partial(dispatch.departments, settings.rules)
    for profile in judged.assessment.places:
        plans = _plans(rooms, tx, profile, judged, newsrooms)
        before = tx.alerts.on_story(profile, story_id) if plans else []
        step = dispatch.step(plans, before, judged, others, told, now, timedelta(hours=settings.sending.cooldown))
        if step and step.alert:
            _tell_again(rooms, tx, step, step.alert, judged)
        elif step:
            raise_alert(rooms, tx, step.plan, judged)


def _plans(rooms: Rooms, tx: UnitOfWork, profile: str, judged: JudgedArticle, newsrooms: int) -> list[AlertPlan]:
    """Return the rules that fire on an article that is still news to them."""
    settings, now = rooms.settings, rooms.clock.now()
    around = rules.Surroundings(newsrooms, lambda rule: _pace(tx, profile, rule, now))
    return [
        plan
        for plan in rules.plan(settings.rules, profile, judged, settings.topics, around)
        if now - judged.article.moment <= timedelta(hours=plan.rule.fresh_hours)
        and not (plan.rule.burst and _told_lately(tx, plan, now))
    ]


def _pace(tx: UnitOfWork, profile: str, rule: AlertRule, now: datetime) -> rules.Pace | None:
    """Return how fast articles come for a rule; None when too little was collected before."""
    if rule.burst is None:
        return None
    since = tx.digests.first_activity() or now
    return rules.pace(rule.burst, now, since, partial(tx.articles.count, profile, rule.topics))


def _told_lately(tx: UnitOfWork, plan: AlertPlan, now: datetime) -> bool:
    """Tell whether a rule had an alert in the last 24 hours: a wave is one matter, whatever the stories in it."""
    lately = tx.alerts.between(plan.profile, now - DAY, now + timedelta(seconds=1))
    return any(plan.rule.id in (alert.rule_id, *alert.also) for alert in lately)


def raise_alert(rooms: Rooms, tx: UnitOfWork, plan: AlertPlan, judged: JudgedArticle) -> None:
    """Store an alert, once per rule and story or version, and its mails: one for every mailbox in use."""
    now = rooms.clock.now()
    alert = tx.alerts.add(plan, judged.article, now)
    if alert is None:
        return
    for department in plan.rule.departments:
        held = Held(0, alert, department, judged.article.id, plan.because, now, change=plan.change)
        tell_or_hold(rooms, tx, held, judged)
    log.info("alert %s %s: %s", alert.id, alert.severity, judged.article.url)


def _tell_again(rooms: Rooms, tx: UnitOfWork, step: dispatch.Step, alert: Alert, judged: JudgedArticle) -> None:
    """Tell those whose rules fired of what came since, now or after the cooldown; open the alert if it was closed."""
    now = rooms.clock.now()
    if step.reopens:
        reason = _("Opened again by the service: %(outlet)s reported further.") % {"outlet": judged.article.outlet_name}
        tx.alerts.decide(Decision(alert.id, now, ACTOR, "reopen", reason), "new")
    for department in step.plan.rule.departments:
        held = Held(0, alert, department, judged.article.id, step.plan.because, step.at, again=True)
        tell_or_hold(rooms, tx, held, judged)
    log.info("alert %s again: %s", alert.id, judged.article.url)


def tell_or_hold(rooms: Rooms, tx: UnitOfWork, held: Held, judged: JudgedArticle) -> None:
    """Queue the mails on an alert to a department, or keep them until they may leave."""
    now = rooms.clock.now()
    boxes = mailboxes(rooms, [held.department], now)
    if not boxes:
        log.warning("alert %s: %s has no mailbox today", held.alert.id, held.department)
    leaves = max((_departs(rooms, tx, held, box, max(now, held.until)) for box in boxes), default=now + NO_MAILBOX)
    if leaves > now:
        tx.alerts.hold(
            Held(0, held.alert, held.department, held.article_id, held.because, leaves, held.again, held.change)
        )
        return
    tx.alerts.release(held.alert.id, held.department)  # what waited on this matter is told by this mail
    tell(rooms, tx, held, judged, boxes)


def _departs(rooms: Rooms, tx: UnitOfWork, held: Held, box: Recipient, at: datetime) -> datetime:
    def mails(since: datetime) -> int:
        return tx.outbox.count("alert", box.email, since)

    return dispatch.departs(held.alert.severity, at, mails, rooms.settings.sending, rooms.workdays)


def tell(rooms: Rooms, tx: UnitOfWork, held: Held, judged: JudgedArticle, boxes: Iterable[Recipient]) -> None:
    """Queue the mail on one alert for each mailbox of a department."""
    now, article = rooms.clock.now(), judged.article
    settings = rooms.settings.on(now)
    department, story = settings.department(held.department), tx.articles.story(article.story_id)

    def made(box: Recipient) -> Message:
        return compose.alert_message(
            held.alert, article, story, department, box, settings.office, settings.mail, now, settings.language,
            rooms.templates, held.change, held.because if held.again else None,
        )  # fmt: skip

    queue(tx, held.alert.profile, compose.alert_key(held), boxes, made, now)
    tx.alerts.told(held.alert.id, now)


def queue(
    tx: UnitOfWork, profile: str, key: str, boxes: Iterable[Recipient], made: Callable[[Recipient], Message],
    now: datetime,
) -> None:  # fmt: skip
    """Queue the mails that `made` composes, one for each mailbox."""
    for box in boxes:
        try:
            message = made(box)
        except Exception:  # one mailbox must not cost the article, nor the other mailboxes their mail
            log.exception("no mail on alert %s for one of its mailboxes", key)
            continue
        tx.outbox.add("alert", profile, key, message, now)
