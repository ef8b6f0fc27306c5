"""Proposed handlings of a period: a draft for a person to sign. They ask for answers, never for silence."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from core.desk import Alert, DigestItem, Proposal, StoryLine
from core.i18n import translator
from core.settings import AlertRule, Department
from core.text import one_line, unify_tones

_ = translator("alerts")

MAX_PROPOSALS = 20
SHORTCOMINGS = "shortcomings"
_OPEN_SEVERITIES = frozenset({"P1", "P2"})
_OVER = frozenset({"dismissed", "closed"})
# A monitoring tool does not interfere with the content of the press (NĐ 237/2026/NĐ-CP, article 13): an office may ask
# for an answer, a clarification or a correction; a wish to have something taken down is replaced.
_REMOVAL = re.compile(
    r"(?<!tháo )\b(?:gỡ|rút|xóa|hạ)\b(?:\s+\w+){0,3}?\s+(?:bài|tin|nội dung|video|clip|ảnh)\b"
    r"|\b(?:take\s+down|(?:remove|delete|withdraw)\s+(?:\w+\s+)?(?:article|post|story|video|content|report))\b"
)


def propose(
    alerts: Sequence[Alert],
    stories: Sequence[StoryLine],
    items: Sequence[DigestItem],
    rules: Sequence[AlertRule],
    departments: Sequence[Department],
    due: date,
) -> tuple[Proposal, ...]:
    """Return at most 20 proposals: open P1 and P2 alerts as given, then what several outlets criticise unanswered."""
    by_story = {story.story_id: story for story in stories}
    story_of = {item.article_id: item.story_id for item in items}
    by_rule = {rule.id: rule for rule in rules}
    found: dict[tuple[str, str, str], Proposal] = {}

    def add(matter: str, ask: str, rule: AlertRule | None, *alerts: int) -> None:
        lead, *others = named(rule, departments) or ("",)
        new = Proposal(matter, answering(ask), lead, due, cooperation=tuple(others))
        known = found.setdefault((new.matter, new.action, new.lead), new)
        found[new.matter, new.action, new.lead] = replace(known, alerts=(*known.alerts, *alerts))

    for alert in alerts:
        if alert.severity in _OPEN_SEVERITIES and alert.state not in _OVER:
            rule = by_rule.get(alert.rule_id)
            story = by_story.get(story_of.get(alert.article_id, alert.story_id))
            ask = alert.ask or (rule.ask if rule else "")
            add(_matter(alert.title, alert.outlet_name, story.outlets if story else 1), ask, rule, alert.id)
    alerted = {alert.story_id for alert in alerts} | {story_of.get(alert.article_id) for alert in alerts}
    rule = next((rule for rule in rules if SHORTCOMINGS in rule.topics), None)
    for story in stories:
        criticised = SHORTCOMINGS in story.topics and story.tone == "negative" and story.outlets > 1
        if criticised and story.story_id not in alerted:
            add(_matter(story.title, story.first_outlet, story.outlets), rule.ask if rule else "", rule)
    return tuple(found.values())[:MAX_PROPOSALS]


def answering(ask: str, lang: str | None = None) -> str:
    """Return what is asked, or the usual request when it is empty or would have a publication removed."""
    ask = one_line(ask)
    if ask and not _REMOVAL.search(unify_tones(ask).casefold()):
        return ask
    _ = translator("alerts", lang)
    return _(
        "Check what the press reports, answer the press, publish a clarification and ask for a correction if needed"
    )


def _matter(title: str, outlet: str, outlets: int) -> str:
    words = {"title": one_line(title), "outlet": outlet, "others": outlets - 1}
    if outlets > 1:
        return _("“%(title)s” (%(outlet)s and %(others)d other outlets)") % words
    return _("“%(title)s” (%(outlet)s)") % words


def named(rule: AlertRule | None, departments: Sequence[Department]) -> list[str]:
    """Return the names of the departments of a rule, the first to lead; without any the first of the office."""
    names = {department.id: department.name for department in departments}
    wanted = [names[each] for each in (rule.departments if rule else ()) if each in names]
    return wanted or list(names.values())[:1]
