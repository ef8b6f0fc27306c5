"""The register of matters: what an office follows to its end, beyond a single alert.

A `Matter` is a hot matter, a task of the plan or a press conference. What happens to it is a list of acts that only
grows (`Act`); `alerts.matters` reads from them how it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol, get_args

from core.clocks import DateField

MatterKind = Literal["hot", "task", "conference"]
"""A hot matter (vấn đề nóng), a task of the plan (nhiệm vụ kế hoạch), a press conference (họp báo)."""
MATTER_KINDS: tuple[MatterKind, ...] = get_args(MatterKind)

ActKind = Literal["open", "link", "date", "follow", "met", "respond", "output", "note", "close", "reopen"]
ResponseKind = Literal["answer", "statement", "briefing", "correction_request", "clarification", "refusal"]
"""How an agency answered: to the press that asked, a communiqué, at a briefing (giao ban), a written request for a
correction, an explanation, a refusal with its reason."""
RESPONSE_KINDS: tuple[ResponseKind, ...] = get_args(ResponseKind)


@dataclass(frozen=True, slots=True)
class Matter:
    """One entry of the register. `lead` names the agency that answers for it, `due` the day a task must be done.

    `key` is the id of a task in directory.yaml, empty for what people opened by hand.
    """

    id: int
    profile: str
    kind: MatterKind
    title: str
    lead: str
    opened_at: datetime
    opened_by: str
    due: date | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """One append-only act of a person on a matter.

    `link` names an alert, `date` a field with its moment, `follow` and `met` a legal clock (`met` with the moment),
    `respond` a ResponseKind with the moment and where it stands, `output` an outlet of the province and its address.
    A `date` or `met` without a moment takes back what was recorded by mistake; that of `close` is when a task was done.
    """

    matter_id: int
    at: datetime
    actor: str
    kind: ActKind
    alert_id: int | None = None
    field: DateField | None = None
    clock: str = ""
    response: ResponseKind | None = None
    moment: datetime | None = None
    outlet: str = ""
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class MatterLine:
    """A matter as a report tells it, days being local; `responses` and `outputs` are those of its period.

    `clock` is the law or plan (empty: its own day) behind what ends next or is most overdue, `due` its last day.
    """

    matter_id: int
    kind: MatterKind
    title: str
    lead: str
    opened: date
    closed: date | None = None
    clock: str = ""
    due: date | None = None
    is_overdue: bool = False
    responses: int = 0
    outputs: int = 0


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """An answer of an authority, or with an `outlet` what an outlet of the province published, on a local day."""

    matter_id: int
    title: str
    lead: str
    day: date
    response: ResponseKind | None = None
    outlet: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """The register in a period: the matters that were open in it, and what was done.

    `met` and `met_late` count duties fulfilled in the period; `conference_due` is the last day for the next press
    conference, None where none is asked for or none was ever held.
    """

    lines: tuple[MatterLine, ...] = ()
    opened: int = 0
    closed: int = 0
    met: int = 0
    met_late: int = 0
    conferences: tuple[date, ...] = ()
    last_conference: date | None = None
    conference_due: date | None = None
    conference_overdue: bool = False
    responses: tuple[ResponseLine, ...] = ()


class MatterStore(Protocol):
    """The register. Acts are only appended, each with a row in the audit log."""

    def open(self, matter: Matter) -> Matter:
        """Store a matter with its opening act and return it with its number.

        One with a known `key` is returned, with the title, lead and due day that the plan gives it now.
        """
        ...

    def get(self, matter_id: int) -> Matter:
        """Return one matter; raises KeyError."""
        ...

    def listing(self, profile: str | None = None, kinds: Sequence[MatterKind] = ()) -> list[Matter]:
        """Return matters, oldest first."""
        ...

    def append(self, act: Act) -> None:
        """Append an act and write it to the audit log; raises KeyError when there is no such matter."""
        ...

    def acts(self, matter_ids: Sequence[int]) -> dict[int, tuple[Act, ...]]:
        """Return the acts on matters, oldest first; every id is a key."""
        ...

    def of_alert(self, alert_id: int) -> list[Matter]:
        """Return the matters that an alert is linked to, oldest first."""
        ...
