"""The letter (công văn) that asks an agency to check what the press reports and to answer it. Pure.

It asks for a check, an answer and a clarification, never that a publication disappears: a tool that follows the press
does not interfere with its content (NĐ 237/2026/NĐ-CP, article 13).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from alerts.documents.wording import Wording, plain, web_address
from alerts.products.paper import Paper, Part, copies, file_name
from alerts.products.quick import Reference, reference
from alerts.workdays import Workdays
from core.desk import Alert, JudgedArticle
from core.errors import UsageError
from core.i18n import translator
from core.periods import ZONE
from core.settings import Office
from core.text import fold, one_line

ANSWER_DAYS: Final = 5  # working days; no law sets this one, and the letter may name another day
QUOTE_CHARS: Final = 125  # two lines of a letter
QUOTES: Final = 5
_CLAIMS = frozenset(
    {
        "unattributed_claim",
        "repeats_false_claim",
        "contradicts_statement",
        "conflicting_figures",
        "single_source",
        "rumour_under_verification",
    }
)
_BLANK = "…" * 20  # an addressee that a person writes in

_ = translator("alerts")


@dataclass(frozen=True, slots=True)
class Letter:
    """What is asked of an agency by the local day `due`. `agency` is empty where nobody is named to answer.

    `claims` are quoted from the article of the alert, each at most two lines; `others` are further articles of its
    story, in `outlets` outlets together with the first one.
    """

    alert: int
    agency: str
    at: datetime
    due: date
    article: Reference
    claims: tuple[str, ...]
    others: int
    outlets: int


def build(
    alert: Alert,
    article: JudgedArticle,
    story: Sequence[JudgedArticle],
    agency: str,
    due: date | None,
    workdays: Workdays,
    now: datetime,
) -> Letter:
    """Return the letter on an alert; by default the answer is due in five working days.

    Raises UsageError when the alert is over or the day has passed.
    """
    today = now.astimezone(ZONE).date()
    if alert.state in ("closed", "dismissed"):
        raise UsageError(_("Alert %(no)d is over: reopen it first.") % {"no": alert.id})
    if due is not None and due < today:
        raise UsageError(_("The day by which an answer is asked for has passed."))
    signals = article.assessment.verification.signals
    claims = [quote(one.evidence) for one in signals if one.kind in _CLAIMS]
    return Letter(
        alert.id,
        one_line(agency),
        now,
        due or workdays.add(today, ANSWER_DAYS),
        reference(article.article),
        tuple(dict.fromkeys(filter(None, claims or [quote(article.article.excerpt)])))[:QUOTES],
        len(story) - 1,
        len({one.article.outlet_id for one in story}),
    )


def quote(text: str) -> str:
    """Return a text cut to what two lines of a letter hold."""
    return plain(text, QUOTE_CHARS)


def addressee(candidates: Iterable[str], office: Office) -> str:
    """Return the first agency that is not the office itself, empty when there is none."""
    own = fold(one_line(office.body))
    return next((name for name in candidates if name and fold(one_line(name)) != own), "")


def paper(letter: Letter, office: Office, lang: str = "vi", own: str = "") -> Paper:
    """Return the letter in words; `own` is the name of the office as a sentence has it, without it that of its head."""
    words = Wording(lang)
    _ = words.gettext
    body, due = plain(own or office.body), words.day(letter.due)
    facts = {
        "day": _published(letter.article, words),
        "outlet": plain(letter.article.outlet),
        "title": words.title(letter.article.title),
    }
    told = [_("On %(day)s, %(outlet)s published “%(title)s”.") % facts]
    if url := web_address(letter.article.url):
        told.append(_("Address: %(url)s") % {"url": url})
    if letter.others:
        spread = {"articles": words.number(letter.others), "outlets": words.number(letter.outlets)}
        told.append(_("Further articles on the matter: %(articles)s; outlets in all: %(outlets)s.") % spread)
    if letter.claims:
        told += [_("The article reports:"), *(f"- “{claim}”" for claim in letter.claims)]
    asks = (
        _("%(body)s asks the agency to consider:") % {"body": body},
        _("1. Check and clarify what the press reports; it is what the press says, nobody has concluded on it yet."),
        _("2. Answer the press as the law provides; if needed publish a clarification, or ask for a correction."),
        _("3. Report the result to %(body)s by %(due)s.") % {"body": body, "due": due},
    )
    closing = (_("Contact: %(contact)s") % {"contact": plain(office.contact)},) if office.contact else ()
    return Paper(
        file_name("letter", "alert", letter.alert),
        "",
        "",
        _("Re: checking and handling information reported by the press"),
        plain(letter.agency) or _BLANK,
        letter.at,
        (Part(paragraphs=(*told, *asks, *closing)),),
        copies(office, _("As above")),
    )


def _published(article: Reference, words: Wording) -> str:
    """Return the day an article appeared, saying so when only its collection is known."""
    day = words.day(article.published.astimezone(ZONE).date())
    return day if article.published_known else words.gettext("%(moment)s (time of collection)") % {"moment": day}
