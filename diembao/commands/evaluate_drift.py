"""`diembao evaluate drift`: whether the press, or the machine, changed from month to month."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click

from alerts.documents.wording import Wording
from alerts.labels import in_language
from classifier.drift import BEFORE, FEW, MonthDrift, Shift, State, drift
from core import periods
from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import language, translator
from core.ports import Store
from core.settings import Settings, Topic
from diembao.cli import Command
from diembao.commands.common import load_settings
from diembao.output import say, show_json, show_table
from diembao.quality import table_page
from diembao.rooms import open_store

_ = translator("diembao")


def command() -> click.Command:
    """Build the command."""

    @click.command(
        "drift",
        cls=Command,
        help=_(
            "Hold the stored articles of each month against the three months before it: topics, kind, tone, language"
            " and model, by the population stability index (PSI). Above 0.1 take a look, above 0.25 something changed:"
            " the press, the outlets followed, or the machine. The last month is the present one. With few articles an"
            " index above 0.1 may be chance: look at the counts beside it."
        ),
        epilog="diembao evaluate drift --months 12\ndiembao evaluate drift --profile tay-ninh --html drift.html",
    )
    @click.option("--profile", metavar="ID", help=_("Only articles that concern this profile."))
    @click.option(
        "--months", metavar="N", type=click.IntRange(1, 120), default=6, show_default=True, help=_("How many months.")
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Write JSON."))
    @click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help=_("Also write a page."))
    def drift_command(profile: str | None, months: int, as_json: bool, html: Path | None) -> None:
        settings = load_settings()
        if profile is not None and profile not in {known.id for known in settings.profiles}:
            raise UsageError(_("Unknown profile: %(ids)s.") % {"ids": profile})
        asked = last_months(SystemClock().now(), months + BEFORE)
        with closing(open_store(settings)) as store:
            found = measure(store, settings.topics, asked, profile)
        _show(found, settings, asked, html, as_json)

    return drift_command


def last_months(now: datetime, count: int) -> list[periods.Period]:
    """Return the month of a moment and those before it, oldest first."""
    months = [periods.month_of(now)]
    while len(months) < count:
        months.append(periods.previous(months[-1]))
    return months[::-1]


def measure(
    store: Store, topics: Sequence[Topic], months: Sequence[periods.Period], profile: str | None
) -> list[MonthDrift]:
    """Count what is stored of each month and compare; the first three months are only compared with."""
    with store.read() as tx:
        tallies = [(month.id, tx.articles.tally(month.start, month.end, profile)) for month in months]
    return drift(tallies, [topic.id for topic in topics])


def _show(
    found: Sequence[MonthDrift],
    settings: Settings,
    asked: Sequence[periods.Period],
    html: Path | None,
    as_json: bool,
) -> None:
    names = {topic.id: in_language(topic.names, topic.id) for topic in settings.topics}
    headers = (
        _("Month"), _("Articles"), _("Compared"), _("Three months before"), _("This month"), "PSI", _("Mark"),
    )  # fmt: skip
    rows = [row for month in found for row in _rows(month, names)]
    if html and found:
        html.write_text(table_page(_("drift"), headers, rows), encoding="utf-8")
    if as_json:
        show_json(found)
    elif found:
        show_table(headers, rows)
    else:
        message = _("No article is stored from %(first)s to %(last)s: there is nothing to compare.")
        say(message % {"first": asked[0].id, "last": asked[-1].id})


def _rows(month: MonthDrift, names: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    """Return the lines of a month: one for each part of the judgement, or one that says why there is none."""
    words = Wording(language())
    articles = words.number(month.articles)
    reasons: dict[State, str] = {
        "few": _("too few articles: fewer than %(few)d") % {"few": FEW},
        "few_before": _("too few articles before: fewer than %(few)d") % {"few": FEW},
        "first": _("no earlier month"),
    }
    if month.state in reasons:
        yield (month.month, articles, reasons[month.state], words.number(month.before), articles, "—", "")
    marks = {"": "", "look": _("look"), "changed": _("changed")}
    for shift in month.shifts:
        name = _("topic: %(name)s") % {"name": names.get(shift.topic, shift.topic)} if shift.topic else _part(shift)
        before, now = _counts(shift, shift.before, words), _counts(shift, shift.now, words)
        yield (month.month, articles, name, before, now, f"{shift.psi:.3f}", marks[shift.mark])


def _part(shift: Shift) -> str:
    return {"kind": _("kind"), "tone": _("tone"), "lang": _("language"), "model_version": _("model")}[shift.part]


def _counts(shift: Shift, counts: Mapping[str, int], words: Wording) -> str:
    """Say how many articles are on a topic, or how many there are for each value, the most frequent first."""
    whole = sum(counts.values())
    if shift.topic:
        return f"{words.number(counts['on'])}/{words.number(whole)} ({words.percent(counts['on'], whole)})"
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{_value(shift.part, value, words)} {words.number(count)}" for value, count in ordered)


def _value(part: str, value: str, words: Wording) -> str:
    """Return the name of a value; languages and models are known by their codes."""
    kinds = {
        "news": _("news"), "opinion": _("opinion"), "advertorial": _("advertising"), "table": _("tables of figures"),
        "sport": _("sport"),
    }  # fmt: skip
    if part == "tone":
        return words.tone(value)
    return (kinds.get(value, value) if part == "kind" else value) or "—"
