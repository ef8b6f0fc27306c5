"""What an officer reads of a reason to check."""

from typing import get_args

import pytest

from alerts.doubts import doubt
from core.judgement import Signal, SignalKind


def test_it_says_what_is_claimed_what_stands_against_it_and_what_is_unknown():
    found = doubt(Signal("contradicts_statement", 0.6, "30 tỷ đồng", "Sở Tài chính: 20 tỷ đồng"), "vi")
    assert str(found) == (
        "Bài nêu khác với phát ngôn đã có: “30 tỷ đồng”. Đối chiếu: “Sở Tài chính: 20 tỷ đồng”."
        " Chưa rõ: đến nay bên nào đúng."
    )


def test_nothing_is_invented_where_nothing_stands_against_it():
    assert doubt(Signal("unattributed_claim", 0.6, "rộ tin"), "vi").against == ""


def test_a_role_given_by_a_person_has_no_phrase():
    words = "Passes on without naming who answers for it."
    assert doubt(Signal("unattributed_claim", 0.6, ""), "en").claimed == words


def test_a_kind_of_an_older_version_is_quoted():
    assert str(doubt(Signal("conflict", 0.5, "12 người"), "vi")) == "Cần kiểm tra: “12 người”."


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", [kind for kind in get_args(SignalKind) if kind != "spread"])
def test_every_kind_names_what_is_unknown(kind, lang):
    assert doubt(Signal(kind, 0.5, "x"), lang).unknown


@pytest.mark.parametrize("kind", get_args(SignalKind))
def test_no_kind_calls_anything_false_or_asks_to_hide_it(kind):
    words = str(doubt(Signal(kind, 0.5, "x", "y"), "vi")).lower()
    assert not {word for word in ("tin giả", "xuyên tạc", "gỡ bỏ bài", "xử phạt") if word in words}
