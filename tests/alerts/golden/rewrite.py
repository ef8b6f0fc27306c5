"""Writes the golden files anew: `.venv/bin/python tests/alerts/golden/rewrite.py`, then read the difference."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent.parent))


def main() -> None:
    from support.golden import documents

    for name, content in documents().items():
        (HERE / name).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
