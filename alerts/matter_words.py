"""The register of matters and its legal clocks in words: kinds, dates, limits and how much time is left."""

from datetime import UTC, datetime

from alerts.documents.wording import Wording
from alerts.workdays import Workdays
from core.clocks import ClockRule, ClockState, DateField
from core.i18n import translator
from core.matters import ActKind, MatterKind, ResponseKind
from core.periods import ZONE

_HOUR = 3600


def kind_name(kind: MatterKind, lang: str) -> str:
    """Return the name of a kind of matter."""
    _ = translator("alerts", lang)
    return {"hot": _("hot matter"), "task": _("task of the plan"), "conference": _("press conference")}[kind]


def response_name(kind: ResponseKind, lang: str) -> str:
    """Return the name of a kind of response."""
    _ = translator("alerts", lang)
    return {
        "answer": _("answer to the press"),
        "statement": _("communiqué"),
        "briefing": _("at a press briefing"),
        "correction_request": _("written request for a correction"),
        "clarification": _("clarification"),
        "refusal": _("refusal with its reason"),
    }[kind]


def act_name(kind: ActKind, lang: str) -> str:
    """Return the name of an act on a matter."""
    _ = translator("alerts", lang)
    return {
        "open": _("opened"),
        "link": _("alert linked"),
        "date": _("date recorded"),
        "follow": _("clock followed"),
        "met": _("clock met"),
        "respond": _("response"),
        "output": _("published by an own outlet"),
        "note": _("note"),
        "close": _("closed"),
        "reopen": _("reopened"),
    }[kind]


def field_name(field: DateField, lang: str) -> str:
    """Return what a date of a matter is the date of."""
    _ = translator("alerts", lang)
    return {
        "published_at": _("the press published it"),
        "first_seen_at": _("first seen by the system"),
        "received_at": _("request or letter received"),
        "event_at": _("the event took place"),
        "handled_at": _("received and handled by the authority"),
        "impact_determined_at": _("effect on public opinion determined"),
        "letter_sent_at": _("letter sent"),
        "reply_received_at": _("reply received"),
        "conclusion_received_at": _("conclusion received"),
        "conclusion_at": _("conclusion made"),
        "self_detected_at": _("fault found by the press itself"),
        "response_sent_at": _("response sent"),
        "corrected_at": _("corrected by the press"),
        "removed_at": _("taken down by the press"),
        "assigned_at": _("task assigned"),
        "request_at": _("request made"),
        "event_planned_at": _("planned to take place"),
        "last_press_conference_at": _("latest press conference"),
        "false_info_established_at": _("information established as false"),
    }[field]


def limit(rule: ClockRule, lang: str) -> str:
    """Return the limit of a rule, such as "15 working days"."""
    _ = translator("alerts", lang)
    value = {"n": rule.value, "day": "/".join(f"{part:02d}" for part in reversed(rule.before or ()))}
    return {
        "calendar_days": _("%(n)d days"),
        "working_days": _("%(n)d working days"),
        "hours": _("%(n)d hours"),
        "hours_before": _("%(n)d hours before"),
        "months_max_gap": _("at least every %(n)d months"),
        "immediate": _("at once"),
        "same_as_correction": _("as for a correction"),
        "yearly_before": _("every year before %(day)s"),
        "monthly": _("once a month"),
        "no_limit_given": _("no limit given"),
    }[rule.unit] % value


def duty(rule: ClockRule, lang: str) -> str:
    """Return what a rule asks for."""
    return rule.duty.get(lang) or rule.duty.get("vi") or rule.id


def left(found: ClockState, workdays: Workdays, now: datetime, lang: str) -> str:
    """Return how much time is left until the end of a clock, or since it, in working days, on the last day in hours."""
    words = Wording(lang)
    _ = words.gettext
    if found.standing in ("running", "overdue") and found.due:
        return _running(found.due, workdays, now, lang)
    done = {"moment": words.moment(found.finished_at or now)}
    fields = ", ".join(f"{field} ({field_name(field, lang)})" for field in found.starts)
    return {
        "not_in_force": _("outside of the time in which the rule is in force"),
        "not_started": _("not started: not recorded: %(fields)s") % {"fields": fields},
        "met": _("done %(moment)s, in time") % done,
        "met_late": _("done %(moment)s, too late") % done,
        "no_limit": _("done %(moment)s") % done if found.finished_at else _("no limit given, not done yet"),
    }[found.standing]


def _running(due: datetime, workdays: Workdays, now: datetime, lang: str) -> str:
    _ = translator("alerts", lang)
    first, last = sorted((now.astimezone(UTC), due.astimezone(UTC)))
    days = workdays.between(first.astimezone(ZONE).date(), last.astimezone(ZONE).date())
    hours = int((last - first).total_seconds()) // _HOUR
    if now <= due:
        short = _("%(n)d hours left") if hours else _("less than an hour left")
        return (_("%(n)d working days left") if days else short) % {"n": days or hours}
    short = _("%(n)d hours overdue") if hours else _("less than an hour overdue")
    return (_("%(n)d working days overdue") if days else short) % {"n": days or hours}
