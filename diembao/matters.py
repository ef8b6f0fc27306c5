"""The register of matters in the house: the tasks of the plan stand in it, and every matter is read as it stands."""

from collections.abc import Sequence
from datetime import datetime

from alerts.matters import Standing, standing
from alerts.workdays import Workdays
from core.matters import Matter, MatterKind
from core.ports import Store, UnitOfWork
from core.settings import PlanTask, Settings

ACTOR = "diembao"  # who opens the tasks of the plan


def ensure_tasks(store: Store, settings: Settings, now: datetime) -> None:
    """Let the tasks of directory.yaml stand in the register as the plan has them now, without a write when they do."""
    with store.read() as tx:
        known = {_planned(matter) for matter in tx.matters.listing(kinds=("task",))}
    missing = [made for task in settings.tasks if _planned(made := _matter(task, now)) not in known]
    if missing:
        with store.begin() as tx:
            for each in missing:
                tx.matters.open(each)


def standings(
    tx: UnitOfWork,
    settings: Settings,
    workdays: Workdays,
    now: datetime,
    profile: str | None = None,
    kinds: Sequence[MatterKind] = (),
) -> list[Standing]:
    """Return how matters stand at `now` (aware), oldest first."""
    return read(tx, tx.matters.listing(profile, kinds), settings, workdays, now)


def read(
    tx: UnitOfWork, matters: Sequence[Matter], settings: Settings, workdays: Workdays, now: datetime
) -> list[Standing]:
    """Return how these matters stand at `now` (aware), in their order."""
    acts = tx.matters.acts([matter.id for matter in matters])
    return [standing(matter, acts[matter.id], settings.clocks, workdays, now) for matter in matters]


def _matter(task: PlanTask, now: datetime) -> Matter:
    return Matter(0, task.profile, "task", task.name, task.lead, now, ACTOR, task.due, task.id)


def _planned(matter: Matter) -> tuple[object, ...]:
    return matter.profile, matter.key, matter.title, matter.lead, matter.due
