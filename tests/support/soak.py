"""The two sizes of the acceptance tests and the record of what they measured.

Without the environment variable DIEMBAO_SOAK a test takes its small size. With it a test takes its full size, and what
it measured goes into the Markdown file that the variable names.
"""

import os
import platform
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")

LAST = 99  # the replayed press stands behind the numbered tests

NUMBER = re.compile(r"test_acceptance_(\d+)")
REPLAY = re.compile(r"test_(replay_\w+)\.py")


@dataclass(frozen=True)
class Row:
    """One measurement of a test."""

    test: str
    what: str
    value: object
    target: str


class Soak:
    """A plugin of pytest; `path` is empty at the small size."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._rows: list[Row] = []
        self._outcomes: dict[str, str] = {}

    def scale(self, ci: T, full: T) -> T:
        """Return the size that this run takes."""
        return full if self._path else ci

    def note(self, test: str, what: str, value: object, target: str) -> None:
        """Note what a test measured."""
        self._rows.append(Row(test, what, value, target))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or report.failed:
            self._outcomes[report.nodeid] = report.outcome

    def pytest_sessionfinish(self) -> None:
        if self._path and self._rows:
            Path(self._path).write_text(table(self._rows, self._outcomes, datetime.now().astimezone()), "utf-8")


def table(rows: list[Row], outcomes: dict[str, str], now: datetime) -> str:
    """Return the record of a run as Markdown."""
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    lines = [
        f"# Acceptance tests at full size, {now:%Y-%m-%d %H:%M %Z}",
        "",
        f"{machine}.",
        "",
        "| No. | measured | value | target | result |",
        "| --- | --- | --- | --- | --- |",
    ]
    for row in sorted(rows, key=lambda row: _number(row.test) or LAST):
        number, outcome = _number(row.test) or _replay(row.test), outcomes.get(row.test, "failed")
        lines.append(f"| {number} | {row.what} | {_shown(row.value)} | {row.target} | {outcome} |")
    return "\n".join(lines) + "\n"


def _number(test: str) -> int:
    found = NUMBER.search(test)
    return int(found[1]) if found else 0


def _replay(test: str) -> str:
    found = REPLAY.search(test)
    return found[1].replace("_", " ") if found else ""


def _shown(value: object) -> str:
    return f"{value:,.2f}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
