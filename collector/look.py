"""Another look at a stored article: what its page says now, or that it is gone."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from collector import changes, pages
from collector.encoding import decode
from collector.markup import tree, visible
from collector.noise import drop_invisible
from collector.urls import canonical
from core.press import Article, Draft, Entry, Fetched, Outlet

MOST_WORDS = 5000  # of a page without an article that are searched for words that it is gone


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look gave: the article as it reads now, or the words or address by which it is gone, or neither."""

    draft: Draft | None = None
    gone: str = ""


class _Open:
    """A gate that lets everything through: an article that no longer names the unit was changed all the more."""

    def may_match(self, text: str) -> bool:
        return True


def look(fetched: Fetched, article: Article, outlet: Outlet, now: datetime) -> Seen:
    """Read the page of a stored article again."""
    if _is_front(fetched.url) and not _is_front(article.url):
        return Seen(gone=f"→ {fetched.url}")
    entry = Entry(article.url, article.title, "", article.published)
    draft = pages.read(fetched, entry, outlet, _Open(), now)
    if draft is None or draft.origin == "feed":
        return Seen(gone=_said_gone(fetched))
    if words := changes.gone_words(f"{draft.title}\n{draft.text}"):
        return Seen(gone=words)
    before, after = changes.Reading(article.title, article.text), changes.Reading(draft.title, draft.text)
    moved = canonical(fetched.url) != article.url
    if changes.compare(before, after)[0] != "correction" and changes.is_other(before, after, moved=moved):
        return Seen(gone=f"→ {fetched.url}" if moved else "")
    return Seen(draft)


def _said_gone(fetched: Fetched) -> str:
    page = tree(decode(fetched.body, fetched.content_type))
    if page is None or page.body is None:
        return ""
    drop_invisible(page)
    return changes.gone_words(visible(page.body), MOST_WORDS)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query
