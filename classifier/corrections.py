"""An assessment as it is with the word of a person: what a person said of a field stands in the place of the machine's.

Each field is changed for itself: a topic says nothing about tone, a tone nothing about truth, and a role is no verdict.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import get_args

from classifier.checks import verify
from core.corrections import NO, YES, CorrectedField, Correction, standing
from core.desk import JudgedArticle
from core.errors import UsageError
from core.i18n import translator
from core.judgement import Assessment, Kind, Role, RoleLabel, Tone, ToneLabel, TopicScore
from core.text import clean, one_line

_ = translator("classifier")

VALUES: dict[CorrectedField, tuple[str, ...]] = {
    "topic": (YES, NO),
    "tone": get_args(ToneLabel),
    "kind": get_args(Kind),
    "role": get_args(RoleLabel),
}
_BALANCE = {"positive": 1.0, "neutral": 0.0, "negative": -1.0}


@dataclass(frozen=True, slots=True)
class Change:
    """What a person wants changed: a field, the topic where it is one, and what is right."""

    field: CorrectedField
    value: str
    topic: str = ""


def said(found: Assessment, field: CorrectedField, topic: str = "") -> str:
    """Return what an assessment says of a field; empty for a topic that it does not know."""
    if field == "topic":
        score = found.topics.get(topic)
        return "" if score is None else YES if score.on else NO
    return {"tone": found.tone.label, "kind": found.kind, "role": found.role.label}[field]


def correction(judged: JudgedArticle, change: Change, actor: str, reason: str, now: datetime) -> Correction:
    """Return the record of what a person says of an article.

    Raises UsageError when it names nobody, gives no reason, or speaks of a topic or a value that there is not.
    """
    actor, reason, found = one_line(actor), clean(reason), judged.assessment
    if not actor:
        raise UsageError(_("Say who corrects: every correction is recorded with a name."))
    if not reason:
        raise UsageError(_("A correction needs a reason in words: --reason “…”"))
    if change.field == "topic" and change.topic not in found.topics:
        known = {"topic": change.topic, "known": ", ".join(found.topics)}
        raise UsageError(_("The article was not judged for the topic “%(topic)s”. Known: %(known)s.") % known)
    if change.value not in VALUES[change.field]:
        allowed = {"value": change.value, "allowed": ", ".join(VALUES[change.field])}
        raise UsageError(_("“%(value)s” cannot stand here. Allowed: %(allowed)s.") % allowed)
    before = said(found, change.field, change.topic)
    return Correction(judged.article.id, now, actor, change.field, change.topic, change.value, before, reason)


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
    role = Role(label, 1.0)
    return replace(found, role=role, verification=verify(role))
