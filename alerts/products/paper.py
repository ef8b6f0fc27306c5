"""What every product is on paper, whatever its format: a form of Nghị định 30/2020/NĐ-CP with paragraphs and tables."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alerts.documents.word_tables import Cell
from core.settings import Office

_UNSAFE = re.compile(r"\.\.|[^A-Za-z0-9._-]")
BLANK = " ".join("…" * 36)
"""What a person fills in; in pieces, because one long word would pull the words before it apart."""
_ARCHIVE = "Lưu"  # the last recipient of every document is the archive of the office itself


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words; `widths` of its columns in mm, the last `numeric` columns holding numbers."""

    widths: tuple[float, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Paragraphs under a title (may be empty), then a table, then notes on it."""

    title: str = ""
    paragraphs: tuple[str, ...] = ()
    table: Table | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be numbered and signed. `kind` is its type name and `code` that in its sign; a letter has neither.

    `name` is the file name without its ending, `title` the subject, `to` the addressees apart by semicolons,
    `frozen_at` (aware) the moment of its numbers; `draft` says that they may still change.
    """

    name: str
    kind: str
    code: str
    title: str
    to: str
    frozen_at: datetime
    parts: tuple[Part, ...]
    recipients: tuple[str, ...]
    draft: bool = False


def file_name(*parts: object) -> str:
    """Return a file name without its ending; what a file name cannot hold safely becomes `_`."""
    return "-".join(_UNSAFE.sub("_", str(part)) for part in parts)


def copies(office: Office, as_above: str) -> tuple[str, ...]:
    """Return the recipients of what does not go to those of the digest: the addressee and the own archive."""
    return as_above, *_archive(office.recipients)


def _archive(recipients: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in recipients if name.lstrip("- ").startswith(_ARCHIVE))
