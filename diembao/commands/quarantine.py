"""`diembao sources quarantine` and `release`: what was held back as planted advertising, and letting it in."""

import asyncio
from contextlib import closing
from datetime import UTC, datetime

import click

from collector.urls import canonical
from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import translator
from core.settings import Settings
from diembao.cli import Command
from diembao.commands.common import actor_name, load_settings
from diembao.output import local, say, show_json, show_table
from diembao.pipeline import read_one
from diembao.rooms import open_rooms, open_store

_ = translator("diembao")


def quarantine_command() -> click.Command:
    """Build the command that lists what is held back."""

    @click.command(
        "quarantine",
        cls=Command,
        help=_(
            "Articles held back because they look like advertising of betting or the like on a hijacked site. They are"
            " in no report and in no alert until a person releases them."
        ),
        epilog="diembao sources quarantine\ndiembao sources quarantine --json",
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def command(as_json: bool) -> None:
        with closing(open_store(load_settings())) as store, store.read() as tx:
            held = tx.entries.quarantined()
        if as_json:
            show_json(held)
            return
        if not held:
            say(_("Nothing is held back."))
            return
        show_table(
            (_("First seen"), _("Source"), _("Title"), _("Words found"), _("Address")),
            [(local(each.first_seen), each.source_id, each.title, each.reason, each.url) for each in held],
        )
        say(_("Release what is a real article: diembao sources release ADDRESS --reason “…”"))

    return command


def release_command() -> click.Command:
    """Build the command that lets one in."""

    @click.command(
        "release",
        cls=Command,
        help=_("Let an article in that was held back by mistake; who did it and why goes into the log."),
        epilog='diembao sources release https://bao.example/bai-123.html --reason "bài điều tra của báo"',
    )
    @click.argument("address")
    @click.option("--reason", required=True, help=_("Why it is a real article."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def command(address: str, reason: str, actor: str | None) -> None:
        settings, who = load_settings(), actor_name(actor)
        say(asyncio.run(_release(settings, canonical(address), reason, who)))

    return command


async def _release(settings: Settings, url: str, reason: str, actor: str) -> str:
    """Read an article that was held back and return what came of it in words; raises UsageError."""
    async with open_rooms(settings, SystemClock()) as rooms:
        with rooms.store.read() as tx:
            held = next((each for each in tx.entries.quarantined() if each.url == url), None)
        if held is None:
            raise UsageError(_("Nothing with this address is held back; see: diembao sources quarantine"))
        outcome = await read_one(rooms, url, released=True)
        with rooms.store.begin() as tx:
            detail: dict[str, object] = {"url": url, "reason": reason, "outcome": outcome}
            tx.audit.append(datetime.now(UTC), actor, "release", detail)
            if outcome == "postponed":
                tx.entries.quarantine(held.id, held.reason)
    words = {
        "kept": _("The article was released and stored."),
        "known": _("The article was released; it had been stored before."),
        "postponed": _("The page could not be had now; it stays held back. Try again later."),
    }
    return words.get(outcome, _("The article was released, but it concerns none of the followed places."))
