"""Topics: which subjects of the analyst's file an article is about, and the phrases that say so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from classifier.lexicon import Hit, covered
from classifier.text import Text, read
from classifier.vietnam import HOME
from core.judgement import TopicScore
from core.settings import Term, Topic

# A term deep in a long article says little about its subject; one that comes back does.
OPENING = 2500  # code points of the text read as its subject
RETURNS = 3  # times a term must stand in the rest to count all the same

Strength = Literal["strong", "weak", "context", "exclude"]


@dataclass(frozen=True, slots=True)
class TermTag:
    """A keyword of a topic."""

    topic: str
    strength: Strength
    term: Term


@dataclass(frozen=True, slots=True)
class HomeTag:
    """A word that shows that an article speaks of Viet Nam."""


TopicTag = TermTag | HomeTag


@dataclass(frozen=True, slots=True)
class TopicHits:
    """A field of an article with the keywords found in it."""

    text: Text
    hits: Sequence[Hit[TopicTag]]


def topic_phrases(topic: Topic) -> Iterator[tuple[str, TopicTag]]:
    """Return the keywords of a topic for the automaton."""
    groups: tuple[tuple[Strength, tuple[Term, ...]], ...] = (
        ("strong", topic.strong),
        ("weak", topic.weak),
        ("context", topic.context),
        ("exclude", tuple(Term(phrase, 0.0) for phrase in topic.exclude)),
    )
    for strength, terms in groups:
        for term in terms:
            yield term.text, TermTag(topic.id, strength, term)


def home_phrases() -> Iterator[tuple[str, TopicTag]]:
    """Return the words that show that an article speaks of Viet Nam, for the automaton."""
    return ((word, HomeTag()) for word in HOME)


def judge_topics(topics: Sequence[Topic], fields: Sequence[TopicHits], *, at_home: bool) -> dict[str, TopicScore]:
    """Score every topic; `at_home` says that a place of ours or of Viet Nam was found already."""
    home = at_home or any(isinstance(hit.tag, HomeTag) for field in fields for hit in field.hits)
    found: dict[str, list[_Found]] = {topic.id: [] for topic in topics}
    for field in fields:
        for hit in field.hits:
            if isinstance(hit.tag, TermTag) and hit.tag.topic in found and _fits(field.text, hit, hit.tag):
                found[hit.tag.topic].append(_Found(hit.tag, field, hit.start, hit.end))
    return {
        topic.id: _score(topic, found[topic.id], home=home) if found[topic.id] else TopicScore(False, 0.0)
        for topic in topics
    }


@dataclass(frozen=True, slots=True)
class _Found:
    tag: TermTag
    field: TopicHits
    start: int
    end: int


def _fits(text: Text, hit: Hit[TopicTag], tag: TermTag) -> bool:
    return not tag.term.case or text.cased[hit.start : hit.end] == read(tag.term.text).cased


def _score(topic: Topic, found: Sequence[_Found], *, home: bool) -> TopicScore:
    free = [
        one
        for group in _by_field(found)
        for one in _outside(group, [x for x in group if _is_shadow(x)], strictly=False)
    ]
    keywords = [one for one in free if one.tag.strength in ("strong", "weak")]
    keywords = [one for group in _by_field(keywords) for one in _outside(group, group, strictly=True)]
    terms = _telling(keywords)
    vouched = any(one.tag.strength in ("strong", "context") for one in free)
    counted = {term: one for term, one in terms.items() if one.tag.strength == "strong" or vouched}
    total = sum(term.weight for term in counted)
    evidence = tuple(dict.fromkeys(one.field.text.quote(one.start, one.end) for one in counted.values()))
    subs = tuple(dict.fromkeys(term.sub for term in counted if term.sub))
    on = total >= topic.threshold - 1e-9 and (home or not topic.needs_home)
    score = total / (total + topic.threshold)
    if not on:
        return TopicScore(False, round(min(score, 0.49), 3), subs, evidence)
    return TopicScore(True, round(score, 3), subs, evidence)


def _telling(keywords: Sequence[_Found]) -> Mapping[Term, _Found]:
    """Keep each term once, if it stands in the title or the opening, or comes back often."""
    times: dict[Term, int] = {}
    for one in keywords:
        times[one.tag.term] = times.get(one.tag.term, 0) + 1
    kept: dict[Term, _Found] = {}
    for one in keywords:
        if one.start < OPENING or times[one.tag.term] >= RETURNS:
            kept.setdefault(one.tag.term, one)
    return kept


def _by_field(found: Sequence[_Found]) -> list[list[_Found]]:
    fields: dict[int, list[_Found]] = {}
    for one in found:
        fields.setdefault(id(one.field), []).append(one)
    return list(fields.values())


def _is_shadow(one: _Found) -> bool:
    return one.tag.strength == "exclude"


def _outside(found: Sequence[_Found], shadows: Sequence[_Found], *, strictly: bool) -> list[_Found]:
    """Keep what does not stand inside a shadow."""
    spans, by = [(one.start, one.end) for one in found], [(one.start, one.end) for one in shadows]
    return [one for one, hidden in zip(found, covered(spans, by, strictly=strictly), strict=True) if not hidden]
