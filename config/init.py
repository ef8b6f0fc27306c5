"""Writes a workspace from a shipped profile."""

from pathlib import Path

from config.explain import nearest
from config.load import PROFILES, shipped_ids
from config.models import FILES
from core.errors import UsageError
from core.i18n import translator

_ = translator("config")


def profiles() -> list[str]:
    """Return the ids of the shipped profiles, in order."""
    return shipped_ids()


def create(profile_id: str, folder: Path) -> list[Path]:
    """Write the workspace of a shipped profile into `folder` and return the files written.

    Raises UsageError for an unknown profile, when a file exists already (nothing is written then) or cannot be written.
    """
    if profile_id not in shipped_ids():
        message = _("There is no profile `%(name)s`.") % {"name": profile_id}
        raise UsageError(f"{message} {nearest(profile_id, shipped_ids())}")
    shipped = PROFILES / profile_id
    notes = sorted(path for path in shipped.glob("templates/**/*") if path.is_file())
    sources = [*(shipped / name for name in FILES), *notes]
    targets = {folder / source.relative_to(shipped): source for source in sources}
    for target in targets:
        if target.exists() or target.is_symlink():
            message = _("%(path)s exists already and is not overwritten.") % {"path": target}
            raise UsageError(message + " " + _("Choose an empty folder."))
    try:
        for target, source in targets.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(source.read_bytes())
    except OSError as error:
        message = _("%(path)s cannot be written: %(why)s.") % {"path": error.filename or folder, "why": error.strerror}
        raise UsageError(message) from error
    return list(targets)
