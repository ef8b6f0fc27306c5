"""What is remembered of a source: how it does, since when, and why it is asked again when it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, Protocol

from core.press import Validators

Condition = Literal[
    "never",
    "ok",
    "unchanged",
    "empty",
    "slow",
    "moved",
    "blocked",
    "not_a_feed",
    "parse_error",
    "gone",
    "failing",
    "overlap_lost",
    "below_usual_volume",
]
NOTHING = Validators()
WELL: frozenset[Condition] = frozenset({"never", "ok", "unchanged"})
# What stands for a poll that brought nothing.
FAILED: frozenset[Condition] = frozenset({"blocked", "not_a_feed", "parse_error", "gone", "failing"})


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the reckoning of the next poll: a stable word and its value (seconds, or a factor)."""

    code: str
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Day:
    """What a source gave on one local day."""

    polls: int = 0
    failures: int = 0
    new: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """One poll as it is remembered: when, how it ended, what it listed and how long it took in seconds."""

    at: datetime
    condition: Condition
    listed: int = 0
    new: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Alarm:
    """A condition a person must hear of; `over` is when it ended, `told` when a mail about it was written."""

    condition: Condition
    since: datetime
    over: datetime | None = None
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """A permanent redirect: the new address, when it was first seen and how many polls in a row said the same."""

    to: str
    since: datetime
    polls: int
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Memory:
    """What the next decisions about a source rest on. `pace` and `interval` are seconds; `days` is by local date.

    `listed` are the prints of what it listed last: what is new to it, whatever other sources listed before.
    """

    since: datetime | None = None
    failing_since: datetime | None = None
    last_full: datetime | None = None
    last_new: datetime | None = None
    pace: float | None = None
    interval: float | None = None
    max_age: int | None = None
    retry_after: float | None = None
    because: tuple[Reason, ...] = ()
    move: Move | None = None
    days: dict[str, Day] = field(default_factory=dict)
    listed: tuple[str, ...] = ()
    recent: tuple[Attempt, ...] = ()
    alarms: tuple[Alarm, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source did last. `condition` is `never` before the first poll; `failures` counts those in a row."""

    source_id: str
    outlet_id: str
    outlet_name: str
    url: str
    condition: Condition = "never"
    validators: Validators = NOTHING
    last_polled: datetime | None = None
    first_success: datetime | None = None
    last_success: datetime | None = None
    next_poll: datetime | None = None
    failures: int = 0
    error_kind: str = ""
    error: str = ""
    entries: int = 0
    memory: Memory = Memory()

    @property
    def address(self) -> str:
        """The address to poll: the configured one, or the one it has moved to for good."""
        move = self.memory.move
        return move.to if move is not None and move.adopted else self.url


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to work on something until it is done or the time is over; `token` tells the holder.

    `failing` says that the last try brought nothing because something went wrong.
    """

    id: str
    token: str
    failing: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """An answer to "may I ask this host now?": a ticket to give back, or how many seconds to wait and ask again.

    A request that has not started by `start_by` would come too close to the next one.
    """

    ticket: int | None = None
    wait: float = 0.0
    paused: bool = False
    start_by: datetime | None = None


class HostTurns(Protocol):
    """Whose turn it is at a host, shared by every process on the database. Every call stands for itself."""

    def take(self, host: str, gap: float, at_once: int, clock: Callable[[], datetime], lapse: timedelta) -> Turn:
        """Take a turn at a host: `gap` seconds after the last start, at most `at_once` requests under way.

        `clock` is asked once nobody else can take a turn. The ticket lapses after `lapse`, so that a killed process
        does not keep others waiting for ever.
        """
        ...

    def done(self, host: str, ticket: int, now: datetime, plea: bool | None, retry_after: float | None = None) -> None:
        """Give a ticket back; `plea` says whether the host asked for fewer requests, for `retry_after` seconds if said.

        None says that the host did not answer at all.
        """
        ...
