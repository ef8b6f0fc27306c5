"""Files of statements: what is read, and which fault is named on which line."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ConfigError, UsageError
from core.statements import Statement
from diembao.statement_files import LONGEST, StatementError, read_statements, statement

ROW = {"text": "Cầu Mẫu vẫn an toàn.", "issuer": "Sở Xây dựng", "issued": "01/10/2026"}
PLAIN = Statement(0, "Cầu Mẫu vẫn an toàn.", "Sở Xây dựng", date(2026, 10, 1), "official")


def written(tmp_path, text, name="in.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_csv_from_excel_is_read(tmp_path):
    text = "\ufefftext,issuer,issued,scope\r\nCầu Mẫu vẫn an toàn.,Sở Xây dựng,01/10/2026,tay-ninh; borders\r\n"
    assert read_statements(written(tmp_path, text))[0].scope == ("tay-ninh", "borders")


def test_json_lines_are_read(tmp_path):
    text = json.dumps(ROW) + "\n\n" + json.dumps({**ROW, "scope": ["tay-ninh"]})
    assert [one.scope for one in read_statements(written(tmp_path, text, "in.jsonl"))] == [(), ("tay-ninh",)]


def test_every_faulty_line_of_a_csv_is_named(tmp_path):
    path = written(tmp_path, "text,issuer,issued\nA.,Sở,01/10/2026\n,Sở,01/10/2026\nB.,Sở,hôm qua\n")
    with pytest.raises(ConfigError) as caught:
        read_statements(path)
    assert [problem.line for problem in caught.value.problems] == [3, 4]


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("in.jsonl", '{"text": "A."', 1),
        ("in.jsonl", f"{json.dumps(ROW)}\n[1]", 2),
        ("in.csv", b"text,issuer,issued\nA.,S\xff,01/10/2026\n", 2),
        ("in.csv", "text,issuer,issued\nA.,Sở,01/10/2026,thừa\n", 2),
        ("in.csv", 'text,issuer,issued\n"A.,Sở,01/10/2026\n', 2),
    ],
    ids=["broken-json", "not-an-object", "not-utf-8", "too-many-cells", "open-quote"],
)
def test_a_line_that_cannot_be_read_is_named(tmp_path, name, content, line):
    with pytest.raises(ConfigError) as caught:
        read_statements(written(tmp_path, content, name))
    assert [problem.line for problem in caught.value.problems] == [line]


def test_a_missing_file_is_said_in_words(tmp_path):
    with pytest.raises(UsageError):
        read_statements(tmp_path / "khong-co.csv")


def test_a_plain_row():
    assert statement(ROW) == PLAIN


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"text": " "}, "text"),
        ({"text": "x" * (LONGEST + 1)}, "text"),
        ({"text": 7}, "text"),
        ({"issuer": None}, "issuer"),
        ({"issued": ""}, "issued"),
        ({"issued": "31/02/2026"}, "31/02/2026"),
        ({"kind": "rumour"}, "rumour"),
        ({"claim": "Cầu sập"}, "finding"),
        ({"finding": "false"}, "claim"),
        ({"verdict": "x"}, "verdict"),
        ({"valid_until": "2026-09-01"}, "valid_until"),
    ],
    ids=lambda value: str(value)[:24],
)
def test_a_fault_names_the_field(change, word):
    with pytest.raises(StatementError, match=word):
        statement({**ROW, **change})


@given(st.binary(max_size=300), st.sampled_from(["in.csv", "in.jsonl"]))
def test_any_bytes_are_read_or_refused(tmp_path_factory, content, name):
    path = written(tmp_path_factory.mktemp("bytes"), content, name)
    try:
        texts = [one.text for one in read_statements(path)]
    except ConfigError as error:
        texts = [problem.message for problem in error.problems]
    assert all(texts)
