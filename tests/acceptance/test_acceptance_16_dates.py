"""Acceptance 16: a date is right to the minute or unknown; none is seven hours off, none outside 2000 to tomorrow."""

import json
from datetime import UTC, datetime, timedelta
from html import escape
from xml.sax.saxutils import escape as escape_xml

from hypothesis import given, settings
from hypothesis import strategies as st

from collector import feeds, pages
from collector.dates import EARLIEST, FUTURE, When, read_date, read_when
from collector.published import ORDER, TOLERANCE, Claim, decide
from core.press import Entry, Fetched
from support.date_forms import FORMS, SPANS, UNKNOWN
from support.factories import outlet
from support.fakes import NOON

HOUR = timedelta(hours=1)
URL = "https://baomau.example/tin.html"
EXPECTED = {text: datetime.fromisoformat(minute).replace(tzinfo=UTC) for text, minute in FORMS.values()}
EXPECTED |= dict.fromkeys(UNKNOWN.values()) | dict.fromkeys(text for text, _begin, _hours in SPANS.values())


class Everything:
    """A gate that lets every article in."""

    def may_match(self, text):
        return True


def faults(read):
    """What is neither right nor unknown, what should be known and is not, and what is wrong by hours."""
    wrong = {text: at for text, at in read.items() if at and at.replace(second=0) != EXPECTED[text]}
    missed = {text for text, at in read.items() if at is None and EXPECTED[text]}
    by_hours = {text for text, at in wrong.items() if EXPECTED[text] is None or abs(at - EXPECTED[text]) >= HOUR}
    return wrong, missed, by_hours


def of_page(head="", shown="", published=None, first_seen=None):
    html = (
        f"<!doctype html><html><head>{head}</head><body><article><h1>Tây Ninh mở cửa khẩu</h1>"
        f"<p><span>{escape(shown)}</span></p><p>Cửa khẩu Mộc Bài được mở rộng từ tuần này.</p></article></body></html>"
    )
    entry = Entry(URL, "Tây Ninh mở cửa khẩu", published=published)
    return pages.read(Fetched(URL, 200, html.encode()), entry, outlet(), Everything(), NOON, first_seen).published


def meta(text):
    return f'<meta property="article:published_time" content="{escape(text)}">'


def structured(text):
    data = json.dumps({"@type": "NewsArticle", "datePublished": text}).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{data}</script>'


def plausible(moment):
    return moment is None or (moment.tzinfo is UTC and EARLIEST <= moment <= NOON + FUTURE)


def test_every_form_is_right_to_the_minute_or_unknown(measured):
    wrong, missed, by_hours = faults({text: read_date(text, NOON) for text in EXPECTED})
    measured("date forms", len(FORMS), ">= 60")
    measured("texts that name no minute", len(EXPECTED) - len(FORMS), ">= 20")
    measured("wrong, of which by hours", f"{len(wrong)}, {len(by_hours)}", "0, 0")
    assert (wrong, missed) == ({}, set())
    assert len(FORMS) >= 60


def test_every_form_comes_right_through_a_feed():
    items = (
        f"<item><title>t</title><link>https://baomau.example/{number}</link><pubDate>{escape_xml(text)}</pubDate></item>"
        for number, text in enumerate(EXPECTED)
    )
    body = f"<rss version='2.0'><channel><title>t</title>{''.join(items)}</channel></rss>"
    entries = feeds.parse(body.encode(), "https://baomau.example/rss", outlet(), NOON)
    read = dict(zip(EXPECTED, (entry.published for entry in entries), strict=True))
    wrong, missed, _by_hours = faults(read)
    assert wrong == {}
    assert missed == {text for text, moment in EXPECTED.items() if moment and moment > NOON + TOLERANCE}


def test_every_form_comes_right_through_a_page():
    for place in (lambda text: of_page(meta(text)), lambda text: of_page(structured(text))):
        wrong, missed, _by_hours = faults({text: place(text) for text in EXPECTED})
        assert wrong == {}
        assert missed == {text for text, moment in EXPECTED.items() if moment and moment > NOON + TOLERANCE}


def test_local_time_labelled_as_utc_comes_right_by_what_the_page_shows(measured):
    read = []
    for hour in range(24):
        local = datetime(2026, 10, 13, hour, 44)  # noqa: DTZ001 - as content systems have it
        head = structured(f"{local.isoformat()}Z")
        true = (local - timedelta(hours=7)).replace(tzinfo=UTC)
        read.append(of_page(head, f"{local:%d/%m/%Y %H:%M} (GMT+7)") == true)
        read.append(of_page(head + meta(local.isoformat()), published=true) == true)
        read.append(of_page(head, first_seen=true + HOUR) is None)
    measured("mislabelled pages that came right or unknown", f"{sum(read)} of {len(read)}", "all")
    assert all(read)


_texts = st.text(max_size=200) | st.text(alphabet="0123456789 :/-+.,TZGMTSACHPMthứagiờuc", max_size=60)
_shuffled = st.lists(st.sampled_from(" ".join(EXPECTED).split()), max_size=8).map(" ".join)


def test_any_text_gives_a_plausible_time_or_nothing(scale, measured):
    cases = scale(500, 100_000)
    measured("hostile texts", cases, "0 outside 2000 to tomorrow")

    @settings(max_examples=cases, deadline=None)
    @given(_texts | _shuffled)
    def check(text):
        when = read_when(text, NOON)
        assert when is None or plausible(when.moment)
        assert plausible(read_date(text, NOON))

    check()


_moments = st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
_near = st.integers(-2000, 2000).map(lambda minutes: NOON + timedelta(minutes=minutes))
_claims = st.builds(
    Claim, st.sampled_from(ORDER), st.builds(When, _moments | _near, st.sampled_from([timedelta(), 24 * HOUR]))
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_claims, max_size=8), st.none() | _near, st.text(max_size=30) | st.just("/2026/10/05/"))
def test_whatever_sources_claim_nothing_appears_after_it_was_seen(claims, first_seen, url):
    found = decide(claims, url, NOON, first_seen)
    latest = min(NOON, first_seen or NOON) + TOLERANCE
    assert found.moment is None or (found.moment <= latest and found.origin in ORDER)
    assert found.moment in {None, *(claim.when.moment for claim in claims)}
