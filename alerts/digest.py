"""A period becomes a digest: items, stories, counts, alerts and sources. Proposals are in `alerts.proposals`.

Every number comes from the listed main items of the period; late items and the other lists are never counted in.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import TypeVar

from alerts import outlook
from alerts.conditions import dark_days
from alerts.delays import delays
from alerts.documents.figures import tally
from alerts.documents.wording import Wording
from alerts.labels import in_language
from alerts.proposals import answering, propose
from alerts.workdays import Workdays
from core.desk import (
    Alert,
    AlertLine,
    Count,
    Digest,
    DigestItem,
    FollowUp,
    JudgedArticle,
    Part,
    SourceLine,
    StoryLine,
    Timing,
)
from core.digests import EarlierCounts
from core.i18n import language
from core.matters import Register
from core.outlook import Occasion, Surge
from core.periods import ZONE, Period
from core.settings import AlertRule, Department, Profile, Topic
from core.sources import SourceState
from core.text import fold, one_line, shorten

EXCERPT_WORDS = 60
MAX_PLACES = 3
ANSWER_DAYS = 5
"""Working days an agency is given for an answer, as proposed for want of a rule; a person sets the final date."""

# In the order in which a reader must know of it: a story with one carrier is a matter, however many report it calmly,
# and where tones balance the story counts as negative rather than being overlooked.
_ROLES = ("carrier", "verification", "debunk", "correction", "sanction", "advice", "other_sense", "none")
_TONES = ("negative", "positive", "neutral")

Value = TypeVar("Value")


def build(
    *,
    profile: Profile,
    period: Period,
    articles: Sequence[JudgedArticle],
    late: Sequence[JudgedArticle],
    alerts: Sequence[Alert],
    alerted: Sequence[JudgedArticle] = (),
    corrected: Collection[int] = (),
    sources: Sequence[SourceState],
    timings: Sequence[Timing] = (),
    previous: Digest | None,
    year_before: Digest | None = None,
    followups: tuple[FollowUp, ...] | None = None,
    earlier: Sequence[EarlierCounts] = (),
    occasions: Sequence[Occasion] = (),
    register: Register | None = None,
    topics: Sequence[Topic],
    rules: Sequence[AlertRule],
    departments: Sequence[Department],
    workdays: Workdays,
    now: datetime,
    draft: bool,
    config_version: str,
) -> Digest:
    """Return the digest of a period as of `now`; the same input gives the same digest, whatever its order.

    `alerted` are the articles behind the alerts, which may have appeared just before the period; `timings` are those
    of all articles stored in it, `corrected` the ids of the articles that were corrected, `followups` what became of
    earlier proposals, `earlier` what the reports before counted.
    """
    items = _items(profile.id, articles, late, corrected)
    main = [item for item in items if item.part == "main" and not item.late]
    names = {topic.id: dict(topic.names) for topic in topics}
    places = {place.id: place.names[0] for place in profile.places if place.names}
    stories = _stories(main)
    raised = sorted((a for a in alerts if a.profile == profile.id), key=lambda a: (a.severity, a.created_at, a.id))
    before, a_year_ago = (tally(each.main) if each else None for each in (previous, year_before))
    due = workdays.add(now.astimezone(ZONE).date(), ANSWER_DAYS)
    by_topic = count(main, lambda item: item.topics, lambda key: in_language(names.get(key, {}), key))
    by_locality = count(main, lambda item: item.localities, lambda key: places.get(key, key))
    return Digest(
        profile=profile.id,
        profile_title=profile.title,
        period=period.id,
        first=period.first,
        last=period.last,
        frozen_at=now,
        draft=draft,
        items=items,
        stories=stories,
        by_topic=by_topic,
        by_outlet=count(main, lambda item: (item.outlet,), str),
        by_locality=by_locality,
        by_tone=count(main, lambda item: (item.tone,), Wording(language()).tone),
        alerts=_alert_lines(raised, rules, [*articles, *late, *alerted]),
        proposals=propose(raised, stories, items, rules, departments, due),
        sources=_source_lines(sources, period),
        delays=delays(timings),
        previous_articles=before.articles if before else None,
        previous_stories=before.stories if before else None,
        previous_window=(previous.first, previous.last) if previous else None,
        year_before_articles=a_year_ago.articles if a_year_ago else None,
        year_before_stories=a_year_ago.stories if a_year_ago else None,
        year_before_window=(year_before.first, year_before.last) if year_before else None,
        followups=followups,
        previous_tone=previous.by_tone if previous else None,
        previous_topics=previous.by_topic if previous else None,
        surges=None if draft else _surges(by_topic, by_locality, earlier),
        expected=outlook.expected(*outlook.view(period.first, period.last), occasions, workdays, language()),
        register=register,
        topic_names=_used(names, (item.topics for item in items)),
        locality_names=_used(places, (item.localities for item in items)),
        config_version=config_version,
    )


def _surges(
    by_topic: Sequence[Count], by_locality: Sequence[Count], earlier: Sequence[EarlierCounts]
) -> tuple[Surge, ...] | None:
    topics = outlook.surges("topic", by_topic, [each.by_topic for each in earlier])
    places = outlook.surges("locality", by_locality, [each.by_locality for each in earlier])
    return None if topics is None or places is None else (*topics, *places)


def count(
    items: Iterable[DigestItem], keys: Callable[[DigestItem], Iterable[str]], label: Callable[[str], str]
) -> tuple[Count, ...]:
    """Count articles and stories per key, most articles first; an item counts once under each of its keys."""
    found: defaultdict[str, list[DigestItem]] = defaultdict(list)
    for item in items:
        for key in dict.fromkeys(keys(item)):
            found[key].append(item)
    counts = (Count(key, label(key), len(its), len({item.story_id for item in its})) for key, its in found.items())
    return tuple(sorted(counts, key=lambda each: (-each.articles, fold(each.label), each.key)))


def _items(
    profile: str, articles: Iterable[JudgedArticle], late: Iterable[JudgedArticle], corrected: Collection[int]
) -> tuple[DigestItem, ...]:
    """Return one item per article, in order of publication; an article given both ways belongs to the period."""
    found: dict[int, DigestItem] = {}
    for judged, is_late in chain(((each, False) for each in articles), ((each, True) for each in late)):
        part = _part(profile, judged)
        if part is not None and judged.article.id not in found:
            item = _item(profile, judged, part, late=is_late)
            found[item.article_id] = replace(item, corrected=item.article_id in corrected)
    return tuple(sorted(found.values(), key=lambda item: (item.published, item.article_id)))


def _part(profile: str, judged: JudgedArticle) -> Part | None:
    grade, kind = judged.assessment.grade(profile), judged.assessment.kind
    if grade == "none":
        return None
    if kind in {"sport", "table"}:
        return "sport" if kind == "sport" else "table"
    return grade


def _item(profile: str, judged: JudgedArticle, part: Part, *, late: bool) -> DigestItem:
    article, found = judged.article, judged.assessment
    relevance = found.places[profile]
    return DigestItem(
        article_id=article.id,
        story_id=article.story_id,
        title=one_line(article.title),
        outlet=article.outlet_name,
        url=article.url,
        published=article.moment,
        published_known=article.published is not None,
        excerpt=shorten(article.excerpt, EXCERPT_WORDS),
        part=part,
        topics=found.topics_on,
        localities=tuple(dict.fromkeys(relevance.localities)),
        tone=found.tone.label,
        role=found.role.label,
        band=found.verification.band,
        tier=article.outlet_tier,
        places=tuple(dict.fromkeys(one_line(match.text) for match in relevance.matches))[:MAX_PLACES],
        late=late,
        removed=article.state == "removed",
    )


def _stories(items: Iterable[DigestItem]) -> tuple[StoryLine, ...]:
    """Group items, which come in order of publication, by story; the most reported first."""
    groups: defaultdict[int, list[DigestItem]] = defaultdict(list)
    for item in items:
        groups[item.story_id].append(item)
    lines = (_story(group) for group in groups.values())
    return tuple(sorted(lines, key=lambda line: (-line.articles, -line.outlets, line.first, line.story_id)))


def _story(items: Sequence[DigestItem]) -> StoryLine:
    first = items[0]
    tones = Counter(item.tone for item in items)
    return StoryLine(
        story_id=first.story_id,
        title=first.title,
        url=first.url,
        first_outlet=first.outlet,
        first=first.published,
        last=items[-1].published,
        articles=len(items),
        outlets=len({item.outlet for item in items}),
        topics=tuple(dict.fromkeys(chain.from_iterable(item.topics for item in items))),
        tone=max(_TONES, key=lambda tone: tones[tone]),
        role=min((item.role for item in items), key=_ROLES.index),
        excerpt=first.excerpt,
        localities=tuple(dict.fromkeys(chain.from_iterable(item.localities for item in items))),
    )


def _alert_lines(
    alerts: Iterable[Alert], rules: Iterable[AlertRule], articles: Iterable[JudgedArticle]
) -> tuple[AlertLine, ...]:
    rule_names = {rule.id: rule.name for rule in rules}
    found = {judged.article.id: judged.assessment for judged in articles}
    lines = []
    for alert in alerts:
        assessment = found.get(alert.article_id)
        lines.append(
            AlertLine(
                alert_id=alert.id,
                severity=alert.severity,
                rule=rule_names.get(alert.rule_id, alert.rule_id),
                title=one_line(alert.title),
                outlet=alert.outlet_name,
                url=alert.url,
                at=alert.created_at,
                role=assessment.role.label if assessment else "none",
                band=assessment.verification.band if assessment else "none",
                state=alert.state,
                verdict=alert.verdict or "",
                because=alert.because,
                ask=answering(alert.ask) if alert.ask else "",
                signals=assessment.verification.signals if assessment else (),
            )
        )
    return tuple(lines)


def _source_lines(sources: Iterable[SourceState], period: Period) -> tuple[SourceLine, ...]:
    return tuple(
        SourceLine(
            source_id=each.source_id,
            outlet=each.outlet_name,
            state=each.condition,
            last_success=each.last_success,
            error=one_line(each.error),
            since=each.memory.since,
            failures=each.failures,
            dark_days=dark_days(each.memory.days, period.first, period.last),
        )
        for each in sorted(sources, key=lambda each: each.source_id)
    )


def _used(names: dict[str, Value], used: Iterable[Iterable[str]]) -> dict[str, Value]:
    """Keep the names of what stands in the items, in order of id."""
    return {key: names[key] for key in sorted(set(chain.from_iterable(used))) if key in names}
