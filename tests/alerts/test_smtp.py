import socket
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiosmtpd.smtp import AuthResult

from alerts.message import build
from alerts.smtp import SmtpMailer
from core.errors import DeliveryError
from support import factories as make
from support.mail_server import Handler, make_certificate, scripted, serving

MESSAGE = build(
    "alert",
    "tay-ninh",
    "1",
    "diembao@tayninh.example",
    "baochi@tayninh.example",
    "Cảnh báo",
    "Nội dung",
    "<p>Nội dung</p>",
    (),
    datetime(2026, 10, 15, 5, tzinfo=UTC),
)


def mailer(port, **fields):
    context = fields.pop("context", None)
    return SmtpMailer(replace(make.mail(port=port), **fields), 5, context)


def failure(port, message=MESSAGE, **fields):
    with pytest.raises(DeliveryError) as caught:
        mailer(port, **fields).send(message)
    return caught.value.permanent, caught.value.ambiguous, str(caught.value)


def test_an_accepted_mail_arrives_byte_for_byte():
    dotted = replace(MESSAGE, mime=b"Subject: x\r\n\r\n.dot\r\n..two\r\nend\r\n")
    handler = Handler()
    with serving(handler) as port:
        mailer(port).send(MESSAGE)
        mailer(port).send(dotted)

    assert handler.stored == [
        (MESSAGE.sender, [MESSAGE.recipient], MESSAGE.mime),
        (MESSAGE.sender, [MESSAGE.recipient], dotted.mime),
    ]


@pytest.mark.parametrize(
    ("answers", "permanent"),
    [
        pytest.param({"mail": "451 later"}, False, id="4xx at MAIL"),
        pytest.param({"mail": "550 sender unknown"}, True, id="5xx at MAIL"),
        pytest.param({"mail": "530 log in first"}, False, id="530 means our settings"),
        pytest.param({"rcpt": "450 mailbox busy"}, False, id="4xx at RCPT"),
        pytest.param({"rcpt": "550 no such mailbox"}, True, id="5xx at RCPT"),
        pytest.param({"data": "452 disk full"}, False, id="4xx after DATA"),
        pytest.param({"data": "554 refused"}, True, id="5xx after DATA"),
    ],
)
def test_a_refusal_is_permanent_or_not_by_its_code_and_quotes_the_server(answers, permanent):
    with serving(Handler(**answers)) as port:
        found = failure(port)

    assert found[:2] == (permanent, False)
    assert next(iter(answers.values())) in found[2]


def test_a_connection_lost_after_the_final_dot_is_ambiguous():
    handler = Handler(drop=True)
    with serving(handler) as port:
        found = failure(port)

    assert found[:2] == (False, True)
    assert len(handler.stored) == 1


@pytest.mark.parametrize("answer", ["", "not smtp at all\r\n", "250" + "x" * 20_000 + "\r\n", "354 go on\r\n"], ids=len)
def test_an_answer_to_the_mail_that_cannot_be_read_is_ambiguous(answer):
    with scripted(["220 hi", "250 hi", "250 ok", "250 ok", "354 go"], answer) as port:
        assert failure(port)[:2] == (False, True)


def test_a_server_that_keeps_silent_after_the_mail_is_ambiguous_once_the_time_is_up():
    with scripted(["220 hi", "250 hi", "250 ok", "250 ok", "354 go"], None) as port:
        assert failure(port, timeout=0.2)[:2] == (False, True)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([], id="no greeting"),
        pytest.param(["554 go away"], id="refused at the greeting"),
        pytest.param(["220 hi", "250 hi"], id="lost at MAIL"),
        pytest.param(["220 hi", "250 hi", "250 ok", "421 closing"], id="421 at RCPT"),
        pytest.param(["220 hi", "250 hi", "250 ok", "250 ok"], id="lost at DATA"),
        pytest.param(["220 hi", "250 hi", "250 ok", "250 ok", "451 not now"], id="DATA not begun"),
    ],
)
def test_whatever_happens_before_the_mail_is_handed_over_may_be_tried_again(answers):
    with scripted(answers, "") as port:
        assert failure(port)[:2] == (False, False)


def test_a_server_that_is_not_there_may_be_tried_again_and_is_named():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    permanent, ambiguous, words = failure(port)
    assert (permanent, ambiguous) == (False, False)
    assert f"127.0.0.1:{port}" in words


def test_starttls_is_required_where_the_settings_ask_for_it():
    handler = Handler()
    with serving(handler) as port:
        permanent, ambiguous, words = failure(port, security="starttls")
    assert (permanent, ambiguous) == (False, False)
    assert "STARTTLS" in words
    assert handler.stored == []


def test_an_address_that_smtp_cannot_carry_is_refused_for_good():
    with serving(Handler()) as port:
        assert failure(port, replace(MESSAGE, recipient="báo@tayninh.example"))[:2] == (True, False)


def test_any_2xx_after_the_mail_means_that_it_was_taken():
    with scripted(["220 hi", "250 hi", "250 ok", "250 ok", "354 go"], "252 ok\r\n") as port:
        assert mailer(port).send(MESSAGE) is None


def test_a_password_that_smtp_cannot_carry_is_a_fault_of_the_settings_and_is_not_shown():
    with scripted(["220 hi", "250-hi\r\n250 AUTH PLAIN"], "") as port:
        permanent, ambiguous, words = failure(port, username="diembao", password="mật-khẩu")
    assert (permanent, ambiguous) == (False, False)
    assert "khẩu" not in words


def test_words_of_the_server_are_shown_on_one_short_line():
    with serving(Handler(rcpt="550 \x1b[31mno\u202e " + "x " * 200)) as port:
        _permanent, _ambiguous, words = failure(port)
    assert len(words) < 300
    assert "\x1b" not in words
    assert "\u202e" not in words


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("tls"))


def test_starttls_and_login_with_a_trusted_certificate(certificate):
    server, client = certificate
    logins = []

    def check(_server, _session, _envelope, _mechanism, data):
        logins.append((data.login, data.password))
        return AuthResult(success=data.password == b"secret", handled=False)

    handler = Handler()
    options = {"tls_context": server, "require_starttls": True, "auth_required": True, "authenticator": check}
    with serving(handler, **options) as port:
        mailer(port, security="starttls", username="diembao", password="secret", context=client).send(MESSAGE)
        permanent, ambiguous, words = failure(
            port, security="starttls", username="diembao", password="wrong-one", context=client
        )

    assert len(handler.stored) == 1
    assert logins[0] == (b"diembao", b"secret")
    assert (permanent, ambiguous) == (False, False)
    assert "credentials" in words
    assert "wrong-one" not in words


def test_tls_from_the_first_byte(certificate):
    server, client = certificate
    handler = Handler()
    with serving(handler, ssl_context=server) as port:
        mailer(port, security="tls", context=client).send(MESSAGE)
    assert len(handler.stored) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_nobody_vouches_for_is_refused(certificate, security):
    server, _client = certificate
    handler = Handler()
    with serving(handler, **{"tls_context" if security == "starttls" else "ssl_context": server}) as port:
        permanent, ambiguous, words = failure(port, security=security)
    assert (permanent, ambiguous) == (False, False)
    assert "certificate" in words
    assert handler.stored == []
