"""`diembao demo`: a month of an invented press, through the whole service, without the internet."""

import asyncio
import os
import sys
from collections import Counter
from contextlib import closing
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from config import init
from config.load import load
from core.i18n import translator
from core.periods import ZONE, parse
from core.settings import Settings
from diembao import reports
from diembao.cli import Command
from diembao.demo.postbox import Postbox
from diembao.demo.press import Press
from diembao.demo.workspace import prepare, press_port
from diembao.output import say, start_logging
from diembao.replay_clock import ReplayClock
from diembao.rooms import Rooms, open_rooms, open_store
from diembao.service import rehearse
from diembao.settings import build

_ = translator("diembao")

PROFILE = "tay-ninh"
PERIOD = parse("2026-10")
START = datetime(2026, 10, 1, 0, 0, tzinfo=ZONE)
END = datetime(2026, 11, 2, 9, 0, tzinfo=ZONE)  # Monday, the first working day of November: the digest is out by then


def command() -> click.Command:
    """Build the command."""

    @click.command(
        cls=Command,
        help=_(
            "Show the whole way once: an invented press (October 2026) is served on this machine, collected, judged,"
            " warned about and reported for Tây Ninh; mails go to a local mail server. No internet is needed."
        ),
        epilog="diembao demo\ndiembao demo --dir trinh-dien",
    )
    @click.option("--dir", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("var/demo"))
    def demo_command(folder: Path) -> int:
        start_logging()
        return asyncio.run(_demo(folder.resolve()))

    return demo_command


async def _demo(folder: Path) -> int:
    workspace = folder / "workspace"
    if not (workspace / "diembao.yaml").exists():
        init.create(PROFILE, workspace)
    with Postbox(folder / "mail") as postbox, Press(START, press_port(workspace)) as press:
        prepare(workspace, press, postbox.port)
        settings = build(load(workspace, os.environ))
        press.set_clock(_where_it_stopped(settings))
        mails_before = postbox.count()
        async with open_rooms(settings, ReplayClock(press.clock_url)) as rooms:
            before = _counts(rooms)
            await _live_through_the_month(rooms)
            plan = settings.digests[0]
            made = reports.frozen(rooms, plan, PERIOD)
            files = reports.write(reports.render(rooms, made).files, made, folder / "out")
            after = _counts(rooms)
        _tell(folder, files, after - before, after, postbox.count() - mails_before)
    return 0


def _where_it_stopped(settings: Settings) -> datetime:
    """Return the time at which an earlier demonstration stopped, so that a second one goes on from there."""
    with closing(open_store(settings)) as store, store.read() as tx:
        polled = [state.last_polled for state in tx.sources.states() if state.last_polled]
    return max(polled, default=START)


async def _live_through_the_month(rooms: Rooms) -> None:
    whole = (END - START).total_seconds()
    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:3.0f} %")
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(_("October 2026"), total=whole)
        end = max(END, rooms.clock.now() + (END - START) / 300)  # a second run lives through some hours more

        def going(now: datetime) -> bool:
            progress.update(task, completed=(now - START).total_seconds())
            return now < end

        await rehearse(rooms, going)


def _counts(rooms: Rooms) -> Counter[str]:
    with rooms.store.read() as tx:
        entries = tx.entries.counts()
        alerts = len(tx.alerts.listing())
    return Counter(articles=entries.get("kept", 0), entries=sum(entries.values()), alerts=alerts)


def _tell(folder: Path, files: list[Path], new: Counter[str], all_: Counter[str], mails: int) -> None:
    say(_("The invented press of October 2026 went through the whole service."))
    say(
        _("New in this run: %(entries)d entries, %(articles)d articles kept, %(alerts)d alerts, %(mails)d mails.")
        % {"entries": new["entries"], "articles": new["articles"], "alerts": new["alerts"], "mails": mails}
    )
    say(
        _("In the archive: %(entries)d entries, %(articles)d articles about the province, %(alerts)d alerts.")
        % {"entries": all_["entries"], "articles": all_["articles"], "alerts": all_["alerts"]}
    )
    say("\n" + _("Open first:"))
    for path in files:
        say(f"  {path}")
    say(_("Mails (Maildir): %(dir)s") % {"dir": folder / "mail"})
    say(_("Workspace: %(dir)s") % {"dir": folder / "workspace"})
    say(
        "\n" + _("Then try: %(command)s review list") % {"command": f"{sys.argv[0]} --workspace {folder / 'workspace'}"}
    )
