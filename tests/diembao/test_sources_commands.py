"""`diembao sources list`, `check` and `explain` as a person meets them, against a real server on loopback."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from core import i18n
from core.press import Entry
from core.sources import Reason
from diembao.__main__ import run
from diembao.commands.source_explain import reason_in_words
from support import press_workspace
from support.hostile import answer, serving
from support.house import feed

NOW = datetime.now(UTC).replace(microsecond=0)
GOOD = feed(*(Entry(f"https://tot.example/{n}.html", f"Tin {n}", "", NOW - timedelta(hours=n)) for n in range(3)))
XML = {"Content_Type": "text/xml"}
FAULTS = {
    "/tot": answer(GOOD, **XML),
    "/mat": answer(status="404 Not Found"),
    "/cam": answer(status="403 Forbidden"),
    "/trang": answer(b"<!doctype html><html><body>Trang</body></html>", Content_Type="text/html"),
    "/doi": answer(status="301 Moved", Location="/tot"),
    "/rong": answer(feed(), **XML),
    "/hong": answer(GOOD[:150], **XML),
    "/ban": answer(status="503 Busy", Retry_After="7200"),
}
CONDITIONS = {
    "tot": "ok",
    "mat": "gone",
    "cam": "blocked",
    "trang": "not_a_feed",
    "doi": "ok",
    "rong": "empty",
    "hong": "parse_error",
    "ban": "failing",
}


@pytest.fixture
def server():
    with serving(FAULTS) as made:
        yield made


@pytest.fixture
def workspace(tmp_path, server):
    return press_workspace.prepare(tmp_path / "tn", server, {name: f"/{name}" for name in CONDITIONS})


@pytest.fixture
def collected(workspace, capsys):
    assert command(workspace, "collect") == 3
    capsys.readouterr()
    return workspace


def command(workspace, *arguments):
    return run(["--workspace", str(workspace), *arguments])


def json_of(capsys):
    return json.loads(capsys.readouterr().out)


def states(records):
    return {record["id"].removesuffix("-rss"): record["condition"] for record in records}


def test_before_the_first_reading_every_source_is_listed_as_never_read(workspace, capsys):
    assert command(workspace, "sources", "list", "--json") == 0
    assert states(json_of(capsys)) == dict.fromkeys(CONDITIONS, "never")


def test_the_advice_on_many_sources_in_one_condition_is_given_once(workspace, capsys):
    assert command(workspace, "--lang", "en", "sources", "list") == 0
    shown = capsys.readouterr().out
    assert shown.count("Wait for the first reading") == 1
    assert "Never read (8)" in shown


def test_after_a_pass_every_source_shows_its_own_condition(collected, capsys):
    assert command(collected, "sources", "list", "--json") == 0
    assert states(json_of(capsys)) == CONDITIONS


def test_a_record_says_since_when_and_what_to_do(collected, capsys):
    command(collected, "sources", "list", "--json")
    (record,) = [each for each in json_of(capsys) if each["id"] == "cam-rss"]
    assert record["since"] >= NOW.isoformat()[:19]
    assert record["last_success"] is None
    assert record["next_poll"] > record["since"]
    assert "403" in record["error"]
    assert "robots.txt" in record["what_to_do"]


def test_the_table_names_condition_error_and_advice(collected, capsys):
    assert command(collected, "sources", "list") == 0
    shown = capsys.readouterr().out
    assert re.search(r"^mat-rss +địa chỉ không còn", shown, re.MULTILINE)
    assert "Tìm địa chỉ mới bằng lệnh “diembao sources discover”" in shown
    assert re.search(r"^  mat-rss.*\(404\)", shown, re.MULTILINE)


def test_only_troubled_sources_are_listed_when_asked_for(collected, capsys):
    assert command(collected, "sources", "list", "--troubled", "--json") == 0
    assert states(json_of(capsys)).keys() == {"mat", "cam", "trang", "rong", "hong", "ban"}


def test_the_delay_of_an_outlet_is_shown_where_it_is_known(collected, capsys):
    command(collected, "sources", "list", "--json")
    assert all("delay" in record for record in json_of(capsys))


def test_a_check_says_what_came_and_stores_nothing(workspace, capsys):
    assert command(workspace, "sources", "check", "--json") == 1
    records = json_of(capsys)
    assert states(records) == CONDITIONS
    good = records[0]
    assert (good["entries"], good["dated"], good["newest"]) == (3, 3, NOW.isoformat().replace("+00:00", "Z"))
    command(workspace, "sources", "list", "--json")
    assert set(states(json_of(capsys)).values()) == {"never"}


@pytest.mark.parametrize(
    ("wanted", "code"), [(["tot-rss"], 0), (["tot-rss", "doi-rss"], 0), (["tot-rss", "mat-rss"], 1), (["rong-rss"], 1)]
)
def test_the_exit_code_of_a_check_says_whether_something_was_found(workspace, wanted, code):
    assert command(workspace, "sources", "check", *wanted) == code


def test_a_check_asks_only_what_was_named(workspace, server):
    command(workspace, "sources", "check", "tot-rss")
    assert [call.path for call in server.calls] == ["/robots.txt", "/tot"]


def test_a_check_names_the_new_address_of_a_source_that_moved(workspace, server, capsys):
    assert command(workspace, "sources", "check", "doi-rss") == 0
    assert f"doi-rss: chuyển tới {server.url}/tot" in capsys.readouterr().out


def test_a_check_of_an_unknown_source_is_bad_usage(workspace, capsys):
    assert command(workspace, "sources", "check", "khong-co") == 2
    assert "khong-co" in capsys.readouterr().err


def test_explain_shows_the_reckoning_of_the_next_poll(collected, capsys):
    assert command(collected, "--lang", "en", "sources", "explain", "ban-rss") == 0
    shown = capsys.readouterr().out
    assert "the server asked to be left alone for 2 h" in shown
    assert "(503)" in shown
    assert re.search(r"^\d\d/\d\d/\d{4} +1 +1 +0", shown, re.MULTILINE)


def test_explain_names_a_redirect_that_is_not_believed_yet(collected, server, capsys):
    assert command(collected, "--lang", "en", "sources", "explain", "doi-rss") == 0
    assert f"Moves to: {server.url}/tot (seen 1 times" in capsys.readouterr().out


def test_explain_in_json_holds_the_whole_memory(collected, capsys):
    assert command(collected, "sources", "explain", "ban-rss", "--json") == 0
    state = json_of(capsys)
    assert state["source_id"] == "ban-rss"
    assert [attempt["condition"] for attempt in state["memory"]["recent"]] == ["failing"]
    assert "retry_after" in [reason["code"] for reason in state["memory"]["because"]]


def test_a_source_that_was_never_read_is_explained_as_such(workspace, capsys):
    assert command(workspace, "sources", "explain", "tot-rss") == 0
    assert "chưa đọc được lần nào" in capsys.readouterr().out


def test_an_unknown_source_cannot_be_explained(workspace, capsys):
    assert command(workspace, "sources", "explain", "khong-co") == 2
    assert "khong-co" in capsys.readouterr().err


@pytest.fixture
def english():
    i18n.use("en")


REASONS = {
    "fixed": (900, "15 min"),
    "start": (0, "15 minutes"),
    "kept": (0, "stays as it was"),
    "pace": (7200, "2 h; half"),
    "much_new": (0.75, "75%"),
    "little_new": (0.02, "2%"),
    "interval": (300, "5 min"),
    "rush": (0.7, "times 0.7"),
    "night": (2.0, "times 2.0"),
    "rush_begins": (6, "at 6:00"),
    "cache": (600, "10 min"),
    "failures": (3, "in a row: 3"),
    "retry_after": (86400, "1 d"),
    "jitter": (12, "plus 12 s"),
}


@pytest.mark.parametrize("code", REASONS)
@pytest.mark.usefixtures("english")
def test_every_step_of_the_reckoning_has_words(code):
    value, words = REASONS[code]
    assert words in reason_in_words(Reason(code, value))


@pytest.mark.usefixtures("english")
def test_a_pace_that_is_not_known_is_said_so():
    assert "not known yet" in reason_in_words(Reason("pace", 0))


@pytest.mark.parametrize("arguments", [("list",), ("check",), ("explain", "tot-rss")])
def test_a_bad_workspace_is_bad_usage(arguments, tmp_path):
    assert command(tmp_path, "sources", *arguments) == 2


def test_control_characters_of_a_server_reach_no_terminal(workspace, server, capsys):
    server.faults["/doi"] = answer(status="301 Moved", Location="/tot?\x1b[31m")
    command(workspace, "sources", "check", "doi-rss")
    assert "\x1b" not in capsys.readouterr().out
