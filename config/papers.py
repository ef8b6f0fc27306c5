"""The papers of each province, as written into the sources of a new workspace."""

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "gazetteer" / "papers.csv"
ELSEWHERE = ("thai-nguyen", "tuyen-quang")  # whose papers are read for every unit; their addresses are the best known


class Feed(NamedTuple):
    """A feed of the outlet of a unit; `domains` are parted by blanks, `note` is said above the address."""

    profile: str
    outlet: str
    name: str
    domains: str
    verified: str
    source: str
    url: str
    note: str


@cache
def _feeds() -> Mapping[str, tuple[Feed, ...]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        feeds = [Feed._make(row) for row in rows]
    return {profile: tuple(found) for profile, found in groupby(feeds, attrgetter("profile"))}


def home(profile: str) -> tuple[str, ...]:
    """Return the ids of the outlets of a unit; none for Hà Nội, whose papers write about all the country."""
    return tuple(dict.fromkeys(feed.outlet for feed in _feeds().get(profile, ())))


def local(profile: str) -> str:
    """Return the outlets of a unit as a part of sources.yaml, every article to be read."""
    return _outlets(_feeds().get(profile, ()), "all")


def elsewhere(profile: str) -> str:
    """Return papers of other provinces as a part of sources.yaml, only candidates to be read."""
    return _outlets([_feeds()[other][0] for other in ELSEWHERE if other != profile], "candidates")


def _outlets(feeds: Iterable[Feed], pages: str) -> str:
    return "\n".join(_outlet(tuple(found), pages) for _outlet_id, found in groupby(feeds, attrgetter("outlet")))


def _outlet(feeds: tuple[Feed, ...], pages: str) -> str:
    first = feeds[0]
    lines = [
        f"  - id: {first.outlet}",
        f"    name: {first.name}",
        f"    domains: [{', '.join(first.domains.split())}]",
        "    tier: 2",
        "    kind: provincial",
        "    languages: [vi]",
        f"    verified: {first.verified}",
        "    sources:",
    ]
    for feed in feeds:
        lines += [f"      # {feed.note}"] * bool(feed.note)
        other = f', verified: "{feed.verified}"' * (feed.verified != first.verified)
        lines.append(f'      - {{id: {feed.source}, url: "{feed.url}", pages: {pages}{other}}}')
    return "\n".join(lines) + "\n"
