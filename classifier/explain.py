"""Why an article is judged as it is: every share of a decision, down to the words; the shares sum to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from classifier import kinds, roles, tone
from classifier.class_model import ClassModel
from classifier.features import Features, bucket, grams
from classifier.judge import Evidence, Judge
from classifier.names import named, nameless
from classifier.text import Text
from classifier.topics import Keywords, by_keywords, facts, is_ruled, judge_topic, keywords
from core.judgement import TopicScore

Way = Literal["always", "never", "keywords", "model"]
SHOWN = 8  # words shown for a topic, the strongest first


@dataclass(frozen=True, slots=True)
class Reason:
    """How one topic was decided. For the way `model` the `shares` and the intercept sum to the log-odds.

    `words` are the words and pairs that weigh most in the share of that name, each with its part of it.
    """

    topic: str
    score: TopicScore
    way: Way
    found: Keywords
    shares: dict[str, float]
    intercept: float
    cut: float
    words: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ClassReason:
    """How tone, kind or role was chosen. `shares` sum to the log of how much likelier the label is than `against`.

    For the way `rules` the rules decide alone: no model spoke, or they set aside what it holds more likely.
    """

    part: str
    label: str
    way: Literal["model", "rules"]
    probabilities: dict[str, float]
    against: str
    shares: dict[str, float]
    words: tuple[tuple[str, float], ...]


def explain_topics(judge: Judge, title: str, text: str) -> list[Reason]:
    """Explain every topic of an article, in the order of the file."""
    evidence = judge.evidence(title, text)
    places = judge.judge(title, text).places.values()
    linked, model = evidence.linked(places), judge.models.topics
    found = keywords(judge.topics, evidence.topics, model.known if model else {})
    seen = evidence.seen
    scores = model.scores(seen) if model and seen else {}
    reasons = []
    for topic in judge.topics:
        one, words = found[topic.id], scores.get(topic.id)
        weighing = model.weighings.get(topic.id) if model else None
        score = judge_topic(topic, one, linked, words, weighing)
        if one.never or one.always:
            reasons.append(_plain(topic.id, score, "never" if one.never else "always", one, 0.0))
        elif model is None or seen is None or words is None or weighing is None or is_ruled(topic, one, linked):
            reasons.append(_plain(topic.id, by_keywords(topic, one, linked), "keywords", one, topic.threshold))
        else:
            shares = weighing.shares(facts(one, linked, words))
            column = model.linear.labels.index(topic.id)
            weighed = _telling(evidence, named, seen, weighing.weights[0] * model.linear.weights[:, column])
            reasons.append(Reason(topic.id, score, "model", one, shares, weighing.intercept, weighing.cut, weighed))
    return reasons


def explain_classes(judge: Judge, title: str, text: str) -> list[ClassReason]:
    """Explain the kind, the tone and the role of an article."""
    evidence, found, models = judge.evidence(title, text), judge.judge(title, text), judge.models
    return [
        _chosen("kind", found.kind, models.kind, evidence, dict(zip(kinds.FACTS, evidence.kind.facts, strict=True))),
        _chosen(
            "tone", found.tone.label, models.tone, evidence, dict(zip(tone.FACTS, evidence.tone.facts, strict=True))
        ),
        _chosen(
            "role", found.role.label, models.role, evidence, dict(zip(roles.FACTS, evidence.role.facts, strict=True))
        ),
    ]


def _chosen(
    part: str, label: str, model: ClassModel | None, evidence: Evidence, weighed: Mapping[str, float]
) -> ClassReason:
    seen, see = (evidence.nameless, nameless) if part == "role" else (evidence.seen, named)
    if model is None or seen is None:
        return ClassReason(part, label, "rules", {}, "", {}, ())
    chances = model.probabilities(seen, tuple(weighed.values()))
    against = max((one for one in chances if one != label), key=chances.__getitem__)
    labels = model.linear.labels
    mine, other = labels.index(label), labels.index(against)
    difference = model.linear.weights[:, mine] - model.linear.weights[:, other]
    shares = {
        "start": float(model.linear.intercepts[mine] - model.linear.intercepts[other]),
        "words": float(difference[seen.buckets].sum()) * seen.weight,
    }
    for number, (name, value) in enumerate(weighed.items()):
        if value:
            shares[name] = value * float(model.facts[number, mine] - model.facts[number, other])
    way: Literal["model", "rules"] = "model" if chances[label] >= chances[against] else "rules"
    return ClassReason(part, label, way, chances, against, shares, _telling(evidence, see, seen, difference))


def _plain(topic: str, score: TopicScore, way: Way, found: Keywords, cut: float) -> Reason:
    return Reason(topic, score, way, found, {}, 0.0, cut, ())


def _telling(
    evidence: Evidence, see: Callable[[Text], str], seen: Features, weights: NDArray[np.float32]
) -> tuple[tuple[str, float], ...]:
    """Return the words and pairs that add most to a score, up or down; one for each bucket."""
    shares: dict[int, tuple[str, float]] = {}
    for gram in grams(*(see(field.text) for field in evidence.topics)):
        place = bucket(gram)
        if place not in shares:
            shares[place] = (gram.removeprefix("^"), float(weights[place]) * seen.weight)
    kept: dict[str, float] = {}
    for gram, share in shares.values():
        kept[gram] = kept.get(gram, 0.0) + share
    return tuple(sorted(kept.items(), key=lambda pair: -abs(pair[1]))[:SHOWN])
