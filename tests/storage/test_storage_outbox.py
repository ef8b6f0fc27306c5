import tracemalloc
from dataclasses import replace
from datetime import timedelta

import pytest

from core.desk import Message
from core.errors import StorageError
from support.fakes import NOON

HOUR = timedelta(hours=1)
MAIL = Message("<1@diembao>", "a@x.example", "b@x.example", NOON, "Điểm báo", b"From: a\r\n\r\n\x00\xff")


def put(unit, key="2026-09", now=NOON, message=MAIL):
    assert unit.outbox.add("digest", "tay-ninh", key, message, now)
    return unit.outbox.listing()[-1].id


def only(unit):
    return unit.outbox.listing()[0]


def test_a_mail_is_stored_byte_for_byte(store):
    with store.begin() as unit:
        put(unit)
    with store.read() as unit:
        found = unit.outbox.due(NOON)[0]
    assert (found.message, found.kind, found.profile, found.key) == (MAIL, "digest", "tay-ninh", "2026-09")
    assert (found.state, found.attempts, found.created_at) == ("pending", 0, NOON)


def test_a_delivery_exists_once_and_keeps_its_first_bytes(store):
    with store.begin() as unit:
        put(unit)
        assert not unit.outbox.add("digest", "tay-ninh", "2026-09", replace(MAIL, mime=b"other"), NOON)
        assert unit.outbox.get(1).message.mime == MAIL.mime
        assert unit.outbox.add("digest", "tay-ninh", "2026-09", replace(MAIL, recipient="c@x.example"), NOON)
        assert unit.outbox.add("alert", "tay-ninh", "2026-09", MAIL, NOON)


def test_keys_name_what_has_a_delivery(store):
    with store.begin() as unit:
        put(unit, "2026-09")
        put(unit, "2026-09", message=replace(MAIL, recipient="c@x.example"))
        put(unit, "2026-10")
        assert unit.outbox.keys("digest", "tay-ninh") == {"2026-09", "2026-10"}
        assert unit.outbox.keys("alert", "tay-ninh") == unit.outbox.keys("digest", "can-gio") == set()


def test_due_deliveries_come_oldest_first_and_limited(store):
    with store.begin() as unit:
        put(unit, "later", NOON + HOUR)
        put(unit, "early", NOON)
        assert [found.key for found in unit.outbox.due(NOON)] == ["early", "later"]
        assert [found.key for found in unit.outbox.due(NOON, 1)] == ["early"]


def test_a_delivery_is_claimed_once(store):
    with store.begin() as unit:
        delivery = put(unit)
        assert unit.outbox.claim(delivery)
        assert not unit.outbox.claim(delivery)
        assert not unit.outbox.claim(99)
        assert unit.outbox.due(NOON) == []
        assert (only(unit).state, only(unit).attempts) == ("sending", 1)


def test_a_sent_mail_is_done_with(store):
    with store.begin() as unit:
        delivery = put(unit)
        unit.outbox.claim(delivery)
        unit.outbox.sent(delivery, NOON + HOUR)
        assert (only(unit).state, only(unit).sent_at) == ("sent", NOON + HOUR)
        assert not unit.outbox.claim(delivery)


def test_a_mail_surely_not_accepted_waits_for_its_next_try(store):
    with store.begin() as unit:
        delivery = put(unit)
        unit.outbox.claim(delivery)
        unit.outbox.retry(delivery, NOON + HOUR, "451")
        assert unit.outbox.due(NOON) == []
        assert [(found.attempts, found.error) for found in unit.outbox.due(NOON + HOUR)] == [(1, "451")]


@pytest.mark.parametrize(("ambiguous", "state"), [(False, "failed"), (True, "ambiguous")])
def test_a_failed_mail_waits_for_a_person_who_may_send_it_again(store, ambiguous, state):
    with store.begin() as unit:
        delivery = put(unit)
        unit.outbox.claim(delivery)
        unit.outbox.fail(delivery, "550", ambiguous=ambiguous)
        assert [(found.state, found.error) for found in unit.outbox.listing((state,))] == [(state, "550")]
        assert unit.outbox.due(NOON + HOUR) == []
        assert unit.outbox.resend(delivery, NOON)
        assert [(found.state, found.error) for found in unit.outbox.due(NOON)] == [("pending", "550")]
        assert unit.outbox.claim(delivery)


def test_a_mail_found_in_sending_after_a_crash_is_ambiguous(store):
    with store.begin() as unit:
        put(unit, "waiting")
        unit.outbox.claim(put(unit, "sending"))
    with store.begin() as unit:
        assert [(found.key, found.state) for found in unit.outbox.interrupted()] == [("sending", "ambiguous")]
        assert unit.outbox.interrupted() == []
        assert [(found.key, found.state) for found in unit.outbox.listing()] == [
            ("waiting", "pending"),
            ("sending", "ambiguous"),
        ]


def test_a_waiting_mail_may_be_sent_before_its_time(store):
    with store.begin() as unit:
        delivery = put(unit)
        unit.outbox.claim(delivery)
        unit.outbox.retry(delivery, NOON + HOUR, "451")
        assert unit.outbox.resend(delivery, NOON)
        assert [found.id for found in unit.outbox.due(NOON)] == [delivery]


@pytest.mark.parametrize("state", ["sending", "sent", "unknown"])
def test_nobody_may_send_again_what_is_under_way_sent_or_unknown(state, store):
    with store.begin() as unit:
        delivery = put(unit)
        unit.outbox.claim(delivery)
        if state == "sent":
            unit.outbox.sent(delivery, NOON)
        assert not unit.outbox.resend(99 if state == "unknown" else delivery, NOON)


@pytest.mark.parametrize(
    ("end", "state"),
    [
        pytest.param(lambda outbox, delivery: outbox.sent(delivery, NOON), "sent", id="accepted"),
        pytest.param(lambda outbox, delivery: outbox.fail(delivery, "550"), "failed", id="refused"),
        pytest.param(lambda outbox, delivery: outbox.retry(delivery, NOON, "451"), "pending", id="refused for now"),
        pytest.param(lambda outbox, delivery: outbox.fail(delivery, "", ambiguous=True), "ambiguous", id="unclear"),
    ],
)
def test_a_mail_taken_for_cut_off_while_the_server_talked_ends_as_the_server_said(end, state, store):
    with store.begin() as unit:
        delivery = put(unit)
        unit.outbox.claim(delivery)
        unit.outbox.interrupted()
        end(unit.outbox, delivery)
        assert only(unit).state == state


def test_a_listing_is_in_the_order_of_storing_and_may_be_only_the_latest(store):
    with store.begin() as unit:
        for key in ("a", "b", "c"):
            put(unit, key)
        unit.outbox.claim(3)
        assert [found.key for found in unit.outbox.listing()] == ["a", "b", "c"]
        assert [found.key for found in unit.outbox.listing(latest=2)] == ["b", "c"]
        assert [found.key for found in unit.outbox.listing(("pending",), 1)] == ["b"]


def test_a_listing_of_many_mails_holds_none_of_their_bytes(store):
    long = replace(MAIL, mime=b"x" * 1_000_000)
    with store.begin() as unit:
        for number in range(20):
            put(unit, str(number), message=long)
    tracemalloc.start()
    try:
        with store.read() as unit:
            assert len(unit.outbox.listing()) == 20
        assert tracemalloc.get_traced_memory()[1] < len(long.mime)
    finally:
        tracemalloc.stop()


def test_one_delivery_comes_with_its_mail_and_an_unknown_one_is_an_error(store):
    with store.begin() as unit:
        assert unit.outbox.get(put(unit)).message == MAIL
        with pytest.raises(KeyError):
            unit.outbox.get(99)


def test_deliveries_are_counted_by_state(store):
    with store.begin() as unit:
        assert unit.outbox.tally() == {}
        put(unit, "a")
        put(unit, "b")
        unit.outbox.claim(1)
        assert unit.outbox.tally() == {"pending": 1, "sending": 1}


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(lambda outbox, delivery: outbox.sent(delivery, NOON), id="sent"),
        pytest.param(lambda outbox, delivery: outbox.fail(delivery, ""), id="failed"),
        pytest.param(lambda outbox, delivery: outbox.retry(delivery, NOON, ""), id="retried"),
    ],
)
def test_a_mail_that_was_not_claimed_cannot_be_finished(store, step):
    with pytest.raises(StorageError), store.begin() as unit:
        step(unit.outbox, put(unit))


def test_when_the_first_mail_of_each_key_was_made(store):
    with store.begin() as unit:
        for number, (kind, key) in enumerate(
            (("reminder", "a"), ("reminder", "a"), ("reminder", "b"), ("health", "c"))
        ):
            message = replace(MAIL, recipient=f"{number}@tayninh.example")
            unit.outbox.add(kind, "", key, message, NOON + number * HOUR)
        made = unit.outbox.made("reminder", "")
    assert made == {"a": NOON, "b": NOON + 2 * HOUR}


def test_how_long_the_mails_of_a_kind_waited_that_were_accepted_in_a_time(store):
    with store.begin() as unit:
        for number, (kind, seconds) in enumerate((("alert", 40), ("alert", 10), ("digest", 5), ("alert", 90_000)), 1):
            unit.outbox.add(kind, "tay-ninh", str(number), MAIL, NOON)
            unit.outbox.claim(number)
            unit.outbox.sent(number, NOON + timedelta(seconds=seconds))
        assert unit.outbox.waits("alert", NOON, NOON + timedelta(hours=1)) == [10.0, 40.0]
