"""`diembao matters` on a workspace with an alert and a plan."""

import json
import shutil
from contextlib import closing
from datetime import datetime, timedelta

import pytest

from config.init import create
from config.load import load
from core.desk import AlertPlan
from core.periods import ZONE
from core.press import Draft
from core.settings import AlertRule
from diembao.__main__ import run
from diembao.rooms import open_store
from diembao.settings import build
from support import factories
from support.fakes import NOON

AS = ("--as", "Nguyễn Văn Mẫu")
NOW = datetime.now(ZONE)
DEPARTMENT = "Sở Văn hóa, Thể thao và Du lịch"


def back(days, form="%d/%m/%Y"):
    return (NOW - timedelta(days=days)).strftime(form)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("matters")
    create("tay-ninh", folder)
    settings = build(load(folder, {}))
    with closing(open_store(settings)) as store, store.begin() as tx:
        tx.sources.sync([factories.source()])
        draft = Draft("https://baomau.example/1.html", "Ùn tắc cửa khẩu", "Nội dung.", NOON, "page")
        article = tx.articles.add(factories.source(), draft, "Trích.", factories.assessment(), NOON, NOON)
        for rule in (settings.rules[0], AlertRule("cu", "Quy tắc cũ", "P2", ("so-vhttdl",))):
            tx.alerts.add(AlertPlan(rule, "tay-ninh", ("x",)), article, NOON)
        tx.alerts.add(AlertPlan(settings.rules[0], "long-an", ("x",)), article, NOON)
    return folder


@pytest.fixture
def workspace(template, tmp_path):
    return shutil.copytree(template, tmp_path / "tn")


@pytest.fixture
def ask(workspace, capsys):
    def asked(*arguments, code=0):
        assert run(["--workspace", str(workspace), *arguments]) == code
        return capsys.readouterr()

    return asked


@pytest.fixture
def act(ask):
    return lambda *arguments, code=0: ask("matters", *arguments, *AS, code=code)


@pytest.fixture
def shown(ask):
    return lambda number=1: json.loads(ask("matters", "show", str(number), "--json").out)


def test_a_matter_is_entered_listed_and_shown(ask, act, shown):
    assert "việc số 1: Ùn tắc" in act("open", "Ùn tắc", "--lead", "Sở Công Thương", "--due", back(-20)).out
    matter = shown()["matter"]
    facts = (matter["profile"], matter["kind"], matter["lead"], matter["opened_by"], matter["due"])
    assert facts == ("tay-ninh", "hot", "Sở Công Thương", "Nguyễn Văn Mẫu", back(-20, "%Y-%m-%d"))
    assert "Ùn tắc" in ask("matters", "list").out
    assert "vấn đề nóng; tay-ninh; đang mở; chủ trì: Sở Công Thương; hạn" in ask("matters", "show", "1").out


def test_from_an_alert_it_takes_title_and_lead(act, shown):
    act("open", "--alert", "1")
    found = shown()
    assert (found["matter"]["title"], found["matter"]["lead"]) == ("Ùn tắc cửa khẩu", DEPARTMENT)
    assert found["alerts"] == [1]


def test_from_an_alert_of_a_rule_that_left_nobody_leads(act, shown):
    act("open", "Việc khác", "--alert", "2")
    assert (shown()["matter"]["title"], shown()["matter"]["lead"]) == ("Việc khác", "")


def test_a_clock_runs_from_what_people_record(act, shown):
    act("open", "Ùn tắc")
    assert "chưa bắt đầu: chưa ghi received_at" in act("follow", "1", "ND237-18.3").out
    assert "15 ngày làm việc); hạn" in act("date", "1", "received_at", back(1)).out
    (clock,) = shown()["clocks"]
    assert (clock["clock"], clock["standing"]) == ("ND237-18.3", "running")
    assert "ngày làm việc" in clock["left"]


def test_a_date_of_the_old_law_runs_by_the_old_law(act, shown):
    act("open", "Ùn tắc")
    act("follow", "1", "ND237-18.3")
    act("date", "1", "received_at", "2025-06-30", "08:15")
    (clock,) = shown()["clocks"]
    assert (clock["rule"], clock["standing"], clock["due"]) == ("LBC16-39.2", "overdue", "2025-07-30T16:59:59.999999Z")


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        (("2025-10-14",), "2025-10-13T17:00:00Z"),
        (("14/10/2025",), "2025-10-13T17:00:00Z"),
        (("14/10/2025", "09:30"), "2025-10-14T02:30:00Z"),
        (("2025-10-14 09:30",), "2025-10-14T02:30:00Z"),
        (("2025-10-14T09:30",), "2025-10-14T02:30:00Z"),
    ],
)
def test_times_are_written_as_people_write_them(act, shown, when, moment):
    act("open", "Ùn tắc")
    act("date", "1", "event_at", *when)
    assert shown()["dates"] == {"event_at": moment}


def test_what_was_recorded_by_mistake_is_taken_back(act, shown):
    act("open", "Ùn tắc")
    act("date", "1", "event_at", "14/10/2025")
    act("date", "1", "event_at", "--take-back")
    assert shown()["dates"] == {}


def test_a_clock_of_days_is_met_by_a_day(act, shown):
    act("open", "Ùn tắc")
    act("follow", "1", "ND237-18.3")
    act("date", "1", "received_at", "01/09/2025")
    assert "đúng hạn" in act("met", "1", "ND237-18.3", "30/09/2025").out
    assert shown()["clocks"][0]["finished_at"] == "2025-09-30T16:59:59Z"


def test_a_clock_of_hours_is_met_by_a_time(act):
    act("open", "Ùn tắc")
    act("follow", "1", "ND244-7.4")
    assert "hãy ghi cả giờ" in act("met", "1", "ND244-7.4", back(1), code=2).err
    assert "Đã ghi" in act("met", "1", "ND244-7.4", back(1), "09:00").out


def test_responses_outputs_links_and_notes_stand_in_the_acts(ask, act, shown):
    act("open", "Ùn tắc")
    act("link", "1", "--alert", "1")
    act("respond", "1", "answer", "--at", back(1), "--url", "https://a.example/1", "--text", "Công văn 15")
    act("output", "1", "nhan-dan", "https://a.example/2")
    act("output", "1", "Đài xã", "https://a.example/3")
    act("note", "1", "Đã gọi\x1b[31m điện")
    found = shown()
    assert [output["outlet"] for output in found["outputs"]] == ["Báo Nhân Dân", "Đài xã"]
    assert (found["responses"][0]["response"], found["responses"][0]["text"]) == ("answer", "Công văn 15")
    text = ask("matters", "show", "1").out
    assert "Nguyễn Văn Mẫu: trả lời — trả lời báo chí" in text
    assert "\x1b" not in text


def test_a_closed_matter_leaves_the_list_and_takes_nothing_but_a_note(ask, act):
    act("open", "Ùn tắc")
    act("close", "1", "--reason", "xong")
    assert "Không có việc nào" in ask("matters", "list").out
    assert "đã kết thúc" in ask("matters", "list", "--all").out
    assert "mở lại trước" in act("link", "1", "--alert", "1", code=2).err
    act("note", "1", "thêm")
    act("reopen", "1", "--reason", "còn")
    assert "Ùn tắc" in ask("matters", "list").out


def test_what_is_due_first_stands_on_top(ask, act):
    for title, due in (("Việc A", back(-9)), ("Việc B", back(3)), ("Việc C", None)):
        act("open", title, *(("--due", due) if due else ()))
    text = ask("matters", "list").out
    assert text.index("Việc B") < text.index("Việc A") < text.index("Việc C")
    overdue = ask("matters", "list", "--overdue").out
    assert [name for name in ("Việc A", "Việc B", "Việc C") if name in overdue] == ["Việc B"]


def test_the_list_is_narrowed_by_kind_and_profile(ask, act):
    act("open", "Việc nóng")
    act("open", "Họp báo", "--kind", "conference")
    found = json.loads(ask("matters", "list", "--kind", "conference", "--json").out)["matters"]
    assert [one["matter"]["title"] for one in found] == ["Họp báo"]
    assert json.loads(ask("matters", "list", "--profile", "long-an", "--json").out)["matters"] == []


def gap(ask):
    (found,) = json.loads(ask("matters", "list", "--json").out)["press_conference"]
    return found["standing"], found["left"]


def test_the_gap_between_press_conferences_starts_with_one_that_took_place(ask, act, shown):
    assert "Họp báo ít nhất ba tháng một lần (tay-ninh): chưa bắt đầu" in ask("matters", "list").out
    act("open", "Họp báo", "--kind", "conference", "--at", back(-3))
    assert gap(ask)[0] == "not_started"
    assert list(shown()["dates"]) == ["event_planned_at"]
    assert "chưa ghi là đã diễn ra" in ask("matters", "list").out
    act("date", "1", "event_at", back(1), "09:00")
    assert gap(ask)[0] == "running"


def test_a_conference_of_today_without_a_time_is_planned(act, shown):
    act("open", "Họp báo", "--kind", "conference", "--at", back(0))
    assert list(shown()["dates"]) == ["event_planned_at"]


def test_a_conference_that_took_place_is_entered_with_its_day(ask, act):
    act("open", "Họp báo", "--kind", "conference", "--at", back(2))
    assert "đã diễn ra" in ask("matters", "list").out


def test_the_tasks_of_the_plan_stand_in_the_register_and_follow_it(ask, workspace, shown):
    path = workspace / "directory.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("tasks:\n#", "tasks:\n"), "utf-8")
    assert "Tập huấn người phát ngôn" in ask("matters", "list", "--kind", "task").out
    path.write_text(text.replace("tasks:\n#", "tasks:\n").replace("2026-12-10", "2030-12-10"), "utf-8")
    ask("matters", "list")
    found = shown()
    assert (found["matter"]["due"], found["matter"]["key"]) == ("2030-12-10", "tap-huan-phat-ngon")
    assert len(found["acts"]) == 1


def test_the_clocks_of_a_day_are_those_in_force(ask):
    ids = [rule["id"] for rule in json.loads(ask("matters", "clocks", "--on", "30/06/2026", "--json").out)]
    assert ("LBC16-39.2" in ids, "ND237-18.3" in ids) == (True, False)
    text = ask("matters", "clocks", "--on", "2026-07-01").out
    assert "15 ngày làm việc" in text
    assert "Nghị định 237/2026/NĐ-CP" in text


def test_an_alert_names_its_matters_with_their_clocks(ask, act):
    act("open", "--alert", "1")
    act("follow", "1", "ND237-18.3")
    text = ask("review", "show", "1").out
    assert "Việc số 1: Ùn tắc cửa khẩu (đang mở)" in text
    assert "ND237-18.3 Báo bằng văn bản biện pháp giải quyết (15 ngày làm việc); chưa bắt đầu" in text
    (found,) = json.loads(ask("review", "show", "1", "--json").out)["matters"]
    assert (found["matter"]["id"], found["clocks"][0]["standing"]) == (1, "not_started")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("open",), "cần có tên", id="no title"),
        pytest.param(("open", "x", "--at", "14/10/2025"), "--kind conference", id="a time without a conference"),
        pytest.param(("open", "x", "--alert", "9"), "Không có cảnh báo", id="no such alert"),
        pytest.param(("open", "x", "--profile", "ca-mau"), "`ca-mau`", id="another unit"),
        pytest.param(("show", "9"), "Không có việc số 9", id="no such matter"),
        pytest.param(("note", "9", "x"), "Không có việc số 9", id="a note on no matter"),
        pytest.param(("link", "1", "--alert", "3"), "địa bàn khác", id="an alert of another unit"),
        pytest.param(("date", "1", "event_at", "hôm", "qua"), "không phải là thời điểm", id="no time"),
        pytest.param(("date", "1", "event_at"), "--take-back", id="no time at all"),
        pytest.param(("date", "1", "event_at", "14/10/2025", "--take-back"), "một trong hai", id="both"),
        pytest.param(("follow", "1", "ND1-1"), "diembao matters clocks", id="no such clock"),
        pytest.param(("met", "1", "ND1-1", "14/10/2025"), "diembao matters clocks", id="no such clock met"),
        pytest.param(("met", "1", "ND244-7.4", "14/10/2025"), "chưa được theo dõi", id="met and not followed"),
        pytest.param(("close", "1", "--reason", " "), "bằng lời", id="no reason"),
        pytest.param(("output", "1", "Báo", "không"), "địa chỉ web", id="no address"),
    ],
)
def test_what_cannot_be_recorded_says_why(ask, act, arguments, message):
    act("open", "Ùn tắc")
    asked = ask if arguments[0] == "show" else act
    prefix = ("matters",) if arguments[0] == "show" else ()
    assert message in asked(*prefix, *arguments, code=2).err


def test_nothing_is_left_of_a_matter_that_could_not_be_opened(ask, act):
    act("open", "x", "--alert", "1", "--alert", "9", code=2)
    assert json.loads(ask("matters", "list", "--json").out)["matters"] == []


@pytest.mark.parametrize(
    "name",
    ["list", "show", "open", "link", "date", "follow", "met", "respond", "output", "note", "close", "reopen", "clocks"],
)
def test_every_command_shows_examples(ask, name):
    assert f"diembao matters {name}" in ask("matters", name, "--help").out.partition("Ví dụ")[2]
