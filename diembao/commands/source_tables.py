"""What the commands about sources show: a table that fits a terminal, under it what is wrong and what to do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text

from alerts import conditions
from alerts.documents.wording import sentence_case
from core.i18n import language, translator
from core.press import Source
from core.sources import SourceState
from core.text import one_line
from diembao.output import console, local

_ = translator("diembao")

INDENT = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about one source besides its figures; `text` may come from outside."""

    source_id: str
    condition: str
    text: str = ""
    since: datetime | None = None


def blank(source: Source) -> SourceState:
    """Return the state of a source nobody has polled yet."""
    return SourceState(source.id, source.outlet.id, source.outlet.name, source.url)


def decimal(value: float, digits: int = 1) -> str:
    """Return a number with at most so many digits after the comma, written as the language in use does."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language() == "vi" else text


def show_sources(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table whose first column, the id to be typed elsewhere, is never cut."""
    table = Table(Column(heads[0], no_wrap=True), *heads[1:], header_style="bold", box=None, pad_edge=False)
    for row in rows:
        table.add_row(*(Text(one_line(str(cell))) for cell in row))
    console().print(table)


def show_remarks(remarks: Iterable[Remark]) -> None:
    """Print what is wrong: every condition once with what to do, and under it the sources and their errors."""
    by_condition: dict[str, list[Remark]] = {}
    for remark in remarks:
        by_condition.setdefault(remark.condition, []).append(remark)
    for condition, same in by_condition.items():
        name = sentence_case(conditions.name(condition, language()))
        advice = conditions.advice(condition, language())
        console().print()
        _print(f"{name} ({len(same)}): {advice}" if advice else f"{name} ({len(same)})")
        for remark in same:
            if remark.text or remark.since:
                _print(_in_words(remark), INDENT)


def _in_words(remark: Remark) -> str:
    said = {"id": remark.source_id, "text": remark.text, "since": local(remark.since)}
    if not remark.since:
        return f"{remark.source_id}: {remark.text}"
    return _("%(id)s, since %(since)s. %(text)s") % said


def _print(text: str, indent: int = 0) -> None:
    """Print hostile text on as many lines as it needs, broken between words."""
    console().print(Padding(Text(one_line(text)), (0, 0, 0, indent), expand=False))
