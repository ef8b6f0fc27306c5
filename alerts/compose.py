"""The two mails of the house: the alert, one page for whoever must act, and the digest with its files."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from alerts import changes
from alerts.documents.wording import Wording, plain, sentence_case, web_address
from alerts.doubts import doubt
from alerts.message import NO_PICTURES, build
from alerts.proposals import answering
from core.desk import Alert, Digest, Held, JudgedArticle, Message
from core.i18n import translator
from core.press import Article
from core.settings import Department, Mail, Office, Recipient
from core.text import shorten
from core.versions import Change

log = logging.getLogger(__name__)

EXCERPT_WORDS = 50
EXCERPT_CHARS = 500
SUBJECT_WORDS = 18
COLOURS = {"P1": "#a3201a", "P2": "#a85400", "P3": "#2f5680"}
# Initial information is due within 24 hours of an authority taking the matter up (NĐ 244/2026/NĐ-CP, article 7.3-7.4).
ANSWER_WITHIN = {"P1": timedelta(hours=24), "P2": timedelta(hours=24)}


def alert_message(
    alert: Alert,
    article: Article,
    story: Sequence[JudgedArticle],
    department: Department,
    recipient: Recipient,
    office: Office,
    mail: Mail,
    now: datetime,
    lang: str,
    templates: Path | None = None,
    change: Change = "first",
    again: Sequence[str] | None = None,
) -> Message:
    """Return the mail on an alert for one mailbox; files of the same name in `templates` replace ours.

    The subject says what became of the article, so that two mails on one article are not taken for one. With `again`,
    the reasons, it tells what `article` adds to an alert that was told before.
    """
    told = alert if again is None else _as_of(alert, article, again)
    facts = _facts(told, article, story, department, office, lang) | {"again": again is not None, "number": alert.id}
    _ = translator("alerts", lang)
    title = shorten(Wording(lang).title(told.title), SUBJECT_WORDS)
    if change != "first":
        title = f"{sentence_case(changes.name(change, lang))}: {title}"
    words = {"level": alert.severity, "title": title}
    form = _("[Alert %(level)s] %(title)s") if again is None else _("[Alert %(level)s, continued] %(title)s")
    return build(
        "alert",
        alert.profile,
        str(alert.id) if again is None else continued_key(alert.id, article.id),
        mail.sender,
        recipient.email,
        form % words,
        render("alert.txt.jinja", templates, facts),
        render("alert.html.jinja", templates, facts),
        (),
        now,
        sender_name=office.body,
        recipient_name=recipient.name,
    )


def alert_key(held: Held) -> str:
    """Return the key under which the mail on an alert is delivered."""
    return continued_key(held.alert.id, held.article_id) if held.again else str(held.alert.id)


def continued_key(alert_id: int, article_id: int) -> str:
    """Return the key of a further mail on an alert."""
    return f"{alert_id}+{article_id}"


def _as_of(alert: Alert, article: Article, because: Sequence[str]) -> Alert:
    return replace(alert, title=article.title, outlet_name=article.outlet_name, url=article.url, because=tuple(because))


def digest_message(
    digest: Digest,
    html: str,
    text: str,
    attachments: Sequence[tuple[str, bytes, str]],
    recipient: str,
    office: Office,
    mail: Mail,
    lang: str,
    key: str = "",
    pictures: Mapping[str, bytes] = NO_PICTURES,
    dated: datetime | None = None,
) -> Message:
    """Return the mail of a digest for one address, dated at the freezing; `attachments` are (name, bytes, type).

    `pictures` are those the HTML shows, by Content-ID. `key` names the delivery when it is not the period: a copy must
    not pass for the official mail. A mail with a day of its own (`dated`) asks for the approval of the digest.
    """
    _ = translator("alerts", lang)
    words = {"unit": plain(digest.profile_title), "period": Wording(lang).period_name(digest)}
    subject = _("Press review of %(unit)s, %(period)s") % words
    if digest.draft:
        subject = _("[Draft] %(subject)s") % {"subject": subject}
    if digest.issue > 1:
        subject = _("%(subject)s (issue %(number)d)") % {"subject": subject, "number": digest.issue}
    if dated:
        subject = _("[To be approved] %(subject)s") % {"subject": subject}
    return build(
        "digest",
        digest.profile,
        key or digest.period,
        mail.sender,
        recipient,
        subject,
        text,
        html,
        attachments,
        dated or digest.frozen_at,
        pictures=pictures,
        sender_name=office.body,
    )


def render(name: str, folder: Path | None, facts: dict[str, Any]) -> str:
    """Fill a template. A faulty template of the office is reported and ours is used: an alert must go out."""
    if folder is not None and (folder / name).is_file():
        try:
            return _environment(folder).get_template(name).render(facts)
        except Exception:  # a template is a program of the office and may raise anything
            log.exception("template %s of the office cannot be used", name)
    return _environment(None).get_template(name).render(facts)


@cache
def _environment(folder: Path | None) -> ImmutableSandboxedEnvironment:
    shipped = PackageLoader("alerts", "templates")
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder), shipped]) if folder else shipped,
        autoescape=lambda name: name is not None and ".html" in name,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _facts(
    alert: Alert, article: Article, story: Sequence[JudgedArticle], department: Department, office: Office, lang: str
) -> dict[str, Any]:
    """Gather what the templates show, all of it already in words."""
    articles = [judged.article for judged in story] or [article]
    first = min(articles, key=lambda each: (each.moment, each.id))
    wording = Wording(lang)
    limit = ANSWER_WITHIN.get(alert.severity)
    return {
        "_": translator("alerts", lang),
        "lang": lang,
        "severity": wording.severity(alert.severity),
        "colour": COLOURS[alert.severity],
        "title": wording.title(alert.title),
        "outlet": plain(alert.outlet_name),
        "first_outlet": plain(first.outlet_name),
        "first_time": wording.moment(first.moment),
        "first_time_known": first.published is not None,
        "articles": len(articles),
        "outlets": len({each.outlet_id for each in articles}),
        "excerpt": plain(shorten(article.excerpt, EXCERPT_WORDS), EXCERPT_CHARS),
        "because": [plain(reason) for reason in alert.because],
        "unclear": _unclear(article, story, lang),
        "ask": answering(alert.ask, lang),
        "department": department.name,
        "due": wording.moment(alert.created_at + limit) if limit else "",
        "url": web_address(article.url),
        "command": f"diembao review ack {alert.id}",
        "body": office.body,
        "contact": office.contact,
    }


def _unclear(article: Article, story: Sequence[JudgedArticle], lang: str) -> list[str]:
    """Return what is to be checked: what is claimed, what stands against it, what is unknown."""
    _ = translator("alerts", lang)
    signals = [
        signal
        for judged in story
        if judged.article.id == article.id
        for signal in judged.assessment.verification.signals
    ]
    return [str(doubt(signal, lang)) for signal in signals] or [
        _("The service has not checked whether the report is right or complete.")
    ]
