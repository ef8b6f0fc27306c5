"""What a story gets when rules fire once more, and when its mail leaves."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from alerts.dispatch import departments, departs, leaves, new_claim, step
from alerts.workdays import Workdays
from core.desk import Alert, AlertPlan
from core.judgement import Signal, Verification
from core.periods import ZONE
from core.settings import QuietHours, Sending, WorkingCalendar
from support import factories as make

NOW = datetime(2026, 10, 14, 3, tzinfo=UTC)  # Wednesday 10:00 in Viet Nam
DAY = timedelta(days=1)
RULES = (
    make.rule(),
    make.rule(id="khac", departments=("vhttdl",)),
    make.rule(id="doi-ngoai", departments=("ngoai-vu",)),
    make.rule(id="khan", severity="P1"),
    make.rule(id="de-biet", severity="P3"),
)


def fired(*ids):
    return [AlertPlan(rule, "tay-ninh", (f"lý do {rule.id}",)) for rule in RULES if rule.id in ids]


def alert(rule="bien-gioi", severity="P2", **fields):
    made = Alert(
        7, "tay-ninh", rule, severity, 1, 1, "Tiêu đề", "Báo Mẫu", "https://baomau.example/1.html", (), "", NOW,
        told_at=NOW - timedelta(hours=1),
    )  # fmt: skip
    return replace(made, **fields)


def claiming(number, claim=None, outlet="bao-mau", band="check"):
    signals = (Signal("unattributed_claim", 0.5, claim),) if claim else ()
    found = replace(make.assessment(), verification=Verification(band, 0.5, signals))
    return make.judged(number, found, outlet_id=outlet, story_id=1)


def course(rules, alerts=(), judged=None, others=(), cooldown=DAY):
    def told(one):
        return departments(RULES, one)

    found = step(fired(*rules), alerts, judged or claiming(2), others, told, NOW, cooldown)
    if found is None:
        return "nothing"
    if found.alert is None:
        return "new"
    return "again at once" if found.at == NOW else "again later"


FIRST = claiming(1, "có tin 12 người bị bắt ở cửa khẩu")


@pytest.mark.parametrize(
    ("rules", "alerts", "judged", "expected"),
    [
        pytest.param((), (), claiming(2), "nothing", id="no rule fired"),
        pytest.param(("bien-gioi",), (), claiming(2), "new", id="first alert of the story"),
        pytest.param(("bien-gioi",), (alert(),), claiming(2), "nothing", id="the same rule and outlet, no claim"),
        pytest.param(("bien-gioi",), (alert(),), claiming(2, outlet="bao-b"), "again later", id="a further outlet"),
        pytest.param(("khac",), (alert(),), claiming(2), "again later", id="a further rule for the same department"),
        pytest.param(("doi-ngoai",), (alert(),), claiming(2), "new", id="a department that was not told"),
        pytest.param(("khan",), (alert(),), claiming(2), "new", id="a rise in severity passes the cooldown"),
        pytest.param(("de-biet",), (alert(),), claiming(2), "again later", id="a lower severity waits"),
        pytest.param(
            ("bien-gioi",), (alert(),), claiming(2, "nhà máy xả thải ra sông"), "again at once",
            id="a new claim passes the cooldown",
        ),
        pytest.param(
            ("bien-gioi",), (alert(),), claiming(2, "12 người bị bắt ở cửa khẩu"), "nothing", id="the same claim again"
        ),
        pytest.param(
            ("khac", "khan"), (alert(), alert("khan", "P1", id=8)), claiming(2), "again later",
            id="below the most severe alert",
        ),
        pytest.param(
            ("bien-gioi",), (alert(state="dismissed"),), claiming(2, outlet="bao-b"), "nothing",
            id="dismissed: a further outlet does not make it a matter",
        ),
        pytest.param(
            ("bien-gioi",), (alert(state="dismissed"),), claiming(2, "nhà máy xả thải"), "again at once",
            id="dismissed: a new claim does",
        ),
        pytest.param(
            ("bien-gioi",), (alert(article_id=2),), claiming(2, "xả thải", outlet="bao-b"), "nothing",
            id="the very article of the alert",
        ),
        pytest.param(
            ("bien-gioi",), (alert(article_id=2),), claiming(2, "xả thải", band="urgent"), "again at once",
            id="the very article, now to be checked at once",
        ),
    ],
)  # fmt: skip
def test_what_a_story_gets(rules, alerts, judged, expected):
    assert course(rules, alerts, judged, [FIRST]) == expected


def test_after_the_cooldown_a_further_outlet_is_told_at_once():
    long_ago = alert(told_at=NOW - 2 * DAY)
    assert course(("bien-gioi",), (long_ago,), claiming(2, outlet="bao-b"), [FIRST]) == "again at once"


def test_the_cooldown_runs_from_the_last_mail_on_the_story():
    alerts = (alert(told_at=NOW - 2 * DAY), alert("khan", "P1", id=8, told_at=NOW - timedelta(hours=1)))
    found = step(fired("bien-gioi"), alerts, claiming(2, outlet="bao-b"), [FIRST], lambda _one: ("vhttdl",), NOW, DAY)
    assert found is not None
    assert found.at == NOW + timedelta(hours=23)


@pytest.mark.parametrize(
    ("state", "reopens"),
    [("new", False), ("acknowledged", False), ("in_verification", False), ("decided", True), ("closed", True)],
)
def test_a_further_outlet_opens_what_was_closed(state, reopens):
    found = step(
        fired("bien-gioi"), [alert(state=state)], claiming(2, outlet="b"), [FIRST], lambda _one: ("vhttdl",), NOW, DAY
    )
    assert found is not None
    assert found.reopens is reopens


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param("có tin 12 người bị bắt ở cửa khẩu", False, id="the same words"),
        pytest.param("Tin nói 12 người bị bắt tại cửa khẩu Mộc Bài", False, id="much the same words"),
        pytest.param("giá đất tăng gấp ba vì sáp nhập", True, id="another claim"),
        pytest.param("", False, id="no words"),
    ],
)
def test_a_claim_is_new_when_the_story_did_not_hold_it(claim, expected):
    assert new_claim(claiming(2, claim), [FIRST]) is expected


def test_how_a_story_spreads_is_no_claim():
    spread = replace(make.assessment(), verification=Verification("check", 0.5, (Signal("spread", 0.2, "5 báo"),)))
    assert new_claim(make.judged(2, spread), [FIRST]) is False


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


NIGHT = QuietHours(time(21), time(6))
NOONTIDE = QuietHours(time(11, 30), time(13, 30), rest_days=())


@pytest.mark.parametrize(
    ("severity", "quiet", "ready", "leaving"),
    [
        pytest.param("P1", NIGHT, "2026-10-14T23:00", "2026-10-14T23:00", id="P1 never waits"),
        pytest.param("P2", None, "2026-10-14T23:00", "2026-10-14T23:00", id="no quiet hours"),
        pytest.param("P2", NIGHT, "2026-10-14T20:59", "2026-10-14T20:59", id="the minute before"),
        pytest.param("P2", NIGHT, "2026-10-14T21:00", "2026-10-15T06:00", id="from the first minute"),
        pytest.param("P2", NIGHT, "2026-10-15T00:30", "2026-10-15T06:00", id="after midnight"),
        pytest.param("P2", NIGHT, "2026-10-15T06:00", "2026-10-15T06:00", id="over at its end"),
        pytest.param("P2", NIGHT, "2026-10-17T10:00", "2026-10-17T10:00", id="P2 on a Saturday"),
        pytest.param("P3", NIGHT, "2026-10-17T10:00", "2026-10-19T06:00", id="P3 waits over the weekend"),
        pytest.param("P3", NIGHT, "2026-10-16T22:00", "2026-10-19T06:00", id="P3 on Friday night"),
        pytest.param("P3", NIGHT, "2027-02-05T09:00", "2027-02-11T06:00", id="P3 waits over Tet"),
        pytest.param("P3", NIGHT, "2026-08-22T09:00", "2026-08-22T09:00", id="P3 on a Saturday that is worked"),
        pytest.param("P2", NOONTIDE, "2026-10-14T12:00", "2026-10-14T13:30", id="hours within one day"),
        pytest.param("P2", NOONTIDE, "2026-10-14T22:00", "2026-10-14T22:00", id="outside of them"),
    ],
)
def test_when_a_mail_leaves(severity, quiet, ready, leaving):
    swapped = Workdays(WorkingCalendar((), (date(2026, 8, 22),)))
    assert leaves(severity, at(ready), quiet, swapped) == at(leaving)


@pytest.mark.parametrize(
    ("severity", "sending", "ready", "mails", "leaving"),
    [
        pytest.param("P2", Sending(cap=3), "2026-10-14T10:20", 2, "2026-10-14T10:20", id="below the cap"),
        pytest.param("P2", Sending(cap=3), "2026-10-14T10:20", 3, "2026-10-14T11:00", id="at the cap, the next hour"),
        pytest.param("P1", Sending(cap=3), "2026-10-14T10:20", 9, "2026-10-14T10:20", id="P1 knows no cap"),
        pytest.param("P2", Sending(), "2026-10-14T10:20", 999, "2026-10-14T10:20", id="no cap"),
        pytest.param(
            "P2", Sending(NIGHT, cap=3), "2026-10-14T20:20", 3, "2026-10-15T06:00", id="the next hour is quiet"
        ),
    ],
)
def test_the_cap_holds_back_until_the_hour_is_over(severity, sending, ready, mails, leaving):
    asked = []

    def count(since):
        asked.append(since)
        return mails

    assert departs(severity, at(ready), count, sending, Workdays(WorkingCalendar())) == at(leaving)
    assert set(asked) <= {at(ready).replace(minute=0)}
