"""What became of the proposals of the report before: the alerts behind them, as they stand now."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from core.desk import Alert, AlertState, Decision, Digest, FollowUp, Proposal

_FAR: tuple[AlertState, ...] = ("new", "acknowledged", "in_verification", "decided", "closed", "dismissed")
_OPEN = frozenset({"new", "acknowledged", "in_verification"})


def alert_ids(previous: Digest) -> tuple[int, ...]:
    """Return the ids of the alerts to look at."""
    return tuple(dict.fromkeys(chain.from_iterable(matter.alerts for matter in _matters(previous))))


def follow(
    previous: Digest, alerts: Mapping[int, Alert], decisions: Mapping[int, Sequence[Decision]]
) -> tuple[FollowUp, ...]:
    """Return the proposals of the previous digest, and those it still waited for, with the state of their alerts."""
    return tuple(_followed(matter, alerts, decisions) for matter in _matters(previous))


def _matters(previous: Digest) -> Iterator[Proposal | FollowUp]:
    """Yield what waits longest first: a matter is followed until there is a result."""
    yield from (each for each in previous.followups or () if each.state in _OPEN)
    yield from previous.proposals


def _followed(
    matter: Proposal | FollowUp, alerts: Mapping[int, Alert], decisions: Mapping[int, Sequence[Decision]]
) -> FollowUp:
    last = min((alerts[each] for each in matter.alerts), key=lambda alert: _FAR.index(alert.state), default=None)
    if last is None:
        return FollowUp(matter.matter, matter.lead, matter.due)
    acts = decisions.get(last.id, ())
    return FollowUp(
        matter.matter,
        matter.lead,
        matter.due,
        matter.alerts,
        last.state,
        last.verdict or "",
        acts[-1].at if acts else None,
    )
