"""`diembao report` of what the register of matters tells, and of the directory."""

from datetime import datetime, timedelta

import click

from alerts.matters import Standing, press_conference, standing
from alerts.products import commendation, conference, directory, late, spokesperson
from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import language, translator
from core.periods import parse
from core.press import Article
from diembao.commands.common import day, load_settings
from diembao.commands.matter_desk import Desk, desk
from diembao.commands.report_desk import Output, hand_out, report_command
from diembao.matters import standings

_ = translator("diembao")


def commands() -> list[click.Command]:
    """Build the reports on the register."""
    return [
        _spokesperson_command(),
        _late_command(),
        _commendation_command(),
        _conference_command(),
        _directory_command(),
    ]


def _directory_command() -> click.Command:
    @report_command(
        "directory",
        _(
            "The directory of the outlets followed, their bureaus in the province and the offices of spokespersons,"
            " from sources.yaml and directory.yaml. It names offices, never persons."
        ),
        "directory",
        "directory --out danh-ba --text",
    )
    def directory_command(output: Output) -> None:
        now = SystemClock().now()
        settings = load_settings().on(now)
        made = directory.build(settings, now)
        hand_out(made, directory.paper(made, settings.office, language()), settings, output)

    return directory_command


def _spokesperson_command() -> click.Command:
    @report_command(
        "spokesperson",
        _(
            "The yearly form on speaking to the press (Nghị định 244/2026, Điều 10): six counters from the register,"
            " from 15 December of the year before to 14 December, due before 20 December. A year that still runs is a"
            " draft."
        ),
        "spokesperson 2026",
        "spokesperson 2026 --profile tay-ninh --out bao-cao --json",
    )
    @click.argument("year", type=click.IntRange(2017, 2199))
    @click.option("--profile", metavar="ID", help=_("The profile (default: the first one followed)."))
    def spokesperson_command(year: int, profile: str | None, output: Output) -> None:
        with desk() as at:
            wanted = at.profile(profile)
            found = standings(at.tx, at.settings, at.workdays, at.now, wanted)
        made = spokesperson.build(found, wanted, year, at.settings.clocks, at.now)
        hand_out(made, spokesperson.paper(made, at.settings.office, language()), at.settings, output)

    return spokesperson_command


def _late_command() -> click.Command:
    @report_command(
        "late",
        _(
            "The weekly list of late answers, from the register: agency, matter, limit with its law, working days late;"
            " and what was answered too late in the seven days before."
        ),
        "late",
        "late --on 20/11/2026 --out bao-cao --text",
    )
    @click.option("--on", metavar="DATE", callback=day, help=_("As the register stood at the end of this day."))
    @click.option("--profile", metavar="ID", help=_("Only this profile."))
    def late_command(on: datetime | None, profile: str | None, output: Output) -> None:
        with desk() as at:
            if on and on > at.now:
                raise UsageError(_("The day lies in the future."))
            moment = min(on + timedelta(days=1, microseconds=-1), at.now) if on else at.now
            found = _as_of(at, moment, at.profile(profile) if profile else None)
        made = late.build(found, at.settings.clocks, at.workdays, moment, language())
        hand_out(made, late.paper(made, at.settings.office, language()), at.settings, output)

    return late_command


def _as_of(at: Desk, moment: datetime, profile: str | None) -> list[Standing]:
    """Return how matters stood by what was recorded up to a moment."""
    entries = [one for one in at.tx.matters.listing(profile) if one.opened_at <= moment]
    acts = at.tx.matters.acts([one.id for one in entries])
    rules = at.settings.clocks
    return [
        standing(one, [act for act in acts[one.id] if act.at <= moment], rules, at.workdays, moment) for one in entries
    ]


def _commendation_command() -> click.Command:
    @report_command(
        "commendation",
        _(
            "Counts of a year for commendation: limits that each agency kept, kept too late or has not kept yet, and"
            " features of the province's own outlets. Counts, never judgements."
        ),
        "commendation 2026",
        "commendation 2026 --out bao-cao --json",
    )
    @click.argument("year", type=click.IntRange(2017, 2199))
    @click.option("--profile", metavar="ID", help=_("The profile (default: the first one followed)."))
    def commendation_command(year: int, profile: str | None, output: Output) -> None:
        with desk() as at:
            wanted = at.profile(profile)
            found = standings(at.tx, at.settings, at.workdays, at.now, wanted)
        made = commendation.build(found, wanted, year, parse(str(year)), at.now)
        hand_out(made, commendation.paper(made, at.settings.office, language()), at.settings, output)

    return commendation_command


def _conference_command() -> click.Command:
    @report_command(
        "conference",
        _(
            "The pack for a press conference: hot matters since the last one with how widely the press told of them,"
            " and requests of the press still open."
        ),
        "conference",
        "conference --out hop-bao --text",
    )
    @click.option("--profile", metavar="ID", help=_("The profile (default: the first one followed)."))
    def conference_command(profile: str | None, output: Output) -> None:
        with desk() as at:
            wanted, rules = at.profile(profile), at.settings.clocks
            found = standings(at.tx, at.settings, at.workdays, at.now, wanted)
            gap = press_conference(found, wanted, rules, at.workdays, at.now)
            coverage = {one.matter.id: _articles(at, one) for one in found if one.alerts}
        made = conference.build(found, gap, coverage, wanted, rules, at.now)
        hand_out(made, conference.paper(made, at.settings.office, language()), at.settings, output)

    return conference_command


def _articles(at: Desk, found: Standing) -> list[Article]:
    """Return the articles of the stories that the alerts of a matter are about, each once."""
    tx = at.tx
    stories = {tx.articles.get(tx.alerts.get(number).article_id).article.story_id for number in found.alerts}
    return [one.article for story in sorted(stories) for one in tx.articles.story(story)]
