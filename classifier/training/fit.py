"""Fitting with scikit-learn: a matrix of hashed features, logistic regressions, thresholds. Nothing else uses it."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from classifier.features import BUCKETS, features
from classifier.model import Linear
from classifier.text import read

Floats = NDArray[np.float64]
Ints = NDArray[np.int_]
Rows: TypeAlias = csr_matrix
FACT_SCALE = 0.5  # facts beside words of length 1 times their rarity


def matrix(articles: Iterable[tuple[str, str]]) -> Rows:
    """Return the features of (title, text) pairs, one row each."""
    rows = [features(read(title), read(text)) for title, text in articles]
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


class Choice:
    """A multinomial logistic regression over words and facts."""

    def __init__(self, classes: Sequence[str], rarity_of: Floats, strength: float = 3.0) -> None:
        self._classes, self._rarity, self._strength = tuple(classes), rarity_of, strength

    def fit(self, seen: Rows, facts: Floats, truth: Ints, weight: Floats) -> "Choice":
        """Fit to rows and their classes."""
        model = LogisticRegression(C=self._strength, max_iter=400)
        self._fitted = model.fit(self._joined(seen, facts), truth, sample_weight=weight)
        return self

    def probabilities(self, seen: Rows, facts: Floats) -> Floats:
        """Return the probability of every class for every row; 0 for a class that no row taught."""
        shares = np.zeros((seen.shape[0], len(self._classes)))
        shares[:, self._fitted.classes_] = self._fitted.predict_proba(self._joined(seen, facts))
        return shares

    def content(self) -> dict[str, Any]:
        """Return the model as plain arrays; every class must have been taught."""
        weights, words = self._fitted.coef_.T, len(self._rarity)
        return {
            "labels": list(self._classes),
            "weights": (weights[:words] * self._rarity[:, None]).astype(np.float16),
            "intercepts": self._fitted.intercept_.astype(np.float32),
            "facts": (weights[words:] * FACT_SCALE).astype(np.float32),
        }

    def _joined(self, seen: Rows, facts: Floats) -> Rows:
        return hstack([seen @ diags(self._rarity), csr_matrix(facts * FACT_SCALE)]).tocsr()
