"""OPML, the form in which feed readers hand over their subscriptions: read from any of them, written for any."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from collector.markup import plain
from collector.xmlread import declares_entities, local, text_of, walk
from core.errors import FeedError
from core.i18n import translator
from core.text import one_line

_ = translator("collector")

MAX_BYTES = 16 << 20
MAX_OUTLINES = 20_000
MAX_TITLE = 300
MAX_ADDRESS = 4_000
SEPARATOR = " / "  # between the names of nested groups

_ROOT = re.compile(r"<opml\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outline:
    """A subscription. `url` is what the file says, "" when it names none; `site` is the page behind the feed."""

    title: str
    url: str
    site: str = ""
    category: str = ""


def read(body: bytes) -> list[Outline]:
    """Return the subscriptions of an OPML file (version 1 or 2) in its order; groups become categories.

    Raises FeedError of kind `empty`, `not_feed` or `entities`.
    """
    text = text_of(body)
    if not text:
        raise FeedError("", "empty", _("The file is empty."))
    if _ROOT.search(text) is None:
        what = _("The file is not OPML; let the feed reader export its subscriptions again, as OPML.")
        raise FeedError("", "not_feed", what)
    if declares_entities(text):
        raise FeedError("", "entities", _("The file declares entities, which can hide attacks; it is not read."))
    found = _Outlines()
    walk(text, found)
    return found.outlines


def write(outlines: Iterable[Outline], title: str, now: datetime) -> bytes:
    """Return an OPML 2.0 file (http://opml.org/spec2.opml) with one group for each category."""
    root = etree.Element("opml", version="2.0")
    head, body = etree.SubElement(root, "head"), etree.SubElement(root, "body")
    etree.SubElement(head, "title").text = one_line(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(now)
    groups = {"": body}
    for outline in outlines:
        name = one_line(outline.category)
        if name not in groups:
            groups[name] = etree.SubElement(body, "outline", text=name, title=name)
        label = one_line(outline.title)
        said = {"text": label, "title": label, "type": "rss", "xmlUrl": one_line(outline.url)}
        etree.SubElement(groups[name], "outline", said | ({"htmlUrl": one_line(outline.site)} if outline.site else {}))
    made: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return made


class _Outlines:
    """Takes the outlines of a file; one without an address that holds others is a group."""

    def __init__(self) -> None:
        self.outlines: list[Outline] = []
        self._open: list[tuple[Outline, bool]] = []  # what is open, and whether it has been kept or holds others

    @property
    def full(self) -> bool:
        """Tell whether more would be too much."""
        return len(self.outlines) >= MAX_OUTLINES

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take an outline that has an address; wait for the end of one that has none."""
        if local(tag) != "outline" or self.full:
            return
        if self._open:
            self._open[-1] = self._open[-1][0], True
        said = {local(name): value for name, value in attributes.items()}
        outline = Outline(
            title=one_line(plain(said.get("title") or said.get("text") or ""))[:MAX_TITLE],
            url=one_line(said.get("xmlurl") or said.get("url") or "")[:MAX_ADDRESS],
            site=one_line(said.get("htmlurl") or "")[:MAX_ADDRESS],
            category=SEPARATOR.join(group.title for group, _kept in self._open if group.title),
        )
        if outline.url:
            self.outlines.append(outline)
        self._open.append((outline, bool(outline.url)))

    def end(self, tag: str) -> None:
        """Keep an outline that has neither an address nor others below it: a person should hear of it."""
        if local(tag) == "outline" and self._open:
            outline, settled = self._open.pop()
            if not settled and not self.full:
                self.outlines.append(outline)

    def data(self, text: str) -> None:
        """Pass over text: outlines have none."""
