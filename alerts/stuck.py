"""Mails that do not get out: which they are, what a person can do about each, and the mail that tells of them.

What was told of is remembered by the keys of those mails in the outbox: a day, and the marks of the mails they name.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from alerts.documents.wording import Wording, plain, sentence_case
from alerts.health import COLOURS, LISTED, Line, Table, keeper_mail
from alerts.outbox import LONG
from core.desk import DeliveryNote, DeliveryState, Message
from core.i18n import translator
from core.settings import Mail, Office, Recipient

UNSENT: tuple[DeliveryState, ...] = ("pending", "sending", "failed", "ambiguous")
"""The states in which a mail may be stuck."""
_NAME = "mails"


def stuck(notes: Iterable[DeliveryNote], now: datetime) -> list[DeliveryNote]:
    """Return the deliveries that a person must hear of: failed, ambiguous, or not taken for more than 24 hours."""
    return [note for note in notes if note.state in {"failed", "ambiguous"} or _waits_long(note, now)]


def _waits_long(note: DeliveryNote, now: datetime) -> bool:
    """Tell whether a mail waits after a failed try, or hangs in one; what is due now is about to be tried."""
    tried = note.state == "sending" or (note.state == "pending" and note.next_try is not None and note.next_try > now)
    return tried and note.created_at is not None and now - note.created_at >= LONG


def untold(notes: Iterable[DeliveryNote], keys: Iterable[str]) -> list[DeliveryNote]:
    """Return the deliveries that none of these keys of health mails names.

    A mail that tells of stuck mails is not told of itself: where it cannot arrive, the next one could not either.
    """
    told = {mark for key in keys if f"+{_NAME}+" in key for mark in key.split("+")[2:]}
    return [note for note in notes if _mark(note) not in told and f"+{_NAME}+" not in note.key]


def key(day: str, notes: Iterable[DeliveryNote] = ()) -> str:
    """Return the key of the mail of a day that tells of these deliveries; without any, how such a key begins."""
    return f"{day}+{_NAME}+" + "+".join(map(_mark, notes))


def _mark(note: DeliveryNote) -> str:
    # A mail that was sent again and failed again is told of again; one that only waits is told of once.
    return f"{note.id}.{note.attempts}" if note.state in {"failed", "ambiguous"} else str(note.id)


def message(
    notes: Sequence[DeliveryNote],
    key: str,
    now: datetime,
    recipient: Recipient,
    office: Office,
    mail: Mail,
    lang: str,
    templates: Path | None = None,
) -> Message:
    """Return the mail on stuck deliveries for one mailbox; files named `health.*` in `templates` replace ours."""
    words = Wording(lang)
    return keeper_mail(_facts(notes, now, office, words), key, now, recipient, office, mail, words, templates)


def _facts(notes: Sequence[DeliveryNote], now: datetime, office: Office, words: Wording) -> dict[str, Any]:
    _ = words.gettext
    facts = {"number": words.number(len(notes)), "moment": words.moment(now)}
    more = _("not shown here: %(number)s, see “diembao deliveries list”") % {
        "number": words.number(len(notes) - LISTED)
    }
    lines = tuple(_line(note, words) for note in notes[:LISTED])
    return {
        "_": translator("alerts", words.lang),
        "lang": words.lang,
        "subject": _("Mails that do not get out: %(number)s (%(moment)s)") % facts,
        "title": _("Mails that do not get out, %(moment)s") % facts,
        "colour": COLOURS[True],
        "paragraphs": [
            _("What is written in these mails may not have reached anybody. No mail is lost: each is kept as it was.")
        ],
        "first": _("Mail"),
        "tables": [Table(_("Mails to look at"), lines, more if len(notes) > LISTED else "")],
        "delays": (),
        "hints": [
            (_("Mails with their state"), "diembao deliveries list"),
            (_("One mail, with its text"), "diembao deliveries show " + _("NUMBER")),
        ],
        "why": _("Sent to whoever keeps the system, because a mail that does not arrive must not pass for “no news”."),
        "body": office.body,
        "contact": office.contact,
    }


def _line(note: DeliveryNote, words: Wording) -> Line:
    _ = words.gettext
    facts = [_("tries: %(number)s") % {"number": words.number(note.attempts)}]
    if note.created_at:
        facts.insert(0, _("written %(moment)s") % {"moment": words.moment(note.created_at)})
    if note.error:
        facts.append(plain(note.error))
    title = _("No. %(no)d: %(subject)s") % {"no": note.id, "subject": plain(note.message.subject)}
    todo = advice(note, words.lang)
    return Line(title, plain(note.message.recipient), _state(note, words), tuple(map(sentence_case, facts)), todo)


def _state(note: DeliveryNote, words: Wording) -> str:
    _ = words.gettext
    if note.state == "failed":
        return _("Refused by the mail server")
    if note.state == "ambiguous":
        return _("Unclear whether it arrived")
    if note.state == "sending":
        return _("Cut off while it was sent")
    return _("Not taken by the mail server for more than 24 hours")


def advice(note: DeliveryNote, lang: str) -> str:
    """Return what to do about a delivery in one or two sentences; empty when there is nothing to do."""
    _ = translator("alerts", lang)
    if note.state == "failed":
        return _(
            "The mail server refused the mail for good. Mend what its answer names, or reach the recipient in another"
            " way; then send it again with “diembao deliveries retry %(no)d”."
        ) % {"no": note.id}
    if note.state == "ambiguous":
        return _(
            "The mail may have arrived. Ask the recipient; only if it did not, send it again with “diembao deliveries"
            " retry %(no)d”."
        ) % {"no": note.id}
    if note.state == "sending":
        return _("If this lasts, the sending was cut off: restart the service, and the mail will stand as unclear.")
    if note.state == "pending" and note.next_try:
        return _(
            "It is tried again by itself (%(moment)s). See that the mail server can be reached and that address, port,"
            " encryption and password in diembao.yaml are right; to try at once: “diembao deliveries retry %(no)d”."
        ) % {"no": note.id, "moment": Wording(lang).moment(note.next_try)}
    return ""
