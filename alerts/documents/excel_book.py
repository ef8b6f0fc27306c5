"""An Excel sheet as a table of typed cells: text stays text, times are real, only web addresses are live."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from math import ceil
from typing import Any

from core import periods

Cell = str | int | float | timedelta | datetime | date | tuple[str, str] | None
"""A pair is a text with the address it links to; a float is a share."""
Column = tuple[str, float]
LINE = 16.0


class Book:
    """Writes tables of typed cells; text always stays text, whatever it begins with."""

    def __init__(self, book: Any, footer: str) -> None:
        font = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
        self.book, self.footer = book, footer
        self.head = book.add_format({**font, "bold": True, "bg_color": "#DCE3EE", "border": 1, "text_wrap": True})
        self.text = book.add_format({**font, "text_wrap": True})
        self.note = book.add_format({**font, "italic": True})
        self.number = book.add_format({**font, "num_format": "#,##0"})
        self.share = book.add_format({**font, "num_format": "0.0%"})
        self.moment = book.add_format({**font, "num_format": "dd/mm/yyyy hh:mm", "align": "left"})
        self.span = book.add_format({**font, "num_format": "[h]:mm:ss"})
        self.day = book.add_format({**font, "num_format": "dd/mm/yyyy", "align": "left"})
        self.link = book.add_format({**font, "text_wrap": True, "font_color": "#1B3A6B", "underline": 1})

    def sheet(self, name: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], nothing: str) -> None:
        """Add a sheet with a frozen, filtered header row; without rows it says `nothing`."""
        sheet = self.book.add_worksheet(name)
        sheet.set_row(0, 2 * LINE + 2)
        for number, (title, width) in enumerate(columns):
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, title, self.head)
        widths = [width for _title, width in columns]
        last = 0
        for last, row in enumerate(rows, 1):
            sheet.set_row(last, _height(row, widths))
            for number, cell in enumerate(row):
                self._cell(sheet, last, number, cell)
        if not last:
            sheet.write_string(1, 0, nothing, self.note)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer(self.footer)

    def _cell(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, tuple):
            title, url = cell
            if url:
                sheet.write_url(row, column, url, self.link, title)
            else:
                sheet.write_string(row, column, title, self.text)
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell.astimezone(periods.ZONE).replace(tzinfo=None), self.moment)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self.day)
        elif isinstance(cell, timedelta):
            sheet.write_number(row, column, cell / timedelta(days=1), self.span)
        elif isinstance(cell, float):
            sheet.write_number(row, column, cell, self.share)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, self.number)
        else:
            sheet.write_string(row, column, cell or "", self.text)


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return the height in points at which the longest wrapped text of a row is seen whole."""
    texts = (cell[0] if isinstance(cell, tuple) else cell if isinstance(cell, str) else "" for cell in row)
    lines = max(ceil(1.15 * len(text) / width) for text, width in zip(texts, widths, strict=True))
    return min(LINE * max(lines, 1), 400.0)
