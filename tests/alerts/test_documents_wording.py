from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts.documents import figures
from alerts.documents.names import file_stem
from alerts.documents.wording import Wording, excerpt, plain, web_address
from core.desk import SourceLine
from support import digests

VI, EN = Wording("vi"), Wording("en")


@pytest.mark.parametrize(
    ("period", "vietnamese", "english"),
    [
        ("2026-01", "tháng 01/2026", "month 01/2026"),
        ("2026-03", "tháng 3/2026", "month 3/2026"),
        ("2026-10", "tháng 10/2026", "month 10/2026"),
        ("2026-Q3", "quý III/2026", "quarter III/2026"),
        ("2026-H1", "6 tháng đầu năm 2026", "the first six months of 2026"),
        ("2026-H2", "6 tháng cuối năm 2026", "the last six months of 2026"),
        ("2026", "năm 2026", "the year 2026"),
        ("2026-10-01..2026-10-15", "từ ngày 01/10/2026 đến ngày 15/10/2026", "from 01/10/2026 to 15/10/2026"),
    ],
)
def test_period_is_named_as_a_title_names_it(period, vietnamese, english):
    digest = digests.digest(period=period)
    assert (VI.period_name(digest), EN.period_name(digest)) == (vietnamese, english)


@pytest.mark.parametrize(
    ("period", "stem"),
    [
        ("2026-10", "digest-tay-ninh-2026-10"),
        ("2026-Q3", "digest-tay-ninh-2026-Q3"),
        ("2026-10-01..2026-10-15", "digest-tay-ninh-2026-10-01_2026-10-15"),
    ],
)
def test_file_stem_is_safe_for_every_period(period, stem):
    assert file_stem(digests.digest(period=period)) == stem


def test_file_stem_cannot_leave_its_folder():
    assert "/" not in file_stem(digests.digest(profile="../../etc/passwd"))


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        pytest.param(30, 24, "tăng 6 (25,0%)", id="up"),
        pytest.param(24, 30, "giảm 6 (20,0%)", id="down"),
        pytest.param(7, 7, "không đổi", id="equal"),
        pytest.param(5, 0, "tăng 5", id="no share of nothing"),
        pytest.param(0, 1234, "giảm 1.234 (100,0%)", id="thousands"),
    ],
)
def test_change_is_said_in_words(now, before, words):
    assert VI.change(now, before) == words


def test_numbers_and_moments_follow_the_language():
    moment = datetime(2026, 10, 31, 17, 30, tzinfo=UTC)
    assert (VI.number(1234567), EN.number(1234567)) == ("1.234.567", "1,234,567")
    assert (VI.percent(1, 3), EN.percent(1, 3), VI.percent(1, 0)) == ("33,3%", "33.3%", "")
    assert VI.moment(moment) == "01/11/2026 00:30"
    assert VI.day(date(2026, 2, 5)) == "05/02/2026"


@pytest.mark.parametrize("url", digests.HOSTILE_URLS)
def test_hostile_address_is_not_linked(url):
    assert web_address(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://baomau.example/a.html",
        "http://baomau.example:8080/a?b=c&d=%20e#f",
        "https://báo.example/tin-tức",
        "HTTPS://BAOMAU.EXAMPLE/",
    ],
)
def test_web_address_is_linked_as_it_is(url):
    assert web_address(url) == url


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=400))
def test_plain_text_is_one_short_writable_line(text):
    line = plain(text)
    assert len(line) <= 300
    assert not set(line) & set("\n\r\t\x00\x1b\u202e\u200b\ufffe\uffff")
    assert line.encode("utf-8").decode("utf-8") == line


def test_excerpt_has_at_most_60_words():
    assert len(excerpt("từ " * 500).split()) <= 61


def test_previous_window_is_the_period_before():
    counted = figures.summary(digests.rich())
    assert (counted.previous_first, counted.previous_last) == (date(2026, 9, 1), date(2026, 9, 30))


def test_every_item_is_in_exactly_one_list():
    digest = digests.rich()
    listed = [item for key in ("main", "passing", "sport", "table", "late") for item in figures.listing(digest, key)]
    assert sorted(item.article_id for item in listed) == sorted(item.article_id for item in digest.items)


def test_failed_unread_and_silent_sources_are_told_apart():
    digest = digests.rich()
    outlets = {group: [line.outlet for line in figures.sources_in(digest, group)] for group in ("dead", "never")}
    assert outlets == {"dead": ["Báo Hỏng", "Báo Đóng cửa"], "never": ["Báo Chưa đọc"]}
    assert figures.silent_outlets(digest) == ("Tạp chí Im lặng",)


def test_a_source_that_was_dark_for_a_day_needs_a_look_though_it_works_again():
    digest = digests.rich()
    assert [line.outlet for line in figures.sources_in(digest, "watch")] == ["Báo Thưa tin", "Báo Gián đoạn"]


def test_every_source_works_failed_or_was_never_read():
    counted = figures.summary(digests.rich())
    assert (counted.sources_working, counted.sources_failed, counted.sources_unread) == (8, 2, 1)
    assert (counted.sources, counted.sources_watched) == (11, 2)


def test_troubled_sources_are_listed_first():
    order = [line.source_id for line in figures.by_trouble(digests.rich())]
    assert order[:5] == ["nguon-hong", "nguon-chan", "nguon-it-tin", "nguon-gian-doan", "nguon-moi"]
    assert len(order) == 11


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        pytest.param(None, "–", id="unknown"),
        pytest.param(0.0, "0 giây", id="nothing"),
        pytest.param(59.9, "59 giây", id="seconds"),
        pytest.param(89.0, "1 phút", id="minutes are rounded"),
        pytest.param(3600.0, "1 giờ", id="hour"),
        pytest.param(3900.0, "1 giờ 5 phút", id="hour and minutes"),
        pytest.param(86_399.0, "1 ngày", id="rounded to a day"),
        pytest.param(183_900.0, "2 ngày 3 giờ", id="days have no minutes"),
        pytest.param(86_700.0, "1 ngày", id="whole days"),
    ],
)
def test_a_length_of_time_is_said_in_at_most_two_units(seconds, words):
    assert VI.duration(seconds) == words


def test_an_outlet_with_one_failed_source_is_not_called_silent():
    lines = (SourceLine("a", "Báo A", "ok", None), SourceLine("b", "Báo A", "failed", None))
    assert figures.silent_outlets(digests.digest(sources=lines)) == ()


def test_open_alerts_are_those_nobody_finished():
    states = ("new", "acknowledged", "in_verification", "decided", "closed", "dismissed")
    digest = digests.digest(alerts=tuple(digests.alert(n, state=state) for n, state in enumerate(states)))
    assert figures.alert_states(digest) == (("new", 1), ("acknowledged", 1), ("in_verification", 1), ("decided", 1))
