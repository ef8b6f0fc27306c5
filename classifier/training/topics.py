"""The topic model: labelled articles, cross-validation in which nothing is chosen on the articles judged, final fit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from classifier.judge import Judge
from classifier.topic_model import Facts, Weighing, term_key
from classifier.topics import Keywords, Links, facts, judge_topic, keywords
from classifier.training.corpus import FOLDS, fold_of, group_of, title_key
from classifier.training.fit import Floats, Rows, Words, best_cut, bundle, matrix, weigh
from core.settings import Topic

CORE = ("borders", "seas_islands", "human_rights")
TOPICS = (*CORE, "integration", "promotion", "shortcomings")
PRECISION = 0.8  # the cut keeps it where it is chosen: one alert in five may be for nothing
INNER = 5  # folds inside a training set, by which the words speak about articles they were not fitted to
STRENGTH = 15.0  # inverse regularisation of the words
# A reader's "border" teaches the words a little of both, mostly that the article is not plainly about the topic.
DOUBT = {1: 0.1, 0: 0.5}

Label = Literal["yes", "no", "border", ""]  # "" = not judged


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled article. A `measured` one is judged by the figures; the others are only learned from."""

    id: str
    title: str
    text: str
    labels: Mapping[str, str]
    measured: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer about one article and topic from a model that had not seen the article or a copy of it."""

    id: str
    topic: str
    truth: bool
    probability: float
    on: bool


class Ground:
    """Labelled articles as numbers: features of the words, facts of the keywords, folds that keep copies together."""

    def __init__(self, examples: Sequence[Example], judge: Judge, rarity: Floats) -> None:
        self.examples = tuple(examples)
        self.seen: Rows = matrix((one.title, one.text) for one in examples)
        self.found = [_found(judge, one) for one in examples]
        self.folds = np.array([fold_of(group_of(one.title, one.text)) for one in examples])
        self.rarity = rarity
        self.topics: Mapping[str, Topic] = {topic.id: topic for topic in judge.topics}

    def truth(self, topic: str) -> NDArray[np.int_]:
        """Return 1 for yes, 0 for no, -1 for border and for what was not judged.

        A home topic is not learned from an article about other countries only, which a wider guide may call yes.
        """
        truth = np.array([{"yes": 1, "no": 0}.get(one.labels.get(topic, ""), -1) for one in self.examples])
        if self.topics[topic].needs_home:
            learned = np.array([not one.measured for one in self.examples])
            abroad = np.array([linked.abroad for _keywords, linked in self.found])
            truth[learned & abroad & (truth == 1)] = -1
        return truth

    def border(self, topic: str) -> NDArray[np.bool_]:
        """Tell which articles their reader found borderline."""
        return np.array([one.labels.get(topic) == "border" for one in self.examples])

    def facts(self, topic: str, rows: Sequence[int] | NDArray[np.int_], words: Floats) -> Floats:
        """Return the facts of some articles, the log-odds of their words given."""
        table: list[Facts] = []
        for row, score in zip(rows, words, strict=True):
            found, linked = self.found[int(row)]
            table.append(facts(found[topic], linked, float(score)))
        return np.array(table)

    def words(self, topic: str, rows: NDArray[np.int_]) -> Words:
        """Fit the words of a topic to some articles and to the borderline ones of their folds."""
        border = np.flatnonzero(self.border(topic) & np.isin(self.folds, self.folds[rows]))
        order = np.concatenate([rows, *(border for _label in DOUBT)])
        truth = np.concatenate([self.truth(topic)[rows], *(np.full(len(border), label) for label in DOUBT)])
        weight = np.concatenate([np.ones(len(rows)), *(np.full(len(border), one) for one in DOUBT.values())])
        return Words(self.rarity, STRENGTH).fit(self.seen[order], truth, weight)

    def weighing(self, topic: str, rows: NDArray[np.int_]) -> Weighing:
        """Fit how words and keywords are weighed and the cut, on scores of words that had not seen the article."""
        truth, inner = self.truth(topic), np.zeros(len(rows))
        for part in range(INNER):
            held = self.folds[rows] % INNER == part
            if held.any():
                inner[held] = self.words(topic, rows[~held]).scores(self.seen[rows[held]])
        table = self.facts(topic, rows, inner)
        weights, intercept, probabilities = weigh(table, truth[rows])
        return Weighing(weights, intercept, best_cut(probabilities, truth[rows] == 1, PRECISION))


def cross_validate(ground: Ground, topic: str) -> list[Judged]:
    """Judge every measured article by a model fitted without its fold: words, weighing and cut."""
    truth = ground.truth(topic)
    measured = np.array([one.measured for one in ground.examples])
    answers: list[Judged] = []
    for fold in range(FOLDS):
        held = np.flatnonzero((ground.folds == fold) & measured & (truth >= 0))
        rows = np.flatnonzero((ground.folds != fold) & (truth >= 0))
        if not len(held):
            continue
        weighing = ground.weighing(topic, rows)
        scores = ground.words(topic, rows).scores(ground.seen[held])
        for row, words in zip(map(int, held), map(float, scores), strict=True):
            found, linked = ground.found[row]
            score = judge_topic(ground.topics[topic], found[topic], linked, words, weighing)
            answers.append(Judged(ground.examples[row].id, topic, bool(truth[row]), score.score, score.on))
    return answers


def fit(ground: Ground, topics: Sequence[str] = TOPICS) -> dict[str, Any]:
    """Fit every topic to all labelled articles; the content of the model file."""
    columns, weighings = {}, {}
    for topic in topics:
        rows = np.flatnonzero(ground.truth(topic) >= 0)
        columns[topic] = ground.words(topic, rows).column
        weighing = ground.weighing(topic, rows)
        weighings[topic] = {"weights": list(weighing.weights), "intercept": weighing.intercept, "cut": weighing.cut}
    model = bundle(columns)
    return {
        "labels": list(model.labels),
        "weights": model.weights.astype(np.float16),
        "intercepts": model.intercepts,
        "weighings": weighings,
        "rarity": ground.rarity.astype(np.float16),
        "known": {topic.id: sorted(_terms(topic)) for topic in ground.topics.values() if topic.id in topics},
    }


def apart(examples: Sequence[Example]) -> list[Example]:
    """Drop what is only learned from when it is a copy of a measured article, or bears its headline."""
    measured = [one for one in examples if one.measured]
    groups = {group_of(one.title, one.text) for one in measured}
    titles = {title_key(one.title) for one in measured if one.title}
    return [
        one
        for one in examples
        if one.measured or (group_of(one.title, one.text) not in groups and title_key(one.title) not in titles)
    ]


def _found(judge: Judge, one: Example) -> tuple[dict[str, Keywords], Links]:
    evidence = judge.evidence(one.title, one.text)
    known = {topic.id: frozenset(_terms(topic)) for topic in judge.topics}
    return keywords(judge.topics, evidence.topics, known), evidence.linked()


def _terms(topic: Topic) -> set[str]:
    return {term_key(term.text) for term in (*topic.strong, *topic.weak)}
