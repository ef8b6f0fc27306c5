"""The acts of `diembao matters`: each is appended with name and time, and nothing is ever taken out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import click

from alerts import clocks
from core.clocks import DATE_FIELDS, DateField
from core.errors import UsageError
from core.i18n import translator
from core.matters import RESPONSE_KINDS, Act, ActKind, ResponseKind
from core.settings import Settings
from core.text import fold, one_line
from diembao.cli import Command
from diembao.commands.common import actor_name, moment
from diembao.commands.matter_desk import Desk, clock_lines, desk, state_name
from diembao.output import say

_ = translator("diembao")

BY_THE_HOUR = ("hours", "hours_before", "immediate", "same_as_correction")
DAY_END = timedelta(days=1, seconds=-1)


def commands() -> list[click.Command]:
    """Build the commands that record an act."""
    return [
        _link_command(), _date_command(), _follow_command(), _met_command(), _respond_command(), _output_command(),
        _note_command(), _close_command(), _reopen_command(),
    ]  # fmt: skip


def _command(name: str, text: str, *examples: str) -> Callable[[Callable[..., None]], click.Command]:
    """Return what makes a command of a function: with the number of a matter first and the name of who acts last."""

    def made(function: Callable[..., None]) -> click.Command:
        named = click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))(function)
        numbered = click.argument("number", type=int)(named)
        epilog = "\n".join(f'diembao matters {each} --as "Nguyễn Văn Mẫu"' for each in examples)
        return click.command(name, cls=Command, help=text, epilog=epilog)(numbered)

    return made


def _record(number: int, actor: str | None, make: Callable[[Desk], dict[str, Any]], kind: ActKind) -> None:
    """Append the act that `make` gives the fields of, and say how the matter stands then."""
    who = actor_name(actor)
    with desk(write=True) as at:
        found = at.append(Act(number, at.now, who, kind, **make(at)))
    say(_("Matter %(no)d (%(state)s): recorded.") % {"no": number, "state": state_name(found)})
    for line in clock_lines(found, at.settings.clocks, at.workdays, at.now):
        say(f"  {line}")


def _link_command() -> click.Command:
    @_command("link", _("Say that an alert belongs to a matter."), "link 3 --alert 12")
    @click.option("--alert", "alert", type=int, required=True, metavar="NO", help=_("Number of the alert."))
    def link_command(number: int, alert: int, actor: str | None) -> None:
        _record(number, actor, lambda _at: {"alert_id": alert}, "link")

    return link_command


def _date_command() -> click.Command:
    fields = ", ".join(DATE_FIELDS)
    text = _(
        "Record when something was: the date that starts a legal clock. The latest record counts. Without a time it is"
        " the beginning of the day. Dates: %(fields)s."
    )

    @_command(
        "date", text % {"fields": fields},
        "date 3 received_at 14/10/2026", "date 3 handled_at 2026-10-14 09:30", "date 3 received_at --take-back",
    )  # fmt: skip
    @click.argument("field", type=click.Choice(DATE_FIELDS), metavar="FIELD")
    @click.argument("when", nargs=-1, metavar="WHEN")
    @click.option("--take-back", is_flag=True, help=_("What was recorded was a mistake: it is not known."))
    def date_command(number: int, field: DateField, when: tuple[str, ...], take_back: bool, actor: str | None) -> None:
        at = None if _nothing(when, take_back) else moment(" ".join(when))[0]
        _record(number, actor, lambda _at: {"field": field, "moment": at}, "date")

    return date_command


def _nothing(when: tuple[str, ...], take_back: bool) -> bool:
    """Tell whether a record is taken back; raises UsageError unless either that or a time was given."""
    if bool(when) == take_back:
        raise UsageError(_("Write the time, such as 14/10/2026 09:30, or --take-back, one of them."))
    return take_back


def _follow_command() -> click.Command:
    text = _(
        "Follow a legal clock: what must be done, by the law in force on the day that starts it. The clocks:"
        " diembao matters clocks."
    )

    @_command("follow", text, "follow 3 ND237-18.3")
    @click.argument("clock", metavar="CLOCK")
    def follow_command(number: int, clock: str, actor: str | None) -> None:
        _record(number, actor, lambda _at: {"clock": clock}, "follow")

    return follow_command


def _met_command() -> click.Command:
    text = _("Record when what a clock asks for was done. Without a time it is the end of the day.")

    @_command("met", text, "met 3 ND237-18.3 20/10/2026", "met 3 ND237-18.3 --take-back")
    @click.argument("clock", metavar="CLOCK")
    @click.argument("when", nargs=-1, metavar="WHEN")
    @click.option("--take-back", is_flag=True, help=_("What was recorded was a mistake: it is not done."))
    def met_command(number: int, clock: str, when: tuple[str, ...], take_back: bool, actor: str | None) -> None:
        taken_back = _nothing(when, take_back)

        def made(at: Desk) -> dict[str, Any]:
            return {"clock": clock, "moment": None if taken_back else _done(at, number, clock, " ".join(when))}

        _record(number, actor, made, "met")

    return met_command


def _done(at: Desk, number: int, clock: str, when: str) -> datetime:
    """Return when a clock was met; raises UsageError when it counts hours and no time was given."""
    _begins, has_time = moment(when)
    rules = {rule.id: rule for rule in at.settings.clocks}
    followed = at.standing(number).clocks if clock in rules else ()
    names = {rule.id for rule in clocks.family(at.settings.clocks, clock)} if followed else set()
    hourly = [one for one in followed if one.clock in names and rules[one.state.rule].unit in BY_THE_HOUR]
    if hourly and not has_time:
        raise UsageError(
            _("The clock %(clock)s counts hours: write the time too, 14/10/2026 09:30.") % {"clock": clock}
        )
    return _end(when, at.now)


def _end(when: str, now: datetime) -> datetime:
    """Return a time, or the end of a day when only the day is known; of today now."""
    found, has_time = moment(when)
    return found if has_time or found > now else min(found + DAY_END, now)


def _respond_command() -> click.Command:
    @_command(
        "respond", _("Record how an agency answered: %(kinds)s.") % {"kinds": ", ".join(RESPONSE_KINDS)},
        'respond 3 answer --at "14/10/2026 15:00" --url https://tayninh.gov.vn/tra-loi',
    )  # fmt: skip
    @click.argument("kind", type=click.Choice(RESPONSE_KINDS), metavar="KIND")
    @click.option("--at", "when", metavar="WHEN", help=_("When (default: now)."))
    @click.option("--url", default="", help=_("Where it can be read."))
    @click.option("--text", default="", help=_("Number of the letter, or what was said in short."))
    def respond_command(
        number: int, kind: ResponseKind, when: str | None, url: str, text: str, actor: str | None
    ) -> None:
        def made(at: Desk) -> dict[str, Any]:
            return {"response": kind, "moment": _end(when, at.now) if when else at.now, "url": url, "text": text}

        _record(number, actor, made, "respond")

    return respond_command


def _output_command() -> click.Command:
    text = _("Record what an outlet of the province published on a matter or task: its id or name, and the address.")

    @_command("output", text, "output 5 bao-tay-ninh https://baotayninh.vn/bai.html")
    @click.argument("outlet", metavar="OUTLET")
    @click.argument("url", metavar="URL")
    def output_command(number: int, outlet: str, url: str, actor: str | None) -> None:
        _record(number, actor, lambda at: {"outlet": outlet_name(at.settings, outlet), "url": url}, "output")

    return output_command


def outlet_name(settings: Settings, asked: str) -> str:
    """Return the name of an outlet known by id, name or domain, so that it is counted as one; else what was asked."""
    wanted = fold(one_line(asked))
    for outlet in settings.outlets:
        if wanted in {outlet.id, fold(outlet.name), *outlet.domains}:
            return outlet.name
    return asked


def _note_command() -> click.Command:
    @_command("note", _("Add a note; a closed matter takes one too."), 'note 3 "Đã gọi điện cho tòa soạn"')
    @click.argument("text", metavar="TEXT")
    def note_command(number: int, text: str, actor: str | None) -> None:
        _record(number, actor, lambda _at: {"text": text}, "note")

    return note_command


def _close_command() -> click.Command:
    @_command("close", _("Close a matter that is done."), 'close 3 --reason "Báo đã cải chính"')
    @click.option("--reason", required=True, help=_("On what grounds."))
    @click.option("--at", "when", metavar="WHEN", help=_("When a task was done, if not now."))
    def close_command(number: int, reason: str, when: str | None, actor: str | None) -> None:
        _record(
            number, actor, lambda at: {"text": reason, "moment": _end(when, at.now) if when else None}, "close"
        )  # fmt: skip

    return close_command


def _reopen_command() -> click.Command:
    @_command("reopen", _("Open a closed matter again."), 'reopen 3 --reason "Báo khác đăng tiếp"')
    @click.option("--reason", required=True, help=_("On what grounds."))
    def reopen_command(number: int, reason: str, actor: str | None) -> None:
        _record(number, actor, lambda _at: {"text": reason}, "reopen")

    return reopen_command
