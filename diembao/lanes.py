"""Requests under way: quick ones pass through few places, slow ones step aside so that they hold up nobody."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")

PATIENCE = 0.1  # real seconds a request may hold its place


class Lanes:
    """Runs many requests at once, `width` of them at full speed; whatever takes longer gives its place to the next."""

    def __init__(self, width: int) -> None:
        self._places = asyncio.Semaphore(width)

    async def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Return what `work` returns; it starts when a place is free."""
        try:
            await self._places.acquire()
        except BaseException:
            work.close()
            raise
        task = asyncio.ensure_future(work)
        try:
            try:
                await asyncio.wait({task}, timeout=PATIENCE)
            finally:
                self._places.release()
            return await task
        finally:
            task.cancel()  # whoever waited for it went away
