"""The judge: one pass finds every name, keyword and cue of an article, and pure rules turn them into an assessment."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from classifier.checks import verify
from classifier.class_model import ClassModel, class_model
from classifier.cues import CueTag, cue_phrases
from classifier.features import Features, features
from classifier.kinds import KindTag, KindWords, judge_kind, kind_phrases, kind_words
from classifier.language import LANGUAGES, detect
from classifier.lexicon import Hit, Lexicon
from classifier.model import FOLDER, load, manifest
from classifier.names import nameless
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
from classifier.polarity import PolarityTag, polarity_phrases
from classifier.roles import Signs, judge_role, role_signs
from classifier.sentences import CueField
from classifier.text import Text, is_loud, is_unmarked, read
from classifier.tone import TonedField, ToneWords, judge_tone, tone_words
from classifier.topic_model import TopicModel, topic_model
from classifier.topics import (
    Links,
    LinkTag,
    TermTag,
    TopicHits,
    TopicTag,
    judge_topics,
    link_phrases,
    links,
    topic_phrases,
)
from core.judgement import Assessment, Field, Relevance
from core.settings import Profile, Topic
from core.text import fold, unmark

MODELS = ("topics", "tone", "kind", "role")
MODELLED = "vi"  # the language the models were trained with
MAX_JUDGED = 200_000  # code points of a text that are judged; what stands behind them is not read

_Tag = PlaceTag | TopicTag | CueTag | KindTag | PolarityTag


@dataclass(frozen=True, slots=True)
class Models:
    """The trained parts of a judge; without them the rules decide alone."""

    topics: TopicModel | None = None
    tone: ClassModel | None = None
    kind: ClassModel | None = None
    role: ClassModel | None = None
    version: str = "rules"


RULES = Models()


@cache
def trained(folder: Path = FOLDER) -> Models:
    """Return the trained parts in a folder, else those of the delivery, read once.

    Raises ModelError when a file is not the one that the manifest beside it names.
    """
    return read_models(folder)


def read_models(folder: Path) -> Models:
    """Read the trained parts in a folder as they are now; raises ModelError as `trained` does."""
    return models_of({name: load(name, folder) for name in MODELS}, str(manifest(folder)["version"]))


def models_of(contents: Mapping[str, Mapping[str, Any]], version: str) -> Models:
    """Return the trained parts in the contents of model files, by name."""
    tone, kind, role = (class_model(contents[name]) for name in ("tone", "kind", "role"))
    return Models(topic_model(contents["topics"]), tone, kind, role, version)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands in an article: names, keywords, cues and words, in the title and in the text.

    `seen` is what the models see, `nameless` what that of roles sees; None when they may not speak, for they were
    trained with marked Vietnamese only.
    """

    language: str
    scanned: tuple[Scanned, Scanned]
    topics: tuple[TopicHits, TopicHits]
    role: Signs
    kind: KindWords
    tone: ToneWords
    seen: Features | None
    nameless: Features | None

    def linked(self, places: Iterable[Relevance] = ()) -> Links:
        """Return what links the article to Viet Nam and to other countries."""
        named = sum(len(found.matches) for found in places) + sum(len(field.provinces) for field in self.scanned)
        return links(self.topics, named)


class Judge:
    """Judges articles for fixed profiles and topics. Holds no state between articles; safe to share."""

    def __init__(
        self,
        profiles: Sequence[Profile],
        topics: Sequence[Topic],
        config_version: str = "",
        models: Models = RULES,
    ) -> None:
        self.models = models
        self.profiles = tuple(profiles)
        self.topics = tuple(topics)
        self.config_version = config_version
        self._own = {profile.id: own_provinces(profile) for profile in self.profiles}
        self._names = [pair for profile in self.profiles for pair in name_phrases(profile)]
        self._phrases = [*self._names, *_phrases(self.profiles, self.topics)]
        self._gate = Lexicon([*self._names, *self._bare_names])
        self._unmarked = Lexicon([(fold(phrase), tag) for phrase, tag in self._names])
        self._lexicon: Lexicon[_Tag] = Lexicon(self._phrases)

    def with_models(self, models: Models) -> "Judge":
        """Return the same judge with other models; what it looks for is prepared once for both."""
        other = copy(self)
        other.models = models
        return other

    def may_match(self, text: str) -> bool:
        """Return False only when no name of any profile stands in the text, whatever its capitals."""
        return self._gate.any(read(text))

    def may_match_unmarked(self, text: str) -> bool:
        """Return False only when no name of any profile stands in a text without marks, as addresses are."""
        return self._unmarked.any(read(fold(text)))

    def judge(self, title: str, text: str, *, outlet_id: str = "", lang: str | None = None) -> Assessment:
        """Judge one article; spans and evidence refer to `title` and `text` as given. Never raises on any text."""
        found = self.evidence(title, text, lang)
        kind = judge_kind(found.kind, found.seen, self.models.kind)
        places = {
            profile.id: judge_places(
                profile, self._own[profile.id], found.scanned, kind, at_home=outlet_id in profile.home_outlets
            )
            for profile in self.profiles
        }
        linked = found.linked(places.values())
        role = judge_role(found.role, kind, found.nameless, self.models.role)
        return Assessment(
            found.language,
            kind,
            places,
            judge_topics(self.topics, found.topics, linked, found.seen, self.models.topics),
            judge_tone(found.tone, found.seen, self.models.tone),
            role,
            verify(role),
            self.models.version,
            self.config_version,
            foreign=linked.abroad,
        )

    def evidence(self, title: str, text: str, lang: str | None = None) -> Evidence:
        """Return what stands in an article, before anything is decided."""
        head, body, lexicon = self._read(title[:MAX_JUDGED], text[:MAX_JUDGED])
        first, rest = _parted(lexicon.find(head)), _parted(lexicon.find(body))
        language = lang if lang in LANGUAGES else detect(f"{head.lower}\n{body.lower}")
        modelled = language == MODELLED and not (head.plain or body.plain)
        return Evidence(
            language,
            (_scanned("title", head, first), _scanned("text", body, rest)),
            (_topic_hits(head, first), _topic_hits(body, rest)),
            role_signs(CueField(head, first[CueTag]), CueField(body, rest[CueTag])),
            kind_words(head, first[KindTag], rest[KindTag]),
            tone_words(TonedField(head, first[PolarityTag]), TonedField(body, rest[PolarityTag])),
            features(head.lower, body.lower) if modelled else None,
            features(nameless(head), nameless(body)) if modelled else None,
        )

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
        provinces = [(unmark(name), tag) for name, tag in province_phrases()]
        return Lexicon([*self._phrases, *self._bare_names, *provinces])

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
    yield from polarity_phrases()


def _parted(hits: Iterable[Hit[_Tag]]) -> Mapping[type, list[Hit[Any]]]:
    """Return the hits by the kind of their tags, each in the order of the text."""
    found: dict[type, list[Hit[Any]]] = defaultdict(list)
    for hit in hits:
        found[type(hit.tag)].append(hit)
    return found


def _scanned(field: Field, text: Text, hits: Mapping[type, list[Hit[Any]]]) -> Scanned:
    return Scanned(field, text, hits[NameTag], hits[ExclusionTag], hits[ProvinceTag])


def _topic_hits(text: Text, hits: Mapping[type, list[Hit[Any]]]) -> TopicHits:
    return TopicHits(text, hits[TermTag], hits[LinkTag])
