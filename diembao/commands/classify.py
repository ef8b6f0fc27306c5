"""`diembao classify`: judge articles from JSON Lines, without a database."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TextIO

import click
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from classifier.batch import Known
from classifier.claims.retrieve import StatementIndex
from classifier.jsonl import BATCH, judge_lines
from classifier.judge import Judge, Models, trained
from config.load import load
from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import translator
from core.periods import ZONE
from core.settings import Profile, Topic
from diembao.cli import Command, workspace_folder
from diembao.learning import models_in_use
from diembao.settings import build, defaults
from diembao.statement_files import read_statements

_ = translator("diembao")

SHIPPED = ("tay-ninh",)


def choose(asked: tuple[str, ...]) -> tuple[tuple[Profile, ...], tuple[Topic, ...], str]:
    """Return profiles, topics and configuration version: the workspace's where there is one, else the shipped ones."""
    folder = workspace_folder()
    if (folder / "diembao.yaml").exists():
        settings = build(load(folder, os.environ))
        profiles, topics, version = settings.profiles, settings.topics, settings.version
    elif folder != Path():
        raise UsageError(_("%(dir)s is not a workspace: diembao.yaml is missing.") % {"dir": folder})
    else:
        profiles, topics = defaults(asked or SHIPPED)
        version = "shipped"
    chosen = tuple(profile for profile in profiles if not asked or profile.id in asked)
    if missing := set(asked) - {profile.id for profile in chosen}:
        raise UsageError(_("Unknown profile: %(ids)s.") % {"ids": ", ".join(sorted(missing))})
    return chosen, topics, version


def chosen_models() -> Models:
    """Return the models of the workspace where there is one, else the delivered ones."""
    folder = workspace_folder()
    return models_in_use(folder) if (folder / "diembao.yaml").exists() else trained()


def known_from(path: Path | None) -> Known | None:
    """Return the statements of a file with their day; None when no file is given."""
    if path is None:
        return None
    return Known(StatementIndex(read_statements(path)), SystemClock().now().astimezone(ZONE).date())


def _counted(lines: BinaryIO) -> Iterator[bytes]:
    """Yield the lines, and show on standard error how many were read."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), MofNCompleteColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("Lines"), total=None)
        for line in lines:
            yield line
            progress.advance(task)


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_(
            "Judge articles given as JSON Lines (id, title, text, optionally url, source, published, lang) and write"
            " one line for each, in order. Articles on one event are told to be one story, and what their figures"
            " contradict is named; this is done among %(count)d lines at a time. A line that cannot be judged gives an"
            " error line, and exit code 3."
        )
        % {"count": BATCH},
        epilog=(
            "diembao classify articles.jsonl -o judged.jsonl\ncat articles.jsonl | diembao classify\n"
            "diembao classify articles.jsonl --statements statements.csv"
        ),
    )
    @click.argument("source", type=click.File("rb"), default="-", metavar="[IN.jsonl]")
    @click.option(
        "-o", "--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help=_("Where to write.")
    )
    @click.option("--profile", "asked", multiple=True, metavar="ID", help=_("Only this profile (may be repeated)."))
    @click.option(
        "--statements",
        "held",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help=_("Hold the articles against the statements of this file, as `statements import` takes it."),
    )
    def classify_command(source: BinaryIO, output: TextIO, asked: tuple[str, ...], held: Path | None) -> int:
        profiles, topics, version = choose(asked)
        known = known_from(held)
        judge = Judge(profiles, topics, version, chosen_models())
        failed = False
        for judged in judge_lines(_counted(source), judge, [profile.id for profile in profiles], known):
            failed |= "error" in judged
            output.write(json.dumps(judged, ensure_ascii=False) + "\n")
        return 3 if failed else 0

    return classify_command
