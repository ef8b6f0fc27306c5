"""`diembao evaluate`: how well the judgement does on labelled articles."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from classifier.judge import Judge
from classifier.training.corpus import group_of
from classifier.training.places import Example, Outcome, cross_validate
from classifier.training.report import Line, Report
from core.errors import UsageError
from core.i18n import translator
from diembao import quality
from diembao.cli import Command, Group
from diembao.commands import evaluate_claims, evaluate_drift
from diembao.output import say, show_json, show_table
from diembao.settings import defaults

_ = translator("diembao")

_Command = TypeVar("_Command", bound=Callable[..., Any])


def command() -> click.Command:
    """Build the group of commands."""
    group = Group(
        name="evaluate", help=_("Measure the judgement: on labelled articles, and how it moves on the stored ones.")
    )
    group.add_command(_places())
    group.add_command(_topics())
    group.add_command(_random())
    group.add_command(evaluate_claims.command())
    group.add_command(evaluate_drift.command())
    measured = _("Measure the %(what)s of labelled JSON Lines (id, title, text, %(field)s).")
    learned = _("Without a file, the project's own labels by cross-validation over the articles of --data.")
    for part, what in (("tone", _("tone")), ("kind", _("kind")), ("role", _("role"))):
        words = measured % {"what": what, "field": part}
        group.add_command(_classes(part, words if part == "role" else f"{words} {learned}"))
    return group


def _data_option(*, required: bool = False) -> Callable[[_Command], _Command]:
    return click.option(
        "--data",
        required=required,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help=_("Folder with the articles to learn from; else the one that holds the labels."),
    )


def _table_options(command: _Command) -> _Command:
    command = click.option("--json", "as_json", is_flag=True, help=_("Write JSON."))(command)
    page = click.Path(dir_okay=False, path_type=Path)
    return click.option("--html", type=page, help=_("Also write a page."))(command)


def _output_options(command: _Command) -> _Command:
    command = _table_options(command)
    return click.option("--errors", is_flag=True, help=_("List the articles judged wrongly."))(command)


def _places() -> click.Command:
    @click.command(
        "places",
        cls=Command,
        help=_(
            "Measure whether articles are rightly taken to concern a place: precision and recall by cross-validation"
            " over labelled JSON Lines (id, title, text, province, relevant = yes, no or border; border is left out)."
        ),
        epilog="diembao evaluate places labels.jsonl\ndiembao evaluate places labels.jsonl --errors",
    )
    @click.argument("labels", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @_output_options
    def places_command(labels: Path, errors: bool, html: Path | None, as_json: bool) -> int:
        rows = [row for row in _read(labels) if row["relevant"] in ("yes", "no")]
        judge = Judge(defaults(sorted({row["province"] for row in rows}))[0], [])
        outcomes = cross_validate([_example(judge, row) for row in rows])
        headers = (_("Profile"), _("Kept rightly"), _("Kept wrongly"), _("Missed"), _("Precision"), _("Recall"))
        rows_shown = [_row(outcome) for outcome in outcomes]
        _show_rows("places", headers, rows_shown, [_record(outcome) for outcome in outcomes], html, as_json)
        if errors and not as_json:
            titles = {row["id"]: row["title"] or row["text"][:80] for row in rows}
            for outcome in outcomes[:-1]:
                for words, ids in ((_("kept wrongly"), outcome.wrong), (_("missed"), outcome.missed)):
                    for identity in ids:
                        say(f"{outcome.profile}: {words}: {identity}: {titles[identity]}")
        return 0

    return places_command


def _read(labels: Path) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(labels.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            rows.append({key: str(row[key]) for key in ("id", "title", "text", "province", "relevant")})
        except (ValueError, TypeError, KeyError) as error:
            message = _("%(path)s, line %(number)d: not a labelled article (id, title, text, province, relevant).")
            raise UsageError(message % {"path": labels, "number": number}) from error
    return rows


def _example(judge: Judge, row: dict[str, Any]) -> Example:
    relevance = judge.judge(row["title"], row["text"]).places[row["province"]]
    return Example(
        row["id"], row["province"], row["relevant"] == "yes", relevance.score, group_of(row["title"], row["text"])
    )


def _row(outcome: Outcome) -> tuple[object, ...]:
    wrong, missed = len(outcome.wrong), len(outcome.missed)
    return (
        outcome.profile or _("all"), outcome.right, wrong, missed,
        f"{outcome.precision:.3f}", f"{outcome.recall:.3f}",
    )  # fmt: skip


def _record(outcome: Outcome) -> dict[str, object]:
    return {
        "profile": outcome.profile or "all",
        "right": outcome.right,
        "wrong": outcome.wrong,
        "missed": outcome.missed,
        "precision": round(outcome.precision, 4),
        "recall": round(outcome.recall, 4),
    }


def _topics() -> click.Command:
    @click.command(
        "topics",
        cls=Command,
        help=_(
            "Measure the topics on labelled JSON Lines (id, title, text, topics = {topic: yes, no or border}). Every"
            " article is judged by a model fitted without it and its copies; border is left out. With --delivered, or"
            " where there is no data folder, the models are measured as delivered."
        ),
        epilog="diembao evaluate topics ../shared/data/gold/topics.jsonl --html topics.html",
    )
    @click.argument("labels", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--delivered", is_flag=True, help=_("Measure the models as delivered."))
    @_data_option()
    @_output_options
    def topics_command(
        labels: Path, delivered: bool, data: Path | None, errors: bool, html: Path | None, as_json: bool
    ) -> None:
        folder = None if delivered else data or quality.data_folder(labels)
        with Console(stderr=True).status(_("Measuring …")):
            report = quality.topics_report(labels, folder)
        _show(report, errors, html, as_json)

    return topics_command


def _random() -> click.Command:
    @click.command(
        "random",
        cls=Command,
        help=_(
            "Measure how often the topics err on articles drawn by chance and read by a person, as delivered: wrongly"
            " seen among those seen, overlooked among articles without any topic, each with its interval (95 of 100)."
        ),
        epilog="diembao evaluate random --data ../shared",
    )
    @_data_option(required=True)
    @_table_options
    def random_command(data: Path, html: Path | None, as_json: bool) -> None:
        with Console(stderr=True).status(_("Measuring …")):
            rates = quality.random_report(data)
        _show_rows(
            "random",
            (_("Class"), _("Wrongly seen"), _("Overlooked")),
            [(rate.topic, quality.shown(rate.wrong), quality.shown(rate.overlooked)) for rate in rates],
            rates,
            html,
            as_json,
        )

    return random_command


def _show_rows(
    part: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[object]],
    records: Any,
    html: Path | None,
    as_json: bool,
) -> None:
    if html:
        html.write_text(quality.table_page(part, headers, rows), encoding="utf-8")
    if as_json:
        show_json(records)
    else:
        show_table(headers, rows)


def _classes(part: str, words: str) -> click.Command:
    @click.command(
        part,
        cls=Command,
        help=words,
        epilog=f"diembao evaluate {part} labels.jsonl --errors",
    )
    @click.argument("labels", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @_data_option()
    @_output_options
    def classes_command(labels: Path | None, data: Path | None, errors: bool, html: Path | None, as_json: bool) -> None:
        with Console(stderr=True).status(_("Measuring …")):
            report = quality.class_part_report(part, labels, data)
        _show(report, errors, html, as_json)

    return classes_command


def _show(report: Report, errors: bool, html: Path | None, as_json: bool) -> None:
    if html:
        html.write_text(quality.page(report), encoding="utf-8")
    if as_json:
        show_json(quality.record(report))
        return
    headers = (_("Class"), _("Articles"), _("Found rightly"), _("Found wrongly"), _("Missed"))
    show_table((*headers, _("Precision"), _("Recall"), "F1", "95 %", "ECE"), [_cells(line) for line in report.lines])
    say(_("Mean F1 of the classes: %(figure)s") % {"figure": f"{report.macro:.3f}"})
    if errors:
        for error in report.errors:
            say(f"{error.id}: {error.truth} → {error.answer}")


def _cells(line: Line) -> tuple[object, ...]:
    found = line.counts
    return (
        line.name, line.size, found.right, found.wrong, found.missed, f"{found.precision:.3f}", f"{found.recall:.3f}",
        f"{found.f1:.3f}", f"{line.low:.3f}–{line.high:.3f}",
        "—" if line.calibration is None else f"{line.calibration:.3f}",
    )  # fmt: skip
