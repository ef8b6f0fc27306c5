"""Settings as frozen records: what `config` read from the workspace, in the form the other rooms work with."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any, Literal, NoReturn

from core.clocks import ClockRule
from core.outlook import Occasion
from core.periods import CALENDAR, ZONE, Windows
from core.press import Outlet, Source
from core.versions import Raised

PlaceKind = Literal[
    "province", "former_province", "district", "commune", "former_commune", "border_gate", "landmark", "zone", "agency"
]
Security = Literal["starttls", "tls", "none"]
Severity = Literal["P1", "P2", "P3"]


THRESHOLD = 0.5  # of the score for a place: from here on an article is about it


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A place of a profile and the spellings it is found by, the first being the one to show.

    An `ambiguous` name counts only with an administrative word before it or beside a sure name of the profile.
    """

    id: str
    kind: PlaceKind
    names: tuple[str, ...]
    ambiguous: bool = False
    locality: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A monitored unit. `title` is its full form ("tỉnh Tây Ninh"), `name` the bare one ("Tây Ninh").

    Inside a phrase of `exclusions` a name does not count at all; `home_outlets` publish about home. `within` holds the
    names of the province around a unit that is none itself. An article scoring `threshold` or more is about the unit.
    """

    id: str
    name: str
    title: str
    places: tuple[PlaceName, ...]
    exclusions: tuple[str, ...] = ()
    home_outlets: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    threshold: float = THRESHOLD


@dataclass(frozen=True, slots=True)
class Term:
    """A keyword of a topic. `case` asks for the exact capitals (acronyms, names)."""

    text: str
    weight: float
    sub: str = ""
    case: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic. By its keywords it is on when the weights of strong and weak terms outside `exclude` reach `threshold`.

    Weak terms count only beside a context or strong term; with `needs_home` the article must also name Viet Nam,
    one of its forces or a monitored place (a border between two other countries is not ours). A term deep in a long
    text counts only when it comes back. One of `always` turns the topic on and one of `never` off, whatever else is
    said; terms of `against` make it less likely.
    """

    id: str
    names: dict[str, str]
    strong: tuple[Term, ...]
    weak: tuple[Term, ...] = ()
    context: tuple[Term, ...] = ()
    exclude: tuple[str, ...] = ()
    threshold: float = 1.0
    needs_home: bool = False
    sub_names: dict[str, dict[str, str]] = field(default_factory=dict)
    against: tuple[Term, ...] = ()
    always: tuple[Term, ...] = ()
    never: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipient:
    """A mailbox of an office, valid from and to a local date (both included, None = open)."""

    email: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, day: date) -> bool:
        """Tell whether the mailbox is in use on a local date."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Department:
    """A department that must act, with its mailboxes. `former` are its earlier names, each with its last local day."""

    id: str
    name: str
    recipients: tuple[Recipient, ...]
    former: tuple[tuple[str, date], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it bears or bore."""
        return self.name, *(name for name, _last in self.former)

    def on(self, day: date) -> "Department":
        """Return the department by the name it bears on a local day."""
        then = next((name for name, last in sorted(self.former, key=lambda one: one[1]) if day <= last), self.name)
        return replace(self, name=then)


@dataclass(frozen=True, slots=True)
class Burst:
    """A day with unusually many articles: `least` or more, and `times` as many as usual over the `days` before it."""

    times: float = 3.0
    least: int = 6
    days: int = 28


@dataclass(frozen=True, slots=True)
class AlertRule:
    """When to alert whom. Every non-empty condition must hold; inside one condition any value suffices.

    `newsrooms` is how many outlets must have reported the story; `burst` counts the articles on `topics`.
    An article older than `fresh_hours` raises no alert: what a first run finds in a feed is not news any more. A rule
    with `changes` looks only at stored articles that changed so, whatever their age; one without only at new ones.
    """

    id: str
    name: str
    severity: Severity
    departments: tuple[str, ...]
    ask: str = ""
    topics: tuple[str, ...] = ()
    subs: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    grades: tuple[str, ...] = ("main",)
    tiers: tuple[int, ...] = ()
    keywords: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    newsrooms: int = 0
    burst: Burst | None = None
    fresh_hours: int = 48
    changes: tuple[Raised, ...] = ()


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Local hours in which mails of some severities wait; those of `rest_days` wait over whole days off as well."""

    begins: time
    ends: time
    severities: tuple[Severity, ...] = ("P2", "P3")
    rest_days: tuple[Severity, ...] = ("P3",)


@dataclass(frozen=True, slots=True)
class Escalation:
    """Who else hears of alerts that nobody acknowledged for so many hours."""

    severities: tuple[Severity, ...]
    hours: int
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sending:
    """When the mails of alerts leave. What is held back goes out later, gathered in one mail; nothing is dropped.

    `cooldown` is the hours between two mails on one story, `cap` the mails on alerts that a mailbox gets in one clock
    hour before the rest waits for its end, 0 for any number. P1 is never held back.
    """

    quiet: QuietHours | None = None
    cooldown: int = 24
    cap: int = 0
    escalation: tuple[Escalation, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """The issuing body and the forms of its documents (Nghị định 30/2020/NĐ-CP, Phụ lục I).

    `changes` are the fields that differ from a local day on.
    """

    superior: str
    body: str
    sign: str
    place: str
    addressee: str
    signer_title: str
    signer_authority: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    contact: str = ""
    changes: tuple[tuple[date, Mapping[str, Any]], ...] = ()

    def on(self, day: date) -> "Office":
        """Return the office as it stands on a local day, by every change up to it."""
        begun = [change for change in sorted(self.changes, key=lambda one: one[0]) if change[0] <= day]
        return replace(self, **{name: value for _day, fields in begun for name, value in fields.items()})


@dataclass(frozen=True, slots=True)
class Mail:
    """How mail leaves the house; timeouts in seconds, 600 at the end of DATA by RFC 5321 section 4.5.3.2.6."""

    host: str
    port: int
    sender: str
    security: Security = "starttls"
    username: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 600.0


@dataclass(frozen=True, slots=True)
class Network:
    """Limits of the collecting side. Bytes, seconds; `allow` lists networks or host:port kept out of the guard.

    `proxy` is the only way out where an office has one; `concurrency` counts requests under way, slow ones apart.
    """

    contact: str
    allow: tuple[str, ...] = ()
    deadline: float = 30.0
    max_wire: int = 8 * 1024 * 1024
    max_body: int = 16 * 1024 * 1024
    max_redirects: int = 5
    host_gap: float = 5.0
    concurrency: int = 32
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """Who receives the digests of a profile, of which kinds of period, and at what local hour they freeze.

    A period freezes on the first working day after it; `windows` say when half-years and years end. With `approvers`
    (departments) a digest goes to them first, and to the others when one of them approved it.
    """

    profile: str
    departments: tuple[str, ...]
    freeze_hour: int = 6
    kinds: tuple[str, ...] = ("month",)
    windows: Windows = CALENDAR
    approvers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Days that differ from the public calendar of Viet Nam, and those on which the press will write."""

    extra_days_off: tuple[date, ...] = ()
    extra_working_days: tuple[date, ...] = ()
    occasions: tuple[Occasion, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTask:
    """A task of the plan: the agency that leads it and the local day on which it must be done."""

    id: str
    profile: str
    name: str
    lead: str
    due: date


@dataclass(frozen=True, slots=True)
class Bureau:
    """The office of an outlet in the province."""

    outlet: str
    name: str
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Spokesperson:
    """Where the spokesperson of an agency is reached: an office, never a private contact."""

    agency: str
    office: str
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """One workspace, checked and complete. `version` is the digest of every file it was read from.

    `health` are the departments that hear how the sources do, `recheck` how many stored articles are looked at again
    in one pass at most. `remind_before` and `remind_after` count working days around the end of a legal limit.
    """

    workspace: str
    language: str
    database_url: str = field(repr=False)  # may hold a password
    version: str
    profiles: tuple[Profile, ...]
    outlets: tuple[Outlet, ...]
    sources: tuple[Source, ...]
    topics: tuple[Topic, ...]
    rules: tuple[AlertRule, ...]
    departments: tuple[Department, ...]
    digests: tuple[DigestPlan, ...]
    office: Office
    mail: Mail
    network: Network
    calendar: WorkingCalendar = WorkingCalendar()
    seen_days: int = 400
    tick: int = 60
    health: tuple[str, ...] = ()
    recheck: int = 30
    sending: Sending = Sending()
    clocks: tuple[ClockRule, ...] = ()
    remind_before: tuple[int, ...] = (3, 1)
    remind_after: tuple[int, ...] = (1, 3, 7)
    tasks: tuple[PlanTask, ...] = ()
    bureaus: tuple[Bureau, ...] = ()
    spokespersons: tuple[Spokesperson, ...] = ()

    def on(self, moment: datetime) -> "Settings":
        """Return the settings with office and departments as they stand on the local day of a moment (aware)."""
        day = moment.astimezone(ZONE).date()
        return replace(self, office=self.office.on(day), departments=tuple(one.on(day) for one in self.departments))

    def profile(self, identity: str) -> Profile:
        """Return the profile with this id; raises KeyError."""
        return next((p for p in self.profiles if p.id == identity), None) or _missing(identity)

    def department(self, identity: str) -> Department:
        """Return the department with this id; raises KeyError."""
        return next((d for d in self.departments if d.id == identity), None) or _missing(identity)


def _missing(identity: str) -> NoReturn:
    raise KeyError(identity)
