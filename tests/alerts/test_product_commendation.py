"""Counts of a year for commendation."""

from datetime import date
from io import BytesIO

import docx
import pytest

from alerts import matters
from alerts.products import commendation, text, word
from core.errors import UsageError
from core.matters import Act, Matter
from core.periods import parse
from support import factories, legal
from support.digests import HOSTILE_TITLES

RULES = tuple(legal.shipped_clocks().values())
OFFICE = factories.office()
NOW = legal.here("2027-01-04 09:00")


def matter(*acts, lead="Sở Xây dựng", number=1, kind="hot", due=None):
    opened = legal.here("2026-08-31 08:00")
    made = Matter(number, "tay-ninh", kind, "Ùn tắc", lead, opened, "Trực ban", due)
    done = [Act(number, legal.here(f"{day} 10:00"), "Trực ban", name, **fields) for name, day, fields in acts]
    return matters.standing(made, done, RULES, legal.DAYS, NOW)


def asked(clock="ND237-18.3", day="2026-10-01"):
    at = legal.here(f"{day} 09:00")
    return ("follow", day, {"clock": clock}), ("date", day, {"field": "received_at", "moment": at})


def met(day, clock="ND237-18.3"):
    return ("met", day, {"clock": clock, "moment": legal.here(f"{day} 09:30")})


def published(outlet, day, number=1):
    return ("output", day, {"outlet": outlet, "url": f"https://{outlet}.example/{number}.html"})


def counted(*found, year=2026, now=NOW):
    return commendation.build(found, "tay-ninh", year, parse(str(year)), now)


def numbers(made) -> list[tuple[str, int, int, int]]:
    return [(line.agency, line.in_time, line.late, line.waiting) for line in made.agencies]


@pytest.mark.parametrize(
    ("acts", "line"),
    [
        pytest.param((*asked(), met("2026-10-22")), [("Sở Xây dựng", 1, 0, 0)], id="in time"),
        pytest.param((*asked(), met("2026-10-23")), [("Sở Xây dựng", 0, 1, 0)], id="too late"),
        pytest.param(asked(), [("Sở Xây dựng", 0, 0, 1)], id="not yet"),
        pytest.param((*asked(), ("close", "2026-11-01", {"text": "Xong"})), [], id="closed without an answer"),
        pytest.param(asked(day="2026-12-20"), [], id="due in the year after"),
        pytest.param((*asked(day="2026-12-01"), met("2027-01-03")), [], id="answered in the year after"),
        pytest.param((*asked("ND237-18.6"), met("2026-10-22", "ND237-18.6")), [], id="a duty of the press"),
    ],
)
def test_what_counts_for_an_agency(acts, line):
    assert numbers(counted(matter(*acts))) == line


def test_a_task_of_the_plan_is_no_answer():
    assert numbers(counted(matter(kind="task", due=date(2026, 10, 1)))) == []


def test_agencies_stand_by_name():
    found = (matter(*asked(), lead="Sở Y tế"), matter(*asked(), lead="Sở Nội vụ"), matter(*asked(), lead="Sở Y tế"))
    assert numbers(counted(*found)) == [("Sở Nội vụ", 0, 0, 1), ("Sở Y tế", 0, 0, 2)]


def test_features_are_counted_by_outlet_within_the_year():
    found = matter(
        published("bao-tay-ninh", "2026-09-01"), published("bao-tay-ninh", "2026-12-31", 2),
        published("dai-tay-ninh", "2026-09-01"), published("dai-tay-ninh", "2027-01-01", 2),
    )  # fmt: skip
    lines = [(line.outlet, line.features) for line in counted(found).outlets]
    assert lines == [("bao-tay-ninh", 2), ("dai-tay-ninh", 1)]


def test_a_year_that_runs_is_a_draft():
    assert counted(now=legal.here("2026-12-31 23:59")).draft
    assert not counted().draft


def test_a_year_to_come_has_no_counts():
    with pytest.raises(UsageError):
        counted(year=2028)


def test_the_paper_shows_the_same_numbers():
    made = counted(matter(*asked(), met("2026-10-22")), matter(published("bao-tay-ninh", "2026-09-01")))
    _head, agencies, outlets, _signature = docx.Document(
        BytesIO(word.render(commendation.paper(made, OFFICE), OFFICE))
    ).tables
    assert [cell.text for cell in agencies.rows[1].cells] == ["1", "Sở Xây dựng", "1", "0", "0"]
    assert [cell.text for cell in outlets.rows[1].cells] == ["1", "bao-tay-ninh", "1"]


def test_a_year_without_records_says_so():
    said = text.render(commendation.paper(counted(), OFFICE), OFFICE)
    assert said.count("Sổ theo dõi không ghi nội dung nào trong kỳ 01/01/2026–31/12/2026.") == 2


def test_hostile_names_change_no_layout():
    found = [matter(*asked(), lead=name, number=n) for n, name in enumerate(HOSTILE_TITLES, 1)]
    tables = docx.Document(BytesIO(word.render(commendation.paper(counted(*found), OFFICE), OFFICE))).tables
    assert (len(tables), {len(row.cells) for row in tables[1].rows}) == (3, {5})
