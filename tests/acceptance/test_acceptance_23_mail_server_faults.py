"""Acceptance 23: 4xx, 5xx, drops, stalls, partial refusal, login, TLS: right state, alarm raised; 72 h lose nothing."""

import asyncio
import socket
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from aiosmtpd.smtp import AuthResult

from alerts.message import build
from alerts.smtp import SmtpMailer
from config.init import create
from config.load import load
from core.settings import Recipient
from diembao.__main__ import run
from diembao.rooms import open_store
from diembao.service import report
from diembao.settings import build as settings
from support import factories
from support.fakes import NOON, FakeClock
from support.house import house
from support.mail_server import Handler, make_certificate, scripted, serving

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
MINUTE = HOUR / 60
KEEPER = Recipient("he-thong@tayninh.example", "Vận hành")
BOX = "baochi@tayninh.example"
TALK = ["220 hi", "250 hi", "250 ok", "250 ok", "354 go"]
SHORT = 0.3  # seconds that our side waits, instead of 10 minutes


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def rooms():
    keepers = factories.department(id="van-hanh", recipients=(KEEPER,))
    with house(departments=(factories.department(), keepers), health=("van-hanh",)) as made:
        yield made


def put(store, now, *boxes, key="1"):
    with store.begin() as tx:
        for box in boxes:
            sender = "diembao@tayninh.example"
            mail = build("alert", "tay-ninh", key, sender, box, f"Cảnh báo {key}", "x", "<p>x</p>", (), now)
            assert tx.outbox.add("alert", "tay-ninh", key, mail, now)


def notes(store, kind="alert"):
    with store.read() as tx:
        return [note for note in tx.outbox.listing() if note.kind == kind]


def tick(rooms, mailer, now):
    rooms.clock.time = now
    asyncio.run(report(replace(rooms, mailer=mailer)))


def to(port, context=None, **fields):
    return SmtpMailer(factories.mail(**{"port": port, "timeout": SHORT, **fields}), SHORT, context)


@contextmanager
def nobody():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    yield port


@contextmanager
def mute():
    with socket.create_server(("127.0.0.1", 0)) as listening:  # the system accepts, nobody speaks
        yield listening.getsockname()[1]


FAULTS = {
    "4xx at MAIL": (lambda: serving(Handler(mail="451 later")), "pending"),
    "4xx at RCPT": (lambda: serving(Handler(rcpt="450 mailbox busy")), "pending"),
    "4xx after DATA": (lambda: serving(Handler(data="452 disk full")), "pending"),
    "5xx at MAIL": (lambda: serving(Handler(mail="550 sender unknown")), "failed"),
    "5xx at RCPT": (lambda: serving(Handler(rcpt="550 no such mailbox")), "failed"),
    "5xx after DATA": (lambda: serving(Handler(data="554 refused")), "failed"),
    "dropped at the greeting": (lambda: scripted([], ""), "pending"),
    "dropped at MAIL": (lambda: scripted(TALK[:2], ""), "pending"),
    "dropped at DATA": (lambda: scripted(TALK[:4], ""), "pending"),
    "dropped before 250": (lambda: scripted(TALK, ""), "ambiguous"),
    "dropped within 250": (lambda: scripted(TALK, "25"), "ambiguous"),
    "dropped after 250": (lambda: scripted(TALK, "250 taken\r\n"), "sent"),
    "mute at the greeting": (mute, "pending"),
    "stalled before 250": (lambda: scripted(TALK, None), "ambiguous"),
    "nobody there": (nobody, "pending"),
}


@pytest.mark.parametrize(("fault", "state"), FAULTS.values(), ids=FAULTS)
def test_a_fault_leaves_a_mail_in_the_right_state_and_raises_the_alarm(fault, state, rooms):
    put(rooms.store, NOON, BOX)
    with fault() as port:
        tick(rooms, to(port), NOON)
    assert [note.state for note in notes(rooms.store)] == [state]
    assert_alarm(rooms, state)


def assert_alarm(rooms, state):
    """Let two days pass without a mail server: who keeps the system is told, of a waiting mail after a day."""
    with nobody() as port:
        for hours in (1, 12, 23, 24, 36, 48):
            for moment in (NOON + hours * HOUR, NOON + hours * HOUR + MINUTE):  # one to try, one to see what came of it
                tick(rooms, to(port), moment)
    told = [(note.message.recipient, note.created_at) for note in notes(rooms.store, "health")]
    expected = {"sent": [], "pending": [NOON + DAY + MINUTE]}.get(state, [NOON + HOUR])
    assert told == [(KEEPER.email, moment) for moment in expected]


@pytest.mark.parametrize("login", ["refused", "not offered"])
def test_a_failed_login_keeps_the_mail_and_raises_the_alarm(login, rooms, certificate):
    server, client = certificate
    options = {"tls_context": server, "require_starttls": True}
    if login == "refused":
        options |= {"auth_required": True, "authenticator": lambda *_: AuthResult(success=False, handled=False)}
    put(rooms.store, NOON, BOX)
    with serving(Handler(), auth_exclude_mechanism=["LOGIN", "PLAIN"] * (login == "not offered"), **options) as port:
        tick(rooms, to(port, client, security="starttls", username="diembao", password="sai"), NOON)
    assert [note.state for note in notes(rooms.store)] == ["pending"]
    assert_alarm(rooms, "pending")


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("offered", ["nothing", "a certificate nobody vouches for", "a certificate of another host"])
def test_without_trusted_encryption_nothing_leaves_the_house_and_the_alarm_is_raised(
    offered, security, rooms, certificate
):
    server, client = certificate
    handler, options, fields = Handler(), {}, {}
    if offered != "nothing":
        options = {"tls_context": server} if security == "starttls" else {"ssl_context": server}
    if offered.endswith("host"):
        fields = {"host": "127.0.0.2"}
    context = client if offered.endswith("host") else None
    put(rooms.store, NOON, BOX)
    with serving(handler, host="0.0.0.0", **options) as port:
        tick(rooms, to(port, context, security=security, **fields), NOON)
    assert handler.stored == []
    assert [note.state for note in notes(rooms.store)] == ["pending"]
    assert_alarm(rooms, "pending")


class Choosy(Handler):
    """Refuses one of the recipients."""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address == "cu@x.example":
            return "550 no such mailbox"
        return await super().handle_RCPT(server, session, envelope, address, options)


def test_one_refused_recipient_of_several_costs_the_others_nothing(rooms):
    handler = Choosy()
    put(rooms.store, NOON, "a@x.example", "cu@x.example", "b@x.example")
    with serving(handler) as port:
        tick(rooms, to(port), NOON)
    assert [note.state for note in notes(rooms.store)] == ["sent", "failed", "sent"]
    assert [boxes for _sender, boxes, _mime in handler.stored] == [["a@x.example"], ["b@x.example"]]
    assert_alarm(rooms, "failed")


def workspace_of(folder):
    create("tay-ninh", folder)
    return folder, open_store(settings(load(folder, {})))


def test_a_mail_server_dead_for_72_hours_loses_no_mail(rooms, tmp_path, scale, measured, capsys, caplog):
    every = scale(HOUR, timedelta(minutes=5))
    folder, store = workspace_of(tmp_path / "tn")
    handler, end, clock = Handler(), NOON + 72 * HOUR, FakeClock()
    with closing(store):
        service, written = replace(rooms, store=store, clock=clock), 0
        with nobody() as port:
            while clock.now() < end:
                if not (clock.now() - NOON) % (6 * HOUR):
                    put(store, clock.now(), BOX, "lanhdao@tayninh.example", key=str(written))
                    written += 2
                tick(service, to(port), clock.now())
                clock.time += every
        waiting = notes(store)
        assert run(["--workspace", str(folder), "deliveries", "list", "--state", "pending"]) == 0
        shown = capsys.readouterr().out
        with serving(handler) as port:
            for step in range(int(3 * HOUR / every) + 1):
                tick(service, to(port), end + step * every)
        last = notes(store) + notes(store, "health")
    copies = Counter((boxes[0], mime) for _sender, boxes, mime in handler.stored)
    lost = [note for note in last if note.state != "sent"]
    alarms = [box for box, _mime in copies if box == KEEPER.email]
    measured(f"72 simulated hours without a mail server: mails lost of {written}", len(lost), "0")
    measured("mails that arrived twice", sum(copies.values()) - len(copies), "0")
    measured("alarms for whoever keeps the system", len(alarms), ">= 1")
    assert {note.state for note in waiting} == {"pending"}
    assert len(waiting) == written
    assert shown.count("Thư chưa gửi được") == len(alarms) > 0
    assert KEEPER.email in shown
    assert "mails that do not get out" in caplog.text
    assert not lost
    assert len(copies) == sum(copies.values()) == len(last)
