"""Kinds of values that workspace files hold, each checked with a message that says how to mend it."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from ipaddress import ip_address, ip_network
from typing import Annotated, Any, NoReturn
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from core.i18n import translator
from core.periods import ZONE
from core.text import fold

_ = translator("config")

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_RULE_ID = re.compile(r"[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)*")
_HOST = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_LOCAL = re.compile(r"(?=.{1,64}\Z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DATABASE = re.compile(r"(?:sqlite|postgresql)(?:\+[a-z0-9]+)?://.*")
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_WINTER_AND_SUMMER = (datetime(2026, 1, 1), datetime(2026, 7, 1))  # noqa: DTZ001 - a zone is asked about local times


def _empty_allowed(schema: dict[str, Any]) -> None:
    for name, accepted in schema.get("properties", {}).items():
        if name not in schema.get("required", ()):
            schema["properties"][name] = {"anyOf": [accepted, {"type": "null"}]}


class Strict(BaseModel):
    """A piece of a workspace file: unknown keys are faults, and a key left empty counts as not written."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, hide_input_in_errors=True, json_schema_extra=_empty_allowed
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


def fault(message: str, fix: str) -> NoReturn:
    """Refuse a value inside a pydantic validator with what is wrong and how to mend it."""
    raise PydanticCustomError("fault", "{message} {fix}", {"message": message, "fix": fix})


def _slug(value: str) -> str:
    if _SLUG.fullmatch(value):
        return value
    proposal = "-".join(re.findall(r"[a-z0-9]+", fold(value)))
    message = _("The id %(value)r may hold only plain lower-case letters, digits and hyphens.") % {"value": value}
    fault(message, _("Write for example `%(proposal)s`.") % {"proposal": proposal or "bao-mau"})


def _rule_id(value: str) -> str:
    if not _RULE_ID.fullmatch(value):
        message = _("The id %(value)r may hold only plain letters, digits, dots and hyphens.") % {"value": value}
        fault(message, _("Write for example `%(proposal)s`.") % {"proposal": "QC-3.2"})
    return value


def _line(value: str) -> str:
    if "\n" in value:
        fault(_("This text must stand on one line."), _("Remove the line break."))
    return value


def _http_url(value: str) -> str:
    if "@" in value.partition("://")[2].partition("/")[0]:
        fault(_("A web address must not hold a user name or a password."), _("Remove the part before the sign @."))
    try:
        parts = urlsplit(value)
        good = parts.scheme in {"http", "https"} and parts.hostname and (parts.port or 1) and _VISIBLE.fullmatch(value)
    except ValueError:
        good = None
    if not good:
        message = _("%(value)r is not a web address.") % {"value": value}
        fault(message, _("Write the whole address, for example https://baomau.vn/rss/home.rss."))
    return value


def _is_email(value: str) -> bool:
    local, _at, domain = value.rpartition("@")
    return bool(_LOCAL.fullmatch(local) and _HOST.fullmatch(domain.lower()))


def _email(value: str) -> str:
    if not _is_email(value):
        message = _("%(value)r is not an e-mail address.") % {"value": value}
        fault(message, _("Write one bare address, for example baochi@tayninh.example."))
    return value


def _contact(value: str) -> str:
    return value if _is_email(value) else _http_url(value)


def _domain(value: str) -> str:
    if not _HOST.fullmatch(value):
        message = _("%(value)r is not a domain name.") % {"value": value}
        fault(message, _("Write only the name in lower case, for example baotayninh.vn, without https://."))
    return value


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        message = _("%(value)r is not a language code.") % {"value": value}
        fault(message, _("Use the codes of ISO 639, for example vi, en, km, zh."))
    return value


def _zone(value: str) -> str:
    try:
        zone = ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        fault(_("The time zone %(value)r does not exist.") % {"value": value}, _("Write Asia/Ho_Chi_Minh."))
    if any(zone.utcoffset(day) != ZONE.utcoffset(day) for day in _WINTER_AND_SUMMER):
        fault(
            _("Reports are kept in the time of Viet Nam, %(value)r has another.") % {"value": value},
            _("Write Asia/Ho_Chi_Minh."),
        )
    return value


def is_database(value: str) -> bool:
    """Tell whether `value` looks like the address of a database we can use."""
    return bool(_DATABASE.fullmatch(value))


def _database(value: str) -> str:
    if not is_database(value):
        fault(
            _("This is not the address of a database."),
            _("Write sqlite:///diembao.db or postgresql://host/name, or leave the key out."),
        )
    if value.startswith("postgresql") and urlsplit(value).password:
        fault(
            _("A password must not stand in a workspace file."),
            _("Remove the key and put the whole address into the environment variable DIEMBAO_DATABASE_URL."),
        )
    return value


def _network(value: str) -> str:
    try:
        ip_network(value, strict=False)
    except ValueError:
        host, colon, port = value.rpartition(":")
        if not (colon and port.isdigit() and 0 < int(port) < 65536 and _is_host(host)):
            message = _("%(value)r is neither a network nor host:port.") % {"value": value}
            fault(message, _("Write for example 10.1.0.0/16 or 127.0.0.1:8765."))
    return value


def _proxy(value: str) -> str:
    return _http_url(value) if value else value


def _is_host(value: str) -> bool:
    try:
        ip_address(value.strip("[]"))
    except ValueError:
        return value == "localhost" or bool(_HOST.fullmatch(value))
    return True


def _mail_host(value: str) -> str:
    if not _is_host(value):
        message = _("%(value)r is not the name of a mail server.") % {"value": value}
        fault(message, _("Write only the name, for example smtp.tayninh.example, and the port on its own line."))
    return value


def _day(value: object) -> object:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        shown = value.isoformat() if isinstance(value, datetime) else value
        message = _("%(value)r is not a day that exists.") % {"value": shown}
        fault(message, _("Write year-month-day, for example 2026-09-02."))


def _hour(value: object) -> object:
    try:
        return datetime.strptime(value if isinstance(value, str) else "", "%H:%M").time()  # noqa: DTZ007 - no day in it
    except ValueError:
        message = _("%(value)r is not a time of day.") % {"value": value}
        fault(message, _('Write hours and minutes in quotes, for example `"21:00"`.'))


Line = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_line)]
Text = Annotated[str, Field(max_length=5000)]
Slug = Annotated[str, Field(max_length=64), AfterValidator(_slug)]
RuleId = Annotated[str, Field(max_length=64), AfterValidator(_rule_id)]
Url = Annotated[str, Field(max_length=2048), AfterValidator(_http_url)]
Email = Annotated[str, Field(max_length=254), AfterValidator(_email)]
Contact = Annotated[str, Field(max_length=254), AfterValidator(_contact)]


def _day_of_year(value: str) -> str:
    """Accept a day that every year has."""
    try:
        return datetime.strptime(f"2025-{value}", "%Y-%m-%d").strftime("%m-%d")  # noqa: DTZ007 - a day, not a moment
    except ValueError:
        fault(_("%(value)r is not a day of the year.") % {"value": value}, _("Write month and day, such as `06-14`."))


Domain = Annotated[str, AfterValidator(_domain)]
LanguageCode = Annotated[str, AfterValidator(_language)]
Zone = Annotated[str, AfterValidator(_zone)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
NetworkOrHost = Annotated[str, AfterValidator(_network)]
ProxyUrl = Annotated[str, AfterValidator(_proxy)]
MailHost = Annotated[str, AfterValidator(_mail_host)]
Day = Annotated[date, BeforeValidator(_day)]
Hour = Annotated[time, BeforeValidator(_hour, json_schema_input_type=str)]
DayOfYear = Annotated[str, AfterValidator(_day_of_year)]


class Names(Strict):
    """What people read, in Vietnamese and, where wanted, in English."""

    vi: Line
    en: str = ""
