"""`diembao report quick`, `letter`, `notice` and `dossier`: one story of the press, for those who act on it."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime

import click

from alerts.products import case, dossier, letter, notice, quick
from alerts.products.case import Case
from alerts.proposals import named
from alerts.workdays import Workdays
from core.clock import SystemClock
from core.desk import Alert, Decision, JudgedArticle
from core.errors import UsageError
from core.i18n import language, translator
from core.periods import ZONE
from core.ports import UnitOfWork
from core.settings import Profile, Settings
from core.text import fold, one_line
from diembao.commands.common import day, load_settings
from diembao.commands.report_desk import Output, hand_out, report_command
from diembao.matters import read
from diembao.output import say
from diembao.rooms import open_store

_ = translator("diembao")

PRECEDENTS = 5


def commands() -> list[click.Command]:
    """Build the reports on what the press told."""
    return [_quick_command(), _letter_command(), _notice_command(), _dossier_command()]


def find_alert(tx: UnitOfWork, number: int) -> Alert:
    """Return an alert; raises UsageError when there is no such alert."""
    try:
        return tx.alerts.get(number)
    except KeyError:
        raise UsageError(_("There is no alert %(no)d.") % {"no": number}) from None


def story_of(tx: UnitOfWork, alert: Alert) -> list[JudgedArticle]:
    """Return the articles of the story that an alert is about, where its article stands now."""
    return tx.articles.story(tx.articles.get(alert.article_id).article.story_id)


def _quick_command() -> click.Command:
    @report_command(
        "quick",
        _(
            "The quick report (báo cáo nhanh) on an alert or a story, one page: what, where, when first, how widely,"
            " what is to be checked and what stands against it, what to do and who."
        ),
        "quick --alert 12",
        "quick --story 1188 --out bao-cao --text",
    )
    @_of_a_story
    def quick_command(alert: int | None, story: int | None, output: Output) -> None:
        settings, unit, made = _case(alert, story)
        hand_out(made.quick, quick.paper(made.quick, settings.office, unit, language()), settings, output)

    return quick_command


def _notice_command() -> click.Command:
    @report_command(
        "notice",
        _(
            "The notice to the ministry and agencies concerned about an alert or a story: what, where, evidence, state"
            " of the check, what was done. Without --to it goes to the ministry in charge of the press."
        ),
        "notice --alert 12",
        'notice --story 1188 --to "Bộ Ngoại giao; Ban Tuyên giáo và Dân vận Trung ương" --out thong-bao',
    )
    @_of_a_story
    @click.option("--to", metavar="AGENCY", default="", help=_("Who is told; several apart by semicolons."))
    def notice_command(alert: int | None, story: int | None, to: str, output: Output) -> None:
        settings, unit, made = _case(alert, story)
        paper = notice.paper(made, settings.office, unit, to, language(), _own_name(settings))
        hand_out(made, paper, settings, output)

    return notice_command


def _dossier_command() -> click.Command:
    @report_command(
        "dossier",
        _(
            "The argument dossier (tài liệu lập luận) on an alert or a story, in five parts with evidence and sources;"
            " what nobody wrote yet is left blank, and a person reviews it."
        ),
        "dossier --alert 12",
        "dossier --story 1188 --out lap-luan --text",
    )
    @_of_a_story
    def dossier_command(alert: int | None, story: int | None, output: Output) -> None:
        settings, unit, made = _case(alert, story)
        hand_out(made, dossier.paper(made, settings.office, unit, language()), settings, output)

    return dossier_command


def _of_a_story(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the two ways to name a story."""
    story = click.option(
        "--story", "story", type=int, metavar="NO", help=_("Number of the story (diembao stories list).")
    )
    return click.option("--alert", "alert", type=int, metavar="NO", help=_("Number of the alert."))(story(command))


def _case(alert: int | None, story: int | None) -> tuple[Settings, str, Case]:
    """Return what is known of the story of an alert, or of a story, with the settings of today and the unit's name."""
    if (alert is None) == (story is None):
        raise UsageError(_("Name --alert NO or --story NO, one of them."))
    now = SystemClock().now()
    settings = load_settings().on(now)
    with closing(open_store(settings)) as store, store.read() as tx:
        raised = find_alert(tx, alert) if alert is not None else None
        articles = story_of(tx, raised) if raised else tx.articles.story(story or 0)
        if not articles:
            raise UsageError(_("There is no story %(no)d.") % {"no": story})
        profile = _profile(settings, articles, raised)
        # A story with an alert is reported with what was decided of it.
        known = raised or next(iter(tx.alerts.on_story(profile.id, articles[0].article.story_id)), None)
        told = quick.build(articles, known, profile, settings.rules, settings.departments, now, language())
        decisions = tx.alerts.decisions(known.id) if known else []
        matters = tx.matters.of_alert(known.id) if known else []
        standings = read(tx, matters, settings, Workdays(settings.calendar), now)
        earlier = _decided(tx, known) if known else []
    return (
        settings,
        profile.title,
        case.build(told, articles, decisions, standings, settings.clocks, earlier, language()),
    )


def _decided(tx: UnitOfWork, alert: Alert) -> list[tuple[Alert, Decision]]:
    """Return the latest alerts of the same rule with a verdict, each with the act that gave it."""
    same = [one for one in tx.alerts.listing(alert.profile) if one.rule_id == alert.rule_id and one.id != alert.id]
    decided = sorted((one for one in same if one.verdict), key=lambda one: one.created_at, reverse=True)[:PRECEDENTS]
    return [(one, next(act for act in reversed(tx.alerts.decisions(one.id)) if act.verdict)) for one in decided]


def _profile(settings: Settings, articles: list[JudgedArticle], alert: Alert | None) -> Profile:
    """Return the profile of an alert, else the first one that the story concerns; raises UsageError."""

    def concerns(profile: Profile) -> bool:
        grades = {one.assessment.grade(profile.id) for one in articles}
        return profile.id == alert.profile if alert else grades != {"none"}

    found = next(filter(concerns, settings.profiles), None)
    if found is None:
        raise UsageError(_("It is about a unit that is not followed here."))
    return found


def _letter_command() -> click.Command:
    @report_command(
        "letter",
        _(
            "The letter (công văn) that asks an agency to check what an alert is about: report the result by a day,"
            " answer the press, clarify. Without --to it goes to who leads the matter or the departments of the rule."
        ),
        'letter --alert 12 --to "Sở Xây dựng"',
        "letter --alert 12 --due 30/11/2026 --out cong-van",
    )
    @click.option("--alert", "alert", type=int, required=True, metavar="NO", help=_("Number of the alert."))
    @click.option("--to", metavar="AGENCY", help=_("Who is asked: a name, or the id of a department of alerts.yaml."))
    @click.option(
        "--due", metavar="DATE", callback=day, help=_("Last day for the result (default: in five working days).")
    )
    def letter_command(alert: int, to: str | None, due: datetime | None, output: Output) -> None:
        now = SystemClock().now()
        settings = load_settings().on(now)
        with closing(open_store(settings)) as store, store.read() as tx:
            raised = find_alert(tx, alert)
            article, story = tx.articles.get(raised.article_id), story_of(tx, raised)
            leads = [matter.lead for matter in tx.matters.of_alert(alert)]
        agency = (
            _agency(settings, to)
            if to
            else letter.addressee([*leads, *_departments(settings, raised)], settings.office)
        )
        until = due.astimezone(ZONE).date() if due else None
        made = letter.build(raised, article, story, agency, until, Workdays(settings.calendar), now)
        hand_out(made, letter.paper(made, settings.office, language(), _own_name(settings)), settings, output)
        if not agency and not output.as_json:
            say(_("The addressee is left to be written in: nobody but this office is named for it. See --to."))

    return letter_command


def _agency(settings: Settings, asked: str) -> str:
    return next((one.name for one in settings.departments if one.id == asked), asked)


def _own_name(settings: Settings) -> str:
    """Return the name of the office as alerts.yaml has it: in the head of a document it stands in capitals."""
    own = fold(one_line(settings.office.body))
    return next((one.name for one in settings.departments if fold(one_line(one.name)) == own), "")


def _departments(settings: Settings, alert: Alert) -> list[str]:
    rule = next((one for one in settings.rules if one.id == alert.rule_id), None)
    return named(rule, settings.departments) if rule else []
