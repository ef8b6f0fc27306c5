from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest

from alerts.documents import excel, figures, html, text
from alerts.followup import alert_ids, follow
from core.desk import Alert, Decision, FollowUp, Proposal
from support import digests, factories
from support.fakes import NOON

DUE = date(2026, 10, 9)
OFFICE = factories.office()


def alert(number, state="new", verdict=None):
    made = Alert(number, "tay-ninh", "r", "P1", number, number, "Vụ việc", "Báo Mẫu", "", (), "", NOON)
    return replace(made, state=state, verdict=verdict)


def proposal(*alerts, matter="Việc"):
    return Proposal(matter, "Trả lời báo chí", "Sở Xây dựng", DUE, alerts)


def followed(*proposals, alerts=(), decisions=None, earlier=None):
    previous = digests.empty(proposals=proposals, followups=earlier)
    return follow(previous, {each.id: each for each in alerts}, decisions or {})


def shown(followups, **fields):
    return " ".join(text.render(digests.empty(followups=followups, **fields), OFFICE).split())


def test_a_proposal_has_the_state_and_verdict_of_its_alert_and_when_a_person_last_acted():
    acts = {7: [Decision(7, NOON, "a", "verify"), Decision(7, datetime(2026, 10, 8, 2, tzinfo=UTC), "a", "verdict")]}
    assert followed(proposal(7), alerts=[alert(7, "decided", "tin_gia")], decisions=acts) == (
        FollowUp("Việc", "Sở Xây dựng", DUE, (7,), "decided", "tin_gia", datetime(2026, 10, 8, 2, tzinfo=UTC)),
    )


def test_of_several_alerts_the_one_least_far_on_counts():
    (found,) = followed(proposal(7, 8, 9), alerts=[alert(7, "closed"), alert(8, "acknowledged"), alert(9, "decided")])
    assert (found.state, found.alerts) == ("acknowledged", (7, 8, 9))


def test_of_a_proposal_without_an_alert_nothing_is_said():
    assert followed(proposal()) == (FollowUp("Việc", "Sở Xây dựng", DUE),)


@pytest.mark.parametrize(
    ("state", "kept"), [("new", 1), ("in_verification", 1), ("decided", 0), ("closed", 0), ("", 0)]
)
def test_an_earlier_matter_is_followed_until_there_is_a_result(state, kept):
    earlier = (FollowUp("Cũ", "Sở Y tế", DUE, (3,), state),)
    found = followed(proposal(7), alerts=[alert(3, "closed"), alert(7)], earlier=earlier)
    assert [each.matter for each in found] == ["Cũ"] * kept + ["Việc"]


def test_every_alert_is_asked_for_once():
    earlier = (FollowUp("Cũ", "Sở Y tế", DUE, (3, 7), "new"),)
    previous = digests.empty(proposals=(proposal(7), proposal(8)), followups=earlier)
    assert alert_ids(previous) == (3, 7, 8)


@pytest.mark.parametrize(
    ("state", "due", "outcome"),
    [
        ("closed", date(2026, 10, 1), "closed"),
        ("dismissed", date(2026, 10, 1), "closed"),
        ("decided", date(2026, 10, 1), "answered"),
        ("acknowledged", date(2026, 11, 1), "overdue"),
        ("acknowledged", date(2026, 11, 2), "waiting"),
        ("new", date(2026, 11, 20), "waiting"),
        ("", date(2026, 10, 1), "unknown"),
    ],
)
def test_what_became_of_a_proposal(state, due, outcome):
    assert figures.outcome(FollowUp("Việc", "Sở", due, (), state), digests.empty()) == outcome


@pytest.mark.parametrize(
    ("followups", "previous", "words"),
    [
        pytest.param(
            None, None, "Không có báo cáo đã chốt của kỳ trước (01/09/2026–30/09/2026)", id="no report before"
        ),
        pytest.param(None, 24, "hệ thống chưa ghi nhận kết quả xử lý các kiến nghị của kỳ trước", id="an older record"),
        pytest.param((), 24, "không để lại kiến nghị nào cần theo dõi", id="no proposals"),
    ],
)
def test_where_nothing_is_known_nothing_is_invented(followups, previous, words):
    written = shown(followups, previous_articles=previous, previous_stories=previous)
    assert words in written
    assert "Kiến nghị của kỳ trước" not in written


def test_the_numbers_of_part_v_are_those_of_its_list():
    written = shown(digests.followups())
    assert "đã kết thúc 1, đã có kết luận 1, đang chờ 1, quá hạn 1, hệ thống không theo dõi được 1." in written
    assert figures.summary(digests.rich()).followups == dict.fromkeys(
        ("closed", "answered", "waiting", "overdue", "unknown"), 1
    )


def test_days_overdue_are_counted_up_to_the_freezing():
    late = FollowUp("Nước thải", "Sở Xây dựng", date(2026, 10, 30), (1,), "new")
    assert "quá hạn 3 ngày" in shown((late,))


def test_hostile_matters_are_only_text():
    matter = FollowUp("<script>alert(1)</script>", "<b>Sở</b>", DUE, (1,), "new")
    page = html.render(digests.empty(followups=(matter,)), OFFICE)
    assert "<script>" not in page
    assert "<b>Sở" not in page


def test_the_workbook_lists_earlier_proposals_with_their_result():
    book = openpyxl.load_workbook(BytesIO(excel.render(digests.rich())))
    rows = list(book["Kết quả xử lý kỳ trước"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(digests.followups())
    assert "quá hạn 24 ngày" in rows[3][4]
