"""What a digest counts apart: passing mentions, sport, tables, late additions; and what was corrected or removed."""

from alerts.documents import figures
from alerts.documents.blocks import Entry, Group, Section
from alerts.documents.wording import Wording, plain, web_address
from core.desk import Digest, DigestItem

LISTED = 20


def apart(digest: Digest, key: str, words: Wording) -> Section:
    """Return one of the lists that are counted apart from the main one."""
    _ = words.gettext
    items = figures.listing(digest, key)
    counted = figures.tally(items)
    facts = {
        "name": words.part(key),
        "window": words.window(digest.first, digest.last),
        "articles": words.number(counted.articles),
        "stories": words.number(counted.stories),
    }
    if not items:
        nothing = _("Nothing was recorded under “%(name)s” in the period (%(window)s).") % facts
        return Section(key, "", words.part(key), (nothing,))
    intro = _("Counted apart, in the period (%(window)s): articles %(articles)s, stories %(stories)s.") % facts
    if key == "late":
        intro = (
            _(
                "Counted apart, published before the period (%(window)s) and collected after theirs was frozen:"
                " articles %(articles)s, stories %(stories)s."
            )
            % facts
        )
    entries = tuple(item_entry(item, words) for item in items[:LISTED])
    group = Group("", entries, words.left_out(len(items) - len(entries)))
    return Section(key, "", words.part(key), (intro,), groups=(group,))


def changed(digest: Digest, words: Wording) -> tuple[Section, ...]:
    """Return the list of what was corrected or removed after it had appeared, nothing when nothing was."""
    _ = words.gettext
    items, counted = figures.changed(digest), figures.summary(digest)
    if not items:
        return ()
    intro = _(
        "Of the articles listed in this report, these were corrected or removed after they had appeared: corrected"
        " %(corrected)s, removed %(removed)s (as of %(moment)s). They stay in the numbers; a correction is how the"
        " press keeps its law."
    ) % {
        "corrected": words.number(counted.corrected),
        "removed": words.number(counted.removed),
        "moment": words.moment(digest.frozen_at),
    }
    entries = tuple(item_entry(item, words) for item in items[:LISTED])
    group = Group("", entries, words.left_out(len(items) - len(entries)))
    return (Section("changed", "", _("Corrected or removed"), (intro,), groups=(group,)),)


def item_entry(item: DigestItem, words: Wording) -> Entry:
    """Return one article on one line."""
    facts = [f"{plain(item.outlet)}, {words.published(item)}"]
    if item.late:
        facts.append(words.part(item.part))
    if became := words.became(item):
        facts.append(became)
    return Entry(words.title(item.title), web_address(item.url), "; ".join(facts))
