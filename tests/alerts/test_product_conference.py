"""The pack for a press conference."""

from datetime import date
from io import BytesIO

import docx
import pytest

from alerts import matters
from alerts.products import conference, text, word
from core.matters import Act, Matter
from support import factories, legal
from support.digests import HOSTILE_TITLES, HOSTILE_URLS

RULES = tuple(legal.shipped_clocks().values())
OFFICE = factories.office()
NOW = legal.here("2026-10-30 15:00")


def matter(*acts, opened="2026-10-01", kind="hot", number=1, title="Ùn tắc"):
    made = Matter(number, "tay-ninh", kind, title, "Sở Xây dựng", legal.here(f"{opened} 08:00"), "Trực ban")
    done = [Act(number, legal.here(f"{day} 09:00"), "Trực ban", name, **fields) for name, day, fields in acts]
    return matters.standing(made, done, RULES, legal.DAYS, NOW)


def held(day):
    fields = {"field": "event_at", "moment": legal.here(f"{day} 09:00")}
    return matter(("date", day, fields), opened="2026-07-01", kind="conference", number=99)


def asked(day=None):
    follow = ("follow", "2026-10-01", {"clock": "ND237-18.1"})
    return (follow, ("date", "2026-10-01", {"field": "received_at", "moment": legal.here(day)})) if day else (follow,)


CLOSED = ("close", "2026-10-20", {"text": "Xong"})


def packed(*found, **coverage):
    gap = matters.press_conference(found, "tay-ninh", RULES, legal.DAYS, NOW)
    return conference.build(found, gap, {1: coverage.get("articles", ())}, "tay-ninh", RULES, NOW)


@pytest.mark.parametrize(
    ("found", "count"),
    [
        pytest.param([matter(), held("2026-09-15")], 1, id="came up since"),
        pytest.param([matter(opened="2026-08-01"), held("2026-09-15")], 1, id="before, still open"),
        pytest.param([matter(CLOSED, opened="2026-08-01"), held("2026-09-15")], 0, id="before, closed"),
        pytest.param([matter(CLOSED), held("2026-09-15")], 1, id="since, closed"),
        pytest.param([matter(CLOSED, opened="2026-08-01")], 1, id="no conference is recorded"),
        pytest.param([matter(kind="task")], 0, id="a task of the plan"),
    ],
)
def test_which_matters_belong(found, count):
    assert len(packed(*found).matters) == count


def test_since_and_due_are_those_of_the_last_conference():
    made = packed(held("2026-07-10"), held("2026-09-15"))
    assert (made.since, made.due) == (date(2026, 9, 15), date(2026, 12, 15))


def test_the_most_widely_told_open_matter_leads():
    articles = [factories.article(1), factories.article(2, outlet_id="khac")]
    made = packed(matter(number=2), matter(number=1), matter(CLOSED, number=3), articles=articles)
    assert [(line.matter, line.articles, line.outlets) for line in made.matters] == [(1, 2, 2), (2, 0, 0), (3, 0, 0)]


@pytest.mark.parametrize(
    ("acts", "requests"),
    [
        pytest.param(asked("2026-10-20 09:00"), [(date(2026, 11, 19), False)], id="in time"),
        pytest.param(asked("2026-09-01 09:00"), [(date(2026, 10, 1), True)], id="overdue"),
        pytest.param(asked(), [(None, False)], id="nobody recorded when it came"),
        pytest.param((*asked("2026-10-20 09:00"), CLOSED), [], id="the matter is closed"),
        pytest.param(
            (*asked("2026-10-01 09:00"), ("met", "2026-10-12", {"clock": "ND237-18.1", "moment": legal.here(
                "2026-10-12 09:00")})), [], id="answered",
        ),
    ],
)  # fmt: skip
def test_which_requests_are_open(acts, requests):
    assert [(line.due, line.is_overdue) for line in packed(matter(*acts)).requests] == requests


def test_the_paper_says_the_same():
    made = packed(matter(*asked("2026-09-01 09:00")), held("2026-09-15"), articles=[factories.article(1)])
    document = docx.Document(BytesIO(word.render(conference.paper(made, OFFICE), OFFICE)))
    _head, told, requests, _signature = document.tables
    assert [cell.text for cell in told.rows[1].cells] == ["1", "Ùn tắc", "Sở Xây dựng", "1/1", "0"]
    assert requests.rows[1].cells[3].text.endswith("quá hạn từ ngày 01/10/2026")


def test_an_empty_pack_says_so():
    said = text.render(conference.paper(packed(), OFFICE), OFFICE)
    assert said.count("Sổ theo dõi không ghi nội dung nào.") == 2


def test_hostile_titles_and_addresses_change_no_layout():
    found = [matter(number=n, title=title) for n, title in enumerate(HOSTILE_TITLES, 1)]
    for url in HOSTILE_URLS[:3]:
        made = packed(*found, articles=[factories.article(1, url=url)])
        document = docx.Document(BytesIO(word.render(conference.paper(made, OFFICE), OFFICE)))
        assert {len(row.cells) for row in document.tables[1].rows} == {5}
        assert [rel for rel in document.part.rels.values() if rel.is_external] == []
