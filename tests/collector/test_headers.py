"""When a server says to come back: pure readings of hostile headers."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.headers import max_age, retry_after

NOW = datetime(2026, 10, 15, 5, 0, tzinfo=UTC)
DAY = 24 * 3600

AGES = {
    "plain": ("max-age=600", "", 600),
    "among others": ("public, max-age=600, must-revalidate", "", 600),
    "with capitals and spaces": ("Public , Max-Age = 600", "", 600),
    "quoted": ('max-age="600"', "", 600),
    "that of shared caches wins": ("max-age=600, s-maxage=60", "", 60),
    "twice, the first holds": ("max-age=600, max-age=5", "", 600),
    "zero": ("max-age=0", "", 0),
    "partly used up": ("max-age=600", "250", 350),
    "used up": ("max-age=600", "900", 0),
    "with an age that is no number": ("max-age=600", "old", 600),
    "beside private, which is not about us": ("private, max-age=600", "", 600),
    "absent": ("public", "", None),
    "no header": ("", "", None),
    "no-cache": ("no-cache, max-age=600", "", None),
    "no-store": ("max-age=600, no-store", "", None),
    "negative": ("max-age=-1", "", None),
    "no number": ("max-age=soon", "", None),
    "a number too long to read": ("max-age=" + "9" * 5000, "", None),
}


@pytest.mark.parametrize(("cache_control", "age", "seconds"), AGES.values(), ids=AGES)
def test_how_long_an_answer_stays_good(cache_control, age, seconds):
    assert max_age(cache_control, age) == seconds


PLEAS = {
    "seconds": ("120", "", 120),
    "seconds with spaces": (" 120 ", "", 120),
    "zero": ("0", "", 0),
    "more than a day": ("604800", "", DAY),
    "a date": ("Thu, 15 Oct 2026 05:10:00 GMT", "", 600),
    "a date by the server's own clock, an hour slow": (
        "Thu, 15 Oct 2026 04:10:00 GMT",
        "Thu, 15 Oct 2026 04:00:00 GMT",
        600,
    ),
    "a date beside a clock that cannot be read": ("Thu, 15 Oct 2026 05:10:00 GMT", "noon", 600),
    "a date without a zone": ("Thu, 15 Oct 2026 05:10:00", "", 600),
    "a date of another zone": ("Thu, 15 Oct 2026 12:10:00 +0700", "", 600),
    "a date in the old form of RFC 850": ("Thursday, 15-Oct-26 05:10:00 GMT", "", 600),
    "a date in the form of asctime": ("Thu Oct 15 05:10:00 2026", "", 600),
    "a date that is over": ("Thu, 15 Oct 2026 04:00:00 GMT", "", 0),
    "a date in a hundred years": ("Thu, 15 Oct 2126 04:00:00 GMT", "", DAY),
    "negative": ("-120", "", None),
    "a fraction": ("1.5", "", None),
    "garbage": ("in a while", "", None),
    "empty": ("", "", None),
    "a day that does not exist": ("Thu, 32 Oct 2026 05:10:00 GMT", "", None),
    "a year that does not exist": ("Thu, 15 Oct 99999999999999999999 05:10:00 GMT", "", None),
    "a number too long to read": ("9" * 5000, "", None),
}


@pytest.mark.parametrize(("value", "date", "seconds"), PLEAS.values(), ids=PLEAS)
def test_how_long_a_server_wants_to_be_left_alone(value, date, seconds):
    assert retry_after(value, date, NOW) == seconds


HOSTILE = st.text(max_size=60) | st.text(alphabet="0123456789 ,:;-+=GMTthuOct()\"'", max_size=60)


@given(HOSTILE, HOSTILE)
def test_no_text_breaks_the_readings_or_leaves_their_range(value, other):
    wait = retry_after(value, other, NOW)
    assert wait is None or 0 <= wait <= DAY
    kept = max_age(f"{value}, max-age={other}", other)
    assert kept is None or kept >= 0


@given(st.integers(0, DAY), st.integers(-30_000_000_000, 200_000_000_000))
def test_a_date_means_the_same_as_its_distance_in_seconds(wait, moment):
    now = datetime.fromtimestamp(moment, UTC)
    date = format_datetime(now + timedelta(seconds=wait), usegmt=True)
    assert retry_after(date, "", now) == retry_after(str(wait), "", now) == wait
