"""The whole training: labels and texts to the models of a delivery. Same data and settings give the same answers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from classifier.claims.support import NAME as CLAIMS
from classifier.class_model import class_model
from classifier.events import RARITY
from classifier.judge import Judge, Models
from classifier.topic_model import topic_model
from classifier.training import claims, classes, topics
from classifier.training.corpus import LABELS, Item, digest, group_of, read_labels, read_rows
from classifier.training.examples import Texts, topic_examples
from classifier.training.fit import Space, matrix
from classifier.training.vectors import vectors

WEAK = 2000  # articles of each kind whose address tells it
WEAK_NONE = 3000  # articles by chance that are taken to have no role
ROLE_CASES = LABELS / "role_cases.jsonl"
HELD_OUT = "held out"  # never learned from
FROZEN = 400  # articles whose predictions are kept beside the models, so that a change is seen


@dataclass(frozen=True, slots=True)
class Trained:
    """The models by name, what they were trained with, and their predictions on a fixed sample."""

    models: Mapping[str, Mapping[str, Any]]
    stamp: Mapping[str, object]
    predictions: Sequence[Mapping[str, object]]


def train(data: Path, judge: Judge, texts: Texts, today: date) -> Trained:
    """Fit every model; `judge` brings the shipped topics and decides by rules alone."""
    space = space_of(texts)
    ground = topics.Ground(topics.apart(topic_examples(texts, data)), judge, space.rarity)
    found: dict[str, Mapping[str, Any]] = {
        "topics": topics.fit(ground),
        RARITY: {RARITY: space.rarity.astype(np.float32)},
    }
    examples = {"topics": len(ground.examples)}
    for part in classes.PARTS:
        rows = [one for one in class_examples(part, texts, judge) if part != "role" or not one.measured]
        found[part] = classes.fit(classes.Ground(rows, judge, part, space))
        examples[part] = len(rows)
    labelled = claims.read_claims(data, "train")
    found[CLAIMS] = claims.content(claims.fit(labelled, claims.words_known(space)))
    examples[CLAIMS] = len(labelled)
    stamp = {
        "version": today.isoformat(),
        "examples": examples,
        "data": digest(texts.items),
        "labels": {part: digest(_label_items(part)) for part in ("topics", "tone", "kind", "roles")},
    }
    tone, kind, role = (class_model(found[part]) for part in ("tone", "kind", "role"))
    fitted = Judge(judge.profiles, judge.topics, models=Models(topic_model(found["topics"]), tone, kind, role))
    return Trained(found, stamp, predictions(fitted, by_chance(texts.items)[:FROZEN]))


def space_of(texts: Texts) -> Space:
    """Return how rare and how near every bucket is among all unlabelled articles."""
    articles = [(one.title, one.text) for one in texts.items]
    return Space.of(matrix(articles), vectors(articles))


def class_examples(part: str, texts: Texts, judge: Judge) -> list[classes.Example]:
    """Return the articles labelled by tone, kind or role; for kinds and roles also weakly labelled ones."""
    if part == "role":
        return [*_role_items(texts), *_role_cases(), *classes.weak_roles(_unread(texts), judge, WEAK_NONE)]
    rows = [
        classes.Example(row["id"], texts.by_id[row["id"]].title, texts.by_id[row["id"]].text, row[part])
        for row in _first_readings(part)
        if row["id"] in texts.by_id
    ]
    if part == "tone":
        return rows
    groups = {group_of(one.title, one.text) for one in rows}
    weak = [one for one in classes.weak_kinds(texts.items, WEAK) if group_of(one.title, one.text) not in groups]
    return rows + weak


def _unread(texts: Texts) -> list[Item]:
    """Return articles by chance that no person read for roles or measured anything with, nor a copy of one."""
    read = {row["id"] for name in ("roles", "parity", "random") for row in read_labels(name)}
    groups = {group_of(one.title, one.text) for one in texts.items if one.id in read}
    return [one for one in by_chance(texts.items) if group_of(one.title, one.text) not in groups]


def _role_items(texts: Texts) -> Iterator[classes.Example]:
    for row in read_labels("roles"):
        if one := texts.by_id.get(row["id"]):
            yield classes.Example(one.id, one.title, one.text, row["role"], measured=row["use"] == HELD_OUT)


def _role_cases() -> Iterator[classes.Example]:
    for row in read_rows(ROLE_CASES, ("id", "title", "text", "role", "use")):
        yield classes.Example(row["id"], row["title"], row["text"], row["role"], measured=row["use"] == HELD_OUT)


def by_chance(items: Iterable[Item]) -> list[Item]:
    """Return articles in an order that only their ids decide: the first ones are a fixed random sample."""
    return sorted(items, key=lambda one: sha256(one.id.encode()).digest())


def predictions(judge: Judge, items: Iterable[Item]) -> list[dict[str, object]]:
    """Return what the models say of articles, at the precision that a change of meaning would show in."""
    rows: list[dict[str, object]] = []
    for one in items:
        found = judge.judge(one.title, one.text)
        scores = {topic: f"{score.score:.2f}" for topic, score in found.topics.items()}
        said = {"kind": found.kind, "tone": found.tone.label, "role": found.role.label}
        rows.append({"id": one.id, **said, **scores})
    return rows


def _first_readings(part: str) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name in (part, "topics", "tone") if part == "kind" else (part,):
        for row in read_labels(name):
            found.setdefault(row["id"], row)
    return list(found.values())


def _label_items(part: str) -> Iterable[Item]:
    return (Item(row["id"], str(sorted(row.items())), "") for row in read_labels(part))
