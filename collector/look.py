"""Another look at a stored article: what its page says now, or that it is gone."""

from dataclasses import dataclass
from datetime import datetime

from collector import changes, pages
from collector.encoding import decode
from collector.markup import tree, visible
from collector.noise import drop_invisible
from collector.urls import canonical
from collector.walls import heads_of, is_elsewhere, is_gone
from core.press import Draft, Entry, Fetched, Outlet
from core.text import one_line, shorten

MOST_WORDS = 5000  # of a page without an article that are searched for words that it is gone
EVIDENCE_WORDS = 20


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look gave: the article as it reads now, or the words or address by which it is gone, or neither."""

    draft: Draft | None = None
    gone: str = ""


class _Open:
    """A gate that lets everything through: an article that no longer names the unit was changed all the more."""

    def may_match(self, text: str) -> bool:
        return True


def look(fetched: Fetched, known: Draft, outlet: Outlet, now: datetime) -> Seen:
    """Read the page of an article again that is stored as `known`."""
    if is_elsewhere(fetched.url, known.url):
        return Seen(gone=f"→ {fetched.url}")
    entry = Entry(known.url, known.title, "", known.published)
    draft = pages.read(fetched, entry, outlet, _Open(), now)
    if draft is None or draft.origin != "page":
        return Seen(gone=_said_gone(fetched, entry))
    before, after = changes.Reading(known.title, known.text), changes.Reading(draft.title, draft.text)
    kind = changes.compare(before, after)[0]
    if kind == "same":
        return Seen(draft)
    # A notice of correction says of another article that it was removed, and did so from the first.
    words = changes.gone_words(f"{draft.title}\n{draft.text}")
    if words and not changes.gone_words(f"{known.title}\n{known.text}"):
        return Seen(gone=words)
    moved = canonical(fetched.url) != known.url
    if kind != "correction" and changes.is_other(before, after, moved=moved):
        return Seen(gone=f"→ {fetched.url}" if moved else "")
    return Seen(draft)


def _said_gone(fetched: Fetched, entry: Entry) -> str:
    """Return the words by which a page without an article says that it is gone, "" when it says nothing like it."""
    page = tree(decode(fetched.body, fetched.content_type))
    if page is None or page.body is None:
        return ""
    head = next(iter(heads_of(page)), "")
    drop_invisible(page)
    words = changes.gone_words(visible(page.body), MOST_WORDS)
    return words or (shorten(one_line(head), EVIDENCE_WORDS) if is_gone(fetched, entry) else "")
