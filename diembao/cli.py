"""The command tree. Commands are loaded when called, so that `--help` is quick and in the language asked for."""

import importlib
import logging
import os
from pathlib import Path
from typing import Any

import click

from core.i18n import LANGUAGES, translator
from diembao import __version__

_ = translator("diembao")


def commands() -> dict[str, str]:
    """Return every command with its one line of help, in the order of a working day, not of the alphabet."""
    return {
        "init": _("a workspace from a shipped profile"),
        "config": _("check the workspace files"),
        "run": _("the service, until stopped"),
        "collect": _("one pass over the sources, now"),
        "sources": _("the sources and how they do"),
        "review": _("the alert desk"),
        "matters": _("the register: hot matters, tasks of the plan, press conferences, their legal clocks"),
        "alerts": _("what the rules of alerts would send"),
        "correct": _("what the machine judged wrongly: say what is right, and let it learn"),
        "stories": _("articles on one event: how it spread; merge and split by hand"),
        "statements": _("what officials and fact-checks said, which the press is held against"),
        "history": _("what became of an article: versions, corrections, removal"),
        "digest": _("the report of a period, on paper and by mail"),
        "report": _("other documents: quick report, letter to an agency, yearly form, late answers, positive items"),
        "deliveries": _("mails on their way and sent"),
        "classify": _("judge articles from JSON Lines, without a database"),
        "evaluate": _("measure the judgement on labelled articles"),
        "train": _("fit the models again"),
        "demo": _("an invented month through the whole service"),
    }


def common_options() -> list[click.Parameter]:
    """Return the options every command takes, before or after its name."""

    def remember(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
        if value:
            context.find_root().meta["workspace"] = value

    def verbosity(_context: click.Context, _parameter: click.Parameter, value: bool) -> None:
        if value:
            logging.getLogger().setLevel(logging.INFO)

    return [
        click.Option(
            ["--workspace"],
            metavar="DIR",
            expose_value=False,
            callback=remember,
            help=_("Folder of the workspace (default: DIEMBAO_WORKSPACE, else the current folder)."),
        ),
        click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, help=_("Language of the messages.")),
        click.Option(
            ["-v", "--verbose"],
            is_flag=True,
            expose_value=False,
            callback=verbosity,
            help=_("Tell more of what happens."),
        ),
    ]


class Command(click.Command):
    """A command that also takes the common options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options_metavar = _("[OPTIONS]")
        self.params += common_options()

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples as they are, one a line."""
        if self.epilog:
            with formatter.section(_("Examples")):
                for line in self.epilog.splitlines():
                    formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class Group(click.Group):
    """A group of commands that take the common options."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.options_metavar, self.subcommand_metavar = _("[OPTIONS]"), _("COMMAND [ARGUMENTS]...")


class Root(click.Group):
    """The root: loads a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order they are shown."""
        return list(commands())

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list without loading the modules behind it."""
        with formatter.section(_("Commands")):
            formatter.write_dl(list(commands().items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Build the command in the language in use."""
        if cmd_name not in commands():
            return None
        made = importlib.import_module(f"diembao.commands.{cmd_name}").command()
        assert isinstance(made, click.Command)  # noqa: S101 - a wiring fault, found by the first test
        return made

    def get_help(self, ctx: click.Context) -> str:
        """Translate the opening line, which was written before the language was known."""
        self.help = _("Điểm Báo: follow what the press writes about a province, warn, and report once a month.")
        return super().get_help(ctx)

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Attach the common options in the language in use."""
        version = click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help=_("Version.")
        )
        self.params = [*common_options(), version]
        self.options_metavar, self.subcommand_metavar = _("[OPTIONS]"), _("COMMAND [ARGUMENTS]...")
        return super().make_context(info_name, args, parent, **extra)


def _show_version(context: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value:
        click.echo(f"diembao {__version__}")
        context.exit()


cli = Root(name="diembao", no_args_is_help=True)


def workspace_folder() -> Path:
    """Return the workspace folder asked for."""
    asked = click.get_current_context().find_root().meta.get("workspace")
    return Path(asked or os.environ.get("DIEMBAO_WORKSPACE") or ".")
