"""`diembao report KIND`: other products than the digest, each a document for a person to number and sign."""

import click

from core.i18n import translator
from diembao.cli import Group
from diembao.commands import report_feed, report_register, report_stories, report_template

_ = translator("diembao")


def command() -> click.Command:
    """Build the group."""
    group = Group(
        "report",
        help=_(
            "Documents in the forms of Nghị định 30/2020 for a person to number and sign, written from the archive and"
            " the register. Nothing is sent."
        ),
    )
    for made in (
        *report_stories.commands(),
        *report_register.commands(),
        *report_feed.commands(),
        *report_template.commands(),
    ):
        group.add_command(made)
    return group
