"""The command line as a person meets it."""

import json
import re
import subprocess
import sys
from datetime import datetime

import pytest

from core.periods import ZONE
from diembao.__main__ import chosen_language, run

COMMANDS = ("init", "run", "collect", "classify", "digest", "review", "deliveries", "sources", "config", "demo")


@pytest.fixture
def workspace(tmp_path, capsys):
    folder = tmp_path / "tn"
    assert run(["init", "tay-ninh", str(folder)]) == 0
    capsys.readouterr()
    return folder


def command(workspace, *arguments):
    return run(["--workspace", str(workspace), *arguments])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_vietnamese(name, capsys):
    assert run([name, "--help"]) == 0
    shown = capsys.readouterr().out
    assert "Cách dùng:" in shown
    assert "Tùy chọn" in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_in_english(name, capsys):
    assert run(["--lang", "en", name, "--help"]) == 0
    assert "Usage:" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "environ", "expected"),
    [
        ([], {}, "vi"),
        (["--lang", "en"], {}, "en"),
        (["review", "--lang=en"], {}, "en"),
        ([], {"DIEMBAO_LANG": "en"}, "en"),
        (["--lang", "vi"], {"DIEMBAO_LANG": "en"}, "vi"),
    ],
)
def test_the_language_is_known_before_parsing(arguments, environ, expected):
    assert chosen_language(arguments, environ) == expected


def test_an_unknown_command_is_bad_usage(capsys):
    assert run(["phá"]) == 2
    assert "phá" in capsys.readouterr().err


def test_a_new_workspace_passes_the_check(workspace, capsys):
    assert command(workspace, "config", "check") == 0
    assert "Hợp lệ" in capsys.readouterr().out


FAULTS = {
    "a misspelt key": ("alerts.yaml", "severity:", "severty:", r"severty"),
    "a bad URL": ("sources.yaml", 'url: "https://', 'url: "htps://', r"htps:"),
    "an unknown department": ("alerts.yaml", "departments: [so-vhttdl", "departments: [so-khong-co", r"so-khong-co"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_and_line(name, workspace, capsys):
    file, right, wrong, words = FAULTS[name]
    path = workspace / file
    lines = path.read_text().splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if right in line and not line.lstrip().startswith("#"))
    lines[number] = lines[number].replace(right, wrong)
    path.write_text("".join(lines))
    assert command(workspace, "config", "check") == 1
    shown = capsys.readouterr().err
    assert re.search(rf"{file}:{number + 1}: .*{words}", shown), shown


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",), ("collect",), ("digest", "2026-10"), ("review", "list"), ("sources", "list"), ("deliveries", "list"),
        ("classify",),
    ],
)  # fmt: skip
def test_nothing_starts_on_a_bad_workspace(arguments, workspace, capsys):
    (workspace / "alerts.yaml").write_text("rules: 3\n")
    assert command(workspace, *arguments) == 2
    assert "alerts.yaml:1:" in capsys.readouterr().err
    assert not (workspace / "diembao.db").exists()


def test_a_folder_that_is_no_workspace_says_what_to_do(tmp_path, capsys):
    assert command(tmp_path, "review", "list") == 2
    assert "diembao init" in capsys.readouterr().err


def test_init_never_overwrites(workspace, capsys):
    assert run(["init", "tay-ninh", str(workspace)]) == 2
    assert str(workspace) in capsys.readouterr().err


def test_an_empty_desk_says_so(workspace, capsys):
    assert command(workspace, "review", "list") == 0
    assert "Không có cảnh báo nào đang mở" in capsys.readouterr().out


def test_an_empty_desk_is_an_empty_list_in_json(workspace, capsys):
    assert command(workspace, "review", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_an_unknown_alert_is_bad_usage(workspace):
    assert command(workspace, "review", "show", "7") == 2


def test_sources_list_names_every_source(workspace, capsys):
    assert command(workspace, "sources", "list", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)) >= 25


def test_an_unknown_source_is_bad_usage(workspace, capsys):
    assert command(workspace, "collect", "--source", "khong-co") == 2
    assert "khong-co" in capsys.readouterr().err


def test_a_bad_period_is_bad_usage(workspace):
    assert command(workspace, "digest", "thang-10") == 2


def test_a_draft_digest_writes_five_files_and_sends_nothing(workspace, capsys):
    month = datetime.now(ZONE).strftime("%Y-%m")
    assert command(workspace, "digest", month) == 0
    names = sorted(path.name for path in (workspace / "out").iterdir())
    assert names == [f"digest-tay-ninh-{month}.{suffix}" for suffix in ("docx", "html", "json", "txt", "xlsx")]
    capsys.readouterr()
    assert command(workspace, "deliveries", "list", "--json") == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_month_that_is_not_over_is_not_sent(workspace):
    assert command(workspace, "digest", datetime.now(ZONE).strftime("%Y-%m"), "--send") == 2


def test_a_month_that_has_not_begun_has_no_digest(workspace):
    assert command(workspace, "digest", "2099-10") == 2


def test_a_month_before_the_first_collection_is_only_a_draft(workspace, capsys):
    assert command(workspace, "digest", "2026-09") == 0
    assert "dự thảo" in capsys.readouterr().out


def test_the_schema_of_every_file_is_shown(workspace, capsys):
    assert command(workspace, "config", "schema") == 0
    assert "topics.yaml" in json.loads(capsys.readouterr().out)


def test_the_clock_of_another_machine_is_refused(workspace):
    assert command(workspace, "run", "--clock-url", "http://example.vn/clock") == 2


def test_the_clock_option_is_not_in_the_short_help(capsys):
    run(["run", "--help"])
    assert "--clock-url" not in capsys.readouterr().out


def test_the_output_of_a_pipe_has_no_colours(workspace):
    shown = subprocess.run(
        [sys.executable, "-m", "diembao", "--workspace", str(workspace), "sources", "list"],
        capture_output=True, check=True,
    )  # fmt: skip
    assert b"\x1b" not in shown.stdout
