"""The six counters of the yearly form of NĐ 244/2026, read from the register."""

from datetime import date, datetime, timedelta
from io import BytesIO

import docx
import pytest

from alerts import matters
from alerts.products import spokesperson, text, word
from alerts.products.spokesperson import Ratio
from core.errors import UsageError
from core.matters import Act, Matter
from core.periods import ZONE
from support import factories, legal
from support.digests import HOSTILE_TITLES

RULES = tuple(legal.shipped_clocks().values())
AFTER = legal.here("2026-12-15 08:00")
OFFICE = factories.office()


def at(day: str) -> datetime:
    return legal.here(f"{day} 09:00")


def matter(*acts, opened="2026-09-01", kind="hot", number=1, title="Ùn tắc", now=AFTER):
    """A matter on which acts were recorded on their own day; each is (kind, day, fields)."""
    made = Matter(number, "tay-ninh", kind, title, "Sở Xây dựng", at(opened), "Trực ban")
    done = [Act(number, at(day), "Trực ban", name, **fields) for name, day, fields in acts]
    return matters.standing(made, done, RULES, legal.DAYS, now)


def dated(field, day):
    return ("date", day, {"field": field, "moment": at(day)})


def follow(clock, day="2026-09-01"):
    return ("follow", day, {"clock": clock})


def met(clock, moment):
    return ("met", "2026-12-14", {"clock": clock, "moment": legal.here(moment)})


def said(response, day):
    return ("respond", day, {"response": response, "moment": at(day)})


def counted(*found, year=2026, now=AFTER):
    return spokesperson.build(found, "tay-ninh", year, RULES, now)


ASKED = (follow("ND237-18.1"), dated("received_at", "2026-09-02"))
HANDLED = (follow("ND244-7.3"), dated("handled_at", "2026-09-02"))
FALSE = (follow("ND244-7.6"), dated("false_info_established_at", "2026-09-02"))


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [(2026, date(2025, 12, 15), date(2026, 12, 14)), (2028, date(2027, 12, 15), date(2028, 12, 14))],
)
def test_the_window_runs_from_15_to_14_december(year, first, last):
    period = spokesperson.window(year)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        pytest.param("2025-12-14", 0, id="the day before"),
        pytest.param("2025-12-15", 1, id="the first day"),
        pytest.param("2026-12-14", 1, id="the last day"),
        pytest.param("2026-12-15", 0, id="the day after"),
    ],
)
def test_a_press_conference_counts_on_the_day_it_was_held(day, count):
    held = matter(dated("event_at", day), opened="2025-12-01", kind="conference")
    assert counted(held).conferences == count


def test_a_conference_that_was_only_planned_does_not_count():
    assert counted(matter(dated("event_planned_at", "2026-10-01"), kind="conference")).conferences == 0


def test_every_time_at_a_briefing_counts():
    twice = matter(said("briefing", "2026-09-02"), said("briefing", "2026-10-02"), said("statement", "2026-10-03"))
    assert counted(twice).briefings == 2


@pytest.mark.parametrize(
    ("acts", "answers"),
    [
        pytest.param(ASKED, Ratio(0, 1), id="asked, not answered"),
        pytest.param((*ASKED, said("answer", "2026-09-10")), Ratio(1, 1), id="answered"),
        pytest.param((*ASKED, met("ND237-18.1", "2026-09-10 17:00")), Ratio(1, 1), id="duty met"),
        pytest.param((*ASKED, said("refusal", "2026-09-10")), Ratio(0, 1), id="a refusal is no answer"),
        pytest.param((follow("ND237-18.1"),), Ratio(0, 0), id="no day of the request"),
        pytest.param(
            (follow("ND237-18.1"), dated("received_at", "2026-03-02"), said("answer", "2026-03-09")), Ratio(1, 1),
            id="under the press law before July",
        ),
        pytest.param(
            (follow("ND237-18.1"), dated("received_at", "2025-12-14")), Ratio(0, 0), id="asked before the window"
        ),
    ],
)  # fmt: skip
def test_answers_and_requests(acts, answers):
    assert counted(matter(*acts)).answers == answers


def test_answers_without_a_request_are_told_apart():
    made = counted(matter(said("answer", "2026-09-10")), matter(*ASKED, said("answer", "2026-09-10")))
    assert (made.answers, made.loose_answers) == (Ratio(1, 1), 1)


@pytest.mark.parametrize(
    ("found", "spoken"),
    [
        pytest.param(matter(), Ratio(0, 1), id="nobody spoke"),
        pytest.param(matter(said("statement", "2026-09-03")), Ratio(1, 1), id="a communiqué"),
        pytest.param(matter(*HANDLED, met("ND244-7.3", "2026-09-02 12:00")), Ratio(1, 1), id="the duty met"),
        pytest.param(matter(said("refusal", "2026-09-03")), Ratio(0, 1), id="a refusal"),
        pytest.param(matter(said("statement", "2026-12-14")), Ratio(1, 1), id="on the last day"),
        pytest.param(matter(said("statement", "2026-12-15")), Ratio(0, 1), id="after the window"),
        pytest.param(matter(opened="2025-12-01"), Ratio(0, 0), id="opened before the window"),
        pytest.param(matter(*HANDLED, opened="2025-12-01"), Ratio(0, 1), id="opened before, event in the window"),
        pytest.param(matter(*FALSE), Ratio(0, 0), id="only false information"),
        pytest.param(matter(kind="task"), Ratio(0, 0), id="a task of the plan"),
    ],
)
def test_ad_hoc_matters(found, spoken):
    assert counted(found).spoken == spoken


@pytest.mark.parametrize(
    ("acts", "on_time"),
    [
        pytest.param((*HANDLED, met("ND244-7.3", "2026-09-03 09:00")), Ratio(1, 1), id="after 24 hours"),
        pytest.param((*HANDLED, met("ND244-7.3", "2026-09-03 09:01")), Ratio(0, 1), id="a minute later"),
        pytest.param(HANDLED, Ratio(0, 1), id="never"),
        pytest.param(
            (*HANDLED, follow("ND244-7.4"), dated("impact_determined_at", "2026-09-04"),
             met("ND244-7.3", "2026-09-02 10:00")),
            Ratio(0, 1), id="one of two limits kept",
        ),
        pytest.param((follow("ND244-7.3"),), Ratio(0, 0), id="no start"),
    ],
)  # fmt: skip
def test_limits_of_24_hours(acts, on_time):
    assert counted(matter(*acts)).on_time == on_time


def test_a_limit_that_still_runs_is_told():
    now = legal.here("2026-09-02 10:00")
    assert counted(matter(*HANDLED, now=now), now=now).running == 1


@pytest.mark.parametrize(
    ("acts", "corrections"),
    [
        pytest.param(FALSE, Ratio(0, 1), id="nothing asked"),
        pytest.param((*FALSE, said("correction_request", "2026-09-05")), Ratio(1, 1), id="asked for a correction"),
        pytest.param((*FALSE, said("clarification", "2026-09-05")), Ratio(1, 1), id="replied in writing"),
        pytest.param(FALSE[1:], Ratio(0, 1), id="only the date is recorded"),
    ],
)
def test_false_information(acts, corrections):
    assert counted(matter(*acts)).corrections == corrections


@pytest.mark.parametrize(
    ("now", "draft"),
    [
        pytest.param("2026-12-14 23:59", True, id="while the window runs"),
        pytest.param("2026-12-15 00:00", False, id="when it is over"),
    ],
)
def test_a_window_that_runs_is_a_draft(now, draft):
    assert counted(now=legal.here(now)).draft is draft


def test_a_year_to_come_has_no_report():
    with pytest.raises(UsageError):
        counted(year=2027, now=legal.here("2026-12-14 23:59"))


def rows(made) -> list[list[str]]:
    document = docx.Document(BytesIO(word.render(spokesperson.paper(made, OFFICE), OFFICE)))
    return [[cell.text for cell in row.cells] for row in document.tables[1].rows[1:]]


def test_the_form_has_six_lines_and_says_where_the_register_holds_nothing():
    found = rows(counted(matter(*HANDLED, met("ND244-7.3", "2026-09-02 12:00"))))
    by_hand = "sổ chưa ghi; nếu có thì điền tay"
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("1", "0", by_hand), ("2", "0", by_hand), ("3", "0/0", by_hand), ("4", "1/1", ""), ("5", "1/1", ""),
        ("6", "0/0", by_hand),
    ]  # fmt: skip


def test_the_paper_names_addressee_window_and_what_is_left_to_write():
    said_there = text.render(spokesperson.paper(counted(now=AFTER + timedelta(days=1)), OFFICE), OFFICE)
    for words in (
        "Kính gửi: Bộ Văn hóa, Thể thao và Du lịch",
        "15/12/2025–14/12/2026",
        "trước ngày 20/12/2026",
        "Sổ theo dõi không có nội dung này",
    ):
        assert words in said_there


def test_titles_of_matters_have_no_part_in_the_form():
    hostile = [matter(title=title, number=n) for n, title in enumerate(HOSTILE_TITLES[:30], 1)]
    plain = [matter(number=n) for n in range(1, 31)]
    assert rows(counted(*hostile)) == rows(counted(*plain))
    assert counted(*hostile).at.astimezone(ZONE).date() == date(2026, 12, 15)
