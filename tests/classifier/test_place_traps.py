"""Which articles concern a unit: named traps of names, in title and body, beside the same names rightly meant."""

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from classifier.judge import Judge
from diembao.settings import defaults

DATA = Path(__file__).parent / "data"
FILLER = "Anh nghỉ một lúc rồi lại bước tiếp. "


def _cases(name):
    return YAML(typ="safe", pure=True).load((DATA / name).read_text(encoding="utf-8"))


TRAPS = _cases("place_traps.yaml") + _cases("place_traps_more.yaml")
PAIRS = _cases("place_readings.yaml")
PROFILES = sorted({case["profile"] for case in TRAPS + PAIRS})


@pytest.fixture(scope="module")
def national():
    profiles, topics = defaults(PROFILES)
    return Judge(profiles, topics)


def _judged(judge, case):
    title, text = case.get("title", ""), FILLER * case.get("pad", 0) + case["text"]
    if form := case.get("form"):
        title, text = unicodedata.normalize(form, title), unicodedata.normalize(form, text)
    return judge.judge(title, text, outlet_id=case.get("outlet", ""))


def _table(cases, *fields):
    """Return the cases that hold these fields; those that the rules do not tell yet must fail, or lose their mark."""
    not_yet = pytest.mark.xfail(strict=True, reason="the rules do not tell it yet")
    return [
        pytest.param(case, id=case["id"], marks=[not_yet] * ("not_yet" in case and not fields))
        for case in cases
        if all(field in case for field in fields)
    ]


@pytest.mark.parametrize("case", _table(TRAPS))
def test_a_trap_is_told(national, case):
    expected = case["expected"]
    grade = _judged(national, case).grade(case["profile"])
    assert grade in ([expected] if isinstance(expected, str) else expected)


@pytest.mark.parametrize("case", _table(PAIRS))
def test_two_readings_of_a_name_are_told_apart(national, case):
    grade = _judged(national, case).grade(case["profile"])
    assert (grade == "main") == case["meant"]


@pytest.mark.parametrize("case", _table(TRAPS + PAIRS, "localities"))
def test_the_commune_concerned_is_named(national, case):
    assert set(case["localities"]) <= set(_judged(national, case).places[case["profile"]].localities)


@pytest.mark.parametrize("case", _table(TRAPS, "others"))
def test_the_other_unit_is_graded_for_itself(national, case):
    found = _judged(national, case)
    assert {profile: found.grade(profile) for profile in case["others"]} == case["others"]


@pytest.mark.parametrize("case", _table(TRAPS, "kind"))
def test_sport_is_marked(national, case):
    assert _judged(national, case).kind == case["kind"]


def test_every_case_has_an_id_of_its_own():
    assert max(Counter(case["id"] for case in TRAPS + PAIRS).values()) == 1


def test_most_traps_are_told():
    told = [case for case in TRAPS + PAIRS if "not_yet" not in case]
    assert len(told) >= 400
    assert len(told) / len(TRAPS + PAIRS) >= 0.9
