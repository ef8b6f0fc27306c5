"""One mail on several alerts: those that waited for quiet hours, cooldown or cap, or that nobody has taken on."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from alerts.compose import COLOURS, EXCERPT_CHARS, render
from alerts.documents.wording import Wording, plain, web_address
from alerts.message import build
from core.desk import Alert, JudgedArticle, Message
from core.i18n import translator
from core.settings import Department, Mail, Office, Recipient
from core.text import shorten

TITLE_WORDS = 40
REASONS = 3  # of each matter; the desk shows them all


def gathered_message(
    matters: Sequence[tuple[Alert, JudgedArticle, Sequence[str]]],
    key: str,
    department: Department,
    recipient: Recipient,
    office: Office,
    mail: Mail,
    now: datetime,
    lang: str,
    templates: Path | None = None,
    unanswered: int = 0,
) -> Message:
    """Return one mail on alerts, most severe first; each with the article and the reasons to show.

    With `unanswered` it says that nobody has taken them on for so many hours.
    """
    _ = translator("alerts", lang)
    number = {"number": len(matters), "hours": unanswered}
    if unanswered:
        heading = _("%(number)d alert(s) not acknowledged for %(hours)d hours") % number
    else:
        heading = _("%(number)d alert(s) that waited to be sent") % number
    severity = min(alert.severity for alert, _judged, _because in matters)
    facts = {
        "_": _,
        "lang": lang,
        "heading": heading,
        "colour": COLOURS[severity],
        "unanswered": unanswered,
        "matters": [_matter(alert, judged, because, lang) for alert, judged, because in matters],
        "department": department.name,
        "body": office.body,
        "contact": office.contact,
    }
    return build(
        "alert",
        matters[0][0].profile,
        key,
        mail.sender,
        recipient.email,
        _("[Alert %(level)s] %(title)s") % {"level": severity, "title": heading},
        render("gathered.txt.jinja", templates, facts),
        render("gathered.html.jinja", templates, facts),
        (),
        now,
        sender_name=office.body,
        recipient_name=recipient.name,
    )


def _matter(alert: Alert, judged: JudgedArticle, because: Sequence[str], lang: str) -> dict[str, Any]:
    wording, article = Wording(lang), judged.article
    return {
        "number": alert.id,
        "severity": wording.severity(alert.severity),
        "colour": COLOURS[alert.severity],
        "title": plain(shorten(wording.title(article.title), TITLE_WORDS), EXCERPT_CHARS),
        "outlet": plain(article.outlet_name),
        "time": wording.moment(article.moment),
        "because": [plain(reason, EXCERPT_CHARS) for reason in because[:REASONS]],
        "url": web_address(article.url),
        "command": f"diembao review show {alert.id}",
    }
