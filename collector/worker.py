"""A process in which hostile documents are read, seen from the service: started when needed, killed when it must."""

import asyncio
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from collector.wire import ANSWER, OVERHEAD, REQUEST, Answer, answer_of

START = 60.0  # seconds a worker may take to start on a machine that is busy
# The worker sees the modules this process sees, from its first import on, and none of the working folder.
_BOOT = """
import json, sys
sys.path[:] = json.loads(sys.argv[1])
from collector.parser_worker import main
main(int(sys.argv[2]))
"""
# Secrets of the service live in its environment; only where to find shared libraries is handed on.
_PASSED_ON = ("LD_LIBRARY_PATH",)


class DeadError(Exception):
    """A worker ended, or answered what no worker answers."""


class Worker:
    """One process and the pipes to it; it is started when there is something to do."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._process: asyncio.subprocess.Process | None = None

    @property
    def running(self) -> bool:
        """Tell whether the process is there and need not be started."""
        return self._process is not None and self._process.returncode is None

    async def ask(
        self,
        header: dict[str, Any],
        body: bytes,
        limit: float,
        most: int,
        may_match: Callable[[str], bool] | None = None,
    ) -> Answer:
        """Return what the worker made of a document within `limit` seconds, in at most `most` lines.

        `may_match` answers its questions. Raises TimeoutError, DeadError and NonsenseError. Whatever goes wrong, also
        that the caller is cancelled, ends the process.
        """
        try:
            process = await self._started()
            async with asyncio.timeout(limit):
                answer = await _exchange(process, header, body, most)
                while may_match is not None and (question := answer.question) is not None:
                    answer = await _exchange(process, {"yes": may_match(question)}, b"", most, len(body))
            if answer.question is not None:
                raise DeadError("it asked what nobody answers")  # noqa: TRY301 - ended like every other worker gone wrong
        except BaseException:
            await self.stop()
            raise
        if answer.tired:
            await self.stop()
        return answer

    async def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            if process.returncode is None:
                process.kill()
            await process.communicate()  # reads what is left in the pipe, which would keep it open

    async def _started(self) -> asyncio.subprocess.Process:
        if self._process is not None and self.running:
            return self._process
        await self.stop()
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                sys.executable, "-I", "-c", _BOOT, _paths(), str(self._memory),
                stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=1 << 20, cwd="/",
                env={name: os.environ[name] for name in _PASSED_ON if name in os.environ},
                start_new_session=True,
            )  # fmt: skip
            async with asyncio.timeout(START):
                await _receive(process, 0)
        except (OSError, TimeoutError) as error:
            raise DeadError(f"it did not start: {error!r}") from error
        return process


def _paths() -> str:
    return json.dumps([str(Path(path).absolute()) for path in sys.path if path])


async def _exchange(
    process: asyncio.subprocess.Process, header: dict[str, Any], body: bytes, most: int, size: int = 0
) -> Answer:
    """Hand a request to a worker and return its answer; `size` is that of the document when the body is another."""
    assert process.stdin is not None  # noqa: S101 - it was opened with a pipe
    told = json.dumps(header).encode()
    process.stdin.writelines((REQUEST.pack(len(told), len(body)), told, body))
    try:
        await process.stdin.drain()
    except OSError as error:
        raise DeadError(repr(error)) from error
    return answer_of(await _receive(process, 2 * max(size, len(body)) + OVERHEAD), most)


async def _receive(process: asyncio.subprocess.Process, most: int) -> bytes:
    assert process.stdout is not None  # noqa: S101 - it was opened with a pipe
    try:
        (size,) = ANSWER.unpack(await process.stdout.readexactly(ANSWER.size))
        if size > most:
            raise DeadError(f"it answered {size} bytes")
        return await process.stdout.readexactly(size)
    except (asyncio.IncompleteReadError, OSError) as error:
        raise DeadError(repr(error)) from error
