"""From many statements the few that concern an article."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.claims.retrieve import StatementIndex
from core.statements import Statement

DAY = date(2026, 8, 1)
TEXTS = (
    "Trạm thu phí BOT Cần Đăng giữ nguyên giá vé xe con 35.000 đồng mỗi lượt.",
    "Cửa khẩu Xa Mát không dừng thông quan hàng nông sản. Xe chở dưa hấu vẫn qua lại bình thường.",
    "Hồ Dầu Tiếng xả nước với lưu lượng 200 m3/s, vùng hạ du an toàn.",
)


def statement(number, text, **more):
    return Statement(number, text, "UBND tỉnh", more.pop("issued", DAY), "official", **more)


@pytest.fixture(scope="module")
def index():
    return StatementIndex(statement(number, text) for number, text in enumerate(TEXTS, 1))


@pytest.mark.parametrize(
    ("article", "numbers"),
    [
        ("Từ hôm nay trạm thu phí BOT Cần Đăng tăng giá vé xe con.", [1]),
        ("Nhiều xe chở dưa hấu vẫn qua lại bình thường ở biên giới.", [2]),
        ("Tỷ số trận đấu là 2-1.", []),
        ("", []),
    ],
)
def test_an_article_is_led_to_the_statements_of_its_matter(index, article, numbers):
    assert [one.passage.statement.id for one in index.concerning("", article, DAY)] == numbers


def test_the_title_counts_too(index):
    assert index.concerning("Hồ Dầu Tiếng xả nước với lưu lượng lớn", "", DAY)


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ({}, True),
        ({"issued": date(2026, 8, 2)}, False),
        ({"valid_from": date(2026, 8, 2)}, False),
        ({"valid_until": date(2026, 7, 31)}, False),
        ({"valid_until": DAY}, True),
    ],
)
def test_only_what_holds_on_the_day_is_found(more, holds):
    index = StatementIndex([statement(1, TEXTS[0], **more)])
    assert bool(index.concerning("", TEXTS[0], DAY)) is holds


def test_a_judged_claim_is_a_passage_of_its_own():
    text = "Thông tin cá chết hàng loạt ở hồ Dầu Tiếng là sai."
    claim = "Cá chết hàng loạt ở hồ Dầu Tiếng vì nước thải"
    index = StatementIndex([statement(1, text, claim=claim, finding="false")])
    found = index.concerning("", "Người dân nói cá chết hàng loạt ở hồ Dầu Tiếng vì nước thải.", DAY)
    assert found[0].passage.is_claim
    assert found[0].passage.text == claim


def test_what_is_spread_over_a_long_article_is_not_one_matter(index):
    filler = "tin khác " * 60
    assert not index.concerning("", f"thu phí BOT {filler} giữ nguyên giá {filler} xe con 35", DAY)


def test_no_statements_concern_nothing():
    assert StatementIndex([]).concerning("Tin", TEXTS[0], DAY) == []


@given(st.text(max_size=200))
def test_a_passage_is_the_piece_of_its_statement(text):
    passages = StatementIndex([statement(1, text)]).passages
    assert all(text[one.start : one.end] == one.text for one in passages)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_article_is_held_against_any_statement(text, article):
    assert isinstance(StatementIndex([statement(1, text)]).concerning("", article, DAY), list)
