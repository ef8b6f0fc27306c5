"""Health mails: due by the database, once per mailbox, and no alarm is told twice or lost."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from email.errors import InvalidHeaderDefect

import pytest

from alerts.message import build
from core.periods import ZONE
from core.settings import Recipient
from core.sources import Alarm, Day, Memory
from diembao.keeper import queue_health
from support import factories
from support.fakes import NOON
from support.house import house

MONDAY = datetime(2026, 10, 19, 7, 0, tzinfo=ZONE)
DAY = timedelta(days=1)
IN_USE = Recipient("he-thong@tayninh.example", "Vận hành")
OLD = Recipient("cu@tayninh.example", "Hộp thư cũ", valid_to=date(2026, 1, 1))


@pytest.fixture
def rooms():
    department = factories.department(id="van-hanh", recipients=(IN_USE, OLD))
    with house(departments=(factories.department(), department), health=("van-hanh",)) as made:
        yield made


def remember(rooms, *alarms, source="bao-mau-rss", **fields):
    """Store a source that was polled on 15 October, with these alarms."""
    memory = Memory(since=NOON, days={"2026-10-15": Day(4, 1, 9)}, alarms=alarms)
    with rooms.store.begin() as tx:
        known = {"condition": "blocked", "last_polled": NOON, "memory": memory}
        tx.sources.save(replace(tx.sources.state(source), **{**known, **fields}))


def queue(rooms, now):
    rooms.clock.time = now
    return queue_health(rooms)


def queued(rooms):
    with rooms.store.read() as tx:
        return [(mail.kind, mail.profile, mail.key, mail.message.recipient) for mail in tx.outbox.listing()]


def alarms(rooms):
    with rooms.store.read() as tx:
        return tx.sources.state("bao-mau-rss").memory.alarms


def test_on_the_first_working_day_the_keeper_hears_of_the_week_before_once(rooms):
    remember(rooms)
    assert [queue(rooms, MONDAY), queue(rooms, MONDAY), queue(rooms, MONDAY + 3 * DAY)] == [1, 0, 0]
    assert queued(rooms) == [("health", "", "2026-W42", "he-thong@tayninh.example")]


def test_before_seven_nothing_is_queued(rooms):
    remember(rooms, Alarm("blocked", NOON))
    assert queue(rooms, MONDAY - timedelta(seconds=1)) == 0


def test_the_next_week_has_a_mail_of_its_own(rooms):
    remember(rooms)
    queue(rooms, MONDAY)
    assert queue(rooms, MONDAY + 7 * DAY) == 1
    assert [key for _kind, _profile, key, _box in queued(rooms)] == ["2026-W42", "2026-W43"]


def test_a_week_before_the_first_poll_has_no_mail(rooms):
    remember(rooms)
    assert queue(rooms, datetime(2026, 10, 16, 12, tzinfo=ZONE)) == 0


def test_a_database_that_never_polled_has_no_mail(rooms):
    assert queue(rooms, MONDAY) == 0


def test_a_week_in_which_nothing_could_ever_be_read_has_a_mail(rooms):
    remember(rooms, condition="failing", first_success=None, failures=4)
    assert queue(rooms, MONDAY) == 1


def test_an_outage_of_weeks_is_followed_by_one_mail(rooms):
    remember(rooms)
    assert queue(rooms, MONDAY + 30 * DAY) == 1
    assert [key for _kind, _profile, key, _box in queued(rooms)] == ["2026-W46"]


def test_an_alarm_is_told_on_its_day_and_never_again(rooms):
    remember(rooms, Alarm("blocked", NOON - DAY))
    assert [queue(rooms, NOON), queue(rooms, NOON), queue(rooms, NOON + DAY)] == [1, 0, 0]
    assert queued(rooms) == [("health", "", "2026-10-15", "he-thong@tayninh.example")]
    assert [alarm.told for alarm in alarms(rooms)] == [NOON]


def test_an_alarm_that_is_over_is_told_and_forgotten(rooms):
    remember(rooms, Alarm("overlap_lost", NOON - DAY, over=NOON))
    assert queue(rooms, NOON) == 1
    assert alarms(rooms) == ()


def test_an_alarm_raised_after_the_mail_of_the_day_waits_for_the_next_day(rooms):
    remember(rooms, Alarm("blocked", NOON - DAY))
    queue(rooms, NOON)
    remember(rooms, Alarm("gone", NOON))
    assert [queue(rooms, NOON + DAY / 4), queue(rooms, NOON + DAY)] == [0, 1]
    assert [key for _kind, _profile, key, _box in queued(rooms)] == ["2026-10-15", "2026-10-16"]


def test_alarms_are_told_on_a_sunday_too(rooms):
    remember(rooms, Alarm("blocked", NOON))
    assert queue(rooms, MONDAY - DAY) == 1


def test_a_day_without_a_new_alarm_has_no_mail(rooms):
    remember(rooms, Alarm("blocked", NOON - DAY, told=NOON - DAY))
    assert queue(rooms, NOON) == 0


def test_the_weekly_mail_tells_the_alarms_of_its_day(rooms):
    remember(rooms, Alarm("blocked", NOON))
    assert queue(rooms, MONDAY) == 1
    assert [key for _kind, _profile, key, _box in queued(rooms)] == ["2026-W42"]
    assert [alarm.told for alarm in alarms(rooms)] == [MONDAY]


def test_without_a_mailbox_in_use_the_alarm_stays_untold(rooms, caplog):
    only_old = factories.department(id="van-hanh", recipients=(OLD,))
    remember(rooms, Alarm("blocked", NOON))
    silent = replace(rooms, settings=replace(rooms.settings, departments=(only_old,)))
    assert queue(silent, NOON) == 0
    assert [alarm.told for alarm in alarms(rooms)] == [None]
    assert "no recipient" in caplog.text


def test_nobody_is_written_to_unless_the_workspace_says_whom(rooms):
    remember(rooms, Alarm("blocked", NOON))
    nobody = replace(rooms, settings=replace(rooms.settings, health=()))
    assert queue(nobody, MONDAY) == 0
    assert queued(rooms) == []


def test_a_mailbox_named_by_two_departments_gets_one_mail(rooms):
    twice = factories.department(id="lanh-dao", recipients=(IN_USE,))
    settings = replace(
        rooms.settings, departments=(*rooms.settings.departments, twice), health=("van-hanh", "lanh-dao")
    )
    remember(rooms, Alarm("blocked", NOON))
    assert queue(replace(rooms, settings=settings), NOON) == 1


def test_a_fault_while_writing_the_mail_leaves_the_alarm_untold(rooms):
    remember(rooms, Alarm("blocked", NOON))
    broken = replace(rooms, settings=replace(rooms.settings, mail=factories.mail(sender="không phải địa chỉ")))
    with pytest.raises(InvalidHeaderDefect):
        queue(broken, NOON)
    assert ([alarm.told for alarm in alarms(rooms)], queued(rooms)) == ([None], [])
    assert queue(rooms, NOON) == 1


def put(rooms, outcome, *, kind="alert", key="1", now=NOON, box="baochi@tayninh.example"):
    """Store a mail and let its first try end in a way."""
    mail = build(kind, "", key, "diembao@tayninh.example", box, "Cảnh báo", "x", "<p>x</p>", (), now)
    with rooms.store.begin() as tx:
        tx.outbox.add(kind, "", key, mail, now)
        number = tx.outbox.listing()[-1].id
        tx.outbox.claim(number)
        outcome(tx.outbox, number)
    return number


def refused(outbox, number):
    outbox.fail(number, "550 no such mailbox")


def unclear(outbox, number):
    outbox.fail(number, "", ambiguous=True)


def busy(outbox, number):
    outbox.retry(number, NOON + 9 * DAY, "451 busy")


@pytest.mark.parametrize(("outcome", "told_at"), [(refused, NOON), (unclear, NOON), (busy, NOON + DAY)])
def test_a_stuck_mail_is_told_of_once(outcome, told_at, rooms):
    put(rooms, outcome)
    moments = [NOON, NOON + DAY / 4, NOON + DAY, NOON + 2 * DAY]
    assert [queue(rooms, now) for now in moments] == [int(now == told_at) for now in moments]
    *_others, (kind, _profile, key, box) = queued(rooms)
    day = told_at.astimezone(ZONE).date()
    assert (kind, box) == ("health", "he-thong@tayninh.example")
    assert key.startswith(f"{day}+mails+1")


def test_a_mail_that_gets_stuck_again_is_told_of_again(rooms):
    number = put(rooms, refused)
    assert queue(rooms, NOON) == 1
    with rooms.store.begin() as tx:
        tx.outbox.resend(number, NOON)
        tx.outbox.claim(number)
        refused(tx.outbox, number)
    assert [queue(rooms, NOON + DAY), queue(rooms, NOON + 2 * DAY)] == [1, 0]


def test_further_stuck_mails_of_a_day_are_told_of_together_on_the_next(rooms):
    put(rooms, refused)
    assert queue(rooms, NOON) == 1
    put(rooms, refused, key="2")
    put(rooms, unclear, key="3")
    assert [queue(rooms, NOON + DAY / 4), queue(rooms, NOON + DAY)] == [0, 1]
    assert [key for *_, key, _box in queued(rooms)][-1] == "2026-10-16+mails+3.1+4.1"


def test_a_source_alarm_and_a_stuck_mail_have_a_mail_each(rooms):
    remember(rooms, Alarm("blocked", NOON))
    put(rooms, refused)
    assert [queue(rooms, NOON), queue(rooms, NOON + DAY)] == [2, 0]


def test_a_mail_that_cannot_arrive_begets_no_mail_about_itself(rooms):
    put(rooms, refused)
    queue(rooms, NOON)
    with rooms.store.begin() as tx:
        tx.outbox.claim(2)
        refused(tx.outbox, 2)
    assert [queue(rooms, NOON + DAY * days) for days in range(1, 4)] == [0, 0, 0]


def test_the_weekly_mail_says_how_many_mails_are_stuck(rooms):
    remember(rooms)
    put(rooms, refused)
    queue(rooms, NOON)
    queue(rooms, MONDAY)
    with rooms.store.read() as tx:
        mail = message_from_bytes(tx.outbox.get(3).message.mime, policy=policy.default)
    assert "chưa rõ đã đến hay chưa: 1" in " ".join(mail.get_body(("plain",)).get_content().split())


def test_a_stuck_mail_stays_untold_without_a_mailbox_in_use(rooms, caplog):
    put(rooms, refused)
    only_old = factories.department(id="van-hanh", recipients=(OLD,))
    silent = replace(rooms, settings=replace(rooms.settings, departments=(only_old,)))
    assert queue(silent, NOON) == 0
    assert "no recipient" in caplog.text
    assert queue(rooms, NOON) == 1
