"""A product as plain text."""

import textwrap
from collections.abc import Iterator

from alerts.documents.text import WIDTH
from alerts.documents.word_form import dated, issued
from alerts.documents.word_tables import Cell
from alerts.documents.wording import Wording, plain
from alerts.products.paper import Paper, Part, Table
from core.settings import Office


def render(paper: Paper, office: Office, lang: str = "vi") -> str:
    """Return a product as text wrapped at 78 columns; only addresses may run over."""
    words = Wording(lang)
    _ = words.gettext
    head = [plain(office.superior), plain(office.body), dated(plain(office.place), issued(paper), words)]
    subject = [paper.kind, *_wrap(paper.title), *([f"*** {_('DRAFT')} ***"] if paper.draft else [])]
    blocks = [
        "\n".join(line for line in head if line),
        "\n".join(line for line in subject if line),
        "\n".join(_wrap(f"{_('To:')} {plain(paper.to, 1000)}")),
        *("\n".join(_part(part)) for part in paper.parts),
        "\n".join(_wrap(f"{_('Recipients:')} {'; '.join(plain(name) for name in paper.recipients)}")),
    ]
    return "\n\n".join(blocks) + "\n"


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False
    )


def _part(part: Part) -> Iterator[str]:
    if part.title:
        yield from _wrap(part.title)
    for paragraph in part.paragraphs:
        yield from _wrap(paragraph)
    if part.table:
        yield from _rows(part.table)
    for note in part.notes:
        yield from _wrap(note)


def _rows(table: Table) -> Iterator[str]:
    """Yield a line for each row of a table of two columns; of a wider one, its cells below the first two."""
    for row in table.rows:
        first, second, *others = row
        if others:
            yield from _wrap(f"{_said(first)}. {_said(second)}", "", "  ")
        else:
            said = f"{_said(first)}: {_said(second)}" if first else _said(second)
            yield from _wrap(said, "- " if first else "  ", "  ")
        for title, cell in zip(table.header[2:], others, strict=True):
            if said := _said(cell):
                yield from _wrap(f"{title}: {said}", "    ", "    ")


def _said(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    text, url = cell
    return f"{text} <{url}>" if url else text
