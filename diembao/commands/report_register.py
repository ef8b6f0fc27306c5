"""`diembao report spokesperson` and `late`: what the register of matters tells."""

import click

from alerts.products import spokesperson
from core.i18n import language, translator
from diembao.commands.matter_desk import desk
from diembao.commands.report_desk import Output, hand_out, report_command
from diembao.matters import standings

_ = translator("diembao")


def commands() -> list[click.Command]:
    """Build the reports on the register."""
    return [_spokesperson_command()]


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
