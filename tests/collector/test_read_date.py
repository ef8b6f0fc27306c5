"""Times as Vietnamese outlets write them."""

import csv
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.dates import read_date
from support.fakes import NOON

READ = {
    "RFC 822": ("Mon, 14 Sep 2026 18:43:55 +0700", "2026-09-14T11:43:55"),
    "RFC 822, two-digit year": ("Mon, 14 Sep 26 09:10:00 +0700", "2026-09-14T02:10:00"),
    "RFC 822 in GMT": ("Sun, 20 Sep 2026 09:39:00 GMT", "2026-09-20T09:39:00"),
    "GMT+7": ("Mon, 04 May 2026 12:05:08 GMT+7", "2026-05-04T05:05:08"),
    "+07": ("Mon, 14 Sep 2026 19:46:22 +07", "2026-09-14T12:46:22"),
    "+07:00": ("Mon, 14 Sep 2026 18:48:23 +07:00", "2026-09-14T11:48:23"),
    "ICT": ("Mon, 14 Sep 2026 18:48:23 ICT", "2026-09-14T11:48:23"),
    "negative offset": ("Mon, 14 Sep 2026 08:00:00 -0500", "2026-09-14T13:00:00"),
    "no zone is Viet Nam's": ("Mon, 14 Sep 2026 18:00:00", "2026-09-14T11:00:00"),
    "ISO 8601": ("2026-09-14T18:43:55+07:00", "2026-09-14T11:43:55"),
    "ISO in UTC": ("2026-09-14T11:43:55Z", "2026-09-14T11:43:55"),
    "ISO with fractions": ("2026-09-14T18:43:55.123+07:00", "2026-09-14T11:43:55"),
    "ISO without zone": ("2026-09-14T18:43:55", "2026-09-14T11:43:55"),
    "ISO with a space": ("2026-09-14 18:43 GMT+7", "2026-09-14T11:43:00"),
    "ISO date": ("2026-09-14", "2026-09-13T17:00:00"),
    "American form of .NET": ("9/14/2026 6:44:00 PM", "2026-09-14T11:44:00"),
    "day first though AM is written": ("28/01/2026 06:52 AM", "2026-01-27T23:52:00"),
    "weekday in Vietnamese": ("Thứ 5, 28/05/2026 17:00:00 GMT+7", "2026-05-28T10:00:00"),
    "as shown on pages": ("Thứ tư, 7/2/2024, 23:41 (GMT+7)", "2024-02-07T16:41:00"),
    "time before the date": ("20h15, 12/3/2024", "2024-03-12T13:15:00"),
    "dashes after a time are no offset": ("06:00 02-04-2024", "2024-04-01T23:00:00"),
    "evening in Vietnamese": ("12/03/2024 03:30 CH", "2024-03-12T08:30:00"),
    "midnight in Vietnamese": ("12/03/2024 12:05 SA", "2024-03-11T17:05:00"),
    "one day ahead": ("2026-10-16T12:00:00+07:00", "2026-10-16T05:00:00"),
}
UNKNOWN = {
    "empty": "",
    "words": "Hôm qua",
    "a number": "1767600000",
    "zeros": "0000-00-00 00:00:00",
    "before 2000": "Fri, 31 Dec 1999 10:00:00 +0700",
    "more than a day ahead": "2026-10-16T12:00:01+07:00",
    "no such day": "31/02/2026 10:00",
    "no such hour": "2026-09-14T25:00:00",
    "absurd zone": "Mon, 14 Sep 2026 18:48:23 +99:99",
    "the end of time": "9999-12-31T23:59:59-12:00",
}


@pytest.mark.parametrize(("text", "utc"), READ.values(), ids=READ)
def test_a_known_form_is_read_to_the_second(text, utc):
    assert read_date(text, NOON) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("text", UNKNOWN.values(), ids=UNKNOWN)
def test_what_cannot_be_a_publication_time_is_unknown(text):
    assert read_date(text, NOON) is None


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789 :/-+.,TZGMTSACHPMthứa", max_size=40) | st.text(max_size=200))
def test_any_text_gives_a_plausible_utc_time_or_nothing(text):
    moment = read_date(text, NOON)
    assert moment is None or (moment.tzinfo is UTC and moment.year >= 2000 and moment <= NOON + timedelta(days=1))


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
