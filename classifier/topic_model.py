"""The trained part of the topic decision: words of the article and keywords weighed together, each share shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from operator import mul
from typing import NamedTuple

from classifier.features import Features
from classifier.model import Linear, linear, sigmoid
from core.text import fold


class Facts(NamedTuple):
    """What is weighed for one topic, in this order; each is bounded so that no single kind of evidence runs away."""

    words: float  # log-odds of the words of the article
    keywords: float  # weight of the keywords that count, at most 3, when the article is linked to Viet Nam
    elsewhere: float  # the same when it is not
    in_title: float  # of them in the title, at most 2
    unvouched: float  # weight of weak keywords that do not count, at most 2
    against: float  # words that speak against the topic, at most 3
    home: float  # 1 when the article names Viet Nam or what is in it
    abroad: float  # 1 when it names other countries only


FACTS = Facts._fields


@dataclass(frozen=True, slots=True)
class Weighing:
    """The weights of the facts of one topic, and the probability from which it is on."""

    weights: tuple[float, ...]
    intercept: float
    cut: float

    def shares(self, facts: Facts) -> dict[str, float]:
        """Return what each fact adds to the log-odds; with the intercept they sum to the whole."""
        return {name: weight * fact for name, weight, fact in zip(FACTS, self.weights, facts, strict=True)}

    def probability(self, facts: Facts) -> float:
        """Return the probability that the article is about the topic."""
        return sigmoid(self.intercept + sum(map(mul, self.weights, facts)))


@dataclass(frozen=True, slots=True)
class TopicModel:
    """Weights of words, how they are weighed against keywords, and the keywords that the training knew."""

    linear: Linear
    weighings: Mapping[str, Weighing]
    known: Mapping[str, frozenset[str]]

    def scores(self, features: Features) -> dict[str, float]:
        """Return the log-odds of the words for every topic of the model."""
        return dict(zip(self.linear.labels, map(float, self.linear.scores(features)), strict=True))


@cache
def term_key(text: str) -> str:
    """Return the sign by which a model knows a keyword again without holding it."""
    return sha256(fold(text).encode()).hexdigest()[:12]


def topic_model(found: Mapping[str, object]) -> TopicModel:
    """Return the model of a file's content."""
    weighings: Mapping[str, Mapping[str, object]] = found["weighings"]  # type: ignore[assignment]
    known: Mapping[str, list[str]] = found["known"]  # type: ignore[assignment]
    return TopicModel(
        linear(found),
        {topic: Weighing(tuple(row["weights"]), row["intercept"], row["cut"]) for topic, row in weighings.items()},  # type: ignore[arg-type]
        {topic: frozenset(keys) for topic, keys in known.items()},
    )
