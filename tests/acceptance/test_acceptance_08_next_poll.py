"""Acceptance 8: statuses x Retry-After: the next poll is right within 1 s and within 24 h; no feed is silently lost."""

import asyncio
from datetime import timedelta
from email.utils import format_datetime

import pytest

from core.press import Entry
from support import factories, living
from support.fakes import NOON
from support.hostile import answer, serving
from support.house import feed

FEED = feed(Entry("https://baomau.example/1.html", "Tin mới"))
QUARTER, DAY = 900, 86_400
HEADERS = {
    "none": (None, 0),
    "seconds": ("3600", 3600),
    "date": (format_datetime(NOON + timedelta(hours=2), usegmt=True), 7200),
    "past date": (format_datetime(NOON - timedelta(hours=2), usegmt=True), 0),
    "ten days": ("864000", DAY),
    "garbage": ("soon, very soon", 0),
    "negative": ("-5", 0),
    "huge": ("999999999999", DAY),
}
FAILING = [400, 401, 403, 404, 410, 418, 429, 451, 500, 502, 503, 504]


def polls(folder, status, header="none", times=1, **headers):
    """Poll a source that always answers so, each time when it is due, and return its states."""
    value = HEADERS[header][0]
    if value is not None:
        headers["Retry_After"] = value
    headers["Date"] = format_datetime(NOON, usegmt=True)

    async def run(server):
        source = factories.source(url=f"{server.url}/rss")
        async with living.living(folder, (source,)) as rooms:
            states = []
            for _ in range(times):
                await living.poll_when_due(rooms)
                states.append(living.state(rooms))
            return states

    body = FEED if status == 200 else b""
    with serving({"/rss": answer(body, status=f"{status} x", Content_Type="text/xml", **headers)}) as server:
        return asyncio.run(run(server))


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("status", FAILING)
def test_the_next_poll_after_a_failure_is_right_to_the_second(tmp_path, status, header):
    (state,) = polls(tmp_path, status, header)
    asked = HEADERS[header][1] if status in {429, 503} else 0
    waited = (state.next_poll - NOON).total_seconds()
    assert abs(waited - max(QUARTER, asked)) <= 1 or (
        status not in {429, 503} and waited in {QUARTER, HEADERS[header][1]}
    )
    assert waited <= DAY


@pytest.mark.parametrize("header", HEADERS)
def test_the_next_poll_after_a_good_answer_keeps_the_rhythm(tmp_path, header):
    (state,) = polls(tmp_path, 200, header)
    assert QUARTER <= (state.next_poll - NOON).total_seconds() <= QUARTER * 1.05 + 1


@pytest.mark.parametrize("status", FAILING)
def test_a_source_that_always_fails_is_asked_for_ever_and_reported(tmp_path, status, measured):
    states = polls(tmp_path, status, times=40)
    gaps = [(state.next_poll - state.last_polled).total_seconds() for state in states]
    measured(f"{status}: 40 polls, longest pause in hours", max(gaps) / 3600, "<= 24, never given up")
    assert max(gaps) <= DAY
    assert gaps[-1] >= DAY / 4
    assert states[-1].memory.alarms
