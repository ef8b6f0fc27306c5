"""Roles on cases and items that nothing was learned from: whether the delivered model keeps its figures."""

import pytest

from classifier.judge import Judge, trained
from classifier.training.corpus import group_of, read_labels, read_rows
from classifier.training.examples import Texts
from classifier.training.metrics import by_class, macro_f1
from classifier.training.train import HELD_OUT, ROLE_CASES
from diembao.settings import defaults

FIELDS = ("id", "title", "text", "role", "use")
ANSWERED = ("debunk", "sanction")


@pytest.fixture(scope="module")
def shipped():
    return Judge(*defaults(["tay-ninh"]), models=trained())


def answers(judge, rows):
    """Return the roles a person read and those the judge says."""
    return [row["role"] for row in rows], [judge.judge(row["title"], row["text"]).role.label for row in rows]


@pytest.fixture(scope="module")
def cases(shipped):
    return answers(shipped, [row for row in read_rows(ROLE_CASES, FIELDS) if row["use"] == HELD_OUT])


@pytest.fixture(scope="module")
def items(shipped, shared):
    known = Texts.of(shared).by_id
    rows = [row for row in read_labels("roles") if row["use"] == HELD_OUT and row["id"] in known]
    return answers(shipped, [{**row, "title": known[row["id"]].title, "text": known[row["id"]].text} for row in rows])


def test_floor_of_the_cases(cases):
    assert len(cases[0]) >= 180
    assert macro_f1(*cases) >= 0.78


def test_no_carrier_among_the_debunks_and_sanctions_of_the_cases(cases):
    assert not [answer for truth, answer in zip(*cases, strict=True) if truth in ANSWERED and answer == "carrier"]


@pytest.mark.shared
def test_floor_of_the_items(items):
    assert len(items[0]) >= 160
    assert macro_f1(*items) >= 0.40


@pytest.mark.shared
def test_no_carrier_among_the_debunks_and_sanctions_of_the_items(items):
    assert not [answer for truth, answer in zip(*items, strict=True) if truth in ANSWERED and answer == "carrier"]


def test_recall_of_carriers(cases):
    assert by_class(*cases)["carrier"].recall >= 0.55


def test_what_is_learned_is_no_copy_of_what_is_held_out():
    rows = list(read_rows(ROLE_CASES, FIELDS))
    groups = {
        use: {group_of(row["title"], row["text"]) for row in rows if row["use"] == use} for use in ("learned", HELD_OUT)
    }
    assert not groups["learned"] & groups[HELD_OUT]
