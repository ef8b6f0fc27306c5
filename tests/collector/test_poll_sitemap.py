"""Polling a sitemap: what it and the changed sitemaps of an index list, what is old, what is left for later."""

import asyncio
from datetime import timedelta

import pytest

from collector.parsing import ReadHere
from collector.poll import poll
from core.errors import FetchError
from core.sources import Memory
from support import polls
from support.factories import source
from support.fakes import NOON, FakeFetcher

SITE = "https://baomau.example"
MAP = f"{SITE}/sitemap.xml"
SOURCE = source(url=MAP, kind="sitemap")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def pages(**changed):
    items = "".join(
        f"<url><loc>{SITE}/{name}.html</loc>{f'<lastmod>{when:%Y-%m-%dT%H:%M:%SZ}</lastmod>' if when else ''}</url>"
        for name, when in changed.items()
    )
    return f"<urlset>{items}</urlset>".encode()


def index(children):
    items = "".join(
        f"<sitemap><loc>{SITE}/{name}</loc>{f'<lastmod>{when:%Y-%m-%dT%H:%M:%SZ}</lastmod>' if when else ''}</sitemap>"
        for name, when in children.items()
    )
    return f"<sitemapindex>{items}</sitemapindex>".encode()


def polled(answers, last=None, at=SOURCE):
    fetcher = FakeFetcher({f"{SITE}/{name}": answer for name, answer in answers.items()})
    state = polls.state(at, last_success=last, memory=Memory(last_full=NOON - HOUR))
    outcome = asyncio.run(poll(at, state, fetcher, ReadHere(), NOON))
    return outcome, [url.removeprefix(f"{SITE}/") for url, _validators in fetcher.requests[1:]]


def names(entries):
    return [entry.url.removeprefix(f"{SITE}/").removesuffix(".html") for entry in entries]


def test_a_sitemap_lists_the_pages_of_three_days_whatever_the_last_poll_saw():
    outcome, _asked = polled({"sitemap.xml": pages(a=NOON - HOUR, b=NOON - 2 * DAY, c=NOON - 9 * DAY)}, NOON - HOUR)
    assert outcome.state == "ok"
    assert names(outcome.entries) == ["a", "b"]


def test_after_a_silence_the_three_days_count_from_the_last_good_poll():
    outcome, _asked = polled({"sitemap.xml": pages(a=NOON - 9 * DAY, b=NOON - 15 * DAY)}, NOON - 10 * DAY)
    assert names(outcome.entries) == ["a"]


def test_pages_without_a_time_are_old_when_the_source_is_met_first():
    outcome, _asked = polled({"sitemap.xml": pages(a=None, b=NOON)})
    assert (names(outcome.entries), names(outcome.old)) == (["b"], ["a"])


def test_pages_without_a_time_may_be_new_afterwards():
    outcome, _asked = polled({"sitemap.xml": pages(a=None, b=NOON)}, NOON - HOUR)
    assert (names(outcome.entries), outcome.old) == (["b", "a"], ())


def test_of_an_index_only_the_sitemaps_that_changed_are_read():
    children = {"cu.xml": NOON - 2 * DAY, "moi.xml": NOON}
    answers = {"sitemap.xml": index(children), "cu.xml": pages(a=NOON - DAY), "moi.xml": pages(b=NOON)}
    outcome, asked = polled(answers, NOON - HOUR)
    assert asked == ["moi.xml"]
    assert names(outcome.entries) == ["b"]


def test_a_sitemap_that_names_the_running_month_is_read_although_it_tells_no_time():
    children = {"sitemap-2026-09.xml": None, "sitemap-2026-10.xml": None}
    _outcome, asked = polled({"sitemap.xml": index(children), "sitemap-2026-10.xml": pages(a=NOON)}, NOON - HOUR)
    assert asked == ["sitemap-2026-10.xml"]


def test_of_sitemaps_that_tell_nothing_the_first_and_last_are_read_now_and_the_others_later():
    children = {f"phan-{letter}.xml": None for letter in "abcdefg"}
    answers = {"sitemap.xml": index(children), **{name: pages(x=NOON) for name in children}}
    outcome, asked = polled(answers, NOON - HOUR)
    assert asked == ["phan-a.xml", "phan-b.xml", "phan-f.xml", "phan-g.xml"]
    assert [url.removeprefix(f"{SITE}/") for url in outcome.further] == ["phan-c.xml", "phan-d.xml", "phan-e.xml"]


def test_an_index_is_not_asked_with_conditions_when_its_sitemaps_tell_no_time():
    outcome, _asked = polled({"sitemap.xml": index({"a.xml": None}), "a.xml": pages(x=NOON)}, NOON - HOUR)
    assert outcome.validators.body_hash is None


def test_a_sitemap_of_an_index_that_fails_is_left_for_later_and_costs_nothing_else():
    children = {"a.xml": NOON, "b.xml": NOON}
    outcome, _asked = polled({"sitemap.xml": index(children), "b.xml": pages(x=NOON)}, NOON - HOUR)
    assert outcome.state == "ok"
    assert names(outcome.entries) == ["x"]
    assert outcome.further == (f"{SITE}/a.xml",)


def test_when_no_sitemap_of_an_index_can_be_had_the_poll_failed():
    answers = {"sitemap.xml": index({"a.xml": NOON}), "a.xml": FetchError(f"{SITE}/a.xml", "http_status", "503", 503)}
    outcome, _asked = polled(answers, NOON - HOUR)
    assert (outcome.state, outcome.status) == ("failed", 503)


def test_a_page_instead_of_a_sitemap_is_a_failure():
    outcome, _asked = polled({"sitemap.xml": b"<!doctype html><html><body>Trang</body></html>"})
    assert (outcome.state, outcome.error_kind) == ("failed", "not_feed")


@pytest.mark.parametrize(("pattern", "expected"), [(r"-\d+\.html$", ["tin-1"]), ("", ["tin-1", "chuyen-muc"])])
def test_a_pattern_tells_articles_from_other_pages(pattern, expected):
    at = source(url=MAP, kind="sitemap", pattern=pattern)
    body = pages(**{"tin-1": NOON, "chuyen-muc": NOON})
    outcome, _asked = polled({"sitemap.xml": body}, NOON - HOUR, at)
    assert names(outcome.entries) == expected
