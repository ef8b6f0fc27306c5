"""Learning from corrections: exact where nothing is to be learned, the same every time, little from few."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier import corrections_learning
from classifier.corrections import VALUES
from classifier.corrections_learning import digest, learned, lesson
from classifier.guard import GuardCase, guard_cases, lost, right, values
from classifier.judge import MODELS, Judge, models_of, trained
from classifier.model import load
from core.corrections import Correction
from diembao.settings import defaults
from support.fakes import NOON

BORDER = (
    "Tây Ninh tuần tra đường biên, bảo vệ cột mốc",
    "Bộ đội biên phòng Tây Ninh tuần tra dọc biên giới với Campuchia.",
)
SCHOOL = ("Trường mới ở Tây Ninh đón học sinh", "Ngôi trường ở phường Tân Ninh có 20 phòng học, khai giảng sáng nay.")
ENGLISH = ("Tay Ninh opens a border gate", "The border gate was opened on Monday by the province and its neighbours.")


@pytest.fixture(scope="module")
def judge():
    return Judge(*defaults(["tay-ninh"]), models=trained())


@pytest.fixture(scope="module")
def contents():
    return {name: load(name) for name in MODELS}


def word(field, value, topic="", number=1):
    return Correction(number, NOON, "An", field, topic, value, "", "đọc lại", number)


def taught(judge, contents, *words):
    """Return the judge after lessons, each a correction with an article."""
    lessons = [lesson(judge, one, *article) for one, article in words]
    return judge.with_models(models_of(learned(contents, lessons), "test"))


def said(judge, article):
    return values(judge.judge(*article))


def test_without_corrections_the_delivered_weights_stay_exactly(contents):
    made = learned(contents, [])
    assert all(made[name][key] is contents[name][key] for name in MODELS for key in contents[name])


@pytest.mark.parametrize("field", ["tone", "kind", "role"])
def test_a_lesson_changes_its_own_part_only(judge, contents, field):
    made = learned(contents, [lesson(judge, word(field, VALUES[field][-1]), *SCHOOL)])
    changed = {name for name in MODELS if not np.array_equal(made[name]["weights"], contents[name]["weights"])}
    assert changed == {field}


def test_a_lesson_on_a_topic_changes_its_own_column_only(judge, contents):
    made = learned(contents, [lesson(judge, word("topic", "yes", "human_rights"), *SCHOOL)])["topics"]
    moved = np.any(made["weights"] != contents["topics"]["weights"], axis=0)
    assert [label for label, one in zip(made["labels"], moved, strict=True) if one] == ["human_rights"]


def test_intercepts_facts_weighings_and_cuts_stay(judge, contents):
    words = [word("topic", "yes", "borders"), word("tone", "negative"), word("kind", "table"), word("role", "debunk")]
    made = learned(contents, [lesson(judge, one, *SCHOOL) for one in words])
    for name in MODELS:
        for key in contents[name].keys() - {"weights"}:
            assert made[name][key] is contents[name][key]


def test_only_words_of_the_corrected_articles_move(judge, contents):
    one = lesson(judge, word("tone", "negative"), *SCHOOL)
    made = learned(contents, [one])["tone"]["weights"]
    moved = np.flatnonzero(np.any(made != contents["tone"]["weights"], axis=1))
    assert set(moved.tolist()) <= set(one.seen.buckets.tolist())


def test_the_same_corrections_give_the_same_weights(judge, contents):
    words = [(word("topic", "no", "borders"), BORDER), (word("tone", "negative", number=2), SCHOOL)]
    first, second = (learned(contents, [lesson(judge, one, *article) for one, article in words]) for _ in range(2))
    assert all(np.array_equal(first[name]["weights"], second[name]["weights"]) for name in MODELS)


@pytest.mark.parametrize(
    ("one", "key", "article"),
    [
        pytest.param(word("topic", "yes", "shortcomings"), "topic:shortcomings", SCHOOL, id="topic"),
        pytest.param(word("tone", "negative"), "tone", SCHOOL, id="tone"),
        pytest.param(word("kind", "opinion"), "kind", SCHOOL, id="kind"),
    ],
)
def test_what_many_say_of_like_articles_is_learned(judge, contents, one, key, article):
    assert said(judge, article)[key] != one.value
    many = [(replace(one, article_id=number, number=number), article) for number in range(1, 21)]
    assert said(taught(judge, contents, *many), article)[key] == one.value


def test_one_correction_does_not_turn_a_clear_case(judge, contents):
    assert said(taught(judge, contents, (word("topic", "no", "borders"), BORDER)), BORDER)["topic:borders"] == "yes"


def test_a_stronger_pull_moves_less(judge, contents):
    one = lesson(judge, word("tone", "negative"), *SCHOOL)
    strong, weak = (
        np.abs(learned(contents, [one], pull)["tone"]["weights"] - contents["tone"]["weights"]).max()
        for pull in (1000.0, 10.0)
    )
    assert strong < weak


def test_the_steps_end_where_the_loss_is_least(judge, contents):
    """At the best weights the pull is as strong as what the lessons still miss."""
    one = lesson(judge, word("topic", "no", "borders"), *BORDER)
    rarity = contents["topics"]["rarity"].astype(float)
    steepness = contents["topics"]["weighings"]["borders"]["weights"][0]
    exact = {**contents["topics"], "weights": contents["topics"]["weights"].astype(np.float64)}
    moved = (learned({"topics": exact}, [one])["topics"]["weights"] - exact["weights"])[:, 0]
    words = one.seen.weight * rarity[one.seen.buckets]
    score = one.scores[0] + steepness * one.seen.weight * moved[one.seen.buckets].sum()
    missed = 1 / (1 + np.exp(-score))
    pulled = corrections_learning.PULL * moved[one.seen.buckets] / rarity[one.seen.buckets]
    assert pulled == pytest.approx(-steepness * missed * words, rel=1e-4)


@pytest.mark.parametrize(
    ("one", "article"),
    [
        pytest.param(word("topic", "yes", "borders"), ENGLISH, id="another language"),
        pytest.param(word("tone", "negative"), ("", ""), id="nothing to read"),
        pytest.param(word("topic", "yes", "fishing"), BORDER, id="a topic without a model"),
    ],
)
def test_where_no_model_speaks_there_is_no_lesson(judge, one, article):
    assert lesson(judge, one, *article) is None


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([(f, v, t) for f, t in (("tone", ""), ("kind", ""), ("topic", "borders")) for v in VALUES[f]]), max_size=6))  # fmt: skip  # noqa: E501
def test_weights_stay_finite_and_small_whatever_is_corrected(judge, contents, found):
    words = [word(field, value, topic, number) for number, (field, value, topic) in enumerate(found, 1)]
    made = learned(contents, [lesson(judge, one, *(SCHOOL if one.number % 2 else BORDER)) for one in words])
    for name in MODELS:
        moved = np.abs(made[name]["weights"].astype(float) - contents[name]["weights"])
        assert moved.max() < 1.5 * len(found) + 1e-9


def test_the_digest_says_what_was_learned_from():
    one = word("tone", "negative")
    same, other = digest([(one, *SCHOOL)]), digest([(replace(one, value="positive"), *SCHOOL)])
    assert digest([(one, *SCHOOL)]) == same != other
    assert digest([(replace(one, reason="khác", actor="B"), *SCHOOL)]) == same


def test_the_guard_set_speaks_of_every_field(judge):
    fields = {field for case in guard_cases() for field in case.expected}
    assert fields == {f"topic:{topic.id}" for topic in judge.topics} | {"tone", "kind", "role"}


def test_nearly_all_of_the_guard_set_is_judged_rightly(judge):
    cases = guard_cases()
    assert len(list(right(judge, cases))) >= 0.97 * sum(len(case.expected) for case in cases)


def test_what_the_delivered_models_judge_wrongly_is_not_held(judge):
    case = GuardCase("x", *BORDER, {"topic:borders": "no", "kind": "news"})
    assert [point.field for point in right(judge, [case])] == ["kind"]


def test_a_case_that_would_be_lost_is_named(judge, contents):
    case = GuardCase("x", *BORDER, {"topic:borders": "yes", "kind": "news"})
    wrong = [(word("topic", "no", "borders", number), BORDER) for number in range(1, 60)]
    held = list(right(judge, [case]))
    assert [(point.case.id, point.field) for point in lost(held, taught(judge, contents, *wrong))] == [
        ("x", "topic:borders")
    ]
    assert lost(held, judge) == []
