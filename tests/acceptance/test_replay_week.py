"""A simulated week of the recorded press, polled adaptively: calm, and with one answer in five a fault and three kills.

The stored set equals the fault-free set; articles are stored soon; requests stay near those of a fixed interval.
"""

from datetime import datetime, timedelta

import pytest

from alerts.delays import percentile
from core.periods import ZONE
from support import month, replay

pytestmark = pytest.mark.shared

START = datetime(2025, 10, 6, 0, 0, tzinfo=ZONE)
SETTLED = timedelta(hours=6)  # what appears later may still wait for a retry at the end
RUSH = {*range(6, 9), *range(17, 20)}
FIXED = 96  # polls a day, every 15 minutes
KILLS = 3


@pytest.fixture(scope="module")
def weeks(tmp_path_factory, shared, pytestconfig):
    """The two runs: (until when, calm run, calm requests, hard run, hard requests)."""
    hours, tick = pytestconfig.pluginmanager.get_plugin("soak").scale((16, 120), (7 * 24, 60))
    end = START + timedelta(hours=hours)
    found = []
    for name, rate, kills in (("calm", 0, 0), ("hard", 0.2, KILLS)):
        with replay.replay(shared, START, pages="candidates") as site:
            if rate:
                site.fail("any", rate)
            run = replay.rehearse(tmp_path_factory.mktemp(name), site, end, kills, tick=tick)
            found += [run, [request for request in site.log() if str(request["path"]).count("/") > 1]]
    return end, *found


def test_faults_and_kills_leave_the_same_entries_and_articles(weeks, shared, measured):
    end, calm, _calm_requests, hard, hard_requests = weeks
    appeared = set(replay.appearances(shared, START, end - SETTLED))
    listed = [
        {month.slug(url) for (url,) in replay.rows(run.workspace, "select url from entries")} for run in (calm, hard)
    ]
    stored = [{slug: found for slug, found in month.stored(run).items() if slug in appeared} for run in (calm, hard)]
    failed = sum(request["status"] not in {200, 304} for request in hard_requests)
    measured(
        "requests answered with an error status in the hard run", f"{failed} of {len(hard_requests)}", "about 1 in 7"
    )
    measured(
        f"entries of the recording missing (calm, hard), of {len(appeared):,}",
        [len(appeared - ids) for ids in listed],
        "0, 0",
    )
    measured(f"articles that differ, of {len(stored[0])}", len(stored[0].items() ^ stored[1].items()), "0")
    assert failed > 20
    assert [appeared - ids for ids in listed] == [set(), set()]
    assert stored[0]
    assert stored[0] == stored[1]


def test_what_appears_in_rush_hours_is_stored_within_ten_minutes(weeks, shared, measured):
    end, calm, *_rest = weeks
    waits = rush_waits(calm, shared, end, "select url, first_seen from entries")
    kept = rush_waits(calm, shared, end, "select url, stored_at from articles")
    measured(
        f"rush hours, minutes from appearance to entry, p95 of {len(waits):,}", percentile(waits, 0.95) / 60, "<= 10"
    )
    measured(
        f"rush hours, minutes from appearance to stored article, p95 of {len(kept)}",
        percentile(kept, 0.95) / 60,
        "<= 10",
    )
    assert percentile(waits, 0.95) <= 600
    assert percentile(kept, 0.95) <= 600


def rush_waits(run, shared, end, query):
    moments = replay.appearances(shared, START, end - SETTLED)
    found = []
    for url, stored in replay.rows(run.workspace, query):
        moment = moments.get(month.slug(url))
        if moment and moment.astimezone(ZONE).hour in RUSH:
            found.append((datetime.fromisoformat(f"{stored}+00:00") - moment).total_seconds())
    return sorted(found)


def test_adaptive_polling_asks_little_more_than_every_quarter_of_an_hour(weeks, measured):
    end, _calm, requests, _hard, _hard_requests = weeks
    polls = sum(str(request["path"]).endswith("/rss.xml") for request in requests)
    pages = len(requests) - polls
    fixed = round(FIXED * len(replay.OUTLETS) * ((end - START) / timedelta(days=1)))
    ratio = (polls + pages) / (fixed + pages)
    measured(f"requests ({polls} polls, {pages} others), times those of polling every 15 minutes", ratio, "<= 1.3")
    assert ratio <= 1.3


def test_each_failure_is_counted_against_its_source(weeks, measured):
    _end, _calm, _requests, hard, requests = weeks
    polls = [request for request in requests if str(request["path"]).endswith("/rss.xml")]
    refused = sum(request["status"] not in {200, 304} for request in polls)
    days = replay.days(hard)
    counted = sum(day["failures"] for day in days)
    measured(
        f"failed polls counted, of {sum(day['polls'] for day in days)} polls", counted, f">= {refused - KILLS * 3}"
    )
    assert counted >= refused - KILLS * len(replay.OUTLETS)  # a killed poll is counted by nobody
