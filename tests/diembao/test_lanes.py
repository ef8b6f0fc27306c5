"""Requests under way: few places, and whatever is slow gives its own up."""

import asyncio

import pytest

from diembao.lanes import Lanes


async def spin(turns=20):
    """Let everything run that can run without time passing."""
    for _ in range(turns):
        await asyncio.sleep(0)


def test_what_the_work_returns_is_returned():
    async def work():
        return 7

    assert asyncio.run(Lanes(1).run(work())) == 7


def test_an_exception_passes_through_and_frees_the_place():
    async def bad():
        raise LookupError("không có")

    async def good():
        return 7

    async def both():
        lanes = Lanes(1)
        with pytest.raises(LookupError, match="không có"):
            await lanes.run(bad())
        return await lanes.run(good())

    assert asyncio.run(both()) == 7


@pytest.mark.parametrize("width", [1, 3])
def test_quick_work_is_done_so_many_at_once(width):
    async def run():
        under_way, most = 0, 0

        async def quick():
            nonlocal under_way, most
            under_way += 1
            most = max(most, under_way)
            await spin()
            under_way -= 1

        lanes = Lanes(width)
        await asyncio.gather(*(lanes.run(quick()) for _ in range(10)))
        return most

    assert asyncio.run(run()) == width


def test_slow_work_gives_its_place_to_the_next():
    async def run():
        lanes, gate = Lanes(1), asyncio.Event()

        async def slow():
            await gate.wait()
            return "slow"

        async def quick():
            return "quick"

        first = asyncio.create_task(lanes.run(slow()))
        await spin()
        second = await asyncio.wait_for(lanes.run(quick()), 10)
        assert not first.done()
        gate.set()
        return second, await first

    assert asyncio.run(run()) == ("quick", "slow")


def test_slow_work_gives_its_place_up_only_once():
    async def run():
        lanes, gate, second_began, started = Lanes(1), asyncio.Event(), asyncio.Event(), []

        async def slow():
            await gate.wait()

        async def second():
            second_began.set()
            await gate.wait()

        async def next_one(name):
            started.append(name)
            await spin(1000)

        both = [asyncio.create_task(lanes.run(work)) for work in (slow(), second())]
        await second_began.wait()
        gate.set()
        await asyncio.gather(*both)
        both = [asyncio.create_task(lanes.run(next_one(name))) for name in ("third", "fourth")]
        await spin()
        seen = list(started)
        await asyncio.gather(*both)
        return seen

    assert asyncio.run(run()) == ["third"]


@pytest.mark.parametrize("pause", [0.0, 0.4], ids=["while it holds its place", "after it gave its place up"])
def test_cancelling_the_wait_cancels_the_work(pause):
    async def run():
        lanes, ended = Lanes(1), []

        async def work():
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                ended.append("cancelled")
                raise

        waiting = asyncio.create_task(lanes.run(work()))
        await spin()
        await asyncio.sleep(pause)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await spin()
        return ended, await asyncio.wait_for(lanes.run(asyncio.sleep(0, "free")), 10)

    assert asyncio.run(run()) == (["cancelled"], "free")


def test_work_cancelled_before_its_turn_never_starts():
    async def run():
        lanes, gate, started = Lanes(1), asyncio.Event(), []

        async def work(name):
            started.append(name)
            await gate.wait()

        first = asyncio.create_task(lanes.run(work("first")))
        second = asyncio.create_task(lanes.run(work("second")))
        await spin()
        second.cancel()
        gate.set()
        await asyncio.gather(first, second, return_exceptions=True)
        return started

    assert asyncio.run(run()) == ["first"]
