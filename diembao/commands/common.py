"""What several commands share: loading the workspace, choosing the clock, reading a day."""

import getpass
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import click

from collector.urls import canonical
from config.load import NOTHING, load
from core.clock import Clock, SystemClock
from core.errors import UsageError
from core.i18n import translator
from core.judgement import Relevance
from core.periods import ZONE
from core.ports import UnitOfWork
from core.press import Article
from core.settings import Settings
from core.text import in_context, one_line
from diembao.cli import workspace_folder
from diembao.output import start_logging
from diembao.replay_clock import ReplayClock
from diembao.settings import build

_ = translator("diembao")


def load_settings(instead: Mapping[str, Path] = NOTHING) -> Settings:
    """Load the workspace asked for, with other files `instead` of its own; raises ConfigError naming every fault."""
    start_logging()
    return build(load(workspace_folder(), os.environ, instead))


def choose_clock(url: str | None) -> Clock:
    """Return the machine's clock, or the replayed one served at `url`."""
    return ReplayClock(url) if url else SystemClock()


def actor_name(given: str | None) -> str:
    """Return who acts: the name given with `--as`, else the system account; raises UsageError for root."""
    account = given or getpass.getuser()
    if account == "root":
        raise UsageError(_("Say who acts: --as “full name”. The shared account “root” is nobody's name."))
    return account


def find_article(tx: UnitOfWork, asked: str) -> Article:
    """Return the article with this number or address; raises UsageError."""
    if asked.isdecimal():
        try:
            return tx.articles.get(int(asked)).article
        except KeyError:
            raise UsageError(_("There is no article %(id)s.") % {"id": asked}) from None
    found = tx.articles.find(canonical(asked if "://" in asked else f"https://{asked}"))
    if found is None:
        what = _("No article is stored under %(url)s. To read it now: diembao collect --url %(url)s")
        raise UsageError(what % {"url": one_line(asked)})
    return found


def place_proof(title: str, text: str, found: Relevance, most: int = 5) -> list[str]:
    """Return a line for each name that was found: the words around it with the name marked, and why it counts."""
    fields = {"title": title, "text": text}
    lines = []
    for match in found.matches[:most]:
        before, name, after = in_context(fields[match.field], match.start, match.end)
        lines.append(one_line(f"{before}«{name}»{after} — {match.why}"))
    if len(found.matches) > most:
        lines.append(_("further names: %(count)d") % {"count": len(found.matches) - most})
    return lines


def quoted(phrases: Iterable[str]) -> str:
    """Return the phrases that decided, each on one line and in quotation marks."""
    return ", ".join(f"«{one_line(phrase)}»" for phrase in phrases)


def day(_context: click.Context, _parameter: click.Parameter, text: str | None) -> datetime | None:
    """Return the beginning of a day, written as computers or as people in Viet Nam write it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y") if text else ():
        with suppress(ValueError):
            return datetime.strptime(text or "", form).replace(tzinfo=ZONE).astimezone(UTC)
    if text is None:
        return None
    raise click.BadParameter(_("“%(text)s” is not a day; write for example 2026-10-01 or 01/10/2026.") % {"text": text})


def moment(text: str) -> tuple[datetime, bool]:
    """Return a day with or without a time (of Viet Nam) as a moment in UTC, and whether it has a time.

    Without one it is the beginning of the day. Raises UsageError.
    """
    written = " ".join(text.replace("T", " ").split())
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        for time, known in (("", False), (" %H:%M", True)):
            with suppress(ValueError):
                return datetime.strptime(written, form + time).replace(tzinfo=ZONE).astimezone(UTC), known
    what = _("“%(text)s” is not a time; write for example 2026-10-14, 14/10/2026 or 14/10/2026 09:30.")
    raise UsageError(what % {"text": one_line(text)})
