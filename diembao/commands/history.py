"""`diembao history`: the versions of an article and what changed between them; the latest changes of all articles."""

from contextlib import closing
from datetime import datetime
from itertools import pairwise
from typing import Any, get_args

import click

from alerts.changes import between, lines, name
from alerts.documents.wording import sentence_case
from core.errors import UsageError
from core.i18n import translator
from core.press import Article
from core.text import one_line
from core.versions import Change, Version
from diembao.cli import Command
from diembao.commands.common import day, find_article, load_settings
from diembao.output import local, say, show_json, show_table
from diembao.rooms import open_store

_ = translator("diembao")

SHOWN = 100  # latest changes


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_(
            "What became of a stored article: its versions and what changed between them. With --recent the latest"
            " changes of all articles. Old texts are for the office only."
        ),
        epilog="diembao history https://baotayninh.vn/bai-viet.html\n"
        "diembao history 152 --diff 3\n"
        "diembao history --recent --since 2026-10-01 --change correction --change removal",
    )
    @click.argument("article", required=False, metavar="URL|ID")
    @click.option("--diff", "number", type=int, metavar="N", help=_("Only what version N changed."))
    @click.option("--recent", is_flag=True, help=_("The latest changes of all articles, newest first."))
    @click.option("--since", callback=day, metavar="YYYY-MM-DD", help=_("With --recent: only changes since this day."))
    @click.option(
        "--change",
        "changes",
        multiple=True,
        type=click.Choice(get_args(Change)),
        help=_("With --recent: only this kind of change (may be repeated)."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def history_command(
        article: str | None,
        number: int | None,
        recent: bool,
        since: datetime | None,
        changes: tuple[Change, ...],
        as_json: bool,
    ) -> None:
        if recent == bool(article):
            raise UsageError(_("Name one article by its address or number, or ask for --recent."))
        with closing(open_store(load_settings())) as store, store.read() as tx:
            if article is None:
                _show_recent(tx.versions.latest(since, changes, SHOWN), as_json=as_json)
                return
            found = find_article(tx, article)
            versions = tx.versions.of(found.id)
        _show(found, _wanted(versions, number), as_json=as_json)

    return history_command


def _wanted(versions: list[Version], number: int | None) -> list[tuple[Version | None, Version]]:
    """Return the versions to show, each with the one before it; raises UsageError for a number there is not."""
    pairs: list[tuple[Version | None, Version]] = [(None, versions[0]), *pairwise(versions)]
    if number is None:
        return pairs
    if not 1 <= number <= len(versions):
        what = _("The article has versions 1 to %(last)d.")
        raise UsageError(what % {"last": len(versions)})
    return [pairs[number - 1]]


def _show(article: Article, versions: list[tuple[Version | None, Version]], *, as_json: bool) -> None:
    if as_json:
        show_json({"article": _record(article), "versions": [_version(*pair) for pair in versions]})
        return
    say(one_line(article.title))
    say(f"{article.outlet_name} — {article.url}")
    if article.state == "removed":
        say(_("No longer at its address; what it said last is kept."))
    for before, version in versions:
        say("\n" + f"{version.number}. {local(version.seen_at)}  {sentence_case(name(version.change))}")
        if version.evidence:
            say(f"   “{one_line(version.evidence)}”")
        told = lines(between(before, version)) if before else [version.title, *version.text.split("\n")]
        for line in told:
            say(f"   {one_line(line)}")


def _show_recent(found: list[tuple[Article, Version]], *, as_json: bool) -> None:
    if as_json:
        show_json([{"article": _record(article), **_facts(version)} for article, version in found])
    elif not found:
        say(_("No change was noted."))
    else:
        show_table(
            (_("At"), _("Change"), _("No"), _("Outlet"), _("Title"), _("Address")),
            [
                (
                    local(version.seen_at),
                    name(version.change),
                    article.id,
                    article.outlet_name,
                    article.title,
                    article.url,
                )
                for article, version in found
            ],
        )


def _record(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "outlet": article.outlet_name,
        "title": article.title,
        "state": article.state,
        "origin": article.origin,
    }


def _facts(version: Version) -> dict[str, Any]:
    return {
        "number": version.number,
        "change": version.change,
        "seen_at": version.seen_at,
        "evidence": version.evidence,
    }


def _version(before: Version | None, version: Version) -> dict[str, Any]:
    difference = between(before, version) if before else ()
    return {**_facts(version), "title": version.title, "text": version.text, "difference": difference}
