"""When an article appeared, out of several sources that may contradict each other."""

from datetime import UTC, date, datetime, timedelta

import pytest

from collector.dates import When
from collector.published import UNKNOWN, Claim, Published, day_in, decide
from support.fakes import NOON

URL = "https://baomau.example/thoi-su/mo-cua-khau.html"
DAY = timedelta(days=1)


def at(text):
    """A time of 2026 in UTC, as "10-14 03:30"."""
    return datetime.strptime(f"2026-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def claims(said):
    """Claims written as "meta 10-14 03:30, shown 10-14 03:30"; a day alone is a span."""
    for part in said.split(", ") if said else ():
        origin, day, *clock = part.split()
        when = When(at(f"{day} {clock[0]}")) if clock else When(at(f"{day} 00:00") - timedelta(hours=7), DAY)
        yield Claim(origin, when)


def decided(said, url=URL, first_seen=None):
    found = decide(claims(said), url, NOON, first_seen)
    return f"{found.origin} {found.moment:%m-%d %H:%M}" if found.moment else None


CASES = {
    "nobody says anything": ("", None),
    "a day alone": ("meta 10-14", None),
    "one source": ("structured 10-14 03:30", "structured 10-14 03:30"),
    "the shown time alone": ("shown 10-14 03:30", "shown 10-14 03:30"),
    "the feed alone": ("feed 10-14 03:30", "feed 10-14 03:30"),
    "sources in their order": ("feed 10-14 03:31, structured 10-14 03:35, meta 10-14 03:33", "meta 10-14 03:33"),
    "two agree against the first": (
        "meta 10-14 03:35, structured 10-14 03:30, shown 10-14 03:30",
        "structured 10-14 03:30",
    ),
    "three agree against two": (
        "meta 10-14 03:35, structured 10-14 03:35, feed 10-14 03:30, shown 10-14 03:30, element 10-14 03:30",
        "element 10-14 03:30",
    ),
    "one source twice is one source": (
        "meta 10-14 03:35, meta 10-14 03:35, feed 10-14 03:30, shown 10-14 03:30",
        "feed 10-14 03:30",
    ),
    "the first draft in structured data": (
        "structured 10-14 03:30, meta 10-14 04:33, shown 10-14 04:33, feed 10-14 04:33",
        "meta 10-14 04:33",
    ),
    "seven hours, shown": ("structured 10-14 10:30, shown 10-14 03:30", "shown 10-14 03:30"),
    "seven hours, shown against two": (
        "structured 10-14 10:30, meta 10-14 10:30, shown 10-14 03:30",
        "shown 10-14 03:30",
    ),
    "seven hours, shown is the later": ("structured 10-14 03:30, shown 10-14 10:30", "shown 10-14 10:30"),
    "seven hours, shown against the feed": ("feed 10-14 10:30, shown 10-14 03:30", "shown 10-14 03:30"),
    "seven hours, the feed confirms one": (
        "structured 10-14 10:30, meta 10-14 03:30, feed 10-14 03:30",
        "meta 10-14 03:30",
    ),
    "seven hours, the feed alone is no witness": ("structured 10-14 10:30, feed 10-14 03:30", None),
    "seven hours, no witness": ("structured 10-14 10:30, meta 10-14 03:30", None),
    "seven hours, another source is left": (
        "structured 10-14 10:30, meta 10-14 03:30, feed 10-14 04:00",
        "feed 10-14 04:00",
    ),
    "day and month swapped, feed near one": (
        "structured 05-09 03:30, meta 09-05 03:30, feed 09-05 03:41",
        "meta 09-05 03:30",
    ),
    "day and month swapped, shown": ("meta 05-09 03:30, shown 09-05 03:30, element 09-05 03:30", "element 09-05 03:30"),
    "day and month swapped, a day alone": (
        "structured 05-09 03:30, meta 09-05 03:30, element 05-09",
        "structured 05-09 03:30",
    ),
    "day and month swapped, no witness": ("structured 05-09 03:30, meta 09-05 03:30", None),
    "still to come": ("meta 10-15 05:16", None),
    "a clock that goes ahead": ("meta 10-15 05:15", "meta 10-15 05:15"),
    "still to come, the feed is believed": ("meta 10-15 11:30, feed 10-15 04:30", "feed 10-15 04:30"),
    "midnight is a day alone": ("meta 10-13 17:00", None),
    "midnight in UTC too": ("structured 10-14 00:00", None),
    "midnight that readers see": ("meta 10-13 17:00, shown 10-13 17:00", "shown 10-13 17:00"),
    "a day alone confirms": ("meta 10-14, structured 10-14 03:30", "structured 10-14 03:30"),
    "a day alone contradicts": ("meta 10-11, structured 10-14 03:30", None),
}


@pytest.mark.parametrize(("said", "expected"), CASES.values(), ids=CASES)
def test_sources_decide(said, expected):
    assert decided(said) == expected


def test_the_order_of_claims_changes_nothing():
    for said, expected in CASES.values():
        assert decided(", ".join(reversed(said.split(", ")))) == expected


def test_nothing_appears_after_it_was_first_seen():
    said = "meta 10-14 10:30, feed 10-14 03:30"
    assert decided(said) is None
    assert decided(said, first_seen=at("10-14 04:00")) == "feed 10-14 03:30"
    assert decided("meta 10-14 10:30", first_seen=at("10-14 04:00")) is None


def test_seconds_are_kept_and_no_disagreement():
    exact, shown = at("10-14 03:30") + timedelta(seconds=45), at("10-14 03:30")
    found = decide([Claim("shown", When(shown)), Claim("structured", When(exact))], URL, NOON)
    assert found == Published(exact, "structured")


ADDRESSES = {
    "path": ("https://baomau.example/2026/10/05/tin.html", date(2026, 10, 5)),
    "path without zeros": ("https://baomau.example/2026/9/5/tin", date(2026, 9, 5)),
    "number": ("https://baomau.example/tin-20261005192512345.htm", date(2026, 10, 5)),
    "number with a channel": ("https://baomau.example/tin-185261005192512345.htm", date(2026, 10, 5)),
    "number with a channel, shorter": ("https://baomau.example/tin-18526100519251234.htm", date(2026, 10, 5)),
    "number and a query": ("https://baomau.example/tin-20261005192512345.htm?a=1", date(2026, 10, 5)),
    "no such month": ("https://baomau.example/2026/13/05/tin", None),
    "no such day": ("https://baomau.example/2026/02/31/tin", None),
    "no such hour": ("https://baomau.example/tin-20261005292512345.htm", None),
    "a short number": ("https://baomau.example/tin-4954454.html", None),
    "a year and a month": ("https://baomau.example/2026/10/tin", None),
    "nothing": (URL, None),
}


@pytest.mark.parametrize(("url", "day"), ADDRESSES.values(), ids=ADDRESSES)
def test_an_address_may_carry_a_day(url, day):
    assert day_in(url) == day


def test_an_address_checks_the_day_of_a_single_source_and_gives_no_time():
    said = "https://baomau.example/2026/10/05/tin.html"
    assert decided("", said) is None
    assert decided("meta 10-05 03:30", said) == "meta 10-05 03:30"
    assert decided("meta 10-14 03:30", said) == "meta 10-14 03:30"
    assert decided("meta 10-04 03:30", said) is None
    assert decided("meta 09-05 03:30, shown 09-05 03:30", said) == "meta 09-05 03:30"


def test_an_address_tells_day_from_month():
    swapped = "structured 05-09 03:30, meta 09-05 03:30"
    assert decided(swapped, "https://baomau.example/2026/09/05/tin.html") == "meta 09-05 03:30"


def test_unknown_names_no_source():
    assert decide([], URL, NOON) == UNKNOWN == Published(None, "")
