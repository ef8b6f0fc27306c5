"""The judge: one pass finds every name, keyword and cue of an article, and pure rules turn them into an assessment."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from classifier.checks import verify
from classifier.cues import CueTag, cue_phrases
from classifier.features import features
from classifier.kinds import KindTag, judge_kind, kind_phrases
from classifier.language import LANGUAGES, detect
from classifier.lexicon import Hit, Lexicon
from classifier.places import (
    ExclusionTag,
    NameTag,
    PlaceTag,
    ProvinceTag,
    Scanned,
    exclusion_phrases,
    judge_places,
    name_phrases,
    own_provinces,
    province_phrases,
)
from classifier.roles import judge_role
from classifier.sentences import CueField
from classifier.text import Text, is_loud, is_unmarked, read
from classifier.tone import judge_tone
from classifier.topic_model import TopicModel
from classifier.topics import (
    Keywords,
    Links,
    LinkTag,
    TermTag,
    TopicHits,
    TopicTag,
    judge_topics,
    keywords,
    link_phrases,
    links,
    topic_phrases,
)
from core.judgement import Assessment, Field, Relevance
from core.settings import Profile, Topic
from core.text import fold, unmark

MODEL_VERSION = "rules-1"
MAX_JUDGED = 200_000  # code points of a text that are judged; what stands behind them is not read

_Tag = PlaceTag | TopicTag | CueTag | KindTag
_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True)
class Models:
    """The trained parts of a judge; without them the rules decide alone."""

    topics: TopicModel | None = None


class Judge:
    """Judges articles for fixed profiles and topics. Holds no state between articles; safe to share."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        topics: Sequence[Topic],
        config_version: str = "",
        models: Models = Models(),
    ) -> None:
        self._models = models
        self.profiles = tuple(profiles)
        self.topics = tuple(topics)
        self.config_version = config_version
        self._own = {profile.id: own_provinces(profile) for profile in self.profiles}
        self._names = [pair for profile in self.profiles for pair in name_phrases(profile)]
        self._phrases = [*self._names, *_phrases(self.profiles, self.topics)]
        self._gate = Lexicon([*self._names, *self._bare_names])
        self._unmarked = Lexicon([(fold(phrase), tag) for phrase, tag in self._names])
        self._lexicon: Lexicon[_Tag] = Lexicon(self._phrases)

    def may_match(self, text: str) -> bool:
        """Return False only when no name of any profile stands in the text, whatever its capitals."""
        return self._gate.any(read(text))

    def may_match_unmarked(self, text: str) -> bool:
        """Return False only when no name of any profile stands in a text without marks, as addresses are."""
        return self._unmarked.any(read(fold(text)))

    def judge(self, title: str, text: str, *, outlet_id: str = "", lang: str | None = None) -> Assessment:
        """Judge one article; spans and evidence refer to `title` and `text` as given. Never raises on any text."""
        head, body, lexicon = self._read(title[:MAX_JUDGED], text[:MAX_JUDGED])
        head_hits, body_hits = lexicon.find(head), lexicon.find(body)
        kind = judge_kind(head, _only(head_hits, KindTag), _only(body_hits, KindTag))
        fields = (_scanned("title", head, head_hits), _scanned("text", body, body_hits))
        places = {
            profile.id: judge_places(
                profile, self._own[profile.id], fields, kind, at_home=outlet_id in profile.home_outlets
            )
            for profile in self.profiles
        }
        topic_fields = (_topic_hits(head, head_hits), _topic_hits(body, body_hits))
        linked = links(topic_fields, _named(places.values(), fields))
        language = lang if lang in LANGUAGES else detect(f"{head.lower}\n{body.lower}")
        seen = features(head, body) if language == "vi" else None
        title_cues, body_cues = CueField(head, _only(head_hits, CueTag)), CueField(body, _only(body_hits, CueTag))
        role = judge_role(title_cues, body_cues, kind)
        return Assessment(
            language,
            kind,
            places,
            judge_topics(self.topics, topic_fields, linked, seen, self._models.topics),
            judge_tone(title_cues, body_cues),
            role,
            verify(role),
            MODEL_VERSION,
            self.config_version,
        )

    def keywords(self, title: str, text: str) -> tuple[dict[str, Keywords], Links]:
        """Return what the keywords of an article say and what links it to Viet Nam, before any model is asked."""
        head, body, lexicon = self._read(title[:MAX_JUDGED], text[:MAX_JUDGED])
        found = [(field, lexicon.find(field)) for field in (head, body)]
        fields = [_topic_hits(field, hits) for field, hits in found]
        scanned = [_scanned("text", field, hits) for field, hits in found]
        return keywords(self.topics, fields, {}), links(fields, _named((), scanned))

    def _read(self, title: str, text: str) -> tuple[Text, Text, Lexicon[_Tag]]:
        """Return title and text as they are matched, and what they are matched with."""
        head, body = read(title), read(text)
        if is_loud(head.cased, body.cased):
            head, body = replace(head, loud=True), replace(body, loud=True)
        if not is_unmarked(head.lower, body.lower):
            return head, body, self._lexicon
        if detect(f"{head.lower}\n{body.lower}") != "vi":
            return head, body, self._foreign
        return replace(head, plain=True), replace(body, plain=True), self._plain

    @property
    def _bare_names(self) -> list[tuple[str, PlaceTag]]:
        """Names without marks; one syllable alone would be any word."""
        return [(bare, tag) for name, tag in self._names if " " in name and (bare := unmark(name)) != name]

    @cached_property
    def _foreign(self) -> Lexicon[_Tag]:
        """What an English text is matched with: it writes our names without marks."""
        return Lexicon([*self._phrases, *self._bare_names])

    @cached_property
    def _plain(self) -> Lexicon[_Tag]:
        """What a Vietnamese text written without marks is matched with."""
        return Lexicon([(unmark(phrase), tag) for phrase, tag in self._phrases])


def _phrases(profiles: Iterable[Profile], topics: Iterable[Topic]) -> Iterable[tuple[str, _Tag]]:
    for profile in profiles:
        yield from exclusion_phrases(profile)
    yield from province_phrases()
    for topic in topics:
        yield from topic_phrases(topic)
    yield from link_phrases()
    yield from cue_phrases()
    yield from kind_phrases()


def _named(places: Iterable[Relevance], fields: Iterable[Scanned]) -> int:
    """Return how many places of ours or of Viet Nam were found."""
    return sum(len(found.matches) for found in places) + sum(len(field.provinces) for field in fields)


def _only(hits: Iterable[Hit[_Tag]], kind: type[_Kept]) -> list[Hit[_Kept]]:
    return [hit for hit in hits if isinstance(hit.tag, kind)]  # type: ignore[misc]


def _scanned(field: Field, text: Text, hits: Iterable[Hit[_Tag]]) -> Scanned:
    return Scanned(field, text, [hit for hit in hits if isinstance(hit.tag, NameTag | ExclusionTag | ProvinceTag)])  # type: ignore[misc]


def _topic_hits(text: Text, hits: Iterable[Hit[_Tag]]) -> TopicHits:
    return TopicHits(text, [hit for hit in hits if isinstance(hit.tag, TermTag | LinkTag)])  # type: ignore[misc]
