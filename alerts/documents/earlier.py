"""Part V of a digest: what became of earlier proposals. Nothing is said of what nobody recorded."""

from dataclasses import replace

from alerts.documents import figures, register
from alerts.documents.blocks import Entry, Group, Section
from alerts.documents.wording import Wording, plain
from core.desk import Digest, FollowUp
from core.periods import ZONE


def followup(digest: Digest, counted: figures.Summary, words: Wording) -> Section:
    """Return part V: the proposals of the previous report, those still waited for, and the register of matters."""
    proposals = _proposals(digest, counted, words)
    paragraphs = (*proposals.paragraphs, *register.sentences(digest, words))
    return replace(proposals, paragraphs=paragraphs, groups=(*proposals.groups, *register.group(digest, words)))


def _proposals(digest: Digest, counted: figures.Summary, words: Wording) -> Section:
    _ = words.gettext
    title = _("Results of earlier proposals")
    window = {"window": words.window(counted.previous_first, counted.previous_last)}
    if counted.followups is None:
        return Section("followup", "V", title, (_unrecorded(digest, words) % window,))
    if not digest.followups:
        nothing = _("The report of the previous period (%(window)s) left no proposals to follow.")
        return Section("followup", "V", title, (nothing % window,))
    intro = _(
        "Proposals of the previous period (%(window)s), and earlier ones still waited for: %(number)s. As of"
        " %(moment)s: closed %(closed)s, decided %(answered)s, waiting %(waiting)s, overdue %(overdue)s, not followed"
        " by the system %(unknown)s."
    )
    facts = {
        **window,
        "number": words.number(len(digest.followups)),
        "moment": words.moment(digest.frozen_at),
    }
    facts.update((key, words.number(number)) for key, number in counted.followups.items())
    entries = tuple(_entry(matter, digest, words) for matter in digest.followups)
    return Section("followup", "V", title, (intro % facts,), groups=(Group("", entries),))


def _unrecorded(digest: Digest, words: Wording) -> str:
    _ = words.gettext
    if digest.previous_articles is None:
        return _("There is no frozen report of the previous period (%(window)s), so no earlier proposal is followed.")
    return _(
        "What became of the proposals of the previous period (%(window)s) was not recorded when this report was"
        " frozen; to be added by hand."
    )


def _entry(matter: FollowUp, digest: Digest, words: Wording) -> Entry:
    _ = words.gettext
    facts = _("Lead: %(lead)s; by %(due)s") % {"lead": plain(matter.lead), "due": words.day(matter.due)}
    return Entry(words.title(matter.matter), facts=facts, notes=(became(matter, digest, words),))


def became(matter: FollowUp, digest: Digest, words: Wording) -> str:
    """Return what became of a proposal: its state, since when, the verdict, and how long it is overdue."""
    _ = words.gettext
    found = figures.outcome(matter, digest)
    if found == "unknown":
        return _("No alert stands behind this proposal; its result is to be added by hand.")
    state = words.state(matter.state)
    if matter.since:
        facts = {"condition": state, "moment": words.moment(matter.since)}
        state = _("%(condition)s since %(moment)s") % facts
    told = _("State: %(state)s; verdict: %(verdict)s") % {"state": state, "verdict": words.verdict(matter.verdict)}
    if found != "overdue":
        return told
    days = (digest.frozen_at.astimezone(ZONE).date() - matter.due).days
    return told + "; " + _("overdue by %(days)s days") % {"days": words.number(days)}
