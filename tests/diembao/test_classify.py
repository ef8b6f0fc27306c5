"""`diembao classify` on real and broken lines."""

import gzip
import json

import pytest

from diembao.__main__ import run

FIELDS = {"id", "lang", "kind", "places", "topics", "tone", "role", "verification", "foreign", "needs_reader", "story"}


def classify(tmp_path, lines, *options):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"\n".join(lines) + b"\n")
    code = run(["classify", str(source), "-o", str(target), *options])
    return code, [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def line(**fields):
    return json.dumps(fields, ensure_ascii=False).encode()


BROKEN = {
    "empty": b"",
    "not an object": b"[1, 2]",
    "not JSON": b"{tieu de",
    "not UTF-8": b'{"id": "x", "title": "T\xe2y Ninh"}',
    "no text": b'{"id": "x"}',
    "title is a number": b'{"id": "x", "title": 3}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_line_gives_an_error_in_its_place_and_exit_code_3(name, tmp_path):
    before, after = line(id="a", title="Tây Ninh", text="x"), line(id="b", title="Huế", text="x")
    code, out = classify(tmp_path, [before, BROKEN[name], after])
    assert code == 3
    assert [row["id"] for row in (out[0], out[2])] == ["a", "b"]
    assert out[1]["error"]["line"] == 2
    assert set(out[1]["error"]) == {"line", "code", "message"}


def test_every_line_carries_the_fields_of_the_contract(tmp_path):
    code, out = classify(tmp_path, [line(id="a", title="Mở rộng cửa khẩu quốc tế Mộc Bài, Tây Ninh", text="…")])
    assert code == 0
    assert set(out[0]) == FIELDS
    place = out[0]["places"]["tay-ninh"]
    assert place["relevant"] is (place["grade"] == "main")


def test_a_span_slices_to_the_reported_text(tmp_path):
    title = "Đại hội ở tỉnh Tây Ninh"
    _code, out = classify(tmp_path, [line(id="a", title=title, text="Không có gì thêm.")])
    match = out[0]["places"]["tay-ninh"]["matches"][0]
    assert title[match["start"] : match["end"]] == match["text"]


def test_the_order_of_a_huge_line_is_kept(tmp_path):
    huge = line(id="h", title="Dài", text="Tây Ninh " * 120_000)
    _code, out = classify(tmp_path, [line(id="a", title="x", text="y"), huge, line(id="b", title="x", text="y")])
    assert [row["id"] for row in out] == ["a", "h", "b"]


def test_an_unknown_profile_is_bad_usage(tmp_path):
    source = tmp_path / "in.jsonl"
    source.write_bytes(line(id="a", title="x", text="y"))
    assert run(["classify", str(source), "--profile", "sao-hoa"]) == 2


@pytest.mark.shared
def test_a_thousand_real_articles_come_back_in_order_with_broken_lines_among_them(tmp_path, shared):
    lines, ids = [], []
    with gzip.open(shared / "data/articles/misc_articles.jsonl.gz", "rt", encoding="utf-8") as articles:
        for number, text in enumerate(articles):
            if number == 994:
                break
            row = json.loads(text)
            lines.append(line(id=row["id"], title=row["title"], text=row["text"]))
            ids.append(row["id"])
    for position, broken in zip(range(0, 900, 150), BROKEN.values(), strict=True):
        lines.insert(position, broken)
        ids.insert(position, None)
    code, out = classify(tmp_path, lines)
    assert (code, len(out)) == (3, 1000)
    assert [row["id"] for row, wanted in zip(out, ids, strict=True) if wanted] == [wanted for wanted in ids if wanted]
    assert all(("error" in row) is (wanted is None) for row, wanted in zip(out, ids, strict=True))


PRICE = "Giá vé vào khu du lịch núi Bà Đen, Tây Ninh là {}.000 đồng."
CLAIM = {"id": "a", "title": "Vé vào khu du lịch núi Bà Đen tăng", "text": PRICE.format(95)}
STATED = {"text": PRICE.format(35), "issuer": "UBND tỉnh", "issued": "2026-09-01"}


def signals(tmp_path, statements, *options):
    (tmp_path / "st.jsonl").write_bytes(line(**statements))
    _code, (row,) = classify(tmp_path, [line(**CLAIM)], *options)
    return row["verification"]["signals"]


def test_articles_are_held_against_the_statements_of_a_file(tmp_path):
    (found,) = signals(tmp_path, STATED, "--statements", str(tmp_path / "st.jsonl"))
    assert (found["kind"], found["evidence"]) == ("contradicts_statement", CLAIM["text"])
    assert found["against"].startswith("UBND tỉnh, 01/09/2026: Giá vé")


def test_without_the_file_there_is_nothing_to_hold_them_against(tmp_path):
    assert signals(tmp_path, STATED) == []


def test_a_faulty_file_of_statements_is_refused_with_its_line(tmp_path, capsys):
    (tmp_path / "st.jsonl").write_bytes(b'{"issuer": "x"}')
    (tmp_path / "in.jsonl").write_bytes(line(**CLAIM))
    assert run(["classify", str(tmp_path / "in.jsonl"), "--statements", str(tmp_path / "st.jsonl")]) == 2
    assert "st.jsonl:1" in capsys.readouterr().err
