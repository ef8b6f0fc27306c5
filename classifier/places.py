"""How far an article concerns a monitored unit: names found, what stands around them, and the grade."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from typing import NamedTuple

from classifier import contexts
from classifier.lexicon import Hit, covered
from classifier.text import Text, read, spellings
from classifier.vietnam import PROVINCES, WORDS
from core.judgement import Field, Grade, Kind, PlaceMatch, Relevance
from core.settings import THRESHOLD, PlaceName, Profile
from core.text import unmark

LEAD = 500  # code points of a text that count as its opening
NEAR = 150  # code points between an ambiguous name and a sure one that vouches for it
LONG_LIST = 10  # names of provinces in a row from which a list says nothing about each of them
MOST = 300  # names of a profile that are looked at in one field; more of them change nothing

# Weight of a mention (opening, later); chosen on gold/places.jsonl of the development data.
_WEIGHTS = {
    "title": (0.8, 0.8),
    "office": (0.7, 0.6),
    "event": (0.6, 0.5),
    "bare": (0.5, 0.5),
    "company": (0.5, 0.5),
    "lone": (0.4, 0.3),
    "our_paper": (0.6, 0.5),
    "sport": (0.4, 0.3),
    "price": (0.5, 0.5),
    "route": (0.4, 0.3),
    "unit": (0.3, 0.3),
    "beside": (0.15, 0.1),
}
_WEAK_WEIGHT = 0.2
_UNCOUNTED = contexts.WEAK | {"sport"}  # reasons that do not add up
# Whose names of two syllables are like other names without marks, like common words without small letters.
_UNSURE_PLAIN = ("commune", "former_commune")
_UNSURE_LOUD = ("district", *_UNSURE_PLAIN)
_JOINTS = ("", "và", "tỉnh", "and", "xổ số", "đài")  # what stands between the provinces of a list
_PLAIN_JOINTS = tuple(map(unmark, _JOINTS))


@dataclass(frozen=True, slots=True)
class NameTag:
    """A spelling of a place of a profile."""

    profile: str
    place: PlaceName
    name: str


@dataclass(frozen=True, slots=True)
class ExclusionTag:
    """A phrase inside which names of a profile do not count."""

    profile: str


@dataclass(frozen=True, slots=True)
class ProvinceTag:
    """Any province of Viet Nam."""

    name: str


PlaceTag = NameTag | ExclusionTag | ProvinceTag


@dataclass(frozen=True)
class Scanned:
    """A field of an article with the places found in it."""

    field: Field
    text: Text
    names: Sequence[Hit[NameTag]]
    exclusions: Sequence[Hit[ExclusionTag]]
    all_provinces: Sequence[Hit[ProvinceTag]]

    @cached_property
    def provinces(self) -> list[tuple[str, int, int]]:
        """Provinces named, in small letters, the longest where two begin together, in order of position."""
        found: list[tuple[str, int, int]] = []
        for hit in self.all_provinces:
            if found and hit.start < found[-1][2]:
                continue
            if has_capitals(self.text, hit.start, hit.tag.name):
                found.append((hit.tag.name.lower(), hit.start, hit.end))
        return found

    @cached_property
    def of_profiles(self) -> Mapping[str, tuple[list[Hit[NameTag]], list[tuple[int, int]]]]:
        """Names of each profile, and the spans in which they do not count."""
        found: dict[str, tuple[list[Hit[NameTag]], list[tuple[int, int]]]] = {}
        for hit in self.names:
            found.setdefault(hit.tag.profile, ([], []))[0].append(hit)
        for shadow in self.exclusions:
            found.setdefault(shadow.tag.profile, ([], []))[1].append((shadow.start, shadow.end))
        return found

    @cached_property
    def rows_of_provinces(self) -> list[tuple[int, int, int]]:
        """Rows of provinces with nothing but commas and the like between them: start, end, how many."""
        rows: list[tuple[int, int, int]] = []
        for _name, start, end in self.provinces:
            if rows and self.text.lower[rows[-1][1] : start].strip(" ,;–-()") in (
                _PLAIN_JOINTS if self.text.plain else _JOINTS
            ):
                rows[-1] = (rows[-1][0], end, rows[-1][2] + 1)
            else:
                rows.append((start, end, 1))
        return rows


NOWHERE = Relevance(False, "none", 0.0)


class _Mention(NamedTuple):
    place: PlaceName
    scanned: Scanned
    start: int
    end: int
    reason: str = ""

    @property
    def weight(self) -> float:
        opening, later = _WEIGHTS.get(self.reason, (_WEAK_WEIGHT, _WEAK_WEIGHT))
        return opening if self.scanned.field == "title" or self.start < LEAD else later

    def because(self, reason: str) -> "_Mention":
        return self._replace(reason=reason)

    def match(self) -> PlaceMatch:
        start, end = self.scanned.text.span(self.start, self.end)
        text = self.scanned.text.given[start:end]
        return PlaceMatch(
            self.place.id, text, self.scanned.field, start, end, contexts.why(self.place.kind, self.reason)
        )


@dataclass(frozen=True, slots=True)
class _Vouching:
    """What speaks for an ambiguous name: sure ones, or at least that the article is about our region.

    `lone` says that all sure names are those of one commune.
    """

    sure: Sequence[_Mention]
    known: bool
    foreign: bool
    lone: bool


def province_phrases() -> Iterator[tuple[str, PlaceTag]]:
    """Return every province of Viet Nam for the automaton."""
    return ((name, ProvinceTag(name)) for name in PROVINCES)


def name_phrases(profile: Profile) -> Iterator[tuple[str, PlaceTag]]:
    """Return the names of a profile for the automaton."""
    for place in profile.places:
        for name in place.names:
            for spelling in spellings(name):
                yield spelling, NameTag(profile.id, place, read(spelling).cased)


def exclusion_phrases(profile: Profile) -> Iterator[tuple[str, PlaceTag]]:
    """Return the phrases of a profile inside which a name does not count."""
    return ((phrase, ExclusionTag(profile.id)) for phrase in profile.exclusions)


def own_provinces(profile: Profile) -> frozenset[str]:
    """Return the names by which the unit itself and the provinces it was made of are known."""
    return frozenset(
        name.lower() for place in profile.places if place.kind.endswith("province") for name in place.names
    )


def judge_places(
    profile: Profile, own: frozenset[str], fields: Sequence[Scanned], kind: Kind, *, at_home: bool = False
) -> Relevance:
    """Grade an article for one profile; `own` is what `own_provinces` says, `at_home` that the outlet is ours."""
    if not at_home and not any(profile.id in scanned.of_profiles for scanned in fields):
        return NOWHERE
    if not at_home and not any(_may_count(scanned, profile.id) for scanned in fields):
        return NOWHERE
    around = own.union(name.lower() for name in profile.within)
    mentions = [mention for scanned in fields for mention in _named(profile, scanned, around)]
    sure = [mention for mention in mentions if not mention.place.ambiguous]
    named = {name for scanned in fields for name, _start, _end in scanned.provinces}
    known = bool(sure) or at_home or not named.isdisjoint(name.lower() for name in profile.within)
    lone = len({mention.place.id for mention in sure}) == 1 and all(m.place.kind in _UNSURE_PLAIN for m in sure)
    vouching = _Vouching(sure, known=known, foreign=not named <= around, lone=lone)
    counted = [found for mention in mentions if (found := _graded(mention, vouching, kind)) is not None]
    if at_home and not counted and not vouching.foreign:
        counted = list(_unnamed(profile, fields))
    return _relevance(counted, known=known, threshold=profile.threshold)


def _may_count(scanned: Scanned, profile: str) -> bool:
    """Tell whether a name needs nobody to vouch for it, or stands behind an administrative word."""
    names, _shadows = scanned.of_profiles.get(profile, ((), ()))
    sure = any(not hit.tag.place.ambiguous for hit in names)
    return sure or any(contexts.has_unit(scanned.text, hit.start) for hit in names)


def has_capitals(text: Text, start: int, name: str) -> bool:
    """Tell whether every syllable that a name writes with a capital has one in the text too."""
    return text.cased.startswith(name, start) or all(
        text.cased[start + index].isupper()
        for index, char in enumerate(name)
        if char.isupper() and (index == 0 or not name[index - 1].isalnum())
    )


def _named(profile: Profile, scanned: Scanned, own: frozenset[str]) -> Iterator[_Mention]:
    names, shadows = scanned.of_profiles.get(profile.id, ((), ()))
    hidden = covered([(hit.start, hit.end) for hit in names], shadows, strictly=False)
    last, count = -1, 0
    for hit, inside in zip(names, hidden, strict=True):
        tag = hit.tag
        if inside or hit.end <= last:
            continue
        mention = _Mention(_as_written(profile, tag.place, scanned.text), scanned, hit.start, hit.end)
        if _is_accident(mention):
            continue
        if not has_capitals(scanned.text, hit.start, tag.name):
            if not _may_be_lower(mention):
                continue
            mention = mention.because("lower")
        if _is_elsewhere(mention, own):
            continue
        last = hit.end
        count += 1
        yield mention
        if count == MOST:
            return


def _as_written(profile: Profile, place: PlaceName, text: Text) -> PlaceName:
    """Return a place as it must be taken where marks or capitals are missing: two syllables may be many things then."""
    unsure = (text.plain and place.kind in _UNSURE_PLAIN) or (text.loud and place.kind in _UNSURE_LOUD)
    if not unsure or place.names[0] == profile.name:
        return place
    return place if place.names[0].count(" ") > 1 else replace(place, ambiguous=True)


def _is_accident(mention: _Mention) -> bool:
    """Tell whether a line end only seems to join a name: "miền Tây", then "Ninh Bình"."""
    joined = "\n" in mention.scanned.text.lower[mention.start : mention.end]
    return joined and any(mention.start < start < mention.end < end for _name, start, end in mention.scanned.provinces)


def _may_be_lower(mention: _Mention) -> bool:
    """Whole names in small letters are careless typing; half of one ("Hạ Long an toàn") is another phrase."""
    piece = mention.scanned.text.cased[mention.start : mention.end]
    whole = piece == mention.scanned.text.lower[mention.start : mention.end]
    name = whole and not mention.place.ambiguous and mention.place.kind not in (*_UNSURE_PLAIN, "agency")
    return name and piece not in WORDS


def _is_elsewhere(mention: _Mention, own: frozenset[str]) -> bool:
    text, place = mention.scanned.text, mention.place
    if contexts.is_person(text, mention.start):
        return True
    if text.plain and not place.kind.endswith("province"):
        spans = {(start, end) for name, start, end in mention.scanned.provinces if name not in own}
        if (mention.start, mention.end) in spans:
            return True  # "Thanh Hoa" is the province, not the commune Thạnh Hóa
    if place.ambiguous and contexts.is_urban_district(text, mention.start):
        return True
    if not place.ambiguous and not contexts.is_lesser_unit(text, mention.start):
        return False
    parent = _parent(mention)
    return parent is not None and parent not in own


def _parent(mention: _Mention) -> str | None:
    """Return the province that follows a name as in an address: "phường Tân Hưng, TP.HCM", "(Cà Mau)"."""
    text = mention.scanned.text.cased
    for name, start, _end in mention.scanned.provinces:
        if start < mention.end:
            continue
        between = text[mention.end : start]
        opens = len(between) <= contexts.WINDOW and between.lstrip()[:1] in (",", "(") and "\n" not in between
        return name if opens and contexts.is_chain(mention.scanned.text, mention.end, start) else None
    return None


def _unnamed(profile: Profile, fields: Sequence[Scanned]) -> Iterator[_Mention]:
    """Yield where a paper of the province says "the province" and needs not say which."""
    province = next((place for place in profile.places if place.kind == "province"), None)
    for scanned in fields:
        if province is not None and (span := contexts.own_province(scanned.text)):
            yield _Mention(province, scanned, *span, reason="our_paper")


def _graded(mention: _Mention, vouching: _Vouching, kind: Kind) -> _Mention | None:
    if not mention.place.ambiguous:
        return mention.because(_reason(mention, kind, lone=vouching.lone))
    if contexts.has_unit(mention.scanned.text, mention.start):
        if vouching.sure:
            return mention.because("beside")
        if vouching.known:
            return mention.because(_reason(mention, kind))
        return None if vouching.foreign else mention.because("unit")
    near = any(
        other.scanned is mention.scanned and abs(other.start - mention.start) <= NEAR
        for other in vouching.sure
        if other != mention
    )
    return mention.because("beside") if near else None


def _reason(mention: _Mention, kind: Kind, *, lone: bool = False) -> str:
    """Return the word for what a name says; `lone` that only communes are named, and no province around them."""
    text, in_title = mention.scanned.text, mention.scanned.field == "title"
    if kind == "table":
        named = in_title and contexts.is_price_title(text)
        return "title" if named else "price" if _is_priced(mention) else "table"
    if mention.reason:
        return mention.reason
    reason = contexts.setting(text, mention.start, mention.end, mention.place.kind, in_title=in_title)
    if reason in contexts.WEAK:
        return reason
    if _in_long_list(mention, LONG_LIST):
        return "price" if _is_priced(mention) else "list"
    if in_title:
        return "title"
    if kind == "sport" and reason not in ("event", "office"):
        return "sport"
    unplaced = lone and mention.place.kind in _UNSURE_PLAIN and reason in ("bare", "company")
    return "lone" if unplaced and not contexts.has_unit(text, mention.start) else reason


def _is_priced(mention: _Mention) -> bool:
    return contexts.has_price(mention.scanned.text, mention.start, mention.end)


def _in_long_list(mention: _Mention, length: int) -> bool:
    """Tell whether a name stands in a row of at least `length` provinces."""
    return any(
        start <= mention.start < end and count >= length for start, end, count in mention.scanned.rows_of_provinces
    )


def _relevance(mentions: Sequence[_Mention], *, known: bool, threshold: float) -> Relevance:
    if not mentions:
        return Relevance(False, "none", 0.0)
    weights = [mention.weight for mention in mentions if mention.reason not in _UNCOUNTED]
    # A report names the same club again and again.
    weights.append(max((mention.weight for mention in mentions if mention.reason == "sport"), default=0.0))
    score = max(1 - prod(1 - weight for weight in weights), _WEAK_WEIGHT)
    if not known:
        score = min(score, THRESHOLD - 0.05)
    grade: Grade = "main" if round(score, 6) >= threshold else "passing"
    localities = dict.fromkeys(found for mention in mentions if (found := _locality(mention)))
    return Relevance(grade == "main", grade, round(score, 3), tuple(localities), tuple(m.match() for m in mentions))


def _locality(mention: _Mention) -> str:
    if mention.reason in contexts.WEAK:
        return ""
    own = mention.place.id if mention.place.kind in ("commune", "district") else ""
    return mention.place.locality or own
