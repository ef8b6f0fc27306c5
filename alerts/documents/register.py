"""The register of matters in part V of a digest."""

from alerts.documents.blocks import Entry, Group
from alerts.documents.wording import Wording, plain
from core.desk import Digest
from core.matters import MatterLine, Register

SHOWN = 20


def sentences(digest: Digest, words: Wording) -> tuple[str, ...]:
    """Return what was done in the period; nothing when the register was not recorded."""
    found = digest.register
    if found is None:
        return ()
    _ = words.gettext
    if not found.lines:
        return (_("The register of matters holds nothing for the period."), *_conferences(found, words))
    open_ones = [line for line in found.lines if line.closed is None]
    facts = {
        "opened": words.number(found.opened),
        "closed": words.number(found.closed),
        "open": words.number(len(open_ones)),
        "overdue": words.number(sum(line.is_overdue for line in open_ones)),
        "responses": words.number(sum(line.responses for line in found.lines)),
        "outputs": words.number(sum(line.outputs for line in found.lines)),
        "met": words.number(found.met),
        "late": words.number(found.met_late),
    }
    return (
        _(
            "Register of matters in the period: opened %(opened)s, closed %(closed)s; still open %(open)s, of which"
            " overdue %(overdue)s. Answers to the press %(responses)s; duties met in time %(met)s, late %(late)s;"
            " features of the province's own outlets %(outputs)s."
        )
        % facts,
        *_conferences(found, words),
    )


def _conferences(found: Register, words: Wording) -> tuple[str, ...]:
    _ = words.gettext
    facts = {
        "number": words.number(len(found.conferences)),
        "last": words.day(found.last_conference) if found.last_conference else "",
        "due": words.day(found.conference_due) if found.conference_due else "",
    }
    if found.last_conference is None:
        return (_("No press conference is recorded."),)
    held = _("Press conferences in the period: %(number)s; the latest on %(last)s.") % facts
    if not facts["due"]:
        return (held,)
    due = _("The next was due by %(due)s.") if found.conference_overdue else _("The next is due by %(due)s.")
    return (f"{held} {due % facts}",)


def group(digest: Digest, words: Wording) -> tuple[Group, ...]:
    """Return the matters of the register, what ends first leading; none when it is empty."""
    if digest.register is None or not digest.register.lines:
        return ()
    lines = digest.register.lines
    entries = tuple(Entry(words.title(line.title), facts=_facts(line, words)) for line in lines[:SHOWN])
    title = words.gettext("Matters of the register")
    return (Group(title, entries, words.left_out(len(lines) - len(entries))),)


def _facts(line: MatterLine, words: Wording) -> str:
    _ = words.gettext
    due = words.day(line.due) if line.due else ""
    if line.clock and line.due:
        due = f"{due} ({plain(line.clock)})"
    facts = (
        _("lead: %(lead)s") % {"lead": plain(line.lead)} if line.lead else "",
        _("due %(day)s") % {"day": due} if due else "",
        state(line, words),
    )
    return "; ".join(fact for fact in facts if fact)


def state(line: MatterLine, words: Wording) -> str:
    """Return how a matter stands in a few words."""
    _ = words.gettext
    if line.closed:
        return _("closed on %(day)s") % {"day": words.day(line.closed)}
    return _("overdue") if line.is_overdue else _("open")
