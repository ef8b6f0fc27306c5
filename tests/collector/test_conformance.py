"""The test documents of nine other feed parsers: nothing is lost that feedparser finds (the sum: benchmarks)."""

from contextlib import suppress

import pytest

from collector.feeds import parse
from core.errors import FeedError
from support import conformance
from support.factories import outlet
from support.fakes import NOON

EVERY = 5


@pytest.mark.shared
@pytest.mark.parametrize("suite", conformance.SUITES)
def test_no_entry_is_lost_that_another_reader_finds(shared, suite, scale):
    lost, found = {}, 0
    for number, (name, body) in enumerate(conformance.documents(shared, suite)):
        if number % scale(EVERY, 1):
            continue
        urls: set[str] = set()
        with suppress(FeedError):
            urls = {entry.url for entry in parse(body, conformance.URL, outlet(), NOON)}
        found += len(urls)
        if missing := conformance.reference(body).wanted - urls:
            lost[name] = missing
    assert lost == {}
    assert found > 0
