"""Pages that list articles, of papers without a feed: the links of the wanted form, with title, lead and time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from collector import feed_text
from collector.items import Item, entries
from collector.markup import INVISIBLE, tree
from collector.urls import canonical, within
from collector.xmlread import text_of
from core.errors import FeedError
from core.i18n import translator
from core.press import Entry, Outlet
from core.text import one_line

_ = translator("collector")

MAX_LINKS = 2000
MAX_ANCHORS = 20_000
MAX_NODES = 300  # of a card that are looked at
CARD_LEVELS = 6  # a card is at most so far above its link
SEEN_LEVELS = 30
HEADLINE = 25  # characters; shorter links within a card name its section, a tag or the number of comments
SUMMARY = 40
MAX_TIME = 45

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|main|div|ul|a)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\d[:hg]\d\d")
_CUT = ("...", "…")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NO_TIMES = _HEADINGS | {"p", "a"}
_NO_CARDS = frozenset({"body", "html", "main"})
_SUMMARIES = ".sapo, .description, .desc, .summary, .lead, .excerpt, p"


def read(
    body: bytes,
    base_url: str,
    outlet: Outlet,
    now: datetime,
    content_type: str = "",
    links: str = "",
    pattern: str = "",
) -> tuple[Entry, ...]:
    """Return the articles a page lists, in its order, at most 2,000: its links that `links` (a CSS selector) selects.

    `pattern` (a regular expression) must be found in their addresses. Raises FeedError of kind `empty`, `not_feed`,
    `parse` or `no_links`.
    """
    page = _page(body, base_url, outlet, content_type)
    wanted = _Wanted(canonical(base_url), _base(page, base_url), outlet.domains, re.compile(pattern))
    found = _articles(page, wanted, links)
    if not found:
        what = _(
            "No link on the page of %(outlet)s fits `links` and `pattern` of the source; the paper may have changed "
            "its page: open it in a browser and adjust them in sources.yaml."
        )
        raise FeedError(base_url, "no_links", what % {"outlet": outlet.name})
    owners = _owners(page, found, wanted.base)
    return tuple(entries((_item(article, owners) for article in found.values()), "", now))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which addresses are articles; relative ones start from `base`."""

    page: str
    base: str
    domains: tuple[str, ...]
    pattern: re.Pattern[str]

    def takes(self, url: str) -> bool:
        """Tell whether an address is one, and not that of the page itself."""
        return within(url, self.domains) and url != self.page and self.pattern.search(url) is not None


@dataclass(slots=True)
class _Article:
    """An address with the links that lead to it."""

    url: str
    anchors: list[LexborNode] = field(default_factory=list)


def _page(body: bytes, base_url: str, outlet: Outlet, content_type: str) -> LexborHTMLParser:
    name = {"outlet": outlet.name}
    text = text_of(body, content_type)
    if not text:
        raise FeedError(base_url, "empty", _("%(outlet)s answered with an empty document.") % name)
    first, feed = _PAGE.search(text), feed_text.root_of(text)
    if first is None or (feed and feed.start() < first.start()):
        what = _("What %(outlet)s answered is no web page; if it is a feed, remove `kind: listing`.")
        raise FeedError(base_url, "not_feed", what % name)
    page = tree(text)
    if page is None:
        what = _("The page of %(outlet)s is too large or too tangled to be read.")
        raise FeedError(base_url, "parse", what % name)
    page.strip_tags([tag for tag in INVISIBLE if tag != "head"])
    return page


def _articles(page: LexborHTMLParser, wanted: _Wanted, links: str) -> dict[str, _Article]:
    """Return the wanted articles by address; a selector may name the links or what holds them."""
    found: dict[str, _Article] = {}
    for anchor in islice(_anchors(page, links), MAX_ANCHORS):
        url = canonical(anchor.attributes.get("href") or "", wanted.base)
        if wanted.takes(url) and (url in found or len(found) < MAX_LINKS):
            found.setdefault(url, _Article(url)).anchors.append(anchor)
    return found


def _anchors(page: LexborHTMLParser, links: str) -> Iterator[LexborNode]:
    for node in page.css(links or "a[href]"):
        yield from (node,) if node.tag == "a" else node.css("a[href]")


def _base(page: LexborHTMLParser, url: str) -> str:
    base = page.css_first("base[href]")
    return canonical(base.attributes.get("href") or "", url) if base else url


def _owners(page: LexborHTMLParser, found: dict[str, _Article], base: str) -> dict[int, str]:
    """Return to which article alone each element around a headline belongs, "" where it holds several."""
    owners: dict[int, str] = {}
    for anchor in islice(page.css("a[href]"), MAX_ANCHORS):
        target = canonical(anchor.attributes.get("href") or "", base)
        if target in found or len(_text(anchor)) >= HEADLINE:
            for node in islice(_above(anchor), SEEN_LEVELS):
                if owners.setdefault(node.mem_id, target) != target:
                    owners[node.mem_id] = ""
    return owners


def _above(node: LexborNode) -> Iterator[LexborNode]:
    parent = node.parent
    while parent is not None and parent.tag not in _NO_CARDS:
        yield parent
        parent = parent.parent


def _item(article: _Article, owners: dict[int, str]) -> Item:
    card = article.anchors[0]
    for node in islice(_above(card), CARD_LEVELS):
        if owners.get(node.mem_id) != article.url:
            break
        card = node
    title = _title(article, card)
    return Item(title, _summary(card, title), (article.url,), tuple(_times(card)))


def _title(article: _Article, card: LexborNode) -> str:
    """Return the fullest headline; of a link around a whole card only its heading."""
    headings = [_text(heading) for anchor in article.anchors for heading in _headings(anchor)]
    texts = [_text(anchor) for anchor in article.anchors]
    titles = [one_line(anchor.attributes.get("title") or "") for anchor in article.anchors]
    best = max(headings, key=len, default="") or max(texts, key=len, default="")
    full = max(titles, key=len, default="")
    if best.endswith(_CUT) and full.startswith(best.rstrip(".… ")):
        return full
    pictures = (one_line(picture.attributes.get("alt") or "") for picture in card.css("img[alt]"))
    return best or full or next(filter(None, (*map(_text, _headings(card)), *pictures)), "")


def _headings(node: LexborNode) -> list[LexborNode]:
    return [each for each in islice(node.traverse(), MAX_NODES) if each.tag in _HEADINGS]


def _summary(card: LexborNode, title: str) -> str:
    """Return the text of the card that is plainly a lead: long enough, no headline and no time."""
    texts = (_text(node) for node in islice(card.css(_SUMMARIES), MAX_NODES))
    return next((text for text in texts if len(text) >= SUMMARY and title not in text), "")


def _times(card: LexborNode) -> Iterator[str]:
    """Yield what may be a date with its time of day: a date alone must not decide a reporting period."""
    for node in islice(card.traverse(), MAX_NODES):
        leaf = node.tag not in _NO_TIMES and all(child.tag == "-text" for child in node.iter(include_text=True))
        for text in (node.attributes.get("datetime") or "", _text(node) if leaf else ""):
            if len(text) <= MAX_TIME and _CLOCK.search(text):
                yield text


def _text(node: LexborNode) -> str:
    return one_line(node.text(separator=" "))
