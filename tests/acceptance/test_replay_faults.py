"""What the recorded press shows while it fails: every fault has its own condition, and none is taken for silence."""

import asyncio
from datetime import datetime

import pytest

from core.periods import ZONE
from support import factories, living, replay
from support.fakes import FakeClock

pytestmark = pytest.mark.shared

START = datetime(2025, 10, 7, 8, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("fault", "condition"),
    [
        ("429", "blocked"),
        ("503", "failing"),
        ("404", "gone"),
        ("410", "gone"),
        ("loop", "failing"),
        ("truncate", "parse_error"),
        ("mojibake", "parse_error"),
        ("hang", "slow"),
        ("dribble", "slow"),
    ],
)
def test_a_failing_paper_shows_its_true_state_and_recovers(tmp_path, shared, fault, condition):
    async def run(site):
        paper = factories.source(url=f"{site.url}/vnexpress.net/rss.xml")
        async with living.living(tmp_path, (paper,), FakeClock(START), deadline=2.0) as rooms:
            seen = []
            for rate in (0, 1, 0):
                site.fail(fault, rate)
                await living.poll_when_due(rooms)
                seen.append(living.state(rooms))
            return seen

    with replay.replay(shared, START) as site:
        before, failing, after = asyncio.run(run(site))
    assert (before.condition, failing.condition, after.condition) == ("ok", condition, "unchanged")
    assert failing.error
    assert failing.failures == 1
    assert failing.last_success == before.last_success
    assert after.failures == 0
