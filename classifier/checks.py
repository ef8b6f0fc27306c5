"""How urgently a person should check an article: its role toward a claim, what stands against it, how far it spread.

Tone, topic, outlet, author and style have no part in it. An article that answers a claim (denies it, is checking it,
tells of a sanction or a correction) passes none on, so nothing is held against it.
"""

from collections.abc import Sequence
from typing import Final

from core.judgement import Band, Role, RoleLabel, Signal, SignalKind, Verification

WEIGHTS: Final[dict[SignalKind, float]] = {
    "unattributed_claim": 0.6,  # nobody answers for the claim
    "repeats_false_claim": 0.7,  # found false before, by a fact-check or a verdict
    "contradicts_statement": 0.6,
    "conflicting_figures": 0.3,  # one story, two numbers: which is right is open
    "withdrawn": 0.3,
    "single_source": 0.25,  # a grave matter that one newsroom tells, naming nobody
    "rumour_under_verification": 0.2,  # somebody is checking already: shown, but no candidate
    "changed": 0.15,
    "spread": 0.5,  # only beside a reason to check
}
"""What each reason adds, once: the score is what remains when all are multiplied, 1 - (1 - a)(1 - b)..."""
CARRIES = 0.1
"""Probability from which an article without a role may pass on a claim nobody answers for. In the press as it comes one
article in a hundred reaches it: more would not be read by those who have to check them."""
CHECK, URGENT = 0.5, 0.8
MANY = 3  # newsrooms from which on a claim to be checked is urgent

_ANSWERING: Final[frozenset[RoleLabel]] = frozenset(
    {"verification", "debunk", "sanction", "correction", "advice", "other_sense"}
)


def signal(kind: SignalKind, evidence: str, against: str = "") -> Signal:
    """Return a reason to check with its weight."""
    return Signal(kind, WEIGHTS[kind], evidence, against)


def verify(role: Role, signals: Sequence[Signal] = (), newsrooms: int = 1) -> Verification:
    """Return the band with its reasons; `newsrooms` counts the outlets that tell the story in their own name."""
    found = _of_role(role)
    if role.label not in _ANSWERING:
        found = (*found, *signals)
    if _band(_score(found)) != "none" and newsrooms >= MANY:
        found = (*found, signal("spread", str(newsrooms)))
    score = _score(found)
    return Verification(_band(score), score, found)


def _of_role(role: Role) -> tuple[Signal, ...]:
    if role.label == "carrier" or (role.label == "none" and role.carries >= CARRIES):
        return (signal("unattributed_claim", " … ".join(role.evidence)),)
    if role.label == "verification":
        return (signal("rumour_under_verification", " … ".join(role.evidence)),)
    return ()


def _score(signals: Sequence[Signal]) -> float:
    missing = 1.0
    for weight in {one.kind: one.weight for one in signals}.values():  # two conflicts are one reason to check
        missing *= 1 - weight
    return round(1 - missing, 3)


def _band(score: float) -> Band:
    return "urgent" if score >= URGENT else "check" if score >= CHECK else "none"
