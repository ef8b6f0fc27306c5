"""What a set of rules would have sent, told from the archive: the same decisions, on articles as they appeared.

Each article counts as read when it was published and as it is judged today; nobody acknowledges anything, so there is
no escalation, and what became of articles later raises nothing.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from alerts import dispatch, rules
from alerts.workdays import Workdays
from core.desk import Alert, AlertPlan, Held, JudgedArticle
from core.periods import ZONE
from core.settings import AlertRule, Settings

SentKind = Literal["new", "again", "gathered"]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """A mail that would have gone to a department: `gathered` on several matters, `again` on one told before."""

    at: datetime
    profile: str
    department: str
    mailboxes: tuple[str, ...]
    kind: SentKind
    matters: tuple[Held, ...]


@dataclass
class _Desk:
    """What is known so far in the simulated time."""

    settings: Settings
    workdays: Workdays
    collected_since: datetime
    alerts: dict[tuple[str, int], list[Alert]] = field(default_factory=lambda: defaultdict(list))
    stories: dict[int, list[JudgedArticle]] = field(default_factory=lambda: defaultdict(list))
    moments: dict[tuple[str, str], list[datetime]] = field(default_factory=lambda: defaultdict(list))
    waves: dict[tuple[str, str], datetime] = field(default_factory=dict)
    held: dict[tuple[int, str], Held] = field(default_factory=dict)
    mails: dict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    number: int = 0


def simulate(
    history: Iterable[JudgedArticle], settings: Settings, workdays: Workdays, since: datetime, collected_since: datetime
) -> Iterator[Sent]:
    """Yield the mails that the rules of `settings` would have made since a time, in order of time.

    `history` is in order of publication and may begin before `since`, so that bursts know what is usual.
    """
    desk = _Desk(settings, workdays, collected_since)
    for judged in history:
        now = judged.article.moment
        yield from _release(desk, now)
        _remember(desk, judged)
        if now >= since:
            for profile in judged.assessment.places:
                yield from _decide(desk, profile, judged, now)
        desk.stories[judged.article.story_id].append(judged)
    yield from _release(desk, datetime.max.replace(tzinfo=since.tzinfo))


def _remember(desk: _Desk, judged: JudgedArticle) -> None:
    found = judged.assessment
    for rule in desk.settings.rules:
        if rule.burst and found.kind not in rules.QUIET_KINDS and _is_on(rule, judged):
            for profile in found.places:
                if found.grade(profile) == "main":
                    desk.moments[profile, rule.id].append(judged.article.moment)


def _is_on(rule: AlertRule, judged: JudgedArticle) -> bool:
    return not rule.topics or not set(rule.topics).isdisjoint(judged.assessment.topics_on)


def _decide(desk: _Desk, profile: str, judged: JudgedArticle, now: datetime) -> Iterator[Sent]:
    settings, article = desk.settings, judged.article
    others = desk.stories[article.story_id]
    around = rules.Surroundings(
        len({one.article.outlet_id for one in (judged, *others)}), lambda rule: _pace(desk, profile, rule, now)
    )
    fired = rules.plan(settings.rules, profile, judged, settings.topics, around)
    plans = [plan for plan in fired if not (plan.rule.burst and _is_wave(desk, plan, now))]
    before = desk.alerts[profile, article.story_id]
    cooldown = timedelta(hours=settings.sending.cooldown)
    step = dispatch.step(
        plans, before, judged, others, lambda alert: dispatch.departments(settings.rules, alert), now, cooldown
    )
    if step is None:
        return
    alert = step.alert or _raise(desk, step.plan, judged, now)
    for department in step.plan.rule.departments:
        held = Held(0, alert, department, article.id, step.plan.because, step.at, again=step.alert is not None)
        yield from _tell_or_hold(desk, held, now)


def _raise(desk: _Desk, plan: AlertPlan, judged: JudgedArticle, now: datetime) -> Alert:
    article = judged.article
    desk.number += 1
    alert = Alert(
        desk.number, plan.profile, plan.rule.id, plan.rule.severity, article.story_id, article.id, article.title,
        article.outlet_name, article.url, plan.because, plan.rule.ask, now, also=plan.also, told_at=now,
    )  # fmt: skip
    desk.alerts[plan.profile, article.story_id].append(alert)
    for rule in (alert.rule_id, *alert.also):
        desk.waves[plan.profile, rule] = now
    return alert


def _pace(desk: _Desk, profile: str, rule: AlertRule, now: datetime) -> rules.Pace | None:
    if rule.burst is None:
        return None
    moments = desk.moments[profile, rule.id]

    def count(start: datetime, end: datetime) -> int:
        return bisect_left(moments, end) - bisect_left(moments, start)

    return rules.pace(rule.burst, now, desk.collected_since, count)


def _is_wave(desk: _Desk, plan: AlertPlan, now: datetime) -> bool:
    last = desk.waves.get((plan.profile, plan.rule.id))
    return last is not None and now - last <= _DAY


def _tell_or_hold(desk: _Desk, held: Held, now: datetime) -> Iterator[Sent]:
    boxes = _mailboxes(desk, held.department, now)
    sending = desk.settings.sending

    def departs(box: str) -> datetime:
        def mails(since: datetime) -> int:
            return sum(at >= since for at in desk.mails[box])

        return dispatch.departs(held.alert.severity, max(now, held.until), mails, sending, desk.workdays)

    leaves = max(map(departs, boxes), default=now)
    key = (held.alert.id, held.department)
    if leaves > now:
        waiting = desk.held.setdefault(key, replace(held, until=leaves))
        desk.held[key] = replace(waiting, until=min(waiting.until, leaves))
        return
    desk.held.pop(key, None)
    yield _send(desk, held.department, [held], now)


def _release(desk: _Desk, now: datetime) -> Iterator[Sent]:
    while ready := [held for held in desk.held.values() if held.until <= now]:
        first = min(ready, key=lambda held: held.until)
        together = [
            held for held in ready
            if (held.until, held.department, held.alert.profile) == (first.until, first.department, first.alert.profile)
        ]  # fmt: skip
        for held in together:
            del desk.held[held.alert.id, held.department]
        yield _send(desk, first.department, together, first.until)


def _send(desk: _Desk, department: str, matters: Sequence[Held], at: datetime) -> Sent:
    boxes = _mailboxes(desk, department, at)
    for box in boxes:
        desk.mails[box].append(at)
    for held in matters:
        on_story = desk.alerts[held.alert.profile, held.alert.story_id]
        on_story[:] = [replace(one, told_at=at) if one.id == held.alert.id else one for one in on_story]
    alone: SentKind = "again" if matters[0].again else "new"
    return Sent(
        at, matters[0].alert.profile, department, boxes, "gathered" if len(matters) > 1 else alone, tuple(matters)
    )


def _mailboxes(desk: _Desk, department: str, at: datetime) -> tuple[str, ...]:
    day = at.astimezone(ZONE).date()
    return tuple(box.email for box in desk.settings.department(department).recipients if box.valid(day))
