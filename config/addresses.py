"""Full names of units, as in "xã X, huyện Y, tỉnh Z", led to the province of today."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from config.national import exonyms, province_today, units
from core.text import clean, unify_tones

_KINDS = {
    "tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "h": "huyện", "q": "quận", "p": "phường", "x": "xã",
    "thành phố": "thành phố", "thị xã": "thị xã", "thị trấn": "thị trấn", "huyện": "huyện", "quận": "quận",
    "phường": "phường", "xã": "xã", "đặc khu": "đặc khu", "tỉnh": "tỉnh",
}  # fmt: skip
_KIND = re.compile(rf"({'|'.join(_KINDS)})[. ]\s*(.+)")
_FORMER = re.compile(r"\s*(?:\((?:cũ|mới)\)|\bcũ)$")


def resolve(text: str) -> frozenset[str]:
    """Return the ids of the provinces of today that a full name may mean; nothing when no unit bears it.

    The units are named from the smallest up, parted by commas; each but the first must hold the first or one of the
    units that it was made of. Administrative words may be shortened or absent.
    """
    parts = [_part(part) for part in clean(text).split(",") if part.strip()]
    if not parts:
        return frozenset()
    smallest, above = parts[0], parts[1:]
    return frozenset(
        province_today(unit) for unit in _named().get(smallest, ()) if all(part in _lineage(unit) for part in above)
    )


def _part(text: str) -> str:
    name = _FORMER.sub("", unify_tones(text.strip()).lower())
    found = _KIND.fullmatch(name)
    return f"{_KINDS[found.group(1)]} {found.group(2)}" if found else name


@cache
def _named() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units():
        for name in _names(unit):
            found[name].append(unit)
    return {name: tuple(ids) for name, ids in found.items()}


def _names(unit: str) -> Iterator[str]:
    row = units()[unit]
    name = row.name.lower()
    yield from (name, f"{row.kind} {name}")
    yield from (_part(other) for other in exonyms().get(unit, ()))


@cache
def _predecessors() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for unit in units().values():
        for heir in unit.succeeded_by:
            found[heir].append(unit.id)
    return {heir: tuple(ids) for heir, ids in found.items()}


@cache
def _lineage(unit: str) -> frozenset[str]:
    """Return the names of the units around a unit, around those it was made of, and of its province of today."""
    around = set(_names(province_today(unit)))
    for one in (unit, *_predecessors().get(unit, ())):
        while one := units()[one].parent:
            around.update(_names(one))
    today = units()[province_today(unit)]
    for before in _predecessors().get(today.id, ()):
        if units()[before].name == today.name:
            around.update(_names(before))
    return frozenset(around)
