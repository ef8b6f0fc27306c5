"""The guard set: invented plain cases that models which have learned may not lose."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from classifier.judge import Judge
from classifier.training.corpus import LABELS, read_rows
from core.corrections import NO, YES
from core.judgement import Assessment

GUARD = LABELS / "guard.jsonl"
_PARTS = ("tone", "kind", "role")


@dataclass(frozen=True, slots=True)
class GuardCase:
    """A plain case: `expected` says of each field what is right, `topic:ID` being yes or no."""

    id: str
    title: str
    text: str
    expected: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Point:
    """One field of one case."""

    case: GuardCase
    field: str


def guard_cases() -> list[GuardCase]:
    """Read the guard set as delivered."""
    return [_case(row) for row in read_rows(GUARD, ("id", "title", "text"))]


def right(judge: Judge, cases: Iterable[GuardCase]) -> Iterator[Point]:
    """Yield every field of the cases that a judge judges rightly."""
    for case in cases:
        said = values(judge.judge(case.title, case.text))
        yield from (Point(case, field) for field, value in case.expected.items() if said.get(field) == value)


def lost(held: Sequence[Point], judge: Judge) -> list[Point]:
    """Return which of the fields judged rightly before a judge no longer judges rightly."""
    cases = {point.case.id: point.case for point in held}
    kept = {(point.case.id, point.field) for point in right(judge, cases.values())}
    return [point for point in held if (point.case.id, point.field) not in kept]


def values(found: Assessment) -> dict[str, str]:
    """Return what an assessment says of every field, in the words of corrections."""
    topics = {f"topic:{topic}": YES if score.on else NO for topic, score in found.topics.items()}
    return {**topics, "tone": found.tone.label, "kind": found.kind, "role": found.role.label}


def _case(row: Mapping[str, Any]) -> GuardCase:
    topics = {f"topic:{topic}": str(label) for topic, label in row.get("topics", {}).items()}
    parts = {part: str(row[part]) for part in _PARTS if part in row}
    return GuardCase(str(row["id"]), row["title"], row["text"], {**topics, **parts})
