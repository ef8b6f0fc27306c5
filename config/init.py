"""Writes a workspace from a shipped profile."""

from pathlib import Path
from string import Template

from config import national, papers
from config.documents import parse
from config.explain import nearest
from config.load import COMMON, load_gazetteer, shipped_ids
from config.models import FILES
from core.errors import UsageError
from core.i18n import translator

_ = translator("config")

USUAL = "so-vhttdl"  # the department that answers the press in most provinces


class _Form(Template):
    """A shipped file with blanks; the dollar and the at sign stand in patterns and addresses."""

    delimiter = "§"


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
    blanks = _blanks(profile_id)
    notes = sorted(path for path in COMMON.glob("templates/**/*") if path.is_file())
    forms = [*(COMMON / name for name in FILES), *notes]
    targets = {folder / form.relative_to(COMMON): _Form(form.read_text("utf-8")).substitute(blanks) for form in forms}
    for target in targets:
        if target.exists() or target.is_symlink():
            message = _("%(path)s exists already and is not overwritten.") % {"path": target}
            raise UsageError(message + " " + _("Choose an empty folder."))
    try:
        for target, text in targets.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("xb") as file:
                file.write(text.encode())
    except OSError as error:
        message = _("%(path)s cannot be written: %(why)s.") % {"path": error.filename or folder, "why": error.strerror}
        raise UsageError(message) from error
    return list(targets)


def _blanks(profile_id: str) -> dict[str, str]:
    """Return what the forms leave open: the unit, its offices and its papers."""
    gazetteer = load_gazetteer(profile_id)
    name = gazetteer.profile.name
    offices = parse(path := COMMON / "offices.yaml", path.read_bytes()).tree
    own = offices.get(profile_id, {})
    filled = offices[own.get("with", USUAL)] | own
    if profile_id in national.profiles():
        province = national.provinces()[national.profiles()[profile_id]]
        name, filled = province.name, offices[province.kind] | filled
    unit = {"name": name, "NAME": name.upper()}
    return {key: _Form(value).substitute(unit) for key, value in filled.items()} | {
        "id": profile_id,
        "name": name,
        "domain": f"{profile_id.replace('-', '')}.example",
        "commune": next(place.id for place in gazetteer.places if place.kind == "commune"),
        "local": papers.local(profile_id),
        "elsewhere": papers.elsewhere(profile_id),
    }
