"""`diembao alerts`: what the rules would send, before they are switched on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from alerts.documents.wording import Wording
from alerts.simulate import Sent, simulate
from alerts.workdays import Workdays
from core.clock import SystemClock
from core.desk import JudgedArticle
from core.errors import UsageError
from core.i18n import language, translator
from core.periods import ZONE
from core.ports import UnitOfWork
from core.settings import Settings, Severity
from diembao.cli import Command, Group
from diembao.commands.common import day, load_settings
from diembao.output import local, say, show_json, show_table
from diembao.rooms import open_store

_ = translator("diembao")

LEVELS: tuple[Severity, ...] = ("P1", "P2", "P3")


def command() -> click.Command:
    """Build the group."""
    group = Group("alerts", help=_("The rules of alerts."))
    group.add_command(_simulate_command())
    return group


def _simulate_command() -> click.Command:
    @click.command(
        "simulate",
        cls=Command,
        help=_(
            "What the rules of alerts.yaml would have sent for the articles stored since a day, per day and recipient."
            " Nothing is sent. Articles count as read when they were published and as they are judged today; nobody"
            " acknowledges anything, so escalation and rules on changed articles are left out."
        ),
        epilog="diembao alerts simulate --since 2026-10-01\n"
        "diembao alerts simulate --since 2026-10-01 --file alerts-moi.yaml --details",
    )
    @click.option("--since", callback=day, required=True, metavar="YYYY-MM-DD", help=_("First day."))
    @click.option("--until", callback=day, metavar="YYYY-MM-DD", help=_("Last day (default: today)."))
    @click.option(
        "--file", "other", type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help=_("Use these rules instead of alerts.yaml of the workspace."),
    )  # fmt: skip
    @click.option("--profile", metavar="ID", help=_("Only this profile."))
    @click.option("--details", is_flag=True, help=_("Every mail with its matters."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def simulate_command(
        since: datetime, until: datetime | None, other: Path | None, profile: str | None, details: bool, as_json: bool
    ) -> None:
        settings = load_settings({"alerts.yaml": other} if other else {})
        followed = [one.id for one in settings.profiles if profile in (None, one.id)]
        if not followed:
            raise UsageError(_("The profile `%(name)s` is not followed here.") % {"name": profile})
        end = until + timedelta(days=1) if until else SystemClock().now()
        if end <= since:
            raise UsageError(_("The first day must not lie after the last."))
        sent, articles = _run(settings, followed, since, end)
        if as_json:
            show_json([_facts(mail) for mail in sent])
            return
        if details:
            show_table(
                (_("At"), _("Department"), _("Level"), _("Kind"), _("Title"), _("Rule")),
                [_row(mail, index) for mail in sent for index in range(len(mail.matters))],
            )
        _summary(sent, settings, since, end, articles)

    return simulate_command


def _run(settings: Settings, profiles: Sequence[str], since: datetime, end: datetime) -> tuple[list[Sent], int]:
    """Return the simulated mails and how many articles of the time they come from."""
    back = max((rule.burst.days + 1 for rule in settings.rules if rule.burst), default=0)
    with closing(open_store(settings)) as store, store.read() as tx:
        history = _history(tx, profiles, since - timedelta(days=back), end)
        collected = tx.digests.first_activity() or since
    # What a backfill brought is older than the first activity, and usual pace may rest on it.
    oldest = min((judged.article.moment for judged in history), default=collected)
    mails = simulate(history, settings, Workdays(settings.calendar), since, min(collected, oldest))
    return [mail for mail in mails if mail.profile in profiles], sum(one.article.moment >= since for one in history)


def _history(tx: UnitOfWork, profiles: Iterable[str], start: datetime, end: datetime) -> list[JudgedArticle]:
    found = {judged.article.id: judged for one in profiles for judged in tx.articles.between(one, start, end)}
    return sorted(found.values(), key=lambda judged: (judged.article.moment, judged.article.id))


def _local_day(mail: Sent) -> date:
    return mail.at.astimezone(ZONE).date()


def _summary(sent: Sequence[Sent], settings: Settings, since: datetime, end: datetime, articles: int) -> None:
    """Print the mails per day and mailbox, then the matters per rule, the silent rules included."""
    per_day = Counter((_local_day(mail), box, _level(mail)) for mail in sent for box in mail.mailboxes)
    gathered = Counter((_local_day(mail), box) for mail in sent for box in mail.mailboxes if mail.kind == "gathered")
    rows = sorted({(when, box) for when, box, _severity in per_day})
    if rows:
        show_table(
            (_("Day"), _("Mailbox"), *LEVELS, _("Mails"), _("of them gathered")),
            [_day_row(when, box, per_day, gathered) for when, box in rows],
        )
        say("")
    fired = Counter(rule for mail in sent for held in mail.matters for rule in (held.alert.rule_id, *held.alert.also))
    show_table(
        (_("Rule"), _("Level"), _("Times told")), [(rule.id, rule.severity, fired[rule.id]) for rule in settings.rules]
    )
    say("")
    days = max(1, round((end - since) / timedelta(days=1)))
    mails = sum(len(mail.mailboxes) for mail in sent)
    words = {"mails": mails, "articles": articles, "days": days, "mean": Wording(language()).decimal(mails / days)}
    say(
        _("%(mails)d mail(s) from %(articles)d article(s) in %(days)d day(s), %(mean)s a day. Nothing was sent.")
        % words
    )


def _day_row(
    when: date, box: str, per_day: Counter[tuple[date, str, str]], gathered: Counter[tuple[date, str]]
) -> tuple[object, ...]:
    numbers = [per_day[when, box, level] for level in LEVELS]
    return (f"{when:%d/%m/%Y}", box, *numbers, sum(numbers), gathered[when, box])


def _level(mail: Sent) -> str:
    return min(held.alert.severity for held in mail.matters)


def _kind(mail: Sent) -> str:
    return {"new": _("new"), "again": _("continued"), "gathered": _("gathered")}[mail.kind]


def _row(mail: Sent, index: int) -> tuple[object, ...]:
    held = mail.matters[index]
    first = (local(mail.at), mail.department) if index == 0 else ("", "")
    return (*first, held.alert.severity, _kind(mail), held.alert.title, held.alert.rule_id)


def _facts(mail: Sent) -> dict[str, Any]:
    return {
        "at": mail.at.isoformat(),
        "profile": mail.profile,
        "department": mail.department,
        "mailboxes": mail.mailboxes,
        "level": _level(mail),
        "kind": mail.kind,
        "matters": [
            {
                "level": held.alert.severity,
                "rules": (held.alert.rule_id, *held.alert.also),
                "again": held.again,
                "title": held.alert.title,
                "outlet": held.alert.outlet_name,
                "url": held.alert.url,
                "because": held.because,
            }
            for held in mail.matters
        ],
    }
