"""`diembao sources import-opml` and `export-opml`: subscriptions from and for other programs."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import click

from collector import opml
from collector.opml import Outline
from collector.urls import canonical
from config import append
from config.proposal import NewOutlet, NewSource, outlet_id, outlet_lines, site_of, source_id, source_lines
from core.clock import SystemClock
from core.errors import FeedError, UsageError
from core.i18n import translator
from core.press import Outlet
from core.settings import Settings
from diembao.cli import Command, workspace_folder
from diembao.commands.common import load_settings
from diembao.output import say, show_json, show_table

_ = translator("diembao")

VERIFIED = "C – nhập từ tệp OPML"  # a remark in the office's own file, not a message


@dataclass(slots=True)
class Plan:
    """What an OPML file would change: new outlets, new addresses of known outlets by id, and what is left out."""

    outlets: dict[str, NewOutlet] = field(default_factory=dict)  # by host
    sources: dict[str, list[NewSource]] = field(default_factory=dict)
    new: list[dict[str, str]] = field(default_factory=list)
    known: list[dict[str, str]] = field(default_factory=list)
    refused: list[dict[str, str]] = field(default_factory=list)


def plan(settings: Settings, outlines: Iterable[Outline]) -> Plan:
    """Sort subscriptions into new, known and refused, each new one with its outlet: one for each host."""
    made, seen = Plan(), {_same(source.url) for source in settings.sources}
    outlets = {outlet.id for outlet in settings.outlets}
    sources = {source.id for source in settings.sources}
    for outline in outlines:
        said = {"title": outline.title, "url": outline.url}
        url = canonical(outline.url)
        if not outline.url:
            made.refused.append(said | {"reason": _("it has no address")})
        elif not url:
            made.refused.append(said | {"reason": _("its address is no web address (http or https)")})
        elif _same(url) in seen:
            made.known.append(said)
        else:
            seen.add(_same(url))
            owner = _owner(settings.outlets, url) or _new_outlet(made, outlets, outline, url)
            identity = source_id(owner, url, sources)
            sources.add(identity)
            made.sources.setdefault(owner, []).append(NewSource(identity, url, outline.title))
            made.new.append(said | {"outlet": owner, "id": identity})
    return made


def _same(url: str) -> str:
    """Return what two spellings of one address have in common."""
    return canonical(url).partition("://")[2].removeprefix("www.")


def _owner(outlets: Iterable[Outlet], url: str) -> str:
    host = site_of(url)
    return next((outlet.id for outlet in outlets if host in outlet.domains), "")


def _new_outlet(made: Plan, taken: set[str], outline: Outline, url: str) -> str:
    host = site_of(url)
    if host not in made.outlets:
        identity = outlet_id(host, taken)
        taken.add(identity)
        made.outlets[host] = NewOutlet(identity, outline.title or host, host, VERIFIED)
    return made.outlets[host].id


def extended(content: bytes, made: Plan) -> bytes:
    """Return a sources.yaml with everything new in it."""
    lines: list[str] = []
    added = dict(made.sources)
    for outlet in made.outlets.values():
        sources = tuple(added.pop(outlet.id))
        name = outlet.name if len(sources) == 1 else outlet.domain  # of several feeds none bears the outlet's name
        lines += ["", *outlet_lines(replace(outlet, name=name, sources=sources))]
    return append.extended(content, lines, {owner: source_lines(new, VERIFIED) for owner, new in added.items()})


def _outlines(file: BinaryIO) -> list[Outline]:
    body = file.read(opml.MAX_BYTES + 1)
    if len(body) > opml.MAX_BYTES:
        raise UsageError(_("%(path)s is too large for a list of feeds.") % {"path": file.name})
    try:
        return opml.read(body)
    except FeedError as error:
        raise UsageError(f"{file.name}: {error}") from error


def _show(made: Plan, written: bool) -> None:
    added = _("added") if written else _("new")
    rows = [(added, line["title"], line["url"], line["outlet"]) for line in made.new]
    rows += [(_("followed already"), line["title"], line["url"], "") for line in made.known]
    rows += [(_("left out"), line["title"], line["url"], line["reason"]) for line in made.refused]
    show_table((_("What"), _("Title"), _("Address"), _("Remark")), rows)
    counts = {"new": len(made.new), "known": len(made.known), "refused": len(made.refused)}
    say(_("New: %(new)d, followed already: %(known)d, left out: %(refused)d.") % counts)
    if written:
        say(_("Added to sources.yaml. Check name, tier and kind of new outlets there, then `diembao sources check`."))
    elif made.new:
        say(_("Nothing was written; repeat with --write to add what is new to sources.yaml."))


def import_opml_command() -> click.Command:
    """Build the command."""

    @click.command(
        "import-opml",
        cls=Command,
        help=_(
            "Show what the subscriptions in an OPML file would add to sources.yaml; with --write add it, and change "
            "nothing else there. Exit code 3 when something had to be left out."
        ),
        epilog="diembao sources import-opml feeds.opml\ndiembao sources import-opml feeds.opml --write",
    )
    @click.argument("file", type=click.File("rb"), metavar="FILE")
    @click.option("--write", is_flag=True, help=_("Add what is new to sources.yaml."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def import_it(file: BinaryIO, write: bool, as_json: bool) -> int:
        settings, folder = load_settings(), workspace_folder()
        made = plan(settings, _outlines(file))
        written = write and bool(made.new)
        if written:
            append.replace(folder, extended((folder / append.NAME).read_bytes(), made), os.environ)
        if as_json:
            show_json({"new": made.new, "known": made.known, "refused": made.refused, "written": written})
        else:
            _show(made, written)
        return 3 if write and made.refused else 0

    return import_it


def export_opml_command() -> click.Command:
    """Build the command."""

    @click.command(
        "export-opml",
        cls=Command,
        help=_("Write every feed of the workspace as OPML, for any feed reader; to standard output without FILE."),
        epilog="diembao sources export-opml > sources.opml\ndiembao sources export-opml sources.opml",
    )
    @click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False, metavar="[FILE]")
    def export_it(file: Path | None) -> None:
        settings = load_settings()
        outlines = [
            Outline(source.id, source.url, f"https://{source.outlet.domains[0]}/", source.outlet.name)
            for source in settings.sources
            if source.kind == "feed"
        ]
        body = opml.write(outlines, "Điểm Báo", SystemClock().now())
        if file is None:
            click.echo(body, nl=False)
            return
        try:
            with file.open("xb") as target:
                target.write(body)
        except FileExistsError as error:
            raise UsageError(_("%(path)s exists already and is not overwritten.") % {"path": file}) from error
        except OSError as error:
            what = _("%(path)s cannot be written: %(why)s.") % {"path": file, "why": error.strerror}
            raise UsageError(what) from error

    return export_it
