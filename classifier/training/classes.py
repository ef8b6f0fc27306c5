"""The models of tone and kind: a choice between classes from the words of an article and the facts of the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from classifier.judge import Evidence, Judge
from classifier.training.corpus import FOLDS, Item, fold_of, group_of
from classifier.training.fit import Choice, Floats, matrix

TONES = ("neutral", "negative", "positive")
KINDS = ("news", "opinion", "advertorial", "table", "sport")

# Sections and houses whose addresses tell the kind of what they publish: weak labels, never a feature.
_SECTIONS = {
    "sport": ("/the-thao/", "/bong-da", "bongda", "thethao", "webthethao"),
    "opinion": ("/goc-nhin", "/y-kien", "/blog", "/dien-dan/", "/binh-luan", "/tam-su", "/ban-doc/"),
    "advertorial": ("/thong-tin-doanh-nghiep", "/quang-cao", "/can-biet", "/mua-sam", "/tin-doanh-nghiep"),
}
WEAK_WEIGHT = 0.1  # of a weak label beside one that a person read
_TABLE_WORDS = ("xổ số", "xsmn", "xsmb", "xsmt", "kqxs", "dự báo thời tiết", "tử vi", "tỷ giá", "giá vàng")


@dataclass(frozen=True, slots=True)
class Example:
    """An article with its class. A `measured` one is judged by the figures; `weight` says how much it teaches."""

    id: str
    title: str
    text: str
    label: str
    measured: bool = True
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """The class a model gave an article that neither it nor a copy of it was fitted to."""

    id: str
    truth: str
    label: str
    probability: float


def tone_facts(found: Evidence) -> tuple[float, ...]:
    """Return what the tone model weighs beside words."""
    return found.tone.facts


def kind_facts(found: Evidence) -> tuple[float, ...]:
    """Return what the kind model weighs beside words."""
    return found.kind.facts


class Ground:
    """Articles of known class as numbers, in folds that keep copies together."""

    def __init__(self, examples: Sequence[Example], judge: Judge, part: str, rarity: Floats) -> None:
        facts_of = tone_facts if part == "tone" else kind_facts
        self.examples, self.classes = tuple(examples), TONES if part == "tone" else KINDS
        self.rarity = rarity
        self.seen = matrix((one.title, one.text) for one in examples)
        self.facts = np.array([facts_of(judge.evidence(one.title, one.text)) for one in examples])
        self.folds = np.array([fold_of(group_of(one.title, one.text)) for one in examples])
        self.truth = np.array([self.classes.index(one.label) for one in examples])
        self.weight = np.array([one.weight for one in examples])

    def choice(self, rows: Any) -> Choice:
        """Fit to some of the articles."""
        fitted = Choice(self.classes, self.rarity)
        return fitted.fit(self.seen[rows], self.facts[rows], self.truth[rows], self.weight[rows])


def cross_validate(ground: Ground) -> list[Judged]:
    """Judge every measured article by a model fitted without its fold."""
    measured = np.array([one.measured for one in ground.examples])
    answers: list[Judged] = []
    for fold in range(FOLDS):
        held = np.flatnonzero((ground.folds == fold) & measured)
        if not len(held):
            continue
        shares = ground.choice(ground.folds != fold).probabilities(ground.seen[held], ground.facts[held])
        for row, share in zip(held, shares, strict=True):
            one, best = ground.examples[int(row)], int(share.argmax())
            answers.append(Judged(one.id, one.label, ground.classes[best], float(share[best])))
    return answers


def fit(ground: Ground) -> Mapping[str, Any]:
    """Fit to all articles; the content of the model file."""
    return ground.choice(np.arange(len(ground.examples))).content()


def weak_kinds(items: Sequence[Item], most: int) -> list[Example]:
    """Return articles whose address tells their kind, at most so many of each, in the order of the data."""
    found: dict[str, list[Example]] = {kind: [] for kind in KINDS}
    for one in items:
        kind = _weak_kind(one)
        if kind and len(found[kind]) < most:
            found[kind].append(Example(one.id, one.title, one.text, kind, measured=False, weight=WEAK_WEIGHT))
    return [example for examples in found.values() for example in examples]


def _weak_kind(one: Item) -> str:
    title = one.title.lower()
    if any(word in title for word in _TABLE_WORDS):
        return ""  # a listing in a section of sport
    path = one.url.lower().partition("//")[2]
    return next((kind for kind, signs in _SECTIONS.items() if any(sign in path for sign in signs)), "")
