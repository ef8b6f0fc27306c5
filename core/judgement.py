"""What the classifier found in an article. Topic, tone and truth are separate fields and never mix."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Grade = Literal["main", "passing", "none"]
Field = Literal["title", "text"]
Kind = Literal["news", "opinion", "advertorial", "table", "sport"]
ToneLabel = Literal["positive", "neutral", "negative"]
RoleLabel = Literal["none", "carrier", "verification", "debunk", "sanction", "correction", "advice", "other_sense"]
Band = Literal["none", "check", "urgent"]
SignalKind = Literal[
    "unattributed_claim", "repeats_false_claim", "contradicts_statement", "conflicting_figures", "withdrawn",
    "single_source", "rumour_under_verification", "changed", "spread",
]  # fmt: skip
JUDGED_LANGUAGES = ("vi", "en")
TALLIED = ("kind", "tone", "lang", "model_version")  # fields of an assessment that articles are counted by
Verdict = Literal["tin_gia", "tin_sai_su_that", "tin_xac_thuc", "chua_du_can_cu", "y_kien"]
VERDICTS: tuple[Verdict, ...] = ("tin_gia", "tin_sai_su_that", "tin_xac_thuc", "chua_du_can_cu", "y_kien")


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """A name found. `start` and `end` count code points of `field` as given; `why` says in words why it counts."""

    place: str
    text: str
    field: Field
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Relevance:
    """How far an article concerns one profile: `main` is about it, `passing` only names it."""

    relevant: bool
    grade: Grade
    score: float
    localities: tuple[str, ...] = ()
    matches: tuple[PlaceMatch, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicScore:
    """Whether an article is about a topic; `evidence` are the phrases that decided."""

    on: bool
    score: float
    sub: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tone:
    """Tone toward the monitored unit; it says nothing about truth."""

    label: ToneLabel = "neutral"
    score: float = 0.0
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """Role of the article toward a questionable claim.

    `carries` is the probability that an article without a role passes on a claim nobody answers for; 0 where somebody
    in it does. Only a `carrier`, or an article that may be one, is a candidate for a check by its own words.
    """

    label: RoleLabel = "none"
    score: float = 0.0
    evidence: tuple[str, ...] = ()
    carries: float = 0.0


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason to check a statement: what was found and what it is held against.

    `kind` is a SignalKind, or a word that an older version used.
    """

    kind: str
    weight: float
    evidence: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """How urgently a person should check; never a verdict."""

    band: Band = "none"
    score: float = 0.0
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything the classifier says of one article, stamped with the versions that said it."""

    lang: str
    kind: Kind
    places: dict[str, Relevance] = field(default_factory=dict)
    topics: dict[str, TopicScore] = field(default_factory=dict)
    tone: Tone = Tone()
    role: Role = Role()
    verification: Verification = Verification()
    model_version: str = ""
    config_version: str = ""
    foreign: bool = False  # it names other countries and nothing of Viet Nam
    by_person: tuple[str, ...] = ()  # fields that a person corrected: tone, kind, role, topic:ID

    @property
    def needs_reader(self) -> bool:
        """The language is not one that topics, tone and role are judged in; names and keywords alone were matched."""
        return self.lang not in JUDGED_LANGUAGES

    def grade(self, profile: str) -> Grade:
        """Return the grade for a profile, `none` when the profile was not judged."""
        found = self.places.get(profile)
        return found.grade if found else "none"

    @property
    def topics_on(self) -> tuple[str, ...]:
        """Ids of the topics the article is about, in configuration order."""
        return tuple(topic for topic, score in self.topics.items() if score.on)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many articles there are, how many for each value of the fields in TALLIED, and how many on each topic."""

    articles: int
    fields: Mapping[str, Mapping[str, int]]
    topics: Mapping[str, int]
