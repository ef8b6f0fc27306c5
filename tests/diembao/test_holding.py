"""Mails on alerts that leave later: quiet hours, cooldown, cap and escalation, with a real database."""

import asyncio
from contextlib import ExitStack
from datetime import datetime, time, timedelta
from email import message_from_bytes, policy

import pytest

from alerts import review
from core.desk import Decision
from core.periods import ZONE
from core.settings import Burst, Escalation, QuietHours, Recipient, Sending
from diembao import service
from support import factories
from support.desk import claiming, news
from support.house import house

HOUR = timedelta(hours=1)
MORNING = datetime(2026, 10, 14, 9, tzinfo=ZONE)  # a Wednesday
NIGHT = datetime(2026, 10, 14, 23, tzinfo=ZONE)
QUIET = QuietHours(time(21), time(6))
PRESS, CHIEFS = "baochi@tayninh.example", "lanhdao@tayninh.example"
DEPARTMENTS = (
    factories.department(),
    factories.department(id="lanh-dao", name="Lãnh đạo", recipients=(Recipient(CHIEFS, "Lãnh đạo"),)),
)
RULES = (factories.rule(), factories.rule(id="khan", severity="P1", topics=(), bands=("urgent",)))
ESCALATION = (Escalation(("P1", "P2"), 2, ("lanh-dao",)), Escalation(("P1",), 8, ("lanh-dao",)))


@pytest.fixture
def office():
    with ExitStack() as opened:

        def made(sending, rules=RULES, at=MORNING):
            rooms = opened.enter_context(house(departments=DEPARTMENTS, rules=rules, sending=sending, digests=()))
            rooms.clock.time = at
            return rooms

        yield made


def tick(rooms, at):
    rooms.clock.time = at
    asyncio.run(service.report(rooms))
    return sent(rooms)


def sent(rooms):
    return [(message.recipient, message.subject) for message in rooms.mailer.sent]


def body(rooms, index):
    mail = message_from_bytes(rooms.mailer.sent[index].mime, policy=policy.default)
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def act(rooms, alert_id, *actions):
    with rooms.store.begin() as tx:
        for action in actions:
            alert = tx.alerts.get(alert_id)
            verdict = "tin_xac_thuc" if action == "verdict" else None
            made, state = review.decision(alert, action, "Trực ban", "lý do", verdict, "", rooms.clock.now())
            tx.alerts.decide(made, state)


def test_at_night_a_mail_waits_for_the_morning(office):
    rooms = office(Sending(QUIET), at=NIGHT)
    news(rooms, 1)
    assert tick(rooms, NIGHT + HOUR) == []
    assert tick(rooms, MORNING + 21 * HOUR) == [(PRESS, "[Cảnh báo P2] Tây Ninh mở rộng cửa khẩu số 1")]


def test_what_is_most_severe_goes_at_night(office):
    rooms = office(Sending(QUIET), at=NIGHT)
    news(rooms, 1, claiming("nổ lớn", "urgent", topics=()))
    assert len(tick(rooms, NIGHT)) == 1


def test_what_waited_together_comes_in_one_mail(office):
    rooms = office(Sending(QUIET), at=NIGHT)
    for number in (1, 2, 3):
        news(rooms, number)
    assert tick(rooms, MORNING + 21 * HOUR) == [(PRESS, "[Cảnh báo P2] 3 cảnh báo gom lại gửi một lần")]
    assert all(f"cửa khẩu số {number}" in body(rooms, 0) for number in (1, 2, 3))


def test_a_mail_that_waited_goes_to_the_mailbox_of_the_day_on_which_it_leaves():
    boxes = (
        Recipient("cu@tayninh.example", "Cũ", valid_to=MORNING.date()),
        Recipient("moi@tayninh.example", "Mới", valid_from=MORNING.date() + timedelta(days=1)),
    )
    with house(departments=(factories.department(recipients=boxes),), sending=Sending(QUIET)) as rooms:
        rooms.clock.time = NIGHT
        news(rooms, 1)
        assert [box for box, _subject in tick(rooms, MORNING + 21 * HOUR)] == ["moi@tayninh.example"]


def test_a_further_outlet_is_told_after_the_cooldown_once_for_all_of_them(office):
    rooms = office(Sending(cooldown=12))
    story = news(rooms, 1)
    rooms.clock.time = MORNING + HOUR
    for number, outlet in ((2, "b"), (3, "c"), (4, "d")):
        news(rooms, number, story=story, outlet=outlet)
    assert len(tick(rooms, MORNING + 11 * HOUR)) == 1
    assert tick(rooms, MORNING + 12 * HOUR)[1:] == [(PRESS, "[Cảnh báo P2, tin tiếp] Tây Ninh mở rộng cửa khẩu số 2")]
    assert "4 bài trên 4" in body(rooms, 1)


def test_a_new_claim_passes_the_cooldown(office):
    rooms = office(Sending(cooldown=12))
    story = news(rooms, 1, claiming("12 người bị bắt ở cửa khẩu"))
    tick(rooms, MORNING + HOUR)
    news(rooms, 2, claiming("nhà máy xả thải ra sông"), story=story)
    assert len(tick(rooms, MORNING + HOUR)) == 2


def test_a_rise_in_severity_passes_the_cooldown_as_an_alert_of_its_own(office):
    rooms = office(Sending(cooldown=12))
    story = news(rooms, 1)
    news(rooms, 2, claiming("nổ lớn", "urgent"), story=story)
    assert [subject[:13] for _box, subject in tick(rooms, MORNING)] == ["[Cảnh báo P2]", "[Cảnh báo P1]"]


def test_what_comes_at_once_takes_what_waited_on_the_same_matter_with_it(office):
    rooms = office(Sending(cooldown=12))
    story = news(rooms, 1, claiming("12 người bị bắt ở cửa khẩu"))
    news(rooms, 2, story=story, outlet="b")
    news(rooms, 3, claiming("nhà máy xả thải ra sông"), story=story, outlet="c")
    assert len(tick(rooms, MORNING)) == 2
    assert len(tick(rooms, MORNING + 13 * HOUR)) == 2


def test_a_further_outlet_opens_a_closed_matter_again_and_says_so(office):
    rooms = office(Sending(cooldown=1))
    story = news(rooms, 1)
    act(rooms, 1, "acknowledge", "verify", "verdict", "close")
    rooms.clock.time = MORNING + 2 * HOUR
    news(rooms, 2, story=story, outlet="b")
    with rooms.store.read() as tx:
        assert tx.alerts.get(1).state == "new"
        last = tx.alerts.decisions(1)[-1]
    assert (last.actor, last.action) == ("diembao", "reopen")
    assert "Báo b" in last.reason


def test_the_cap_holds_back_and_the_rest_comes_gathered_at_the_end_of_the_hour(office):
    rooms = office(Sending(cap=2))
    for number in range(1, 6):
        news(rooms, number)
    assert len(tick(rooms, MORNING + timedelta(minutes=30))) == 2
    assert tick(rooms, MORNING + HOUR)[2:] == [(PRESS, "[Cảnh báo P2] 3 cảnh báo gom lại gửi một lần")]


def test_nothing_is_dropped_by_the_cap(office):
    rooms = office(Sending(cap=2))
    for number in range(1, 131):
        news(rooms, number)
    for hours in range(1, 4):
        tick(rooms, MORNING + hours * HOUR)
    told = " ".join(body(rooms, index) for index in range(len(rooms.mailer.sent)))
    assert [number for number in range(1, 131) if f"cửa khẩu số {number}\n" not in told] == []


def test_the_most_severe_knows_no_cap(office):
    rooms = office(Sending(cap=1))
    for number in range(1, 4):
        news(rooms, number, claiming(f"nổ lớn {number}", "urgent", topics=()))
    assert len(tick(rooms, MORNING)) == 3


def test_an_alert_that_nobody_takes_on_is_told_to_others(office):
    rooms = office(Sending(escalation=ESCALATION))
    news(rooms, 1)
    assert len(tick(rooms, MORNING + HOUR)) == 1
    assert tick(rooms, MORNING + 2 * HOUR)[1:] == [(CHIEFS, "[Cảnh báo P2] 1 cảnh báo chưa được tiếp nhận sau 2 giờ")]


def test_it_is_told_to_others_once_for_each_step(office):
    rooms = office(Sending(escalation=ESCALATION))
    news(rooms, 1, claiming("nổ lớn", "urgent", topics=()))
    for hours in range(1, 24):
        tick(rooms, MORNING + hours * HOUR)
    assert [box for box, _subject in sent(rooms)] == [PRESS, CHIEFS, CHIEFS]


def test_an_acknowledged_alert_is_not_told_to_others(office):
    rooms = office(Sending(escalation=ESCALATION))
    news(rooms, 1)
    act(rooms, 1, "acknowledge")
    assert len(tick(rooms, MORNING + 9 * HOUR)) == 1


def test_an_alert_opened_again_waits_anew(office):
    rooms = office(Sending(escalation=ESCALATION))
    news(rooms, 1)
    act(rooms, 1, "dismiss")
    rooms.clock.time = MORNING + 30 * HOUR
    with rooms.store.begin() as tx:
        tx.alerts.decide(Decision(1, rooms.clock.now(), "Trực ban", "reopen", "nhầm"), "new")
    assert len(tick(rooms, MORNING + 31 * HOUR)) == 1
    assert len(tick(rooms, MORNING + 32 * HOUR)) == 2


def test_others_are_not_told_in_the_quiet_hours(office):
    rooms = office(Sending(QUIET, escalation=ESCALATION), at=NIGHT - 3 * HOUR)
    news(rooms, 1)
    assert len(tick(rooms, NIGHT)) == 1
    assert len(tick(rooms, MORNING + 21 * HOUR)) == 2


def test_a_department_that_left_keeps_nobody_waiting():
    with house(departments=DEPARTMENTS, sending=Sending(QUIET)) as rooms:
        rooms.clock.time = NIGHT
        news(rooms, 1)
        with rooms.store.begin() as tx:
            (held,) = tx.alerts.held(MORNING + 21 * HOUR)
            tx.alerts.release(held.alert.id, held.department)
            gone = type(held)(0, held.alert, "bo-phan-cu", held.article_id, (), held.until)
            tx.alerts.hold(gone)
        news(rooms, 2)
        assert len(tick(rooms, MORNING + 21 * HOUR)) == 1


@pytest.mark.parametrize(("outlets", "mails"), [(2, 0), (3, 1), (4, 1)])
def test_a_rule_on_newsrooms_waits_for_them(office, outlets, mails):
    rooms = office(Sending(), rules=(factories.rule(newsrooms=3),))
    story = news(rooms, 1)
    for number in range(2, outlets + 1):
        news(rooms, number, story=story, outlet=f"b{number}")
    assert len(tick(rooms, MORNING)) == mails


def test_a_wave_is_one_matter_in_24_hours_whatever_its_stories(office):
    rooms = office(Sending(), rules=(factories.rule(burst=Burst(3.0, 4, 14)),), at=MORNING - timedelta(days=16))
    for day in range(15, 0, -1):
        rooms.clock.time = MORNING - timedelta(days=day)
        news(rooms, 100 + day)
    rooms.clock.time = MORNING
    for number in range(1, 8):
        news(rooms, number)
    assert len(tick(rooms, MORNING)) == 1
    assert "trong 24 giờ" in body(rooms, 0)


def test_a_mail_waits_until_its_department_has_a_mailbox():
    box = Recipient(PRESS, "Hộp thư", valid_from=MORNING.date() + timedelta(days=1))
    with house(departments=(factories.department(recipients=(box,)),), digests=()) as rooms:
        rooms.clock.time = MORNING
        news(rooms, 1)
        assert tick(rooms, MORNING + 2 * HOUR) == []
        assert tick(rooms, MORNING + 24 * HOUR) == [(PRESS, "[Cảnh báo P2] Tây Ninh mở rộng cửa khẩu số 1")]


def test_who_is_told_again_is_whose_rule_fired():
    rules = (factories.rule(), factories.rule(id="lanh-dao", topics=("islands",), departments=("lanh-dao",)))
    with house(departments=DEPARTMENTS, rules=rules, digests=(), sending=Sending(cooldown=12)) as rooms:
        rooms.clock.time = MORNING
        story = news(rooms, 1)
        news(rooms, 2, factories.assessment(topics=("islands",)), story=story, outlet="b")
        news(rooms, 3, factories.assessment(topics=("islands",)), story=story, outlet="c")
        assert [box for box, _subject in tick(rooms, MORNING + 12 * HOUR)] == [PRESS, CHIEFS, CHIEFS]
