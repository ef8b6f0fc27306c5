"""The recorded press with every page read, and with the service killed, on the replayed clock."""

from datetime import UTC, datetime, timedelta

import pytest

from core.periods import ZONE
from support import month, replay

pytestmark = pytest.mark.shared

UNSENT = "select count(*) from deliveries where state != 'sent'"


def test_a_day_of_every_page_keep_nothing_that_stands_only_in_a_related_box(tmp_path, shared):
    start = datetime(2025, 10, 7, 0, 0, tzinfo=ZONE)
    with replay.replay(shared, start) as site:
        done = replay.rehearse(tmp_path, site, start + timedelta(days=1))
    recorded = {str(item["id"]): item for item in replay.recorded(shared, month.PERIOD)}
    kept = month.stored(done)
    assert kept
    for identity, (_grade, title, _excerpt, text) in kept.items():
        item = recorded.get(identity)
        if item is not None:
            assert str(title) == item["title"]
            assert len(str(text)) <= len(f"{item['title']} {item['text']}") + 2


def test_five_kills_lose_nothing_and_double_nothing(tmp_path, shared):
    start, end = datetime(2025, 10, 20, 4, 0, tzinfo=ZONE), datetime(2025, 10, 20, 16, 0, tzinfo=ZONE)
    left = []
    for name, kills in (("calm", 0), ("killed", 5)):
        with replay.replay(shared, start, pages="candidates") as site:
            done = replay.rehearse(tmp_path / name, site, end, kills)
        # The service may be stopped in the middle of the tick at `end`: what came in it is left out.
        left.append((month.stored(done, end), month.mails(done, end)))
        assert replay.rows(done.workspace, f"{UNSENT} and created_at < '{end.astimezone(UTC):%F %T}'") == [(0,)]
    assert left[0] == left[1]
