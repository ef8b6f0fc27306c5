"""The weekly list of late answers, read from the register."""

from datetime import date, datetime
from io import BytesIO

import docx
import pytest

from alerts import matters
from alerts.products import late, text, word
from core.matters import Act, Matter
from support import factories, legal
from support.digests import HOSTILE_TITLES

RULES = tuple(legal.shipped_clocks().values())
OFFICE = factories.office()
NOW = legal.here("2026-10-30 15:00")  # a Friday
LAW = "Nghị định 237/2026/NĐ-CP"


def matter(*acts, kind="hot", lead="Sở Xây dựng", due=None, number=1, title="Ùn tắc", now=NOW):
    opened = legal.here("2026-09-01 08:00")
    made = Matter(number, "tay-ninh", kind, title, lead, opened, "Trực ban", due)
    done = [Act(number, opened, "Trực ban", name, **fields) for name, fields in acts]
    return matters.standing(made, done, RULES, legal.DAYS, now)


def received(day="2026-10-01", clock="ND237-18.3"):
    """A request of the press: 15 working days from 1 October end on Thursday the 22nd."""
    at = legal.here(f"{day} 09:00")
    return ("follow", {"clock": clock}), ("date", {"field": "received_at", "moment": at})


def met(day, clock="ND237-18.3"):
    return ("met", {"clock": clock, "moment": legal.here(f"{day} 16:00")})


CLOSED = ("close", {"text": "Xong"})


def listed(*found, at: datetime = NOW):
    return late.build(found, RULES, legal.DAYS, at)


@pytest.mark.parametrize(
    ("found", "waiting", "answered"),
    [
        pytest.param(matter(*received()), [6], [], id="six working days late"),
        pytest.param(matter(*received("2026-10-12")), [], [], id="still in time"),
        pytest.param(matter(*received()[:1]), [], [], id="not started is not late"),
        pytest.param(matter(*received(), CLOSED), [], [], id="a closed matter waits no longer"),
        pytest.param(matter(*received(), met("2026-10-22")), [], [], id="answered on the last day"),
        pytest.param(matter(*received(), met("2026-10-27")), [], [3], id="answered three working days late"),
        pytest.param(matter(*received(), met("2026-10-27"), CLOSED), [], [3], id="and closed"),
        pytest.param(matter(*received("2026-09-01"), met("2026-10-22")), [], [], id="answered late over a week ago"),
        pytest.param(matter(due=date(2026, 10, 28)), [2], [], id="the own due day of a matter"),
        pytest.param(matter(kind="task", due=date(2026, 10, 28)), [], [], id="a task of the plan is no answer"),
        pytest.param(matter(*received(clock="ND237-18.6")), [], [], id="a duty of the press"),
        pytest.param(
            matter(*received("2026-10-29", "ND244-7.3"), ("date", {"field": "handled_at", "moment": legal.here(
                "2026-10-29 14:00")})), [0], [], id="an hour late",
        ),
    ],
)  # fmt: skip
def test_who_is_late_and_by_how_many_working_days(found, waiting, answered):
    made = listed(found)
    assert ([line.days for line in made.waiting], [line.days for line in made.answered]) == (waiting, answered)


def test_every_shipped_rule_for_the_press_is_known_as_one():
    press = ("Báo ", "Cơ quan báo chí", "Nền tảng")
    assert {rule.id for rule in RULES if rule.actor.startswith(press)} == late.BINDS_PRESS


def test_a_line_names_agency_matter_and_law():
    (line,) = listed(matter(*received())).waiting
    assert (line.agency, line.title, line.clock, line.due) == (
        "Sở Xây dựng",
        "Ùn tắc",
        "ND237-18.3",
        date(2026, 10, 22),
    )
    assert line.law.startswith(LAW)


def test_an_old_request_is_late_by_the_law_of_its_day():
    (line,) = listed(matter(*received("2026-06-01"))).waiting
    assert line.clock == "LBC16-39.2"
    assert line.law.startswith("Luật Báo chí")


def test_agencies_stand_together_the_latest_first():
    found = (
        matter(*received("2026-10-01"), number=1, lead="Sở Y tế"),
        matter(*received("2026-09-10"), number=2, lead="Sở Y tế"),
        matter(*received("2026-10-02"), number=3, lead="Sở Nội vụ"),
    )
    assert [line.matter for line in listed(*found).waiting] == [3, 2, 1]


def tables(made):
    return docx.Document(BytesIO(word.render(late.paper(made, OFFICE), OFFICE))).tables


def test_the_paper_has_a_row_for_each_line():
    found = (matter(*received()), matter(*received(), met("2026-10-27"), number=2, lead=""))
    _head, waiting, answered, _signature = tables(listed(*found))
    assert [cell.text for cell in waiting.rows[1].cells][:3] == ["1", "Sở Xây dựng", "Ùn tắc"]
    assert waiting.rows[1].cells[3].text.startswith(LAW)
    assert waiting.rows[1].cells[3].text.endswith("hạn 22/10/2026")
    assert waiting.rows[1].cells[4].text == "6 ngày làm việc"
    assert [cell.text for cell in answered.rows[1].cells][1::3] == [
        "chưa xác định",
        "3 ngày làm việc (thực hiện ngày 27/10/2026)",
    ]


def test_as_text_a_line_begins_with_its_number_and_agency():
    said = text.render(late.paper(listed(matter(*received())), OFFICE), OFFICE)
    assert "\n1. Sở Xây dựng\n    Vấn đề: Ùn tắc\n" in said


def test_an_empty_list_says_so():
    said = text.render(late.paper(listed(), OFFICE), OFFICE)
    assert "sổ theo dõi có 0 thời hạn" in said


def test_hostile_titles_change_no_layout():
    found = [matter(*received(), title=title, lead=title, number=n) for n, title in enumerate(HOSTILE_TITLES, 1)]
    made = tables(listed(*found))
    assert len(made) == 3
    assert {len(row.cells) for row in made[1].rows} == {5}
    assert len(made[1].rows) == len(HOSTILE_TITLES) + 1
