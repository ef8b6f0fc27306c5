"""How long the Word and Excel files of a large month take.

    python benchmarks/documents.py [--folder DIR]

The month of benchmarks/digest.py: 5,000 articles in 1,000 stories, with alerts, late additions, charts, and 300 matters
and 300 answers of the register. Measured from the built digest to the last byte of both files, each time in a process
of its own, best of three; memory is the peak of the largest. Exit code 1 when a limit is missed: 8 s and 500 MiB.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import digest as month

from alerts.documents import charts, excel, word
from alerts.workdays import Workdays
from core.desk import Digest
from core.matters import MatterLine, Register, ResponseLine
from core.settings import WorkingCalendar
from diembao import reports
from diembao.settings import defaults
from storage.store import SqlStore
from support import factories

ARCHIVE, MATTERS, ROUNDS = 10_000, 300, 3
SECONDS, MEMORY = 8.0, 500.0  # seconds, MiB


def built(path: Path) -> Digest:
    """Return the digest of the month with a full register."""
    profiles, topics = defaults(["tay-ninh"])
    rooms: Any = SimpleNamespace(
        clock=SimpleNamespace(now=lambda: month.NOW),
        settings=factories.settings(profiles=profiles, topics=topics),
        store=SqlStore(f"sqlite:///{path}"),
        workdays=Workdays(WorkingCalendar()),
    )
    made = reports.build(rooms, rooms.settings.digests[0], month.PERIOD, draft=False)
    day = month.PERIOD.first
    lines = tuple(MatterLine(n, "hot", f"Vụ việc {n}", "Sở Xây dựng", day, due=day) for n in range(MATTERS))
    answers = tuple(ResponseLine(n, f"Vụ việc {n}", "Sở Xây dựng", day, "answer") for n in range(MATTERS))
    return replace(made, register=Register(lines, responses=answers))


def measure(path: Path) -> dict[str, float]:
    """Write both files once and return the seconds of each, the peak in MiB and the sizes in KiB."""
    made = built(path)
    assert (len(made.main), len(made.stories)) == (month.MONTHLY, month.MONTHLY // month.PER_STORY)
    begin = time.perf_counter()
    drawn = charts.pictures(made)
    docx = word.render(made, factories.office(), "vi", drawn)
    middle = time.perf_counter()
    xlsx = excel.render(made)
    end = time.perf_counter()
    return {
        "word": middle - begin, "excel": end - middle, "together": end - begin, "peak": month.peak(),
        "docx": len(docx) / 1024, "xlsx": len(xlsx) / 1024,
    }  # fmt: skip


def main() -> int:
    """Run the benchmark; exit code 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="keep the archive there, or take it from there")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure)))
        return 0
    with tempfile.TemporaryDirectory() as name:
        path = (options.folder or Path(name)) / f"archive-{ARCHIVE}.db"
        if not path.exists():
            month.make(path, ARCHIVE)
        command = [sys.executable, __file__, "--measure", str(path)]
        runs = [
            json.loads(subprocess.run(command, capture_output=True, text=True, check=True, cwd=month.ROOT).stdout)
            for _round in range(ROUNDS)
        ]
    best, peak = min(runs, key=lambda run: run["together"]), max(run["peak"] for run in runs)
    print(f"# Word and Excel of {month.MONTHLY:,} articles, {datetime.now(UTC):%Y-%m-%d}\n")
    print(f"Word with charts {best['word']:.2f} s ({best['docx']:.0f} KiB), Excel {best['excel']:.2f} s ", end="")
    print(f"({best['xlsx']:.0f} KiB).\n\n| limit | reached | wanted | |\n|---|---|---|---|")
    good = best["together"] <= SECONDS, peak <= MEMORY
    for what, reached, wanted, is_good in (
        ("both files", f"{best['together']:.2f} s", f"≤ {SECONDS:g} s", good[0]),
        ("memory", f"{peak:.0f} MiB", f"≤ {MEMORY:g} MiB", good[1]),
    ):
        print(f"| {what} | {reached} | {wanted} | {'pass' if is_good else 'MISSED'} |")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
