"""A recorded month of three national papers through the real service, on a replayed clock.

    python benchmarks/replay.py [--shared ../shared] [--kills 5] [--pages all]

Prints the wall time of the month and what was kept; with --kills the service is killed (-9) that many times at random
moments, and what it left is compared with an undisturbed run of the same month. `--pages` is as in sources.yaml: the
shipped profile reads `candidates` of national papers (title or summary may concern the province).
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from support import month, replay  # noqa: E402 - the support of the tests serves here too

LIMIT = 15 * 60


def one(shared: Path, folder: Path, kills: int, pages: str) -> replay.Run:
    """Live through the month once, polling every 15 minutes."""
    with replay.replay(shared, month.START, pages) as site:
        return replay.rehearse(folder, site, month.FROZEN, kills, tick=900)


def report(shared: Path, run: replay.Run) -> bool:
    """Print what a run left; False when an item that names the province is missing or the limit is passed."""
    wanted, kept = month.expected(shared), month.stored(run)
    entries = Counter(dict(replay.rows(run.workspace, "select state, count(*) from entries group by state")))
    grades = Counter(str(row[0]) for row in kept.values())
    kinds = Counter(dict(replay.rows(run.workspace, "select kind, count(*) from assessments group by kind")))
    missing = sorted(wanted.keys() - kept.keys())
    print(f"| entries listed | {sum(entries.values()):,} ({dict(entries)}) |")
    print(f"| articles kept | {len(kept)} (grades {dict(grades)}, kinds {dict(kinds)}) |")
    print(f"| items that name the province | {len(wanted)}, of which not stored: {missing or 0} |")
    print(f"| alerts | {replay.rows(run.workspace, 'select count(*) from alerts')[0][0]} |")
    print(f"| mails, of which digests | {len(month.mails(run))}, {len(month.digests(run))} |")
    print(f"| wall time | {run.seconds:.0f} s (limit {LIMIT} s) |")
    return not missing and run.seconds <= LIMIT


def main() -> int:
    """Run the benchmark; exit code 1 when it shows a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--pages", choices=("candidates", "all"), default="candidates")
    options = parser.parse_args()
    if not options.shared.is_dir():
        print(f"{options.shared} is absent: the recorded feeds are needed.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        today = f"{datetime.now().astimezone():%Y-%m-%d}"
        print(f"# Replay of {month.PERIOD.id}, {today}, {os.cpu_count()} cores, pages: {options.pages}\n")
        print("| | |\n|---|---|")
        calm = one(options.shared, Path(name) / "calm", 0, options.pages)
        good = report(options.shared, calm)
        if options.kills:
            killed = one(options.shared, Path(name) / "killed", options.kills, options.pages)
            same = month.stored(killed) == month.stored(calm) and month.mails(killed) == month.mails(calm)
            print(f"| {options.kills} × kill -9 | {'equal to' if same else 'DIFFERS from'} the undisturbed run |")
            good &= same
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
