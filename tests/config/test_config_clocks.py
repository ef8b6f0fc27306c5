"""The shipped legal clocks: complete, readable, and equal to the collected table of the law."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.clocks import ClockRule, ShippedClocks
from config.documents import parse
from config.explain import validate
from config.init import create
from config.load import CLOCKS, load, load_clocks
from core.clocks import DATE_FIELDS

WORDS = {  # what the table writes, and what that is here: unit and day of the year
    "before 20 December": ("yearly_before", "12-20"),
    "before 20/6": ("yearly_before", "06-20"),
    "before 15/12": ("yearly_before", "12-15"),
    "before 15/11": ("yearly_before", "11-15"),
    "01 lần/tháng": ("monthly", None),
}
UNVERIFIED = ("inferred", "except", "computed", "not re-read")  # words of the table for what is not sure


@pytest.fixture(scope="module")
def rules() -> dict[str, ClockRule]:
    return {rule.id: rule for rule in load_clocks()}


def told(row: dict[str, str]) -> tuple[object, ...]:
    """Read a row of the table as the shipped rule should have it."""
    unit, before = WORDS.get(row["unit"], (row["unit"], None))
    starts = row["starts_at"].replace("received_and_handled_at", "handled_at")
    day = starts if starts[:1].isdigit() else ""
    fields = tuple(filter(None, starts.split(" | "))) if not day else ()
    return unit, int(row["value"] or 0), before, fields, day, row["valid_from"], row["valid_to"]


def written(rule: ClockRule) -> tuple[object, ...]:
    dates = (str(day or "") for day in (rule.starts_on, rule.valid_from, rule.valid_to))
    return rule.unit, rule.value, rule.before, rule.starts, *dates


@pytest.fixture(scope="module")
def table(shared: Path) -> list[dict[str, str]]:
    with (shared / "domain/clocks.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.shared
def test_the_shipped_clocks_are_those_of_the_collected_table(rules, table):
    assert len(table) > 30
    assert {identity: written(rule) for identity, rule in rules.items()} == {row["id"]: told(row) for row in table}


@pytest.mark.shared
def test_what_the_table_marks_as_not_verified_is_marked(rules, table):
    doubtful = {row["id"] for row in table if any(word in row["verified"] for word in UNVERIFIED)}
    assert len(doubtful) == 4
    assert {identity for identity in doubtful if "CHƯA" not in rules[identity].verified} == set()


def test_no_clock_stands_twice(rules):
    assert len(load_clocks()) == len(rules)


def test_every_clock_says_in_two_languages_what_is_to_be_done_and_how_far_it_was_verified(rules):
    assert [rule.id for rule in rules.values() if not (rule.duty.en and rule.verified)] == []


def test_a_fault_of_the_shipped_file_is_named_with_its_line():
    text = CLOCKS.read_text("utf-8").replace("unit: hours_before", "unit: hours_ago", 1)
    document = parse(CLOCKS, text.encode())
    line = next(n for n, line in enumerate(text.splitlines(), 1) if "hours_ago" in line)

    assert validate(document, ShippedClocks) is None
    assert [problem.line for problem in document.problems] == [line]


def comment(text: str) -> Iterator[str]:
    """The lines of the example at the end of the file, as they stand when its marks are taken away."""
    yield from (line.removeprefix("# ") for line in text.partition("\n# clocks:\n")[2].splitlines())


def test_the_example_of_a_fresh_workspace_passes_the_check(tmp_path: Path):
    create("tay-ninh", tmp_path)
    path = tmp_path / "alerts.yaml"
    text = path.read_text("utf-8")
    path.write_text("\n".join([text, "clocks:", *comment(text)]), "utf-8")

    own = load(tmp_path, {}).alerts.clocks
    assert own.off
    assert [rule.starts for rule in own.add] == [("letter_sent_at",)]


def test_the_comment_of_a_fresh_workspace_names_every_date_that_starts_a_clock(tmp_path: Path):
    create("tay-ninh", tmp_path)
    text = (tmp_path / "alerts.yaml").read_text("utf-8")
    assert [field for field in DATE_FIELDS if f"{field} (" not in text] == []
