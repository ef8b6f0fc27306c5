"""The wall between hostile addresses and the office network: resolve, check every address, connect to a checked one.

A name is resolved once and the connection goes to the address that was checked, so that a second, different answer of
the name server (DNS rebinding) is never used. Redirects pass the same wall because every hop opens its own connection.
Behind a proxy, which looks names up by itself, the wall is asked before the proxy is.
"""

import asyncio
import ipaddress
import re
import socket
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import httpcore
import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]

WEB_PORTS = {"http": 80, "https": 443}
ADDRESSES_TRIED = 4
CONNECTIONS = 512  # a stop against leaks; how many requests are under way is the callers' choice
LOOK_UPS = 32  # at once: a dead name server holds each for many seconds

# IPv6 networks that carry an IPv4 address, with the shift to it: NAT64 (RFC 6052), IPv4-compatible (RFC 4291), 6to4
# (RFC 3056). ipaddress calls some of them global whatever they carry.
_EMBEDDING = tuple(
    (ipaddress.IPv6Network(network), shift) for network, shift in (("64:ff9b::/96", 0), ("::/96", 0), ("2002::/16", 80))
)
# Local or special networks that ipaddress of Python 3.11 calls global (IANA special-purpose registries).
_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in ("64:ff9b:1::/48", "fec0::/10", "5f00::/16", "3fff::/20", "2001::/32", "192.0.0.0/24")
)
# A name that only a proxy can look up must read as one of the open internet: what ends in a number is another spelling
# of an address (https://url.spec.whatwg.org/#ends-in-a-number-checker), and some names stay at home (RFC 6761, 6762,
# 8375, 9476; .internal is reserved by ICANN).
_NAME = re.compile(r"(?:[a-z0-9_-]{1,63}\.)+(?!(?:localhost|local|internal|arpa|alt)\.?$)[a-z][a-z0-9-]{1,62}\.?", re.I)

_look_ups = ThreadPoolExecutor(LOOK_UPS, "look-up")


class BlockedError(Exception):
    """The wall refused to connect; `where` is the host, port or address that is not allowed."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class ResolveError(Exception):
    """The name server knows no address for a host."""


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to the open internet, whatever form it is wrapped in."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return is_public(address.ipv4_mapped)
        for network, shift in _EMBEDDING:
            if address in network:
                return is_public(ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF))
    if any(address in network for network in _SPECIAL):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


@dataclass(frozen=True, slots=True)
class Wall:
    """What may be connected to: public addresses on the web ports, and what the workspace allows besides."""

    networks: tuple[Network, ...] = ()
    doors: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def allowing(cls, allow: Iterable[str]) -> "Wall":
        """Build the wall from items that are a CIDR network or `host:port`; raises ValueError for anything else."""
        networks: list[Network] = []
        doors: set[tuple[str, int]] = set()
        for item in allow:
            try:
                networks.append(ipaddress.ip_network(item, strict=False))
            except ValueError:
                host, _, port = item.rpartition(":")
                doors.add((host.strip("[]").lower(), int(port)))
        return cls(tuple(networks), frozenset(doors))

    def check(self, host: str, port: int, addresses: Iterable[Address]) -> None:
        """Raise BlockedError unless every address of `host` may be connected to on `port`."""
        if (host.lower(), port) in self.doors:
            return
        for address in addresses:
            if any(address in network for network in self.networks) or (str(address), port) in self.doors:
                continue
            if port not in WEB_PORTS.values():
                raise BlockedError(f"{host}:{port}")
            if not is_public(address):
                raise BlockedError(str(address))

    def check_name(self, host: str, port: int) -> None:
        """Raise BlockedError unless a host that only the proxy can look up reads as one of the open internet."""
        if (host.lower(), port) not in self.doors and not (port in WEB_PORTS.values() and _NAME.fullmatch(host)):
            raise BlockedError(f"{host}:{port}")


async def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the addresses of a host; raises OSError or UnicodeError."""

    def ask() -> list[str]:
        return [str(answer[4][0]) for answer in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]

    return list(dict.fromkeys(await asyncio.get_running_loop().run_in_executor(_look_ups, ask)))


class _Porter:
    """Finds the addresses of a host and checks them against the wall."""

    def __init__(self, wall: Wall, resolver: Resolver) -> None:
        self._wall = wall
        self._resolver = resolver

    async def admit(self, host: str, port: int) -> list[Address]:
        """Return the addresses to connect to; raises BlockedError and ResolveError."""
        addresses = await self._addresses(host, port)
        self._wall.check(host, port, addresses)
        return addresses

    async def admit_to_proxy(self, host: str, port: int, patience: float | None) -> None:
        """Check a host that the proxy will be asked for; the name server of an office may not know it.

        One that keeps silent about the world is waited for `patience` seconds, not for the whole deadline.
        """
        try:
            async with asyncio.timeout(patience):
                await self.admit(host, port)
        except (ResolveError, TimeoutError):
            self._wall.check_name(host, port)

    async def _addresses(self, host: str, port: int) -> list[Address]:
        try:
            return [ipaddress.ip_address(host.strip("[]"))]
        except ValueError:
            pass
        try:
            found = await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise ResolveError(host) from error
        if not found:
            raise ResolveError(host)
        return [ipaddress.ip_address(address.partition("%")[0]) for address in found]


class GuardedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections through the wall."""

    def __init__(self, wall: Wall, resolver: Resolver = resolve) -> None:
        self._porter = _Porter(wall, resolver)
        self._inner = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Resolve, check every address, connect to the first checked one that answers."""
        failure: httpcore.NetworkError | httpcore.TimeoutException | None = None
        for address in (await self._porter.admit(host, port))[:ADDRESSES_TRIED]:
            try:
                return await self._inner.connect_tcp(str(address), port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure or ResolveError(host)

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature is httpcore's
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: no page of the press lives in a local socket."""
        raise BlockedError(path)

    async def sleep(self, seconds: float) -> None:
        """Wait as httpcore asks for between its own retries."""
        await asyncio.sleep(seconds)


@contextmanager
def _as_httpx() -> Iterator[None]:
    """Turn an error of httpcore into the error of httpx that bears the same name."""
    try:
        yield
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.ProxyError,
        httpcore.UnsupportedProtocol,
    ) as error:
        raise getattr(httpx, type(error).__name__)(str(error)) from error


class _Body(httpx.AsyncByteStream):
    def __init__(self, stream: AsyncIterable[bytes], closed: Callable[[], None]) -> None:
        self._stream, self._closed = stream, closed

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with _as_httpx():
            async for part in self._stream:
                yield part

    async def aclose(self) -> None:
        closed, self._closed = self._closed, lambda: None
        try:
            if hasattr(self._stream, "aclose"):
                await self._stream.aclose()
        finally:
            closed()


class GuardedTransport(httpx.AsyncBaseTransport):
    """A transport of httpx whose every request passes the wall; certificates are always verified.

    With a `proxy` (`http://host:port`) nothing else is connected to, and the wall stands before the proxy.
    """

    def __init__(self, wall: Wall, resolver: Resolver = resolve, proxy: str = "") -> None:
        self._porter = _Porter(wall, resolver) if proxy else None
        options: dict[str, Any] = {
            "ssl_context": httpx.create_ssl_context(trust_env=False),
            "max_connections": 1,
            # A host is asked once in some seconds, when its server has long hung up; and a kept connection pays 40 ms
            # of delayed acknowledgement for every answer that a server writes in two pieces.
            "max_keepalive_connections": 0,
        }
        if proxy:
            url = httpx.URL(proxy)
            door = Wall(doors=frozenset({(url.host, url.port or WEB_PORTS[url.scheme])}))
            options |= {"proxy_url": httpcore.URL(proxy), "network_backend": GuardedBackend(door, resolver)}
        else:
            options |= {"network_backend": GuardedBackend(wall, resolver)}
        # A pool of its own for every request: one for all goes through every open connection for each of them, which
        # hundreds of slow servers make dear.
        self._pool: Callable[[], httpcore.AsyncConnectionPool] = partial(
            httpcore.AsyncHTTPProxy if proxy else httpcore.AsyncConnectionPool, **options
        )
        self._open = asyncio.Semaphore(CONNECTIONS)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; raises BlockedError, ResolveError and the errors of httpx."""
        assert isinstance(request.stream, httpx.AsyncByteStream)  # noqa: S101 - an AsyncClient makes no other
        if request.url.scheme not in WEB_PORTS:
            raise httpx.UnsupportedProtocol(request.url.scheme)
        host = request.url.raw_host
        if self._porter:
            port = request.url.port or WEB_PORTS[request.url.scheme]
            await self._porter.admit_to_proxy(host.decode(), port, request.extensions["timeout"]["connect"])
            if b":" in host:
                host = b"[%b]" % host  # httpcore writes the address for the proxy without the brackets of IPv6
        inner = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        await self._open.acquire()
        try:
            with _as_httpx():
                answer = await self._pool().handle_async_request(inner)
        except BaseException:
            self._open.release()
            raise
        assert isinstance(answer.stream, AsyncIterable)  # noqa: S101 - likewise of an async pool
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream, self._open.release),
            extensions=answer.extensions,
        )
