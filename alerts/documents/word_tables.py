"""Tables of the Word report: fixed columns, header rows that repeat, links in cells."""

from collections.abc import Iterable
from typing import Any

from docx.shared import Pt

from alerts.documents.blocks import Row, Table
from alerts.documents.word_form import CELL, CELL_SIZE, NUMBER
from alerts.documents.word_xml import (
    LEFT,
    add_link,
    add_picture,
    add_run,
    copy_row,
    fix_columns,
    keep_edges,
    keep_together,
    keep_whole,
    let_break,
    remove_row,
    repeat_header,
    tight,
)
from alerts.documents.wording import Wording

Cell = str | tuple[str, str]
"""Text, or a title with its address."""
UNBROKEN = 12
"""Rows of a table of numbers that still go to one page."""
LONG_CELL = 300
"""Characters of a cell from which its row may break across pages; one taller than a page would be cut off."""


def grid(
    document: Any,
    widths: tuple[float, ...],
    header: Iterable[str],
    rows: Iterable[tuple[Cell, ...]],
    numeric: int = 0,
) -> None:
    """Append a table with columns in mm; the last `numeric` columns hold numbers and stand on the right."""
    table = document.add_table(rows=2, cols=len(widths))
    table.style = "Table Grid"
    fix_columns(table, widths)
    first, model = table.rows
    for cell, title in zip(first.cells, header, strict=True):
        add_run(tight(cell.paragraphs[0]), title, CELL_SIZE, bold=True)
    repeat_header(first)
    keep_whole(model)
    for position, cell in enumerate(model.cells):
        cell.paragraphs[0].style = NUMBER if position >= len(widths) - numeric else CELL
    for content in rows:
        linked = [value if isinstance(value, tuple) else (value, "") for value in content]
        row = copy_row(table, model)
        if max(len(text) for text, _url in linked) > LONG_CELL:
            let_break(row)
        for cell, (text, url) in zip(row.cells, linked, strict=True):
            add_link(cell.paragraphs[0], text, url)
    remove_row(model)
    keep_edges(table)
    after = tight(document.add_paragraph())
    after.paragraph_format.line_spacing = Pt(8)


def numbers(document: Any, table: Table, words: Wording, width: float, png: bytes = b"") -> None:
    """Append a captioned table of numbers, `width` mm wide, under its chart; numbers stand on the right."""
    _ = words.gettext
    caption = tight(document.add_paragraph(), LEFT)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(6), Pt(4)
    add_run(caption, table.caption, bold=True)
    if png and table.chart:
        add_picture(document, png, table.chart.alt)
    header = [_("Item"), _("Number of articles"), _("Number of stories")]
    widths = [width - 60, 30.0, 30.0]
    if any(row.share for row in table.rows):
        header.append(_("Share"))
        widths = [width - 84, 30.0, 30.0, 24.0]
    rows = (_number_row(row, words)[: len(widths)] for row in table.rows)
    grid(document, tuple(widths), header, rows, numeric=len(widths) - 1)
    if len(table.rows) <= UNBROKEN:
        keep_together(document.tables[-1])
    if table.more:
        add_run(document.add_paragraph(), table.more, italic=True)


def _number_row(row: Row, words: Wording) -> tuple[Cell, ...]:
    return row.label, words.number(row.articles), words.number(row.stories), row.share
