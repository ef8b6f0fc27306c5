"""Mails that do not get out: which they are, and what a person can do about each."""

from alerts.documents.wording import Wording
from core.desk import DeliveryNote
from core.i18n import translator


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
