"""Serves the invented press on this machine, with a clock that decides what is published.

/<outlet>/rss.xml or atom.xml    the newest articles (ETag, Last-Modified, gzip)
/<outlet>/<article>.html         an article page
/robots.txt                      allows all but /private/
/clock                           the time (ISO 8601); ?set=ISO sets it, ?add=SECONDS moves it
"""

import gzip
import socketserver
import sys
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from core.errors import UsageError
from core.i18n import translator
from diembao.demo import library
from diembao.demo.site import Reply, Site

_ = translator("diembao")

HOST = "127.0.0.1"
PORT = 18765  # fixed, since an article is known by its address and the address holds the port
_WORTH_PACKING = 500
POLL = 7200  # seconds; a month is played in a minute, so nobody waits for these outlets


class Press:
    """The invented press, served while the block lasts; `start` must be aware, `port` 0 takes any free one.

    Entering raises UsageError when the port is taken.
    """

    def __init__(self, start: datetime, port: int = PORT) -> None:
        if start.tzinfo is None:
            raise ValueError("start needs a time zone")
        self._wanted = port
        self._now = start.astimezone(UTC)
        self._turn = Lock()
        self._outlets = library.load()

    def __enter__(self) -> Self:
        try:
            self._server = _Server((HOST, self._wanted), self)
        except OSError as error:
            message = _("Port %(port)d of this machine is taken, perhaps by another demonstration; stop it first.")
            raise UsageError(message % {"port": self._wanted}) from error
        self.port: int = self._server.server_address[1]
        self.url = f"http://{HOST}:{self.port}"
        self.clock_url = f"{self.url}/clock"
        self.site = Site(self._outlets, self.url)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def now(self) -> datetime:
        """Return the time of the press, in UTC."""
        return self._now

    def set_clock(self, moment: datetime) -> None:
        """Set the time of the press to an aware moment."""
        with self._turn:
            self._now = moment.astimezone(UTC)

    def move_clock(self, by: timedelta) -> None:
        """Move the time of the press."""
        with self._turn:
            self._now += by

    def sources(self) -> list[dict[str, Any]]:
        """Return the outlets in the form of sources.yaml."""
        return [
            {
                "id": outlet.id,
                "name": outlet.name,
                "domains": [outlet.domain],
                "tier": outlet.tier,
                "kind": outlet.kind,
                "languages": list(outlet.languages),
                "sources": [
                    {
                        "id": f"{outlet.id}-feed",
                        "url": self.site.feed_url(outlet),
                        "pages": outlet.pages,
                        "every": POLL,
                    },
                ],
            }
            for outlet in self._outlets
        ]


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], press: Press) -> None:
        self.press = press
        super().__init__(address, _Handler)

    def server_bind(self) -> None:
        socketserver.TCPServer.server_bind(self)  # the parent would ask the DNS for our name, which may hang offline

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # a client that left is no error
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    server_version = "diembao-demo"
    sys_version = ""
    timeout = 60
    wbufsize = -1  # head and body leave together, or the pair costs 40 ms of delayed acknowledgement
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's name
        """Stay quiet."""

    def do_GET(self) -> None:
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True  # bodies are never read, so nothing after one can be trusted
        address = urlsplit(self.path)
        press = self.server.press
        if address.path == "/clock":
            self._send(_turn_clock(press, address.query))
        else:
            self._send(press.site.reply(address.path, press.now()))

    do_HEAD = do_GET  # noqa: N815

    def _send(self, reply: Reply) -> None:
        if reply.etag and self._is_known(reply):
            reply = Reply(304, b"", reply.content_type, reply.etag, reply.modified)
        body = reply.body
        packed = len(body) > _WORTH_PACKING and "gzip" in self.headers.get("Accept-Encoding", "")
        if packed:
            body = gzip.compress(body, 6, mtime=0)
        self.send_response(reply.status)
        headers = {
            "Content-Type": reply.content_type,
            "ETag": reply.etag,
            "Last-Modified": reply.modified,
            "Vary": "Accept-Encoding",
            "Content-Encoding": "gzip" if packed else "",
            "Content-Length": "" if reply.status == 304 else str(len(body)),
        }
        for name, value in headers.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _is_known(self, reply: Reply) -> bool:
        if (tags := self.headers.get("If-None-Match")) is not None:
            return reply.etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        try:
            since = parsedate_to_datetime(self.headers.get("If-Modified-Since", ""))
            return parsedate_to_datetime(reply.modified) <= since
        except (ValueError, TypeError):
            return False


def _turn_clock(press: Press, query: str) -> Reply:
    asked = parse_qs(query)
    try:
        if "set" in asked:
            moment = datetime.fromisoformat(asked["set"][0].replace(" ", "+"))
            if moment.tzinfo is None:
                return Reply(400, b"a time needs its zone\n")
            press.set_clock(moment)
        if "add" in asked:
            press.move_clock(timedelta(seconds=float(asked["add"][0])))
    except (ValueError, OverflowError):
        return Reply(400, b"not a time\n")
    return Reply(200, press.now().isoformat().encode(), "text/plain")
