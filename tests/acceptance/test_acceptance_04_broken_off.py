"""Acceptance 4: of truncated gzip and short bodies 0 items are taken, validators stay and the source is asked again.

Target: 100 of 100.
"""

import asyncio
import gzip
import random
from datetime import timedelta

from collector.fetch import HttpFetcher
from collector.parsing import ReadHere
from collector.poll import poll
from core.errors import FetchError
from core.press import Entry, Validators
from core.sources import Memory, SourceState
from support.factories import network, source
from support.fakes import NOON
from support.hostile import answer, cut_chunks, cut_gzip, cut_short, serving
from support.house import feed

KNOWN = Validators('"known"', "Wed, 14 Oct 2026 05:00:00 GMT", "0" * 64)
LISTED = 20
FRESH = {"Content_Type": "text/xml", "ETag": '"new"', "Last_Modified": "Thu, 15 Oct 2026 05:00:00 GMT"}


def listing(dice):
    """A feed whose text does not compress away, so that a cut may fall anywhere in it."""
    return feed(
        *(
            Entry(f"https://baomau.example/{number}.html", f"Tây Ninh, tin số {number}", dice.randbytes(80).hex())
            for number in range(LISTED)
        )
    )


def broken(count):
    """The same feed broken off in four ways at `count` places, the last bytes of the gzip trailer among them."""
    dice = random.Random(4)
    body = listing(dice)
    packed = gzip.compress(body, mtime=0)
    for number in range(count):
        yield (
            cut_short(body, dice.randrange(len(body)), **FRESH),
            cut_gzip(body, len(packed) - 1 - number % 8 if number % 8 < 4 else dice.randrange(len(packed)), **FRESH),
            cut_chunks(body, dice.randrange(1, len(body)), **FRESH),
            cut_short(packed, dice.randrange(len(packed)), Content_Encoding="gzip", **FRESH),
        )[number % 4]


async def polled(url, fetcher):
    state = SourceState("bao-mau-rss", "bao-mau", "Báo Mẫu", url, validators=KNOWN, memory=Memory(last_full=NOON))
    return await poll(source(url=url), state, fetcher, ReadHere(), NOON + timedelta(minutes=15))


async def fetched(url, fetcher):
    try:
        await fetcher.fetch(url)
    except FetchError as error:
        return error.kind
    return "taken"


def everywhere(ask, faults):
    async def run(server):
        async with HttpFetcher(network(allow=(server.door,))) as fetcher:
            return [await ask(f"{server.url}{path}", fetcher) for path in faults]

    with serving(faults) as server:
        return asyncio.run(run(server))


def test_no_answer_that_breaks_off_is_taken(scale, measured):
    faults = {f"/{number}": fault for number, fault in enumerate(broken(scale(40, 100)))}
    kinds = everywhere(fetched, faults)
    measured("broken answers refused as broken", f"{kinds.count('truncated')} of {len(faults)}", "100 of 100")
    assert kinds == ["truncated"] * len(faults)


def test_a_poll_that_breaks_off_lists_nothing_and_keeps_its_validators_until_the_whole_feed_comes(scale, measured):
    faults = {f"/{number}": fault for number, fault in enumerate(broken(scale(40, 100)))}
    outcomes = everywhere(polled, faults)
    kept = [outcome for outcome in outcomes if (outcome.entries, outcome.validators) == ((), KNOWN)]
    whole = answer(gzip.compress(listing(random.Random(4))), Content_Encoding="gzip", **FRESH)
    (again,) = everywhere(polled, {"/": whole})
    measured("broken polls with 0 entries and the old validators", f"{len(kept)} of {len(faults)}", "100 of 100")
    measured("entries of the next, whole answer", f"{len(again.entries)} of {LISTED}", "all")
    assert {(outcome.state, outcome.error_kind) for outcome in outcomes} == {("failed", "truncated")}
    assert len(kept) == len(faults)
    assert (again.state, len(again.entries), again.validators.etag) == ("ok", LISTED, '"new"')
