"""Every clause of the plans names what serves it, and what is named exists; or it says why nothing does."""

import csv
import re
from pathlib import Path

import click
import pytest

from config.schema import schemas
from diembao.cli import cli

PROJECT = Path(__file__).parent.parent.parent
with (PROJECT / "docs/traceability.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


def served(kind):
    return sorted({row["name"] for row in ROWS if row["served_by"] == kind})


def test_every_clause_stands_once():
    ids = [row["id"] for row in ROWS]
    assert len(ids) == len(set(ids)) == 179


def test_a_clause_is_served_in_one_of_four_ways():
    assert {row["served_by"] for row in ROWS} == {"command", "configuration", "test", "not served"}


def test_what_is_not_served_says_why():
    assert [row["id"] for row in ROWS if row["served_by"] == "not served" and (row["name"] or not row["note"])] == []


@pytest.mark.parametrize("name", served("command"))
def test_a_command_exists(name):
    program, *words = name.split()
    group = cli
    for word in words:
        assert isinstance(group, click.Group)
        found = group.get_command(click.Context(group), word)
        assert found is not None, name
        group = found
    assert program == "diembao"


@pytest.mark.parametrize("name", served("configuration"))
def test_a_setting_exists(name):
    file, _colon, field = name.partition(":")
    assert field in schemas()[file]["properties"]


@pytest.mark.parametrize("name", served("test"))
def test_a_test_exists(name):
    path, _colons, function = name.partition("::")
    assert re.search(rf"^def {function}\(", (PROJECT / path).read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.shared
def test_the_clauses_are_those_of_the_plans(shared):
    with (shared / "domain/traceability.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == [row["id"] for row in ROWS]
