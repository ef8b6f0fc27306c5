"""How urgently a person should check an article: only its role toward a claim counts, never tone, topic or outlet."""

from core.judgement import Band, Role, Signal, Verification

UNATTRIBUTED = 0.6  # weight of one claim nobody answers for
UNDER_VERIFICATION = 0.2  # a claim somebody is already checking: shown, but not a candidate
CHECK, URGENT = 0.5, 0.8


def verify(role: Role) -> Verification:
    """Return the band with its signals; only a carrier can reach `check` or `urgent`."""
    if role.label == "carrier":
        signals = tuple(Signal("unattributed_claim", UNATTRIBUTED, phrase) for phrase in role.evidence)
    elif role.label == "verification":
        signals = (Signal("rumour_under_verification", UNDER_VERIFICATION, " … ".join(role.evidence)),)
    else:
        signals = ()
    missing = 1.0
    for signal in signals:
        missing *= 1 - signal.weight
    score = round(1 - missing, 3)
    band: Band = "urgent" if score >= URGENT else "check" if score >= CHECK else "none"
    return Verification(band, score, signals)
