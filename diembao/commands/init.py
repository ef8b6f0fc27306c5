"""`diembao init`: a workspace from a shipped profile."""

from pathlib import Path

import click

from config import init
from core.i18n import translator
from diembao.cli import Command
from diembao.output import say

_ = translator("diembao")


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_("Write a workspace folder from a shipped profile; every file is commented and yours to change."),
        epilog="diembao init tay-ninh\ndiembao init tay-ninh /srv/diembao",
    )
    @click.argument("profile", type=click.Choice(init.profiles()))
    @click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
    def init_command(profile: str, folder: Path | None) -> None:
        target = folder or Path(profile)
        for path in init.create(profile, target):
            say(str(path))
        say(
            _("Next: fill in mail and recipients, then run: diembao --workspace %(dir)s config check") % {"dir": target}
        )

    return init_command
