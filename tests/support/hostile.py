"""A web server on loopback whose answers are faults: bombs, floods, drips and bodies that break off.

It writes raw bytes on asyncio, in a thread of its own, so that nothing mends what a fault breaks. A test picks faults
by path: `with serving({"/": cut_short(body, 100)}) as server: ...`.
"""

import asyncio
import gzip
import socket
import struct
import threading
import zlib
from collections.abc import Awaitable, Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field

MIB = 1 << 20
SMALL_BUFFER = 64 << 10  # of the sending socket, so that what was sent is close to what was read


class Call:
    """One request and the way to answer it."""

    def __init__(self, path: str, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        self.path = path
        self.headers = headers
        self.sent = 0
        self._writer = writer

    async def write(self, data: bytes) -> None:
        self._writer.write(data)
        await self._writer.drain()
        self.sent += len(data)

    async def head(self, status: str = "200 OK", **headers: object) -> None:
        lines = (f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        await self.write(f"HTTP/1.1 {status}\r\n{''.join(lines)}Connection: close\r\n\r\n".encode("latin-1"))


Fault = Callable[[Call], Awaitable[None]]


@dataclass
class Server:
    """A running server. `calls` are the requests in order; `sent` of each is what the socket took of the answer."""

    faults: dict[str, Fault]
    host: str
    port: int = 0
    calls: list[Call] = field(default_factory=list)
    connections: int = 0

    @property
    def door(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.door}"

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        writer.transport.set_write_buffer_limits(high=0)
        try:
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.partition(":") for line in request[1:] if line)
            headers = {name.lower(): value.strip() for name, _, value in pairs}
            call = Call(request[0].split(" ")[1], headers, writer)
            self.calls.append(call)
            await self.faults.get(call.path.partition("?")[0], missing)(call)
            writer.close()
            await writer.wait_closed()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass  # the client hung up, or the test is over
        finally:
            writer.transport.abort()


@contextmanager
def serving(faults: Mapping[str, Fault], host: str = "127.0.0.1", port: int = 0) -> Iterator[Server]:
    """Run a server on a loopback address; `faults` may be changed while it runs."""
    server = Server(dict(faults), host)
    ready: Future[Callable[[], object]] = Future()

    async def run() -> None:
        stop, loop = asyncio.Event(), asyncio.get_running_loop()
        try:
            listener = await asyncio.start_server(server.handle, host, port, backlog=1024)
        except OSError as error:
            ready.set_exception(error)
            return
        for sock in listener.sockets:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SMALL_BUFFER)  # accepted sockets inherit it
        server.port = listener.sockets[0].getsockname()[1]
        ready.set_result(lambda: loop.call_soon_threadsafe(stop.set))
        await stop.wait()
        listener.close()

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    stop = ready.result(10)
    try:
        yield server
    finally:
        stop()
        thread.join()


def answer(body: bytes = b"", status: str = "200 OK", **headers: object) -> Fault:
    """Behave: status, headers, body."""

    async def fault(call: Call) -> None:
        await call.head(status, Content_Length=len(body), **headers)
        await call.write(body)

    return fault


missing = answer(status="404 Not Found")


def endless(block: bytes, first: bytes = b"", **headers: object) -> Fault:
    """Send `first`, then a block after the other as fast as the reader takes them."""

    async def fault(call: Call) -> None:
        await call.head(**headers)
        await call.write(first)
        while True:
            await call.write(block)

    return fault


def drip_body(pause: float, part: bytes = b"a", **headers: object) -> Fault:
    """Send the head at once and the body a part at a time for ever."""

    async def fault(call: Call) -> None:
        await call.head(**headers)
        while True:
            await asyncio.sleep(pause)
            await call.write(part)

    return fault


def drip_of(body: bytes, pause: float, **headers: object) -> Fault:
    """Send a body that is all right, a byte at a time."""

    async def fault(call: Call) -> None:
        await call.head(Content_Length=len(body), **headers)
        for byte in body:
            await asyncio.sleep(pause)
            await call.write(bytes([byte]))

    return fault


def drip_head(pause: float, part: bytes = b"X") -> Fault:
    """Send a header line a part at a time for ever."""

    async def fault(call: Call) -> None:
        await call.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            await asyncio.sleep(pause)
            await call.write(part)

    return fault


async def silence(_call: Call) -> None:
    """Take the request and never answer."""
    await asyncio.Event().wait()


def slow_redirect(pause: float) -> Fault:
    """Think, then send the reader to the next address, which does the same."""

    async def fault(call: Call) -> None:
        await asyncio.sleep(pause)
        await call.head("302 Found", Location=f"{call.path.partition('?')[0]}?{len(call.path)}", Content_Length=0)

    return fault


def cut_short(body: bytes, at: int, **headers: object) -> Fault:
    """Announce the whole body, send its first `at` bytes and hang up."""

    async def fault(call: Call) -> None:
        await call.head(Content_Length=len(body), **headers)
        await call.write(body[:at])

    return fault


def cut_gzip(body: bytes, at: int, **headers: object) -> Fault:
    """Send the first `at` bytes of the compressed body under a Content-Length that agrees with them."""
    return answer(gzip.compress(body, mtime=0)[:at], Content_Encoding="gzip", **headers)


def cut_chunks(body: bytes, at: int, **headers: object) -> Fault:
    """Send the first `at` bytes as one chunk and hang up before the last, empty chunk."""

    async def fault(call: Call) -> None:
        await call.head(Transfer_Encoding="chunked", **headers)
        await call.write(b"%x\r\n%b\r\n" % (at, body[:at]))

    return fault


def gzip_bomb(mebibytes: int) -> bytes:
    """Return zeros of this size as gzip: about a thousandth of it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    return b"".join(packer.compress(bytes(MIB)) for _ in range(mebibytes)) + packer.flush()


def zstd_bomb(mebibytes: int) -> bytes:
    """Return zeros of this size as Zstandard (RFC 8878): one run-length block of 128 KiB is four bytes."""
    block, blocks = 128 << 10, mebibytes * 8
    runs = (struct.pack("<I", block << 3 | 1 << 1 | (number == blocks - 1))[:3] + b"\0" for number in range(blocks))
    return b"\x28\xb5\x2f\xfd" + b"\x00\x38" + b"".join(runs)
