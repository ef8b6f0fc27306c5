"""Mail servers on loopback that answer as a test wants: real ones with knobs, and scripted ones for broken talks."""

import shutil
import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller


class Handler:
    """A mailbox with knobs: what to answer at MAIL, RCPT and after DATA; `drop` hangs up instead of answering."""

    def __init__(self, mail="250 OK", rcpt="250 OK", data="250 OK", drop=False):
        self.answers = {"mail": mail, "rcpt": rcpt, "data": data}
        self.drop = drop
        self.stored = []

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        if self.answers["mail"].startswith("250"):
            envelope.mail_from = address
        return self.answers["mail"]

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if self.answers["rcpt"].startswith("25"):
            envelope.rcpt_tos.append(address)
        return self.answers["rcpt"]

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.stored.append((envelope.mail_from, envelope.rcpt_tos, envelope.original_content))
        if self.drop:
            server.transport.abort()
        return self.answers["data"]


class AnyPort(Controller):
    """A server on a port of the system's choice."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serving(handler, host="127.0.0.1", **options):
    controller = AnyPort(handler, host, 0, server_hostname="mail.example", **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


@contextmanager
def scripted(answers, last):
    """Serve one client: give `answers` line by line, then `last` to the mail itself (None is silence), then hang up."""

    def serve():
        client, _address = listener.accept()
        with client, client.makefile("rb") as lines:
            for number, answer in enumerate(answers):
                if number and not lines.readline():
                    return
                client.sendall(answer.encode() + b"\r\n")
            if answers and answers[-1].startswith("354"):
                while lines.readline() not in {b".\r\n", b""}:
                    pass
                if last is None:
                    lines.read()
                else:
                    client.sendall(last.encode())

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)


def make_certificate(folder: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return the context of a server with a certificate for this machine, and that of a client which trusts it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, cert = folder / "key.pem", folder / "cert.pem"
    form = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost"
    names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command = ["openssl", *form.split(), *names, "-keyout", str(key), "-out", str(cert)]
    subprocess.run(command, check=True, capture_output=True)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(cert, key)
    return server, ssl.create_default_context(cafile=str(cert))
