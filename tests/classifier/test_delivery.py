"""The delivered models and what stands beside them: their predictions, and the training that makes them."""

import csv

import numpy as np
import pytest

from classifier.judge import Judge, trained
from classifier.model import FOLDER, manifest
from classifier.training import classes
from classifier.training.corpus import digest, read_labels
from classifier.training.examples import Texts
from classifier.training.train import FROZEN, by_chance, class_examples, predictions, space_of
from diembao.settings import defaults

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def texts(shared):
    return Texts.of(shared)


@pytest.fixture(scope="module")
def frozen():
    with (FOLDER / "predictions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_delivered_models_say_what_is_written_beside_them(texts, frozen):
    judge = Judge(*defaults(["tay-ninh"]), models=trained())
    assert predictions(judge, by_chance(texts.items)[:FROZEN]) == frozen


def test_the_manifest_names_the_articles_that_were_learned_from(texts):
    assert manifest()["data"] == digest(texts.items)


def test_articles_drawn_to_measure_are_not_learned_from():
    learned = {row["id"] for row in read_labels("topics")}
    assert not learned & {row["id"] for row in read_labels("random")}


def test_two_trainings_give_the_same_model(texts):
    thin = Texts(texts.items[:2000], texts.by_id)
    judge = Judge(*defaults(["tay-ninh"]))
    ground = classes.Ground(class_examples("tone", texts, judge), judge, "tone", space_of(thin))
    first, second = classes.fit(ground), classes.fit(ground)
    assert np.array_equal(first["weights"], second["weights"])
    assert np.array_equal(first["facts"], second["facts"])
