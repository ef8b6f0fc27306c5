"""`diembao report positive`: positive items of the press, as feeds that the provincial portal reads."""

from contextlib import closing
from datetime import datetime

import click

from alerts.documents.wording import web_address
from alerts.products import positive
from alerts.products.paper import file_name
from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import language, translator
from core.text import one_line
from diembao.commands.common import day, load_settings
from diembao.commands.report_desk import Output, feed_command, tell
from diembao.rooms import open_store

_ = translator("diembao")


def commands() -> list[click.Command]:
    """Build the feeds."""
    return [_positive_command()]


def _positive_command() -> click.Command:
    @feed_command(
        "positive",
        _(
            "Positive items about the unit for the provincial portal, as RSS 2.0 and JSON Feed 1.1: title, link,"
            " outlet, date and at most 50 words."
        ),
        "positive --since 2026-10-01 --out bao-cao",
        "positive --since 01/10/2026 --portal https://tinh.example/ --json",
    )
    @click.option("--since", metavar="DATE", required=True, callback=day, help=_("From this day on."))
    @click.option(
        "--portal", metavar="URL", help=_("Address of the portal (default: the domain of the office's mail).")
    )
    @click.option("--profile", metavar="ID", help=_("The profile (default: the first one followed)."))
    def positive_command(since: datetime, portal: str | None, profile: str | None, output: Output) -> None:
        settings, now = load_settings(), SystemClock().now()
        wanted = next((one for one in settings.profiles if profile in (None, one.id)), None)
        if wanted is None:
            raise UsageError(_("The profile `%(name)s` is not followed here.") % {"name": one_line(profile or "")})
        link = web_address(portal or f"https://{settings.mail.sender.rpartition('@')[2].rstrip('>')}/")
        if not link:
            raise UsageError(_("Name the address of the portal: --portal https://…"))
        with closing(open_store(settings)) as store, store.read() as tx:
            found = tx.articles.between(wanted.id, since, now)
        made = positive.build(found, wanted, since, now, language())
        stem = output.path(settings) / file_name("positive", wanted.id)
        files = {stem.with_name(f"{stem.name}.rss"): positive.rss(made, link)}
        files[stem.with_name(f"{stem.name}.feed.json")] = positive.json_feed(made, link)
        for path, content in files.items():
            path.write_bytes(content)
        tell(made, list(files), output)

    return positive_command
