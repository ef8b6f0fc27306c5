"""The 16 situations in which the press of a year named a falsehood and a place followed, retold."""

import json
from collections import Counter
from pathlib import Path

import pytest

LINES = (Path(__file__).parent / "data" / "situations.jsonl").read_text(encoding="utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_role_and_band_of_a_situation(case, judge):
    found = judge.judge(case["title"], case["text"])
    assert (found.role.label, found.verification.band) == (case["role"], case["band"])


def test_the_situations_are_those_that_were_met():
    met = {"sanction": 4, "debunk": 2, "verification": 4, "none": 2, "other_sense": 4}
    assert Counter(case["role"] for case in CASES) == met
