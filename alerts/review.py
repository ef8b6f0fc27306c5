"""Steps of an alert. Pure: who may record which act in which state, and what the act must say."""

from datetime import datetime
from typing import Final

from alerts.documents.wording import Wording
from core.desk import Action, Alert, AlertState, Decision
from core.errors import UsageError
from core.i18n import language, translator
from core.judgement import VERDICTS, Verdict
from core.text import clean, one_line

_ = translator("alerts")

# new -> acknowledged -> in_verification -> decided -> closed. Before a verdict an alert may be dismissed; what is
# over may be opened again, and then starts anew, because somebody must look at what has changed.
MOVES: Final[dict[tuple[AlertState, Action], AlertState]] = {
    ("new", "acknowledge"): "acknowledged",
    ("acknowledged", "verify"): "in_verification",
    ("in_verification", "verdict"): "decided",
    ("decided", "close"): "closed",
    ("new", "dismiss"): "dismissed",
    ("acknowledged", "dismiss"): "dismissed",
    ("in_verification", "dismiss"): "dismissed",
    ("decided", "reopen"): "new",
    ("closed", "reopen"): "new",
    ("dismissed", "reopen"): "new",
}
_NEEDS_REASON: Final[frozenset[Action]] = frozenset({"verdict", "dismiss", "reopen"})


def action_name(action: Action) -> str:
    """Return the name of an act in the language in use."""
    return {
        "acknowledge": _("acknowledge"),
        "verify": _("start verification"),
        "verdict": _("give a verdict"),
        "close": _("close"),
        "dismiss": _("dismiss"),
        "reopen": _("reopen"),
    }[action]


def possible(state: AlertState) -> tuple[Action, ...]:
    """Return the acts that are allowed in a state."""
    return tuple(action for (before, action) in MOVES if before == state)


def next_state(state: AlertState, action: Action) -> AlertState:
    """Return the state after an act; raises UsageError when the act is not allowed in this state."""
    if after := MOVES.get((state, action)):
        return after
    allowed = ", ".join(action_name(each) for each in possible(state))
    raise UsageError(
        _("The alert is “%(state)s”: the act “%(action)s” is not possible now. Possible: %(allowed)s.")
        % {"state": Wording(language()).state(state), "action": action_name(action), "allowed": allowed}
    )


def decision(
    alert: Alert, action: Action, actor: str, reason: str, verdict: Verdict | None, source: str, now: datetime
) -> tuple[Decision, AlertState]:
    """Return the record of an act and the state it leads to.

    Raises UsageError when the act is not allowed, names nobody, or lacks the reason or the verdict it needs.
    """
    state = next_state(alert.state, action)
    actor, reason, source = one_line(actor), clean(reason), one_line(source)
    if not actor:
        raise UsageError(_("Say who acts: every act on an alert is recorded with a name."))
    if action in _NEEDS_REASON and not reason:
        raise UsageError(_("“%(action)s” needs a reason in words.") % {"action": action_name(action)})
    if action == "verdict" and verdict not in VERDICTS:
        raise UsageError(_("A verdict is one of: %(verdicts)s.") % {"verdicts": ", ".join(VERDICTS)})
    if action != "verdict" and verdict is not None:
        raise UsageError(_("“%(action)s” cannot carry a verdict.") % {"action": action_name(action)})
    return Decision(alert.id, now, actor, action, reason, verdict, source), state
