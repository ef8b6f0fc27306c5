"""Files of statements: CSV with a header, or JSON Lines. A file with a fault is refused whole, every fault named."""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from core.errors import ConfigError, Problem, UsageError
from core.i18n import translator
from core.statements import FINDINGS, STATEMENT_KINDS, Finding, Statement, StatementKind
from core.text import clean, one_line

_ = translator("diembao")

FIELDS = ("text", "issuer", "issued", "kind", "claim", "finding", "scope", "valid_from", "valid_until", "url")
LONGEST = 5000  # code points of a statement
MOST = 20 * 1024 * 1024  # bytes of a file


class StatementError(Exception):
    """A row is no statement; the message says which field and how to mend it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(f"{message} {fix}".rstrip())
        self.message, self.fix = message, fix


def read_statements(path: Path) -> list[Statement]:
    """Return the statements of a file, in its order; raises ConfigError naming every faulty line."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(_("%(file)s cannot be read: %(reason)s") % {"file": path, "reason": error.strerror}) from error
    if len(content) > MOST:
        raise UsageError(_("%(file)s is larger than %(size)d MiB.") % {"file": path, "size": MOST >> 20})
    statements: list[Statement] = []
    problems: list[Problem] = []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        fault = Problem(path, line, _("The file is not UTF-8 here."), _("Save it as UTF-8 (in Excel: CSV UTF-8)."))
        raise ConfigError((fault,)) from error
    for number, row in _rows(text, path.suffix.lower()):
        try:
            statements.append(statement(row if isinstance(row, Mapping) else _fault_of(row)))
        except StatementError as error:
            problems.append(Problem(path, number, error.message, error.fix))
    if problems:
        raise ConfigError(tuple(problems))
    return statements


def _rows(text: str, suffix: str) -> Iterator[tuple[int, Any]]:
    if suffix == ".csv":
        reader = csv.DictReader(StringIO(text, newline=""), strict=True)
        try:
            for row in reader:
                yield reader.line_num, row
        except csv.Error as error:
            yield reader.reader.line_num, error
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                yield number, error


def _fault_of(row: object) -> Mapping[str, Any]:
    reason = one_line(str(row)) if isinstance(row, Exception) else type(row).__name__
    raise StatementError(
        _("The line cannot be read: %(reason)s.") % {"reason": reason},
        _("Write a CSV with a header, or one JSON object a line."),
    )


def statement(row: Mapping[str, Any]) -> Statement:
    """Return the statement of a row; raises StatementError."""
    if unknown := sorted(str(key) for key in row if key not in FIELDS):
        raise StatementError(
            _("Unknown field: %(names)s.") % {"names": one_line(", ".join(unknown))},
            _("Known fields: %(names)s.") % {"names": ", ".join(FIELDS)},
        )
    kind: StatementKind = _word(row, "kind", STATEMENT_KINDS) or "official"
    finding: Finding = _word(row, "finding", FINDINGS)
    claim = clean(_text(row, "claim"))
    if bool(finding) != bool(claim):
        raise StatementError(
            _("`claim` and `finding` belong together."),
            _("Write what is claimed and whether it is false, true or unproven; or leave both empty."),
        )
    made = Statement(
        0, _needed(row, "text"), one_line(_needed(row, "issuer")), _day(row, "issued") or _no_day(), kind, claim,
        finding, _scope(row), _day(row, "valid_from"), _day(row, "valid_until"), one_line(_text(row, "url")),
    )  # fmt: skip
    if made.valid_until and made.valid_until < (made.valid_from or made.issued):
        raise StatementError(_("`valid_until` is before the statement begins to hold."), _("Check the days."))
    return made


def _text(row: Mapping[str, Any], field: str) -> str:
    found = row.get(field)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > LONGEST:
        message = _("`%(field)s` must be a text of at most %(size)d characters.")
        raise StatementError(message % {"field": field, "size": LONGEST}, "")
    return found.strip()


def _needed(row: Mapping[str, Any], field: str) -> str:
    if found := clean(_text(row, field)):
        return found
    raise StatementError(
        _("`%(field)s` is missing.") % {"field": field}, _("Every statement needs text, issuer and day.")
    )


def _no_day() -> date:
    raise StatementError(
        _("`%(field)s` is missing.") % {"field": "issued"}, _("Write for example 2026-10-01 or 01/10/2026.")
    )


def _word(row: Mapping[str, Any], field: str, words: tuple[Any, ...]) -> Any:
    found = _text(row, field).lower()
    if not found or found in words:
        return found
    raise StatementError(
        _("`%(field)s` cannot be “%(word)s”.") % {"field": field, "word": one_line(found)},
        _("Possible: %(words)s.") % {"words": ", ".join(filter(None, words))},
    )


def _scope(row: Mapping[str, Any]) -> tuple[str, ...]:
    found = row.get("scope")
    if isinstance(found, list) and all(isinstance(each, str) for each in found):
        return tuple(one_line(each) for each in found)
    return tuple(filter(None, (one_line(each) for each in _text(row, "scope").replace(";", ",").split(","))))


def _day(row: Mapping[str, Any], field: str) -> date | None:
    text = _text(row, field)
    for form in ("%Y-%m-%d", "%d/%m/%Y") if text else ():
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
    if not text:
        return None
    raise StatementError(
        _("“%(text)s” in `%(field)s` is not a day.") % {"text": one_line(text), "field": field},
        _("Write for example 2026-10-01 or 01/10/2026."),
    )
