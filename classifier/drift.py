"""Drift: how far the articles of a month differ from those of the three months before, by what was found in them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

from core.judgement import TALLIED, Tally

State = Literal["measured", "few", "few_before", "first"]
Mark = Literal["", "look", "changed"]

BEFORE = 3  # months that a month is compared with
FEW = 50  # articles below which shares say nothing
LOOK, CHANGED = 0.1, 0.25
EMPTY = 0.5  # articles that an empty cell counts as, so that its share has a logarithm


@dataclass(frozen=True, slots=True)
class Shift:
    """How one part of the judgement moved: a field of TALLIED, or `topic` with its id; counts of articles by value."""

    part: str
    topic: str
    before: dict[str, int]
    now: dict[str, int]
    psi: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class MonthDrift:
    """A month, its articles and those of the three months before; it has `shifts` only when it is `measured`.

    `few`: too few articles; `few_before`: too few in the months before; `first`: no article before it at all.
    """

    month: str
    articles: int
    before: int
    state: State
    shifts: tuple[Shift, ...] = ()


def psi(before: Mapping[str, int], now: Mapping[str, int]) -> float:
    """Return the population stability index of two distributions, given as counts that are not all zero.

    Sum of (q - p) * ln(q / p) over the shares p before and q now, with its usual marks 0.1 and 0.25 (N. Siddiqi, Credit
    Risk Scorecards, Wiley 2006). A value that only one side has counts on the other as half an article.
    """
    sizes = sum(before.values()), sum(now.values())
    index = 0.0
    for value in before.keys() | now.keys():
        counts = before.get(value, 0), now.get(value, 0)
        if any(counts):
            p, q = (max(count, EMPTY) / size for count, size in zip(counts, sizes, strict=True))
            index += (q - p) * log(q / p)
    return index


def mark(index: float) -> Mark:
    """Return what an index asks for: nothing, a look, or to be taken as a change."""
    return "changed" if index > CHANGED else "look" if index > LOOK else ""


def drift(months: Sequence[tuple[str, Tally]], topics: Sequence[str]) -> list[MonthDrift]:
    """Compare each month but the first three with the three before it; all months are given in a row, oldest first.

    Months before the first article are left out. `topics` come in this order; further ones that were found follow.
    """
    tallies = [tally for _name, tally in months]
    found = sorted({topic for tally in tallies for topic in tally.topics} - set(topics))
    return [
        _compare(months[at][0], _sum(tallies[at - BEFORE : at]), tallies[at], (*topics, *found))
        for at in range(BEFORE, len(months))
        if any(tally.articles for tally in tallies[: at + 1])
    ]


def _sum(tallies: Iterable[Tally]) -> Tally:
    articles, topics = 0, Counter[str]()
    fields = {name: Counter[str]() for name in TALLIED}
    for tally in tallies:
        articles += tally.articles
        topics.update(tally.topics)
        for name in TALLIED:
            fields[name].update(tally.fields[name])
    return Tally(articles, fields, topics)


def _compare(month: str, before: Tally, now: Tally, topics: Iterable[str]) -> MonthDrift:
    state = _state(before.articles, now.articles)
    if state != "measured":
        return MonthDrift(month, now.articles, before.articles, state)
    shifts = [_shift("topic", topic, _on_off(before, topic), _on_off(now, topic)) for topic in topics]
    shifts += [_shift(name, "", before.fields[name], now.fields[name]) for name in TALLIED]
    return MonthDrift(month, now.articles, before.articles, state, tuple(shifts))


def _state(before: int, now: int) -> State:
    if now < FEW:
        return "few"
    if before < FEW:
        return "few_before" if before else "first"
    return "measured"


def _on_off(tally: Tally, topic: str) -> dict[str, int]:
    on = tally.topics.get(topic, 0)
    return {"on": on, "off": tally.articles - on}


def _shift(part: str, topic: str, before: Mapping[str, int], now: Mapping[str, int]) -> Shift:
    index = psi(before, now)
    return Shift(part, topic, dict(before), dict(now), index, mark(index))
