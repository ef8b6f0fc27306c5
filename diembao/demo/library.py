"""The invented outlets and their articles, as written in `articles/*.yaml`."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML

_ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a careful reader would conclude of an article for the province of the demonstration."""

    grade: str
    topics: tuple[str, ...]
    role: str
    kind: str


@dataclass(frozen=True, slots=True)
class DemoArticle:
    """An invented article; a `broken_byte` article carries one wrong UTF-8 byte in its feed entry."""

    id: str
    published: datetime
    section: str
    title: str
    lead: str
    paragraphs: tuple[str, ...]
    expected: Expected
    shows: tuple[str, ...] = ()
    byline_head: str = ""
    byline_foot: str = ""
    broken_byte: bool = False


@dataclass(frozen=True, slots=True)
class DemoOutlet:
    """An invented publisher; with `feed_dates` off, only its pages say when an article appeared."""

    id: str
    name: str
    domain: str
    kind: str
    tier: int
    languages: tuple[str, ...]
    feed: Literal["rss", "atom"]
    feed_dates: bool
    pages: str
    articles: tuple[DemoArticle, ...]

    def visible(self, now: datetime) -> tuple[DemoArticle, ...]:
        """Return what is published at or before `now`, newest first."""
        return tuple(article for article in self.articles if article.published <= now)


@cache
def load() -> tuple[DemoOutlet, ...]:
    """Return every outlet of the demonstration; the files are read once."""
    return tuple(_outlet(YAML(typ="safe", pure=True).load(path)) for path in sorted(_ARTICLES.glob("*.yaml")))


def _outlet(tree: dict[str, Any]) -> DemoOutlet:
    articles = sorted((_article(row) for row in tree["articles"]), key=lambda found: found.published, reverse=True)
    fields = tree["outlet"] | {"languages": tuple(tree["outlet"]["languages"])}
    return DemoOutlet(**fields, articles=tuple(articles))


def _article(row: dict[str, Any]) -> DemoArticle:
    expected = Expected(**row["expected"] | {"topics": tuple(row["expected"]["topics"])})
    return DemoArticle(
        **row
        | {
            "published": datetime.fromisoformat(row["published"]),
            "paragraphs": tuple(row["paragraphs"]),
            "shows": tuple(row["shows"]),
            "expected": expected,
        }
    )
