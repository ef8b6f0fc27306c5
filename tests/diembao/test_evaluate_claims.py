"""`diembao evaluate claims`: the table, the picture and the JSON."""

import json
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner

from diembao.commands import evaluate


@pytest.fixture(scope="module")
def written(shared, tmp_path_factory):
    """What the command prints, and the picture that it draws."""
    picture = tmp_path_factory.mktemp("claims") / "curve.svg"
    words = ["claims", "--data", str(shared), "--json", "--svg", str(picture)]
    return CliRunner().invoke(evaluate.command(), words, catch_exceptions=False).stdout, picture


@pytest.mark.shared
def test_both_ways_are_measured(written):
    assert [row["part"] for row in json.loads(written[0])] == ["given", "found"]


@pytest.mark.shared
def test_the_curve_is_drawn(written):
    picture = written[1]
    lines = ET.fromstring(picture.read_text(encoding="utf-8")).findall("{http://www.w3.org/2000/svg}polyline")
    assert len(lines) == 2


def test_a_folder_without_claims_is_refused(tmp_path):
    result = CliRunner().invoke(evaluate.command(), ["claims", "--data", str(tmp_path)])
    assert result.exit_code != 0
