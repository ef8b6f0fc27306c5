"""Collects the body of an answer under caps: bytes on the wire, bytes unpacked, one layer of gzip at most."""

import zlib

from core.errors import FetchError
from core.i18n import translator
from core.settings import Network
from core.text import one_line

_ = translator("collector")

DECOMPRESS_STEP = 1 << 20
SMALL_PART = 512  # a part costs as much work as so many bytes, and counts as such against the cap
PADDING = b"\0\r\n\t "  # what some servers append to a gzip stream


class Body:
    """Takes a body in parts as they come from the wire; every method raises FetchError.

    The kinds of the errors are too_big, truncated and encoding.
    """

    def __init__(self, url: str, encoding: str, network: Network) -> None:
        if encoding not in {"", "identity", "gzip", "x-gzip"}:
            what = _("The server used an encoding nobody asked for (%(encoding)s).")
            raise FetchError(url, "encoding", what % {"encoding": one_line(encoding)[:40]})
        self._url, self._network = url, network
        self._inflate = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in encoding else None
        self._wire, self._out = 0, bytearray()

    def announce(self, length: str) -> None:
        """Take the length that the server announced, before a byte of the body is read."""
        if length.isdecimal() and len(length) < 20 and int(length) > self._network.max_wire:
            raise self._too_big()

    def feed(self, part: bytes) -> None:
        """Take the next part from the wire."""
        self._wire += max(len(part), SMALL_PART)
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
        """Return the whole body, once the wire has nothing more."""
        if self._inflate is not None and not self._inflate.eof:
            raise truncated(self._url)
        return bytes(self._out)

    def _too_big(self) -> FetchError:
        limits = {"wire": self._network.max_wire >> 20, "body": self._network.max_body >> 20}
        what = _("The answer is larger than the limit (%(wire)d MiB sent, %(body)d MiB unpacked).") % limits
        return FetchError(self._url, "too_big", what)


def truncated(url: str) -> FetchError:
    """Return the error of an answer that broke off."""
    return FetchError(url, "truncated", _("The answer broke off before its end; it will be asked for again."))
