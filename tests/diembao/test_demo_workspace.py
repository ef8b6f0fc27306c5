from datetime import datetime

import pytest

from config import init
from config.load import load
from core.periods import ZONE
from diembao.demo.press import PORT, Press
from diembao.demo.workspace import prepare, press_port

START = datetime(2026, 10, 1, tzinfo=ZONE)
FILES = ("diembao.yaml", "sources.yaml")


@pytest.fixture
def folder(tmp_path):
    init.create("tay-ninh", tmp_path / "workspace")
    return tmp_path / "workspace"


def test_a_prepared_workspace_is_valid_and_points_to_the_demonstration(folder):
    with Press(START, port=0) as press:
        prepare(folder, press, 2525)
    found = load(folder, {})

    assert (found.main.mail.host, found.main.mail.port, found.main.mail.security) == ("127.0.0.1", 2525, "none")
    assert found.main.mail.username == ""
    assert found.main.network.allow == (f"127.0.0.1:{press.port}",)
    assert (found.main.network.host_gap, found.main.schedule.tick) == (0, 3600)
    assert {outlet.name: outlet.sources[0].pages for outlet in found.sources.outlets} == {
        "Báo Tây Ninh Mẫu": "all",
        "Nhật báo Phương Nam Mẫu": "all",
        "Thời Sự Việt Mẫu": "all",
        "Kinh tế Biên mậu Mẫu": "candidates",
        "Mekong Courier (sample)": "candidates",
    }


def test_the_notes_of_the_office_survive(folder):
    before = [line for line in (folder / "diembao.yaml").read_text("utf-8").splitlines() if line.startswith("#")]
    with Press(START, port=0) as press:
        prepare(folder, press, 2525)
    after = (folder / "diembao.yaml").read_text("utf-8").splitlines()

    assert before
    assert set(before) <= set(after)


def test_preparing_twice_changes_nothing(folder):
    with Press(START, port=0) as press:
        prepare(folder, press, 2525)
        first = [(folder / name).read_bytes() for name in FILES]
        prepare(folder, press, 2525)

    assert [(folder / name).read_bytes() for name in FILES] == first


def test_other_ports_only_change_addresses(folder):
    with Press(START, port=0) as one, Press(START, port=0) as other:
        prepare(folder, one, 2525)
        first = [(folder / name).read_text("utf-8") for name in FILES]
        prepare(folder, other, 2526)
    second = [(folder / name).read_text("utf-8") for name in FILES]

    assert second == [text.replace(str(one.port), str(other.port)).replace("2525", "2526") for text in first]


def test_the_port_of_an_earlier_run_is_found_again(folder):
    with Press(START, port=0) as press:
        prepare(folder, press, 2525)

    assert press_port(folder) == press.port


@pytest.mark.parametrize(
    "content",
    [
        None,
        "",
        "outlets: []",
        "outlets: {",
        "outlets: [{sources: [{url: 7}]}]",
        "outlets: [{sources: [{url: 'http://[x'}]}]",
    ],
)
def test_without_an_earlier_run_the_usual_port_is_taken(tmp_path, content):
    if content is not None:
        (tmp_path / "sources.yaml").write_text(content, encoding="utf-8")

    assert press_port(tmp_path) == PORT


def test_sources_of_real_outlets_say_nothing_about_the_port(folder):
    assert press_port(folder) == PORT
