"""`diembao classify`: judge articles from JSON Lines, without a database."""

import json
import os
from pathlib import Path
from typing import BinaryIO, TextIO

import click

from classifier.jsonl import judge_lines
from classifier.judge import Judge, Models, trained
from config.load import load
from core.errors import UsageError
from core.i18n import translator
from core.settings import Profile, Topic
from diembao.cli import Command, workspace_folder
from diembao.learning import models_in_use
from diembao.settings import build, defaults

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


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_(
            "Judge articles given as JSON Lines (id, title, text, optionally url, source, published, lang) and write"
            " one line for each, in order. A line that cannot be judged gives an error line, and exit code 3."
        ),
        epilog="diembao classify articles.jsonl -o judged.jsonl\ncat articles.jsonl | diembao classify",
    )
    @click.argument("source", type=click.File("rb"), default="-", metavar="[IN.jsonl]")
    @click.option(
        "-o", "--output", type=click.File("w", encoding="utf-8", lazy=True), default="-", help=_("Where to write.")
    )
    @click.option("--profile", "asked", multiple=True, metavar="ID", help=_("Only this profile (may be repeated)."))
    def classify_command(source: BinaryIO, output: TextIO, asked: tuple[str, ...]) -> int:
        profiles, topics, version = choose(asked)
        judge = Judge(profiles, topics, version, chosen_models())
        failed = False
        for judged in judge_lines(source, judge, [profile.id for profile in profiles]):
            failed |= "error" in judged
            output.write(json.dumps(judged, ensure_ascii=False) + "\n")
        return 3 if failed else 0

    return classify_command
