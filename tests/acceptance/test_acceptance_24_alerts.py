"""Acceptance 24: 95 of 100 alerts reach the mail server within two minutes of their commit; none is lost."""

import asyncio
from collections import Counter
from contextlib import closing
from dataclasses import replace
from email import message_from_bytes, policy

import pytest

from alerts import outbox
from alerts.delays import percentile
from alerts.smtp import SmtpMailer
from core.clock import SystemClock
from diembao.service import AT_ONCE
from storage.store import SqlStore
from support import factories
from support.desk import news
from support.house import house
from support.mail_server import Handler, serving

LIMIT = 120.0  # seconds


class Slow(Handler):
    """Takes a while for every mail, as a server that looks for viruses does."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - a name of aiosmtpd
        await asyncio.sleep(0.05)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def sent(tmp_path, scale):
    """Raise so many alerts at once, hand them over; return how many, what arrived and how long each took."""
    number, handler = scale(100, 5000), Slow()
    with serving(handler) as port, house() as made, closing(SqlStore(f"sqlite:///{tmp_path / 'diembao.db'}")) as store:
        store.upgrade()
        with store.begin() as tx:
            tx.sources.sync(made.settings.sources)
        mailer = SmtpMailer(factories.mail(port=port))
        rooms = replace(made, store=store, mailer=mailer, clock=SystemClock())
        for each in range(1, number + 1):
            news(rooms, each)
            if each % 50 == 0:  # the service looks at the outbox while articles are still being read
                outbox.deliver(store, mailer, rooms.clock.now, at_once=AT_ONCE)
        with store.read() as tx:
            waits = tx.outbox.waits("alert", tx.outbox.listing()[0].created_at, rooms.clock.now())
    names = [message_from_bytes(content, policy=policy.default)["Message-ID"] for _from, _to, content in handler.stored]
    return number, Counter(names), waits


def test_no_alert_is_lost_or_doubled_and_most_arrive_soon(sent, measured):
    number, arrived, waits = sent
    p95 = percentile(waits, 0.95)
    measured(f"{number:,} alerts: lost", number - len(arrived), "0")
    measured(f"{number:,} alerts: doubled", sum(times > 1 for times in arrived.values()), "at most 1 in 100,000")
    measured(f"{number:,} alerts: commit to accepted, p95 in seconds", round(p95, 1), f"at most {LIMIT:.0f}")
    assert len(arrived) == number
    assert max(arrived.values()) == 1
    assert p95 <= LIMIT
