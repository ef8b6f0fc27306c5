"""Sitemaps as the press writes them: lists of pages, of other sitemaps, of news, as XML, plain text or packed."""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice
from urllib.parse import urlsplit

from collector.dates import read_when
from collector.markup import plain
from collector.urls import canonical, host_of
from collector.xmlread import declares_entities, local, text_of, walk
from core.errors import FeedError
from core.i18n import translator
from core.text import one_line

_ = translator("collector")

MAX_UNPACKED = 16 << 20
PART = 10_000  # items that are read at once; a sitemap may have 50,000 (https://www.sitemaps.org/protocol.html)
MAX_TITLE = 500
MAX_FIELD = 4_000
TAIL = 1000  # the end tag is looked for here

_GZIP = b"\x1f\x8b"
_ROOT = re.compile(r"<(?:[\w-]+:)?(?:urlset|sitemapindex)\b", re.IGNORECASE)
_END = re.compile(r"</(?:[\w-]+:)?(?:urlset|sitemapindex)\s*>|<(?:[\w-]+:)?(?:urlset|sitemapindex)\b[^<>]*/>", re.I)
_PAGE = re.compile(r"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_ITEM = re.compile(r"<(?:[\w-]+:)?(?:url|sitemap)(?=[\s/>])", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_FIELDS = {
    ("url", "loc"): "loc",
    ("url", "lastmod"): "lastmod",
    ("sitemap", "loc"): "loc",
    ("sitemap", "lastmod"): "lastmod",
    ("news", "title"): "title",
    ("news", "publication_date"): "published",
}

# "2026-10", "2026_10_05", "/2026/10/", "202610", "20261005", and "2026-6-21-25" for the days 21 to 25 of June, which
# sites on one widespread Vietnamese CMS use. A single digit after the month is rather the number of a part than a day.
_YEAR, _MONTH, _DAY = r"(?P<year>20\d\d)", r"(?P<month>0[1-9]|1[0-2])", r"(?P<day>0[1-9]|[12]\d|3[01])"
_PERIODS = (
    re.compile(
        rf"(?<!\d){_YEAR}(?P<sep>[-_/.])(?P<month>0?[1-9]|1[0-2])"
        r"(?:(?P=sep)(?P<first>0?[1-9]|[12]\d|3[01])(?P=sep)(?P<last>0?[1-9]|[12]\d|3[01])(?!\d)"
        r"|(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])(?![-_/.]?\d))?(?!\d)"
    ),
    re.compile(rf"(?<!\d){_YEAR}{_MONTH}(?:{_DAY})?(?!\d)"),
)
# Where a day ends last: a foreign site may reckon in its own time, and a request too many costs less than an article.
_LATEST_ZONE = timezone(timedelta(hours=-12))


@dataclass(frozen=True, slots=True)
class Listed:
    """A page a sitemap lists; `url` is canonical.

    `sure` is False when `published` is only a day, or the last change: good for a search, too little for a report.
    """

    url: str
    title: str = ""
    published: datetime | None = None
    sure: bool = True

    @property
    def latest(self) -> datetime | None:
        """The latest moment at which the page can have been published."""
        return self.published if self.published is None or self.sure else self.published + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Child:
    """Another sitemap; `lastmod` is the latest moment its date can mean."""

    url: str
    lastmod: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """What a sitemap says, in its order, each address once. `whole` is False when it broke off.

    `rest` is the number of the first item that was not read, None when there is none: from there it is read on.
    """

    pages: tuple[Listed, ...] = ()
    children: tuple[Child, ...] = ()
    whole: bool = True
    rest: int | None = None


def read(body: bytes, base_url: str, now: datetime, start: int = 0) -> Sitemap:
    """Return what a sitemap lists from item `start` on, of at most 10,000 items.

    Raises FeedError of kind `empty`, `not_feed`, `entities` or `parse`.
    """
    body, unpacked = _unpacked(body, base_url)
    text = text_of(body)
    host = {"host": host_of(base_url) or base_url}
    if not text:
        raise FeedError(base_url, "empty", _("%(host)s answered with an empty sitemap.") % host)
    root, found = _ROOT.search(text), _Pages(base_url, now)
    if root is None and _ADDRESS.match(text):
        lines = text.splitlines()
        for line in lines[start : start + PART]:
            if _ADDRESS.fullmatch(line.strip()):
                found.add("url", {"loc": line})
        return found.result(whole=unpacked, rest=start + PART if len(lines) > start + PART else None)
    _refuse(text, base_url, root)
    part, rest = _part(text, start)
    walked = walk(part, found)
    found.flush()
    whole = unpacked and walked and _END.search(text[-TAIL:]) is not None
    if not whole and not found.anything and not start:
        raise FeedError(base_url, "parse", _("The sitemap of %(host)s broke off before its first address.") % host)
    return found.result(whole=whole, rest=rest)


def _part(text: str, start: int) -> tuple[str, int | None]:
    """Cut the items from number `start` on out of a sitemap; return with them the number of the first beyond them."""
    places = [found.start() for found in islice(_ITEM.finditer(text), start, start + PART + 1)]
    if not start and len(places) <= PART:
        return text, None
    begin = places[0] if places else len(text)
    if len(places) <= PART:
        return f"<urlset>{text[begin:]}", None
    return f"<urlset>{text[begin : places[-1]]}</urlset>", start + PART


def may_hold(child: Child, since: datetime) -> bool:
    """Tell whether a sitemap may list what was published at or after `since`.

    False only when it did not change since then, or when its address names a month or days that were over by then.
    """
    if child.lastmod is not None and child.lastmod < since:
        return False
    parts = urlsplit(child.url)
    ends = list(_ends(f"{parts.path}?{parts.query}"))
    return not ends or max(ends) > since


def names_period(child: Child) -> bool:
    """Tell whether the address of a sitemap names the days or the month of its pages."""
    parts = urlsplit(child.url)
    return next(_ends(f"{parts.path}?{parts.query}"), None) is not None


def _ends(address: str) -> Iterator[datetime]:
    """Yield when the periods that an address names are over."""
    for form in _PERIODS:
        for found in form.finditer(address):
            named = found.groupdict()
            year, month = int(named["year"]), int(named["month"])
            day = int(named.get("last") or named["day"] or 0)
            if named.get("first") and int(named["first"]) > day:
                day = 0  # no days in order: a part of the month
            try:
                yield _end(year, month, day)
            except ValueError:  # the 31st of a shorter month
                yield _end(year, month, 0)


def _end(year: int, month: int, day: int) -> datetime:
    if day:
        return datetime(year, month, day, tzinfo=_LATEST_ZONE) + timedelta(days=1)
    return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=_LATEST_ZONE)


def _unpacked(body: bytes, base_url: str) -> tuple[bytes, bool]:
    """Return a body unpacked, and whether all of it is there: a packed one counts as far as the limit and its end."""
    if not body.startswith(_GZIP):
        return body, True
    unpacked, whole = bytearray(), True
    while body.startswith(_GZIP) and len(unpacked) < MAX_UNPACKED:  # a packed file may be several, one after the other
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            unpacked += inflate.decompress(body, MAX_UNPACKED - len(unpacked))
        except zlib.error as error:
            what = _("The packed sitemap of %(host)s is damaged.") % {"host": host_of(base_url)}
            raise FeedError(base_url, "parse", what) from error
        body, whole = inflate.unused_data, inflate.eof
    return bytes(unpacked), whole and not body.startswith(_GZIP)


def _refuse(text: str, base_url: str, root: re.Match[str] | None) -> None:
    """Raise FeedError for what is no sitemap, in words that say what to do."""
    host = {"host": host_of(base_url) or base_url}
    page = _PAGE.search(text[:2000])
    if page and (root is None or page.start() < root.start()):
        what = _("%(host)s answered with a web page, not a sitemap; robots.txt of the site may name the right address.")
        raise FeedError(base_url, "not_feed", what % host)
    if root is None:
        what = _("What %(host)s answered is not a sitemap; feeds belong under `sources`.")
        raise FeedError(base_url, "not_feed", what % host)
    if declares_entities(text):
        what = _("The sitemap of %(host)s declares entities, which can hide attacks; it is not read.")
        raise FeedError(base_url, "entities", what % host)


class _Pages:
    """Gathers what a sitemap lists, from the events of its XML or from its lines."""

    full = False

    def __init__(self, base_url: str, now: datetime) -> None:
        self._base, self._now = base_url, now
        self._pages: list[Listed] = []
        self._children: list[Child] = []
        self._path: list[str] = []
        self._item, self._fields = "", dict[str, str]()
        self._field, self._parts, self._length = "", list[str](), 0
        self._urls = {"", canonical(base_url)}  # no sitemap leads to itself

    @property
    def anything(self) -> bool:
        """Tell whether an address was found."""
        return bool(self._pages or self._children)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an item or one of its fields; an item that was never closed ends here."""
        name = local(tag)
        if name in {"url", "sitemap"}:
            self.flush()
            self._item = name
        self._field = _FIELDS.get((self._path[-1] if self._path else "", name), "")
        self._parts, self._length = [], 0
        self._path.append(name)

    def data(self, text: str) -> None:
        """Keep the text of a wanted field."""
        if self._field and self._length <= MAX_FIELD:
            self._parts.append(text)
            self._length += len(text)

    def end(self, tag: str) -> None:
        """End a field or an item."""
        if self._field:
            self._fields.setdefault(self._field, "".join(self._parts)[:MAX_FIELD].strip())
            self._field = ""
        if self._path:
            self._path.pop()
        if local(tag) == self._item:
            self.flush()

    def flush(self) -> None:
        """Take the item that was being read, if any."""
        if self._item:
            self.add(self._item, self._fields)
        self._item, self._fields = "", {}

    def add(self, item: str, fields: Mapping[str, str]) -> None:
        """Take an item; some sites list their sitemaps among the pages."""
        url = canonical(fields.get("loc", ""), self._base)
        if url in self._urls:
            return
        child = item == "sitemap" or url.partition("?")[0].lower().endswith((".xml", ".xml.gz"))
        self._urls.add(url)
        if child:
            self._children.append(Child(url, self._latest(fields.get("lastmod", ""))))
        else:
            self._pages.append(self._listed(url, fields))

    def result(self, *, whole: bool, rest: int | None) -> Sitemap:
        """Return everything taken so far."""
        return Sitemap(tuple(self._pages), tuple(self._children), whole, rest)

    def _listed(self, url: str, fields: Mapping[str, str]) -> Listed:
        title = one_line(plain(fields.get("title", "")))[:MAX_TITLE]
        if published := read_when(fields.get("published", ""), self._now):
            return Listed(url, title, published.moment, sure=published.exact)
        changed = read_when(fields.get("lastmod", ""), self._now)
        return Listed(url, title, changed.moment if changed else None, sure=changed is None)

    def _latest(self, lastmod: str) -> datetime | None:
        when = read_when(lastmod, self._now)
        return when.moment + when.width if when else None
