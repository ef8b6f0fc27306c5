"""The simulation of the rules sends what the service sent for the same articles."""

import random
from datetime import datetime, time, timedelta

import pytest

from alerts.simulate import simulate
from core.periods import ZONE
from core.settings import Burst, QuietHours, Recipient, Sending
from diembao.holding import queue_waiting
from support import factories
from support.desk import claiming, news
from support.house import house

START = datetime(2026, 10, 14, 9, tzinfo=ZONE)
STEP = timedelta(minutes=10)
STEPS = 6 * 60  # two and a half days
CLAIMS = ("12 người bị bắt ở cửa khẩu", "nhà máy xả thải ra sông", "giá đất tăng gấp ba vì sáp nhập")
DEPARTMENTS = (
    factories.department(),
    factories.department(id="ngoai-vu", recipients=(Recipient("nv@tayninh.example", "Sở Ngoại vụ"),)),
)
RULES = (
    factories.rule(),
    factories.rule(id="khan", severity="P1", topics=(), bands=("urgent",)),
    factories.rule(id="nhieu-bao", severity="P3", newsrooms=3, departments=("ngoai-vu",)),
    factories.rule(id="tang", severity="P3", burst=Burst(1.5, 4, 7), departments=("vhttdl", "ngoai-vu")),
)
SENDING = Sending(QuietHours(time(21), time(6)), cooldown=6, cap=3)


def history(seed):
    """Yield (step, story to join, outlet, assessment) of a few dozen articles."""
    chance = random.Random(seed)
    for number, step in enumerate(sorted(chance.sample(range(STEPS), 40))):
        claim = claiming(chance.choice(CLAIMS), chance.choice(("none", "check", "urgent")))
        story = chance.choice(range(number)) if number and chance.random() < 0.6 else None
        yield step, story, chance.choice(("bao-mau", "b", "c", "d")), claim


@pytest.mark.parametrize("seed", range(4))
def test_the_simulation_sends_what_the_service_sent(seed):
    with house(departments=DEPARTMENTS, rules=RULES, sending=SENDING, digests=()) as rooms:
        waiting, ids, stories = {step: rest for step, *rest in history(seed)}, [], []
        for step in range(STEPS + 1):
            rooms.clock.time = START + step * STEP
            queue_waiting(rooms)
            if step in waiting:
                story, outlet, found = waiting[step]
                joined = stories[story] if story is not None else 0
                ids.append(news(rooms, len(ids) + 1, found, story=joined, outlet=outlet))
                stories.append(joined or ids[-1])
        with rooms.store.read() as tx:
            served = sorted((d.created_at, d.message.recipient) for d in tx.outbox.listing())
            articles = tx.articles.between("tay-ninh", START - STEP, rooms.clock.time)
        sent = simulate(articles, rooms.settings, rooms.workdays, START, START)
        assert (
            sorted((mail.at, box) for mail in sent if mail.at <= rooms.clock.time for box in mail.mailboxes) == served
        )
        assert len(served) > 10
