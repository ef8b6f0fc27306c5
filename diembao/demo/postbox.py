"""A real mail server on this machine that keeps every mail it accepts in a Maildir."""

import logging
import mailbox
from collections.abc import Awaitable
from email import message_from_binary_file, policy
from email.message import EmailMessage
from pathlib import Path
from socket import create_server, socket
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller

HOST = "127.0.0.1"
_log = logging.getLogger(__name__)


class Postbox:
    """Accepts mail while the block lasts; `port` 0 takes any free one. What it accepted is on the disk for good.

    Entering raises OSError when the port is taken.
    """

    host = HOST

    def __init__(self, folder: Path, port: int = 0) -> None:
        self._folder = folder
        self._wanted = port

    def __enter__(self) -> Self:
        for name in ("tmp", "new", "cur"):
            (self._folder / name).mkdir(parents=True, exist_ok=True)
        box = mailbox.Maildir(self._folder)
        self._controller = _Controller(_Keeper(box), create_server((HOST, self._wanted)))
        self._controller.start()
        self.port: int = self._controller.port
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._controller.stop()

    def count(self) -> int:
        """Return how many mails the Maildir holds, those of earlier runs included."""
        return len(_files(self._folder))

    def messages(self) -> list[EmailMessage]:
        """Return every mail of the Maildir, in the order of arrival."""
        return read(self._folder)


def read(folder: Path) -> list[EmailMessage]:
    """Return every mail of a Maildir, in the order of arrival."""
    found = []
    for path in _files(folder):
        with path.open("rb") as file:
            found.append(message_from_binary_file(file, policy=policy.default))
    return found


def _files(folder: Path) -> list[Path]:
    paths = [path for name in ("new", "cur") for path in (folder / name).glob("*")]
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))


class _Keeper:
    """Writes a mail and its envelope, and says "accepted" only once it is synced to the disk."""

    def __init__(self, box: mailbox.Maildir) -> None:
        self._box = box

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: N802
        head = f"Return-Path: <{envelope.mail_from or ''}>\r\n"
        head += "".join(f"Delivered-To: {recipient}\r\n" for recipient in envelope.rcpt_tos)
        try:
            self._box.add((head.encode("utf-8", "surrogateescape") + envelope.content).replace(b"\r\n", b"\n"))
        except (OSError, mailbox.Error) as error:
            _log.warning("mail not kept: %s", error)
            return "451 4.3.0 the mail cannot be kept now"
        return "250 2.0.0 kept"


class _Controller(Controller):
    """Serves on a socket bound beforehand: the parent cannot take "any free port"."""

    def __init__(self, handler: _Keeper, listener: socket) -> None:
        super().__init__(handler, hostname=HOST, port=listener.getsockname()[1], server_hostname="localhost")
        self._listener = listener

    def _create_server(self) -> Awaitable[Any]:
        return self.loop.create_server(self._factory_invoker, sock=self._listener)
