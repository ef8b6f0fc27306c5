"""Legal clocks as strict models: those shipped in clocks.yaml, and what an office changes of them in alerts.yaml."""

from typing import Annotated

from pydantic import Field, model_validator

from config.fields import Day, DayOfYear, Line, Names, RuleId, Strict, Text, fault
from core.clocks import DateField, LimitUnit
from core.i18n import translator

_ = translator("config")

_COUNTED = ("calendar_days", "working_days", "hours", "hours_before", "months_max_gap")
_PERIODIC = ("yearly_before", "monthly")


class ClockRule(Strict):
    """A limit of law or plan; `value` counts days, hours or months, `before` (MM-DD) is the first day that is too late.

    `starts` are the dates of a matter that start it, the earliest counts, `starts_on` a day that the rule itself names.
    `verified` says how far limit and source were held against the text of the law, `replaces` names the clock of the
    same duty under the regime before.
    """

    id: RuleId
    actor: Line
    duty: Names
    unit: LimitUnit
    value: Annotated[int, Field(ge=0, le=3660)] = 0
    before: DayOfYear | None = None
    starts: tuple[DateField, ...] = ()
    starts_on: Day | None = None
    valid_from: Day
    valid_to: Day | None = None
    source: Line
    verified: Text = ""
    replaces: RuleId | None = None

    @model_validator(mode="after")
    def _limit_is_complete(self) -> "ClockRule":
        names = {"clock": self.id, "unit": self.unit}
        if bool(self.value) != (self.unit in _COUNTED):
            fault(
                _("`value` does not fit `unit: %(unit)s` (clock `%(clock)s`).") % names,
                _("Write `value:` with a number of days, hours or months, and only for units that count these."),
            )
        if (self.before is not None) != (self.unit == "yearly_before"):
            fault(
                _("`before` and `unit: yearly_before` belong together (clock `%(clock)s`).") % names,
                _("Write both, such as `before: 12-20`, or neither."),
            )
        return self

    @model_validator(mode="after")
    def _start_is_known(self) -> "ClockRule":
        if bool(self.starts) + bool(self.starts_on) != (self.unit not in _PERIODIC):
            fault(
                _("It is not clear what starts the clock `%(clock)s`.") % {"clock": self.id},
                _("Write `starts:` or `starts_on:`, one of them; for a duty of every year or month neither."),
            )
        if self.valid_to and self.valid_to < self.valid_from:
            fault(
                _("The clock `%(clock)s` ends before it begins.") % {"clock": self.id},
                _("`valid_to` must not lie before `valid_from`."),
            )
        return self


class ShippedClocks(Strict):
    """clocks.yaml."""

    clocks: Annotated[tuple[ClockRule, ...], Field(min_length=1)]


class Clocks(Strict):
    """`clocks` of alerts.yaml: shipped clocks the office does without, its own, and when to remind, in working days."""

    off: tuple[str, ...] = ()
    remind_days_before: tuple[Annotated[int, Field(ge=0, le=60)], ...] = (3, 1)
    remind_days_after: tuple[Annotated[int, Field(ge=1, le=60)], ...] = (1, 3, 7)
    add: tuple[ClockRule, ...] = ()
