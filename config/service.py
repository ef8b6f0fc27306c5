"""diembao.yaml as strict models: who issues, how mail leaves, when the service acts and within which limits."""

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from config.fields import (
    Contact,
    DatabaseUrl,
    Day,
    DayOfYear,
    Email,
    Line,
    MailHost,
    NetworkOrHost,
    ProxyUrl,
    Strict,
    Zone,
    fault,
)
from core.i18n import translator
from core.settings import Security

_ = translator("config")

PeriodKind = Literal["month", "quarter", "half", "year"]


class Office(Strict):
    """The issuing body and the forms of its documents."""

    superior: Line
    body: Line
    sign: Line
    place: Line
    addressee: Line
    signer_title: Line
    signer_authority: str = ""
    signer_name: str = ""
    recipients: tuple[Line, ...] = ()
    grounds: tuple[Line, ...] = ()
    contact: str = ""
    changes: tuple["OfficeChange", ...] = ()

    @model_validator(mode="after")
    def _one_change_a_day(self) -> "Office":
        for day, number in Counter(change.valid_from for change in self.changes).items():
            if number > 1:
                fault(
                    _("Two changes of the office begin on %(day)s.") % {"day": day.isoformat()},
                    _("Write them as one change."),
                )
        return self


class OfficeChange(Strict):
    """What of the office differs from a day on: a body renamed, another signer. What is not named stays as it was."""

    valid_from: Day
    superior: Line | None = None
    body: Line | None = None
    sign: Line | None = None
    place: Line | None = None
    addressee: Line | None = None
    signer_title: Line | None = None
    signer_authority: str | None = None
    signer_name: str | None = None
    recipients: tuple[Line, ...] | None = None
    grounds: tuple[Line, ...] | None = None
    contact: str | None = None

    @model_validator(mode="after")
    def _changes_something(self) -> "OfficeChange":
        if not self.model_fields_set - {"valid_from"}:
            fault(
                _("The change of %(day)s changes nothing.") % {"day": self.valid_from.isoformat()},
                _("Write under it what is different from that day on, for example `signer_name`."),
            )
        return self


class Mail(Strict):
    """How mail leaves the house; the password comes from the environment only."""

    host: MailHost
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    sender: Email
    security: Security = "starttls"
    username: str = ""
    timeout: Annotated[float, Field(ge=5, le=1800)] = 600.0

    @model_validator(mode="after")
    def _no_password_in_clear(self) -> "Mail":
        if self.username and self.security == "none" and self.host not in {"localhost", "127.0.0.1", "::1"}:
            fault(
                _("With `security: none` the password of the mailbox would travel unprotected."),
                _("Write `security: starttls` or `security: tls`, or remove `username`."),
            )
        return self


class Schedule(Strict):
    """When the service acts: seconds between two looks, hour of freezing, who gets which digests and health mail.

    `half_year_ends` and `year_ends` are the last days, as MM-DD, that the reports of a half-year and a year cover. With
    `approval: required` digests go to the `approvers` (departments) first.
    `recheck` is how many stored articles are looked at again in one pass at most; 0 for none.
    """

    tick: Annotated[int, Field(ge=10, le=3600)] = 60
    freeze_hour: Annotated[int, Field(ge=0, le=23)] = 6
    digests: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    periods: Annotated[tuple[PeriodKind, ...], Field(min_length=1)] = ("month",)
    half_year_ends: DayOfYear = "06-30"
    year_ends: DayOfYear = "12-31"
    approval: Literal["none", "required"] = "none"
    approvers: tuple[str, ...] = ()
    health: tuple[str, ...] = ()
    recheck: Annotated[int, Field(ge=0, le=1000)] = 30

    @model_validator(mode="after")
    def _somebody_approves(self) -> "Schedule":
        if self.approval == "required" and not self.approvers:
            fault(
                _("Nobody may approve the digests."), _("Name departments in `approvers`, or write `approval: none`.")
            )
        return self

    @model_validator(mode="after")
    def _half_within_year(self) -> "Schedule":
        if self.half_year_ends >= self.year_ends:
            fault(_("The half-year would end after the year."), _("Write `half_year_ends` before `year_ends`."))
        return self


class Retention(Strict):
    """How many days an entry that does not concern the unit is remembered."""

    seen_days: Annotated[int, Field(ge=30, le=3650)] = 400


class Network(Strict):
    """Limits of the collecting side; sizes in megabytes (1024 x 1024 bytes), times in seconds."""

    contact: Contact
    allow: tuple[NetworkOrHost, ...] = ()
    deadline: Annotated[float, Field(ge=1, le=300)] = 30.0
    max_wire_mb: Annotated[int, Field(ge=1, le=256)] = 8
    max_body_mb: Annotated[int, Field(ge=1, le=256)] = 16
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 5
    host_gap: Annotated[float, Field(ge=0, le=600)] = 5.0
    concurrency: Annotated[int, Field(ge=1, le=256)] = 32
    proxy: ProxyUrl = ""


class Main(Strict):
    """diembao.yaml."""

    profiles: Annotated[tuple[Line, ...], Field(min_length=1)]
    language: Literal["vi", "en"] = "vi"
    timezone: Zone = "Asia/Ho_Chi_Minh"
    database: DatabaseUrl = Field(default="", validate_default=False, repr=False)
    office: Office
    mail: Mail
    schedule: Schedule = Schedule()
    retention: Retention = Retention()
    network: Network
