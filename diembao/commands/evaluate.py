"""`diembao evaluate`: how well the judgement does on labelled articles."""

import json
from pathlib import Path
from typing import Any

import click

from classifier.evaluation import Example, Outcome, cross_validate, group_of
from classifier.judge import Judge
from core.errors import UsageError
from core.i18n import translator
from diembao.cli import Command, Group
from diembao.output import say, show_json, show_table
from diembao.settings import defaults

_ = translator("diembao")


def command() -> click.Command:
    """Build the group of commands."""
    group = Group(name="evaluate", help=_("Measure the judgement on labelled articles."))
    group.add_command(_places())
    return group


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
    @click.option("--errors", is_flag=True, help=_("List the articles judged wrongly."))
    @click.option("--json", "as_json", is_flag=True, help=_("Write JSON."))
    def places_command(labels: Path, errors: bool, as_json: bool) -> int:
        rows = [row for row in _read(labels) if row["relevant"] in ("yes", "no")]
        judge = Judge(defaults(sorted({row["province"] for row in rows}))[0], [])
        outcomes = cross_validate([_example(judge, row) for row in rows])
        if as_json:
            show_json([_record(outcome) for outcome in outcomes])
            return 0
        show_table(
            (_("Profile"), _("Kept rightly"), _("Kept wrongly"), _("Missed"), _("Precision"), _("Recall")),
            [_row(outcome) for outcome in outcomes],
        )
        if errors:
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
