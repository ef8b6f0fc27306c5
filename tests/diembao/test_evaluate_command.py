"""`diembao evaluate places` over labels of our own."""

import json

import pytest

from diembao.__main__ import run

ROWS = [
    ("1", "Tây Ninh mở cửa khẩu", "", "yes"),
    ("2", "Xổ số miền Nam", "Mở thưởng chiều nay.", "no"),
    ("3", "Hồ Dầu Tiếng xả lũ", "", "yes"),
    ("4", "Cháy xưởng ở Mỹ Hạnh", "", "yes"),
    ("5", "Mưa lớn ở tỉnh khác", "", "border"),
]


@pytest.fixture
def labels(tmp_path):
    path = tmp_path / "labels.jsonl"
    keys = ("id", "title", "text", "relevant", "province")
    path.write_text("\n".join(json.dumps(dict(zip(keys, (*row, "tay-ninh"), strict=True))) for row in ROWS))
    return path


def test_the_table_counts_what_is_right_and_missed(labels, capsys):
    assert run(["evaluate", "places", str(labels), "--json"]) == 0
    every = json.loads(capsys.readouterr().out)[-1]
    assert (every["right"], every["wrong"], every["missed"]) == (2, [], ["4"])


def test_errors_are_listed_with_their_titles(labels, capsys):
    assert run(["evaluate", "places", str(labels), "--errors"]) == 0
    assert "tay-ninh: bỏ sót: 4: Cháy xưởng ở Mỹ Hạnh" in capsys.readouterr().out


def test_a_bad_line_is_named(labels, capsys):
    labels.write_text('{"id": "1"}\n')
    assert run(["evaluate", "places", str(labels)]) == 2
    assert f"{labels}, dòng 1" in capsys.readouterr().err
