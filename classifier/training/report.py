"""What an evaluation found: one line for each class with counts and intervals, and the articles judged wrongly."""

from collections.abc import Sequence
from dataclasses import dataclass

from classifier.training.classes import Judged as Chosen
from classifier.training.metrics import Counts, calibration_error, counts, f1_interval, macro_f1
from classifier.training.topics import Judged


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one class; `low` and `high` bound its F1 with 95 % (bootstrap)."""

    name: str
    size: int
    counts: Counts
    low: float
    high: float
    calibration: float | None = None


@dataclass(frozen=True, slots=True)
class Error:
    """An article judged wrongly: what it is and what it was taken for."""

    id: str
    truth: str
    answer: str


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one part of the judgement."""

    part: str
    lines: tuple[Line, ...]
    macro: float
    errors: tuple[Error, ...]


def topic_report(judged: Sequence[Judged]) -> Report:
    """Return the figures of the topics, in the order in which they come."""
    lines: list[Line] = []
    errors: list[Error] = []
    for topic in dict.fromkeys(one.topic for one in judged):
        rows = [one for one in judged if one.topic == topic]
        truth, found = [one.truth for one in rows], [one.on for one in rows]
        off = calibration_error([one.probability for one in rows], truth)
        lines.append(Line(topic, sum(truth), counts(truth, found), *f1_interval(truth, found), off))
        errors += [
            Error(one.id, topic if one.truth else f"not {topic}", topic if one.on else f"not {topic}")
            for one in rows
            if one.truth != one.on
        ]
    return Report("topics", tuple(lines), sum(line.counts.f1 for line in lines) / (len(lines) or 1), tuple(errors))


def class_report(part: str, judged: Sequence[Chosen]) -> Report:
    """Return the figures of a choice between classes."""
    truth, found = [one.truth for one in judged], [one.label for one in judged]
    lines = []
    for name in sorted({*truth, *found}):
        true, kept = [one == name for one in truth], [one == name for one in found]
        lines.append(Line(name, sum(true), counts(true, kept), *f1_interval(true, kept)))
    errors = tuple(Error(one.id, one.truth, one.label) for one in judged if one.truth != one.label)
    return Report(part, tuple(lines), macro_f1(truth, found), errors)
