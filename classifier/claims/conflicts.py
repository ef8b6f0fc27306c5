"""Conflicting figures of one story: the same thing counted, told differently by articles of about the same time.

A figure that grows with time is an update. Where it is doubtful that two figures measure the same thing, nothing is
said: a conflict is a candidate for a person to look at, never a verdict on either article.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import combinations

from classifier.claims.context import Field, Figure, Report, figures_of
from classifier.claims.quantities import may_agree
from classifier.claims.units import FATES, NOUNS, PEOPLE
from classifier.text import lower

SAME_TIME = timedelta(hours=1)  # within it a higher figure is no update
SAME_DAY = timedelta(hours=12)  # beyond it other totals are counted
_NEXT = {"dead": timedelta(days=3)}
MOST_ALIKE = 16  # figures of one unit that are looked at in an article
MOST = 60  # articles of a story that are compared; the earliest are kept
MOST_PAIRS = 50_000  # of figures that are compared in a story, about half a second; the earliest articles go first


@dataclass(frozen=True, slots=True)
class Side:
    """One of two figures in conflict; `start` and `end` are code points of the article's title or text."""

    article: int | str
    moment: datetime
    outlet: str
    field: Field
    start: int
    end: int
    text: str
    sentence: str
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two figures for the same thing that cannot both be right; `one` is of the earlier article."""

    kind: str
    one: Side
    other: Side


_Key = tuple[str, str]

_FATES = frozenset(FATES)
_FATE_SYLLABLES = frozenset(" ".join((*FATES.values(), PEOPLE)).replace("|", " ").split())
_PLAIN_PEOPLE = frozenset(("", "người", "nạn nhân", "ca", "trường hợp", "hành khách", "mạng", "people", "persons"))
_KINDS = sorted(PEOPLE.split("|"), key=len, reverse=True)
_NOT_COMPARED = frozenset(("number", "points", "temperature"))
_GROWING = frozenset(("people", "count", "money"))  # a story's later totals may be higher
_MOVING = frozenset(
    ("money", "percent", "speed", "flow", "power", "energy", "gold", "time")
)  # tomorrow's may be any other
_UP_AND_DOWN = frozenset(("missing", "ill", "rescued", "moved"))
_BARRED = frozenset(("part", "more", "plan", "other", "denied", "change", "record", "article", "among", "besides"))
_KNOWN = frozenset(NOUNS.split("|"))
# Scores and standings, shares of a market: many of the same kind stand in one article.
_LOOSE_WORDS = "điểm lần bàn trận chiến pha mã set hiệp suất đội chỗ vòng bước lượt"
_LOOSE = frozenset(_LOOSE_WORDS.split())
LIKE = 0.5  # share of the content words around the two figures that both have
_EVENT = 2  # content words of the event that two tolls must share
_LEAST = 6  # content words below which a sentence does not say what befell whom
FAR = 25  # times beyond which two counts are of different extents, a camp and a country, not told differently
SHARED = 3  # content words that both must have at least


def find_conflicts(reports: Sequence[Report]) -> list[Conflict]:
    """Return the conflicting figures of a story, each pair of values once, told by its earliest articles."""
    ordered = sorted(reports, key=lambda one: (one.moment, str(one.id)))[:MOST]
    figures = [_by_key(figures_of(report)) for report in ordered]
    found: dict[tuple[_Key, Decimal, Decimal], Conflict] = {}
    left = MOST_PAIRS
    for one, other in combinations(figures, 2):
        shared = one.keys() & other.keys()
        left -= sum(len(one[key]) * len(other[key]) for key in shared)
        for key in shared if left >= 0 else ():
            pair = _pair(one[key], other[key])
            if pair and not _is_rest(pair[0], other) and not _is_rest(pair[1], one):
                values = sorted((pair[0].quantity.low, pair[1].quantity.low))
                found.setdefault((key, values[0], values[1]), _conflict(*pair))
    return list(found.values())


def _by_key(figures: Sequence[Figure]) -> dict[_Key, list[Figure]]:
    rows: dict[_Key, list[Figure]] = defaultdict(list)
    for figure in figures:
        quantity = figure.quantity
        row = rows[quantity.family, quantity.unit]
        is_price = "/" in quantity.unit and quantity.family == "money"
        if quantity.family not in _NOT_COMPARED and not is_price and len(row) < MOST_ALIKE:
            row.append(figure)
    return rows


def _pair(ours: Sequence[Figure], theirs: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    """Return the two figures that are surest to measure the same thing and cannot both be right."""
    best: tuple[float, Figure, Figure] | None = None
    for one in ours:
        for other in theirs:
            like = _likeness(one, other)
            if like >= LIKE and (best is None or like > best[0]):
                best = like, one, other
    if best is None:
        return None
    _like, one, other = best
    if _is_told(one, theirs) or _is_told(other, ours) or _is_update(one, other):
        return None
    return one, other


def _is_told(figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether the other article has the same figure too, by itself or as the sum of its parts."""
    plain = [one.quantity for one in others if one.quantity.qualifier != "vague"]
    if any(may_agree(figure.quantity, one) for one in plain):
        return True
    sums = [sum((one.low for one in plain), Decimal(0))]
    sums += [one.low + other.low for one, other in combinations(plain[:12], 2)]
    low, high = figure.quantity.room
    return len(plain) > 1 and any(low <= total <= high for total in sums)


def _is_rest(figure: Figure, others: Mapping[_Key, Sequence[Figure]]) -> bool:
    """Tell whether people counted are those left in the other article: "10 người, 7 người thoát nạn" are 3."""
    if figure.quantity.family != "people":
        return False
    counts = [one.quantity.low for (family, _unit), rows in others.items() if family == "people" for one in rows[:8]]
    low, high = figure.quantity.room
    return any(low <= abs(one - other) <= high for one, other in combinations(counts[:16], 2))


def _likeness(one: Figure, other: Figure) -> float:
    """Return how surely two figures of one unit measure the same thing, from 0 to 1; 0 when in doubt."""
    if one.quantity.family in _GROWING and abs(one.report.moment - other.report.moment) > _NEXT.get(
        one.quantity.unit, SAME_DAY
    ):
        return 0.0
    if (one.marks | other.marks) & _BARRED or "vague" in (one.quantity.qualifier, other.quantity.qualifier):
        return 0.0
    sizes = sorted((one.quantity.high, other.quantity.high))
    if one.quantity.family != "money" and sizes[1] > sizes[0] * FAR:
        return 0.0
    if ("whole" in one.marks) != ("whole" in other.marks):
        return 0.0
    if "weather" in one.marks | other.marks and one.quantity.family not in ("people", "count"):
        return 0.0
    if not _same_noun(one, other) or _apart(one, other):
        return 0.0
    shared = len(one.near & other.near)
    words = len(one.words & other.words) / max(1, min(len(one.words), len(other.words)))
    if one.quantity.unit in _FATES:
        common = (one.words & other.words) - _FATE_SYLLABLES
        if len(common) < _EVENT or any(_says_little(side) for side in (one, other)):
            return 0.0
        return max(words, LIKE if one.is_opening and other.is_opening else 0.0)
    heads = frozenset(one.before[:3] + one.after[:2]) & frozenset(other.before[:3] + other.after[:2])
    if shared < SHARED or not (heads or len(one.pairs & other.pairs) > 1):
        return 0.0
    return (shared / min(len(one.near), len(other.near)) + words) / 2


def _says_little(figure: Figure) -> bool:
    """Tell whether a sentence of the text does not say what befell whom, or says it of "một người" only."""
    return figure.field == "text" and (len(figure.words) < _LEAST or figure.quantity.text.lower() == "một")


def _same_noun(one: Figure, other: Figure) -> bool:
    """Tell whether two nouns may be of one thing: "chiếc xe" is no "chiếc thuyền"."""
    unit, family = one.quantity.unit, one.quantity.family
    if unit in _FATES:
        return _people(one.quantity.noun) == _people(other.quantity.noun)
    if family not in ("count", "people"):
        return True
    if unit.split()[0] in _LOOSE or (" " not in unit and unit == one.quantity.noun and unit not in _KNOWN):
        return False
    first, second = (frozenset(side.quantity.noun.split()[len(unit.split()) :]) for side in (one, other))
    if first and second:
        return bool(first & second)
    return not (first or second) or bool(first & other.words or second & one.words)


def _people(noun: str) -> str:
    """Return who is counted, one word for people of no certain kind."""
    known = next((one for one in _KINDS if noun.startswith(one)), "")
    return "" if known in _PLAIN_PEOPLE else known


def _apart(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of different places or days."""
    if one.places and other.places and not one.places & other.places:
        return True
    if one.listed - other.names or other.listed - one.names:
        return True
    if _is_foreign(one.places, other) or _is_foreign(other.places, one) or _subject_apart(one, other):
        return True
    strange = [any(name not in b.whole for name in a.names) for a, b in ((one, other), (other, one))]
    if all(strange) or _is_foreign(one.names, other) or _is_foreign(other.names, one):
        return True
    if one.quantity.family == "age" and one.name != other.name:
        return True
    if any(date.year and date.year < side.report.moment.year for side in (one, other) for date in side.dates):
        return True
    return _days(one) != _days(other) and bool(_days(one) and _days(other))


def _is_foreign(names: frozenset[str], other: Figure) -> bool:
    """Tell whether the other article has none of these names."""
    return bool(names) and not any(name in other.whole for name in names)


def _subject_apart(one: Figure, other: Figure) -> bool:
    """Tell whether a sentence begins with a name that the other one and its title do not have."""
    return any(
        mine.subject
        and mine.subject not in lower(f"{yours.report.title} {yours.sentence}")
        and (mine.quantity.unit not in _FATES or mine.subject not in yours.whole)
        for mine, yours in ((one, other), (other, one))
    )


def _days(figure: Figure) -> frozenset[tuple[int | None, int | None]]:
    return frozenset((date.day, date.month) for date in figure.dates)


def _is_update(one: Figure, other: Figure) -> bool:
    """Tell whether the later figure may follow the earlier one: a toll rises, a figure is corrected."""
    first, second = sorted((one, other), key=lambda figure: figure.report.moment)
    if "corrected" in second.marks:
        return True
    family, unit = first.quantity.family, first.quantity.unit
    if second.report.moment - first.report.moment <= SAME_TIME:
        return unit in _FATES and "rising" in first.marks | second.marks
    if family in _MOVING or ("weather" in first.marks | second.marks and unit not in _FATES):
        return True
    rises = second.quantity.low > first.quantity.low
    if family in _GROWING and rises:
        return True
    return family == "people" and unit in _UP_AND_DOWN


def _conflict(one: Figure, other: Figure) -> Conflict:
    kind = one.quantity.unit if one.quantity.unit in _FATES else one.quantity.family
    return Conflict(kind, _side(one), _side(other))


def _side(figure: Figure) -> Side:
    report, quantity = figure.report, figure.quantity
    return Side(
        report.id,
        report.moment,
        report.outlet,
        figure.field,
        quantity.start,
        quantity.end,
        quantity.text,
        figure.sentence,
        figure.source,
    )
