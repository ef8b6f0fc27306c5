"""`diembao digest approve|edit|reissue|issues`: what a person does to a frozen digest."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import click

from core import periods
from core.clock import SystemClock
from core.desk import Digest
from core.errors import UsageError
from core.i18n import translator
from core.periods import ZONE
from core.settings import DigestPlan, Settings
from core.text import one_line
from diembao import issues
from diembao.cli import Command
from diembao.commands.common import actor_name, load_settings
from diembao.output import say, show_json, show_table
from diembao.rooms import Rooms, open_rooms, open_store

_ = translator("diembao")

Act = Callable[[Rooms, DigestPlan, periods.Period], str]


def commands() -> list[click.Command]:
    """Build the commands."""
    return [_approve_command(), _edit_command(), _reissue_command(), _issues_command()]


def choose_plans(settings: Settings, profile: str | None) -> list[DigestPlan]:
    """Return the digest plans of one profile or of all; raises UsageError when there is none."""
    plans = [plan for plan in settings.digests if profile in (None, plan.profile)]
    if not plans:
        raise UsageError(_("diembao.yaml has no digest for profile “%(id)s”.") % {"id": profile})
    return plans


def read_period(text: str) -> periods.Period:
    """Read a period; raises UsageError naming the forms."""
    try:
        return periods.parse(text)
    except UsageError as error:
        forms = str(error).partition(": ")[2]
        message = _("“%(text)s” is not a period; write it like one of these: %(forms)s")
        raise UsageError(message % {"text": text, "forms": forms}) from None


def _act(period: str, profile: str | None, act: Act) -> None:
    """Do something to the digest of a period, for each profile asked for, and say what was done."""
    settings, wanted = load_settings(), read_period(period)
    plans = choose_plans(settings, profile)

    async def each() -> None:
        async with open_rooms(settings, SystemClock()) as rooms:
            for plan in plans:
                say(act(rooms, plan, plan.windows.of(wanted)))

    asyncio.run(each())


def _options(reason: bool) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what these commands share: which digest, who acts, and why."""
    shared = [
        click.argument("period"),
        click.option("--profile", metavar="ID", help=_("Only this profile.")),
        click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account).")),
    ]
    if reason:
        shared.append(click.option("--reason", required=True, help=_("Why; it stands in the new issue.")))

    def add(made: Callable[..., None]) -> Callable[..., None]:
        for one in reversed(shared):
            made = one(made)
        return made

    return add


def _approve_command() -> click.Command:
    @click.command(
        "approve",
        cls=Command,
        help=_("Approve the latest issue of a frozen digest. The service then mails it to its readers."),
        epilog='diembao digest approve 2026-10 --as "Trần Thị B"',
    )
    @_options(reason=False)
    @click.option("--note", default="", help=_("A note, kept with the approval."))
    def approve_command(period: str, profile: str | None, actor: str | None, note: str) -> None:
        who = actor_name(actor)

        def act(rooms: Rooms, plan: DigestPlan, wanted: periods.Period) -> str:
            given = issues.approve(rooms, plan, wanted, who, one_line(note))
            facts = {"number": given.issue, "period": wanted.id, "profile": plan.profile, "actor": who}
            return _("Issue %(number)d of %(period)s (%(profile)s) is approved by %(actor)s.") % facts

        _act(period, profile, act)

    return approve_command


def _edit_command() -> click.Command:
    @click.command(
        "edit",
        cls=Command,
        help=_(
            "Issue a frozen digest with other words: a remark, or a proposal changed or left out. Numbers and articles"
            " stay; the issue before is kept. Where approval is required, the new issue has to be approved."
        ),
        epilog=(
            'diembao digest edit 2026-10 --remark "Đề nghị các sở lưu ý ..." --reason "Ý kiến lãnh đạo"\n'
            'diembao digest edit 2026-10 --proposal 2 --due 2026-11-20 --reason "Gia hạn"\n'
            'diembao digest edit 2026-10 --proposal 3 --drop --reason "Đã xử lý"'
        ),
    )
    @_options(reason=True)
    @click.option("--remark", help=_("A remark that stands before the proposals; empty removes it."))
    @click.option("--proposal", type=int, metavar="N", help=_("Which proposal, from 1."))
    @click.option("--action", help=_("What is proposed."))
    @click.option("--lead", help=_("Who leads."))
    @click.option("--due", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help=_("By when."))
    @click.option("--drop", is_flag=True, help=_("Leave the proposal out."))
    def edit_command(
        period: str, profile: str | None, actor: str | None, reason: str, remark: str | None, proposal: int | None,
        action: str | None, lead: str | None, due: datetime | None, drop: bool,
    ) -> None:  # fmt: skip
        given = {"action": action, "lead": lead, "due": due.date() if due else None}
        changed = {name: value for name, value in given.items() if value is not None}
        if proposal is None and (changed or drop):
            raise UsageError(_("Say which proposal: --proposal N."))
        if proposal is not None and bool(changed) == drop:
            raise UsageError(_("Say what to change in the proposal (--action, --lead, --due), or --drop."))
        if proposal is None and remark is None:
            raise UsageError(_("Nothing to change: give --remark or --proposal."))
        _issue(period, profile, actor, reason, partial(_changed, remark=remark, proposal=proposal, changed=changed))

    return edit_command


def _changed(made: Digest, remark: str | None, proposal: int | None, changed: dict[str, Any]) -> Digest:
    if remark is not None:
        made = replace(made, remark=one_line(remark))
    return made if proposal is None else issues.with_proposal(made, proposal, **changed)


def _issue(
    period: str, profile: str | None, actor: str | None, reason: str, change: Callable[[Digest], Digest] | None = None
) -> None:
    who, why = actor_name(actor), one_line(reason)
    if not why:
        raise UsageError(_("Give a reason: --reason."))

    def act(rooms: Rooms, plan: DigestPlan, wanted: periods.Period) -> str:
        if change:
            made = issues.amend(rooms, plan, wanted, who, why, change)
        else:
            made = issues.reissue(rooms, plan, wanted, who, why)
        facts = {"number": made.issue, "period": made.period, "profile": made.profile}
        return _("Issue %(number)d of %(period)s (%(profile)s) is made; the one before is kept.") % facts

    _act(period, profile, act)


def _reissue_command() -> click.Command:
    @click.command(
        "reissue",
        cls=Command,
        help=_(
            "Make a frozen digest anew from the archive as it is now, with what was corrected or came late. The issue"
            " before is kept; articles that a later digest told stay there."
        ),
        epilog='diembao digest reissue 2026-10 --reason "Bổ sung 12 bài thu thập muộn"',
    )
    @_options(reason=True)
    def reissue_command(period: str, profile: str | None, actor: str | None, reason: str) -> None:
        _issue(period, profile, actor, reason)

    return reissue_command


def _issues_command() -> click.Command:
    @click.command(
        "issues",
        cls=Command,
        help=_("List the issues of a digest: when and why each was made, and who approved it."),
        epilog="diembao digest issues 2026-10",
    )
    @click.argument("period")
    @click.option("--profile", metavar="ID", help=_("Only this profile."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def issues_command(period: str, profile: str | None, as_json: bool) -> None:
        settings, wanted = load_settings(), read_period(period)
        rows = [row for plan in choose_plans(settings, profile) for row in _rows(settings, plan, wanted)]
        if as_json:
            show_json(rows)
            return
        heads = [_("Profile"), _("Issue"), _("As of"), _("Articles"), _("Reason"), _("Approved by")]
        show_table(heads, [[str(value) for value in row.values()] for row in rows])

    return issues_command


def _rows(settings: Settings, plan: DigestPlan, period: periods.Period) -> list[dict[str, Any]]:
    store = open_store(settings)
    try:
        with store.read() as tx:
            made = tx.digests.issues(plan.profile, period.id)
            approvals = [tx.digests.approval(plan.profile, period.id, one.issue) for one in made]
    finally:
        store.close()
    return [
        {
            "profile": one.profile,
            "issue": one.issue,
            "as_of": f"{one.frozen_at.astimezone(ZONE):%Y-%m-%d %H:%M}",
            "articles": len(one.main),
            "reason": one.issue_reason,
            "approved_by": f"{given.actor}, {given.at.astimezone(ZONE):%Y-%m-%d %H:%M}" if given else "",
        }
        for one, given in zip(made, approvals, strict=True)
    ]
