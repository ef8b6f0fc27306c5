"""A clock served over HTTP on loopback, so that months of the whole service can be rehearsed in minutes.

`GET /clock` tells the time (ISO 8601), `GET /clock?add=SECONDS` moves it. For rehearsals only: another host is refused.
"""

import asyncio
import http.client
import ipaddress
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from core.errors import UsageError
from core.i18n import translator

_ = translator("diembao")

FRESH = 0.02  # real seconds; only a rehearsal moves this clock, and it asks some dozen times between two moves


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class ReplayClock:
    """Follows and moves a clock served on loopback; sleeping moves it instead of waiting.

    Raises UsageError for an address that is not loopback.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname or not is_loopback(parts.hostname):
            raise UsageError(_("--clock-url is for rehearsals: only http addresses of this machine are accepted."))
        self._path = parts.path or "/clock"
        self._host, self._port = parts.hostname, parts.port or 80
        self._turn = asyncio.Lock()
        self._asked, self._told = -FRESH * 2, datetime.min.replace(tzinfo=UTC)

    def now(self) -> datetime:
        """Return the served time, in UTC, as it was at most 20 real milliseconds ago."""
        if time.monotonic() - self._asked > FRESH:
            self._ask("")
        return self._told

    async def sleep(self, seconds: float) -> None:
        """Move the served clock on by `seconds`, less what another sleeper moved it meanwhile."""
        until = self.now() + timedelta(seconds=seconds)
        async with self._turn:
            missing = (until - self.now()).total_seconds()
            if missing > 0:
                self._ask(f"?add={missing:.6f}")
        await asyncio.sleep(0)

    def _ask(self, query: str) -> None:
        # A fresh connection each time: on a kept one, an answer written in two pieces waits 40 ms to be acknowledged.
        with closing(http.client.HTTPConnection(self._host, self._port, timeout=60)) as connection:
            connection.request("GET", self._path + query)
            answer = connection.getresponse().read().decode()
        self._asked, self._told = time.monotonic(), datetime.fromisoformat(answer).astimezone(UTC)
