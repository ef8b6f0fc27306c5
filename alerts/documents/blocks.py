"""What a document is made of, whatever its format: sections of sentences, tables of numbers and linked entries."""

from dataclasses import dataclass

from alerts.documents.figures import Summary


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of numbers; `share` is written out or empty."""

    label: str
    articles: int
    stories: int
    share: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over the articles of rows of a table. `alt` stands in for the picture; upright bars are steps in time."""

    id: str
    title: str
    alt: str
    bars: tuple[Row, ...]
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers of one window; the caption names the window. `more` says what was left out."""

    caption: str
    rows: tuple[Row, ...]
    more: str = ""
    id: str = ""
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of words: the first column names the line, the others stand on the right. `notes` follow it."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A linked title; `url` is empty when there is no address that may be linked."""

    title: str
    url: str = ""
    facts: str = ""
    text: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; `more` says what was left out."""

    title: str
    entries: tuple[Entry, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document. Without tables, groups and grids its paragraphs say that there is nothing."""

    id: str
    number: str
    title: str
    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    groups: tuple[Group, ...] = ()
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole digest in words. `draft` is empty for a frozen one; `lists` are counted apart from `parts`.

    `changed` lists again what was corrected or removed, if anything was.
    """

    kind: str
    title: str
    window: str
    as_of: str
    draft: str
    summary: Summary
    parts: tuple[Section, ...]
    changed: tuple[Section, ...]
    lists: tuple[Section, ...]
    health: Section
    closing: str
