"""How a matter stands by its acts, and which acts are allowed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alerts.matters import CONFERENCE_GAP, checked, held_at, opened, press_conference, standing
from core.errors import UsageError
from core.matters import Act, Matter
from support.legal import DAYS, here, shipped_clocks

RULES = tuple(shipped_clocks().values())
NOW = here("2026-10-15 12:00")  # a Thursday
HOT = Matter(1, "tay-ninh", "hot", "Ùn tắc cửa khẩu", "Sở Công Thương", here("2026-10-12 08:00"), "Trực ban")
TASK = replace(HOT, kind="task", due=date(2026, 10, 16))
CONFERENCE = replace(HOT, kind="conference")
OPEN = Act(1, HOT.opened_at, "Trực ban", "open")


def act(kind, at="2026-10-12 09:00", moment="", **fields):
    return Act(1, here(at), "Trực ban", kind, moment=here(moment) if moment else None, **fields)


RECEIVED = act("date", moment="2026-10-12 08:30", field="received_at")
FOLLOW = act("follow", clock="ND237-18.3")
DONE = act("met", clock="ND237-18.3", moment="2026-10-14 09:00")
CLOSE = act("close", "2026-10-14 09:00", text="xong")
REOPEN = act("reopen", "2026-10-14 10:00", text="còn")


def stand(*acts, matter=HOT, now=NOW, rules=RULES):
    return standing(matter, (OPEN, *acts), rules, DAYS, now)


def clock(found):
    (one,) = found.clocks
    return one.clock, one.state.rule, one.state.standing


@pytest.mark.parametrize(
    ("acts", "state", "closed_at"),
    [
        pytest.param((), "open", None, id="opened"),
        pytest.param((CLOSE,), "closed", "2026-10-14 09:00", id="closed"),
        pytest.param((CLOSE, REOPEN), "open", None, id="reopened"),
        pytest.param((CLOSE, act("note", "2026-10-14 11:00", text="x")), "closed", "2026-10-14 09:00", id="noted"),
    ],
)
def test_the_last_turn_says_whether_it_is_open(acts, state, closed_at):
    found = stand(*acts)
    assert (found.state, found.closed_at) == (state, here(closed_at) if closed_at else None)


def test_alerts_responses_and_outputs_are_listed():
    answer = act("respond", response="answer", moment="2026-10-13 09:00")
    output = act("output", outlet="Báo Tây Ninh", url="https://a.example/1")
    found = stand(act("link", alert_id=4), answer, output, act("link", alert_id=7), act("link", alert_id=4))
    assert (found.alerts, found.responses, found.outputs) == ((4, 7), (answer,), (output,))


def test_the_latest_recorded_value_of_a_date_counts():
    other = act("date", "2026-10-13 09:00", "2026-10-09 08:30", field="received_at")
    assert stand(RECEIVED, other).dates == {"received_at": here("2026-10-09 08:30")}


def test_a_date_can_be_taken_back():
    found = stand(RECEIVED, FOLLOW, act("date", "2026-10-13 09:00", field="received_at"))
    assert (found.dates, clock(found)[2]) == ({}, "not_started")


@pytest.mark.parametrize(
    ("acts", "expected", "overdue", "due"),
    [
        pytest.param((FOLLOW,), "not_started", False, None, id="nothing started it"),
        pytest.param((RECEIVED, FOLLOW), "running", False, "2026-11-02 23:59:59.999999", id="running"),
        pytest.param(
            (replace(RECEIVED, moment=here("2026-09-01 08:30")), FOLLOW), "overdue", True,
            "2026-09-23 23:59:59.999999", id="overdue",
        ),
        pytest.param(
            (RECEIVED, FOLLOW, DONE), "met", False, None, id="met",
        ),
        pytest.param(
            (RECEIVED, FOLLOW, act("met", clock="LBC16-39.2", moment="2026-10-14 09:00")), "met", False, None,
            id="met under the other name of the duty",
        ),
        pytest.param(
            (RECEIVED, FOLLOW, DONE, replace(DONE, moment=None)),
            "running", False, "2026-11-02 23:59:59.999999", id="taken back",
        ),
        pytest.param(
            (RECEIVED, FOLLOW, DONE, FOLLOW), "running", False,
            "2026-11-02 23:59:59.999999", id="followed anew",
        ),
        pytest.param(
            (replace(RECEIVED, moment=here("2026-09-01 08:30")), FOLLOW, CLOSE), "overdue", False, None,
            id="of a closed matter nothing is due",
        ),
    ],
)  # fmt: skip
def test_a_followed_clock(acts, expected, overdue, due):
    found = stand(*acts)
    assert clock(found) == ("ND237-18.3", "ND237-18.3", expected)
    assert (found.overdue, found.next_due) == (overdue, here(due) if due else None)


def test_an_event_of_the_old_law_is_ruled_by_it_whichever_clock_was_named():
    assert clock(stand(replace(RECEIVED, moment=here("2026-06-30 08:30")), FOLLOW))[:2] == ("ND237-18.3", "LBC16-39.2")


def test_a_clock_that_the_office_does_without_now_is_kept():
    assert clock(stand(RECEIVED, FOLLOW, rules=RULES[:1])) == ("ND237-18.3", "ND237-18.3", "not_in_force")


def test_a_yearly_duty_is_that_of_the_year_in_which_it_was_taken_up():
    found = stand(act("follow", clock="ND244-10"), now=here("2027-01-05 09:00"))
    assert (clock(found)[2], found.next_due) == ("overdue", here("2026-12-19 23:59:59.999999"))


@pytest.mark.parametrize(
    ("acts", "known"),
    [
        pytest.param((RECEIVED, FOLLOW), "2026-10-12 09:00", id="followed"),
        pytest.param((FOLLOW, replace(RECEIVED, at=here("2026-10-13 10:00"))), "2026-10-13 10:00", id="started later"),
        pytest.param(
            (RECEIVED, FOLLOW, act("date", "2026-10-14 10:00", "2026-10-13 09:00", field="event_at")),
            "2026-10-12 09:00", id="another date",
        ),
        pytest.param((RECEIVED, FOLLOW, CLOSE, REOPEN), "2026-10-14 10:00", id="reopened"),
    ],
)  # fmt: skip
def test_since_when_the_register_knows_of_a_clock(acts, known):
    assert stand(*acts).clocks[0].known_at == here(known)


@pytest.mark.parametrize(
    ("acts", "now", "expected", "overdue"),
    [
        pytest.param((), "2026-10-16 23:59", "running", False, id="on its last day"),
        pytest.param((), "2026-10-17 00:00", "overdue", True, id="the day after"),
        pytest.param((CLOSE,), "2026-10-20 09:00", "met", False, id="closed in time"),
        pytest.param((replace(CLOSE, at=here("2026-10-19 09:00")),), "2026-10-20 09:00", "met_late", False, id="late"),
        pytest.param(
            (replace(CLOSE, at=here("2026-10-19 09:00"), moment=here("2026-10-16 09:00")),), "2026-10-20 09:00", "met",
            False, id="closed late, done in time",
        ),
        pytest.param((CLOSE, REOPEN), "2026-10-20 09:00", "overdue", True, id="reopened"),
    ],
)  # fmt: skip
def test_a_task_runs_until_its_due_day(acts, now, expected, overdue):
    found = stand(*acts, matter=TASK, now=here(now))
    assert (found.task.state.standing, found.overdue) == (expected, overdue)


def test_what_is_due_first_comes_first():
    found = stand(RECEIVED, FOLLOW, act("follow", clock="ND237-18.1"), matter=TASK)
    assert found.next_due == here("2026-10-16 23:59:59.999999")


HELD = act("date", moment="2026-10-12 08:30", field="event_at")


def gap(*found, now="2026-10-15 12:00", rules=RULES):
    return press_conference(found, "tay-ninh", rules, DAYS, here(now))


@pytest.mark.parametrize(
    ("acts", "matter", "at"),
    [
        pytest.param((), CONFERENCE, None, id="only announced"),
        pytest.param(
            (act("date", moment="2026-10-20 08:30", field="event_planned_at"),), CONFERENCE, None, id="planned"
        ),
        pytest.param((HELD,), CONFERENCE, "2026-10-12 08:30", id="held"),
        pytest.param((HELD, CLOSE), CONFERENCE, "2026-10-12 08:30", id="held and closed"),
        pytest.param((HELD,), HOT, None, id="the event of another matter"),
    ],
)
def test_only_a_conference_that_took_place_counts(acts, matter, at):
    found = stand(*acts, matter=matter)
    assert held_at(found) == (here(at) if at else None)
    assert gap(found).state.started_at == (here(at) if at else None)


def test_without_a_conference_the_gap_has_not_started():
    assert gap().state.standing == "not_started"


@pytest.mark.parametrize(
    ("now", "expected"), [("2027-01-12 23:59", "running"), ("2027-01-13 00:00", "overdue")], ids=["last", "after"]
)
def test_the_gap_counts_three_months_from_the_latest_conference(now, expected):
    earlier = stand(replace(HELD, moment=here("2026-07-02 08:30")), matter=CONFERENCE)
    found = gap(stand(HELD, matter=CONFERENCE), earlier, now=now)
    assert (found.clock, found.state.standing, found.known_at) == (CONFERENCE_GAP, expected, HELD.at)


def test_conferences_of_other_profiles_do_not_count():
    assert gap(stand(HELD, matter=replace(CONFERENCE, profile="long-an"))).state.standing == "not_started"


def test_an_office_may_do_without_the_gap():
    assert gap(rules=RULES[:1]) is None


PLAIN = stand(RECEIVED, FOLLOW, act("link", alert_id=4), act("output", outlet="Báo", url="https://a.example/1"))
ENDED = stand(CLOSE)
MET = stand(RECEIVED, FOLLOW, act("met", clock="ND237-18.3", moment="2026-10-12 08:50"))


@pytest.mark.parametrize(
    ("found", "made"),
    [
        pytest.param(PLAIN, act("link", alert_id=5), id="another alert"),
        pytest.param(PLAIN, act("date", moment="2026-10-12 09:00", field="event_at"), id="a date of now"),
        pytest.param(PLAIN, act("date", moment="2026-12-12 09:00", field="event_planned_at"), id="a planned day"),
        pytest.param(PLAIN, act("follow", clock="ND237-18.1"), id="another clock"),
        pytest.param(MET, act("follow", clock="ND237-18.3"), id="a further round of a duty"),
        pytest.param(PLAIN, act("met", clock="ND237-18.3", moment="2026-10-12 09:00"), id="met"),
        pytest.param(PLAIN, act("respond", response="refusal"), id="a refusal"),
        pytest.param(PLAIN, act("output", outlet="Báo", url="https://a.example/2"), id="another output"),
        pytest.param(PLAIN, act("close", text="xong"), id="closed"),
        pytest.param(ENDED, act("note", text="x"), id="a note on a closed matter"),
        pytest.param(ENDED, act("reopen", text="x"), id="reopened"),
    ],
)
def test_what_is_allowed(found, made):
    assert checked(found, made, RULES) == made


@pytest.mark.parametrize(
    ("found", "made", "message"),
    [
        pytest.param(PLAIN, replace(act("note", text="x"), actor=" "), "ai thực hiện", id="nobody"),
        pytest.param(PLAIN, act("note", text=" \n"), "bằng lời", id="an empty note"),
        pytest.param(PLAIN, act("close"), "bằng lời", id="closed without a reason"),
        pytest.param(ENDED, act("reopen"), "bằng lời", id="reopened without a reason"),
        pytest.param(PLAIN, act("reopen", text="x"), "đang mở", id="reopened while open"),
        pytest.param(ENDED, act("close", text="x"), "đã kết thúc", id="closed twice"),
        pytest.param(ENDED, act("link", alert_id=9), "đã kết thúc", id="a link to a closed matter"),
        pytest.param(PLAIN, act("link", alert_id=4), "số 4 đã được gắn", id="linked twice"),
        pytest.param(PLAIN, act("follow", clock="ND1-1"), "Không có thời hạn “ND1-1”", id="an unknown clock"),
        pytest.param(PLAIN, act("follow", clock="LBC16-39.2"), "đã được theo dõi", id="followed under another name"),
        pytest.param(PLAIN, act("met", clock="ND237-18.1"), "chưa được theo dõi", id="met, not followed"),
        pytest.param(
            PLAIN, act("met", clock="ND237-18.3", moment="2026-10-12 09:01"), "tương lai", id="met in the future"
        ),
        pytest.param(
            PLAIN, act("date", moment="2026-10-12 09:01", field="event_at"), "tương lai", id="a date of the future"
        ),
        pytest.param(PLAIN, act("date", moment="2026-10-12 08:00", field="born_at"), "received_at", id="no such date"),
        pytest.param(PLAIN, act("respond", response="shout"), "clarification", id="no such response"),
        pytest.param(
            PLAIN, act("respond", response="answer", moment="2026-10-13 09:00"), "tương lai", id="a response to come"
        ),
        pytest.param(PLAIN, act("respond", response="answer", url="a b"), "địa chỉ web", id="no address"),
        pytest.param(PLAIN, act("output", outlet="Báo"), "địa chỉ bài", id="an output without an address"),
        pytest.param(PLAIN, act("output", outlet="Báo", url="https://a.example/1"), "đã có", id="an output twice"),
    ],
)
def test_what_is_refused_says_why(found, made, message):
    with pytest.raises(UsageError, match=message):
        checked(found, made, RULES)


def test_an_act_on_a_clock_is_kept_under_the_newest_name_of_the_duty():
    assert checked(stand(), act("follow", clock="LBC16-39.2"), RULES).clock == "ND237-18.3"


def test_text_of_people_is_cleaned():
    made = checked(PLAIN, replace(act("note", text="a\x1b[31m b"), actor="Trần\nThị B"), RULES)
    assert (made.text, made.actor) == ("a[31m b", "Trần Thị B")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": " "}, "tên"),
        ({"opened_by": ""}, "ai thực hiện"),
        ({"kind": "party"}, "conference"),
        ({"opened_at": NOW + timedelta(hours=1)}, "tương lai"),
    ],
)
def test_a_matter_that_cannot_be_opened_says_why(fields, message):
    with pytest.raises(UsageError, match=message):
        opened(replace(HOT, **fields), NOW)


def test_a_title_is_kept_on_one_line():
    assert opened(replace(HOT, title="Ùn tắc\ncửa khẩu"), NOW).title == "Ùn tắc cửa khẩu"
