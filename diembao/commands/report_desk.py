"""What the kinds of `diembao report` share: where they write, in which formats, and what they say of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from alerts.products import text, word
from alerts.products.paper import Paper
from core.i18n import language, translator
from core.settings import Settings
from diembao.cli import Command
from diembao.output import plain, say, show_json

_ = translator("diembao")


@dataclass(frozen=True, slots=True)
class Output:
    """What was asked for: the folder (None: out/ of the workspace), plain text beside it, the record as JSON."""

    folder: Path | None
    with_text: bool
    as_json: bool

    def path(self, settings: Settings) -> Path:
        """Return the folder to write to, which exists then."""
        folder = self.folder or Path(settings.workspace) / "out"
        folder.mkdir(parents=True, exist_ok=True)
        return folder


Maker = Callable[[Callable[..., None]], click.Command]


def report_command(name: str, text: str, *examples: str) -> Maker:
    """Return what makes a kind of report of a function that takes its own options and `output`."""
    plain_text = click.option("--text", "with_text", is_flag=True, help=_("Write it as plain text as well."))
    return _maker(name, text, examples, plain_text)


def feed_command(name: str, text: str, *examples: str) -> Maker:
    """Return what makes a kind of report that is no document, and so has no plain text."""
    return _maker(name, text, examples)


def _maker(name: str, text: str, examples: Sequence[str], *further: Callable[[Any], Any]) -> Maker:
    def made(function: Callable[..., None]) -> click.Command:
        def wrapped(out: Path | None, as_json: bool, with_text: bool = False, **options: Any) -> None:
            function(output=Output(out, with_text, as_json), **options)

        wrapped.__click_params__ = list(getattr(function, "__click_params__", []))  # type: ignore[attr-defined]
        for option in (
            click.option("--json", "as_json", is_flag=True, help=_("The record behind it, machine-readable.")),
            *further,
            click.option(
                "--out",
                type=click.Path(path_type=Path, file_okay=False),
                help=_("Where to write (default: out/ of the workspace)."),
            ),
        ):
            option(wrapped)
        epilog = "\n".join(f"diembao report {each}" for each in examples)
        return click.command(name, cls=Command, help=text, epilog=epilog)(wrapped)

    return made


def hand_out(record: Any, paper: Paper, settings: Settings, output: Output) -> None:
    """Write a product as Word, and as text where asked, and say where; or show its record with the files."""
    folder, lang = output.path(settings), language()
    files = [(folder / f"{paper.name}.docx", word.render(paper, settings.office, lang))]
    if output.with_text:
        files.append((folder / f"{paper.name}.txt", text.render(paper, settings.office, lang).encode()))
    for path, content in files:
        path.write_bytes(content)
    tell(record, [path for path, _content in files], output)
    if paper.draft and not output.as_json:
        say(_("This is a draft: the period can still change."))


def tell(record: Any, files: list[Path], output: Output) -> None:
    """Say which files were written, or show the record with them."""
    if output.as_json:
        show_json({**plain(record), "files": [str(path) for path in files]})
        return
    for path in files:
        say(str(path))
