"""One GET at a time over a hostile network: bounded in time, bytes, hops and encodings.

Every library error leaves here as a FetchError whose `kind` is one of timeout, dns, connect, blocked, tls, too_big,
truncated, encoding, redirect, http_status, protocol.
"""

import asyncio
import http.cookiejar
import importlib.metadata
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import httpx

from collector import headers
from collector.body import SMALL_PART, Body, truncated
from collector.guard import BlockedError, GuardedTransport, ResolveError, Resolver, Wall, resolve
from core.errors import FetchError
from core.i18n import translator
from core.press import Fetched, Validators
from core.settings import Network
from core.text import one_line

_ = translator("collector")

Admit = Callable[[str], Awaitable[None]]

CONNECT_SHARE = 3  # a connection may take this fraction of the deadline, so that a dead address leaves time for another
HEADER_LIMIT = 1024  # characters; what is longer is not worth keeping
PERMANENT = frozenset({301, 308})


def utc_now() -> datetime:
    """Return the time of this machine."""
    return datetime.now(UTC)


def user_agent(contact: str) -> str:
    """Return the name under which the service calls, with the mailbox or page of the office behind it."""
    who = contact.encode("ascii", "ignore").decode().translate({13: None, 10: None})
    return f"diembao/{importlib.metadata.version('diembao')} (+{who})"


class HttpFetcher:
    """Reads addresses over HTTP within the limits of the network settings; to be used with `async with`."""

    def __init__(self, network: Network, resolver: Resolver = resolve, now: Callable[[], datetime] = utc_now) -> None:
        self._network = network
        self._resolver = resolver
        self._now = now
        self._client: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        network = self._network
        no_cookies = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        self._client = httpx.AsyncClient(
            transport=GuardedTransport(Wall.allowing(network.allow), self._resolver, network.proxy),
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

    async def fetch(self, url: str, validators: Validators | None = None, *, admit: Admit | None = None) -> Fetched:
        """Return the answer (200, or 304 when validators were sent and still hold). Raises FetchError.

        `admit` is awaited with the address of every redirect before it is followed, with no connection held and the
        deadline standing still; what it raises ends the request.
        """
        with _translated(url):
            async with asyncio.timeout(self._network.deadline) as limit:
                return await self._follow(url, _conditions(validators), admit, _Watch(limit))

    async def _follow(
        self, url: str, conditions: list[tuple[bytes, bytes]], admit: Admit | None, watch: "_Watch"
    ) -> Fetched:
        """Follow redirects by hand: the client would read their bodies without a limit."""
        address, permanent = url, True
        for hop in range(self._network.max_redirects + 1):
            if hop and admit:
                with watch.stopped():
                    await admit(address)
            async with self._answer(address, conditions) as response:
                if response.next_request is None:
                    fetched = await self._accept(url, response, conditional=bool(conditions))
                    return replace(fetched, moved=permanent and hop > 0, seconds=watch.seconds())
                permanent = permanent and response.status_code in PERMANENT
                address = str(response.next_request.url)
        raise FetchError(url, "redirect", _("The address redirects too often; check it in a browser."))

    @asynccontextmanager
    async def _answer(self, url: str, conditions: list[tuple[bytes, bytes]]) -> AsyncIterator[httpx.Response]:
        assert self._client, "use `async with`"  # noqa: S101 - a mistake of the caller, never of a server
        async with self._client.stream("GET", url, headers=conditions) as response:
            yield response

    async def _accept(self, url: str, response: httpx.Response, *, conditional: bool) -> Fetched:
        status, said = response.status_code, response.headers
        if status != 200 and not (status == 304 and conditional):
            wait = headers.retry_after(said.get("retry-after", ""), said.get("date", ""), self._now())
            raise FetchError(url, "http_status", _status_message(status), status, wait)
        return Fetched(
            url=str(response.url),
            status=status,
            body=b"" if status == 304 else await self._read(url, response),
            content_type=said.get("content-type", "")[:HEADER_LIMIT],
            etag=_validator(response, b"etag"),
            last_modified=_validator(response, b"last-modified"),
            max_age=headers.max_age(said.get("cache-control", ""), said.get("age", "")),
        )

    async def _read(self, url: str, response: httpx.Response) -> bytes:
        """Read the body raw and decompress it here: httpx 0.28 inflates a whole chunk before anybody can count it."""
        body = Body(url, response.headers.get("content-encoding", "").strip().lower(), self._network)
        body.announce(response.headers.get("content-length", ""))
        try:
            async for part in response.aiter_raw():
                body.feed(part)
                if len(part) < SMALL_PART:
                    await asyncio.sleep(0)  # a thousand chunks out of one buffer come without letting others run
        except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
            raise truncated(url) from error
        return body.finish()


class _Watch:
    """Times a request; it and the deadline stand still while somebody else decides."""

    def __init__(self, limit: asyncio.Timeout) -> None:
        self._limit = limit
        self._time = asyncio.get_running_loop().time
        self._start = self._time()

    def seconds(self) -> float:
        return self._time() - self._start

    @contextmanager
    def stopped(self) -> Iterator[None]:
        due, since = self._limit.when(), self._time()
        self._limit.reschedule(None)
        yield
        pause = self._time() - since
        self._start += pause
        self._limit.reschedule(None if due is None else due + pause)


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


def _status_message(status: int) -> str:
    if status in {404, 410}:
        return _("The server says there is nothing at this address (%(status)d).") % {"status": status}
    if status in {401, 403, 451}:
        what = _("The server refuses this service (%(status)d); the outlet may be asked to admit it.")
        return what % {"status": status}
    if status == 429:
        return _("The server asks for fewer requests (429); raise `network.host_gap` or the interval of the source.")
    if status == 407:
        return _proxy_message(str(status))
    if status >= 500:
        return _("The server has a fault of its own (%(status)d).") % {"status": status}
    return _("The server answered with status %(status)d.") % {"status": status}


def _proxy_message(reason: str) -> str:
    what = _("The proxy did not pass the request on (%(reason)s); check `network.proxy`.")
    return what % {"reason": one_line(reason)[:100]}


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
    except httpx.ProxyError as error:
        raise FetchError(url, "connect", _proxy_message(str(error))) from error
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
