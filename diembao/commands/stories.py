"""`diembao stories`: which articles tell of one event, how it spread; mending what the machine put together."""

from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import click

from classifier.copies import COPY, containment, fingerprint
from core.clock import SystemClock
from core.errors import UsageError
from core.i18n import translator
from core.press import Article
from core.stories import Move
from core.text import one_line, shorten
from diembao.cli import Command, Group
from diembao.commands.common import actor_name, day, find_article, load_settings
from diembao.output import local, say, show_json, show_table
from diembao.rooms import open_store

_ = translator("diembao")

DAYS = 7
MOST = 500  # articles of one list
TITLE_WORDS = 14


def command() -> click.Command:
    """Build the group."""
    group = Group(
        "stories",
        help=_("Articles that tell of one event: how it spread, and which of them are copies. Merge or split by hand."),
    )
    for made in (_list_command(), _show_command(), _merge_command(), _split_command()):
        group.add_command(made)
    return group


def spread(articles: Sequence[Article]) -> list[dict[str, Any]]:
    """Return the articles of a story in order of time, each with the earlier article of which it is a copy."""
    lines: list[dict[str, Any]] = []
    ordered = sorted(articles, key=lambda one: (one.moment, one.id))
    prints = [fingerprint(one.text) for one in ordered]
    for number, one in enumerate(ordered):
        copied = next((ordered[k].id for k in range(number) if containment(prints[k], prints[number]) >= COPY), None)
        lines.append(
            {
                "article": one.id,
                "outlet": one.outlet_name,
                "moment": one.moment,
                "title": one.title,
                "url": one.url,
                "copy_of": copied,
            }
        )
    return lines


def _list_command() -> click.Command:
    @click.command(
        "list",
        cls=Command,
        help=_("Stories of the last days, those in most newsrooms first."),
        epilog="diembao stories list\ndiembao stories list --since 2026-10-01 --json",
    )
    @click.option("--since", metavar="DATE", callback=day, help=_("From this day on (default: the last seven days)."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(since: datetime | None, as_json: bool) -> None:
        now = SystemClock().now()
        with closing(open_store(load_settings())) as store, store.read() as tx:
            articles = tx.articles.recent(since or now - timedelta(days=DAYS), now + timedelta(days=1), MOST)
        stories: dict[int, list[Article]] = {}
        for one in articles:
            stories.setdefault(one.story_id, []).append(one)
        rows = [_summary(number, members) for number, members in stories.items()]
        rows.sort(key=lambda row: (-row["newsrooms"], -row["articles"], row["story"]))
        if as_json:
            show_json(rows)
        elif not rows:
            say(_("No article was published in this time."))
        else:
            show_table(
                (_("Story"), _("Newsrooms"), _("Articles"), _("First"), _("Published"), _("Title")),
                [
                    (row["story"], row["newsrooms"], row["articles"], row["outlet"], local(row["first"]), row["title"])
                    for row in rows
                ],
            )

    return list_command


def _summary(number: int, members: Sequence[Article]) -> dict[str, Any]:
    first = min(members, key=lambda one: (one.moment, one.id))
    return {
        "story": number,
        "newsrooms": len({one.outlet_id for one in members}),
        "articles": len(members),
        "outlet": first.outlet_name,
        "first": first.moment,
        "title": shorten(first.title, TITLE_WORDS),
    }


def _show_command() -> click.Command:
    @click.command(
        "show",
        cls=Command,
        help=_("The articles of a story in order of time; copies stand with the article they were taken from."),
        epilog="diembao stories show 1204\ndiembao stories show https://baomau.vn/bai.html",
    )
    @click.argument("article", metavar="URL|ID")
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def show_command(article: str, as_json: bool) -> None:
        with closing(open_store(load_settings())) as store, store.read() as tx:
            members = [one.article for one in tx.articles.story(find_article(tx, article).story_id)]
            moved = tx.stories.moved([one.id for one in members])
        lines = spread(members)
        if as_json:
            show_json({**_summary(members[0].story_id, members), "spread": lines, "by_person": sorted(moved)})
            return
        copies = sum(line["copy_of"] is not None for line in lines)
        facts = _summary(members[0].story_id, members) | {"copies": copies, "reports": len(lines) - copies}
        say(_("Story %(story)d: %(newsrooms)d newsrooms, %(reports)d reports, %(copies)d copies") % facts)
        for line, one in zip(lines, sorted(members, key=lambda one: (one.moment, one.id)), strict=True):
            notes = [_("copy of %(no)d") % {"no": line["copy_of"]}] if line["copy_of"] else []
            notes += [_("put here by a person")] if one.id in moved else []
            words = f" ({', '.join(notes)})" if notes else ""
            say(f"  {one.id}  {local(one.moment)}  {one.outlet_name}: {one_line(one.title)}{words}")

    return show_command


def _merge_command() -> click.Command:
    @click.command(
        "merge",
        cls=Command,
        help=_("Put the story of one article into the story of another: they tell of one event."),
        epilog='diembao stories merge 1204 1188 --reason "cùng vụ việc" --as "Nguyễn Văn Mẫu"',
    )
    @click.argument("article", metavar="URL|ID")
    @click.argument("into", metavar="URL|ID")
    @click.option("--reason", required=True, help=_("On what grounds."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def merge_command(article: str, into: str, reason: str, actor: str | None) -> None:
        who, now = actor_name(actor), SystemClock().now()
        with closing(open_store(load_settings())) as store, store.begin() as tx:
            story, other = (find_article(tx, asked).story_id for asked in (article, into))
            if story == other:
                raise UsageError(_("Both articles are in one story already."))
            moves = tx.stories.merge(story, other, now, who, reason)
            tx.verifications.recall_story(other, now)
        _tell(moves)

    return merge_command


def _split_command() -> click.Command:
    @click.command(
        "split",
        cls=Command,
        help=_("Take one article out of its story: it tells of something else."),
        epilog='diembao stories split 1204 --reason "việc khác" --as "Nguyễn Văn Mẫu"',
    )
    @click.argument("article", metavar="URL|ID")
    @click.option("--reason", required=True, help=_("On what grounds."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def split_command(article: str, reason: str, actor: str | None) -> None:
        who, now = actor_name(actor), SystemClock().now()
        with closing(open_store(load_settings())) as store, store.begin() as tx:
            known = find_article(tx, article)
            try:
                moves = tx.stories.split(known.id, now, who, reason)
            except KeyError:
                raise UsageError(_("The article is alone in its story.")) from None
            for story in (moves[0].before, moves[0].after):
                tx.verifications.recall_story(story, now)
        _tell(moves)

    return split_command


def _tell(moves: Sequence[Move]) -> None:
    facts = {"count": len(moves), "before": moves[0].before, "after": moves[0].after}
    say(_("%(count)d articles went from story %(before)d to story %(after)d.") % facts)
