"""Why a topic is on or off: every share of the decision, down to the words of the article; the shares sum to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from classifier.features import Features, bucket, grams
from classifier.judge import Judge
from classifier.topic_model import TopicModel
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
            telling = _telling(model, seen, topic.id, [field.text.lower for field in evidence.topics])
            weighed = tuple((gram, share * weighing.weights[0]) for gram, share in telling)
            reasons.append(Reason(topic.id, score, "model", one, shares, weighing.intercept, weighing.cut, weighed))
    return reasons


def _plain(topic: str, score: TopicScore, way: Way, found: Keywords, cut: float) -> Reason:
    return Reason(topic, score, way, found, {}, 0.0, cut, ())


def _telling(model: TopicModel, seen: Features, topic: str, fields: Sequence[str]) -> list[tuple[str, float]]:
    """Return the words and pairs that add most to the log-odds, up or down; one for each bucket."""
    label = model.linear.labels.index(topic)
    shares: dict[int, tuple[str, float]] = {}
    for gram in grams(*fields):
        place = bucket(gram)
        if place not in shares:
            shares[place] = (gram.removeprefix("^"), model.linear.share(seen, place, label))
    best = sorted(shares.values(), key=lambda pair: -abs(pair[1]))
    kept: dict[str, float] = {}
    for gram, share in best:
        kept[gram] = kept.get(gram, 0.0) + share
    return sorted(kept.items(), key=lambda pair: -abs(pair[1]))[:SHOWN]
