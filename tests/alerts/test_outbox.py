import logging
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from alerts.message import build
from alerts.outbox import BACKOFF, DeliveryReport, deliver, recover
from core.errors import DeliveryError
from storage.store import SqlStore
from support.fakes import NOON, FakeClock, FakeMailer


@pytest.fixture
def store(tmp_path):
    made = SqlStore(f"sqlite:///{tmp_path / 'outbox.db'}")
    made.upgrade()
    yield made
    made.close()


def put(store, *recipients):
    with store.begin() as tx:
        for recipient in recipients:
            mail = build(
                "alert", "tay-ninh", "1", "diembao@tayninh.example", recipient, "Cảnh báo", "x", "<p>x</p>", (), NOON
            )
            assert tx.outbox.add("alert", "tay-ninh", "1", mail, NOON)


def rows(store):
    with store.read() as tx:
        return {row.message.recipient: row for row in tx.outbox.listing()}


def whole(store, recipient):
    number = rows(store)[recipient].id
    with store.read() as tx:
        return tx.outbox.get(number)


def states(store):
    return {recipient: row.state for recipient, row in rows(store).items()}


def test_what_is_due_is_sent_once_and_recorded_with_its_time(store):
    put(store, "a@x.example", "b@x.example")
    mailer, clock = FakeMailer(), FakeClock()

    assert deliver(store, mailer, clock.now) == DeliveryReport(sent=2)
    assert deliver(store, mailer, clock.now) == DeliveryReport()
    assert [each.recipient for each in mailer.sent] == ["a@x.example", "b@x.example"]
    assert {row.sent_at for row in rows(store).values()} == {NOON}


def test_one_failing_recipient_never_stops_the_rest(store):
    put(store, "a@x.example", "b@x.example", "c@x.example", "d@x.example")
    mailer = FakeMailer()
    mailer.refuse = {
        "a@x.example": DeliveryError("không có hộp thư", permanent=True),
        "b@x.example": DeliveryError("bận"),
        "c@x.example": DeliveryError("mất kết nối", ambiguous=True),
    }

    assert deliver(store, mailer, FakeClock().now) == DeliveryReport(sent=1, retried=1, failed=1, ambiguous=1)
    assert states(store) == {
        "a@x.example": "failed",
        "b@x.example": "pending",
        "c@x.example": "ambiguous",
        "d@x.example": "sent",
    }
    assert rows(store)["b@x.example"].error == "bận"


def test_a_mail_that_was_not_taken_is_tried_later_and_later_up_to_every_three_hours(store):
    put(store, "a@x.example")
    mailer, clock = FakeMailer(), FakeClock()
    mailer.refuse = {"a@x.example": DeliveryError("bận")}
    waited = []
    for _try in range(len(BACKOFF) + 2):
        assert deliver(store, mailer, clock.now).retried == 1
        following = rows(store)["a@x.example"].next_try
        waited.append(following - clock.now())
        clock.time = following - timedelta(seconds=1)
        assert deliver(store, mailer, clock.now) == DeliveryReport()
        clock.time = following

    assert waited == [*BACKOFF, BACKOFF[-1], BACKOFF[-1]]
    assert waited[-1] == timedelta(hours=3)
    mailer.refuse = {}
    assert deliver(store, mailer, clock.now).sent == 1


def test_a_repeated_try_sends_the_same_bytes(store):
    put(store, "a@x.example")
    mailer, clock = FakeMailer(), FakeClock()
    before = whole(store, "a@x.example").message
    mailer.refuse = {"a@x.example": DeliveryError("bận")}
    deliver(store, mailer, clock.now)
    mailer.refuse = {}
    clock.time += timedelta(minutes=1)
    deliver(store, mailer, clock.now)
    assert mailer.sent == [before]


def test_no_transaction_is_open_while_the_server_talks(store):
    put(store, "a@x.example")
    seen = []

    class Looking(FakeMailer):
        def send(self, message):
            with store.begin() as tx:
                seen.extend(row.state for row in tx.outbox.listing())

    deliver(store, Looking(), FakeClock().now)
    assert seen == ["sending"]


def test_a_delivery_another_service_has_taken_is_left_alone(store):
    put(store, "a@x.example", "b@x.example")

    class Greedy(FakeMailer):
        def send(self, message):
            super().send(message)
            with store.begin() as tx:
                for row in tx.outbox.listing(("pending",)):
                    tx.outbox.claim(row.id)

    mailer = Greedy()
    assert deliver(store, mailer, FakeClock().now) == DeliveryReport(sent=1)
    assert states(store)["b@x.example"] == "sending"


def test_a_crash_while_sending_leaves_the_decision_to_a_person(store):
    put(store, "a@x.example", "b@x.example")

    class Crashing(FakeMailer):
        def send(self, message):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        deliver(store, Crashing(), FakeClock().now)
    assert [row.message.recipient for row in recover(store)] == ["a@x.example"]

    mailer = FakeMailer()
    assert deliver(store, mailer, FakeClock().now) == DeliveryReport(sent=1)
    assert states(store) == {"a@x.example": "ambiguous", "b@x.example": "sent"}
    assert recover(store) == []


def test_a_fault_nobody_foresaw_leaves_the_decision_to_a_person_and_the_others_their_turn(store, caplog):
    put(store, "a@x.example", "b@x.example")

    class Broken(FakeMailer):
        def send(self, message):
            if message.recipient == "a@x.example":
                raise AttributeError
            super().send(message)

    assert deliver(store, Broken(), FakeClock().now) == DeliveryReport(sent=1, ambiguous=1)
    assert states(store) == {"a@x.example": "ambiguous", "b@x.example": "sent"}
    assert "AttributeError" in caplog.text


@pytest.mark.parametrize(
    ("error", "waited", "warned"),
    [
        pytest.param(DeliveryError("550", permanent=True), timedelta(), True, id="refused"),
        pytest.param(DeliveryError("?", ambiguous=True), timedelta(), True, id="unclear"),
        pytest.param(DeliveryError("451"), timedelta(), False, id="busy"),
        pytest.param(DeliveryError("451"), timedelta(hours=24), True, id="busy for a day"),
        pytest.param(None, timedelta(hours=24), False, id="taken after a day"),
    ],
)
def test_the_log_warns_of_what_a_person_must_look_at(error, waited, warned, store, caplog):
    put(store, "a@x.example")
    mailer = FakeMailer()
    mailer.refuse = {"a@x.example": error} if error else {}
    deliver(store, mailer, FakeClock(NOON + waited).now)
    assert [record.levelname for record in caplog.records if "delivery 1 (" in record.message] == ["WARNING"] * warned


def test_the_log_names_no_mailbox_and_quotes_no_server(store, caplog):
    put(store, "bi-mat@x.example")
    mailer = FakeMailer()
    mailer.refuse = {"bi-mat@x.example": DeliveryError("550 <bi-mat@x.example> unknown", permanent=True)}
    with caplog.at_level(logging.DEBUG, "alerts"):
        deliver(store, mailer, lambda: datetime(2026, 10, 15, 6, tzinfo=UTC))
    assert caplog.messages
    assert "bi-mat" not in caplog.text


def test_a_server_that_cannot_be_reached_ends_the_round_and_costs_the_others_no_try(store):
    put(store, "a@x.example", "b@x.example")
    mailer = FakeMailer()
    mailer.refuse = dict.fromkeys(("a@x.example", "b@x.example"), DeliveryError("không kết nối", unreachable=True))
    assert deliver(store, mailer, FakeClock().now) == DeliveryReport(retried=1)
    assert [(row.attempts, row.next_try is None) for row in rows(store).values()] == [(1, False), (0, True)]


@pytest.mark.parametrize("at_once", [1, 4])
def test_however_many_wait_each_is_sent_once(store, at_once):
    boxes = [f"a{number}@x.example" for number in range(120)]
    put(store, *boxes)
    mailer = FakeMailer()
    assert deliver(store, mailer, FakeClock().now, at_once=at_once) == DeliveryReport(sent=120)
    assert sorted(message.recipient for message in mailer.sent) == sorted(boxes)


def test_a_slow_answer_does_not_hold_up_the_others(store):
    put(store, *(f"a{number}@x.example" for number in range(4)))
    met = Barrier(4, timeout=30)  # every mail waits until all four are under way

    class Slow(FakeMailer):
        def send(self, message):
            met.wait()
            super().send(message)

    assert deliver(store, Slow(), FakeClock().now, at_once=4) == DeliveryReport(sent=4)
