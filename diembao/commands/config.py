"""`diembao config`: check the workspace."""

import os
from pathlib import Path

import click

from alerts.documents import template_check, word_template
from alerts.documents.template_check import Finding
from config.load import load
from config.schema import schemas
from core.errors import ConfigError, UsageError
from core.i18n import translator
from core.settings import Settings
from diembao.cli import Command, Group, workspace_folder
from diembao.commands import config_explain
from diembao.commands.report_template import described
from diembao.output import report_error, say, show_json
from diembao.settings import build

_ = translator("diembao")


def command() -> click.Command:
    """Build the group."""
    group = Group("config", help=_("Check the workspace files."))
    group.add_command(_check_command())
    group.add_command(config_explain.command())
    group.add_command(_schema_command())
    return group


def _check_command() -> click.Command:
    @click.command(
        "check",
        cls=Command,
        help=_(
            "Check every workspace file; each fault is named with file, line and remedy. Exit code 1 when there is one."
        ),
        epilog="diembao --workspace /srv/diembao config check",
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def check_command(as_json: bool) -> int:
        try:
            settings = build(load(workspace_folder(), os.environ))
        except ConfigError as error:
            if as_json:
                show_json(
                    [{"file": str(p.path), "line": p.line, "message": p.message, "fix": p.fix} for p in error.problems]
                )
            else:
                for problem in error.problems:
                    report_error(str(problem))
            return 1
        form = _form(settings)
        if as_json:
            show_json([{"file": form[0], "line": 0, "message": described(one), "fix": ""} for one in form[1]])
        else:
            say(
                _(
                    "In order: %(profiles)d profiles, %(outlets)d outlets, %(sources)d sources, %(topics)d topics,"
                    " %(rules)d rules."
                )
                % {
                    "profiles": len(settings.profiles),
                    "outlets": len(settings.outlets),
                    "sources": len(settings.sources),
                    "topics": len(settings.topics),
                    "rules": len(settings.rules),
                }
            )
            if examples := example_addresses(settings):
                say(_("Still example addresses, to be replaced before use: %(names)s") % {"names": ", ".join(examples)})
            for one in form[1]:
                (report_error if one.error else say)(f"{form[0]}: {described(one)}")
        return int(any(one.error for one in form[1]))

    return check_command


def _form(settings: Settings) -> tuple[str, list[Finding]]:
    """Return the path of the office's own Word template and what is wrong with it, nothing where there is none."""
    path = Path(settings.workspace) / "templates" / word_template.FILE
    return str(path), template_check.check(path.read_bytes()) if path.is_file() else []


def example_addresses(settings: Settings) -> list[str]:
    """Return the mail host and mailboxes that still stand under the example domain nobody can reach (RFC 2606)."""
    boxes = [box.email for department in settings.departments for box in department.recipients]
    return [name for name in (settings.mail.host, settings.mail.sender, *boxes) if name.endswith(".example")]


def _schema_command() -> click.Command:
    @click.command(
        "schema",
        cls=Command,
        help=_("Write the JSON Schema of a workspace file, so that an editor completes and checks it."),
        epilog="diembao config schema topics.yaml > topics.schema.json",
    )
    @click.argument("name", required=False, metavar="[FILE]")
    def schema_command(name: str | None) -> None:
        known = schemas()
        if name is not None and name not in known:
            raise UsageError(_("Known files: %(names)s") % {"names": ", ".join(known)})
        show_json(known[name] if name else known)

    return schema_command
