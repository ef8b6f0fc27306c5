"""What an officer reads of a reason to check: what is claimed, what stands against it, what is unknown."""

from dataclasses import dataclass

from alerts.labels import quote
from core.i18n import translator
from core.judgement import Signal


@dataclass(frozen=True, slots=True)
class Doubt:
    """A reason to check in words; `against` is empty when nothing is known that says otherwise."""

    claimed: str
    against: str
    unknown: str

    def __str__(self) -> str:
        return " ".join(filter(None, (self.claimed, self.against, self.unknown)))


def doubt(signal: Signal, lang: str) -> Doubt:
    """Return a signal in words; one of an unknown kind is only quoted."""
    _ = translator("alerts", lang)
    phrase, other = quote([signal.evidence] if signal.evidence else []), quote([signal.against])
    claims = {
        "unattributed_claim": _("Passes on without naming who answers for it: %(phrase)s."),
        "repeats_false_claim": _("Repeats a claim that was found false before: %(phrase)s."),
        "contradicts_statement": _("Says otherwise than a statement: %(phrase)s."),
        "conflicting_figures": _("Gives a figure that another article of the story does not: %(phrase)s."),
        "withdrawn": _("The article is no longer at its address (%(phrase)s)."),
        "changed": _("The article was changed after it had appeared: %(phrase)s."),
        "single_source": _("A grave matter that one newsroom tells so far, naming nobody: %(phrase)s."),
        "rumour_under_verification": _("Tells that a claim is being checked: %(phrase)s."),
        "spread": _("Told by %(count)s newsrooms."),
    }
    unknown = {
        "unattributed_claim": _("Unknown: who first said it, and whether it is right."),
        "repeats_false_claim": _("Unknown: whether it is the same claim and something new has come up since."),
        "contradicts_statement": _("Unknown: which of the two is right today."),
        "conflicting_figures": _("Unknown: which figure is right, and whether both count the same."),
        "withdrawn": _("Unknown: why it was taken off."),
        "changed": _("Unknown: why it was changed."),
        "single_source": _("Unknown: whether anybody confirms it."),
        "rumour_under_verification": _("Unknown: what the check will find."),
    }
    words = claims.get(signal.kind, _("To be checked: %(phrase)s."))
    return Doubt(
        _tidy(words % {"phrase": phrase, "count": signal.evidence}),
        _("Against it stands: %(other)s.") % {"other": other} if signal.against else "",
        unknown.get(signal.kind, ""),
    )


def _tidy(words: str) -> str:
    """Leave out the place of a phrase that is none: a person gave the role."""
    return words.replace(": .", ".").replace(" ().", ".")
