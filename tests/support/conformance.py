"""The test documents of nine feed parsers, and what feedparser or the JSON itself says is in them."""

import io
import json
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

import feedparser

from collector.encoding import decode
from collector.urls import canonical

URL = "https://baomau.example/rss/home.rss"
SUITES = (
    "feedparser", "w3c_feedvalidator", "gofeed", "rome", "feed_rs", "rss_rs", "atom_rs", "miniflux", "lemon24_reader"
)  # fmt: skip
# Links that lead to something else than the entry: its licence, the answers to it, where it is edited.
_ELSEWHERE = frozenset({"license", "replies", "edit", "edit-media", "service", "author", "hub", "prev", "next"})
_FORMS = (".xml", ".rss", ".atom", ".rdf", ".json", ".html", ".opml")


@dataclass(frozen=True, slots=True)
class Reference:
    """What another reader finds: the addresses of every entry, the best first; none when it has no http(s) address."""

    feed: bool
    entries: tuple[tuple[str, ...], ...] = ()

    @property
    def wanted(self) -> set[str]:
        """The address of every entry that has one; entries with the same address are the same article."""
        return {addresses[0] for addresses in self.entries if addresses}

    @property
    def known(self) -> set[str]:
        """Every address of every entry."""
        return {address for addresses in self.entries for address in addresses}


def documents(shared: Path, suite: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every document of a suite, in the order of its archive."""
    with tarfile.open(shared / "data" / "feeds" / "conformance" / f"{suite}.tar.gz") as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(_FORMS):
                stream = archive.extractfile(member)
                assert stream is not None
                yield member.name, stream.read()


def reference(body: bytes) -> Reference:
    """Return what a document holds, by json for JSON, else by feedparser with its settings as they come."""
    text = decode(body).lstrip()
    return _json(text) if text.startswith("{") else _feedparser(body, text)


def _feedparser(body: bytes, text: str) -> Reference:
    """Read the bytes as they are when they are well-formed XML, else as our decoder cleans them."""
    headers = {"content-type": "application/xml"}
    if not _well_formed(body):
        body = text.encode()
        headers["content-type"] += "; charset=utf-8"
    found = feedparser.parse(io.BytesIO(body), response_headers=headers)
    return Reference(bool(found.get("version") or found.entries), tuple(_addresses(entry) for entry in found.entries))


def _well_formed(body: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(body, True)
    except (expat.ExpatError, LookupError, ValueError):  # the latter for encodings that expat does not know
        return False
    return True


def _addresses(entry: feedparser.FeedParserDict) -> tuple[str, ...]:
    links = [link.get("href", "") for link in entry.get("links", ()) if link.get("rel") not in _ELSEWHERE]
    identity = entry.get("id", "") if entry.get("id", "").startswith(("http://", "https://")) else ""
    said = [entry.get("feedburner_origlink", ""), entry.get("link", ""), identity, *links]
    return tuple(filter(None, (canonical(address, URL) for address in said)))


def _json(text: str) -> Reference:
    try:
        tree = json.loads(text)
    except ValueError:
        return Reference(feed=False)
    feed = str(tree.get("version", "")).startswith("https://jsonfeed.org/version/")
    items = tree.get("items") if feed else None
    return Reference(feed, tuple(_json_addresses(item) for item in items or () if isinstance(item, dict)))


def _json_addresses(item: dict[str, Any]) -> tuple[str, ...]:
    said = [item.get("url"), item.get("external_url")]
    said += [item["id"]] if str(item.get("id")).startswith(("http://", "https://")) else []
    said += [found.get("url") for found in item.get("attachments") or () if isinstance(found, dict)]
    return tuple(filter(None, (canonical(address, URL) for address in said if isinstance(address, str))))
