"""What a person sees in the terminal: tables, JSON, errors. Colours respect NO_COLOR and pipes."""

import json
import logging
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import pydantic
from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.periods import ZONE
from core.text import one_line

PIPE_WIDTH = 240
# Controls but tab and line feed, other ends of lines, marks that turn the direction of a line, and what no output can
# carry: halves of surrogate pairs.
_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Lines(logging.Formatter):
    """Writes records so that foreign text in them colours no terminal and feigns no record: further lines stand in."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as text."""
        return _harmless(super().format(record)).replace("\n", "\n    ")


def _harmless(text: str) -> str:
    """Return text with its lines, but without what commands a terminal."""
    return _COMMANDS.sub("", text)


def console() -> Console:
    """Return the console of standard output; in a pipe it is wide enough not to cut a table."""
    terminal = sys.stdout.isatty()
    return Console(width=None if terminal else PIPE_WIDTH, soft_wrap=not terminal, highlight=False)


def report_error(message: str) -> None:
    """Write an error to standard error, in red where colours are wanted."""
    Console(stderr=True, highlight=False).print(_harmless(message), style="red", markup=False, soft_wrap=True)


def say(message: str = "") -> None:
    """Write a line to standard output."""
    console().print(_harmless(message), markup=False, soft_wrap=True)


def show_table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; every cell is hostile text and is shown on one line without control characters."""
    table = Table(*headers, header_style="bold", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(one_line(str(cell))) for cell in row))
    console().print(table)


def show_json(value: Any) -> None:
    """Print a record, or a list of them, as JSON; what could command a terminal stands escaped."""
    text = json.dumps(plain(value), ensure_ascii=False, indent=2)
    print(_COMMANDS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))  # noqa: T201 - this is the output


def plain(value: Any) -> Any:
    """Return a record as JSON values; datetimes become ISO 8601, bytes (mail) are left out by the callers."""
    return pydantic.TypeAdapter(type(value)).dump_python(value, mode="json")


def local(moment: datetime | None) -> str:
    """Return a moment as people write it in Viet Nam, or a dash."""
    return f"{moment.astimezone(ZONE):%d/%m/%Y %H:%M}" if moment else "—"


def start_logging() -> None:
    """Send warnings to standard error; libraries stay quiet unless asked."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler])
    for name in ("httpx", "httpcore", "apscheduler", "trafilatura", "alembic"):
        logging.getLogger(name).setLevel(logging.ERROR)
