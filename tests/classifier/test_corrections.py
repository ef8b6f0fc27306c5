"""An assessment with the word of a person: each field for itself, and never a verdict."""

from dataclasses import replace

import pytest

from classifier.corrections import Change, corrected, correction
from core.corrections import Correction
from core.errors import UsageError
from core.judgement import Role, Signal, Tone, TopicScore, Verification
from support import factories
from support.fakes import NOON

MACHINE = factories.assessment(
    tone=Tone("negative", -0.6, ("lãng phí",)),
    role=Role("carrier", 0.7, ("rộ tin đồn",)),
    verification=Verification("check", 0.6, (Signal("unattributed_claim", 0.6, "rộ tin đồn"),)),
)


def word(field, value, topic="", number=1):
    return Correction(1, NOON, "An", field, topic, value, "", "đọc lại", number)


def test_without_corrections_nothing_changes():
    assert corrected(MACHINE, []) == MACHINE


def test_a_topic_is_taken_off():
    found = corrected(MACHINE, [word("topic", "no", "borders")])
    assert found.topics["borders"] == TopicScore(False, 0.0, (), ("cửa khẩu quốc tế",))
    assert found.topics_on == ()


def test_a_topic_is_put_on():
    off = replace(MACHINE, topics={"borders": TopicScore(False, 0.2)})
    assert corrected(off, [word("topic", "yes", "borders")]).topics_on == ("borders",)


def test_a_topic_that_left_the_workspace_is_left_out():
    assert corrected(MACHINE, [word("topic", "yes", "fishing")]) == MACHINE


def test_a_tone_has_no_phrases_of_the_machine():
    assert corrected(MACHINE, [word("tone", "positive")]).tone == Tone("positive", 1.0)


def test_a_tone_that_is_confirmed_keeps_its_phrases():
    assert corrected(MACHINE, [word("tone", "negative")]).tone == Tone("negative", -1.0, ("lãng phí",))


def test_a_kind_is_changed():
    assert corrected(MACHINE, [word("kind", "opinion")]).kind == "opinion"


def test_whoever_takes_the_claim_away_takes_the_check_away():
    found = corrected(MACHINE, [word("role", "none")])
    assert (found.role, found.verification) == (Role("none", 1.0), Verification())


def test_what_a_person_calls_a_claim_is_to_be_checked_and_no_more():
    plain = replace(MACHINE, role=Role(), verification=Verification())
    found = corrected(plain, [word("role", "carrier")])
    assert found.role == Role("carrier", 1.0)
    assert found.verification == Verification("check", 0.6, (Signal("unattributed_claim", 0.6, ""),))


def test_a_role_that_is_confirmed_keeps_its_signals():
    found = corrected(MACHINE, [word("role", "carrier")])
    assert found.role.evidence == ("rộ tin đồn",)
    assert found.verification == MACHINE.verification


@pytest.mark.parametrize(
    ("change", "untouched"),
    [
        pytest.param(word("topic", "no", "borders"), ("tone", "kind", "role", "verification", "places"), id="topic"),
        pytest.param(word("tone", "positive"), ("topics", "kind", "role", "verification", "places"), id="tone"),
        pytest.param(word("kind", "opinion"), ("topics", "tone", "role", "verification", "places"), id="kind"),
        pytest.param(word("role", "none"), ("topics", "tone", "kind", "places"), id="role"),
    ],
)
def test_each_field_is_changed_for_itself(change, untouched):
    found = corrected(MACHINE, [change])
    assert all(getattr(found, name) == getattr(MACHINE, name) for name in untouched)


def test_the_last_correction_counts_whatever_the_order_given():
    words = [word("tone", "neutral", number=3), word("tone", "positive", number=2)]
    assert corrected(MACHINE, words).tone.label == "neutral"


def test_a_second_time_changes_nothing():
    words = [word("role", "carrier"), word("tone", "neutral", number=2), word("topic", "no", "borders", number=3)]
    once = corrected(replace(MACHINE, role=Role()), words)
    assert corrected(once, words) == once


def test_the_fields_of_a_person_are_named():
    assert corrected(MACHINE, [word("tone", "neutral"), word("topic", "no", "borders")]).by_person == (
        "tone",
        "topic:borders",
    )


def made(change=Change("tone", "neutral"), actor="An", reason="đọc lại"):  # noqa: B008 - frozen
    return correction(factories.judged(1, MACHINE), change, actor, reason, NOON)


def test_a_correction_says_what_stood_there():
    assert made() == Correction(1, NOON, "An", "tone", "", "neutral", "negative", "đọc lại")


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        pytest.param({"actor": " "}, "Say who", id="nobody"),
        pytest.param({"reason": " \n"}, "--reason", id="no reason"),
        pytest.param({"change": Change("topic", "yes", "fishing")}, "Known: borders", id="unknown topic"),
        pytest.param({"change": Change("role", "liar")}, "carrier", id="unknown value"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_what_to_do(fields, words):
    with pytest.raises(UsageError, match=words):
        made(**fields)
