"""The digest as plain text, for mail readers without HTML."""

import textwrap

from alerts.documents.blocks import Entry, Grid, Group, Section, Table
from alerts.documents.outline import outline
from alerts.documents.wording import Wording, plain
from core.desk import Digest
from core.settings import Office

WIDTH = 78


def render(digest: Digest, office: Office, lang: str = "vi") -> str:
    """Return the digest as text wrapped at 78 columns; only addresses may run over."""
    words = Wording(lang)
    document = outline(digest, words)
    head = [plain(office.superior), plain(office.body), "", document.kind, *_wrap(document.title)]
    blocks = [
        "\n".join(head).strip(),
        *(["\n".join(_wrap(f"*** {document.draft} ***"))] if document.draft else []),
        *(_section(section, words) for section in (*document.parts, *document.changed)),
        *(_section(section, words) for section in (*document.lists, document.health)),
        "\n".join(["-" * WIDTH, *_wrap(document.closing), *_wrap(plain(office.contact))]),
    ]
    return "\n\n".join(blocks) + "\n"


def _wrap(text: str, first: str = "", rest: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first if rest is None else rest,
        break_on_hyphens=False,
    )


def _section(section: Section, words: Wording) -> str:
    title = f"{section.number}. {section.title.upper()}" if section.number else section.title.upper()
    lines = [*_wrap(title), "-" * min(len(title), WIDTH)]
    for paragraph in section.paragraphs:
        lines += _wrap(paragraph)
    for table in section.tables:
        lines += ["", *_table(table, words)]
    for group in section.groups:
        lines += _group(group)
    for grid in section.grids:
        lines += ["", *_grid(grid)]
    return "\n".join(lines)


def _table(table: Table, words: Wording) -> list[str]:
    _ = words.gettext
    lines = _wrap(f"{table.caption}:")
    for row in table.rows:
        numbers = _("articles %(articles)s, stories %(stories)s") % {
            "articles": words.number(row.articles),
            "stories": words.number(row.stories),
        }
        numbers += f" ({row.share})" if row.share else ""
        *before, last = _wrap(row.label, "  ", "    ") or ["  "]
        room = WIDTH - len(last) - len(numbers) - 2
        lines += [*before, f"{last} {'.' * room} {numbers}"] if room > 0 else [*before, last, numbers.rjust(WIDTH)]
    return [*lines, *_wrap(table.more, "  ")]


def _grid(grid: Grid) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(grid.header, *grid.rows, strict=True)]
    room = WIDTH - 2 - sum(width + 2 for width in widths[1:])
    lines = _wrap(f"{grid.caption}:")
    for first, *others in (grid.header, *grid.rows):
        cells = "".join(cell.rjust(width + 2) for cell, width in zip(others, widths[1:], strict=True))
        label = textwrap.wrap(first, room) or [""]
        lines += [f"  {line}" for line in label[:-1]] + [f"  {label[-1].ljust(room)}{cells}"]
    return [*lines, *(line for note in grid.notes for line in _wrap(note, "  "))]


def _group(group: Group) -> list[str]:
    lines = ["", *_wrap(group.title)] if group.title else []
    for number, entry in enumerate(group.entries, 1):
        lines += ["", *_entry(entry, f"{number}. ")]
    return [*lines, *(["", *_wrap(group.more)] if group.more else [])]


def _entry(entry: Entry, mark: str) -> list[str]:
    indent = "   "
    lines = _wrap(entry.title, mark, indent)
    for text in (entry.facts, entry.text, *entry.notes):
        lines += _wrap(text, indent)
    return [*lines, indent + entry.url] if entry.url else lines
