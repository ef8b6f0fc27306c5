"""Acceptance 10: a change behind a lying 304 or ETag is found in <= 24 h."""

import asyncio
from datetime import timedelta

import pytest

from core.press import Entry
from support import factories, living
from support.hostile import answer, serving
from support.house import feed


def edition(number):
    return feed(*(Entry(f"https://baomau.example/{n}", f"Tin số {n}") for n in range(number + 1)))


def liar(number, always):
    """Say that nothing changed to everybody who asks with conditions, and give every edition the same name."""
    good = answer(
        edition(number), Content_Type="text/xml", ETag='"same"', Last_Modified="Thu, 01 Jan 2026 00:00:00 GMT"
    )
    unchanged = answer(status="304 Not Modified", ETag='"same"')

    async def fault(call):
        conditional = "if-none-match" in call.headers or "if-modified-since" in call.headers
        await (unchanged if conditional and always else good)(call)

    return fault


@pytest.mark.parametrize("always", [True, False], ids=["304 to everything", "the same ETag on another body"])
def test_a_change_behind_a_lying_server_is_found_within_a_day(tmp_path, always, measured):
    async def run(server):
        source = factories.source(url=f"{server.url}/rss")
        async with living.living(tmp_path, (source,)) as rooms:
            await living.poll(rooms)
            changed = rooms.clock.time + timedelta(seconds=1)
            server.faults["/rss"] = liar(1, always)
            while "1" not in living.addresses(rooms):
                await living.poll_when_due(rooms)
            return rooms.clock.time - changed, len(server.calls)

    with serving({"/rss": liar(0, always)}) as server:
        found, requests = asyncio.run(run(server))
    measured("hours until the change was found", found.total_seconds() / 3600, "<= 24")
    assert found <= timedelta(hours=24)
    assert requests <= 130  # asking without conditions each time would find it as well
