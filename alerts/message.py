"""A mail as bytes. Equal arguments give equal bytes, so that a repeated delivery is recognised as the same mail."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from core.desk import Message
from core.periods import ZONE
from core.text import one_line

MAX_SUBJECT = 200
"""Longest subject in code points: more is not shown anywhere."""
MAX_NAME = 80
NO_PICTURES: Mapping[str, bytes] = {}
# Python 3.11 loses a space where it folds between two encoded words; our headers are far below 998 bytes unfolded.
_UNFOLDED = SMTP.clone(max_line_length=None)
_NOT_ATOM = re.compile(r"[^A-Za-z0-9-]+")


def build(
    kind: str,
    profile: str,
    key: str,
    sender: str,
    recipient: str,
    subject: str,
    text: str,
    html: str,
    attachments: Sequence[tuple[str, bytes, str]],
    date: datetime,
    *,
    pictures: Mapping[str, bytes] = NO_PICTURES,
    sender_name: str = "",
    recipient_name: str = "",
) -> Message:
    """Return a finished mail. `attachments` are (name, content, MIME type); `date` is aware.

    `pictures` are PNG by Content-ID, for the HTML to show. The Message-ID depends on kind, profile, key and
    recipient only. Bodies are base64, so no line exceeds 998 bytes.
    """
    identity = hashlib.sha256(_writable("\0".join((kind, profile, key, recipient))).encode()).hexdigest()[:24]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(_cut(sender_name, MAX_NAME), addr_spec=sender)
    mail["To"] = Address(_cut(recipient_name, MAX_NAME), addr_spec=recipient)
    mail["Subject"] = subject = _cut(subject, MAX_SUBJECT)
    mail["Date"] = date.astimezone(ZONE)
    mail["Message-ID"] = _message_id(kind, profile, key, identity, sender)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    mail.set_content(_writable(text), cte="base64")
    mail.add_alternative(_writable(html), subtype="html", cte="base64")
    _text, page = mail.iter_parts()
    for content_id, png in pictures.items():
        name = f"{content_id.partition('@')[0]}.png"
        page.add_related(png, "image", "png", cid=f"<{content_id}>", disposition="inline", filename=name)
    for name, content, mime_type in attachments:
        maintype, _slash, subtype = mime_type.partition("/")
        mail.add_attachment(content, maintype=maintype, subtype=subtype, filename=_cut(name, MAX_NAME))
    # The library draws boundaries at random; base64 and our headers never contain "=_", so these are safe as well.
    for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
        part.set_boundary(f"=_{identity}_{number}")
    return Message(mail["Message-ID"], sender, recipient, date, subject, mail.as_bytes(policy=_UNFOLDED))


def _writable(text: str) -> str:
    """Replace lone halves of surrogate pairs, which have no place in UTF-8."""
    return text.encode("utf-8", "replace").decode()


def _cut(text: str, length: int) -> str:
    # "=?" would start an encoded word, which the library decodes: it could hide a line end or other letters.
    text = one_line(_writable(text)).replace("=?", "= ?")
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _message_id(kind: str, profile: str, key: str, identity: str, sender: str) -> str:
    readable = ".".join(_NOT_ATOM.sub("-", part)[:32].strip("-") or "x" for part in (kind, profile, key))
    return f"<{readable}.{identity}@{sender.rpartition('@')[2]}>"
