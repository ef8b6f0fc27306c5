"""Writes units.csv and exonyms.csv from the source files: `python -m config.gazetteer.build SOURCES`."""

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from config.national import DATA, UnitRow, slug
from core.text import clean, fold, unify_tones

LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
KINDS = ("Thành phố", "Thị xã", "Thị trấn", "Tỉnh", "Quận", "Huyện", "Xã", "Phường", "Đặc khu")
LANGUAGES = {
    "en": "en",
    "fr": "fr",
    "ru": "ru",
    "ko": "ko",
    "km": "km",
    "lo": "lo",
    "zh": "zh-Hant",
    "zh_CN": "zh-Hans",
}

# What the sources do not hold. Nghị quyết 175/2024/QH15: Huế, a city from 1/1/2025; Nghị quyết 30/2026/QH16: Đồng Nai,
# a city from 30/4/2026.
RAISED = (
    (
        UnitRow("46", "46", "province", "thành phố", "Huế", "", "2025-01-01", "", ()),
        "o-thua-thien-hue",
        "Thừa Thiên Huế",
    ),
    (UnitRow("75", "75", "province", "thành phố", "Đồng Nai", "", "2026-04-30", "", ()), "o-dong-nai-2025", "Đồng Nai"),
)
SPELLINGS = (
    ("79", "vi", "thành phố Hồ Chí Minh"),
    ("79", "vi", "TP Hồ Chí Minh"),
    ("79", "vi", "TP.Hồ Chí Minh"),
    ("79", "vi", "TP HCM"),
    ("79", "vi", "TP. HCM"),
    ("79", "vi", "TP.HCM"),
    ("79", "vi", "TPHCM"),
    ("79", "en", "HCM City"),
    ("79", "en", "HCMC"),
    ("46", "en", "Hue City"),
    ("46", "ko", "후에시"),
    ("46", "ru", "Хюэ"),
    ("46", "zh-Hans", "顺化"),
    ("46", "zh-Hans", "顺化市"),
    ("46", "zh-Hant", "順化"),
    ("46", "zh-Hant", "順化市"),
    ("o-thua-thien-hue", "vi", "Thừa Thiên - Huế"),
    ("o-thua-thien-hue", "vi", "Thừa Thiên – Huế"),
    ("o-thua-thien-hue", "vi", "Thừa Thiên-Huế"),
    ("o-ba-ria-vung-tau", "vi", "Bà Rịa – Vũng Tàu"),
    ("o-ba-ria-vung-tau", "vi", "Bà Rịa-Vũng Tàu"),
    ("o-bac-kan", "vi", "Bắc Cạn"),
    ("66", "vi", "Đắc Lắc"),
    ("66", "vi", "Đăk Lăk"),
    ("o-dak-nong", "vi", "Đắc Nông"),
    ("o-dak-nong", "vi", "Đăk Nông"),
    ("o-kon-tum", "vi", "Kontum"),
    ("01", "zh-Hans", "河内"),
    ("01", "zh-Hans", "河内市"),
    ("01", "zh-Hant", "河內"),
    ("31", "zh-Hans", "海防市"),
    ("48", "zh-Hans", "岘港"),
    ("48", "zh-Hans", "岘港市"),
    ("48", "zh-Hant", "峴港"),
    ("48", "zh-Hant", "峴港市"),
    ("79", "zh-Hans", "胡志明市"),
    ("92", "zh-Hans", "芹苴"),
    ("92", "zh-Hant", "芹苴"),
    ("42", "zh-Hans", "河静省"),
    ("66", "zh-Hans", "多乐省"),
    ("o-ba-ria-vung-tau", "zh-Hans", "巴地头顿省"),
    ("o-hai-duong", "zh-Hans", "海阳省"),
    ("o-hoa-binh", "zh-Hans", "和平省"),
    ("o-kien-giang", "zh-Hans", "坚江省"),
    ("o-vinh-phuc", "zh-Hans", "永福省"),
    ("80", "km", "ខេត្តតីនិញ"),
    ("80", "km", "រោងដំរី"),
)
# 河南省 is the Chinese province of Henan, 永富省 the Vĩnh Phú of before 1997, 岘港市 is simplified.
NOT_NAMES = {("zh-Hant", "河南省"), ("zh-Hans", "河南省"), ("zh-Hans", "永富省"), ("zh-Hant", "岘港市")}
NAMES_IN_SOURCE = {"Kiến Giang": "Kiên Giang", "Thừa Thiên-Huế": "Thừa Thiên Huế"}

Row = dict[str, str]


def main(sources: Path) -> None:
    """Write both files beside this module."""
    units = {unit.id: unit for unit in build_units(sources)}
    rows = ((*unit[:-1], " ".join(unit.succeeded_by)) for unit in units.values())
    _write(DATA / "units.csv", UnitRow._fields, rows)
    _write(DATA / "exonyms.csv", ("unit", "lang", "name"), build_exonyms(sources, units.values()))


def build_units(sources: Path) -> list[UnitRow]:
    """Return every unit, old and new, in order of level and id."""
    rows = list(_read(sources / "ward_old_to_new.csv"))
    provinces = {row["newProvince"]: row["newProvinceCode"] for row in rows}
    merged = {
        row["old_province_2024"]: provinces[row["new_province_2025-07-01"]]
        for row in _read(sources / "province_63_to_34.csv")
        if row["merged"] == "True"
    }
    old = {name: f"o-{slug(split(name)[1])}" for name in merged}
    units = [
        *(
            _unit(code, code, "province", name, valid_from=FIRST_DAY * (name in merged))
            for name, code in provinces.items()
        ),
        *(
            _unit(old[name], "", "province", name, valid_to=LAST_DAY, successors=(code,))
            for name, code in merged.items()
        ),
        *_communes(rows),
        *_abolished(rows, {**provinces, **old}),
    ]
    known = {unit.id: unit for unit in units}
    for raised, before, name in RAISED:
        was = known[raised.id]
        known[before] = UnitRow(
            before, "", "province", "tỉnh", name, "", was.valid_from, _day_before(raised.valid_from), (raised.id,)
        )
        known[raised.id] = raised
    order = ("province", "district", "commune")
    return sorted(known.values(), key=lambda unit: (order.index(unit.level), unit.id))


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _communes(rows: Iterable[Row]) -> Iterator[UnitRow]:
    known = {row["newWardCode"]: row for row in rows}
    for code, row in known.items():
        yield _unit(code, code, "commune", row["newWard"], parent=row["newProvinceCode"], valid_from=FIRST_DAY)


def _abolished(rows: Iterable[Row], provinces: dict[str, str]) -> Iterator[UnitRow]:
    districts: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in rows:
        districts.setdefault((row["province"], row["district"]), {}).setdefault(row["ward"], []).append(row)
    slugs = _slugs(districts)
    for key, communes in districts.items():
        identity = f"o-{slug(split(key[0])[1])}/{slugs[key]}"
        successors = sorted({row["newWardCode"] for found in communes.values() for row in found})
        yield _unit(identity, "", "district", key[1], provinces[key[0]], valid_to=LAST_DAY, successors=successors)
        inner = _slugs((identity, name) for name in communes)
        for name, found in communes.items():
            if name:  # five island districts had no commune
                heirs = _heirs(name, found)
                yield _unit(
                    f"{identity}/{inner[identity, name]}",
                    "",
                    "commune",
                    name,
                    identity,
                    valid_to=LAST_DAY,
                    successors=heirs,
                )


def _heirs(name: str, rows: Iterable[Row]) -> list[str]:
    """Return the codes that a commune went to, one of the same name first."""
    bare = split(name)[1] if name else ""
    heirs = sorted(rows, key=lambda row: split(row["newWard"])[1] != bare)
    return list(dict.fromkeys(row["newWardCode"] for row in heirs))


def _slugs(names: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return a slug for each (parent, full name), with the kind and then a number where two would be the same."""
    keys = sorted(key for key in names if key[1])
    plain = Counter((parent, slug(split(name)[1])) for parent, name in keys)
    found: dict[tuple[str, str], str] = {}
    taken: set[tuple[str, str]] = set()
    for parent, name in keys:
        kind, bare = split(name)
        wanted = slug(bare) if plain[parent, slug(bare)] == 1 else slug(f"{kind} {bare}")
        number, base = 1, wanted
        while (parent, wanted) in taken:
            number += 1
            wanted = f"{base}-{number}"
        taken.add((parent, wanted))
        found[parent, name] = wanted
    return found


def split(name: str) -> tuple[str, str]:
    """Return the administrative word of a full name in small letters, and the bare name."""
    for kind in KINDS:
        if name.lower().startswith(f"{kind.lower()} "):
            return kind.lower(), name[len(kind) + 1 :]
    raise ValueError(name)


def build_exonyms(sources: Path, units: Iterable[UnitRow]) -> list[tuple[str, str, str]]:
    """Return names of provinces in other languages that their Vietnamese and unaccented names do not give."""
    provinces: dict[str, str] = {}
    for unit in units:
        if unit.level == "province" and unit.name not in provinces:
            provinces[unit.name] = unit.id  # present ones come first
    found = set(SPELLINGS)
    for row in _read(sources / "province_exonyms.csv"):
        language, name = LANGUAGES.get(row["lang"], ""), row["name"].replace("–", "-")
        unit_name = NAMES_IN_SOURCE.get(row["name_vi"], row["name_vi"])
        if not language or _is_computable(name, unit_name):
            continue
        found.add((provinces[unit_name], language, row["name"]))
        if language == "ko":
            found.add((provinces[unit_name], language, row["name"].replace(" ", "")))
    found.update(list(_with_country(found)))
    return sorted(row for row in found if row[1:] not in NOT_NAMES)


def _is_computable(name: str, vietnamese: str) -> bool:
    whole, part = (" ".join(re.findall(r"\w+", fold(text))) for text in (name, vietnamese))
    return f" {part} " in f" {whole} "


def _with_country(names: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield 越南西宁 for 西宁省: the bare name is often that of a Chinese place too."""
    for unit, language, name in names:
        if language.startswith("zh") and name.endswith(("省", "市")) and unit != "79":
            yield unit, language, f"越南{name[:-1]}"


def _unit(
    identity: str,
    code: str,
    level: str,
    name: str,
    parent: str = "",
    *,
    valid_from: str = "",
    valid_to: str = "",
    successors: Iterable[str] = (),
) -> UnitRow:
    kind, bare = split(name)
    return UnitRow(identity, code, level, kind, unify_tones(bare), parent, valid_from, valid_to, tuple(successors))


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: clean(value) for key, value in row.items()}


def _write(path: Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
