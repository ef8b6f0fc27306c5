"""The register of matters as a report on a period tells it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from alerts.matters import Followed, Standing, held_at
from core.clocks import ClockRule
from core.matters import Act, MatterLine, Register, ResponseLine
from core.periods import ZONE, Period


def register(found: Sequence[Standing], period: Period, gap: Followed | None, rules: Iterable[ClockRule]) -> Register:
    """Return what the register holds for a period: the matters open at some time of it, and what was done in it.

    `gap` is how the largest gap between press conferences stands; `rules` name the law behind each duty.
    """
    sources = {rule.id: rule.source for rule in rules}
    told = [one for one in found if one.matter.opened_at < period.end and not _over_before(one, period)]
    done = [
        clock
        for one in told
        for clock in (*one.clocks, *([one.task] if one.task else []))
        if clock.state.finished_at and period.contains(clock.state.finished_at)
    ]
    held = sorted(_day(at) for one in found if (at := held_at(one)) and at < period.end)
    return Register(
        lines=tuple(sorted((_line(one, period, sources) for one in told), key=_order)),
        opened=sum(period.contains(one.matter.opened_at) for one in told),
        closed=sum(one.closed_at is not None and period.contains(one.closed_at) for one in told),
        met=sum(clock.state.standing == "met" for clock in done),
        met_late=sum(clock.state.standing == "met_late" for clock in done),
        conferences=tuple(day for day in held if period.first <= day <= period.last),
        last_conference=held[-1] if held else None,
        conference_due=_day(gap.state.due) if gap and gap.state.due else None,
        conference_overdue=gap is not None and gap.state.standing == "overdue",
        responses=tuple(sorted(_responses(told, period), key=lambda line: (line.day, line.matter_id))),
    )


def _responses(found: Iterable[Standing], period: Period) -> Iterator[ResponseLine]:
    for one in found:
        for act in (*one.responses, *one.outputs):
            if period.contains(at := act.moment or act.at):
                who = one.matter.id, one.matter.title, one.matter.lead
                yield ResponseLine(*who, _day(at), act.response, act.outlet, act.url)


def _over_before(one: Standing, period: Period) -> bool:
    return one.closed_at is not None and one.closed_at < period.start


def _line(one: Standing, period: Period, sources: Mapping[str, str]) -> MatterLine:
    pressing = min(one.running, key=lambda clock: clock.state.due or datetime.max.replace(tzinfo=ZONE), default=None)
    due = pressing.state.due if pressing else None
    return MatterLine(
        one.matter.id,
        one.matter.kind,
        one.matter.title,
        one.matter.lead,
        _day(one.matter.opened_at),
        _day(one.closed_at) if one.closed_at else None,
        sources.get(pressing.state.rule, "") if pressing else "",
        _day(due) if due else None,
        one.overdue,
        _within(one.responses, period),
        _within(one.outputs, period),
    )


def _within(acts: Iterable[Act], period: Period) -> int:
    return sum(period.contains(act.moment or act.at) for act in acts)


def _order(line: MatterLine) -> tuple[bool, date, int]:
    """Open ones first, what ends first before the others."""
    return line.closed is not None, line.due or date.max, line.matter_id


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()
