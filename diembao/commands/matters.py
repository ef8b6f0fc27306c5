"""`diembao matters`: the register of hot matters, tasks of the plan and press conferences, with their legal clocks."""

from datetime import datetime

import click

from alerts import clocks, matter_words, matters
from alerts.matters import Followed, Standing
from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import language, translator
from core.matters import MATTER_KINDS, Act, Matter, MatterKind
from core.periods import ZONE
from core.text import one_line
from diembao.cli import Command, Group
from diembao.commands import matter_acts
from diembao.commands.common import actor_name, day, load_settings, moment
from diembao.commands.matter_acts import DAY_END
from diembao.commands.matter_desk import Desk, clock_facts, clock_lines, desk, standing_facts, state_name
from diembao.matters import standings
from diembao.output import local, say, show_json, show_table

_ = translator("diembao")


def command() -> click.Command:
    """Build the group."""
    group = Group(
        "matters",
        help=_(
            "The register: hot matters, tasks of the plan (directory.yaml), press conferences. What is done is kept for"
            " good with name and time; legal clocks run from the dates that people record."
        ),
    )
    for made in (_list_command(), _show_command(), _open_command(), *matter_acts.commands(), _clocks_command()):
        group.add_command(made)
    return group


def _list_command() -> click.Command:
    @click.command(
        "list",
        cls=Command,
        help=_("The matters, what is due first on top, and how the gap between press conferences stands."),
        epilog="diembao matters list\ndiembao matters list --kind task --overdue\ndiembao matters list --all --json",
    )
    @click.option("--kind", type=click.Choice(MATTER_KINDS), help=_("Only this kind."))
    @click.option(
        "--open/--all", "only_open", default=True, help=_("Only open ones (the default), or closed ones too.")
    )
    @click.option("--overdue", is_flag=True, help=_("Only those of which something is overdue."))
    @click.option("--profile", metavar="ID", help=_("Only this profile."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(
        kind: MatterKind | None, only_open: bool, overdue: bool, profile: str | None, as_json: bool
    ) -> None:
        with desk() as at:
            every = standings(at.tx, at.settings, at.workdays, at.now, profile)
            wanted = [one for one in every if kind in (None, one.matter.kind) and (one.overdue or not overdue)]
            shown = [one for one in wanted if one.state == "open" or not only_open]
            gaps = _gaps(at, every, profile)
        shown.sort(key=lambda one: (one.next_due is None, one.next_due, one.matter.opened_at))
        if as_json:
            told = [{"profile": each, **clock_facts(gap, at.workdays, at.now)} for each, gap in gaps]
            show_json(
                {"matters": [standing_facts(one, at.workdays, at.now) for one in shown], "press_conference": told}
            )
            return
        if shown:
            headers = (_("No"), _("Kind"), _("Title"), _("Lead"), _("State"), _("Due"), _("Time left"))
            show_table(headers, [_row(at, one) for one in shown])
        else:
            say(_("No matter is to be shown. To add one: diembao matters open --help"))
        for each, gap in gaps if kind in (None, "conference") else ():
            facts = {"profile": each, "left": matter_words.left(gap.state, at.workdays, at.now, language())}
            say(_("Press conference at least every three months (%(profile)s): %(left)s") % facts)

    return list_command


def _gaps(at: Desk, every: list[Standing], profile: str | None) -> list[tuple[str, Followed]]:
    wanted = [one.id for one in at.settings.profiles if profile in (None, one.id)]
    found = ((each, matters.press_conference(every, each, at.settings.clocks, at.workdays, at.now)) for each in wanted)
    return [(each, gap) for each, gap in found if gap]


def _row(at: Desk, found: Standing) -> tuple[object, ...]:
    matter, kind = found.matter, matter_words.kind_name(found.matter.kind, language())
    return matter.id, kind, matter.title, matter.lead, state_name(found), local(found.next_due), _time_left(at, found)


def _time_left(at: Desk, found: Standing) -> str:
    """Return how much time is left of what ends first, else what is not started, else when a conference was held."""
    first = min(found.running, key=lambda one: one.state.due or at.now, default=None)
    waiting = [one for one in found.clocks if found.state == "open" and one.state.standing == "not_started"]
    if first or waiting:
        return matter_words.left((first or waiting[0]).state, at.workdays, at.now, language())
    if held := matters.held_at(found):
        return _("took place %(moment)s") % {"moment": local(held)}
    planned = found.dates.get("event_planned_at")
    return _("planned %(moment)s, not recorded as held") % {"moment": local(planned)} if planned else ""


def _show_command() -> click.Command:
    @click.command(
        "show",
        cls=Command,
        help=_("One matter: its dates, legal clocks with the time left, alerts, responses and every act."),
        epilog="diembao matters show 3\ndiembao matters show 3 --json",
    )
    @click.argument("number", type=int)
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def show_command(number: int, as_json: bool) -> None:
        with desk() as at:
            found = at.standing(number)
        if as_json:
            show_json({**standing_facts(found, at.workdays, at.now), "acts": found.acts})
        else:
            _show(at, found)

    return show_command


def _show(at: Desk, found: Standing) -> None:
    matter, lang = found.matter, language()
    say(f"{matter.id}  {one_line(matter.title)}")
    facts = [matter_words.kind_name(matter.kind, lang), matter.profile, state_name(found)]
    if matter.lead:
        facts.append(_("lead: %(lead)s") % {"lead": matter.lead})
    if matter.due and found.task:
        left = matter_words.left(found.task.state, at.workdays, at.now, lang)
        facts.append(_("due %(day)s: %(left)s") % {"day": f"{matter.due:%d/%m/%Y}", "left": left})
    say(one_line("; ".join(facts)))
    if found.dates:
        say("\n" + _("Dates:"))
        for field, at_moment in sorted(found.dates.items(), key=lambda pair: pair[1]):
            say(f"  {local(at_moment)}  {field} ({matter_words.field_name(field, lang)})")
    if found.clocks:
        say("\n" + _("Legal clocks:"))
        for line in clock_lines(found, at.settings.clocks, at.workdays, at.now):
            say(f"  {line}")
    if found.alerts:
        say("\n" + _("Alerts: %(numbers)s") % {"numbers": ", ".join(str(number) for number in found.alerts)})
    say("\n" + _("Acts:"))
    for act in found.acts:
        say(f"  {local(act.at)}  {one_line(act.actor)}: {_told(act)}")


def _told(act: Act) -> str:
    """Return an act in words, on one line."""
    lang = language()
    what = (
        _("No. %(no)d") % {"no": act.alert_id} if act.alert_id is not None else "",
        f"{act.field} ({matter_words.field_name(act.field, lang)})" if act.field else "",
        act.clock,
        matter_words.response_name(act.response, lang) if act.response else "",
        local(act.moment) if act.moment else "",
        _("taken back") if act.kind in ("date", "met") and not act.moment else "",
        act.outlet,
        act.url,
        act.text,
    )
    return one_line(" — ".join((matter_words.act_name(act.kind, lang), *filter(None, what))))


def _open_command() -> click.Command:
    @click.command(
        "open",
        cls=Command,
        help=_(
            "Enter a matter. From an alert it takes title and lead agency by itself. --at is when a press conference"
            " took place or will."
        ),
        epilog=(
            'diembao matters open "Ùn tắc cửa khẩu Mộc Bài" --lead "Sở Công Thương" --as "Nguyễn Văn Mẫu"\n'
            'diembao matters open --alert 12 --as "Nguyễn Văn Mẫu"\n'
            'diembao matters open "Họp báo quý IV" --kind conference --at "14/10/2026 09:00" --as "Nguyễn Văn Mẫu"'
        ),
    )
    @click.argument("title", default="")
    @click.option("--kind", type=click.Choice(MATTER_KINDS), default="hot", help=_("Kind of matter (default: hot)."))
    @click.option("--lead", default="", help=_("The agency that answers for it."))
    @click.option("--due", metavar="DATE", callback=day, help=_("The last day on which it is to be done."))
    @click.option(
        "--alert", "alerts", type=int, multiple=True, metavar="NO", help=_("An alert it is about; repeatable.")
    )
    @click.option("--at", "when", metavar="WHEN", help=_("Time of the press conference."))
    @click.option("--profile", metavar="ID", help=_("The profile (default: that of the alert, else the first)."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def open_command(
        title: str, kind: MatterKind, lead: str, due: datetime | None, alerts: tuple[int, ...], when: str | None,
        profile: str | None, actor: str | None,
    ) -> None:  # fmt: skip
        who = actor_name(actor)
        with desk(write=True) as at:
            linked = [at.alert(number) for number in alerts]
            if linked:
                title = title or linked[0].title
                lead = lead or at.lead_of(linked[0])
            home = at.profile(profile or (linked[0].profile if linked else None))
            made = Matter(0, home, kind, title, lead, at.now, who, due.astimezone(ZONE).date() if due else None)
            number = at.tx.matters.open(matters.opened(made, at.now)).id
            first = [Act(number, at.now, who, "link", alert_id=each.id) for each in linked]
            if when:
                first.append(_held(number, kind, when, at.now, who))
            for act in first:
                at.append(act)
            found = at.standing(number)
        say(_("Matter %(no)d was opened: %(title)s") % {"no": number, "title": found.matter.title})

    return open_command


def _held(number: int, kind: MatterKind, when: str, now: datetime, who: str) -> Act:
    """Return the act that says when a press conference took place, or is planned to."""
    if kind != "conference":
        raise UsageError(_("--at is the time of a press conference; use it with --kind conference."))
    at, has_time = moment(when)
    over = (at if has_time else at + DAY_END) <= now
    return Act(number, now, who, "date", field="event_at" if over else "event_planned_at", moment=at)


def _clocks_command() -> click.Command:
    @click.command(
        "clocks",
        cls=Command,
        help=_("The legal clocks in force: who must do what within which limit, from which date, by which source."),
        epilog="diembao matters clocks\ndiembao matters clocks --on 30/06/2026",
    )
    @click.option("--on", "on", metavar="DATE", callback=day, help=_("In force on this day (default: today)."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def clocks_command(on: datetime | None, as_json: bool) -> None:
        settings, lang = load_settings(), language()
        shown = clocks.in_force(settings.clocks, (on or SystemClock().now()).astimezone(ZONE).date())
        if as_json:
            show_json(shown)
            return
        headers = (_("Id"), _("Who"), _("What is to be done"), _("Limit"), _("Starts with"), _("Legal source"))
        show_table(
            headers,
            [
                (
                    rule.id, rule.actor, matter_words.duty(rule, lang), matter_words.limit(rule, lang),
                    ", ".join(f"{field} ({matter_words.field_name(field, lang)})" for field in rule.starts)
                    or (f"{rule.starts_on:%d/%m/%Y}" if rule.starts_on else ""),
                    rule.source,
                )
                for rule in shown
            ],
        )  # fmt: skip

    return clocks_command
