"""`diembao sources discover`: the feeds and sitemaps of a site, ready to be put into sources.yaml."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import asdict

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from collector.discover import REQUESTS, Found, discover
from collector.parsing import FeedParser, ParserPool
from collector.urls import canonical
from config.proposal import NewOutlet, NewSource, outlet_id, outlet_lines, site_of, source_id
from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import translator
from core.periods import ZONE
from core.ports import Fetcher
from core.settings import Settings
from diembao.cli import Command
from diembao.commands.common import load_settings
from diembao.output import local, report_error, say, show_json, show_table
from diembao.rooms import open_fetcher, open_store

_ = translator("diembao")

VERIFIED = "A"  # in sources.yaml: somebody has read the address
LINKS = "h3 a"  # where most papers put their headlines
LAST_STEP = 500  # requests; more would rather be a crawl


@asynccontextmanager
async def _reading(settings: Settings) -> AsyncIterator[tuple[Fetcher, FeedParser]]:
    """Open what reads the web for this command."""
    with closing(open_store(settings)) as store:
        async with open_fetcher(settings, SystemClock(), store) as fetcher, ParserPool() as parsers:
            yield fetcher, parsers.parse


async def _search(settings: Settings, url: str, limit: int) -> tuple[list[Found], int]:
    """Return what was found, and how many known addresses were left because of the limit."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    done, known = 0, 0
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(_("Addresses"), total=None)

        def progress(tried: int, total: int) -> None:
            nonlocal done, known
            done, known = tried, total
            bar.update(task, completed=tried, total=min(total, limit))

        async with _reading(settings) as (fetcher, parser):
            found = await discover(url, fetcher, parser, SystemClock().now(), limit, progress)
    return found, known - done if done >= limit else 0


def _address(given: str) -> str:
    url = canonical(given if "://" in given else f"https://{given}")
    if not url:
        message = _("%(url)s is not a web address; write for example https://baomau.vn.") % {"url": given}
        raise UsageError(message)
    return url


def _followed(settings: Settings) -> set[str]:
    maps = [url for outlet in settings.outlets for url in outlet.sitemaps]
    return {canonical(url) for url in (*(source.url for source in settings.sources), *maps)}


def proposal(settings: Settings, found: Sequence[Found], url: str) -> list[str]:
    """Return the lines for sources.yaml: what is not followed yet and has articles.

    Of a site without feeds that are its news sitemaps, and of one without these a page of links: the address given.
    """
    followed = _followed(settings)
    good = [each for each in found if each.entries]
    chosen = [each for each in good if each.kind == "feed"] or [each for each in good if each.news]
    new = [each for each in chosen if each.url not in followed]
    if not new and (chosen or url in followed):
        return []
    maps = [each.url for each in good if each.kind == "sitemap" and each not in new and each.url not in followed]
    host = min(map(site_of, [each.url for each in new] + maps or [url]), key=len)  # a domain holds its subdomains
    known = next((outlet for outlet in settings.outlets if host in outlet.domains), None)
    identity = known.id if known else outlet_id(host, [outlet.id for outlet in settings.outlets])
    taken = [source.id for source in settings.sources]
    sources = tuple(_sources(new, identity, taken)) or (_listing(url, identity, taken),)
    today = f"{SystemClock().now().astimezone(ZONE):%d/%m/%Y}"
    verified = f"{VERIFIED} – " + _("read on %(day)s by `sources discover`") % {"day": today}
    return outlet_lines(NewOutlet(identity, known.name if known else host, host, verified, sources, tuple(maps)))


def _sources(new: Sequence[Found], outlet: str, taken: list[str]) -> Iterator[NewSource]:
    for each in new:
        taken.append(source_id(outlet, each.url, taken))
        words = {"title": each.title or "?", "entries": each.entries, "newest": local(each.newest)}
        note = _("%(title)s: %(entries)d entries, newest %(newest)s") % words
        yield NewSource(taken[-1], each.url, note, each.kind)


def _listing(url: str, outlet: str, taken: list[str]) -> NewSource:
    note = _("without feed and news sitemap: give a section page and the CSS selector of its headlines")
    return NewSource(source_id(outlet, url, taken), url, note, "listing", LINKS)


def _show(settings: Settings, found: Sequence[Found], left: int) -> None:
    followed = _followed(settings)
    kinds = {"feed": _("feed"), "sitemap": _("sitemap")}
    show_table(
        (_("Address"), _("What"), _("Entries"), _("Newest"), _("Title"), _("Remark")),
        [
            (
                each.url,
                _("news sitemap") if each.news else kinds[each.kind],
                each.entries,
                local(each.newest),
                each.title,
                _("followed already") if each.url in followed else "",
            )
            for each in found
        ],
    )
    if left:
        say(_("%(count)d more addresses were not tried; raise --limit.") % {"count": left})


def _propose(settings: Settings, found: Sequence[Found], url: str) -> None:
    if not (lines := proposal(settings, found, url)):
        return
    say()
    say("# " + _("For sources.yaml, under `outlets`. Check name, tier, kind and languages first."))
    say("# " + _("An outlet that stands there already needs only the lines of its new addresses."))
    for line in lines:
        say(f"  {line}")


def discover_command() -> click.Command:
    """Build the command."""

    @click.command(
        "discover",
        cls=Command,
        help=_(
            "Find the feeds and sitemaps of a site: what it names itself, then usual addresses. Every address shown "
            "has been read. Exit code 1 when there is none."
        ),
        epilog="diembao sources discover baomau.vn\ndiembao sources discover https://baomau.vn/rss --limit 60 --json",
    )
    @click.argument("url", metavar="URL")
    @click.option(
        "--limit",
        type=click.IntRange(1, LAST_STEP),
        default=REQUESTS,
        show_default=True,
        help=_("Requests at most; there are some seconds between two of them."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def discover_it(url: str, limit: int, as_json: bool) -> int:
        settings = load_settings()
        address = _address(url)
        found, left = asyncio.run(_search(settings, address, limit))
        if as_json:
            followed = _followed(settings)
            show_json([asdict(each) | {"followed": each.url in followed} for each in found])
        else:
            if found:
                _show(settings, found, left)
            _propose(settings, found, address)
        if not found:
            report_error(
                _(
                    "Neither feed nor sitemap was found. Look for the word “RSS” at the foot of the site and give that "
                    "address, raise --limit, ask the outlet, or follow a section page as a listing."
                )
            )
        return 0 if found else 1

    return discover_it
