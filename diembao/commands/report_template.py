"""`diembao report template` and `check-template`: the Word form of the periodic report, which an office may replace."""

import asyncio
from pathlib import Path

import click

from alerts.documents import template_check, word, word_template
from alerts.documents.outline import outline
from alerts.documents.template_check import Finding
from alerts.documents.wording import Wording
from core.clock import SystemClock
from core.desk import Digest
from core.errors import DocumentError, UsageError
from core.i18n import language, translator
from core.periods import month_of
from core.settings import Settings
from diembao import reports
from diembao.cli import Command
from diembao.commands.common import load_settings
from diembao.output import report_error, say, show_json
from diembao.rooms import open_rooms

_ = translator("diembao")


def commands() -> list[click.Command]:
    """Build the commands about the template."""
    return [_template_command(), _check_command()]


def _template_command() -> click.Command:
    @click.command(
        "template",
        cls=Command,
        help=_(
            "Write the shipped Word form of the periodic report, with its fields, to be changed in Word. Saved as"
            " templates/bao-cao.docx in the workspace it is used from then on; check it first."
        ),
        epilog="diembao report template --out mau.docx\ndiembao report check-template mau.docx",
    )
    @click.option("--out", type=click.Path(path_type=Path, dir_okay=False), default="bao-cao.docx", show_default=True,
                  help=_("The file to write."))  # fmt: skip
    def template_command(out: Path) -> None:
        if out.exists():
            raise UsageError(_("%(path)s exists already and is left as it is.") % {"path": out})
        settings, words = load_settings(), Wording(language())
        sample = asyncio.run(_sample(settings))
        office = settings.on(sample.frozen_at).office
        out.write_bytes(word_template.shipped(sample, office, outline(sample, words), words))
        say(str(out))

    return template_command


def _check_command() -> click.Command:
    @click.command(
        "check-template",
        cls=Command,
        help=_(
            "Check a Word template of the periodic report: fields unknown, missing or misplaced, by name and page, and"
            " measures against Nghị định 30/2020. Then it is filled for the current month. Exit code 1 for an error."
        ),
        epilog="diembao report check-template\ndiembao report check-template mau.docx --json",
    )
    @click.argument("file", required=False, type=click.Path(path_type=Path, exists=True, dir_okay=False))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def check_command(file: Path | None, as_json: bool) -> int:
        settings = load_settings()
        path = file or Path(settings.workspace) / "templates" / word_template.FILE
        if not path.is_file():
            message = _("There is no %(path)s: the shipped form is used. To begin: diembao report template.")
            raise UsageError(message % {"path": path})
        found = _tried(path.read_bytes(), settings)
        if as_json:
            show_json(found)
        for one in () if as_json else found:
            (report_error if one.error else say)(described(one))
        if not found and not as_json:
            say(_("%(path)s is in order.") % {"path": path})
        return int(any(one.error for one in found))

    return check_command


def described(found: Finding) -> str:
    """Return a finding as a line, with its page."""
    where = _("page %(page)d: ") % {"page": found.page} if found.page else ""
    return f"{where}{found.text}"


def _tried(template: bytes, settings: Settings) -> list[Finding]:
    """Return what is wrong with a template, and what happens when it is filled."""
    found = template_check.check(template)
    if any(one.error for one in found):
        return found
    sample = asyncio.run(_sample(settings))
    try:
        word.render(sample, settings.on(sample.frozen_at).office, language(), template=template)
    except DocumentError as error:
        return [Finding(str(error)), *found]
    return found


async def _sample(settings: Settings) -> Digest:
    """Return the draft of the current month of the first digest that is configured."""
    async with open_rooms(settings, SystemClock()) as rooms:
        if not settings.digests:
            raise UsageError(_("No digest is configured: see `schedule.digests` in diembao.yaml."))
        return reports.build(rooms, settings.digests[0], month_of(rooms.clock.now()), draft=True)
