"""What must hold for any text at all."""

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.checks import CARRIES
from classifier.jsonl import judge_lines
from classifier.text import read

NAMES = ["Tây Ninh", "long an", "MỘC BÀI", "xã Tân Lập", "TP.HCM", "西宁省", "hoà"]
ODDITIES = [" ", "\n", "(", ", ", ")", "\u200b", "\u0301", "İ", "\ud800", "ﬁ", "Ð", "\x00", "."]
CUES = ["quê ", "đoàn ", "cao tốc ", " - ", "rộ tin ", "bác bỏ", "tin giả", "cửa khẩu quốc tế"]
PIECES = st.sampled_from([*NAMES, *ODDITIES, *CUES])
TEXTS = st.one_of(st.text(st.characters(), max_size=80), st.lists(PIECES, max_size=14).map("".join))
QUICK = settings(max_examples=100, deadline=None)


@QUICK
@given(title=TEXTS, text=TEXTS, decompose=st.booleans())
def test_every_span_slices_to_the_reported_text(judge, title, text, decompose):
    if decompose:
        title, text = unicodedata.normalize("NFD", title), unicodedata.normalize("NFD", text)
    fields = {"title": title, "text": text}
    found = judge.judge(title, text).places["tay-ninh"]
    for match in found.matches:
        assert fields[match.field][match.start : match.end] == match.text != ""
    assert found.relevant == (found.grade == "main")
    assert bool(found.matches) == (found.grade != "none")


@QUICK
@given(title=TEXTS, text=TEXTS)
def test_the_gate_never_stops_what_the_judge_would_keep(judge, title, text):
    if judge.judge(title, text).grade("tay-ninh") != "none":
        assert judge.may_match(f"{title}\n{text}")


@QUICK
@given(title=TEXTS, text=TEXTS)
def test_evidence_stands_in_the_article_and_only_carriers_ask_for_a_check(judge, title, text):
    found = judge.judge(title, text)
    phrases = [
        *found.role.evidence,
        *found.tone.evidence,
        *(p for score in found.topics.values() for p in score.evidence),
    ]
    assert all(phrase in title or phrase in text for phrase in phrases)
    assert found.verification.band == "none" or found.role.label == "carrier" or found.role.carries >= CARRIES


@QUICK
@given(text=TEXTS)
def test_the_matched_forms_keep_their_length(text):
    seen = read(text)
    assert len(seen.cased) == len(seen.lower)
    assert seen.starts is None or len(seen.starts) == len(seen.ends or ()) == len(seen.cased)


@QUICK
@given(lines=st.lists(st.binary(max_size=40), max_size=5))
def test_any_bytes_give_one_answer_per_line(judge, lines):
    rows = list(judge_lines(lines, judge, ["tay-ninh"]))
    assert len(rows) == len(lines)
    assert [row["error"]["line"] for row in rows if "error" in row] == [
        n for n, row in enumerate(rows, 1) if "error" in row
    ]
