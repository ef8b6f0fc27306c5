"""`diembao sources import-opml` and `export-opml` on a real workspace."""

import json

import pytest

from collector import opml
from collector.opml import Outline
from diembao.__main__ import run
from support.fakes import NOON

NEW = Outline("Báo Mới", "https://www.baomoi.example/rss/thoi-su.rss", "https://baomoi.example/", "Khác")
SECOND = Outline("Báo Mới: xã hội", "https://baomoi.example/rss/xa-hoi.rss")
KNOWN = Outline("VOV", "http://vov.vn/rss.xml")
SECTION = Outline("VOV: Kinh tế", "https://vov.vn/rss/kinh-te.rss")


@pytest.fixture
def workspace(tmp_path, capsys):
    folder = tmp_path / "tn"
    assert run(["init", "tay-ninh", str(folder)]) == 0
    capsys.readouterr()
    return folder


def sources(workspace, *arguments):
    return run(["--workspace", str(workspace), "--lang", "en", "sources", *map(str, arguments)])


def imported(workspace, capsys, outlines, *options):
    """Import a file of these outlines; return exit code and what was said, as JSON."""
    file = workspace.parent / "feeds.opml"
    file.write_bytes(opml.write(outlines, "x", NOON))
    code = sources(workspace, "import-opml", file, "--json", *options)
    return code, json.loads(capsys.readouterr().out)


def listed(workspace, capsys):
    assert sources(workspace, "list", "--json") == 0
    return {source["id"]: source for source in json.loads(capsys.readouterr().out)}


def test_without_write_nothing_is_changed(workspace, capsys):
    before = (workspace / "sources.yaml").read_bytes()
    code, said = imported(workspace, capsys, [NEW])
    assert (code, said["written"]) == (0, False)
    assert [line["id"] for line in said["new"]] == ["baomoi-thoi-su"]
    assert (workspace / "sources.yaml").read_bytes() == before


def test_with_write_the_outlet_is_followed(workspace, capsys):
    code, said = imported(workspace, capsys, [NEW, SECOND], "--write")
    assert (code, said["written"]) == (0, True)
    found = listed(workspace, capsys)
    assert found["baomoi-thoi-su"]["url"] == NEW.url
    assert found["baomoi-thoi-su"]["outlet"] == found["baomoi-xa-hoi"]["outlet"] == "baomoi.example"
    assert "C – nhập từ tệp OPML" in (workspace / "sources.yaml").read_text("utf-8")


def test_what_stood_there_stays(workspace, capsys):
    before = (workspace / "sources.yaml").read_bytes()
    imported(workspace, capsys, [NEW], "--write")
    assert (workspace / "sources.yaml").read_bytes().startswith(before)


def test_the_feed_of_a_known_outlet_goes_to_it(workspace, capsys):
    _code, said = imported(workspace, capsys, [SECTION], "--write")
    assert said["new"][0]["outlet"] == "vov"
    assert listed(workspace, capsys)["vov-kinh-te"]["outlet"] == "Báo điện tử VOV"


def test_an_address_is_known_whatever_its_scheme(workspace, capsys):
    code, said = imported(workspace, capsys, [KNOWN], "--write")
    assert (code, said["written"]) == (0, False)
    assert [line["url"] for line in said["known"]] == [KNOWN.url]


def test_an_address_twice_in_the_file_is_taken_once(workspace, capsys):
    _code, said = imported(workspace, capsys, [NEW, NEW], "--write")
    assert (len(said["new"]), len(said["known"])) == (1, 1)


def test_importing_again_adds_nothing(workspace, capsys):
    imported(workspace, capsys, [NEW, SECTION], "--write")
    before = (workspace / "sources.yaml").read_bytes()
    _code, said = imported(workspace, capsys, [NEW, SECTION], "--write")
    assert said["new"] == []
    assert (workspace / "sources.yaml").read_bytes() == before


REFUSED = {
    "no address": Outline("Không địa chỉ", ""),
    "another scheme": Outline("Tệp", "file:///etc/passwd"),
    "a password": Outline("Mật khẩu", "https://ai:do@baomoi.example/rss"),
    "no host": Outline("Trống", "https://"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_followed_is_left_out_with_the_reason(name, workspace, capsys):
    code, said = imported(workspace, capsys, [REFUSED[name], NEW], "--write")
    assert (code, len(said["new"]), said["written"]) == (3, 1, True)
    assert said["refused"][0]["reason"]


def test_a_result_that_would_not_pass_the_check_is_not_written(workspace, capsys):
    before = (workspace / "sources.yaml").read_bytes()
    file = workspace.parent / "feeds.opml"
    file.write_bytes(opml.write([Outline("Máy trong nhà", "http://10.0.0.7/rss")], "x", NOON))
    assert sources(workspace, "import-opml", file, "--write") == 2
    assert "10.0.0.7" in capsys.readouterr().err
    assert (workspace / "sources.yaml").read_bytes() == before


def test_hostile_titles_cannot_break_the_file(workspace, capsys):
    evil = Outline('x"\n  - id: ac\x1b[31m # {a: b}', "https://baomoi.example/a.rss#\u202e")
    imported(workspace, capsys, [evil], "--write")
    assert "baomoi-a" in listed(workspace, capsys)


def test_the_table_says_what_to_do_next(workspace, capsys):
    file = workspace.parent / "feeds.opml"
    file.write_bytes(opml.write([NEW, KNOWN], "x", NOON))
    assert sources(workspace, "import-opml", file) == 0
    shown = capsys.readouterr().out
    assert "New: 1, followed already: 1, left out: 0." in shown
    assert "--write" in shown


@pytest.mark.parametrize("body", [b"", b"<html></html>", b"\x00" * 100])
def test_a_file_that_is_no_opml_is_bad_usage(body, workspace, capsys):
    file = workspace.parent / "feeds.opml"
    file.write_bytes(body)
    assert sources(workspace, "import-opml", file) == 2
    assert "feeds.opml" in capsys.readouterr().err


def test_every_source_is_exported_under_its_outlet(workspace, capsys):
    assert sources(workspace, "export-opml") == 0
    outlines = opml.read(capsys.readouterr().out.encode())
    assert {outline.url for outline in outlines} == {source["url"] for source in listed(workspace, capsys).values()}
    assert {outline.category for outline in outlines if "vov.vn" in outline.url} == {"Báo điện tử VOV"}


def test_what_no_feed_reader_can_read_is_not_exported(workspace, capsys):
    path = workspace / "sources.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("{id: vov-rss,", "{id: vov-rss, kind: listing, links: h3 a,"), "utf-8")
    assert sources(workspace, "export-opml") == 0
    assert "vov.vn" not in capsys.readouterr().out


def test_an_export_is_known_where_it_came_from(workspace, capsys):
    file = workspace.parent / "ra.opml"
    assert sources(workspace, "export-opml", file) == 0
    assert sources(workspace, "import-opml", file, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["new"], said["refused"]) == ([], [])


def test_an_export_never_overwrites(workspace):
    before = (workspace / "sources.yaml").read_bytes()
    assert sources(workspace, "export-opml", workspace / "sources.yaml") == 2
    assert (workspace / "sources.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["import-opml", "export-opml"])
def test_help_shows_examples(name, workspace, capsys):
    assert sources(workspace, name, "--help") == 0
    assert f"diembao sources {name}" in capsys.readouterr().out
