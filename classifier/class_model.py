"""A trained choice between classes (tone, kind): words of the article and facts of the rules, weighed together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.features import Features
from classifier.model import Linear, linear


@dataclass(frozen=True, slots=True)
class ClassModel:
    """Weights of words for every class, and of facts: one row for each fact, one column for each class."""

    linear: Linear
    facts: NDArray[np.float32]

    def probabilities(self, seen: Features, facts: Sequence[float]) -> dict[str, float]:
        """Return the probability of every class."""
        scores = self.linear.scores(seen) + np.asarray(facts, dtype=np.float32) @ self.facts
        shares = np.exp(scores - scores.max())
        return dict(zip(self.linear.labels, map(float, shares / shares.sum()), strict=True))


def class_model(found: Mapping[str, Any]) -> ClassModel:
    """Return the model of a file's content."""
    return ClassModel(linear(found), found["facts"].astype(np.float32))
