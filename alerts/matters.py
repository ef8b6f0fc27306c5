"""How a matter of the register stands, read from its acts, and which acts are allowed. Pure.

`standing` folds the acts: the latest recorded value of a date counts, a clock is followed as a duty (by the rule of its
family that is in force for its start, see `alerts.clocks.following`), and a task runs until its due day like a clock.
`checked` guards the acts. `press_conference` tells how the largest gap between two press conferences stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Final, Literal

from alerts import clocks
from alerts.documents.wording import web_address
from alerts.workdays import Workdays
from core.clocks import DATE_FIELDS, ClockRule, ClockState, DateField, Dates
from core.errors import UsageError
from core.i18n import translator
from core.matters import MATTER_KINDS, RESPONSE_KINDS, Act, ActKind, Matter
from core.periods import ZONE
from core.text import clean, one_line

_ = translator("alerts")

CONFERENCE_GAP: Final = "ND244-6.2b"  # NĐ 244/2026/NĐ-CP, article 6.2.b: at least every three months
_AHEAD: Final[DateField] = "event_planned_at"  # the one date that may lie in the future
_WHEN_CLOSED: Final[tuple[ActKind, ...]] = ("note", "reopen")
_NEEDS_TEXT: Final[tuple[ActKind, ...]] = ("note", "close", "reopen")


@dataclass(frozen=True, slots=True)
class Followed:
    """A duty that is followed: `clock` is the id of its newest rule, `state.rule` of the one that rules it here.

    `known_at` is when the register learned what the state rests on.
    """

    clock: str
    state: ClockState
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How a matter stands. `task` is its own due day as a clock with the empty rule, None where it has no due day.

    `next_due` is the earliest end, aware, in UTC, of what is not done yet, be it past; None for a closed matter.
    """

    matter: Matter
    state: Literal["open", "closed"]
    alerts: tuple[int, ...]
    dates: Dates
    clocks: tuple[Followed, ...]
    task: Followed | None
    responses: tuple[Act, ...]
    outputs: tuple[Act, ...]
    acts: tuple[Act, ...]
    closed_at: datetime | None = None
    next_due: datetime | None = None
    overdue: bool = False

    @property
    def running(self) -> tuple[Followed, ...]:
        """The clocks, and the own due day, that are not met yet; none of a closed matter."""
        every = (*self.clocks, self.task) if self.task else self.clocks
        return tuple(one for one in every if self.state == "open" and one.state.standing in ("running", "overdue"))


def standing(
    matter: Matter, acts: Sequence[Act], rules: Sequence[ClockRule], workdays: Workdays, now: datetime
) -> Standing:
    """Return how a matter stands at `now` (aware) by its acts, oldest first."""
    turns = [act for act in acts if act.kind in ("close", "reopen")]
    closed = turns[-1] if turns and turns[-1].kind == "close" else None
    recorded = _recorded(acts)
    found = Standing(
        matter=matter,
        state="closed" if closed else "open",
        alerts=tuple(dict.fromkeys(act.alert_id for act in acts if act.kind == "link" and act.alert_id is not None)),
        dates={field: act.moment for field, act in recorded.items() if act.moment},
        clocks=_clocks(acts, recorded, rules, workdays, now),
        task=_task(matter, turns, now),
        responses=tuple(act for act in acts if act.kind == "respond"),
        outputs=tuple(act for act in acts if act.kind == "output"),
        acts=tuple(acts),
        closed_at=closed.at if closed else None,
    )
    return replace(
        found,
        next_due=min((one.state.due for one in found.running if one.state.due), default=None),
        overdue=any(one.state.standing == "overdue" for one in found.running),
    )


def held_at(found: Standing) -> datetime | None:
    """Return when a press conference took place; None when nobody recorded that it did, or it is none."""
    return found.dates.get("event_at") if found.matter.kind == "conference" else None


def press_conference(
    found: Iterable[Standing], profile: str, rules: Sequence[ClockRule], workdays: Workdays, now: datetime
) -> Followed | None:
    """Return how the largest gap between press conferences stands for a profile; None where the office does without.

    It counts from the latest conference that took place up to `now`; with none in the register it is not started.
    """
    held = [(at, one) for one in found if one.matter.profile == profile and (at := held_at(one)) and at <= now]
    at, last = max(held, key=lambda pair: pair[0], default=(None, None))
    dates: Dates = {"last_press_conference_at": at} if at else {}
    try:
        state = clocks.following(rules, CONFERENCE_GAP, dates, workdays, now)
    except KeyError:
        return None
    known = _recorded(last.acts)["event_at"].at if last else now
    return Followed(CONFERENCE_GAP, state, known)


def opened(matter: Matter, now: datetime) -> Matter:
    """Return a new matter as it may be stored; raises UsageError when it lacks its title or a name."""
    made = replace(
        matter, title=one_line(matter.title), lead=one_line(matter.lead), opened_by=one_line(matter.opened_by)
    )
    _require(bool(made.opened_by), _("Say who acts: every act on a matter is recorded with a name."))
    _require(bool(made.title), _("A matter needs a title."))
    kinds = _("The kind of a matter is one of: %(kinds)s.")
    _require(made.kind in MATTER_KINDS, kinds % {"kinds": ", ".join(MATTER_KINDS)})
    _require(made.opened_at <= now, _("A matter cannot be opened in the future."))
    return made


def checked(found: Standing, act: Act, rules: Sequence[ClockRule]) -> Act:
    """Return an act as it may be appended; raises UsageError when it is not allowed or lacks what it needs."""
    act = replace(
        act,
        actor=one_line(act.actor),
        text=clean(act.text),
        outlet=one_line(act.outlet),
        url=one_line(act.url),
    )
    number = {"no": found.matter.id}
    _require(bool(act.actor), _("Say who acts: every act on a matter is recorded with a name."))
    if found.state == "closed" and act.kind not in _WHEN_CLOSED:
        raise UsageError(_("Matter %(no)d is closed: it takes a note, or reopen it first.") % number)
    _require(found.state == "closed" or act.kind != "reopen", _("Matter %(no)d is open.") % number)
    _require(act.kind not in _NEEDS_TEXT or bool(act.text), _("Write why, or what is to be noted, in words."))
    ahead = act.moment is not None and act.moment > act.at and act.field != _AHEAD
    _require(not ahead, _("The time lies in the future; only the planned day of an event (event_planned_at) may."))
    _require(not act.url or bool(web_address(act.url)), _("This is not a web address: %(url)s") % {"url": act.url})
    match act.kind:
        case "link":
            _require(act.alert_id not in found.alerts, _("Alert %(no)s is linked already.") % {"no": act.alert_id})
        case "date":
            names = _("A date is one of: %(fields)s.") % {"fields": ", ".join(DATE_FIELDS)}
            _require(act.field in DATE_FIELDS, names)
        case "follow" | "met":
            return _check_clock(found, act, rules)
        case "respond":
            kinds = _("The kind of a response is one of: %(kinds)s.") % {"kinds": ", ".join(RESPONSE_KINDS)}
            _require(act.response in RESPONSE_KINDS, kinds)
        case "output":
            _check_output(found, act)
    return act


def _require(met: bool, message: str) -> None:
    if not met:
        raise UsageError(message)


def _check_clock(found: Standing, act: Act, rules: Sequence[ClockRule]) -> Act:
    """Return the act with the newest rule of the duty: two names of one duty are one clock."""
    name = {"clock": one_line(act.clock)}
    try:
        clock = clocks.family(rules, act.clock)[-1].id
    except KeyError:
        message = _("There is no legal clock “%(clock)s”. To see them: diembao matters clocks")
        raise UsageError(message % name) from None
    known = next((one for one in found.clocks if one.clock == clock), None)
    if act.kind == "met":
        _require(known is not None, _("The clock %(clock)s is not followed in this matter.") % name)
    else:
        again = known is None or known.state.finished_at is not None
        _require(again, _("The clock %(clock)s is followed already.") % name)
    return replace(act, clock=clock)


def _check_output(found: Standing, act: Act) -> None:
    _require(bool(act.outlet and act.url), _("Write the outlet and the address of what it published."))
    told = any(one.url == act.url for one in found.outputs)
    _require(not told, _("This address is recorded already: %(url)s") % {"url": act.url})


def _recorded(acts: Iterable[Act]) -> dict[DateField, Act]:
    """Return the latest act on each date; one without a moment took it back."""
    return {act.field: act for act in acts if act.kind == "date" and act.field}


def _clocks(
    acts: Sequence[Act], recorded: dict[DateField, Act], rules: Sequence[ClockRule], workdays: Workdays, now: datetime
) -> tuple[Followed, ...]:
    follows: dict[str, Act] = {}
    finished: dict[str, Act] = {}
    for act in acts:
        if act.kind == "follow":
            follows[_newest(rules, act.clock)] = act
            finished.pop(_newest(rules, act.clock), None)  # followed anew: another round of the same duty
        elif act.kind == "met":
            finished[_newest(rules, act.clock)] = act
    dates = {field: act.moment for field, act in recorded.items() if act.moment}
    begun = [act.at for act in acts if act.kind == "reopen"]
    found = []
    for clock, follow in follows.items():
        met = finished.get(clock)
        state = _state(rules, clock, dates, workdays, now, met.moment if met else None, follow.at)
        grounds = [recorded[field].at for field in state.starts if field in dates and dates[field] == state.started_at]
        known = max((follow.at, *begun, *grounds, *([met.at] if met else [])))
        found.append(Followed(clock, state, known))
    return tuple(found)


def _newest(rules: Sequence[ClockRule], clock: str) -> str:
    try:
        return clocks.family(rules, clock)[-1].id
    except KeyError:
        return clock  # the office does without it now


def _state(
    rules: Sequence[ClockRule], clock: str, dates: Dates, workdays: Workdays, now: datetime,
    finished_at: datetime | None, followed_at: datetime,
) -> ClockState:  # fmt: skip
    year = followed_at.astimezone(ZONE).year  # of a yearly duty: the year for which it was taken up
    try:
        return clocks.following(rules, clock, dates, workdays, now, finished_at, year=year)
    except KeyError:
        return ClockState(clock, "not_in_force", finished_at=finished_at)


def _task(matter: Matter, turns: Sequence[Act], now: datetime) -> Followed | None:
    if matter.due is None:
        return None
    end, last = _end_of(matter.due), turns[-1] if turns else None
    done = (last.moment or last.at) if last and last.kind == "close" else None
    late = (done or now) > end
    finished: Literal["met", "met_late"] = "met_late" if late else "met"
    going: Literal["overdue", "running"] = "overdue" if late else "running"
    state = ClockState("", finished if done else going, (), min(matter.opened_at, end), end, done)
    return Followed("", state, max((matter.opened_at, *(turn.at for turn in turns))))


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, ZONE).astimezone(UTC)
