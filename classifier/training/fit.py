"""Fitting with scikit-learn: a matrix of hashed features, logistic regressions, thresholds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from classifier.claims.support import Trees
from classifier.claims.support import Words as PairWords
from classifier.features import BUCKETS, features
from classifier.model import Linear
from classifier.names import named
from classifier.text import Text, read

Floats = NDArray[np.float64]
Ints = NDArray[np.int_]
Rows: TypeAlias = csr_matrix
SPREAD = 5000  # articles by which the spread of mean vectors is known
FACT_SCALE = 0.5  # facts beside words of length 1 times their rarity


def matrix(articles: Iterable[tuple[str, str]], see: Callable[[Text], str] = named) -> Rows:
    """Return the features of (title, text) pairs, one row each; `see` says what is seen of a text."""
    rows = [features(see(read(title)), see(read(text))) for title, text in articles]
    ends = np.cumsum([0, *(len(row.buckets) for row in rows)])
    buckets = np.concatenate([row.buckets for row in rows]) if rows else np.zeros(0, dtype=np.int32)
    weights = np.concatenate([np.full(len(row.buckets), row.weight, dtype=np.float32) for row in rows])
    return csr_matrix((weights, buckets, ends), shape=(len(rows), BUCKETS))


def rarity(seen: Rows) -> Floats:
    """Return the inverse document frequency of every bucket (smoothed, as scikit-learn has it)."""
    filled = np.bincount(seen.indices, minlength=BUCKETS)
    return np.asarray(np.log((1 + seen.shape[0]) / (1 + filled)) + 1)


class Words:
    """A logistic regression over words, fitted to rows scaled by the rarity of their buckets."""

    def __init__(self, rarity_of: Floats, strength: float = 1.0) -> None:
        self._scale = diags(rarity_of)
        self._rarity = rarity_of
        self._strength = strength

    def fit(self, seen: Rows, truth: Sequence[int] | Ints, weight: Floats | None = None) -> "Words":
        """Fit to rows and their labels; the result depends on nothing but them."""
        model = LogisticRegression(C=self._strength, solver="liblinear", random_state=0, max_iter=300)
        self._fitted = model.fit(seen @ self._scale, np.asarray(truth), sample_weight=weight)
        return self

    @property
    def column(self) -> tuple[Floats, float]:
        """Weights of the buckets, the rarity folded in, and the intercept."""
        return self._fitted.coef_[0] * self._rarity, float(self._fitted.intercept_[0])

    def scores(self, seen: Rows) -> Floats:
        """Return the log-odds of every row."""
        return np.asarray(self._fitted.decision_function(seen @ self._scale))


def bundle(columns: dict[str, tuple[Floats, float]]) -> Linear:
    """Return fitted columns as one model, at the precision at which it is stored."""
    weights = np.stack([column for column, _intercept in columns.values()], axis=1).astype(np.float16)
    intercepts = np.array([intercept for _column, intercept in columns.values()], dtype=np.float32)
    return Linear(tuple(columns), weights.astype(np.float32), intercepts)


def best_cut(probabilities: Floats, truth: NDArray[np.bool_], floor: float = 0.0) -> float:
    """Return the probability with the highest F1 where precision keeps the floor: the middle of the gap around it."""
    order = np.argsort(-probabilities, kind="stable")
    right, found = np.cumsum(truth[order]), np.arange(1, len(order) + 1)
    quality = np.where(right >= floor * found, 2 * right / (found + truth.sum()), 0.0)
    at = int(quality.argmax())
    below = probabilities[order][at + 1] if at + 1 < len(order) else 0.0
    return float((probabilities[order][at] + below) / 2)


def weigh(table: Floats, truth: Ints) -> tuple[tuple[float, ...], float, Floats]:
    """Fit the weights of the facts of a topic: the weights, the intercept and the probability of every row."""
    model = LogisticRegression(C=1.0, max_iter=1000).fit(table, truth)
    weights = tuple(round(float(weight), 4) for weight in model.coef_[0])
    return weights, round(float(model.intercept_[0]), 4), np.asarray(model.predict_proba(table)[:, 1])


@dataclass(frozen=True, slots=True)
class Space:
    """How buckets are scaled, by their rarity, and drawn together, by their vectors (one row for each bucket)."""

    rarity: Floats
    vectors: NDArray[np.float32]

    @classmethod
    def of(cls, seen: Rows, vectors: NDArray[np.float32]) -> "Space":
        """Return the space of unlabelled articles; vectors are scaled so that those of articles spread by 1."""
        rare = rarity(seen)
        some = seen[:: max(1, seen.shape[0] // SPREAD)] @ diags(rare)
        return cls(rare, vectors / (float(np.std(some @ vectors)) or 1.0))

    def rows(self, seen: Rows, facts: Floats, pull: float) -> Rows:
        """Return articles as scaled buckets, mean vectors times `pull`, and facts."""
        words = seen @ diags(self.rarity)
        return hstack([words, csr_matrix(words @ self.vectors * pull), csr_matrix(facts * FACT_SCALE)]).tocsr()

    def parts(self, weights: Floats, pull: float) -> tuple[Floats, Floats]:
        """Return weights of such rows as weights of the buckets alone, vectors and rarity folded in, and of facts."""
        words, size = self.vectors.shape
        near = self.vectors @ weights[words : words + size] * pull
        return (weights[:words] + near) * self.rarity[:, None], weights[words + size :] * FACT_SCALE


class Choice:
    """A multinomial logistic regression over words, their vectors and facts."""

    def __init__(self, classes: Sequence[str], space: Space, strength: float, pull: float) -> None:
        self._classes, self._space, self._strength, self._pull = tuple(classes), space, strength, pull

    def fit(self, seen: Rows, facts: Floats, truth: Ints, weight: Floats) -> "Choice":
        """Fit to rows and their classes."""
        model = LogisticRegression(C=self._strength, max_iter=600)
        self._fitted = model.fit(self._space.rows(seen, facts, self._pull), truth, sample_weight=weight)
        return self

    def probabilities(self, seen: Rows, facts: Floats) -> Floats:
        """Return the probability of every class for every row; 0 for a class that no row taught."""
        shares = np.zeros((seen.shape[0], len(self._classes)))
        shares[:, self._fitted.classes_] = self._fitted.predict_proba(self._space.rows(seen, facts, self._pull))
        return shares

    def content(self) -> dict[str, Any]:
        """Return the model as plain arrays; every class must have been taught."""
        words, facts = self._space.parts(self._fitted.coef_.T, self._pull)
        return {
            "labels": list(self._classes),
            "weights": words.astype(np.float16),
            "intercepts": self._fitted.intercept_.astype(np.float32),
            "facts": facts.astype(np.float32),
        }


_TREES, _DEPTH = 250, 5
_MEASURED = 0.15  # measured values, spread to 1, beside difference words of length 1


def grow(table: Floats, truth: Ints) -> Trees:
    """Grow boosted trees over measured values; every class of the truth has one tree in each round."""
    model = GradientBoostingClassifier(
        n_estimators=_TREES,
        learning_rate=0.05,
        max_depth=_DEPTH,
        subsample=0.5,
        max_features=0.1,
        min_samples_leaf=10,
        random_state=0,
    ).fit(table, truth)
    grown = [_complete(tree.tree_, model.learning_rate) for each in model.estimators_ for tree in each]
    features, thresholds, leaves = (np.array(part) for part in zip(*grown, strict=True))
    return Trees(features, thresholds, leaves, np.log(np.bincount(truth) / len(truth)))


def _complete(tree: Any, rate: float) -> tuple[Ints, Floats, Floats]:
    """Return a tree as one in which every path is as long: a node that was a leaf leads to the left."""
    inner = 2**_DEPTH - 1
    features, thresholds = np.zeros(inner, dtype=np.int64), np.full(inner, np.inf)
    leaves, at = np.zeros(inner + 1), {0: 0}
    for place in range(2 * inner + 1):
        if place not in at:
            continue
        node = at[place]
        if place >= inner:
            leaves[place - inner] = tree.value[node].item() * rate
        elif tree.children_left[node] < 0:
            at[2 * place + 1] = node
        else:
            features[place], thresholds[place] = tree.feature[node], tree.threshold[node]
            at[2 * place + 1], at[2 * place + 2] = tree.children_left[node], tree.children_right[node]
    return features, thresholds, leaves


def weigh_differences(buckets: Sequence[NDArray[np.int32]], width: int, table: Floats, truth: Ints) -> PairWords:
    """Fit a logistic regression over difference words, those of two pairs at least, and measured values."""
    ends = np.cumsum([0, *map(len, buckets)])
    filled = np.concatenate([np.zeros(0, dtype=np.int32), *buckets])
    times = np.bincount(filled, minlength=width)
    rare = (np.log((1 + len(buckets)) / (1 + times)) + 1) * (times > 1)
    seen = csr_matrix((rare[filled], filled, ends), shape=(len(buckets), width))
    length = np.sqrt(np.asarray(seen.multiply(seen).sum(axis=1)).ravel())
    middle, spread = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-9)
    scaled = (table - middle) / spread * _MEASURED
    rows = hstack([diags(1 / np.maximum(length, 1e-9)) @ seen, csr_matrix(scaled)]).tocsr()
    model = LogisticRegression(C=1.0, max_iter=500).fit(rows, truth)
    measured = model.coef_.T[width:] * (_MEASURED / spread)[:, None]
    return PairWords(rare, model.coef_.T[:width], measured, model.intercept_ - middle @ measured)
