"""alerts.yaml as strict models: who hears of what, and when the mails leave."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from config.clocks import Clocks
from config.fields import Day, Email, Hour, Line, Slug, Strict, Text, fault
from core.i18n import translator
from core.judgement import Band, RoleLabel, ToneLabel
from core.settings import Severity
from core.versions import Raised

_ = translator("config")

Waiting = Literal["P2", "P3"]  # severities whose mails may wait


class Recipient(Strict):
    """A mailbox of an office with the days it is in use, both included."""

    email: Email
    name: Line
    valid_from: Day | None = None
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "Recipient":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            fault(
                _("The address %(email)s ends before it begins.") % {"email": self.email},
                _("`valid_to` must not lie before `valid_from`."),
            )
        return self


class FormerName(Strict):
    """A name a department bore up to and with a day."""

    name: Line
    valid_to: Day


class Department(Strict):
    """A department that must act; `former` are the names it had before."""

    id: Slug
    name: Line
    recipients: tuple[Recipient, ...] = ()
    former: tuple[FormerName, ...] = ()

    @model_validator(mode="after")
    def _one_name_a_day(self) -> "Department":
        for day, number in Counter(one.valid_to for one in self.former).items():
            if number > 1:
                fault(
                    _("Two former names of %(name)s end on %(day)s.") % {"name": self.name, "day": day.isoformat()},
                    _("Each name has its own last day in `valid_to`."),
                )
        return self


class Burst(Strict):
    """Unusually many articles in 24 hours: `least` or more, and `times` the daily mean of the `days` before."""

    times: Annotated[float, Field(ge=1.5, le=100)] = 3.0
    least: Annotated[int, Field(ge=2, le=10_000)] = 6
    days: Annotated[int, Field(ge=7, le=365)] = 28


class When(Strict):
    """The conditions of a rule: every one written must hold, any value of one suffices."""

    topics: tuple[str, ...] = ()
    subs: tuple[str, ...] = ()
    roles: tuple[RoleLabel, ...] = ()
    tones: tuple[ToneLabel, ...] = ()
    bands: tuple[Band, ...] = ()
    grades: tuple[Literal["main", "passing"], ...] = ("main",)
    tiers: tuple[Literal[1, 2, 3, 4], ...] = ()
    keywords: tuple[Line, ...] = ()
    places: tuple[str, ...] = ()
    localities: tuple[str, ...] = ()
    newsrooms: Annotated[int, Field(ge=2, le=1000)] | None = None
    burst: Burst | None = None
    changes: tuple[Raised, ...] = ()

    @model_validator(mode="after")
    def _narrows(self) -> "When":
        of_article = (self.topics, self.subs, self.roles, self.tones, self.bands, self.keywords)
        if not any((*of_article, self.places, self.localities, self.newsrooms, self.burst, self.changes)):
            fault(
                _("This rule would alert on every article."),
                _("Add a condition, for example topics, roles, bands, keywords, localities, newsrooms or burst."),
            )
        if self.changes and (self.newsrooms or self.burst):
            fault(
                _("`newsrooms` and `burst` look at new articles, `changes` at stored ones."),
                _("Write two rules."),
            )
        return self


class Rule(Strict):
    """When to alert whom, and what is asked of them."""

    id: Slug
    name: Line
    severity: Severity
    when: When
    departments: Annotated[tuple[str, ...], Field(min_length=1)]
    ask: Text = ""
    fresh_hours: Annotated[int, Field(ge=1, le=720)] = 48


class QuietHours(Strict):
    """Local hours, HH:MM, in which mails of these severities wait; over whole days off those of `rest_days`."""

    begins: Hour
    ends: Hour
    severities: tuple[Waiting, ...] = ("P2", "P3")
    rest_days: tuple[Waiting, ...] = ("P3",)

    @model_validator(mode="after")
    def _lasts(self) -> "QuietHours":
        if self.begins == self.ends:
            fault(
                _("Quiet hours that begin and end at the same time last a whole day."),
                _('Write for example `begins: "21:00"` and `ends: "06:00"`, or remove them.'),
            )
        return self


class Escalation(Strict):
    """Who else hears of alerts that nobody acknowledged for so many hours."""

    severities: Annotated[tuple[Severity, ...], Field(min_length=1)]
    hours: Annotated[int, Field(ge=1, le=720)]
    departments: Annotated[tuple[str, ...], Field(min_length=1)]


class SendingPlan(Strict):
    """When the mails of alerts leave; `cap_per_hour` counts the mails to one mailbox in a clock hour."""

    quiet_hours: QuietHours | None = None
    cooldown_hours: Annotated[int, Field(ge=1, le=720)] = 24
    cap_per_hour: Annotated[int, Field(ge=1, le=1000)] | None = None
    escalation: tuple[Escalation, ...] = ()


class Alerts(Strict):
    """alerts.yaml."""

    departments: Annotated[tuple[Department, ...], Field(min_length=1)]
    rules: tuple[Rule, ...] = ()
    sending: SendingPlan = SendingPlan()
    clocks: Clocks = Clocks()
