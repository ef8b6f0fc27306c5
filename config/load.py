"""Reads a workspace from its folder, or the shipped data of a profile without one."""

import hashlib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import Field, SecretStr

from config import national
from config.alerting import Alerts
from config.checks import cross_check
from config.clocks import ClockRule, ShippedClocks
from config.documents import Document, parse
from config.explain import nearest, validate
from config.fields import Strict, is_database
from config.models import FILES, REQUIRED, Calendar, Directory, Gazetteer, Places, Sources, Topics
from config.service import Main
from core.errors import ConfigError, Problem, UsageError
from core.i18n import translator

_ = translator("config")

Model = TypeVar("Model", bound=Strict)
NOTHING: Mapping[str, Path] = {}
CLOCKS = Path(__file__).parent / "clocks.yaml"
PROFILES = Path(__file__).parent / "profiles"
COMMON = PROFILES / "common"  # what every workspace begins with


class Workspace(Strict):
    """A workspace read and checked; `version` is a digest of the bytes of every file it was read from."""

    folder: Path
    main: Main
    sources: Sources
    topics: Topics
    places: Places
    alerts: Alerts
    calendar: Calendar
    directory: Directory
    gazetteers: tuple[Gazetteer, ...]
    clocks: tuple[ClockRule, ...]
    database_url: str = Field(repr=False)
    mail_password: SecretStr
    version: str


class Shipped(NamedTuple):
    """The data of a profile as delivered."""

    gazetteer: Gazetteer
    topics: Topics


def shipped_ids() -> list[str]:
    """Return the ids of the shipped profiles, in order: every province, and the units with a gazetteer of their own."""
    return sorted({*national.profiles(), *(path.parent.name for path in PROFILES.glob("*/gazetteer.yaml"))})


def load_shipped(profile_id: str) -> Shipped:
    """Return gazetteer and topics of a shipped profile, for judging without a workspace; raises UsageError."""
    known = shipped_ids()
    if profile_id not in known:
        message = _("There is no profile `%(name)s`.") % {"name": profile_id}
        raise UsageError(f"{message} {nearest(profile_id, known)}")
    return Shipped(_gazetteer(profile_id)[0], _checked(_open(COMMON, "topics.yaml"), Topics))


def load_gazetteer(profile_id: str) -> Gazetteer:
    """Return the gazetteer of a shipped profile, whose id must be known."""
    return _gazetteer(profile_id)[0]


def load_clocks() -> tuple[ClockRule, ...]:
    """Return the shipped legal clocks, every one, whatever an office switches off."""
    return _clocks()[0].clocks


@cache
def _clocks() -> tuple[ShippedClocks, Document]:
    document = _open(CLOCKS.parent, CLOCKS.name)
    return _checked(document, ShippedClocks), document


@cache
def _gazetteer(profile_id: str) -> tuple[Gazetteer, tuple[Document, ...]]:
    """Return a gazetteer, that of a province completed by hand where there is a file, and what it was read from."""
    data = tuple(Document(path, content=path.read_bytes()) for path in national.FILES)
    ready = national.gazetteer(profile_id) if profile_id in national.profiles() else None
    if ready and not (PROFILES / profile_id / "gazetteer.yaml").exists():
        return ready, data
    document = _open(PROFILES / profile_id, "gazetteer.yaml")
    written = _checked(document, Gazetteer)
    return (national.completed(ready, written), (*data, document)) if ready else (written, (document,))


def load(folder: Path, environ: Mapping[str, str], instead: Mapping[str, Path] = NOTHING) -> Workspace:
    """Read the workspace in `folder`; raises ConfigError with every fault of every file.

    `instead` names files to read in place of those of the workspace. `environ` may give DIEMBAO_DATABASE_URL and the
    mail password, DIEMBAO_SMTP_PASSWORD or DIEMBAO_SMTP_PASSWORD_FILE.
    """
    paths = {name: instead.get(name, folder / name) for name in FILES}
    documents = {name: _open(path.parent, path.name) for name, path in paths.items()}
    models = {name: validate(documents[name], model) for name, model in FILES.items()}
    known = shipped_ids()
    followed = {word for _loc, word in documents["diembao.yaml"].words("profiles") if word in known}
    shipped = {profile: _gazetteer(profile) for profile in sorted(followed)}
    legal, legal_file = _clocks()
    gazetteers = {profile: gazetteer for profile, (gazetteer, _files) in shipped.items()}
    cross_check(documents, known, gazetteers, [rule.id for rule in legal.clocks])
    outside: list[Problem] = []
    password = _password(environ, outside)
    url = _database_url(folder, models["diembao.yaml"], environ, outside)
    _raise_all(documents.values(), outside)
    return Workspace.model_validate(
        {name.removesuffix(".yaml"): model for name, model in models.items() if name != "diembao.yaml"}
        | {
            "folder": folder,
            "main": models["diembao.yaml"],
            "gazetteers": tuple(gazetteers.values()),
            "clocks": legal.clocks,
            "database_url": url,
            "mail_password": SecretStr(password),
            "version": _version(
                (*documents.values(), legal_file, *(file for _names, files in shipped.values() for file in files))
            ),
        }
    )


def _checked(document: Document, model: type[Model]) -> Model:
    found = validate(document, model)
    if found is None or document.problems:
        raise ConfigError(tuple(document.problems))
    return found


def _raise_all(documents: Iterable[Document], outside: Iterable[Problem]) -> None:
    inside = [found for document in documents for found in sorted(document.problems, key=lambda found: found.line)]
    if problems := (*inside, *outside):
        raise ConfigError(problems)


def _open(folder: Path, name: str) -> Document:
    path = folder / name
    try:
        return parse(path, path.read_bytes())
    except FileNotFoundError:
        return _absent(path)
    except OSError as error:
        document = Document(path)
        document.break_off(1, _("The file cannot be read."), str(error.strerror))
        return document


def _absent(path: Path) -> Document:
    document = Document(path, {})
    beside = [found.name for found in path.parent.glob("*.y*ml") if found.name not in FILES]
    close = get_close_matches(path.name, beside, n=1, cutoff=0.8)
    if close:
        document.break_off(1, _("The file is missing."), _("Rename `%(name)s`.") % {"name": close[0]})
    elif path.name in REQUIRED:
        fix = _("Create a workspace with `diembao init`, or bring the file back from a copy.")
        document.break_off(1, _("The file is missing."), fix)
    return document


def _password(environ: Mapping[str, str], problems: list[Problem]) -> str:
    if given := environ.get("DIEMBAO_SMTP_PASSWORD"):
        return given
    if not (named := environ.get("DIEMBAO_SMTP_PASSWORD_FILE")):
        return ""
    try:
        return Path(named).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError):
        message = _("The file that DIEMBAO_SMTP_PASSWORD_FILE names cannot be read.")
        problems.append(Problem(Path(named), 1, message, _("Check its path and its permissions.")))
        return ""


def _database_url(folder: Path, main: Strict | None, environ: Mapping[str, str], problems: list[Problem]) -> str:
    given = environ.get("DIEMBAO_DATABASE_URL", "")
    if given and not is_database(given):
        message, fix = (
            _("This is not the address of a database."),
            _("Write sqlite:///diembao.db or postgresql://host/name."),
        )
        problems.append(Problem(Path("DIEMBAO_DATABASE_URL"), 1, message, fix))
    url = given or (main.database if isinstance(main, Main) else "") or "sqlite:///diembao.db"
    scheme, _separator, path = url.partition(":///")
    if not scheme.startswith("sqlite") or not path or path.startswith(("/", ":memory:", "file:")):
        return url
    return f"{scheme}:///{folder.resolve() / path}"  # relative to the workspace, wherever the service was started


def _version(documents: Iterable[Document]) -> str:
    digest = hashlib.sha256()
    for document in documents:
        digest.update(f"{document.path.name} {len(document.content)}\n".encode() + document.content)
    return digest.hexdigest()[:16]
