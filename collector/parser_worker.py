"""The process in which hostile feeds are read. It may be killed at any moment: it owns nothing and stores nothing.

A request is two lengths (header, body; 4 bytes each, big-endian), a header in JSON and the body as it came from the
web. An answer is one length and as many bytes: a line of JSON about the outcome, then one for each entry.
"""

import json
import os
import resource
import signal
import struct
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from collector import feeds
from core import i18n
from core.errors import FeedError
from core.press import Outlet

REQUEST = struct.Struct(">II")
ANSWER = struct.Struct(">I")
GRACE = 2  # seconds after which a worker whose parent has vanished ends itself
KEPT = 128 << 20  # bytes; a worker that ever held more is replaced, as memory once taken seldom comes back
FAULT = 4000  # characters of a traceback worth reporting


def main(memory: int, limit: int) -> None:
    """Read feeds from standard input until it ends, within `memory` bytes and `limit` seconds each."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    _send(answers, b"")  # ready
    while len(lengths := requests.read(REQUEST.size)) == REQUEST.size:
        size, rest = REQUEST.unpack(lengths)
        header, body = requests.read(size), requests.read(rest)
        if len(body) < rest:
            return
        signal.alarm(limit + GRACE)
        answer = _answer(json.loads(header), body)
        signal.alarm(0)
        _send(answers, answer)


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(ANSWER.pack(len(answer)) + answer)
    answers.flush()


def _answer(header: dict[str, Any], body: bytes) -> bytes:
    i18n.use(header["language"])
    outlet = Outlet("", header["outlet"], ())
    now = datetime.fromisoformat(header["now"])
    try:
        entries = feeds.parse(body, header["url"], outlet, now, header["type"])
    except FeedError as error:
        return _line({"kind": error.kind, "message": str(error)})
    except MemoryError:
        os._exit(1)  # the parent sees it, and what this process is worth now nobody knows
    except Exception:  # noqa: BLE001 - libraries over hostile input raise anything; the parent logs it
        return _line({"kind": "internal", "message": traceback.format_exc()[-FAULT:]})
    rows = (
        (entry.url, entry.title, entry.summary, entry.published and int(entry.published.timestamp()), entry.guid)
        for entry in entries
    )
    return b"\n".join((_line({"kind": "", "tired": _peak() > KEPT}), *map(_line, rows)))


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _peak() -> int:
    """Return how many bytes this process held at most; ru_maxrss would begin with what its parent held."""
    found = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return int(found.split()[1]) << 10
