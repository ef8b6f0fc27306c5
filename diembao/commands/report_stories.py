"""`diembao report quick` and `letter`: what is known of one story of the press, and who is asked to check it."""

from contextlib import closing
from datetime import datetime

import click

from alerts.products import letter, quick
from alerts.proposals import named
from alerts.workdays import Workdays
from core.clock import SystemClock
from core.desk import Alert, JudgedArticle
from core.errors import UsageError
from core.i18n import language, translator
from core.periods import ZONE
from core.ports import UnitOfWork
from core.settings import Profile, Settings
from core.text import fold, one_line
from diembao.commands.common import day, load_settings
from diembao.commands.report_desk import Output, hand_out, report_command
from diembao.output import say
from diembao.rooms import open_store

_ = translator("diembao")


def commands() -> list[click.Command]:
    """Build the reports on what the press told."""
    return [_quick_command(), _letter_command()]


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
    @click.option("--alert", "alert", type=int, metavar="NO", help=_("Number of the alert."))
    @click.option("--story", "story", type=int, metavar="NO", help=_("Number of the story (diembao stories list)."))
    def quick_command(alert: int | None, story: int | None, output: Output) -> None:
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
        made = quick.build(articles, known, profile, settings.rules, settings.departments, now, language())
        hand_out(made, quick.paper(made, settings.office, profile.title, language()), settings, output)

    return quick_command


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
