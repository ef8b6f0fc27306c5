"""Proposes ids and writes the lines of sources.yaml for outlets and addresses that are new."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from core.press import SourceKind
from core.text import fold, one_line

MAX_ID = 64
MAX_NAME = 200
WORDS = 5  # of an address in an id

# What says nothing about a paper in its host name, and about a feed in its path.
_SUFFIXES = frozenset({"com", "net", "org", "gov", "edu", "info", "co", "ac", "vn"})
_NOISE = frozenset({"rss", "feed", "feeds", "xml", "html", "htm", "aspx", "chn", "php", "rdf", "atom", "http", "https"})


@dataclass(frozen=True, slots=True)
class NewSource:
    """An address to be followed; `note` becomes a comment behind it, `links` is the selector of a listing."""

    id: str
    url: str
    note: str = ""
    kind: SourceKind = "feed"
    links: str = ""


@dataclass(frozen=True, slots=True)
class NewOutlet:
    """An outlet to be followed, as far as its addresses tell."""

    id: str
    name: str
    domain: str
    verified: str
    sources: tuple[NewSource, ...] = ()
    sitemaps: tuple[str, ...] = ()


def site_of(url: str) -> str:
    """Return the host of an address without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def outlet_id(host: str, taken: Iterable[str]) -> str:
    """Propose the id of an outlet from its host: `e.baomau.com.vn` gives `e-baomau`."""
    labels = host.lower().removeprefix("www.").split(".")
    if not labels[-1].isdigit():  # an IP address has no suffix
        labels = labels[:-1] if len(labels) > 1 else labels
        labels = labels[:-1] if len(labels) > 1 and labels[-1] in _SUFFIXES else labels
    return _free("-".join(labels), taken)


def source_id(outlet: str, url: str, taken: Iterable[str]) -> str:
    """Propose the id of an address: that of its outlet and what its path says, `baomau-thoi-su`."""
    parts = urlsplit(url)
    words = re.findall(r"[a-z0-9]+", fold(unquote(f"{parts.path} {parts.query}")))
    telling = [word for word in words if word not in _NOISE][:WORDS]
    return _free(f"{outlet}-{'-'.join(telling) or 'rss'}", taken)


def outlet_lines(outlet: NewOutlet) -> list[str]:
    """Return an item of the list `outlets`, without its indentation."""
    lines = [
        f"- id: {outlet.id}",
        f"  name: {_quoted(outlet.name[:MAX_NAME])}",
        f"  domains: [{outlet.domain}]",
        "  tier: 1",
        "  kind: national",
        "  languages: [vi]",
        f"  verified: {_quoted(outlet.verified)}",
    ]
    if outlet.sitemaps:
        lines += ["  sitemaps:", *(f"    - {_quoted(url)}" for url in outlet.sitemaps)]
    return [*lines, "  sources:", *(f"    {line}" for line in source_lines(outlet.sources))]


def source_lines(sources: Sequence[NewSource], verified: str = "") -> list[str]:
    """Return items of a list `sources`, one a line, without their indentation."""
    return [_source_line(source, verified) for source in sources]


def _source_line(source: NewSource, verified: str) -> str:
    said = [f"id: {source.id}"]
    said += [f"kind: {source.kind}"] if source.kind != "feed" else []
    said += [f"url: {_quoted(source.url)}"]
    said += [f"links: {_quoted(source.links)}"] if source.links else []
    said += ["pages: candidates"]
    said += [f"verified: {_quoted(verified)}"] if verified else []
    return f"- {{{', '.join(said)}}}" + (f"  # {one_line(source.note)}" if source.note else "")


def _free(wish: str, taken: Iterable[str]) -> str:
    known = set(taken)
    plain = "-".join(re.findall(r"[a-z0-9]+", fold(wish)))[: MAX_ID - 5].strip("-") or "nguon"
    number, proposal = 1, plain
    while proposal in known:
        number += 1
        proposal = f"{plain}-{number}"
    return proposal


def _quoted(text: str) -> str:
    return json.dumps(one_line(text), ensure_ascii=False)  # every JSON string is one of YAML 1.2
