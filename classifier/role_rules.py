"""What a rule of the role grammar is: for one sentence, or for two that belong together."""

from dataclasses import dataclass
from typing import Literal

from classifier.patterns import Pattern
from classifier.role_words import pattern
from core.judgement import RoleLabel

# Talk; talk, a complaint or a clip; either of them or a quotation in the title, where claims often stand.
Where = Literal["", "talked", "claimed", "quoted"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence with a cue of `gate` that matches `says` and not `unless` speaks for `label`."""

    label: RoleLabel
    weight: float
    gate: str
    says: Pattern
    unless: Pattern | None
    needs: Pattern | None  # must stand in the sentence or in the title
    title_only: bool
    asked: bool  # only under a title that asks
    where: Where  # only where the article has this


def rule(
    label: RoleLabel,
    weight: float,
    gate: str,
    says: str,
    unless: str = "",
    *,
    needs: str = "",
    title: bool = False,
    asked: bool = False,
    where: Where = "",
) -> Rule:
    """Return a rule with its patterns read."""
    no, also = pattern(unless) if unless else None, pattern(needs) if needs else None
    return Rule(label, weight, gate, pattern(says), no, also, title, asked, where)


@dataclass(frozen=True, slots=True)
class Pair:
    """What two sentences of title and lead say together; with one and the same sentence it holds too."""

    label: RoleLabel
    weight: float
    gates: tuple[str, ...]  # of the first
    first: Pattern
    second: Pattern
    needs: Pattern  # must stand in one of them
    unless: Pattern
