"""What a report says of the time to come, each line with its basis; nothing is guessed."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Surge:
    """A topic or locality with far more articles in the period than usual: the mean of the `over` reports before it."""

    kind: Literal["topic", "locality"]
    key: str
    label: str
    articles: int
    usual: float
    over: int


@dataclass(frozen=True, slots=True)
class Expected:
    """Days to come on which the press will write: a public holiday, an anniversary or an event the office expects."""

    name: str
    first: date
    last: date
    basis: Literal["holiday", "anniversary", "event"]


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day of the office's own calendar: every year when `year` is None, to `days` in a row."""

    name: str
    month: int
    day: int
    year: int | None = None
    days: int = 1
