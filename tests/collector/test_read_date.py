"""Times as Vietnamese outlets write them."""

import csv
from datetime import UTC, datetime, timedelta

import pytest

from collector.dates import When, read_date, read_when
from support.date_forms import FORMS, SPANS, UNKNOWN
from support.fakes import NOON


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("text", "minute"), FORMS.values(), ids=FORMS)
def test_a_known_form_is_read_to_the_minute(text, minute):
    assert read_date(text, NOON).replace(second=0) == utc(minute)


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_what_cannot_be_a_publication_time_is_unknown(text):
    assert read_when(text, NOON) is None


@pytest.mark.parametrize(("text", "begin", "hours"), SPANS.values(), ids=SPANS)
def test_a_day_or_about_how_long_ago_is_a_span_and_no_moment(text, begin, hours):
    assert read_when(text, NOON) == When(utc(begin), timedelta(hours=hours))
    assert read_date(text, NOON) is None


def test_seconds_are_kept_and_fractions_dropped():
    assert read_date("2026-09-14T18:43:55.987+07:00", NOON) == utc("2026-09-14T11:43:55")


def test_yesterday_is_that_of_viet_nam():
    just_past_midnight = utc("2026-10-14T17:05")
    assert read_date("Hôm qua, 20:15", just_past_midnight) == utc("2026-10-14T13:15")


@pytest.mark.shared
def test_every_form_seen_at_real_outlets_is_read(shared):
    path = shared / "data" / "feeds" / "samples" / "outlets_2026" / "pubdate_forms.csv"
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    now = datetime(2026, 12, 1, tzinfo=UTC)
    wrong = [
        row
        for row in rows
        if read_date(row["raw_pubDate"], now) != datetime.fromisoformat(row["expected_utc"].split()[0])
    ]
    assert len(rows) == 15
    assert wrong == []
