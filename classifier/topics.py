"""Topics: which subjects of the analyst's file an article is about, by keywords and by a trained model.

The analyst's word comes first: `never` and `always` decide alone, and so do keywords that the model was not trained
with. Otherwise the model weighs the words of the article and the keywords together; a topic without a model, and an
article in another language than Vietnamese, goes by the keywords.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from classifier.features import Features
from classifier.lexicon import Hit, covered
from classifier.text import Text, read
from classifier.topic_model import Facts, TopicModel, Weighing, term_key
from classifier.vietnam import FOREIGN, HOME
from core.judgement import TopicScore
from core.settings import Term, Topic

# A term deep in a long article says little about its subject; one that comes back does.
OPENING = 2500  # code points of the text read as its subject
RETURNS = 3  # times a term must stand in the rest to count all the same
FORCED = 0.99  # score of a topic that the analyst's file turns on by itself
_ROUNDING = 1e-9
_COUNTED = ("strong", "weak")

Strength = Literal["strong", "weak", "context", "against", "always", "never", "exclude"]


@dataclass(frozen=True, slots=True)
class TermTag:
    """A keyword of a topic; `exact` is how it must be written, nothing when its capitals do not matter."""

    topic: str
    strength: Strength
    term: Term
    exact: str = ""


@dataclass(frozen=True, slots=True)
class LinkTag:
    """A word that shows that an article speaks of Viet Nam, or of another country."""

    home: bool
    word: str = ""


TopicTag = TermTag | LinkTag


@dataclass(frozen=True, slots=True)
class TopicHits:
    """A field of an article with the keywords found in it."""

    text: Text
    terms: Sequence[Hit[TermTag]]
    links: Sequence[Hit[LinkTag]]


@dataclass(frozen=True, slots=True)
class Links:
    """How often an article names Viet Nam or what is in it, and other countries."""

    home: int
    foreign: int

    @property
    def abroad(self) -> bool:
        """Other countries are named, and nothing of Viet Nam."""
        return self.foreign > 0 and not self.home


@dataclass(frozen=True, slots=True)
class Keywords:
    """What the keywords of one topic say: weights that count, those of them in the title, and words for and against."""

    total: float = 0.0
    title: float = 0.0
    own: float = 0.0  # weight of the terms that the model was not trained with
    unvouched: float = 0.0  # weight of weak terms beside which nothing speaks for the topic
    against: int = 0
    subs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    hidden: int = 0  # keywords that stand only inside an excluded phrase


def topic_phrases(topic: Topic) -> Iterator[tuple[str, TopicTag]]:
    """Return the keywords of a topic for the automaton."""
    groups: tuple[tuple[Strength, tuple[Term, ...]], ...] = (
        ("strong", topic.strong),
        ("weak", topic.weak),
        ("context", topic.context),
        ("against", topic.against),
        ("always", topic.always),
        ("never", topic.never),
        ("exclude", tuple(Term(phrase, 0.0) for phrase in topic.exclude)),
    )
    for strength, terms in groups:
        for term in terms:
            yield term.text, TermTag(topic.id, strength, term, read(term.text).cased if term.case else "")


def link_phrases() -> Iterator[tuple[str, TopicTag]]:
    """Return the words that show of which country an article speaks, for the automaton."""
    yield from ((word, LinkTag(home=True)) for word in HOME)
    yield from ((word, LinkTag(home=False, word=word)) for word in FOREIGN)


def keywords(
    topics: Sequence[Topic], fields: Sequence[TopicHits], known: Mapping[str, frozenset[str]]
) -> dict[str, Keywords]:
    """Return what the keywords of every topic say; the first field is the title. `known` are those of the model."""
    found: dict[str, list[_Found]] = {topic.id: [] for topic in topics}
    for index, field in enumerate(fields):
        for hit in field.terms:
            if hit.tag.topic in found and _fits(field.text, hit):
                found[hit.tag.topic].append(_Found(hit.tag, field, hit.start, hit.end, title=index == 0))
    nothing = Keywords()
    return {
        topic: _keywords(terms, known.get(topic, frozenset())) if terms else nothing for topic, terms in found.items()
    }


def links(fields: Sequence[TopicHits], places: int) -> Links:
    """Return what links an article to Viet Nam and to other countries; `places` are those of ours found already."""
    found = [(field.text, hit) for field in fields for hit in field.links]
    abroad = [1 for text, hit in found if not hit.tag.home and text.cased[hit.start : hit.end] == hit.tag.word]
    return Links(places + sum(hit.tag.home for _text, hit in found), len(abroad))


def judge_topics(
    topics: Sequence[Topic], fields: Sequence[TopicHits], linked: Links, seen: Features | None, model: TopicModel | None
) -> dict[str, TopicScore]:
    """Score every topic; `seen` are the features of the article, None when no model may speak about it."""
    found = keywords(topics, fields, model.known if model else {})
    scores = model.scores(seen) if model and seen else {}
    weighings = model.weighings if model else {}
    return {
        topic.id: judge_topic(topic, found[topic.id], linked, scores.get(topic.id), weighings.get(topic.id))
        for topic in topics
    }


def judge_topic(
    topic: Topic, found: Keywords, linked: Links, words: float | None, weighing: Weighing | None
) -> TopicScore:
    """Return whether an article is about a topic, its probability, and the phrases that decided.

    `words` is the log-odds of the model for the words of the article, None when no model may speak.
    """
    if found.never:
        return TopicScore(False, 0.0, found.subs, found.never)
    if found.always:
        return TopicScore(True, FORCED, found.subs, found.always)
    if words is None or weighing is None or is_ruled(topic, found, linked):
        return by_keywords(topic, found, linked)
    probability = weighing.probability(facts(found, linked, words))
    return TopicScore(probability >= weighing.cut, round(probability, 3), found.subs, found.evidence)


def is_ruled(topic: Topic, found: Keywords, linked: Links) -> bool:
    """Tell whether the keywords decide alone, a model or not.

    That is when the analyst's own terms suffice, and when the file rules the topic out: the article names other
    countries only, or its keywords stand in excluded phrases. The model does not bring back what is ruled out.
    """
    ruled_in = by_keywords(topic, found, linked).on and found.own >= topic.threshold - _ROUNDING
    ruled_out = (topic.needs_home and linked.abroad) or (found.hidden > 0 and not found.total)
    return ruled_in or ruled_out


def facts(found: Keywords, linked: Links, words: float) -> Facts:
    """Return what the model weighs."""
    return Facts(
        words,
        min(found.total, 3.0) if linked.home else 0.0,
        0.0 if linked.home else min(found.total, 3.0),
        min(found.title, 2.0),
        min(found.unvouched, 2.0),
        float(min(found.against, 3)),
        float(linked.home > 0),
        float(linked.abroad),
    )


def by_keywords(topic: Topic, found: Keywords, linked: Links) -> TopicScore:
    """Return what the keywords alone say."""
    score = found.total / (found.total + topic.threshold)
    if found.total >= topic.threshold - _ROUNDING and (linked.home or not topic.needs_home):
        return TopicScore(True, round(score, 3), found.subs, found.evidence)
    return TopicScore(False, round(min(score, 0.49), 3), found.subs, found.evidence)


class _Found(NamedTuple):
    tag: TermTag
    field: TopicHits
    start: int
    end: int
    title: bool

    @property
    def phrase(self) -> str:
        return self.field.text.quote(self.start, self.end)


def _fits(text: Text, hit: Hit[TermTag]) -> bool:
    return not hit.tag.exact or text.cased[hit.start : hit.end] == hit.tag.exact


def _keywords(found: Sequence[_Found], known: frozenset[str]) -> Keywords:
    free = [
        one
        for group in _by_field(found)
        for one in _outside(group, [x for x in group if x.tag.strength == "exclude"], strictly=False)
    ]
    terms = [one for one in free if one.tag.strength in _COUNTED]
    terms = [one for group in _by_field(terms) for one in _outside(group, group, strictly=True)]
    telling = _telling(terms)
    vouched = any(one.tag.strength in ("strong", "context") for one in free)
    counted = {term: one for term, one in telling.items() if one.tag.strength == "strong" or vouched}
    others = {
        strength: _telling([one for one in free if one.tag.strength == strength])
        for strength in ("against", "always", "never")
    }
    return Keywords(
        sum(term.weight for term in counted),
        sum(term.weight for term, one in counted.items() if one.title),
        sum(term.weight for term in counted if term_key(term.text) not in known),
        sum(term.weight for term in telling if term not in counted),
        len(others["against"]),
        tuple(dict.fromkeys(term.sub for term in counted if term.sub)),
        tuple(dict.fromkeys(one.phrase for one in counted.values())),
        tuple(dict.fromkeys(one.phrase for one in others["always"].values())),
        tuple(dict.fromkeys(one.phrase for one in others["never"].values())),
        sum(one.tag.strength in _COUNTED for one in found) - sum(one.tag.strength in _COUNTED for one in free),
    )


def _telling(found: Sequence[_Found]) -> Mapping[Term, _Found]:
    """Keep each term once, if it stands in the title or the opening, or comes back often."""
    times: dict[Term, int] = {}
    for one in found:
        times[one.tag.term] = times.get(one.tag.term, 0) + 1
    kept: dict[Term, _Found] = {}
    for one in found:
        if one.start < OPENING or times[one.tag.term] >= RETURNS:
            kept.setdefault(one.tag.term, one)
    return kept


def _by_field(found: Sequence[_Found]) -> list[list[_Found]]:
    fields: dict[int, list[_Found]] = {}
    for one in found:
        fields.setdefault(id(one.field), []).append(one)
    return list(fields.values())


def _outside(found: Sequence[_Found], shadows: Sequence[_Found], *, strictly: bool) -> list[_Found]:
    """Keep what does not stand inside a shadow."""
    spans, by = [(one.start, one.end) for one in found], [(one.start, one.end) for one in shadows]
    return [one for one, hidden in zip(found, covered(spans, by, strictly=strictly), strict=True) if not hidden]
