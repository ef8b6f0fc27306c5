"""What a page says about its article outside the running text: title, lead, section, time and address."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from collector import dateline
from collector.dates import When, read_when
from collector.markup import plain
from collector.published import Claim, decide
from collector.urls import canonical, desktop, within
from collector.walls import is_locked
from core.press import Outlet
from core.text import one_line

MAX_JSON = 200_000
MAX_TITLE = 500
MAX_SECTION = 100
MAX_META = 10

_ARTICLE_TYPES = frozenset({"newsarticle", "article", "reportagenewsarticle", "blogposting", "webpage"})
_PUBLISHED_META = (
    "meta[property='article:published_time'], meta[itemprop=datePublished], meta[name=pubdate], "
    "meta[property=datePublished], meta[name='article:published_time'], meta[name='dc.date.issued']"
)
_LEAD = (
    "[data-role=sapo], [class*=sapo], p.description, [class*=article-lead], [class*=detail-lead], h2.lead, p.lead, "
    "[itemprop=description]"
)
_CRUMBS = "[class*=breadcrumb] a, [class*=breadcrumb] li"
_HOME = frozenset({"trang chủ", "home", "homepage", "trang nhất"})


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its article; "" and None where it says nothing. `lead` may describe the whole site.

    `locked` says that the page shows strangers only a part of the article.
    """

    title: str
    lead: str
    section: str
    published: datetime | None
    address: str
    locked: bool


def gather(
    tree: LexborHTMLParser,
    fetched_url: str,
    outlet: Outlet,
    now: datetime,
    *,
    listed: datetime | None = None,
    first_seen: datetime | None = None,
) -> Facts:
    """Read head and structured data; to be done before anything is taken out of the tree.

    `listed` is the time of publication that the feed gives, `first_seen` when it first listed the article.
    """
    data = list(structured(tree))
    claims = [*_claims(tree, data, now), *([Claim("feed", When(listed))] if listed else ())]
    return Facts(
        title=title_of(tree, outlet),
        lead=described(tree),
        section=_section(tree, data),
        published=decide(claims, fetched_url, now, first_seen).moment,
        address=_address(tree, fetched_url, outlet),
        locked=is_locked(tree, data),
    )


def described(tree: LexborHTMLParser) -> str:
    """Return the description in the head of a page, which may be one of the whole site."""
    return one_line(plain(_meta(tree, "og:description") or _meta(tree, "description")))


def title_of(tree: LexborHTMLParser, outlet: Outlet) -> str:
    """Return the headline without the outlet's name behind it."""
    found = one_line(plain(_meta(tree, "og:title")))
    if not found:
        found = next((title for h1 in tree.css("h1") if (title := one_line(plain(h1.text())))), "")
    names = {outlet.name.lower(), *(domain.lower() for domain in outlet.domains)}
    for sign in (" - ", " | ", " – "):
        start, _, end = found.rpartition(sign)
        if start and end.strip().lower() in names:
            found = start.strip()
    return found[:MAX_TITLE]


def _section(tree: LexborHTMLParser, data: list[dict[str, Any]]) -> str:
    names = [_meta(tree, "article:section")]
    names += [_string(item.get("articleSection")) for item in data]
    names += [crumb.text() for crumb in tree.css(_CRUMBS)]
    found = (one_line(plain(name)) for name in names)
    return next((name for name in found if name and name.lower() not in _HOME and len(name) <= MAX_SECTION), "")


def _claims(tree: LexborHTMLParser, data: list[dict[str, Any]], now: datetime) -> Iterator[Claim]:
    """Yield what the page says of its time of publication; what it says of later changes is not asked."""
    structured = (read_when(_string(item.get("datePublished")), now) for item in data if _is_article(item))
    if when := next(filter(None, structured), None):
        yield Claim("structured", when)
    for node in tree.css(_PUBLISHED_META)[:MAX_META]:
        if when := read_when(node.attributes.get("content") or "", now):
            yield Claim("meta", when)
    yield from dateline.claims(tree, now)


def _address(tree: LexborHTMLParser, fetched_url: str, outlet: Outlet) -> str:
    """Return the canonical link inside the outlet's domains, else the fetched address, that of a reading desk."""
    for link in tree.css("link[rel=canonical]"):
        url = canonical(link.attributes.get("href") or "", fetched_url)
        # A canonical link to the front page is a fault of the template and would make all articles one.
        if url and within(url, outlet.domains) and urlsplit(url).path != "/":
            return url
    return desktop(canonical(fetched_url), outlet.domains)


def _meta(tree: LexborHTMLParser, name: str) -> str:
    node = tree.css_first(f"meta[property='{name}'], meta[name='{name}']")
    return (node.attributes.get("content") or "") if node else ""


def shown_lead(tree: LexborHTMLParser) -> str:
    """Return the lead as the page shows it; to be asked once the noise is gone, as related items have leads too."""
    leads = (one_line(node.text()) for node in tree.css(_LEAD))
    return next((lead for lead in leads if lead), "")


def structured(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects of a page; what is no JSON is skipped."""
    for script in tree.css("script[type='application/ld+json']"):
        text = script.text()
        if len(text) > MAX_JSON:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        items = data if isinstance(data, list) else [data]
        for item in items:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _is_article(item: dict[str, Any]) -> bool:
    kinds = item.get("@type")
    return any(
        isinstance(kind, str) and kind.lower() in _ARTICLE_TYPES
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _string(value: object) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return value if isinstance(value, str) else ""
