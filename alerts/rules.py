"""Which rules an article fires, and why in words. A rule only asks for attention; it decides nothing."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import chain

from alerts import changes
from alerts.documents.wording import Wording, sentence_case
from alerts.labels import in_language, quote
from core.desk import AlertPlan, JudgedArticle
from core.i18n import language, translator
from core.settings import AlertRule, Burst, Topic
from core.text import one_line, unify_tones
from core.versions import Version

_ = translator("alerts")

_DAY = timedelta(days=1)
_AHEAD = timedelta(hours=1)  # clocks of outlets run ahead of ours
# Match reports and result tables are full of strong words that mean nothing here.
QUIET_KINDS = frozenset({"sport", "table"})


@dataclass(frozen=True, slots=True)
class Pace:
    """Articles on the topics of a rule in the last 24 hours, and in 24 hours as a rule."""

    recent: int
    usual: float


def pace(
    burst: Burst, now: datetime, collected_since: datetime, count: Callable[[datetime, datetime], int]
) -> Pace | None:
    """Return the pace at `now`; `count` tells how many articles have a moment in [start, end).

    None when less than half of the days that the burst looks back on were collected.
    """
    yesterday = now - _DAY
    start = yesterday - burst.days * _DAY
    days = (yesterday - max(start, collected_since)) / _DAY
    if days < burst.days / 2:
        return None
    return Pace(count(yesterday, now + _AHEAD), count(start, yesterday) / days)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around an article: how many outlets report its story, and how fast articles come for a rule.

    `pace` gives None where too little was collected before to know what is usual.
    """

    newsrooms: int = 1
    pace: Callable[[AlertRule], Pace | None] = lambda _rule: None


ALONE = Surroundings()


def plan(
    rules: Sequence[AlertRule],
    profile: str,
    judged: JudgedArticle,
    topics: Sequence[Topic] = (),
    around: Surroundings = ALONE,
) -> tuple[AlertPlan, ...]:
    """Return the rules that fire on an article for a profile, in configuration order, with the reasons in words.

    `topics` only give names to the reasons. An article that does not concern the profile fires nothing.
    """
    if judged.assessment.grade(profile) == "none":
        return ()
    names = {topic.id: topic for topic in topics}
    return tuple(
        AlertPlan(rule, profile, (*_because(rule, profile, judged, names), *crowd))
        for rule in rules
        if not rule.changes and _fires(rule, profile, judged) and (crowd := _crowd(rule, around)) is not None
    )


def plan_change(
    rules: Sequence[AlertRule], profile: str, judged: JudgedArticle, version: Version, told: Iterable[str] = ()
) -> tuple[AlertPlan, ...]:
    """Return the rules that fire on what became of a stored article, with the change in words; `told` says more of it.

    Only rules that name the change fire: every version of an article is a matter of its own.
    """
    if judged.assessment.grade(profile) == "none":
        return ()
    reason = _with_phrases(changes.name(version.change), [version.evidence] if version.evidence else [])
    because = (sentence_case(reason), *told, _place_reason(profile, judged))
    return tuple(
        AlertPlan(
            rule, profile, tuple(dict.fromkeys(filter(None, because))), change=version.change, version=version.key
        )
        for rule in rules
        if version.change in rule.changes and _fires(rule, profile, judged)
    )


def one_matter(plans: Sequence[AlertPlan]) -> AlertPlan | None:
    """Join the rules that fired on one article into one alert: the most severe leads, nobody is left out.

    Two rules on one article are one matter for the person who reads the mail; every reason and department is kept.
    """
    if not plans:
        return None
    leading = min(plans, key=lambda fired: fired.rule.severity)
    departments = dict.fromkeys(chain(leading.rule.departments, *(fired.rule.departments for fired in plans)))
    because = dict.fromkeys(chain(leading.because, *(fired.because for fired in plans)))
    also = tuple(fired.rule.id for fired in plans if fired is not leading)
    rule = replace(leading.rule, departments=tuple(departments))
    return replace(leading, rule=rule, because=tuple(because), also=also)


def found_keywords(keywords: Iterable[str], text: str) -> tuple[str, ...]:
    """Return the keywords that stand in `text` as whole words, whatever their capitals and tone placement."""
    folded = _fold(text)
    return tuple(keyword for keyword in keywords if (pattern := _word(keyword)) and pattern.search(folded))


def _fold(text: str) -> str:
    return unify_tones(one_line(text)).casefold()


@lru_cache(maxsize=4096)
def _word(keyword: str) -> re.Pattern[str] | None:
    folded = _fold(keyword)
    return re.compile(rf"(?<!\w){re.escape(folded)}(?!\w)") if folded else None


def _fires(rule: AlertRule, profile: str, judged: JudgedArticle) -> bool:
    found = judged.assessment
    if found.kind in QUIET_KINDS and not rule.keywords:
        return False
    conditions: tuple[tuple[Sequence[object], Callable[[], Iterable[object]]], ...] = (
        (rule.grades, lambda: (found.grade(profile),)),
        (rule.topics, lambda: found.topics_on),
        (rule.subs, lambda: _subs(judged)),
        (rule.roles, lambda: (found.role.label,)),
        (rule.tones, lambda: (found.tone.label,)),
        (rule.bands, lambda: (found.verification.band,)),
        (rule.tiers, lambda: (judged.article.outlet_tier,)),
        (rule.keywords, lambda: _keywords(rule, judged)),
        (rule.places, lambda: {match.place for match in found.places[profile].matches}),
        (rule.localities, lambda: found.places[profile].localities),
    )
    return all(not wanted or not set(wanted).isdisjoint(present()) for wanted, present in conditions)


def _crowd(rule: AlertRule, around: Surroundings) -> tuple[str, ...] | None:
    """Return in words how much is reported, as far as the rule asks for it; None when it is too little."""
    if around.newsrooms < rule.newsrooms:
        return None
    told = (_("%(number)d outlets report it") % {"number": around.newsrooms},) if rule.newsrooms else ()
    if rule.burst is None:
        return told
    pace = around.pace(rule)
    if pace is None or pace.recent < max(rule.burst.least, rule.burst.times * pace.usual):
        return None
    words = {"number": pace.recent, "usual": Wording(language()).decimal(pace.usual), "days": rule.burst.days}
    return *told, _("%(number)d articles in 24 hours; %(usual)s a day in the %(days)d days before") % words


def _subs(judged: JudgedArticle) -> set[str]:
    return {sub for score in judged.assessment.topics.values() if score.on for sub in score.sub}


def _keywords(rule: AlertRule, judged: JudgedArticle) -> tuple[str, ...]:
    return found_keywords(rule.keywords, f"{judged.article.title} . {judged.article.text}")


def _because(rule: AlertRule, profile: str, judged: JudgedArticle, names: dict[str, Topic]) -> tuple[str, ...]:
    found = judged.assessment
    reasons = [_place_reason(profile, judged)]
    reasons += [_topic_reason(topic, judged, names) for topic in found.topics_on if _asked(rule, topic, judged)]
    if keywords := _keywords(rule, judged):
        reasons.append(_("contains the watched words %(phrases)s") % {"phrases": quote(keywords)})
    wording = Wording(language())
    has_role = bool(rule.roles) and found.role.label != "none"
    if has_role:
        reasons.append(_with_phrases(wording.role(found.role.label), found.role.evidence))
    if rule.tones:
        tone = _("tone %(tone)s") % {"tone": wording.tone(found.tone.label)}
        reasons.append(_with_phrases(tone, found.tone.evidence))
    if rule.bands:
        said = found.role.evidence if has_role else ()
        shown = [signal for signal in found.verification.signals if signal.kind != "spread" and signal.evidence]
        signals = [signal for signal in shown if signal.against or signal.evidence not in said]
        reasons += [_signal_reason(signal.evidence, signal.against) for signal in signals]
    return tuple(dict.fromkeys(reason for reason in reasons if reason))


def _asked(rule: AlertRule, topic: str, judged: JudgedArticle) -> bool:
    return topic in rule.topics or not set(rule.subs).isdisjoint(judged.assessment.topics[topic].sub)


def _place_reason(profile: str, judged: JudgedArticle) -> str:
    matches = judged.assessment.places[profile].matches
    return _("names %(phrases)s") % {"phrases": quote(match.text for match in matches)} if matches else ""


def _topic_reason(topic: str, judged: JudgedArticle, names: dict[str, Topic]) -> str:
    score = judged.assessment.topics[topic]
    known = names.get(topic)
    name = in_language(known.names if known else {}, topic)
    if known and score.sub:
        subs = [in_language(known.sub_names.get(sub, {}), sub) for sub in score.sub]
        name = f"{name} ({', '.join(subs)})"
    return _with_phrases(_("topic %(topic)s") % {"topic": name}, score.evidence)


def _signal_reason(evidence: str, against: str) -> str:
    reason = _with_phrases(_("to be checked"), [evidence])
    return _("%(reason)s against %(phrase)s") % {"reason": reason, "phrase": quote([against])} if against else reason


def _with_phrases(reason: str, phrases: Sequence[str]) -> str:
    return f"{reason}: {quote(phrases)}" if reason and phrases else reason
