"""What a set of rules would have sent, from articles as they appeared."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from alerts.simulate import simulate
from alerts.workdays import Workdays
from core.judgement import Signal, Verification
from core.periods import ZONE
from core.settings import Burst, QuietHours, Recipient, Sending, WorkingCalendar
from support import factories as make

START = datetime(2026, 10, 14, 9, tzinfo=ZONE)  # a Wednesday
HOUR = timedelta(hours=1)
RULES = (make.rule(), make.rule(id="khan", severity="P1", topics=(), bands=("urgent",)))


def appeared(number, hours, story=0, outlet="bao-mau", band="none", claim=""):
    signals = (Signal("unattributed_claim", 0.5, claim),) if claim else ()
    found = replace(make.assessment(), verification=Verification(band, 0.5, signals))
    at = START + hours * HOUR
    return make.judged(number, found, published=at, first_seen=at, story_id=story or number, outlet_id=outlet)


def run(history, sending=Sending(), rules=RULES, since=START, **fields):  # noqa: B008 - a frozen record
    settings = make.settings(rules=rules, sending=sending, **fields)
    return list(simulate(history, settings, Workdays(WorkingCalendar()), since, START - timedelta(days=40)))


def told(mails):
    return [(mail.kind, (mail.at - START) / HOUR, [held.article_id for held in mail.matters]) for mail in mails]


@pytest.mark.parametrize(
    ("history", "sending", "expected"),
    [
        pytest.param([appeared(1, 0), appeared(2, 1)], Sending(), [("new", 0, [1]), ("new", 1, [2])], id="two stories"),
        pytest.param([appeared(1, 0), appeared(2, 1, 1)], Sending(), [("new", 0, [1])], id="one story, one outlet"),
        pytest.param(
            [appeared(1, 0), appeared(2, 1, 1, "b"), appeared(3, 2, 1, "c"), appeared(4, 30)], Sending(cooldown=12),
            [("new", 0, [1]), ("again", 12, [2]), ("new", 30, [4])], id="further outlets after the cooldown",
        ),
        pytest.param(
            [appeared(1, 13), appeared(2, 14), appeared(3, 22)], Sending(QuietHours(time(21), time(6))),
            [("gathered", 21, [1, 2]), ("new", 22, [3])], id="the night comes gathered in the morning",
        ),
        pytest.param(
            [appeared(1, 0), appeared(2, 0.1), appeared(3, 0.2), appeared(4, 0.3)], Sending(cap=2),
            [("new", 0, [1]), ("new", 0.1, [2]), ("gathered", 1, [3, 4])], id="what is above the cap",
        ),
        pytest.param(
            [appeared(1, 0), appeared(2, 1, 1, "b", "urgent", "nổ lớn")], Sending(),
            [("new", 0, [1]), ("new", 1, [2])], id="a rise in severity",
        ),
        pytest.param([], Sending(), [], id="nothing"),
    ],
)  # fmt: skip
def test_what_would_have_been_sent(history, sending, expected):
    assert told(run(history, sending)) == expected


def test_articles_of_before_raise_nothing_but_say_what_is_usual():
    wave = make.rule(burst=Burst(3.0, 4, 14))
    before = [appeared(100 + day, -24 * day - 1) for day in range(20, 0, -1)]
    assert told(run([*before, *(appeared(n, n / 10) for n in range(1, 8))], rules=(wave,))) == [("new", 0.4, [4])]


def test_the_mailboxes_are_those_of_the_day():
    boxes = (
        Recipient("cu@tayninh.example", "Cũ", valid_to=START.date()),
        Recipient("moi@tayninh.example", "Mới", valid_from=START.date() + timedelta(days=1)),
    )
    mails = run([appeared(1, 0), appeared(2, 24)], departments=(make.department(recipients=boxes),))
    assert [mail.mailboxes for mail in mails] == [("cu@tayninh.example",), ("moi@tayninh.example",)]
