"""`diembao report quick`: what is known of one story of the press."""

from contextlib import closing

import click

from alerts.products import quick
from core.clock import SystemClock
from core.desk import Alert, JudgedArticle
from core.errors import UsageError
from core.i18n import language, translator
from core.ports import UnitOfWork
from core.settings import Profile, Settings
from diembao.commands.common import load_settings
from diembao.commands.report_desk import Output, hand_out, report_command
from diembao.rooms import open_store

_ = translator("diembao")


def commands() -> list[click.Command]:
    """Build the reports on what the press told."""
    return [_quick_command()]


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
        settings, now = load_settings(), SystemClock().now()
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
