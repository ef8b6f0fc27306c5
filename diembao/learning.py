"""The models of a workspace: those that learned from its officers' corrections, behind the guard set."""

import logging
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from classifier.corrections import said
from classifier.corrections_learning import Contents, digest, learned, lesson
from classifier.guard import Point, guard_cases, lost, right
from classifier.judge import MODELS, Judge, Models, models_of, read_models, trained
from classifier.model import MANIFEST, load, manifest
from core.corrections import Correction, standing
from core.i18n import translator
from core.ports import UnitOfWork
from core.press import Article
from core.settings import Settings

_ = translator("diembao")
log = logging.getLogger(__name__)

FOLDER = "models"  # in a workspace

Taught = tuple[Correction, Article]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What learning came to: corrections, how many of them were learned from, how many of these are judged so now.

    `held` are the fields of guard cases that the delivered models judge rightly, `lost` those no longer judged so.
    """

    contents: Contents
    base: str
    version: str
    digest: str
    corrections: int
    learned: int
    before: int
    after: int
    held: int
    lost: tuple[Point, ...]


def models_in_use(workspace: Path) -> Models:
    """Return the models that a workspace learned, else the delivered ones; also those after a new delivery.

    Raises ModelError when a file in the workspace is not the one its manifest names.
    """
    folder = workspace / FOLDER
    if not (folder / MANIFEST).exists():
        return trained()
    base, delivered = manifest(folder).get("base"), manifest()["version"]
    if base == delivered:
        return read_models(folder)
    message = _(
        "The models in %(dir)s were learned from an earlier delivery (%(base)s); the delivered ones (%(new)s) are in"
        " use. Run diembao correct learn again."
    )
    log.warning("%s", message % {"dir": folder, "base": base, "new": delivered})
    return trained()


def taught(tx: UnitOfWork) -> list[Taught]:
    """Return the corrections that count, each with its article as it stands now."""
    return [(one, tx.articles.get(one.article_id).article) for one in standing(tx.corrections.listing())]


def study(settings: Settings, corrections: Sequence[Taught]) -> Outcome:
    """Learn from corrections, starting from the delivered models, and hold the result against the guard set."""
    contents = {name: load(name) for name in MODELS}
    base = str(manifest()["version"])
    before = Judge(settings.profiles, settings.topics, settings.version, models_of(contents, base))
    found = [(each, lesson(before, each[0], each[1].title, each[1].text)) for each in corrections]
    lessons = [made for _each, made in found if made is not None]
    version = f"{base}+{max((one.number for one, _article in corrections), default=0)}"
    new = learned(contents, lessons)
    after = before.with_models(models_of(new, version))
    known = [each for each, made in found if made is not None]
    held = list(right(before, guard_cases()))
    return Outcome(
        contents=new,
        base=base,
        version=version,
        digest=digest((one, article.title, article.text) for one, article in corrections),
        corrections=len(corrections),
        learned=len(lessons),
        before=_as_corrected(before, known),
        after=_as_corrected(after, known),
        held=len(held),
        lost=tuple(lost(held, after)),
    )


def write(workspace: Path, outcome: Outcome) -> Path:
    """Write what was learned beside the models of a workspace and return its folder; nothing is in use yet."""
    from classifier.training import delivery  # noqa: PLC0415 - takes two seconds to load

    fresh = workspace / f"{FOLDER}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    stamp = {
        "version": outcome.version,
        "base": outcome.base,
        "corrections": {"sha256": outcome.digest, "count": outcome.corrections, "learned": outcome.learned},
    }
    delivery.write(fresh, outcome.contents, stamp)
    return fresh


def put_in_use(fresh: Path) -> None:
    """Put the models just written in the place of the earlier ones."""
    folder, old = fresh.with_name(FOLDER), fresh.with_name(f"{FOLDER}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _as_corrected(judge: Judge, corrections: Sequence[Taught]) -> int:
    """Count the corrections whose word the machine says by itself."""
    judged = {article.id: article for _one, article in corrections}
    found = {key: judge.judge(one.title, one.text, outlet_id=one.outlet_id) for key, one in judged.items()}
    return sum(said(found[article.id], one.field, one.topic) == one.value for one, article in corrections)
