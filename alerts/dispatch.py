"""What a story gets when rules fire on one more of its articles, and when the mail leaves.

    no alert yet, a rise in severity, or a department that was not told ... a new alert
    a claim that the story did not hold before ............................ the alert again, at once
    a further outlet, or a further rule for the same departments .......... the alert again, after the cooldown
    anything else ......................................................... nothing

Pure, so that it can be simulated.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from alerts.rules import one_matter
from alerts.workdays import Workdays
from core.desk import Alert, AlertPlan, JudgedArticle
from core.periods import ZONE
from core.settings import AlertRule, QuietHours, Sending, Severity
from core.text import fold

# Signals that quote what an article claims; the others say how it stands or what became of it.
_CLAIMING = frozenset({"unattributed_claim", "repeats_false_claim", "contradicts_statement", "conflicting_figures"})
_SAME_CLAIM = 0.5  # share of the words of the shorter of two sentences that the other has as well
_OVER = frozenset({"decided", "closed", "dismissed"})
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Step:
    """A new alert from `plan`, or with `alert` the same matter told again, not before `at`; `reopens` a closed one."""

    plan: AlertPlan
    at: datetime
    alert: Alert | None = None
    reopens: bool = False


def step(
    plans: Sequence[AlertPlan],
    alerts: Sequence[Alert],
    judged: JudgedArticle,
    others: Iterable[JudgedArticle],
    told: Callable[[Alert], Iterable[str]],
    now: datetime,
    cooldown: timedelta,
) -> Step | None:
    """Return what becomes of the rules that fired on an article of a story with `alerts`; None for nothing.

    `others` are the further articles of the story, `told` gives the departments an alert was for.
    """
    merged = one_matter(plans)
    if merged is None:
        return None
    known = {rule for alert in alerts for rule in (alert.rule_id, *alert.also)}
    fresh = one_matter([plan for plan in plans if plan.rule.id not in known])
    reached = {department for alert in alerts for department in told(alert)}
    if fresh and (_rises(fresh, alerts) or not reached.issuperset(fresh.rule.departments)):
        return Step(fresh, now)
    if not alerts:
        return None
    leading = min(alerts, key=lambda alert: (alert.severity, alert.id))
    others = list(others)
    again = Step(merged, now, leading, leading.state in _OVER)
    if judged.article.id in {alert.article_id for alert in alerts}:  # told before; now more stands against it
        return again if judged.assessment.verification.band == "urgent" else None
    if new_claim(judged, others):
        return again
    if fresh or judged.article.outlet_id not in {other.article.outlet_id for other in others}:
        if leading.state == "dismissed":  # a person said that it is no matter; further copies do not make it one
            return None
        return replace(again, at=max(now, max(alert.told_at for alert in alerts) + cooldown))
    return None


def departments(rules: Iterable[AlertRule], alert: Alert) -> tuple[str, ...]:
    """Return the departments that the rules of an alert name today."""
    fired = {alert.rule_id, *alert.also}
    return tuple(dict.fromkeys(department for rule in rules if rule.id in fired for department in rule.departments))


def _rises(plan: AlertPlan, alerts: Sequence[Alert]) -> bool:
    return all(plan.rule.severity < alert.severity for alert in alerts)


def claims(judged: JudgedArticle) -> tuple[str, ...]:
    """Return the statements of an article that a person should check, in its own words."""
    return tuple(signal.evidence for signal in judged.assessment.verification.signals if signal.kind in _CLAIMING)


def new_claim(judged: JudgedArticle, others: Iterable[JudgedArticle]) -> bool:
    """Tell whether an article claims something to be checked that no other article of its story claims."""
    known = [_words(claim) for other in others for claim in claims(other)]
    return any(not any(_alike(words, one) for one in known) for claim in claims(judged) if (words := _words(claim)))


def _words(claim: str) -> frozenset[str]:
    return frozenset(word for word in fold(claim).split() if word.strip(".,;:!?\"'“”()"))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= _SAME_CLAIM * min(len(one), len(other))


def leaves(severity: Severity, now: datetime, quiet: QuietHours | None, workdays: Workdays) -> datetime:
    """Return when a mail that is ready now may leave: now, or at the end of the quiet hours; P1 never waits."""
    if severity == "P1" or quiet is None:
        return now
    local = now.astimezone(ZONE)
    day, waits = local.date(), False
    if severity in quiet.severities and _within(local.time(), quiet):
        waits = True
        day += timedelta(days=local.time() >= quiet.ends)
    if severity in quiet.rest_days and not workdays.is_working(day):
        waits = True
        day = workdays.first_on_or_after(day)
    return datetime.combine(day, quiet.ends, ZONE) if waits else now


def _within(at: time, quiet: QuietHours) -> bool:
    if quiet.begins < quiet.ends:
        return quiet.begins <= at < quiet.ends
    return at >= quiet.begins or at < quiet.ends


def departs(
    severity: Severity, at: datetime, mails: Callable[[datetime], int], sending: Sending, workdays: Workdays
) -> datetime:
    """Return when a mail that is ready at `at` may leave by quiet hours and cap.

    `mails` counts what the mailbox got since a time. What the cap holds back waits for the end of the clock hour.
    """
    leaving = leaves(severity, at, sending.quiet, workdays)
    if leaving > at or severity == "P1" or not sending.cap:
        return leaving
    hour = at.replace(minute=0, second=0, microsecond=0)
    return at if mails(hour) < sending.cap else leaves(severity, hour + _HOUR, sending.quiet, workdays)
