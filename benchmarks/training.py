"""Whether the training makes the delivered models again: the predictions beside them must come out the same.

    python benchmarks/training.py [--shared ../shared]

Takes some minutes on one core. Exit code 1 when a prediction differs; what differs is listed.
"""

import argparse
import csv
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from classifier.judge import Judge
from classifier.model import FOLDER
from classifier.training.examples import Texts
from classifier.training.train import train
from diembao.settings import defaults

ROOT = Path(__file__).parent.parent


def main() -> int:
    """Train and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    with (FOLDER / "predictions.csv").open(encoding="utf-8", newline="") as file:
        delivered = list(csv.DictReader(file))
    begin = time.perf_counter()
    again = train(shared, Judge(*defaults(["tay-ninh"])), Texts.of(shared), datetime.now(UTC).date()).predictions
    taken = time.perf_counter() - begin
    differing = [(old, new) for old, new in zip(delivered, again, strict=True) if old != new]
    for old, new in differing:
        print(f"{old['id']}: " + ", ".join(f"{key} {old[key]} -> {new[key]}" for key in old if old[key] != new[key]))
    print(f"{len(delivered)} predictions, {len(differing)} differ; trained in {taken:.0f} s")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
