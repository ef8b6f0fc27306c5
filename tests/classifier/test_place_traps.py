"""Both readings of every trap: names that mean the place, and names that mean something else."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from classifier.judge import Judge
from diembao.settings import defaults

DATA = Path(__file__).parent / "data"
CASES = [
    case
    for path in sorted(DATA.glob("place_traps_*.yaml"))
    for case in YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def judge():
    return Judge(defaults(["can-gio", "tay-ninh", "thai-nguyen", "tuyen-quang"])[0], [])


# What the rules do not tell apart yet: what a person did once, a copy elsewhere, a namesake that is no unit.
NOT_YET = {
    "hospital-doctor-former-post-body",
    "hospital-former-doctor-title",
    "school-alumnus-body",
    "school-same-name-nha-trang-title",
    "toa-thanh-painter-past-body",
    "toa-thanh-style-abroad-body",
    "toa-thanh-toothpick-model-title",
}


def cases():
    for case in CASES:
        yield pytest.param(case, id=case["id"], marks=[pytest.mark.xfail(strict=True)] * (case["id"] in NOT_YET))


@pytest.mark.parametrize("case", list(cases()))
def test_a_trap_is_read_as_a_person_reads_it(judge, case):
    found = judge.judge(case["title"], case["text"], outlet_id=case.get("outlet", ""))
    assert found.grade(case["profile"]) in case["expect"], found.places[case["profile"]].matches


def test_there_are_enough_traps():
    assert len(CASES) >= 150
    assert len({case["id"] for case in CASES}) == len(CASES)
