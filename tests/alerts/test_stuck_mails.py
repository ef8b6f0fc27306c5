"""Which mails are stuck, which of them were told of, and the mail that tells of them."""

import email
import email.policy
from dataclasses import replace
from datetime import timedelta

import pytest

from alerts import stuck
from alerts.health import LISTED, Health
from alerts.health import message as health_mail
from core.desk import DeliveryNote, Envelope
from core.periods import Period
from support import digests
from support import factories as make
from support.documents import Page
from support.fakes import NOON

HOUR = timedelta(hours=1)
DAY = 24 * HOUR
BOX = make.department().recipients[0]
ENVELOPE = Envelope("<7@x>", "diembao@tayninh.example", "baochi@tayninh.example", NOON, "[Cảnh báo P1] Sạt lở")


def note(number=7, state="failed", **fields):
    made = DeliveryNote(number, "alert", "tay-ninh", "1", ENVELOPE, state, 1, "550 no such mailbox", NOON - HOUR)
    return replace(made, **fields)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(note(state="failed"), True, id="refused"),
        pytest.param(note(state="ambiguous"), True, id="unclear"),
        pytest.param(note(state="sent", created_at=NOON - 9 * DAY), False, id="sent"),
        pytest.param(note(state="pending", next_try=NOON + HOUR), False, id="waits since an hour"),
        pytest.param(note(state="pending", created_at=NOON - DAY, next_try=NOON + HOUR), True, id="waits since a day"),
        pytest.param(note(state="pending", created_at=NOON - 9 * DAY, next_try=NOON), False, id="is about to be tried"),
        pytest.param(note(state="pending", created_at=NOON - 9 * DAY), False, id="waits for its first try"),
        pytest.param(note(state="sending"), False, id="is being sent"),
        pytest.param(note(state="sending", created_at=NOON - DAY), True, id="hangs since a day"),
    ],
)
def test_a_mail_is_stuck_when_only_a_person_can_help_or_a_day_was_not_enough(found, expected):
    assert stuck.stuck([found], NOON) == [found] * expected


@pytest.mark.parametrize(
    ("then", "now", "again"),
    [
        pytest.param(note(), note(), False, id="still refused"),
        pytest.param(note(), note(attempts=2), True, id="sent again and refused again"),
        pytest.param(note(state="pending"), note(state="pending", attempts=9), False, id="still waiting"),
        pytest.param(note(state="pending"), note(), True, id="waited, now refused"),
        pytest.param(note(7), note(17), True, id="another mail"),
    ],
)
def test_a_mail_is_told_of_once_for_each_time_it_gets_stuck(then, now, again):
    keys = ["2026-W41", "2026-10-14", stuck.key("2026-10-14", [note(3), then])]
    assert stuck.untold([now], keys) == [now] * again


def test_a_mail_on_stuck_mails_is_not_told_of_itself():
    told = note(kind="health", key=stuck.key("2026-10-14", [note(3)]))
    assert stuck.untold([told, note(kind="health", key="2026-W41")], []) == [note(kind="health", key="2026-W41")]


def mail(*notes, lang="vi"):
    return stuck.message(notes, stuck.key("2026-10-15", notes), NOON, BOX, make.office(), make.mail(), lang)


def bodies(made):
    parsed = email.message_from_bytes(made.mime, policy=email.policy.default)
    return tuple(parsed.get_body((kind,)).get_content() for kind in ("plain", "html"))


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("Số 7: [Cảnh báo P1] Sạt lở", id="number and subject"),
        pytest.param("baochi@tayninh.example", id="recipient"),
        pytest.param("Máy chủ thư từ chối", id="state"),
        pytest.param("Lập lúc 15/10/2026 11:00", id="when it was written"),
        pytest.param("Số lần gửi: 1", id="tries"),
        pytest.param("550 no such mailbox", id="answer of the server"),
        pytest.param("diembao deliveries retry 7", id="what to do"),
        pytest.param("diembao deliveries show SỐ", id="how to see the mail"),
    ],
)
def test_both_bodies_say_what_is_known_of_a_stuck_mail(shown):
    assert all(shown in body for body in bodies(mail(note())))


def test_the_subject_counts_the_mails():
    assert mail(note(), note(8)).subject == "[Hệ thống] Thư chưa gửi được: 2 (15/10/2026 12:00)"
    assert mail(note(), lang="en").subject == "[System] Mails that do not get out: 1 (15/10/2026 12:00)"


def test_a_great_number_is_shown_in_part_and_counted_whole():
    made = mail(*(note(number) for number in range(1, LISTED + 6)))
    plain, html = bodies(made)
    assert len([row for row in Page(html).rows if row and row[0].startswith("Số ")]) == LISTED
    assert "Còn 5 mục khác, xem bằng lệnh “diembao deliveries list”" in plain


def test_hostile_subjects_and_answers_stay_text():
    hostile = [
        note(number, error=title, message=replace(ENVELOPE, subject=title))
        for number, title in enumerate(digests.HOSTILE_TITLES[:LISTED], 1)
    ]
    _plain, html = bodies(mail(*hostile))
    quiet = Page(bodies(mail(note()))[1])
    assert Page(html).tags == quiet.tags


@pytest.mark.parametrize(("number", "said"), [(0, False), (3, True)])
def test_the_weekly_mail_counts_the_stuck_mails(number, said):
    week = Period("2026-W41", "week", NOON.date() - timedelta(days=10), NOON.date() - timedelta(days=4))
    made = health_mail(Health((), NOON, week, stuck=number), "2026-W41", BOX, make.office(), make.mail(), "vi")
    plain, _html = bodies(made)
    assert ("chưa rõ đã đến hay chưa: 3; xem bằng lệnh" in " ".join(plain.split())) is said
    assert ("không có việc phải xử lý" in plain) is not said
