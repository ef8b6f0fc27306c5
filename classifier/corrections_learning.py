"""Learning from corrections: the delivered weights of words, moved a little towards what officers said.

The maximum a posteriori estimate: logistic loss over the corrected articles, and a quadratic pull to the delivered
weights, so that few corrections change little. Weights of facts, the weighing of topics, intercepts and cuts stay. The
best weights are the delivered ones plus a mix of the corrected articles, so that only one number for each article and
class is looked for, by steps down the gradient; the same corrections always give the same weights.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.class_model import ClassModel
from classifier.features import BUCKETS, Features
from classifier.judge import Evidence, Judge
from classifier.topics import facts, keywords
from core.corrections import YES, CorrectedField, Correction
from core.judgement import Relevance

Floats = NDArray[np.float64]
Contents = Mapping[str, Mapping[str, Any]]

PULL = 10.0  # how strongly the delivered weights are held on to; the training itself pulls to 0 with 0.1 to 2
STEPS = 5000  # at most, down the gradient
SMALL = 1e-8  # a step after which nothing more is gained


@dataclass(frozen=True, slots=True)
class Lesson:
    """A correction as the models see it: words, the scores they give now, and 1 for what the person said, else 0."""

    correction: Correction
    seen: Features
    scores: tuple[float, ...]
    truth: tuple[float, ...]


def lesson(judge: Judge, correction: Correction, title: str, text: str) -> Lesson | None:
    """Return what an article teaches, None where the models may not speak: another language, a topic without a model.

    `judge` judges by the delivered models.
    """
    found = judge.evidence(title, text)
    if found.seen is None or not found.seen.buckets.size:
        return None
    if correction.field == "topic":
        places = judge.judge(title, text).places.values()
        return _topic_lesson(judge, correction, found, found.seen, places)
    model = _class_model(judge, correction.field)
    if model is None:
        return None
    weighed = {"tone": found.tone.facts, "kind": found.kind.facts, "role": found.role.facts}[correction.field]
    seen = found.nameless if correction.field == "role" and found.nameless else found.seen
    scores = model.linear.scores(seen) + np.asarray(weighed, dtype=np.float32) @ model.facts
    truth = tuple(float(label == correction.value) for label in model.linear.labels)
    return Lesson(correction, seen, tuple(map(float, scores)), truth)


def digest(corrections: Iterable[tuple[Correction, str, str]]) -> str:
    """Return the SHA-256 of what is learned from: each correction with the title and text of its article."""
    state = sha256()
    for one, title, text in corrections:
        state.update(f"{one.article_id}\0{one.key}\0{one.value}\0{title}\0{text}\0".encode(errors="surrogatepass"))
    return state.hexdigest()


def learned(contents: Contents, lessons: Sequence[Lesson], pull: float = PULL) -> Contents:
    """Return the contents of the models after these lessons; what no lesson speaks of stays as it is."""
    rarity = np.asarray(contents["topics"]["rarity"], dtype=np.float64)
    made = dict(contents)
    for part in contents:
        mine = [one for one in lessons if _part(one.correction) == part]
        if part == "topics":
            made[part] = _taught_topics(contents[part], mine, rarity, pull)
        elif mine:
            moved = _moved(mine, rarity, _softmax, pull)
            made[part] = {**contents[part], "weights": _added(contents[part]["weights"], moved)}
    return made


def _topic_lesson(
    judge: Judge, correction: Correction, found: Evidence, seen: Features, places: Iterable[Relevance]
) -> Lesson | None:
    model, topic = judge.models.topics, correction.topic
    if model is None or topic not in model.weighings or topic not in {one.id for one in judge.topics}:
        return None
    said = keywords(judge.topics, found.topics, model.known)[topic]
    weighing = model.weighings[topic]
    weighed = facts(said, found.linked(places), model.scores(seen)[topic])
    score = weighing.intercept + sum(weighing.shares(weighed).values())
    return Lesson(correction, seen, (score,), (float(correction.value == YES),))


def _class_model(judge: Judge, field: CorrectedField) -> ClassModel | None:
    return {"tone": judge.models.tone, "kind": judge.models.kind, "role": judge.models.role}.get(field)


def _part(correction: Correction) -> str:
    return "topics" if correction.field == "topic" else correction.field


def _taught_topics(
    content: Mapping[str, Any], lessons: Sequence[Lesson], rarity: Floats, pull: float
) -> Mapping[str, Any]:
    weights = content["weights"]
    for column, topic in enumerate(content["labels"]):
        mine = [one for one in lessons if one.correction.topic == topic]
        if mine:
            steepness = float(content["weighings"][topic]["weights"][0])
            added = np.zeros((BUCKETS, len(content["labels"])))
            added[:, [column]] = _moved(mine, rarity, _logistic, pull, steepness)
            weights = _added(weights, added)
    return {**content, "weights": weights}


def _added(weights: NDArray[Any], moved: Floats) -> NDArray[Any]:
    """Return weights with what was learned, at the precision at which they are stored."""
    return (weights.astype(np.float64) + moved).astype(weights.dtype)


def _moved(
    lessons: Sequence[Lesson], rarity: Floats, likely: Callable[[Floats], Floats], pull: float, steepness: float = 1.0
) -> Floats:
    """Return what is added to the weights of the buckets, one column for each class."""
    before = np.array([one.scores for one in lessons])
    truth = np.array([one.truth for one in lessons])
    alike = _alike([one.seen for one in lessons], rarity) * steepness
    step = 1 / (pull + steepness * float(alike.sum(axis=1).max()) / 2)
    mix = np.zeros_like(before)
    for _turn in range(STEPS):
        change = step * (steepness * (likely(before + alike @ mix) - truth) + pull * mix)
        mix -= change
        if float(np.abs(change).max()) < SMALL:
            break
    moved = np.zeros((BUCKETS, before.shape[1]))
    for one, share in zip(lessons, mix, strict=True):
        moved[one.seen.buckets] += np.outer(one.seen.weight * rarity[one.seen.buckets] ** 2, share)
    return moved


def _alike(seen: Sequence[Features], rarity: Floats) -> Floats:
    """Return how much of their words each two articles share, the rare words counting more, as in the training."""
    alike = np.zeros((len(seen), len(seen)))
    starts = np.cumsum([0, *(len(one.buckets) for one in seen[:-1])])
    buckets = np.concatenate([one.buckets for one in seen])
    filled = np.concatenate([one.weight * rarity[one.buckets] for one in seen])
    for row, one in enumerate(seen):
        mine = np.zeros(BUCKETS)
        mine[one.buckets] = one.weight * rarity[one.buckets]
        alike[row] = np.add.reduceat(mine[buckets] * filled, starts)
    return alike


def _logistic(scores: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-np.clip(scores, -30, 30)))
    return found


def _softmax(scores: Floats) -> Floats:
    shares = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Floats = shares / shares.sum(axis=1, keepdims=True)
    return found
