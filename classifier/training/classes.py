"""The models of tone, kind and role: a choice between classes from the words of an article and facts of the rules."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.judge import Evidence, Judge
from classifier.kinds import choose_kind
from classifier.names import named, nameless
from classifier.roles import ROLES, choose_role
from classifier.text import Text
from classifier.training.corpus import FOLDS, Item, fold_of, group_of
from classifier.training.fit import Choice, Space, matrix

TONES = ("neutral", "negative", "positive")
KINDS = ("news", "opinion", "advertorial", "table", "sport")


@dataclass(frozen=True, slots=True)
class Part:
    """What is chosen between, what is weighed beside words, and how a choice is made of the probabilities."""

    classes: tuple[str, ...]
    facts: Callable[[Evidence], tuple[float, ...]]
    choose: Callable[[Evidence, Mapping[str, float]], str]
    strength: float  # inverse regularisation
    pull: float  # weight of the mean vector of the words
    see: Callable[[Text], str] = named  # what is seen of a text

    def fresh(self, space: Space) -> Choice:
        """Return a choice that was taught nothing yet."""
        return Choice(self.classes, space, self.strength, self.pull)


def _most_probable(_found: Evidence, shares: Mapping[str, float]) -> str:
    return max(TONES, key=shares.__getitem__)


def _role(found: Evidence, shares: Mapping[str, float]) -> str:
    return choose_role(found.role, "news", shares)


PARTS = {
    "tone": Part(TONES, lambda found: found.tone.facts, _most_probable, 0.5, 0.2),
    "kind": Part(KINDS, lambda found: found.kind.facts, lambda found, by: choose_kind(found.kind, by), 10.0, 0.4),
    "role": Part(ROLES, lambda found: found.role.facts, _role, 15.0, 0.5, nameless),
}

# Sections and houses whose addresses tell the kind of what they publish: weak labels, never a feature.
_SECTIONS = {
    "sport": ("/the-thao/", "/bong-da", "bongda", "thethao", "webthethao"),
    "opinion": ("/goc-nhin", "/y-kien", "/blog", "/dien-dan/", "/binh-luan", "/tam-su", "/ban-doc/"),
    "advertorial": ("/thong-tin-doanh-nghiep", "/quang-cao", "/can-biet", "/mua-sam", "/tin-doanh-nghiep"),
}
WEAK_WEIGHT = 0.1  # of a weak label beside one that a person read
WEAK_ROLE = 0.05  # of an article taken to have no role
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


class Ground:
    """Articles of known class as numbers, in folds that keep copies together."""

    def __init__(self, examples: Sequence[Example], judge: Judge, part: str, space: Space) -> None:
        self.examples, self.part, self.space = tuple(examples), PARTS[part], space
        self.seen = matrix(((one.title, one.text) for one in examples), self.part.see)
        self.found = [judge.evidence(one.title, one.text) for one in examples]
        self.facts = np.array([self.part.facts(one) for one in self.found])
        self.folds = np.array([fold_of(group_of(one.title, one.text)) for one in examples])
        self.truth = np.array([self.part.classes.index(one.label) for one in examples])
        self.weight = np.array([one.weight for one in examples])
        self.measured = np.array([one.measured for one in examples])

    def choice(self, rows: NDArray[np.int_]) -> Choice:
        """Fit to some of the articles."""
        fresh = self.part.fresh(self.space)
        return fresh.fit(self.seen[rows], self.facts[rows], self.truth[rows], self.weight[rows])

    def judged(self, rows: NDArray[np.int_], choice: Choice) -> list[Judged]:
        """Judge some of the articles by a choice that was not fitted to them."""
        shares = choice.probabilities(self.seen[rows], self.facts[rows])
        answers: list[Judged] = []
        for row, share in zip(map(int, rows), shares, strict=True):
            by = dict(zip(self.part.classes, map(float, share), strict=True))
            label = self.part.choose(self.found[row], by)
            answers.append(Judged(self.examples[row].id, self.examples[row].label, label, by[label]))
        return answers


def cross_validate(ground: Ground) -> list[Judged]:
    """Judge every measured article by a model fitted without its fold."""
    answers: list[Judged] = []
    for fold in range(FOLDS):
        held = np.flatnonzero((ground.folds == fold) & ground.measured)
        if len(held):
            answers += ground.judged(held, ground.choice(np.flatnonzero(ground.folds != fold)))
    return answers


def hold_out(ground: Ground) -> list[Judged]:
    """Judge every measured article by a model fitted to the others."""
    choice = ground.choice(np.flatnonzero(~ground.measured))
    return ground.judged(np.flatnonzero(ground.measured), choice)


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


def weak_roles(items: Iterable[Item], judge: Judge, most: int) -> list[Example]:
    """Return the first articles in which the grammar finds no role: of the press as it comes nearly none has one."""
    plain = (
        one
        for one in items
        if (found := judge.evidence(one.title, one.text)).nameless and not (found.role.findings or found.role.carried)
    )
    return [
        Example(one.id, one.title, one.text, "none", measured=False, weight=WEAK_ROLE) for one in islice(plain, most)
    ]


def _weak_kind(one: Item) -> str:
    title = one.title.lower()
    if any(word in title for word in _TABLE_WORDS):
        return ""  # a listing in a section of sport
    path = one.url.lower().partition("//")[2]
    return next((kind for kind, signs in _SECTIONS.items() if any(sign in path for sign in signs)), "")
