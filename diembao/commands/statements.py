"""`diembao statements`: what officials and fact-checks said, which the press is held against."""

from contextlib import closing
from pathlib import Path

import click

from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import translator
from core.periods import ZONE
from core.statements import FINDINGS, STATEMENT_KINDS, KeptStatement
from core.text import shorten
from diembao.cli import Command, Group
from diembao.commands.common import actor_name, load_settings
from diembao.output import say, show_json, show_table
from diembao.rooms import open_store
from diembao.statement_files import StatementError, read_statements, statement
from diembao.verifying import REACH

_ = translator("diembao")

WORDS = 18


def kind_name(kind: str) -> str:
    """Return the name of a kind of statement in the language in use."""
    return {
        "official": _("official statement"),
        "correction": _("correction of a paper"),
        "fact_check": _("fact-check"),
        "verdict": _("verdict of the office"),
    }.get(kind, kind)


def finding_name(finding: str) -> str:
    """Return what a statement found of its claim in the language in use."""
    return {"false": _("false"), "true": _("true"), "unproven": _("unproven")}.get(finding, "")


def command() -> click.Command:
    """Build the group."""
    group = Group(
        "statements",
        help=_(
            "Official statements, corrections and fact-checks. What the press writes is held against them; a difference"
            " is a candidate for a person, never a verdict."
        ),
    )
    for made in (_add_command(), _import_command(), _list_command(), _withdraw_command()):
        group.add_command(made)
    return group


def _add_command() -> click.Command:
    @click.command(
        "add",
        cls=Command,
        help=_("Add one statement. The same statement is never stored twice."),
        epilog=(
            'diembao statements add "Cầu Mẫu vẫn an toàn." --issuer "Sở Xây dựng tỉnh" --issued 01/10/2026\n'
            'diembao statements add "Không có chuyện vỡ đập." --issuer "UBND tỉnh" --issued 02/10/2026'
            ' --kind fact_check --claim "Đập Mẫu đã vỡ" --finding false'
        ),
    )
    @click.argument("text")
    @click.option("--issuer", required=True, help=_("Who said it: the body, not a person's account."))
    @click.option("--issued", required=True, metavar="DATE", help=_("The day it was said."))
    @click.option("--kind", type=click.Choice(STATEMENT_KINDS), default="official", help=_("Kind of statement."))
    @click.option("--claim", help=_("The claim that it judges, together with --finding."))
    @click.option("--finding", type=click.Choice([word for word in FINDINGS if word]), help=_("What it found of it."))
    @click.option("--scope", help=_("Topics, profiles or localities it is about, by id, with commas between."))
    @click.option("--valid-from", metavar="DATE", help=_("First day on which it holds (default: the day it was said)."))
    @click.option("--valid-until", metavar="DATE", help=_("Last day on which it holds."))
    @click.option("--url", help=_("Where it can be read."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def add_command(actor: str | None, **fields: str | None) -> None:
        try:
            made = statement({key: value for key, value in fields.items() if value is not None})
        except StatementError as error:
            raise UsageError(str(error)) from error
        who, settings, now = actor_name(actor), load_settings(), SystemClock().now()
        with closing(open_store(settings)) as store, store.begin() as tx:
            stored = tx.statements.add(made, now, who)
            if stored:
                tx.verifications.recall_since(now - REACH, now)
        say(_("Statement %(no)d was added.") % {"no": stored.id} if stored else _("This statement is known already."))

    return add_command


def _import_command() -> click.Command:
    @click.command(
        "import",
        cls=Command,
        help=_(
            "Add the statements of a file: CSV with a header, or JSON Lines, with the fields text, issuer, issued and,"
            " where they are known, kind, claim, finding, scope, valid_from, valid_until, url. A file with a fault is"
            " refused whole; known statements are passed over."
        ),
        epilog="diembao statements import phat-ngon.csv --dry-run\ndiembao statements import tin-gia.jsonl",
    )
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--dry-run", is_flag=True, help=_("Check the file and add nothing."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def import_command(file: Path, dry_run: bool, actor: str | None) -> None:
        found, settings = read_statements(file), load_settings()
        if dry_run:
            say(_("The file is sound: %(count)d statements. Nothing was added (--dry-run).") % {"count": len(found)})
            return
        who, now = actor_name(actor), SystemClock().now()
        with closing(open_store(settings)) as store, store.begin() as tx:
            added = sum(tx.statements.add(one, now, who) is not None for one in found)
            if added:
                tx.verifications.recall_since(now - REACH, now)
        say(_("Added: %(added)d; known already: %(known)d.") % {"added": added, "known": len(found) - added})

    return import_command


def _list_command() -> click.Command:
    @click.command(
        "list",
        cls=Command,
        help=_("The statements, oldest first."),
        epilog="diembao statements list\ndiembao statements list --all --json",
    )
    @click.option("--all", "everything", is_flag=True, help=_("Also withdrawn ones and those out of date."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(everything: bool, as_json: bool) -> None:
        today = SystemClock().now().astimezone(ZONE).date()
        with closing(open_store(load_settings())) as store, store.read() as tx:
            kept = tx.statements.listing()
        shown = [one for one in kept if everything or (not one.withdrawn_at and one.statement.valid(today))]
        if as_json:
            show_json(shown)
        elif not shown:
            say(_("No statement is in force. To add one: diembao statements add --help"))
        else:
            headers = (_("No"), _("Day"), _("Issuer"), _("Kind"), _("Statement"), _("Claim"), _("Finding"), _("State"))
            show_table(headers, [_row(one) for one in shown])

    return list_command


def _row(kept: KeptStatement) -> tuple[object, ...]:
    one = kept.statement
    state = _("withdrawn: %(reason)s") % {"reason": kept.reason} if kept.withdrawn_at else _until(kept)
    finding = finding_name(one.finding)
    day = f"{one.issued:%d/%m/%Y}"
    return one.id, day, one.issuer, kind_name(one.kind), shorten(one.text, WORDS), one.claim, finding, state


def _until(kept: KeptStatement) -> str:
    until = kept.statement.valid_until
    return _("until %(day)s") % {"day": f"{until:%d/%m/%Y}"} if until else ""


def _withdraw_command() -> click.Command:
    @click.command(
        "withdraw",
        cls=Command,
        help=_("Take a statement back that is wrong or was entered by mistake. It stays in the list, with the reason."),
        epilog='diembao statements withdraw 12 --reason "nhập nhầm ngày" --as "Nguyễn Văn Mẫu"',
    )
    @click.argument("number", type=int)
    @click.option("--reason", required=True, help=_("On what grounds."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def withdraw_command(number: int, reason: str, actor: str | None) -> None:
        who, settings, now = actor_name(actor), load_settings(), SystemClock().now()
        with closing(open_store(settings)) as store, store.begin() as tx:
            try:
                tx.statements.withdraw(number, now, who, reason)
            except KeyError:
                raise UsageError(_("No statement %(no)d is in force.") % {"no": number}) from None
            tx.verifications.recall_since(now - REACH, now)
        say(_("Statement %(no)d was withdrawn.") % {"no": number})

    return withdraw_command
