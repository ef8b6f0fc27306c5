"""`diembao train`: fit the models again from a folder of articles and the labels of the project."""

import csv
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import click
from rich.console import Console

from classifier.judge import Judge
from classifier.training import delivery, examples, train
from core.i18n import translator
from diembao.cli import Command
from diembao.output import say
from diembao.settings import defaults

_ = translator("diembao")

PREDICTIONS = "predictions.csv"


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_(
            "Fit the models of topics, tone, kind, role and claims again, from a folder of articles and the labels of"
            " the project. The same data give the same answers. Nothing in use changes until the folder written is"
            " delivered."
        ),
        epilog="diembao train --data ../shared --out models",
    )
    @click.option(
        "--data",
        required=True,
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help=_("Folder with the articles (replay/data, data/articles, data/gold, data/claims)."),
    )
    @click.option("--out", required=True, type=click.Path(path_type=Path), help=_("Where to write the models."))
    def train_command(data: Path, out: Path) -> None:
        with Console(stderr=True).status(_("Reading the articles …")) as status:
            texts = examples.Texts.of(data)
            status.update(_("Fitting the models to %(count)d articles …") % {"count": len(texts.items)})
            judge = Judge(*defaults(["tay-ninh"]))
            trained = train.train(data, judge, texts, datetime.now(UTC).date())
        delivery.write(out, trained.models, trained.stamp)
        table = StringIO()
        writer = csv.DictWriter(table, fieldnames=list(trained.predictions[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(trained.predictions)
        (out / PREDICTIONS).write_text(table.getvalue(), encoding="utf-8")
        say(_("%(count)d models written to %(dir)s.") % {"count": len(trained.models), "dir": out})

    return train_command
