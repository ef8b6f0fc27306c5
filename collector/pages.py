"""An article page to a draft: a fast look first, extraction only of what may concern a profile."""

import re
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from datetime import datetime

import trafilatura
from selectolax.lexbor import LexborHTMLParser, LexborNode

from collector.bylines import without_bylines
from collector.encoding import decode
from collector.facts import gather, shown_lead
from collector.glance import first_look
from collector.markup import END_OF_BLOCK, tree, visible
from collector.noise import drop_invisible, drop_noise
from collector.tails import without_tails
from collector.walls import heads_of, is_elsewhere, is_no_article
from core.ports import Gate
from core.press import Draft, Entry, Fetched, Outlet
from core.text import clean, one_line

MAX_TEXT = 200_000
# Trafilatura that returns less than this share of the article's own paragraphs has lost its way.
LEAST_SHARE = 0.5
# Paragraphs shorter than this that are nearly all that is left of a page leave nothing to extract; trafilatura, which
# wants more text than that, would try one way after the other.
SMALL = 1000
WHOLE_SHARE = 0.95
SCANT = 0.5  # a page with less than this share of the feed's text is almost empty
MAX_PARAGRAPHS = 5_000
LEAD_WORDS = 12  # so many equal words in a row are the same lead

_HTML_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_BEGINNINGS = frozenset({b"<", b"\xef", b"\xff", b"\xfe"})  # of HTML, or of a byte order mark before it
_CONTAINERS = "[itemprop=articleBody], article, main"
_PARAGRAPHS = "p, h2, h3, h4, li, blockquote"


def from_feed(entry: Entry) -> Draft:
    """Return the draft that can be made from the feed alone, or from the title of a sitemap or listing."""
    text = without_bylines(entry.summary)
    return Draft(entry.url, entry.title, text, entry.published, "feed" if text else "title")


def is_feed(content_type: str) -> bool:
    """Tell whether an answer calls itself a feed."""
    return content_type.partition(";")[0].strip().lower() in _FEED_TYPES


def read(
    fetched: Fetched, entry: Entry, outlet: Outlet, gate: Gate, now: datetime, first_seen: datetime | None = None
) -> Draft | None:
    """Return what a page says, None when no name of any profile stands in the article or in its entry.

    What cannot be read as an article page (another type, no text, moved to the front page) gives the feed's draft.
    """
    listed = gate.may_match(f"{entry.title}\n{entry.summary}")
    return answered(reading(fetched, entry, outlet, now, first_seen, listed=listed), gate.may_match)


def answered(questions: Generator[str, bool, Draft | None], may_match: Callable[[str], bool]) -> Draft | None:
    """Return what comes of reading a page when its questions are answered."""
    try:
        text = next(questions)
        while True:
            text = questions.send(may_match(text))
    except StopIteration as end:
        draft: Draft | None = end.value
        return draft


def reading(
    fetched: Fetched, entry: Entry, outlet: Outlet, now: datetime, first_seen: datetime | None = None, *, listed: bool
) -> Generator[str, bool, Draft | None]:
    """Read a page as `read` does, asking whoever drives it whether the texts it yields may concern a profile.

    The names are known in another process than the one in which hostile pages are read.
    """
    fallback = from_feed(entry) if listed else None
    if not _is_page(fetched, entry):
        return fallback
    if not listed and not (yield first_look(fetched.body, fetched.content_type, outlet)):
        return None
    page = tree(decode(fetched.body, fetched.content_type))
    if page is None or page.body is None:
        return fallback
    facts = gather(page, fetched.url, outlet, now, listed=entry.published, first_seen=first_seen)
    heads = heads_of(page)
    title = facts.title or entry.title
    drop_invisible(page)
    drop_noise(page, title)
    shown = visible(page.body)
    if is_no_article(heads, shown):
        return fallback
    text = _text(page, title, _lead(page, facts.lead, f"{title}\n{shown}\n{entry.summary}"))
    if not text:
        return fallback
    if not listed and not (yield f"{title}\n{text}"):
        return None
    if fallback and len(fallback.text) * (1 if facts.locked else SCANT) > len(text):
        return replace(fallback, url=facts.address or entry.url, published=facts.published)
    return Draft(
        url=facts.address or entry.url,
        title=title,
        text=text[:MAX_TEXT],
        published=facts.published,
        origin="page",
        section=facts.section,
    )


def _is_page(fetched: Fetched, entry: Entry) -> bool:
    """Tell whether what was fetched may be the article's page at all."""
    kind = fetched.content_type.partition(";")[0].strip().lower()
    begins = fetched.body[:1000].lstrip()[:1]
    return kind in _HTML_TYPES and begins in _BEGINNINGS and not is_elsewhere(fetched.url, entry.url)


def _text(page: LexborHTMLParser, title: str, lead: str) -> str:
    """Return lead and body. The title is taken out first: trafilatura would repeat it, or fill small pages with it."""
    for node in page.css("h1, time"):
        node.decompose()
    body = _body(page)
    lines = [line for line in body.split("\n") if line != title]
    text = without_bylines(without_tails("\n".join(lines)))
    return text if not lead or _holds(text, lead) else f"{lead}\n{text}".strip()


def _body(page: LexborHTMLParser) -> str:
    own = _paragraphs(page)
    if len(own) < SMALL and page.body is not None and len(own) >= WHOLE_SHARE * len(visible(page.body)):
        return own
    if len(page.css(_PARAGRAPHS)) > MAX_PARAGRAPHS:
        return own  # trafilatura takes the square of them
    html = (page.html or "").replace(END_OF_BLOCK, " ")
    extracted = clean(trafilatura.extract(html, include_comments=False, include_tables=False) or "")
    return extracted if len(extracted) >= LEAST_SHARE * len(own) else own


def _paragraphs(page: LexborHTMLParser) -> str:
    """Return the paragraphs of the element that calls itself the article and holds most of them."""
    found: Iterable[LexborNode] = page.css(_CONTAINERS)
    return max(("\n".join(_lines(node)) for node in found), key=len, default="")


def _lines(container: LexborNode) -> list[str]:
    return [line for node in container.css(_PARAGRAPHS) if (line := one_line(node.text()))]


def _lead(page: LexborHTMLParser, described: str, known: str) -> str:
    """Return the lead the page shows, else its description when that speaks of this article and not of the site.

    Many sites describe every page with the same sentence about themselves, often with the name of their province.
    """
    return shown_lead(page) or (described if _holds(known, described) else "")


def _holds(text: str, lead: str) -> bool:
    """Tell whether the beginning of a lead stands in a text, whatever the spaces and signs between its words."""
    beginning = " ".join(_words(lead)[:LEAD_WORDS])
    return bool(beginning) and beginning in " ".join(_words(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
