"""A claim beside a source: what they share and in what they differ, as named numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from classifier.claims.alignment import ABSENT, Alignment, Gap, align
from classifier.claims.contrasts import GROUPS, OPPOSITES
from classifier.claims.known_words import LIGHT, KnownWords
from classifier.claims.mentions import DateMention
from classifier.claims.quantities import Quantity, may_agree
from classifier.claims.sides import Mark, Side

_WIDE = 200  # words of a source among which a near one is looked for
_SKIPPED = 8  # words of a source left out between two neighbouring words of the claim
_AROUND = 3  # words to either side of a number that say what it counts

Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A claim aligned to a source; `skipped` are runs [start, end) of the source left out between neighbours."""

    claim: Side
    source: Side
    alignment: Alignment
    skipped: tuple[tuple[int, int], ...]

    def lacked(self, gap: Gap) -> Sequence[str]:
        """Return the words of the claim that the source lacks here."""
        return self.claim.words[gap.first : gap.last]

    def instead(self, gap: Gap) -> Sequence[str]:
        """Return the words of the source in their place."""
        return self.source.words[gap.start : gap.end]


def compare(claim: Side, source: Side, known: KnownWords) -> Comparison:
    """Align a claim to a source."""
    light = frozenset(place for place, word in enumerate(claim.words) if known.rare(word) < LIGHT)
    alignment = align(claim.words, source.words, light)
    return Comparison(claim, source, alignment, tuple(_skipped(alignment)))


def values(pair: Comparison, known: KnownWords) -> Values:
    """Return everything that is measured of a claim and a source, by name."""
    found: Values = {}
    for part in (_overlap, _ends, _novelty, _nearness, _gaps, _denial):
        found |= part(pair, known)
    for plain in (_order, _contrasts, _figures, _names):
        found |= plain(pair)
    return found


def _skipped(alignment: Alignment) -> Iterable[tuple[int, int]]:
    used = set(alignment.places)
    for left, right in pairwise(alignment.places):
        if ABSENT in (left, right) or not 1 < right - left <= _SKIPPED:
            continue
        if not any(place in used for place in range(left + 1, right)):
            yield left + 1, right


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _grams(words: Sequence[str], size: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}


def _overlap(pair: Comparison, known: KnownWords) -> Values:
    claim, source = pair.claim.words, pair.source.words
    found: Values = {}
    for size, name in ((1, "words"), (2, "pairs"), (3, "triples"), (4, "fours")):
        in_claim, in_source = _grams(claim, size), _grams(source, size)
        shared = len(in_claim & in_source)
        found[f"{name}_of_claim"] = _share(shared, len(in_claim))
        found[f"{name}_of_source"] = _share(shared, len(in_source))
    ours, theirs = set(claim), set(source)
    weight = known.weight(ours & theirs)
    found["weight_of_claim"] = _share(weight, known.weight(ours))
    found["weight_of_source"] = _share(weight, known.weight(theirs))
    found["length_of_claim"] = log(len(claim) or 1)
    found["length_of_source"] = log(len(source) + 1)
    found["length_ratio"] = log((len(source) + 1) / (len(claim) + 1))
    return found


def _order(pair: Comparison) -> Values:
    runs, size = pair.alignment.runs, len(pair.claim.words) or 1
    sizes = [length for _first, _start, length in runs]
    turned = sum(later < earlier for (_a, earlier, _b), (_c, later, _d) in pairwise(runs))
    met = [place for place in pair.alignment.places if place != ABSENT]
    return {
        "longest_run": max(sizes, default=0),
        "longest_run_share": max(sizes, default=0) / size,
        "runs": len(runs),
        "runs_share": len(runs) / size,
        "mean_run": _share(sum(sizes), len(sizes)),
        "in_runs_of_2": sum(length for length in sizes if length >= 2) / size,
        "in_runs_of_4": sum(length for length in sizes if length >= 4) / size,
        "turned_runs": turned,
        "turned_share": _share(turned, len(runs)),
        "spread": _share(max(met, default=0) - min(met, default=0) + 1, len(met)),
    }


def _ends(pair: Comparison, known: KnownWords) -> Values:
    """Where the claim has more than the source: what is added stands mostly at its end."""
    words, places = pair.claim.words, pair.alignment.places
    size, third, theirs = len(words) or 1, max(1, len(words) // 3), set(pair.source.words)
    met = [index for index, place in enumerate(places) if place != ABSENT]
    found: Values = {
        "unmet_head": (met[0] if met else len(words)) / size,
        "unmet_tail": (len(words) - 1 - met[-1] if met else len(words)) / size,
    }
    parts = {"head": words[:third], "middle": words[third : 2 * third], "tail": words[2 * third :]}
    for name, part in parts.items():
        shared = [word for word in part if word in theirs]
        found[f"weight_of_{name}"] = _share(known.weight(shared), known.weight(part))
    return found


def _novelty(pair: Comparison, known: KnownWords) -> Values:
    added, left_out = _differing(pair)
    found: Values = {}
    for name, words in (("added", added), ("left_out", left_out)):
        found[f"{name}_words"] = len(words)
        found[f"{name}_weight"] = known.weight(words)
        found[f"{name}_rarest"] = max(map(known.rare, words), default=0.0)
    found["added_mean"] = _share(found["added_weight"], len(added))
    return found


def _differing(pair: Comparison) -> tuple[list[str], list[str]]:
    """Return the words that only the claim has, and those that only the source has."""
    ours, theirs = set(pair.claim.words), set(pair.source.words)
    return (
        [word for word in pair.claim.words if word not in theirs],
        [word for word in pair.source.words if word not in ours],
    )


def _nearness(pair: Comparison, known: KnownWords) -> Values:
    """How near in meaning the words that differ are: another wording, or something else."""
    added, left_out = _differing(pair)
    ours, theirs = set(pair.claim.words), set(pair.source.words)
    new_pairs = [f"{one} {two}" for one, two in pairwise(pair.claim.words) if not {one, two} <= theirs]
    old_pairs = [f"{one} {two}" for one, two in pairwise(pair.source.words) if not {one, two} <= ours][:_WIDE]
    mean, least = known.nearness(added, left_out[:_WIDE])
    return {
        "added_near": mean,
        "added_least_near": least,
        "added_near_any": known.nearness(added, pair.source.words[:_WIDE])[0],
        "pairs_near": known.nearness(new_pairs, old_pairs)[0],
        "pairs_near_any": known.nearness(new_pairs, [*old_pairs, *left_out[:_WIDE]])[0],
        "difference_likeness": known.likeness(added, left_out[:_WIDE]),
    }


def _kind(gap: Gap) -> str:
    if gap.start == gap.end:
        return "put_in" if gap.anchored else "unplaced"
    return "replaced" if gap.anchored else "perhaps_replaced"


def _gaps(pair: Comparison, known: KnownWords) -> Values:
    gaps = pair.alignment.gaps
    weights = [known.weight(pair.lacked(gap)) for gap in gaps]
    found: Values = {
        "gaps": len(gaps),
        "longest_gap": max((gap.last - gap.first for gap in gaps), default=0),
        "heaviest_gap": max(weights, default=0.0),
        "heaviest_gap_share": _share(max(weights, default=0.0), known.weight(pair.claim.words)),
    }
    for kind in ("put_in", "unplaced", "replaced", "perhaps_replaced"):
        those = [weight for gap, weight in zip(gaps, weights, strict=True) if _kind(gap) == kind]
        found[kind], found[f"{kind}_weight"] = len(those), max(those, default=0.0)
    found["only_swap"] = float(len(gaps) == 1 and _kind(gaps[0]) == "replaced" and len(pair.lacked(gaps[0])) <= 3)
    marks: tuple[Mark, ...] = ("number", "name")
    for mark in marks:
        found[f"{mark}_for_{mark}"] = sum(
            mark in pair.claim.marks[gap.first : gap.last] and mark in pair.source.marks[gap.start : gap.end]
            for gap in gaps
        )
        found[f"{mark}_added"] = sum(
            gap.start == gap.end and mark in pair.claim.marks[gap.first : gap.last] for gap in gaps
        )
    found["skipped"] = len(pair.skipped)
    found["skipped_weight"] = max(
        (known.weight(pair.source.words[start:end]) for start, end in pair.skipped), default=0.0
    )
    return found


def _denial(pair: Comparison, known: KnownWords) -> Values:
    claim, source, places = pair.claim, pair.source, pair.alignment.places
    ours, theirs = len(claim.deniers), len(source.deniers)
    used = set(places)
    turned = [
        claim.denied[index] - source.denied[place]
        for index, place in enumerate(places)
        if place != ABSENT and claim.denied[index] != source.denied[place] and known.rare(claim.words[index]) > LIGHT
    ]
    return {
        "deniers_of_claim": ours,
        "deniers_of_source": theirs,
        "deniers_more": ours - theirs,
        "denies_alone": (ours > 0) - (theirs > 0),
        "denied_in_claim": turned.count(1),
        "denied_in_source": turned.count(-1),
        "denier_added": sum(places[index] == ABSENT for index in claim.deniers),
        "denier_left_out": sum(index not in used for index in source.deniers),
        "denier_skipped": sum(start <= index < end for start, end in pair.skipped for index in source.deniers),
    }


def phrases(words: Sequence[str]) -> set[str]:
    """Return words and pairs of neighbouring words."""
    return {*words, *(f"{one} {two}" for one, two in pairwise(words))}


def opposed(words: Iterable[str], others: set[str]) -> list[tuple[str, str]]:
    """Return words with their opposites among the others."""
    return [(word, other) for word in words for other in OPPOSITES.get(word, ()) if other in others]


def _contrasts(pair: Comparison) -> Values:
    ours, theirs = phrases(pair.claim.words), phrases(pair.source.words)
    only_ours, only_theirs = ours - theirs, theirs - ours
    found: Values = {
        "opposites": len(opposed(only_ours, only_theirs)),
        "opposites_anywhere": len(opposed(only_ours, theirs)),
        "opposites_in_place": sum(
            bool(opposed(phrases(pair.lacked(gap)), phrases(pair.instead(gap)))) for gap in pair.alignment.gaps
        ),
    }
    for name, group in GROUPS.items():
        found[f"{name}_added"] = len(only_ours & group)
        found[f"{name}_more"] = len(only_ours & group) - len(only_theirs & group)
    return found


def _figures(pair: Comparison) -> Values:
    claim, source = pair.claim, pair.source
    numbers = _of(claim, "number")
    theirs = set(_of(source, "number"))
    missed = sum(number not in theirs for number in numbers)
    fates = [fate(quantity, source.figures.quantities) for quantity in claim.figures.quantities]
    dates = source.figures.dates
    return {
        "numbers_of_claim": len(numbers),
        "numbers_of_source": len(theirs),
        "numbers_met": len(numbers) - missed,
        "numbers_unmet": missed,
        "numbers_unmet_share": _share(missed, len(numbers)),
        "numbers_left_out": len(theirs - set(numbers)),
        "numbers_moved": sum(_moved(pair, index) for index, mark in enumerate(claim.marks) if mark == "number"),
        "quantities": len(fates),
        "quantities_agreeing": fates.count("agrees"),
        "quantities_differing": fates.count("differs"),
        "quantities_unknown": fates.count("unknown"),
        "dates": len(claim.figures.dates),
        "dates_differing": sum(
            bool(dates) and not any(same_day(one, other) for other in dates) for one in claim.figures.dates
        ),
        "dates_unknown": 0 if dates else len(claim.figures.dates),
    }


def _of(side: Side, wanted: Mark) -> list[str]:
    return [word for word, mark in zip(side.words, side.marks, strict=True) if mark == wanted]


def fate(quantity: Quantity, others: Sequence[Quantity]) -> str:
    """Tell whether a quantity agrees with one of the same unit, differs from all of them, or there is none."""
    alike = [other for other in others if (other.family, other.unit) == (quantity.family, quantity.unit)]
    if not alike:
        return "unknown"
    return "agrees" if any(may_agree(quantity, other) for other in alike) else "differs"


def same_day(one: DateMention, other: DateMention) -> bool:
    """Tell whether two dates may be the same; what one leaves out may be anything."""
    fields = ((one.day, other.day), (one.month, other.month), (one.year, other.year))
    return all(None in both or both[0] == both[1] for both in fields)


def _moved(pair: Comparison, index: int) -> float:
    """Return how far a number that the source has too stands among other words there."""
    place = pair.alignment.places[index]
    if place == ABSENT:
        return 0.0
    around = set(pair.claim.words[max(0, index - _AROUND) : index + _AROUND + 1])
    there = pair.source.words[max(0, place - _AROUND - 1) : place + _AROUND + 2]
    return 1 - len(around.intersection(there)) / len(around)


def _names(pair: Comparison) -> Values:
    ours, theirs = _of(pair.claim, "name"), set(_of(pair.source, "name"))
    source, claim = set(pair.source.words), set(pair.claim.words)
    missed = sum(name not in source for name in ours)
    marked = zip(pair.claim.marks, pair.alignment.places, strict=True)
    order = [place for mark, place in marked if mark == "name" and place != ABSENT]
    return {
        "names": len(ours),
        "names_unmet": missed,
        "names_unmet_share": _share(missed, len(ours)),
        "names_left_out": sum(name not in claim for name in theirs),
        "names_turned": sum(later < earlier for earlier, later in pairwise(order)),
    }
