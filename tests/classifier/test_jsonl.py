"""JSON Lines in, one answer per line out, whatever stands in the lines."""

import json

import pytest

from classifier.jsonl import MAX_LINE, judge_lines

GOOD = {"id": "a1", "title": "Đông khách ở Mộc Bài", "text": "Cửa khẩu quốc tế đông khách."}


def run(judge, *lines):
    raw = [line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode() for line in lines]
    rows = list(judge_lines(raw, judge, ["tay-ninh"]))
    json.dumps(rows, ensure_ascii=False, allow_nan=False).encode("utf-8")
    return rows


def test_a_good_line_has_exactly_the_fields_of_the_contract(judge):
    (row,) = run(judge, GOOD)
    contract = ["id", "lang", "kind", "places", "topics", "tone", "role", "verification"]
    assert list(row) == [*contract, "foreign", "needs_reader", "story"]
    place = row["places"]["tay-ninh"]
    assert list(place) == ["relevant", "grade", "score", "localities", "matches"]
    assert list(place["matches"][0]) == ["place", "text", "field", "start", "end", "why"]
    assert all(list(topic) == ["on", "score", "sub", "evidence"] for topic in row["topics"].values())
    assert set(row["verification"]) == {"band", "score", "signals"}
    assert (row["id"], row["lang"], row["kind"], place["relevant"], place["localities"]) == (
        "a1",
        "vi",
        "news",
        True,
        ["ben-cau"],
    )


def test_only_the_asked_profiles_are_shown(judge):
    (row,) = judge_lines([json.dumps(GOOD).encode()], judge, [])
    assert row["places"] == {}


HOSTILE = {
    "empty": (b"", "empty_line"),
    "blank": (b" \t\r\n", "empty_line"),
    "broken bytes": (b'{"id": "x", "title": "\xff\xfe"}', "not_utf8"),
    "half a letter": ('{"title": "Tâ'.encode()[:-1], "not_utf8"),
    "not json": (b"Tay Ninh", "not_json"),
    "cut short": (b'{"id": "x", "title": "a"', "not_json"),
    "not a number": (b'{"id": "x", "title": "a", "n": NaN}', "not_json"),
    "infinity": (b'{"id": "x", "title": "a", "n": -Infinity}', "not_json"),
    "two objects": (b'{"title": "a"}{"title": "b"}', "not_json"),
    "a huge number": (b'{"title": "a", "n": ' + b"9" * 6000 + b"}", "not_json"),
    "deep nesting": (b"[" * 200_000, "not_json"),
    "deep object": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "not_json"),
    "list": (b'["title"]', "not_an_object"),
    "string": (b'"title"', "not_an_object"),
    "null": (b"null", "not_an_object"),
    "no text": (b'{"id": "x"}', "missing_text"),
    "empty text": (b'{"id": "x", "title": " ", "text": ""}', "missing_text"),
    "null text": (b'{"id": "x", "title": null, "text": null}', "missing_text"),
    "title is a number": (b'{"id": "x", "title": 5}', "bad_field"),
    "text is a list": (b'{"id": "x", "title": "a", "text": ["b"]}', "bad_field"),
    "lang is an object": (b'{"id": "x", "title": "a", "lang": {}}', "bad_field"),
    "id is a list": (b'{"id": [], "title": "a"}', "bad_field"),
    "id is true": (b'{"id": true, "title": "a"}', "bad_field"),
    "too big": (b'{"title": "' + b"a" * MAX_LINE + b'"}', "too_big"),
}


@pytest.mark.parametrize(("line", "code"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_bad_line_gives_its_error_in_its_place(judge, line, code):
    before, bad, after = run(judge, GOOD, line, GOOD)
    assert {**before, "story": None} == {**after, "story": None}
    assert set(bad) == {"id", "error"}
    assert (bad["error"]["line"], bad["error"]["code"]) == (2, code)
    assert bad["error"]["message"]


def test_the_id_of_a_bad_line_is_given_when_it_can_be_read(judge):
    assert [row["id"] for row in run(judge, {"id": "x"}, {"id": 7, "title": 1}, b"nonsense")] == ["x", 7, None]


ODD = {
    "byte order mark": b"\xef\xbb\xbf" + json.dumps(GOOD).encode(),
    "lone surrogate": b'{"id": "\\ud800", "title": "T\\u00e2y Ninh \\udfff", "text": "\\ud83d"}',
    "null character": b'{"id": "x", "title": "T\\u00e2y\\u0000 Ninh"}',
    "one million letters": json.dumps({"id": "x", "text": "Tây Ninh " * 110_000}).encode(),
    "one million marks": json.dumps({"id": "x", "text": "Tây Ninh a" + "\u0301" * 300_000}).encode(),
    "unknown fields": json.dumps(GOOD | {"more": [1, {"a": None}]}).encode(),
    "windows line end": json.dumps(GOOD).encode() + b"\r\n",
    "no id": json.dumps({"title": "Tây Ninh"}).encode(),
}


@pytest.mark.parametrize("line", ODD.values(), ids=ODD.keys())
def test_an_odd_line_is_judged_all_the_same(judge, line):
    (row,) = run(judge, line)
    assert row["places"]["tay-ninh"]["grade"] != "none"


def test_error_messages_are_vietnamese_by_default(judge):
    assert run(judge, b"")[0]["error"]["message"] == "Dòng trống."


def test_spans_count_code_points_of_the_field_as_given(judge):
    title = "\U0001f389 Đông\u200b khách ở Mo\u0323\u0302c Bài"
    (row,) = run(judge, {"id": "x", "title": title})
    (match,) = row["places"]["tay-ninh"]["matches"]
    assert title[match["start"] : match["end"]] == match["text"] == "Mo\u0323\u0302c Bài"
