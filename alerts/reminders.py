"""Reminders of what is due: which clocks a mail of today tells, and the mail."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from alerts import clocks, matter_words
from alerts.compose import COLOURS, EXCERPT_CHARS, render
from alerts.documents.wording import Wording, plain
from alerts.matters import Followed
from alerts.message import build
from alerts.workdays import Workdays
from core.clocks import ClockRule
from core.desk import Message
from core.i18n import translator
from core.matters import Matter
from core.periods import ZONE
from core.settings import Department, Mail, Office, Recipient

KIND = "reminder"
HOUR = 7  # local, of working days
MOST = 50  # of one mail: more is read by nobody; the register shows the rest


@dataclass(frozen=True, slots=True)
class Reminder:
    """A clock that somebody is to be reminded of: of a matter, or of a profile where no matter stands behind it."""

    followed: Followed
    profile: str
    matter: Matter | None = None


def is_time(now: datetime, workdays: Workdays) -> bool:
    """Tell whether reminders may leave: on a working day from seven o'clock on."""
    local = now.astimezone(ZONE)
    return local.hour >= HOUR and workdays.is_working(local.date())


def key(now: datetime, department: str) -> str:
    """Return the key of the one mail that a department gets on the local day of `now`."""
    return f"{now.astimezone(ZONE).date()}+{department}"


def last_told(made: Mapping[str, datetime], department: str) -> datetime | None:
    """Return when a department had its latest mail, from the mails that were made by key; None when it had none."""
    return max((at for name, at in made.items() if name.partition("+")[2] == department), default=None)


def due(
    one: Followed, told: datetime | None, workdays: Workdays, now: datetime, before: Iterable[int], after: Iterable[int]
) -> bool:
    """Tell whether a clock has a reminder that has come and that no mail up to `told` could tell.

    A reminder comes at seven on its day, or when the register learned of the clock, if that was later. A day missed in
    an outage is told by the next mail, and several missed days are told as one.
    """
    days = clocks.reminders(one.state, workdays, before, after)
    comes = (max(datetime.combine(day, time(HOUR), ZONE), one.known_at) for day in days)
    return any(at <= now and (told is None or at > told) for at in comes)


def reminder_message(
    reminders: Sequence[Reminder],
    rules: Iterable[ClockRule],
    department: Department,
    recipient: Recipient,
    office: Office,
    mail: Mail,
    workdays: Workdays,
    now: datetime,
    lang: str,
    templates: Path | None = None,
) -> Message:
    """Return the mail of the day on what is due, what ends first on top."""
    _ = translator("alerts", lang)
    known, words = {rule.id: rule for rule in rules}, Wording(lang)
    ordered = sorted(reminders, key=lambda each: (each.followed.state.due or now, each.matter.id if each.matter else 0))
    overdue = sum(each.followed.state.standing == "overdue" for each in ordered)
    number = {"day": words.day(_today(now)), "running": len(ordered) - overdue, "overdue": overdue}
    heading = _("Reminder of %(day)s: %(running)d to be done soon, %(overdue)d overdue") % number
    facts = {
        "_": _,
        "lang": lang,
        "heading": heading,
        "colour": COLOURS["P1" if overdue else "P3"],
        "reminders": [_shown(each, known, workdays, now, lang) for each in ordered[:MOST]],
        "more": len(ordered) - MOST if len(ordered) > MOST else 0,
        "department": department.name,
        "body": office.body,
        "contact": office.contact,
    }
    return build(
        KIND,
        "",
        key(now, department.id),
        mail.sender,
        recipient.email,
        heading,
        render("reminder.txt.jinja", templates, facts),
        render("reminder.html.jinja", templates, facts),
        (),
        now,
        sender_name=office.body,
        recipient_name=recipient.name,
    )


def _today(now: datetime) -> date:
    return now.astimezone(ZONE).date()


def _shown(
    one: Reminder, rules: Mapping[str, ClockRule], workdays: Workdays, now: datetime, lang: str
) -> dict[str, Any]:
    _ = translator("alerts", lang)
    words, state, matter = Wording(lang), one.followed.state, one.matter
    rule, end = rules.get(state.rule), {"moment": words.moment(state.due or now)}
    asked = f"{matter_words.duty(rule, lang)} ({matter_words.limit(rule, lang)})" if rule else ""
    label = _("No. %(number)d") % {"number": matter.id} if matter else one.profile
    kind = matter_words.kind_name(matter.kind if matter else "conference", lang)
    return {
        "label": f"{label} · {kind}",
        "colour": COLOURS["P1" if state.standing == "overdue" else "P3"],
        "title": plain(matter.title, EXCERPT_CHARS) if matter else asked,
        "asked": asked if matter else "",
        "source": rule.source if rule else "",
        "lead": plain(matter.lead) if matter else "",
        "end": _("until %(moment)s") % end,
        "left": matter_words.left(state, workdays, now, lang),
        "command": f"diembao matters show {matter.id}" if matter else "diembao matters list --kind conference",
    }
