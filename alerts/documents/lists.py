"""What a digest counts apart: passing mentions, sport, tables, late additions, and how the sources did."""

from alerts.documents import figures
from alerts.documents.blocks import Entry, Group, Section
from alerts.documents.overview import source_sentence
from alerts.documents.wording import Wording, plain, web_address
from core.desk import Digest, DigestItem, SourceLine

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


def item_entry(item: DigestItem, words: Wording) -> Entry:
    """Return one article on one line."""
    facts = [f"{plain(item.outlet)}, {words.published(item)}"]
    if item.late:
        facts.append(words.part(item.part))
    return Entry(words.title(item.title), web_address(item.url), "; ".join(facts))


def health(digest: Digest, counted: figures.Summary, words: Wording) -> Section:
    """Return how the sources did, with failed ones apart from silent ones."""
    _ = words.gettext
    title = _("Health of the sources")
    paragraphs = [source_sentence(digest, counted, words)]
    silent = figures.silent_outlets(digest)
    if silent:
        names = ", ".join(plain(name, 80) for name in silent)
        sentence = _("Working, but without a listed article in the period (%(window)s), outlets %(number)s: %(names)s.")
        window = words.window(digest.first, digest.last)
        paragraphs.append(sentence % {"window": window, "number": words.number(len(silent)), "names": names})
    groups = (
        Group(
            _("Failed sources: their silence does not mean there was no news"),
            tuple(_source_entry(line, words) for line in figures.failed(digest)),
        ),
        Group(_("Sources never read"), tuple(_source_entry(line, words) for line in figures.unread(digest))),
    )
    return Section("health", "", title, tuple(paragraphs), groups=tuple(group for group in groups if group.entries))


def _source_entry(line: SourceLine, words: Wording) -> Entry:
    _ = words.gettext
    facts = [words.last_read(line.last_success)]
    if line.error:
        facts.append(_("error: %(error)s") % {"error": plain(line.error)})
    return Entry(f"{plain(line.outlet)} ({plain(line.source_id)})", facts="; ".join(facts))
