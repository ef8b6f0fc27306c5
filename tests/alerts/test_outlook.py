"""The outlook of a report: what stands out, and the days to come."""

from datetime import date

import pytest

from alerts.outlook import expected, surges, view
from alerts.workdays import Workdays
from core.desk import Count
from core.outlook import Expected, Occasion, Surge
from core.settings import WorkingCalendar

CALENDAR = Workdays(WorkingCalendar())


def counts(**articles):
    return tuple(Count(key, key.title(), number, number) for key, number in articles.items())


@pytest.mark.parametrize(
    ("now", "earlier", "found"),
    [
        pytest.param({"borders": 12}, [4, 6, 5], [("borders", 12, 5.0)], id="more than twice the mean"),
        pytest.param({"borders": 10}, [4, 6, 5], [("borders", 10, 5.0)], id="twice the mean"),
        pytest.param({"borders": 9}, [4, 6, 5], [], id="below twice the mean"),
        pytest.param({"borders": 5}, [0, 0, 0], [], id="too few articles to mean anything"),
        pytest.param({"borders": 6}, [0, 0, 0], [("borders", 6, 0.0)], id="never reported before"),
        pytest.param({}, [9, 9, 9], [], id="nothing reported"),
    ],
)
def test_what_stands_out_against_earlier_reports(now, earlier, found):
    before = [counts(borders=number) if number else () for number in earlier]
    assert [(one.key, one.articles, one.usual) for one in surges("topic", counts(**now), before) or ()] == found


def test_the_largest_rise_comes_first():
    before = [counts(borders=2, seas=10)] * 3
    found = surges("topic", counts(borders=8, seas=40), before)
    assert found == (Surge("topic", "seas", "Seas", 40, 10.0, 3), Surge("topic", "borders", "Borders", 8, 2.0, 3))


@pytest.mark.parametrize("reports", [0, 1, 2])
def test_with_few_reports_nobody_can_tell(reports):
    assert surges("topic", counts(borders=99), [()] * reports) is None


@pytest.mark.parametrize(
    ("first", "last", "seen"),
    [
        pytest.param("2026-10-01", "2026-10-31", ("2026-11-01", "2026-11-30"), id="a month"),
        pytest.param("2027-01-01", "2027-01-31", ("2027-02-01", "2027-02-28"), id="a shorter month"),
        pytest.param("2026-12-01", "2026-12-31", ("2027-01-01", "2027-01-31"), id="the turn of the year"),
        pytest.param("2026-07-01", "2026-09-30", ("2026-10-01", "2026-12-31"), id="a quarter"),
        pytest.param("2026-01-01", "2026-12-31", ("2027-01-01", "2027-04-02"), id="a year: 92 days"),
        pytest.param("2026-10-05", "2026-10-11", ("2026-10-12", "2026-10-18"), id="a week"),
    ],
)
def test_how_far_a_report_looks_ahead(first, last, seen):
    assert tuple(map(str, view(date.fromisoformat(first), date.fromisoformat(last)))) == seen


def ahead(first, last, *occasions, lang="vi"):
    found = expected(date.fromisoformat(first), date.fromisoformat(last), occasions, CALENDAR, lang)
    return [(one.name, str(one.first), str(one.last), one.basis) for one in found]


@pytest.mark.parametrize(
    ("first", "last", "occasion", "found"),
    [
        pytest.param("2026-03-01", "2026-03-31", Occasion("Gạc Ma", 3, 14), ["2026-03-14"], id="in the window"),
        pytest.param("2026-06-05", "2026-06-30", Occasion("Tuần biển", 6, 1, days=8), ["2026-06-01"], id="under way"),
        pytest.param("2026-06-09", "2026-06-30", Occasion("Tuần biển", 6, 1, days=8), [], id="over"),
        pytest.param("2026-12-15", "2027-01-31", Occasion("Đầu năm", 1, 10), ["2027-01-10"], id="next year"),
        pytest.param("2027-01-02", "2027-01-31", Occasion("Hội", 12, 30, days=9), ["2026-12-30"], id="since last year"),
        pytest.param("2026-02-01", "2026-03-31", Occasion("Nhuận", 2, 29), ["2026-02-28"], id="no leap day"),
        pytest.param("2026-10-01", "2026-10-31", Occasion("Kỳ họp", 10, 8, 2026, 3), ["2026-10-08"], id="once"),
        pytest.param("2027-10-01", "2027-10-31", Occasion("Kỳ họp", 10, 8, 2026, 3), [], id="not the year after"),
    ],
)
def test_the_days_of_the_office_come_in_their_time(first, last, occasion, found):
    assert [begins for name, begins, _ends, _basis in ahead(first, last, occasion) if name == occasion.name] == found


def test_public_holidays_come_by_name_with_their_days():
    assert ahead("2026-02-01", "2026-02-28") == [("Tết Nguyên Đán", "2026-02-16", "2026-02-20", "holiday")]


def test_public_holidays_have_english_names_on_request():
    assert "National Day" in [name for name, *_days in ahead("2026-09-01", "2026-09-30", lang="en")]


def test_events_and_anniversaries_name_their_basis():
    found = expected(
        date(2026, 10, 1), date(2026, 10, 31), (Occasion("Hội", 10, 2), Occasion("Họp", 10, 3, 2026)), CALENDAR, "vi"
    )
    assert found == (
        Expected("Hội", date(2026, 10, 2), date(2026, 10, 2), "anniversary"),
        Expected("Họp", date(2026, 10, 3), date(2026, 10, 3), "event"),
    )
