"""`diembao digest PERIOD`: the report of a period, on paper and by mail."""

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import click

from alerts import outbox
from alerts.documents import pdf
from core import periods
from core.clock import SystemClock
from core.desk import Digest
from core.errors import DocumentError, UsageError
from core.i18n import translator
from core.settings import DigestPlan, Settings
from diembao import reports
from diembao.cli import Command, Group
from diembao.commands import digest_issues
from diembao.commands.common import load_settings
from diembao.commands.digest_issues import choose_plans, read_period
from diembao.output import report_error, say
from diembao.rooms import Rooms, open_rooms

_ = translator("diembao")

ADDRESS = re.compile(r"[\w+-]+(?:\.[\w+-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)+", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is asked for: a period, where to write it, whether also as PDF, and whether to mail it, and where."""

    period: periods.Period
    folder: Path
    pdf: bool
    send: bool
    to: tuple[str, ...]


async def _digest(settings: Settings, plans: list[DigestPlan], wanted: _Wanted) -> int:
    async with open_rooms(settings, SystemClock()) as rooms:
        written = [_one(rooms, plan, wanted) for plan in plans]
        if not wanted.send:
            return 0 if all(written) else 3
        report = outbox.deliver(rooms.store, rooms.mailer, rooms.clock.now)
        say(
            _("%(sent)d mails sent, %(waiting)d wait for another try.")
            % {"sent": report.sent, "waiting": report.retried}
        )
        return 3 if report.retried or report.failed or report.ambiguous or not all(written) else 0


def _one(rooms: Rooms, plan: DigestPlan, wanted: _Wanted) -> bool:
    """Write, and queue if wanted, the digest of one profile; tell whether all of its files could be made."""
    period, send, to = plan.windows.of(wanted.period), wanted.send, wanted.to
    ripe = reports.ripe(rooms, plan, period)
    if send and not ripe:
        raise UsageError(
            _("%(period)s is not over and settled yet: without --send you get a draft to read.") % {"period": period.id}
        )
    if send and not to and not reports.is_approved(rooms, plan, period):
        raise UsageError(
            _("%(period)s waits for approval: diembao digest approve %(period)s. With --to a copy may be sent.")
            % {"period": period.id}
        )
    made = reports.frozen(rooms, plan, period) if ripe else reports.build(rooms, plan, period, draft=True)
    files = reports.render(rooms, made).files
    for path in reports.write(files, made, wanted.folder):
        say(str(path))
    whole = not wanted.pdf or _as_pdf(files["docx"], made, wanted.folder)
    if made.draft:
        say(_("This is a draft: the period can still change."))
    if send:
        reports.queue(rooms, plan, made, to)
    return whole


def _as_pdf(docx: bytes, made: Digest, folder: Path) -> bool:
    """Write the Word file as PDF too; what hinders that is told and hinders nothing else."""
    try:
        [path] = reports.write({"pdf": pdf.convert(docx)}, made, folder)
    except DocumentError as error:
        report_error(str(error))
        return False
    say(str(path))
    return True


class DigestGroup(Group):
    """Takes `digest PERIOD` for `digest make PERIOD`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the usual command before what begins with none."""
        named = args and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named or not args else ["make", *args])


def command() -> click.Command:
    """Build the group."""
    group = DigestGroup(
        "digest",
        help=_(
            "The report of a period. `diembao digest PERIOD` writes it; a frozen digest may be approved, mended in its"
            " words or made anew, and every issue is kept."
        ),
    )
    for made in (_make_command(), *digest_issues.commands()):
        group.add_command(made)
    return group


def _make_command() -> click.Command:
    @click.command(
        "make",
        cls=Command,
        help=_(
            "Write the digest of a period as HTML, text, Word, Excel and JSON. A month that is over is frozen once and"
            " never changes; before that you get a draft. Nothing is mailed without --send."
        ),
        epilog="diembao digest 2026-10\ndiembao digest 2026-Q3 --out bao-cao --pdf\ndiembao digest 2026-10 --send",
    )
    @click.argument("period")
    @click.option("--profile", metavar="ID", help=_("Only this profile."))
    @click.option(
        "--out",
        type=click.Path(path_type=Path, file_okay=False),
        help=_("Where to write (default: out/ of the workspace)."),
    )
    @click.option("--pdf", "as_pdf", is_flag=True, help=_("Also the Word file as PDF, through LibreOffice."))
    @click.option("--send", is_flag=True, help=_("Mail it to the configured recipients, each once."))
    @click.option("--to", multiple=True, metavar="ADDR", help=_("With --send: only to this mailbox (may be repeated)."))
    def digest_command(
        period: str, profile: str | None, out: Path | None, as_pdf: bool, send: bool, to: tuple[str, ...]
    ) -> int:
        settings, wanted = load_settings(), read_period(period)
        if wanted.start > SystemClock().now():
            raise UsageError(_("The period %(period)s has not begun yet.") % {"period": wanted.id})
        if to and not send:
            raise UsageError(_("--to needs --send."))
        for address in to:
            if not ADDRESS.fullmatch(address):
                raise UsageError(_("“%(address)s” is not a mail address.") % {"address": address})
        folder = out or Path(settings.workspace) / "out"
        asked = _Wanted(wanted, folder, as_pdf, send, to)
        return asyncio.run(_digest(settings, choose_plans(settings, profile), asked))

    return digest_command
