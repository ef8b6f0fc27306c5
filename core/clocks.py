"""Legal clocks as frozen records: the limits that law and plans set, and where one stands for one matter.

A `ClockRule` says who must do what within which limit, what starts it and when it is the law. A `ClockState` says how
it stands for the dates of a matter (`Dates`). Counting is done in `alerts.clocks`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

DateField = Literal[
    "published_at",
    "first_seen_at",
    "received_at",
    "event_at",
    "handled_at",
    "impact_determined_at",
    "letter_sent_at",
    "reply_received_at",
    "conclusion_received_at",
    "conclusion_at",
    "self_detected_at",
    "response_sent_at",
    "corrected_at",
    "removed_at",
    "assigned_at",
    "request_at",
    "event_planned_at",
    "last_press_conference_at",
    "false_info_established_at",
]
"""What may be known of a matter; `handled_at` is when an authority had received and handled the event."""
DATE_FIELDS: tuple[DateField, ...] = get_args(DateField)
Dates = Mapping[DateField, datetime]
"""The dates of one matter, aware; a field that is missing is not known."""

LimitUnit = Literal[
    "calendar_days",
    "working_days",
    "hours",
    "hours_before",
    "months_max_gap",
    "immediate",
    "same_as_correction",
    "yearly_before",
    "monthly",
    "no_limit_given",
]
Standing = Literal["not_in_force", "not_started", "running", "overdue", "met", "met_late", "no_limit"]


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A limit of law or plan, in force for what starts from `valid_from` to `valid_to` (local, both included).

    `value` counts days, hours or months by `unit`; `yearly_before` has `before` instead: month and day of the first day
    that is too late. Any field of `starts` starts the clock, the earliest counts; `starts_on` is a day that the rule
    itself names.
    """

    id: str
    actor: str
    duty: dict[str, str]
    unit: LimitUnit
    valid_from: date
    source: str
    value: int = 0
    before: tuple[int, int] | None = None
    starts: tuple[DateField, ...] = ()
    starts_on: date | None = None
    valid_to: date | None = None
    verified: str = ""
    replaces: str = ""

    def valid(self, day: date) -> bool:
        """Tell whether the rule is in force for what starts on a local date."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class ClockState:
    """Where a clock stands: aware UTC moments, `due` the last instant that is on time (None where there is none).

    `not_in_force`: another regime rules what started then. `not_started`: none of `starts` is known, which is never
    "on time". `no_limit`: the law sets no day, so nothing can be late. `met_late`: done, after `due`.
    """

    rule: str
    standing: Standing
    starts: tuple[DateField, ...] = ()
    started_at: datetime | None = None
    due: datetime | None = None
    finished_at: datetime | None = None
