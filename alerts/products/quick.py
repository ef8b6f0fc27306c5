"""The quick report (báo cáo nhanh) on one story: one page, what is known and what stands against it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.documents.word_tables import Cell
from alerts.documents.wording import Wording, plain, web_address
from alerts.doubts import Doubt, doubt
from alerts.products.paper import Paper, Part, Table, file_name
from alerts.proposals import answering, named
from core.desk import Alert, JudgedArticle
from core.press import Article
from core.settings import AlertRule, Department, Office, Profile
from core.text import shorten

# What one page holds; what is left out is said.
TITLE_WORDS, LINK_WORDS, DOUBT_WORDS, ACTION_WORDS, NAME_CHARS, WHO_CHARS = 25, 8, 40, 28, 28, 50
SHOWN_PLACES, SHOWN_OUTLETS, SHOWN_CLAIMS, SHOWN_LINKS, SHOWN_WHO = 4, 5, 2, 3, 2
_WIDTHS = (38.0, 122.0)


@dataclass(frozen=True, slots=True)
class Reference:
    """Where an article is to be read."""

    article: int
    title: str
    outlet: str
    url: str
    published: datetime
    published_known: bool


@dataclass(frozen=True, slots=True)
class QuickReport:
    """What is known of one story at `at` (aware). `alert` is None for a story without one; `who` leads first.

    `claims` are candidates with what stands against them, never verdicts; `state` and `verdict` are those of the alert.
    """

    story: int
    alert: int | None
    profile: str
    at: datetime
    what: str
    places: tuple[str, ...]
    first: Reference
    outlets: tuple[str, ...]
    articles: tuple[Reference, ...]
    claims: tuple[Doubt, ...]
    action: str
    who: tuple[str, ...]
    state: str = ""
    verdict: str = ""


def build(
    story: Sequence[JudgedArticle],
    alert: Alert | None,
    profile: Profile,
    rules: Iterable[AlertRule],
    departments: Sequence[Department],
    now: datetime,
    lang: str = "vi",
) -> QuickReport:
    """Return the report on a story, whose articles stand in any order; there is at least one."""
    ordered = sorted(story, key=lambda one: (one.article.moment, one.article.id))
    articles = tuple(reference(one.article) for one in ordered)
    rule = next((one for one in rules if alert and one.id == alert.rule_id), None)
    return QuickReport(
        ordered[0].article.story_id,
        alert.id if alert else None,
        profile.id,
        now,
        alert.title if alert else articles[0].title,
        _places(ordered, profile),
        articles[0],
        tuple(dict.fromkeys(one.outlet for one in articles)),
        articles,
        tuple(dict.fromkeys(doubt(one, lang) for each in ordered for one in each.assessment.verification.signals)),
        answering(alert.ask if alert else "", lang),
        tuple(named(rule, departments)),
        alert.state if alert else "",
        (alert.verdict or "") if alert else "",
    )


def reference(article: Article) -> Reference:
    """Return where an article is to be read."""
    known = article.published is not None
    return Reference(article.id, article.title, article.outlet_name, article.url, article.moment, known)


def _places(story: Iterable[JudgedArticle], profile: Profile) -> tuple[str, ...]:
    """Return the localities that the articles name, as the profile writes them."""
    names = {place.id: place.names[0] for place in profile.places}
    found = (one.assessment.places.get(profile.id) for one in story)
    return tuple(dict.fromkeys(names.get(each, each) for one in found if one for each in one.localities))


def paper(report: QuickReport, office: Office, unit: str, lang: str = "vi") -> Paper:
    """Return the report in words; `unit` is the full name of what is followed ("tỉnh Tây Ninh")."""
    words = Wording(lang)
    _ = words.gettext
    key = ("alert", report.alert) if report.alert is not None else ("story", report.story)
    note = _("Drawn from the press at %(moment)s. What is to be checked is a candidate; only a person concludes.")
    return Paper(
        file_name("quick", *key),
        _("QUICK REPORT"),
        "BC",
        _("On information of the press about %(unit)s") % {"unit": plain(unit)},
        office.addressee,
        report.at,
        (
            Part(
                table=Table(_WIDTHS, (_("Point"), _("Facts")), tuple(_rows(report, words))),
                notes=(note % {"moment": words.moment(report.at)},),
            ),
        ),
        office.recipients,
    )


def _rows(report: QuickReport, words: Wording) -> list[tuple[Cell, Cell]]:
    _ = words.gettext
    first = {"outlet": plain(report.first.outlet, NAME_CHARS), "moment": _moment(report.first, words)}
    spread = {"articles": words.number(len(report.articles)), "outlets": words.number(len(report.outlets))}
    rows: list[tuple[Cell, Cell]] = [
        (_("Matter"), shorten(words.title(report.what), TITLE_WORDS)),
        (_("Place"), _list(report.places, SHOWN_PLACES, words) or _("not named more closely")),
        (_("First published"), _("%(outlet)s, %(moment)s") % first),
        (_("Spread"), _("%(articles)s articles in %(outlets)s outlets") % spread),
        (_("Outlets"), _list(report.outlets, SHOWN_OUTLETS, words)),
        *_claims(report, words),
        *_links(report, words),
    ]
    if report.state:
        facts = {"state": words.state(report.state), "verdict": words.verdict(report.verdict)}
        rows.append((_("State"), _("%(state)s; %(verdict)s") % facts))
    rows.append((_("Recommended action"), shorten(plain(report.action, 1000), ACTION_WORDS)))
    rows.append((_("Who"), _list(report.who, SHOWN_WHO, words, WHO_CHARS) or _("to be named")))
    return rows


def _claims(report: QuickReport, words: Wording) -> list[tuple[Cell, Cell]]:
    _ = words.gettext
    title = _("To be checked")
    if not report.claims:
        nothing = _("No sign was found in the words of the articles; nobody has checked whether they are right.")
        return [(title, nothing)]
    shown = [shorten(plain(str(one), 1000), DOUBT_WORDS) for one in report.claims[:SHOWN_CLAIMS]]
    return _column(title, shown, len(report.claims), words)


def _links(report: QuickReport, words: Wording) -> list[tuple[Cell, Cell]]:
    _ = words.gettext
    shown: list[Cell] = [
        (
            f"{plain(one.outlet, NAME_CHARS)}, {_moment(one, words)}: {shorten(words.title(one.title), LINK_WORDS)}",
            web_address(one.url),
        )
        for one in report.articles[:SHOWN_LINKS]
    ]
    return _column(_("Articles"), shown, len(report.articles), words)


def _column(title: str, cells: Sequence[Cell], count: int, words: Wording) -> list[tuple[Cell, Cell]]:
    """Return the cells below each other beside their title, and how many more there are."""
    left_out = count - len(cells)
    more = [words.gettext("and %(number)s more") % {"number": words.number(left_out)}] if left_out else []
    return [(title if number == 0 else "", cell) for number, cell in enumerate([*cells, *more])]


def _list(names: Sequence[str], most: int, words: Wording, chars: int = NAME_CHARS) -> str:
    shown = ", ".join(plain(name, chars) for name in names[:most])
    facts = {"names": shown, "number": words.number(len(names) - most)}
    return words.gettext("%(names)s and %(number)s more") % facts if len(names) > most else shown


def _moment(where: Reference, words: Wording) -> str:
    """Return when an article appeared, saying so when only its collection is known."""
    moment = words.moment(where.published)
    return moment if where.published_known else words.gettext("%(moment)s (time of collection)") % {"moment": moment}
