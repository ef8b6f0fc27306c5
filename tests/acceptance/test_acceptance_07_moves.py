"""Acceptance 7: 301/308 stored only after 3 polls in >= 24 h; 302/307 never; <= 5 hops; every hop re-checked."""

import asyncio
from datetime import timedelta

import pytest

from core.press import Entry
from support import factories, living
from support.hostile import answer, serving
from support.house import feed

FEED = answer(feed(Entry("https://baomau.example/1.html", "Tin mới")), Content_Type="text/xml")
HOUR = timedelta(hours=1)


def redirect(status, to):
    return answer(status=f"{status} Moved", Location=to)


def chain(length, status=302):
    """Return so many redirects in a row before the feed."""
    faults = {f"/{n}": redirect(status, f"/{n + 1}") for n in range(length)}
    return {**faults, f"/{length}": FEED}


def polled(folder, faults, times=(timedelta(),), path="/0"):
    """Poll a source at several times after noon; return its last state and what the server was asked for."""

    async def run(server):
        source = factories.source(url=f"{server.url}{path}")
        async with living.living(folder, (source,)) as rooms:
            noon = rooms.clock.time
            for when in times:
                rooms.clock.time = noon + when
                await living.poll(rooms)
            return living.state(rooms), [call.path for call in server.calls]

    with serving(faults) as server:
        return asyncio.run(run(server))


@pytest.mark.parametrize("status", [301, 308])
@pytest.mark.parametrize(
    ("hours", "stored"),
    [((0, 1), False), ((0, 12, 23), False), ((0, 24), False), ((0, 1, 24), True), ((0, 24, 25), True)],
)
def test_a_permanent_redirect_is_stored_after_three_polls_over_a_day(tmp_path, status, hours, stored):
    state, _asked = polled(tmp_path, chain(1, status), [hour * HOUR for hour in hours])
    assert state.address.endswith("/1") is stored


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_passing_redirect_is_never_stored(tmp_path, status):
    state, asked = polled(tmp_path, chain(1, status), [hour * HOUR for hour in range(0, 97, 8)])
    assert state.address.endswith("/0")
    assert asked.count("/1") == 13


def test_a_chain_with_one_passing_hop_is_never_stored(tmp_path):
    faults = {"/0": redirect(301, "/1"), "/1": redirect(302, "/2"), "/2": FEED}
    state, _asked = polled(tmp_path, faults, [hour * HOUR for hour in range(0, 97, 8)])
    assert state.address.endswith("/0")


def test_a_moved_source_is_asked_at_its_new_address_and_a_person_is_told(tmp_path):
    state, asked = polled(tmp_path, chain(1, 301), [0 * HOUR, HOUR, 25 * HOUR, 26 * HOUR])
    assert asked[-1] == "/1"
    assert asked.count("/0") == 3
    assert [alarm.condition for alarm in state.memory.alarms] == ["moved"]


@pytest.mark.parametrize(("hops", "condition"), [(5, "ok"), (6, "failing")])
def test_five_hops_are_followed_and_no_more(tmp_path, hops, condition):
    state, asked = polled(tmp_path, chain(hops))
    assert state.condition == condition
    assert max(int(path[1:]) for path in asked if path != "/robots.txt") == 5


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/rss", "http://169.254.169.254/latest", "http://[::1]:80/", "http://192.168.1.1:8080/x"]
)
def test_every_hop_passes_the_wall(tmp_path, target):
    state, _asked = polled(tmp_path, {"/0": redirect(301, "/1"), "/1": redirect(301, target)})
    assert (state.condition, state.error_kind) == ("blocked", "blocked")


def test_every_hop_obeys_the_robots_txt_of_its_host(tmp_path):
    closed = {"/robots.txt": answer(b"User-agent: *\nDisallow: /"), "/rss": FEED}
    with serving(closed, host="127.0.0.2") as other:
        state, _asked = polled(tmp_path, {"/0": redirect(301, f"{other.url}/rss")})
        assert [call.path for call in other.calls] == ["/robots.txt"]
    assert (state.condition, state.error_kind) == ("blocked", "robots")
