"""The units of Viet Nam before and after 1 July 2025, and the ready gazetteer of each of the 34 provinces."""

import csv
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from config import papers
from config.models import Gazetteer, Place, Unit
from core.settings import PlaceKind
from core.text import fold

DATA = Path(__file__).parent / "gazetteer"
UNITS, EXONYMS, WORDS = DATA / "units.csv", DATA / "exonyms.csv", DATA / "words.txt"
FILES = (UNITS, EXONYMS, WORDS, papers.FILE)

_SHORT = {
    "huyện": ("huyện ", "H. ", "H."),
    "quận": ("quận ", "Q. ", "Q."),
    "thị xã": ("thị xã ", "TX ", "TX. ", "TX."),
    "thành phố": ("thành phố ", "TP ", "TP. ", "TP."),
    "phường": ("phường ", "P.", "P. "),
    "xã": ("xã ",),
    "thị trấn": ("thị trấn ", "TT. ", "TT "),
    "đặc khu": ("đặc khu ",),
}
_PERSONS = {"Hồ Chí Minh": "TP. Hồ Chí Minh"}  # bare, the name is that of the President
# Names stand in these phrases that have nothing to do with the place.
_PHRASES = ("Thái Bình Dương", "Tây Ninh Bình", "Tây Ninh Thuận", "Bắc Ninh Bình", "Bắc Ninh Thuận")
_SURNAMES = "bùi dương đặng đỗ huỳnh lê ngô nguyễn phan phạm trương trần trịnh"  # units named after persons


class UnitRow(NamedTuple):
    """A unit with the days it is valid on, both included, empty = open; dates are ISO, `kind` the Vietnamese word."""

    id: str
    code: str
    level: str
    kind: str
    name: str
    parent: str
    valid_from: str
    valid_to: str
    succeeded_by: tuple[str, ...]


def slug(name: str) -> str:
    """Return a name without marks, in small letters, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))


@cache
def units() -> Mapping[str, UnitRow]:
    """Return every unit of the data by its id, old and new."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return {row[0]: UnitRow._make((*row[:8], tuple(row[8].split()))) for row in rows}


@cache
def provinces() -> Mapping[str, UnitRow]:
    """Return the 34 provinces of today by their id."""
    return {unit.id: unit for unit in units().values() if unit.level == "province" and not unit.valid_to}


def profile_id(province: str) -> str:
    """Return the id of the profile of a province of today; raises KeyError."""
    return slug(provinces()[province].name)


@cache
def profiles() -> Mapping[str, str]:
    """Return the province of today behind every ready profile."""
    return {profile_id(province): province for province in provinces()}


@cache
def province_today(unit: str) -> str:
    """Return the province of today in which a unit lies or lay; raises KeyError."""
    row = units()[unit]
    if not row.parent and not row.succeeded_by:
        return row.id
    return province_today(row.parent or row.succeeded_by[0])


@cache
def exonyms() -> Mapping[str, tuple[str, ...]]:
    """Return other names of provinces, by the id of the province."""
    found: dict[str, list[str]] = defaultdict(list)
    with EXONYMS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["unit"]].append(row["name"])
    return {unit: tuple(names) for unit, names in found.items()}


@cache
def _units_of() -> Mapping[str, tuple[UnitRow, ...]]:
    found: dict[str, list[UnitRow]] = defaultdict(list)
    for unit in units().values():
        found[province_today(unit.id)].append(unit)
    return {province: tuple(rows) for province, rows in found.items()}


@cache
def _bearers() -> Mapping[str, frozenset[str]]:
    """Return the provinces of today that know a name, bare ("tân an") or full ("xã tân an")."""
    found: dict[str, set[str]] = defaultdict(set)
    for unit in units().values():
        for name in (unit.name, f"{unit.kind} {unit.name}"):
            found[name.lower()].add(province_today(unit.id))
    return {name: frozenset(bearers) for name, bearers in found.items()}


@cache
def _province_names() -> frozenset[str]:
    return frozenset(unit.name.lower() for unit in units().values() if unit.level == "province")


@cache
def _words() -> frozenset[str]:
    return frozenset(WORDS.read_text("utf-8").splitlines())


@cache
def gazetteer(profile: str) -> Gazetteer:
    """Return the ready gazetteer of a province of today; raises KeyError."""
    province = provinces()[profiles()[profile]]
    places = _Places(province, _units_of()[province.id]).all()
    title = f"{province.kind} {province.name}"
    unit = Unit(id=profile, name=places[0].names[0], title=title, home_outlets=papers.home(profile))
    return Gazetteer(profile=unit, places=tuple(places), exclusions=tuple(_exclusions(province, places)))


def completed(ready: Gazetteer, written: Gazetteer) -> Gazetteer:
    """Return a ready gazetteer with what was written by hand: places of a known id are replaced, others added.

    A name written by hand leaves the place that had it; a place without a name left goes.
    """
    by_hand = {place.id: place for place in written.places}
    claimed = {name.lower() for place in written.places for name in place.names}
    kept = [by_hand.pop(place.id, None) or _without(place, claimed) for place in ready.places]
    places = tuple(place for place in (*kept, *by_hand.values()) if place is not None)
    exclusions = tuple(dict.fromkeys((*written.exclusions, *ready.exclusions)))
    return Gazetteer(profile=written.profile, places=places, exclusions=exclusions)


def _without(place: Place, claimed: Collection[str]) -> Place | None:
    names = tuple(name for name in place.names if name.lower() not in claimed)
    return place.model_copy(update={"names": names}) if names else None


class _Places:
    """Collects the places of a province, the most significant bearer of a name first."""

    def __init__(self, province: UnitRow, own: Iterable[UnitRow]) -> None:
        self._province = province
        self._old = {level: [u for u in own if u.level == level and u.valid_to] for level in ("district", "commune")}
        self._former = [u for u in own if u.level == "province" and u.valid_to]
        self._present = [u for u in own if u.level == "commune" and not u.valid_to]
        self._places: dict[str, Place] = {}
        self._names: set[str] = set()
        self._ids: dict[str, str] = {}

    def all(self) -> list[Place]:
        self._add("province", slug(self._province.name), _province_spellings(self._province))
        for unit in self._former:
            self._add("former_province", slug(unit.name), _province_spellings(unit))
        origin = self._origins()
        for unit in sorted(self._present, key=lambda u: (origin[u.id] != self._province.name, origin[u.id], u.id)):
            self._ids[unit.id] = self._commune(unit, origin[unit.id])
        self._districts()
        self._former_communes()
        return list(self._places.values())

    def _add(
        self,
        kind: PlaceKind,
        identity: str,
        names: Iterable[str],
        *,
        ambiguous: bool = False,
        locality: str = "",
        apart: Iterable[str] = (),
    ) -> str:
        """Add a place unless all of its names are taken; `apart` tells it from another of the same id."""
        free = tuple(dict.fromkeys(name for name in names if name.lower() not in self._names))
        if not free:
            return ""
        for suffix in apart:
            if identity not in self._places:
                break
            identity = f"{identity}-{suffix}"
        self._places[identity] = Place(id=identity, kind=kind, names=free, ambiguous=ambiguous, locality=locality)
        self._names.update(name.lower() for name in free)
        return identity

    def _origins(self) -> dict[str, str]:
        """Return the name of the former province in which the ground of a present commune lay."""
        found: dict[str, str] = {}
        for unit in self._old["commune"] + self._old["district"]:
            above = units()[unit.parent]
            province = above if above.level == "province" else units()[above.parent]
            for heir in unit.succeeded_by:
                found.setdefault(heir, province.name)
        return found

    def _commune(self, unit: UnitRow, origin: str) -> str:
        twice = sum(other.name == unit.name for other in self._present) > 1
        apart = (slug(origin), unit.code)
        if twice or unit.name.lower() in _province_names():
            names, full = _spellings(unit), f"{unit.kind} {unit.name}"
            return self._add("commune", slug(full), names, ambiguous=_is_shared(full), apart=apart)
        return self._add("commune", slug(unit.name), (unit.name,), ambiguous=_is_ambiguous(unit.name), apart=apart)

    def _districts(self) -> None:
        ids: dict[str, str] = {}
        for unit in self._old["district"]:
            full = f"{unit.kind} {unit.name}"
            added = self._add(
                "district",
                slug(full),
                _spellings(unit),
                ambiguous=_is_shared(full),
                apart=(unit.parent.removeprefix("o-"),),
            )
            ids[unit.id] = added or slug(full)  # two of one name are one place
        for unit in self._old["district"]:
            if not _may_stand_bare(unit.name):
                continue
            ambiguous, locality = _is_ambiguous(unit.name), ids[unit.id]
            self._add(
                "district", slug(unit.name), (unit.name,), ambiguous=ambiguous, locality=locality, apart=("district",)
            )

    def _former_communes(self) -> None:
        heirs: dict[str, set[str]] = defaultdict(set)
        for unit in self._old["commune"]:
            heirs[unit.name].add(unit.succeeded_by[0])
        for unit in self._old["commune"]:
            bare = _may_stand_bare(unit.name)
            if not bare and unit.name.isdigit():
                continue  # there is a "phường 1" in every city
            names = (unit.name,) if bare else _spellings(unit)
            first = min(heirs[unit.name])
            locality = self._ids[first] if len(heirs[unit.name]) == 1 else ""
            apart = unit.id.split("/")[1:]
            self._add("former_commune", slug(names[0]), names, ambiguous=True, locality=locality, apart=apart)


def _province_spellings(unit: UnitRow) -> Iterator[str]:
    yield _PERSONS.get(unit.name, unit.name)
    if " " in unit.name and unit.name not in _PERSONS:
        yield _plain(unit.name)
    yield from exonyms().get(unit.id, ())


def _spellings(unit: UnitRow) -> tuple[str, ...]:
    names = tuple(f"{prefix}{unit.name}" for prefix in _SHORT[unit.kind])
    return (*names, f"{_plain(unit.name)} city") if unit.level == "district" and unit.kind == "thành phố" else names


def _plain(name: str) -> str:
    """Return a name without marks, with its capitals."""
    return "".join(low.upper() if char.isupper() else low for char, low in zip(name, fold(name), strict=True))


def _may_stand_bare(name: str) -> bool:
    return " " in name and name.lower() not in _province_names() | _words()


def _is_shared(name: str) -> bool:
    return len(_bearers()[name.lower()]) > 1


def _is_ambiguous(name: str) -> bool:
    words = name.split()
    return len(words) == 1 or words[0].lower() in _SURNAMES.split() or name.lower() in _words() or _is_shared(name)


def _exclusions(province: UnitRow, places: Iterable[Place]) -> list[str]:
    """Return longer names of other provinces that hold a sure name of this one, as Tây Ninh Hòa does."""
    own = {name.lower() for place in places for name in place.names}
    sure = {name.lower() for place in places if not place.ambiguous for name in place.names}
    longer = {name for short in sure for name, where in _longer().get(short, ()) if province.id not in where}
    phrases = {phrase for phrase in _PHRASES if any(gram in sure for gram in _grams(phrase))}
    return sorted(name for name in longer | phrases if name.lower() not in own)


@cache
def _longer() -> Mapping[str, tuple[tuple[str, frozenset[str]], ...]]:
    """Return the names of units that hold a shorter name of at least two words."""
    found: dict[str, set[tuple[str, frozenset[str]]]] = defaultdict(set)
    for unit in units().values():
        for gram in _grams(unit.name):
            if gram in _bearers():
                found[gram].add((unit.name, _bearers()[unit.name.lower()]))
    return {gram: tuple(names) for gram, names in found.items()}


def _grams(name: str) -> Iterator[str]:
    words = name.lower().split()
    for size in range(2, len(words)):
        yield from (" ".join(words[at : at + size]) for at in range(len(words) - size + 1))
