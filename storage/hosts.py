"""Whose turn it is at a host: one row per host, one ticket per request under way, shared by every process."""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, bindparam, delete, func, or_, select
from sqlalchemy.dialects.sqlite import insert

from core.sources import Turn
from storage.tables import HostRow, TicketRow

LONGEST_PAUSE = timedelta(hours=24)
PLEAS = 3  # one address may be limited alone; after this many pleas in a row the whole host is left in peace
FIRST_PAUSE = timedelta(minutes=2)
DOUBLINGS = 9  # of the first pause
STEPS = 4  # the gap doubles at most this often
SLACK = timedelta(seconds=0.1)  # between a ticket and its request the machine may do other things for a moment
SEAT_WAIT = 1.0  # seconds until a full host is looked at again

_HOSTS, _TICKETS = HostRow.__table__, TicketRow.__table__
# Built once: these run twice for every request.
_HOST = select(_HOSTS).where(_HOSTS.c.host == bindparam("host"))
_UNDER_WAY = select(func.count()).where(_TICKETS.c.host == bindparam("host"), _TICKETS.c.until > bindparam("now"))
_TICKET = insert(TicketRow)
_RETURN = delete(TicketRow).where(or_(_TICKETS.c.id == bindparam("ticket"), _TICKETS.c.until <= bindparam("now")))
_PUT = insert(HostRow)
_PUT = _PUT.on_conflict_do_update(
    index_elements=["host"], set_={name: _PUT.excluded[name] for name in ("pressed", "next_start", "paused_until")}
)


class SqlTurns:
    """`core.ports.HostTurns`: every call is a short transaction of its own.

    Losing the last of them in a power cut costs a pause of seconds, so they need not wait for the disk.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def take(self, host: str, gap: float, at_once: int, clock: Callable[[], datetime], lapse: timedelta) -> Turn:
        """Take a turn at a host: `gap` seconds after the last start, at most `at_once` requests under way.

        `clock` is asked once nobody else can take a turn. The ticket lapses after `lapse`, so that a killed process
        does not keep others waiting for ever.
        """
        with self._engine.begin() as connection:
            now = clock()
            row = connection.execute(_HOST, {"host": host}).first()
            if row is not None and row.paused_until is not None and now < row.paused_until <= now + LONGEST_PAUSE:
                return Turn(wait=(row.paused_until - now).total_seconds(), paused=True)
            if row is not None and now < row.next_start <= now + LONGEST_PAUSE:  # else a clock ran ahead
                return Turn(wait=(row.next_start - now).total_seconds())
            if (connection.scalar(_UNDER_WAY, {"host": host, "now": now}) or 0) >= at_once:
                return Turn(wait=SEAT_WAIT)
            pressed = 0 if row is None else row.pressed
            pause = timedelta(seconds=gap * (1 << min(pressed, STEPS)))
            _put(connection, host, pressed, now + pause + (SLACK if gap else timedelta()), None)
            added = connection.execute(_TICKET, {"host": host, "until": now + lapse})
            assert added.inserted_primary_key is not None  # noqa: S101 - one row was inserted
            return Turn(added.inserted_primary_key[0], start_by=now + SLACK if gap else None)

    def done(self, host: str, ticket: int, now: datetime, plea: bool | None, retry_after: float | None = None) -> None:
        """Give a ticket back; `plea` says whether the host asked for fewer requests, for `retry_after` seconds if said.

        None says that the host did not answer at all.

        The gap doubles with every plea, shrinks by a step with every other answer, and after several pleas in a row the
        host is left alone for at most a day.
        """
        with self._engine.begin() as connection:
            connection.execute(_RETURN, {"ticket": ticket, "now": now})
            row = connection.execute(_HOST, {"host": host}).first()
            if row is None or plea is None or not (plea or row.pressed):
                return
            if not plea and row.paused_until is not None and row.paused_until > now:
                return  # asked before the host wanted to be left alone
            pressed = row.pressed + 1 if plea else min(row.pressed, STEPS) - 1
            paused = None
            if pressed >= PLEAS and plea:
                own = FIRST_PAUSE * (1 << min(pressed - PLEAS, DOUBLINGS))
                asked = own if retry_after is None else timedelta(seconds=retry_after)
                paused = now + min(asked, LONGEST_PAUSE)
            _put(connection, host, pressed, row.next_start, paused)


def _put(connection: Connection, host: str, pressed: int, next_start: datetime, paused_until: datetime | None) -> None:
    values = {"host": host, "pressed": pressed, "next_start": next_start, "paused_until": paused_until}
    connection.execute(_PUT, values)
