import email
import email.policy
import logging
from dataclasses import replace
from datetime import date, timedelta

import pytest

from alerts.delays import delays
from alerts.health import LISTED, Health, message
from core.desk import Timing
from core.periods import Period
from core.sources import Alarm, Day, Memory
from support import digests, polls
from support import factories as make
from support.documents import Page
from support.fakes import NOON

DAY = timedelta(days=1)
WEEK = Period("2026-W41", "week", date(2026, 10, 5), date(2026, 10, 11))
RECIPIENT = make.department().recipients[0]
WORKING = {"condition": "unchanged", "last_success": NOON, "next_poll": NOON + DAY / 96}


def state(number=1, **fields):
    """A source of an outlet of its own, working unless told otherwise."""
    outlet = make.outlet(id=f"bao-{number}", name=f"Báo {number}")
    source = make.source(id=f"nguon-{number}", outlet=outlet, url=f"https://bao{number}.example/rss")
    return polls.state(source, **{**WORKING, **fields})


def failing(number=2, condition="blocked", **fields):
    since = Memory(since=NOON - 2 * DAY)
    known = {"failures": 9, "last_success": NOON - 3 * DAY, "memory": since, "error": "403 Forbidden"}
    return state(number, **{"condition": condition, **known, **fields})


def alarmed(*alarms, condition="blocked", **fields):
    memory = Memory(since=NOON - 2 * DAY, alarms=alarms)
    return state(3, **{"condition": condition, "memory": memory, **fields})


def mail(*states, week=WEEK, lang="vi", templates=None, **fields):
    return message(Health(states, NOON, week, **fields), "key", RECIPIENT, make.office(), make.mail(), lang, templates)


def bodies(made):
    parsed = email.message_from_bytes(made.mime, policy=email.policy.SMTP)
    return tuple(parsed.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))


def text(made):
    return " ".join(bodies(made)[0].split())


def test_the_subject_says_whether_anything_is_to_be_done():
    assert mail(state()).subject == "[Hệ thống] Nguồn tin tuần 05/10/2026–11/10/2026: tất cả hoạt động"
    troubled = mail(state(), failing(), state(3, condition="slow"))
    assert troubled.subject.endswith(": 1 nguồn không đọc được, 1 nguồn cần xem lại")
    assert mail(failing(), lang="en").subject.startswith("[System] Sources in the week")


def test_a_source_never_read_counts_as_not_readable():
    assert "1 nguồn không đọc được" in mail(state(), polls.state()).subject


def test_when_all_is_well_the_mail_says_that_nothing_is_to_be_done():
    for body in bodies(mail(state(), state(2))):
        assert "Tất cả nguồn tin đều hoạt động; không có việc phải xử lý." in body
        assert "Việc cần làm" not in body


def test_totals_are_said_first():
    said = text(mail(state(), state(2, condition="moved"), failing(3), polls.state()))
    assert "Theo dõi 4 nguồn tin của 4 cơ quan báo chí. Đến 15/10/2026 12:00 có 2 nguồn hoạt động" in said
    assert "(trong đó 1 nguồn cần xem lại), 1 nguồn lỗi, 1 nguồn chưa đọc được lần nào." in said


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("Báo 2", id="outlet"),
        pytest.param("nguon-2", id="source"),
        pytest.param("Tòa soạn từ chối máy của ta, từ 13/10/2026 12:00", id="condition and since when"),
        pytest.param("Lần đọc gần nhất: 12/10/2026 12:00", id="last good reading"),
        pytest.param("Lần thử tới: 15/10/2026 12:15", id="next try"),
        pytest.param("Lỗi: 403 Forbidden", id="error"),
        pytest.param("Đề nghị tòa soạn mở truy cập cho máy này", id="what to do"),
    ],
)
def test_both_bodies_tell_of_a_failed_source(shown):
    made = mail(state(), failing())
    assert all(shown in body for body in bodies(made))


def test_dead_watched_and_never_read_sources_stand_apart():
    plain, _html = bodies(mail(polls.state(), state(4, condition="overlap_lost"), failing(), state()))
    headings = ("Nguồn lỗi", "Báo 2", "Nguồn đọc được nhưng cần xem lại", "Báo 4", "Nguồn chưa đọc được lần nào")
    places = [plain.index(heading) for heading in headings]
    assert places == sorted(places)


def test_a_source_that_works_again_is_named_when_it_was_dark_for_a_day_of_the_week():
    days = {"2026-10-06": Day(9, 9), "2026-10-07": Day(9, 9), "2026-10-12": Day(9, 9)}
    said = text(mail(state(memory=Memory(since=NOON - 6 * DAY, days=days))))
    assert "Hoạt động, chưa có tin mới, từ 09/10/2026 12:00" in said
    assert "Có 2 ngày trong tuần không đọc được lần nào" in said


def test_the_work_of_the_week_is_counted_over_all_sources():
    days = {"2026-10-05": Day(96, 2, 30), "2026-10-11": Day(96, 1, 20), "2026-10-12": Day(50, 50, 99)}
    said = text(mail(state(memory=Memory(days=days)), state(2, memory=Memory(days={"2026-10-08": Day(1000, 0, 1)}))))
    assert "Trong tuần đã đọc các nguồn 1.192 lượt, trong đó 3 lượt không thành; các nguồn liệt kê 51 bài mới." in said


def test_delays_of_the_week_are_shown():
    way = Timing("a", "Báo A", NOON - timedelta(minutes=12), NOON, NOON, NOON, NOON - DAY)
    said = text(mail(state(), delays=delays([way])))
    assert "Báo A: số bài đo 1; một nửa trong 12 phút; 95% trong 12 phút" in said
    assert "Đo trên 1 trong số 1 bài" in said


@pytest.mark.parametrize(
    ("states", "searching", "said"),
    [
        pytest.param([state(condition="overlap_lost")], 7, "còn 7 địa chỉ phải tìm", id="under way"),
        pytest.param([state(condition="overlap_lost")], 0, "Đã tìm xong bài sót", id="finished"),
        pytest.param([alarmed(Alarm("overlap_lost", NOON, NOON))], 0, "Đã tìm xong", id="finished before the mail"),
    ],
)
def test_the_search_for_missed_articles_is_reported(states, searching, said):
    assert said in text(mail(*states, searching=searching))


def test_without_a_loss_no_search_is_mentioned():
    assert "sitemap" not in text(mail(state(), failing()))


def test_the_weekly_mail_names_alarms_that_came_and_went():
    said = text(mail(alarmed(Alarm("overlap_lost", NOON - DAY, NOON - DAY / 2), condition="unchanged")))
    assert "Cảnh báo đã hết" in said
    assert "Có thể đã sót bài, từ 14/10/2026 12:00" in said
    assert "Đã hết từ 15/10/2026 00:00" in said


def test_the_alarm_mail_tells_only_the_alarms_nobody_was_told_of():
    source = alarmed(Alarm("blocked", NOON - DAY), Alarm("gone", NOON - 9 * DAY, told=NOON - 8 * DAY))
    made = mail(source, failing(), week=None)
    assert made.subject == "[Hệ thống] Cảnh báo nguồn tin: 1 (15/10/2026 12:00)"
    plain, html = bodies(made)
    assert "Tòa soạn từ chối máy của ta, từ 14/10/2026 12:00" in plain
    assert "Báo 2" not in plain + html
    assert "Địa chỉ không còn" not in plain + html


def test_neither_error_nor_advice_stands_beside_an_alarm_that_is_over():
    source = alarmed(Alarm("below_usual_volume", NOON - DAY, NOON), condition="failing", error="hết giờ")
    said = text(mail(source, week=None))
    assert "Ít bài hơn thường lệ" in said
    assert "hết giờ" not in said
    assert "Việc cần làm" not in said


def test_a_great_outage_is_shown_in_part_and_counted_whole():
    made = mail(*(failing(number) for number in range(1, 61)))
    rows = [row for row in Page(bodies(made)[1]).rows if row and "Tòa soạn từ chối" in "".join(row)]
    assert "60 nguồn không đọc được" in made.subject
    assert len([row for row in rows if row[0].startswith("Báo")]) == LISTED
    assert "Còn 10 mục khác" in text(made)


def test_the_same_health_gives_the_same_bytes_whatever_the_order():
    states = [state(), failing(), failing(5), polls.state()]
    assert mail(*states).mime == mail(*reversed(states)).mime


def test_hostile_names_and_errors_stay_text():
    hostile = replace(failing(), outlet_name='<script>alert(1)</script>"', error="{{ 7 * 7 }}\r\nBcc: a@evil.example")
    plain, html = bodies(mail(hostile))
    assert "script" not in Page(html).tags
    assert "{{ 7 * 7 }} Bcc: a@evil.example" in plain


def test_a_template_of_the_office_wins_and_a_faulty_one_is_replaced(tmp_path, caplog):
    (tmp_path / "health.txt.jinja").write_text("Của đơn vị: {{ title }}\n", encoding="utf-8")
    (tmp_path / "health.html.jinja").write_text("{{ no_such_name }}", encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        plain, html = bodies(mail(failing(), templates=tmp_path))
    assert plain.startswith("Của đơn vị: Tình trạng nguồn tin")
    assert "Báo 2" in html
    assert "health.html.jinja" in caplog.text


def test_nothing_in_the_html_is_fetched_or_run():
    states = [failing(number, error=title) for number, title in enumerate(digests.HOSTILE_TITLES[:40], 1)]
    page = Page(bodies(mail(*states))[1])
    names = {name for _tag, attributes in page.elements for name in attributes}
    assert not [name for name in names if name.startswith("on") or name in {"src", "background", "href"}]
    assert not page.tags & {"script", "img", "style", "link", "iframe"}


def test_the_mail_of_the_week_says_how_fast_alerts_left_the_house():
    waits = [float(number) for number in range(1, 101)]
    assert "Số thư cảnh báo máy chủ thư đã nhận trong tuần: 100; một nửa trong vòng 50 giây" in text(
        mail(state(), waits=waits)
    )
    assert "cảnh báo máy chủ thư" not in text(mail(state()))
