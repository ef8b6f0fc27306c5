"""Text and HTML are, byte for byte, the golden files; golden/rewrite.py writes them anew."""

from pathlib import Path

import pytest

from support.golden import documents

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(documents()))
def test_document_is_the_golden_one(name):
    assert documents()[name] == (GOLDEN / name).read_text(encoding="utf-8")


def test_no_golden_file_is_left_over():
    kept = {path.name for path in GOLDEN.iterdir() if path.suffix in (".html", ".txt")}
    assert kept == set(documents())


def test_text_keeps_to_78_columns_but_for_addresses():
    lines = documents()["rich-vi.txt"].splitlines()
    assert [line for line in lines if len(line) > 78 and "https://" not in line] == []
