"""Articles held against statements: what contradicts one, what repeats a claim found false, and what does neither."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.claims.against import findings_against
from classifier.claims.retrieve import StatementIndex
from classifier.claims.support import delivered
from core.statements import Statement

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "statement_cases.jsonl").read_text(encoding="utf-8").splitlines()
]
DAY = date(2026, 8, 1)
TOLL_SENTENCE = "Trạm thu phí BOT Cần Đăng tăng giá vé xe con lên 52.000 đồng mỗi lượt."
TOLL = f"Nhiều tài xế bất ngờ. {TOLL_SENTENCE} Hết."
FALSE = (
    ("Hồ Dầu Tiếng bị vỡ đập trong đêm", "Hồ Dầu Tiếng an toàn, không có chuyện vỡ đập."),
    ("Từ tháng 9, học sinh Tây Ninh phải nộp 5 triệu đồng tiền quỹ lớp", "Thông tin thu 5 triệu đồng là bịa đặt."),
    ("Uống nước lá đu đủ chữa khỏi ung thư trong một tháng", "Không có bằng chứng rằng lá đu đủ chữa ung thư."),
)


def official(number, text, **more):
    return Statement(number, text, "UBND tỉnh", date(2026, 7, 1), "official", **more)


@pytest.fixture(scope="module")
def index():
    texts = dict.fromkeys(case["statement"] for case in CASES)
    return StatementIndex(official(number, text) for number, text in enumerate(texts, 1))


@pytest.fixture(scope="module")
def judged():
    rows = [
        Statement(number, text, "Trung tâm xử lý tin giả", date(2026, 7, 1), "fact_check", claim, "false")
        for number, (claim, text) in enumerate(FALSE, 1)
    ]
    return StatementIndex(rows)


def flagged(index, kind, use):
    """Return how many cases of a kind have a finding, and how many there are."""
    rows = [case for case in CASES if (case["kind"], case["use"]) == (kind, use)]
    found = [bool(findings_against("", case["article"], index, DAY, delivered())) for case in rows]
    return sum(found), len(rows)


@pytest.mark.parametrize(
    ("kind", "use", "least", "most"),
    [
        ("contradicts", "looked at", 12, 20),
        ("agrees", "looked at", 0, 1),
        ("other", "looked at", 0, 1),
        ("contradicts", "held out", 4, 8),
        ("agrees", "held out", 0, 1),
        ("other", "held out", 0, 1),
    ],
)
def test_invented_cases(index, measured, kind, use, least, most):
    found, size = flagged(index, kind, use)
    measured(f"cases of {kind}, {use}, with a finding", found / size, f"{least}-{most} of {size}")
    assert least <= found <= most


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Hồ Dầu Tiếng bị vỡ đập trong đêm", "Nhiều nhà ngập."),
        ("", "Người dân cho biết hồ Dầu Tiếng đã bị vỡ đập trong đêm qua."),
        ("", "Từ tháng 9, học sinh Tây Ninh phải nộp 5 triệu đồng tiền quỹ lớp, nhiều người nói."),
        ("Uống nước lá đu đủ chữa khỏi ung thư trong một tháng", "Cách làm rất đơn giản."),
    ],
)
def test_a_false_claim_is_repeated(judged, title, text):
    assert [one.kind for one in findings_against(title, text, judged, DAY, delivered())] == ["repeats_false_claim"]


@pytest.mark.parametrize(
    "text",
    [
        "Không có chuyện hồ Dầu Tiếng bị vỡ đập trong đêm.",
        "Công an bác bỏ tin hồ Dầu Tiếng bị vỡ đập trong đêm.",
        "Hồ Dầu Tiếng không bị vỡ đập trong đêm.",
        "Có hay không việc hồ Dầu Tiếng bị vỡ đập trong đêm?",
        "Một người bị phạt vì tung tin hồ Dầu Tiếng bị vỡ đập trong đêm.",
        "Hồ Trị An bị vỡ đập trong đêm, theo phim.",
        "Từ tháng 9, học sinh Tây Ninh phải nộp 500.000 đồng tiền quỹ lớp.",
        "Hồ Dầu Tiếng đầy nước trở lại sau mưa.",
    ],
)
def test_what_denies_asks_or_speaks_of_something_else_repeats_nothing(judged, text):
    assert findings_against("", text, judged, DAY, delivered()) == []


@pytest.fixture(scope="module")
def toll():
    text = "Trạm thu phí BOT Cần Đăng giữ nguyên giá vé xe con 35.000 đồng mỗi lượt."
    return findings_against("", TOLL, StatementIndex([official(1, text)]), DAY, delivered())[0]


def test_a_finding_names_what_differs(toll):
    first = toll.differences[0]
    assert first.kind == "figure"
    assert "52.000 đồng" in first.words
    assert "35.000 đồng" in first.words


def test_a_finding_points_at_its_sentence_in_the_article(toll):
    assert (toll.field, TOLL[toll.start : toll.end]) == ("text", TOLL_SENTENCE)


@pytest.mark.parametrize(
    ("more", "scope", "found"),
    [
        ({}, frozenset(), True),
        ({"scope": ("tay-ninh",)}, frozenset(("tay-ninh", "borders")), True),
        ({"scope": ("long-an",)}, frozenset(("tay-ninh",)), False),
        ({"valid_until": date(2026, 7, 31)}, frozenset(), False),
    ],
)
def test_a_statement_out_of_scope_or_date_is_left_out(more, scope, found):
    index = StatementIndex([official(1, CASES[0]["statement"], **more)])
    assert bool(findings_against("", CASES[0]["article"], index, DAY, delivered(), scope)) is found


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120), st.text(max_size=200))
def test_any_article_is_held(index, title, text):
    assert isinstance(findings_against(title, text, index, DAY, delivered()), list)
