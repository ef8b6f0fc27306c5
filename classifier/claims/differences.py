"""In what a claim and a source differ, in words, with the place in both."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from classifier.claims.alignment import ABSENT
from classifier.claims.compare import Comparison, fate, opposed, phrases, same_day
from classifier.claims.known_words import LIGHT, KnownWords
from classifier.claims.quantities import Quantity
from classifier.claims.sides import Side
from core.i18n import translator

_ = translator("classifier")

_COMMON, _TOGETHER = 3.0, 6.0  # rarity of a word that stands in nearly every text, and of two that say one thing

Kind = Literal["figure", "date", "denial", "opposite", "name"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; the spans count code points of the claim and of the source, `words` say it."""

    kind: Kind
    claim: Span
    source: Span
    words: str


def differences(pair: Comparison, known: KnownWords) -> tuple[Difference, ...]:
    """Return what can be named of the difference between a claim and a source, figures first."""
    turned, same = _opposites(pair)
    denials = () if same else _denials(pair, known)
    return (*_figures(pair), *_dates(pair), *denials, *turned, *_names(pair))


def _said(kind: Kind, ours: tuple[str, Span], theirs: tuple[str, Span]) -> Difference:
    words = _("it says “%(claim)s”, the source says “%(source)s”") % {"claim": ours[0], "source": theirs[0]}
    return Difference(kind, ours[1], theirs[1], words)


def _figures(pair: Comparison) -> Iterator[Difference]:
    theirs = pair.source.figures.quantities
    for one in pair.claim.figures.quantities:
        if fate(one, theirs) != "differs":
            continue
        alike = [other for other in theirs if (other.family, other.unit) == (one.family, one.unit)]
        other = max(alike, key=lambda other: len({*one.noun.split()} & {*other.noun.split()}))
        quoted = [
            (given.text.given[slice(*(span := _whole(given, figure)))], span)
            for given, figure in ((pair.claim, one), (pair.source, other))
        ]
        yield _said("figure", quoted[0], quoted[1])


def _whole(given: Side, figure: Quantity) -> Span:
    """Return the span of a figure with the first words of what is counted."""
    words = 0 if figure.family not in ("people", "count") else min(2, len(figure.noun.split()))
    behind = [span for span in given.spans if span[0] >= figure.end][:words]
    return figure.start, behind[-1][1] if behind else figure.end


def _dates(pair: Comparison) -> Iterator[Difference]:
    theirs = pair.source.figures.dates
    for one in pair.claim.figures.dates:
        if theirs and not any(same_day(one, other) for other in theirs):
            claim, source = (one.start, one.end), (theirs[0].start, theirs[0].end)
            yield _said(
                "date", (pair.claim.text.given[slice(*claim)], claim), (pair.source.text.given[slice(*source)], source)
            )


def _denials(pair: Comparison, known: KnownWords) -> Iterator[Difference]:
    claim, source = pair.claim, pair.source
    for index, place in enumerate(pair.alignment.places):
        if place == ABSENT or claim.denied[index] == source.denied[place]:
            continue
        length = _telling(claim, index, known)
        if not length:
            continue
        word = claim.quote(index, index + length)
        message = _("it denies “%(word)s”, the source does not")
        if source.denied[place]:
            message = _("the source denies “%(word)s”, it does not")
        span = claim.span(index, index + length)
        yield Difference("denial", span, source.spans[place], message % {"word": word})
        return


def _telling(claim: Side, index: int, known: KnownWords) -> int:
    """Return how many words tell what is denied: one, two common ones that are rare together, or none."""
    word = claim.words[index]
    if known.rare(word) > LIGHT:
        return 1
    both = claim.words[index : index + 2]
    is_pair = len(both) == 2 and claim.denied[index + 1] and known.rare(word) > _COMMON
    return 2 if is_pair and known.rare(" ".join(both)) > _TOGETHER else 0


def _opposites(pair: Comparison) -> tuple[list[Difference], bool]:
    """Return the opposites said, and whether a denied one says the same: "not short of" and "enough"."""
    ours, theirs = phrases(pair.claim.words), phrases(pair.source.words)
    found, same = [], False
    for one, other in sorted(opposed(ours - theirs, theirs - ours)):
        first, second = _place(pair.claim, one), _place(pair.source, other)
        if pair.claim.denied[first] != pair.source.denied[second]:
            same = True
            continue
        claim = pair.claim.span(first, first + len(one.split()))
        source = pair.source.span(second, second + len(other.split()))
        found.append(_said("opposite", (one, claim), (other, source)))
    return found, same


def _place(given: Side, phrase: str) -> int:
    """Return where a phrase begins, in words."""
    words = tuple(phrase.split())
    return next(at for at in range(len(given.words)) if given.words[at : at + len(words)] == words)


def _names(pair: Comparison) -> Iterator[Difference]:
    for gap in pair.alignment.gaps:
        ours, theirs = pair.claim.marks[gap.first : gap.last], pair.source.marks[gap.start : gap.end]
        if gap.anchored and "name" in ours and "name" in theirs:
            claim, source = pair.claim.span(gap.first, gap.last), pair.source.span(gap.start, gap.end)
            quoted = pair.claim.quote(gap.first, gap.last), pair.source.quote(gap.start, gap.end)
            yield _said("name", (quoted[0], claim), (quoted[1], source))
