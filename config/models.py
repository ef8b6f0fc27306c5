"""The files of a workspace as strict models; `FILES` says which file holds which."""

from calendar import monthrange
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from config.alerting import Alerts
from config.fields import Day, Domain, Email, LanguageCode, Line, Names, Slug, Strict, Url, fault
from config.links import AddressPattern, Selector
from config.service import Main
from core.i18n import translator
from core.press import Pages, SourceKind
from core.settings import PlaceKind

_ = translator("config")

OutletKind = Literal["national", "provincial", "sector", "portal", "foreign"]


class Source(Strict):
    """One address of an outlet; `every` is in seconds (absent: adapts), `verified` wins over that of the outlet.

    `links` (CSS) and `pattern` (of addresses) say which links of a listing are articles; a sitemap may have the latter.
    """

    id: Slug
    url: Url
    kind: SourceKind = "feed"
    pages: Pages = "candidates"
    every: Annotated[int, Field(ge=60, le=86400)] | None = None
    verified: str = ""
    links: Selector | None = None
    pattern: AddressPattern | None = None

    @model_validator(mode="after")
    def _says_what_an_article_is(self) -> "Source":
        if self.kind == "listing" and not (self.links or self.pattern):
            fault(
                _("The listing `%(source)s` does not say which of its links are articles.") % {"source": self.id},
                _("Add `links:` with a CSS selector, `pattern:` with a pattern of their addresses, or both."),
            )
        useless = [
            key for key, kinds in (("links", {"listing"}), ("pattern", {"listing", "sitemap"}))
            if getattr(self, key) and self.kind not in kinds
        ]  # fmt: skip
        if useless:
            fault(
                _("`%(key)s` means nothing for a source of kind `%(kind)s`.") % {"key": useless[0], "kind": self.kind},
                _("Remove it, or write `kind: listing` if the address is that of a page with links."),
            )
        return self


class Outlet(Strict):
    """A publisher with its addresses; tier 1 central, 2 provincial, 3 sector, 4 foreign press.

    `sitemaps` are read to find what its feeds lost, `host_gap` is seconds between two requests at its servers.
    """

    id: Slug
    name: Line
    domains: Annotated[tuple[Domain, ...], Field(min_length=1)]
    tier: Literal[1, 2, 3, 4] = 1
    kind: OutletKind = "national"
    languages: Annotated[tuple[LanguageCode, ...], Field(min_length=1)] = ("vi",)
    verified: str = ""
    sitemaps: tuple[Url, ...] = ()
    host_gap: Annotated[float, Field(ge=0, le=600)] | None = None
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]


class Sources(Strict):
    """sources.yaml."""

    outlets: Annotated[tuple[Outlet, ...], Field(min_length=1)]


class Term(Strict):
    """A keyword; without a weight a strong one counts 1.0 and a weak one 0.5."""

    text: Line
    weight: Annotated[float, Field(ge=0, le=10)] | None = None
    case: bool = False


def _bare_term(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


Keyword = Annotated[Term, BeforeValidator(_bare_term, json_schema_input_type=str | Term)]


class SubTopic(Strict):
    """A part of a topic with keywords of its own."""

    name: Names
    strong: tuple[Keyword, ...] = ()
    weak: tuple[Keyword, ...] = ()


class Topic(Strict):
    """A topic the analyst follows."""

    id: Slug
    name: Names
    threshold: Annotated[float, Field(gt=0, le=100)] = 1.0
    needs_home: bool = False
    sub: dict[Slug, SubTopic] = Field(default_factory=dict)
    strong: tuple[Keyword, ...] = ()
    weak: tuple[Keyword, ...] = ()
    context: tuple[Keyword, ...] = ()
    against: tuple[Keyword, ...] = ()
    always: tuple[Keyword, ...] = ()
    never: tuple[Keyword, ...] = ()
    exclude: tuple[Line, ...] = ()

    @model_validator(mode="after")
    def _has_keywords(self) -> "Topic":
        if not (self.strong or self.weak or self.always or any(sub.strong or sub.weak for sub in self.sub.values())):
            fault(
                _("Topic `%(topic)s` has no keyword, so it can never be found.") % {"topic": self.id},
                _("Add keywords under `strong`."),
            )
        return self


class Topics(Strict):
    """topics.yaml."""

    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]


class Place(Strict):
    """A place and the spellings it is found by; an ambiguous one counts only with an administrative word."""

    id: Slug
    kind: PlaceKind
    names: Annotated[tuple[Line, ...], Field(min_length=1)]
    ambiguous: bool = False
    locality: str = ""


class AddedPlace(Place):
    """A place the office adds; without `profile` it belongs to the first profile followed."""

    profile: str = ""


class Places(Strict):
    """places.yaml: what the office adds to the shipped gazetteer.

    `thresholds` by profile: an article scoring as much or more is about the unit, one below only names it.
    """

    add: tuple[AddedPlace, ...] = ()
    exclude: tuple[Line, ...] = ()
    thresholds: dict[Slug, Annotated[float, Field(gt=0, le=1)]] = Field(default_factory=dict)


class Unit(Strict):
    """The monitored unit of a gazetteer; `within` holds the names of the province around it."""

    id: Slug
    name: Line
    title: Line
    home_outlets: tuple[Slug, ...] = ()
    within: tuple[Line, ...] = ()


class Gazetteer(Strict):
    """gazetteer.yaml of a shipped profile."""

    profile: Unit
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    exclusions: tuple[Line, ...] = ()


class Anniversary(Strict):
    """Days that return every year: `days` in a row from the one named."""

    name: Line
    day: Annotated[int, Field(ge=1, le=31)]
    month: Annotated[int, Field(ge=1, le=12)]
    days: Annotated[int, Field(ge=1, le=92)] = 1

    @model_validator(mode="after")
    def _exists(self) -> "Anniversary":
        if self.day > monthrange(2028, self.month)[1]:  # a leap year: 29 February is a day
            fault(
                _("There is no day %(day)d in month %(month)d.") % {"day": self.day, "month": self.month},
                _("Correct `day` or `month`."),
            )
        return self


class Event(Strict):
    """What the office expects: a session, a trial, a festival, from `day` to `until`."""

    name: Line
    day: Day
    until: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Event":
        if self.until and not self.day <= self.until <= self.day + timedelta(days=366):
            fault(
                _("“%(name)s” ends before it begins, or lasts over a year.") % {"name": self.name},
                _("Correct `until`."),
            )
        return self


class Calendar(Strict):
    """calendar.yaml."""

    days_off: tuple[Day, ...] = ()
    working_days: tuple[Day, ...] = ()
    anniversaries: tuple[Anniversary, ...] = ()
    events: tuple[Event, ...] = ()


class Bureau(Strict):
    """The office of an outlet in the province."""

    outlet: str
    name: Line
    address: str = ""
    phone: str = ""
    email: Email | None = None


class Spokesperson(Strict):
    """Where the spokesperson of an agency is reached: the office, never a private contact."""

    agency: Line
    office: Line
    phone: str = ""
    email: Email | None = None


class Task(Strict):
    """A task of the plan with its lead agency and its last day; without `profile` it belongs to the first followed."""

    id: Slug
    name: Line
    lead: Line
    due: Day
    profile: str | None = None


class Directory(Strict):
    """directory.yaml."""

    bureaus: tuple[Bureau, ...] = ()
    spokespersons: tuple[Spokesperson, ...] = ()
    tasks: tuple[Task, ...] = ()


FILES: dict[str, type[Strict]] = {
    "diembao.yaml": Main,
    "sources.yaml": Sources,
    "topics.yaml": Topics,
    "places.yaml": Places,
    "alerts.yaml": Alerts,
    "calendar.yaml": Calendar,
    "directory.yaml": Directory,
}
REQUIRED = ("diembao.yaml", "sources.yaml", "topics.yaml", "alerts.yaml")
