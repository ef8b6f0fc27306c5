"""Advertising planted on a hijacked site: held back, shown, in no alert and no report, released by a person only."""

import json

import pytest

from core.press import Entry
from diembao.__main__ import run
from support import press_workspace
from support.hostile import answer, serving
from support.house import feed, page
from support.replay import rows

PROVINCE = "Tây Ninh"
CASINO = (
    f"Nhà cái uy tín tại {PROVINCE}: casino trực tuyến nổ hũ đổi thưởng số 1",
    "Đăng ký ngay, nạp đầu tặng 188k, hoàn trả 1,5 %, tải app nhà cái, link vào mới nhất không bị chặn. " * 8,
)
RAID = (
    f"Công an {PROVINCE} triệt phá đường dây cá cược qua nhà cái trên mạng",
    f"Công an tỉnh {PROVINCE} khởi tố tám bị can trong đường dây tổ chức đánh bạc; các đối tượng lập nhà cái. " * 8,
)


@pytest.fixture
def server():
    faults = {f"/{name}.html": answer(page(*text)) for name, text in (("quang-cao", CASINO), ("chuyen-an", RAID))}
    with serving(faults) as made:
        entries = [
            Entry(f"{made.url}/{name}.html", text[0]) for name, text in (("quang-cao", CASINO), ("chuyen-an", RAID))
        ]
        made.faults["/rss"] = answer(feed(*entries), Content_Type="text/xml")
        yield made


@pytest.fixture
def workspace(tmp_path, server, capsys):
    made = press_workspace.prepare(tmp_path / "tn", server, {"bao": "/rss"})
    command(made, "collect")
    capsys.readouterr()
    return made


def command(workspace, *arguments):
    return run(["--workspace", str(workspace), *arguments])


def held(workspace, capsys):
    assert command(workspace, "sources", "quarantine", "--json") == 0
    return json.loads(capsys.readouterr().out)


def titles(workspace):
    return [title for (title,) in rows(workspace, "select title from articles order by id")]


def test_the_advertisement_is_held_back_and_the_report_on_gambling_is_kept(workspace, capsys):
    assert [each["title"] for each in held(workspace, capsys)] == [CASINO[0]]
    assert titles(workspace) == [RAID[0]]


def test_what_is_held_back_is_shown_with_the_words_found(workspace, capsys):
    assert command(workspace, "sources", "quarantine") == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert "quang-cao" in shown
    assert "casino" in shown


def test_the_next_pass_does_not_let_it_in(workspace, capsys):
    command(workspace, "collect")
    capsys.readouterr()
    assert len(held(workspace, capsys)) == 1


def test_a_person_lets_it_in_and_the_log_says_who_and_why(workspace, server, capsys):
    address = f"{server.url}/quang-cao.html"
    assert command(workspace, "sources", "release", address, "--reason", "bài thật", "--as", "Trần Văn Mẫu") == 0
    capsys.readouterr()
    assert held(workspace, capsys) == []
    assert sorted(titles(workspace)) == sorted([CASINO[0], RAID[0]])
    ((actor, detail),) = rows(workspace, "select actor, detail from audit where act = 'release'")
    assert (actor, json.loads(detail)["reason"]) == ("Trần Văn Mẫu", "bài thật")


def test_an_address_that_is_not_held_back_cannot_be_released(workspace, server, capsys):
    address = f"{server.url}/chuyen-an.html"
    assert command(workspace, "sources", "release", address, "--reason", "bài thật", "--as", "Trần Văn Mẫu") == 2
    assert "quarantine" in capsys.readouterr().err
