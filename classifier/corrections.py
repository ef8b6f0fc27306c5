"""An assessment as it is with the word of a person: what a person said of a field stands in the place of the machine's.

Each field is changed for itself: a topic says nothing about tone, a tone nothing about truth, and a role is no verdict.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from classifier.checks import UNATTRIBUTED
from core.corrections import NO, YES, CorrectedField, Correction, standing
from core.judgement import Assessment, Kind, Role, RoleLabel, Tone, ToneLabel, TopicScore, Verification

VALUES: dict[CorrectedField, tuple[str, ...]] = {
    "topic": (YES, NO),
    "tone": get_args(ToneLabel),
    "kind": get_args(Kind),
    "role": get_args(RoleLabel),
}
_BALANCE = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}


def corrected(assessment: Assessment, corrections: Iterable[Correction]) -> Assessment:
    """Return the assessment with the last correction of each field; a topic that the assessment lacks is left out."""
    found = replace(assessment, by_person=())
    for one in standing(corrections):
        if one.field != "topic" or one.topic in found.topics:
            found = replace(_with(found, one), by_person=(*found.by_person, one.key))
    return found


def _with(found: Assessment, one: Correction) -> Assessment:
    if one.field == "topic":
        return replace(found, topics={**found.topics, one.topic: _topic(found.topics[one.topic], one.value)})
    if one.field == "tone":
        return replace(found, tone=_tone(found.tone, one.value))  # type: ignore[arg-type]
    if one.field == "kind":
        return replace(found, kind=one.value)  # type: ignore[arg-type]
    return _with_role(found, one.value)  # type: ignore[arg-type]


def _topic(score: TopicScore, value: str) -> TopicScore:
    return replace(score, on=value == YES, score=float(value == YES))


def _tone(tone: Tone, label: ToneLabel) -> Tone:
    return Tone(label, _BALANCE[label], tone.evidence if label == tone.label else ())


def _with_role(found: Assessment, label: RoleLabel) -> Assessment:
    """Return the assessment with a role; what a person calls a claim is to be checked."""
    if label == found.role.label:
        return replace(found, role=replace(found.role, score=1.0))
    check = Verification("check", UNATTRIBUTED) if label == "carrier" else Verification()
    return replace(found, role=Role(label, 1.0), verification=check)
