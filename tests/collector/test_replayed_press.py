"""Feeds and pages of the recorded press, read through the whole room."""

import asyncio
from datetime import datetime

import pytest

from collector.fetch import HttpFetcher
from collector.pages import read
from collector.parsing import ReadHere
from collector.polite import PoliteFetcher
from collector.poll import poll
from core.sources import Memory
from core.text import one_line
from support import polls
from support.factories import network, outlet, source
from support.fakes import FakeClock, FakeTurns
from support.replay import OUTLETS, replay

START = datetime.fromisoformat("2025-10-01T08:00:00+07:00")


class Everything:
    def may_match(self, _text):
        return True


@pytest.mark.shared
def test_recorded_pages_give_title_and_lead_without_a_word_of_what_surrounds_them(shared):
    async def run(site):
        made = []
        async with HttpFetcher(network(allow=("127.0.0.0/8",))) as http:
            fetcher = PoliteFetcher(http, FakeClock(START), FakeTurns(), gap=0.0)
            for domain in OUTLETS:
                paper = outlet(id=domain, domains=(domain,))
                feed = source(id=domain, outlet=paper, url=f"{site.url}/{domain}/rss.xml")
                polled = await poll(feed, polls.state(feed), fetcher, ReadHere(), START)
                known = polls.state(feed, validators=polled.validators, memory=Memory(last_full=START))
                again = await poll(feed, known, fetcher, ReadHere(), START)
                assert (polled.state, again.state) == ("ok", "unchanged")
                made += [
                    (entry, read(await fetcher.fetch(entry.url), entry, paper, Everything(), START))
                    for entry in polled.entries
                ]
        return made

    with replay(shared, START) as site:
        made = asyncio.run(run(site))
    assert len(made) == 180
    wrong = [
        (entry, draft)
        for entry, draft in made
        if (draft.title, one_line(draft.text), draft.published, draft.origin)
        != (entry.title, one_line(entry.summary), entry.published, "page")
    ]
    assert wrong == []
