"""The register of matters and the append-only acts on them."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.matters import Act, Matter, MatterKind
from storage.audit import SqlAudit
from storage.matter_tables import MatterActRow, MatterRow

_PLANNED = ("title", "lead", "due")  # what the plan says of a task, and may say anew


class SqlMatters:
    """`core.matters.MatterStore` on one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, matter: Matter) -> Matter:
        """Store a matter with its opening act and return it with its number.

        One with a known `key` is returned, with the title, lead and due day that the plan gives it now.
        """
        if matter.key and (known := self._by_key(matter)):
            self._follow_plan(known, matter)
            return _matter(known)
        row = MatterRow(**{name: value for name, value in asdict(matter).items() if name != "id"})
        self._session.add(row)
        self._session.flush()
        stored = _matter(row)
        self._add(Act(stored.id, stored.opened_at, stored.opened_by, "open"), asdict(stored))
        return stored

    def get(self, matter_id: int) -> Matter:
        """Return one matter; raises KeyError."""
        return _matter(self._row(matter_id))

    def listing(self, profile: str | None = None, kinds: Sequence[MatterKind] = ()) -> list[Matter]:
        """Return matters, oldest first."""
        query = select(MatterRow).order_by(MatterRow.opened_at, MatterRow.id)
        if profile is not None:
            query = query.where(MatterRow.profile == profile)
        if kinds:
            query = query.where(MatterRow.kind.in_(kinds))
        return [_matter(row) for row in self._session.scalars(query)]

    def append(self, act: Act) -> None:
        """Append an act and write it to the audit log; raises KeyError when there is no such matter."""
        self._row(act.matter_id)
        shown = {name: value for name, value in asdict(act).items() if value not in (None, "")}
        self._add(act, {name: shown[name] for name in shown.keys() - {"matter_id", "at", "actor", "kind"}})

    def acts(self, matter_ids: Sequence[int]) -> dict[int, tuple[Act, ...]]:
        """Return the acts on matters, oldest first; every id is a key."""
        found: dict[int, list[Act]] = {each: [] for each in matter_ids}
        query = select(MatterActRow).where(MatterActRow.matter_id.in_(found)).order_by(MatterActRow.id)
        for row in self._session.scalars(query):
            found[row.matter_id].append(_act(row))
        return {each: tuple(acts) for each, acts in found.items()}

    def of_alert(self, alert_id: int) -> list[Matter]:
        """Return the matters that an alert is linked to, oldest first."""
        linked = select(MatterActRow.matter_id).where(MatterActRow.kind == "link", MatterActRow.alert_id == alert_id)
        query = select(MatterRow).where(MatterRow.id.in_(linked)).order_by(MatterRow.opened_at, MatterRow.id)
        return [_matter(row) for row in self._session.scalars(query)]

    def _add(self, act: Act, detail: dict[str, object]) -> None:
        self._session.add(MatterActRow(**asdict(act)))
        SqlAudit(self._session).append(act.at, act.actor, f"matter.{act.kind}", {"matter": act.matter_id, **detail})

    def _by_key(self, matter: Matter) -> MatterRow | None:
        query = select(MatterRow).where(MatterRow.profile == matter.profile, MatterRow.key == matter.key)
        return self._session.scalar(query)

    def _follow_plan(self, row: MatterRow, matter: Matter) -> None:
        changed = {name: getattr(matter, name) for name in _PLANNED if getattr(row, name) != getattr(matter, name)}
        if not changed:
            return
        before = {name: getattr(row, name) for name in changed}
        for name, value in changed.items():
            setattr(row, name, value)
        detail: dict[str, object] = {"matter": row.id, "before": before, "after": changed}
        SqlAudit(self._session).append(matter.opened_at, matter.opened_by, "matter.plan", detail)

    def _row(self, matter_id: int) -> MatterRow:
        row = self._session.get(MatterRow, matter_id)
        if row is None:
            raise KeyError(matter_id)
        return row


def _matter(row: MatterRow) -> Matter:
    return Matter(
        id=row.id,
        profile=row.profile,
        kind=row.kind,
        title=row.title,
        lead=row.lead,
        opened_at=row.opened_at,
        opened_by=row.opened_by,
        due=row.due,
        key=row.key,
    )


def _act(row: MatterActRow) -> Act:
    return Act(
        matter_id=row.matter_id,
        at=row.at,
        actor=row.actor,
        kind=row.kind,
        alert_id=row.alert_id,
        field=row.field,
        clock=row.clock,
        response=row.response,
        moment=row.moment,
        outlet=row.outlet,
        url=row.url,
        text=row.text,
    )
