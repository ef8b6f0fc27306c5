import itertools
from dataclasses import replace
from typing import get_args

import pytest

from alerts.review import decision, next_state, possible
from core.desk import Action, Alert, AlertState, Decision
from core.errors import UsageError
from core.judgement import VERDICTS
from support.fakes import NOON

ALERT = Alert(7, "tay-ninh", "bien-gioi", "P1", 3, 5, "Tin", "Báo Mẫu", "https://baomau.example/5.html", (), "", NOON)
ALLOWED = {
    ("new", "acknowledge"): "acknowledged",
    ("acknowledged", "verify"): "in_verification",
    ("in_verification", "verdict"): "decided",
    ("decided", "close"): "closed",
    ("new", "dismiss"): "dismissed",
    ("acknowledged", "dismiss"): "dismissed",
    ("in_verification", "dismiss"): "dismissed",
    ("decided", "reopen"): "new",
    ("closed", "reopen"): "new",
    ("dismissed", "reopen"): "new",
}
EVERY = list(itertools.product(get_args(AlertState), get_args(Action)))


@pytest.mark.parametrize(("state", "action"), EVERY, ids=[f"{state}-{action}" for state, action in EVERY])
def test_every_move_is_allowed_or_refused_in_words(state, action):
    if (state, action) in ALLOWED:
        assert next_state(state, action) == ALLOWED[state, action]
    else:
        with pytest.raises(UsageError, match="Có thể: "):
            next_state(state, action)


def test_possible_names_the_moves_of_a_state():
    assert possible("in_verification") == ("verdict", "dismiss")


def test_a_decision_records_who_why_when_and_on_what_ground():
    alert = replace(ALERT, state="in_verification")
    made = decision(
        alert, "verdict", " Phòng Báo chí ", "Đối chiếu số liệu.", "tin_xac_thuc", "https://so.example", NOON
    )
    assert made == (
        Decision(7, NOON, "Phòng Báo chí", "verdict", "Đối chiếu số liệu.", "tin_xac_thuc", "https://so.example"),
        "decided",
    )


@pytest.mark.parametrize(
    ("state", "action", "actor", "reason", "verdict", "words"),
    [
        pytest.param("new", "acknowledge", " ", "", None, "tên người thực hiện", id="nobody acts"),
        pytest.param("in_verification", "verdict", "A", " ", "y_kien", "lý do", id="verdict without reason"),
        pytest.param("in_verification", "verdict", "A", "x", None, "tin_gia", id="verdict without verdict"),
        pytest.param("in_verification", "verdict", "A", "x", "fake", "tin_gia", id="unknown verdict"),
        pytest.param("new", "dismiss", "A", "", None, "lý do", id="dismissed without reason"),
        pytest.param("closed", "reopen", "A", "\u200b\n", None, "lý do", id="reopened with an invisible reason"),
        pytest.param("new", "acknowledge", "A", "", "tin_gia", "không kèm kết luận", id="verdict smuggled in"),
        pytest.param("new", "close", "A", "x", None, "mới", id="illegal move"),
    ],
)
def test_a_decision_that_lacks_something_is_refused(state, action, actor, reason, verdict, words):
    with pytest.raises(UsageError, match=words):
        decision(replace(ALERT, state=state), action, actor, reason, verdict, "", NOON)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_person_may_give_every_verdict(verdict):
    made, state = decision(replace(ALERT, state="in_verification"), "verdict", "A", "x", verdict, "", NOON)
    assert (made.verdict, state) == (verdict, "decided")
