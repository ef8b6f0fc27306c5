"""One GET at a time over a hostile network: bounded in time, bytes, hops and encodings.

Every library error leaves here as a FetchError whose `kind` is one of timeout, dns, connect, blocked, tls, too_big,
truncated, encoding, redirect, http_status, protocol.
"""

import asyncio
import http.cookiejar
import importlib.metadata
import ssl
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from types import TracebackType
from typing import Self

import httpx

from collector.guard import BlockedError, GuardedTransport, ResolveError, Resolver, Wall, resolve
from core.errors import FetchError
from core.i18n import translator
from core.press import Fetched, Validators
from core.settings import Network
from core.text import one_line

_ = translator("collector")

CONNECT_SHARE = 3  # a connection may take this fraction of the deadline, so that a dead address leaves time for another
DECOMPRESS_STEP = 1 << 20
HEADER_LIMIT = 1024  # longer validators are not worth keeping
PADDING = b"\0\r\n\t "  # what some servers append to a gzip stream


def user_agent(contact: str) -> str:
    """Return the name under which the service calls, with the mailbox or page of the office behind it."""
    who = contact.encode("ascii", "ignore").decode().translate({13: None, 10: None})
    return f"diembao/{importlib.metadata.version('diembao')} (+{who})"


class HttpFetcher:
    """Reads addresses over HTTP within the limits of the network settings; to be used with `async with`."""

    def __init__(self, network: Network, resolver: Resolver = resolve) -> None:
        self._network = network
        self._resolver = resolver
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        network = self._network
        no_cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(Wall.allowing(network.allow), self._resolver),
            headers={"User-Agent": user_agent(network.contact), "Accept-Encoding": "gzip"},
            cookies=no_cookies,
            timeout=httpx.Timeout(network.deadline, connect=network.deadline / CONNECT_SHARE),
            trust_env=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client:
            await self._client.aclose()
            self._client = None

    async def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """Return the answer (200, or 304 when validators were sent and still hold). Raises FetchError."""
        with _translated(url):
            async with asyncio.timeout(self._network.deadline):
                return await self._follow(url, _conditions(validators))

    async def _follow(self, url: str, headers: list[tuple[bytes, bytes]]) -> Fetched:
        """Follow redirects by hand: the client would read their bodies without a limit."""
        address = url
        for _hop in range(self._network.max_redirects + 1):
            async with self._answer(address, headers) as response:
                if response.next_request is None:
                    return await self._accept(url, response, conditional=bool(headers))
                address = str(response.next_request.url)
        raise FetchError(url, "redirect", _("The address redirects too often; check it in a browser."))

    @asynccontextmanager
    async def _answer(self, url: str, headers: list[tuple[bytes, bytes]]) -> AsyncIterator[httpx.Response]:
        assert self._client, "use `async with`"  # noqa: S101 - a mistake of the caller, never of a server
        async with self._client.stream("GET", url, headers=headers) as response:
            yield response

    async def _accept(self, url: str, response: httpx.Response, *, conditional: bool) -> Fetched:
        status = response.status_code
        if status != 200 and not (status == 304 and conditional):
            raise FetchError(url, "http_status", _status_message(status), status)
        return Fetched(
            url=str(response.url),
            status=status,
            body=b"" if status == 304 else await self._read(url, response),
            content_type=response.headers.get("content-type", ""),
            etag=_validator(response, b"etag"),
            last_modified=_validator(response, b"last-modified"),
        )

    async def _read(self, url: str, response: httpx.Response) -> bytes:
        """Read the body raw and decompress it here: httpx 0.28 inflates a whole chunk before anybody can count it."""
        body = _Body(url, response.headers.get("content-encoding", "").strip().lower(), self._network)
        body.announce(response.headers.get("content-length", ""))
        try:
            async for part in response.aiter_raw():
                body.feed(part)
        except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
            raise _truncated(url) from error
        return body.finish()


class _Body:
    """Collects a body under its caps; `feed` and `finish` raise FetchError."""

    def __init__(self, url: str, encoding: str, network: Network) -> None:
        if encoding not in {"", "identity", "gzip", "x-gzip"}:
            what = _("The server used an encoding nobody asked for (%(encoding)s).")
            raise FetchError(url, "encoding", what % {"encoding": one_line(encoding)[:40]})
        self._url, self._network = url, network
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in encoding else None
        self._wire, self._out = 0, bytearray()

    def announce(self, length: str) -> None:
        if length.isdecimal() and len(length) < 20 and int(length) > self._network.max_wire:
            raise self._too_big()

    def feed(self, part: bytes) -> None:
        self._wire += len(part)
        if self._wire > self._network.max_wire:
            raise self._too_big()
        if self._inflate is None:
            self._out += part
            if len(self._out) > self._network.max_body:
                raise self._too_big()
            return
        try:
            self._decompress(self._inflate, part)
        except zlib.error as error:
            raise FetchError(self._url, "encoding", _("The compressed answer is damaged.")) from error

    def _decompress(self, inflate: "zlib._Decompress", part: bytes) -> None:
        while part and not inflate.eof:
            room = self._network.max_body + 1 - len(self._out)
            self._out += inflate.decompress(part, min(DECOMPRESS_STEP, room))
            if len(self._out) > self._network.max_body:
                raise self._too_big()
            part = inflate.unconsumed_tail
        if (part + inflate.unused_data).strip(PADDING):
            raise FetchError(self._url, "encoding", _("The compressed answer is followed by other data."))

    def finish(self) -> bytes:
        if self._inflate is not None and not self._inflate.eof:
            raise _truncated(self._url)
        return bytes(self._out)

    def _too_big(self) -> FetchError:
        limits = {"wire": self._network.max_wire >> 20, "body": self._network.max_body >> 20}
        what = _("The answer is larger than the limit (%(wire)d MiB sent, %(body)d MiB unpacked).") % limits
        return FetchError(self._url, "too_big", what)


def _conditions(validators: Validators | None) -> list[tuple[bytes, bytes]]:
    """Return the conditional headers, byte for byte what the server once sent."""
    if validators is None:
        return []
    pairs = ((b"If-None-Match", validators.etag), (b"If-Modified-Since", validators.last_modified))
    return [(name, value.encode("latin-1", "replace")) for name, value in pairs if value]


def _validator(response: httpx.Response, name: bytes) -> str | None:
    """Return a validator as latin-1 text, the form that survives the way back unchanged."""
    value = next((value for key, value in response.headers.raw if key.lower() == name), b"")
    return value.decode("latin-1") if 0 < len(value) <= HEADER_LIMIT else None


def _truncated(url: str) -> FetchError:
    return FetchError(url, "truncated", _("The answer broke off before its end; it will be asked for again."))


def _status_message(status: int) -> str:
    if status in {404, 410}:
        return _("The server says there is nothing at this address (%(status)d).") % {"status": status}
    if status in {401, 403, 451}:
        what = _("The server refuses this service (%(status)d); the outlet may be asked to admit it.")
        return what % {"status": status}
    if status == 429:
        return _("The server asks for fewer requests (429); raise `network.host_gap` or the interval of the source.")
    if status >= 500:
        return _("The server has a fault of its own (%(status)d).") % {"status": status}
    return _("The server answered with status %(status)d.") % {"status": status}


@contextmanager
def _translated(url: str) -> Iterator[None]:
    """Turn what can go wrong below into a FetchError, most specific first, with the cause kept."""
    try:
        yield
    except BlockedError as error:
        what = _("%(where)s is not a public web address; if it is meant, list it under `network.allow`.")
        raise FetchError(url, "blocked", what % {"where": error.where}) from error
    except ResolveError as error:
        what = _("The host name %(host)s is unknown; check the address and the name server.")
        raise FetchError(url, "dns", what % {"host": str(error)[:100]}) from error
    except (TimeoutError, httpx.TimeoutException) as error:
        raise FetchError(url, "timeout", _("The server did not answer completely in time.")) from error
    except httpx.UnsupportedProtocol as error:
        raise FetchError(url, "protocol", _("Only addresses with http:// or https:// can be read.")) from error
    except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
        raise _connection_failed(url, error) from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
        raise FetchError(
            url, "protocol", _("The address cannot be asked for over HTTP; check its spelling.")
        ) from error


def _connection_failed(url: str, error: BaseException) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            reason = getattr(cause, "verify_message", "") or cause.reason or ""
            what = _("The certificate of the server is not valid (%(reason)s).") % {"reason": reason}
            return FetchError(url, "tls", what)
        cause = cause.__cause__ or cause.__context__
    return FetchError(url, "connect", _("The server cannot be reached, hung up or does not speak HTTP."))
