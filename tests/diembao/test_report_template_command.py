"""`diembao report template` and `check-template`, and the office's own form in use."""

import json

import docx
import pytest

from diembao.__main__ import run

MONTH = "2026-09"


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "ban"
    assert run(["init", "tay-ninh", str(folder)]) == 0
    return folder


@pytest.fixture
def form(workspace, tmp_path):
    """Return the shipped form as it was written for the office."""
    path = tmp_path / "mau.docx"
    assert run(["--workspace", str(workspace), "report", "template", "--out", str(path)]) == 0
    return path


def diembao(workspace, *arguments):
    return run(["--workspace", str(workspace), *arguments])


def use(workspace, form, before, after):
    """Put the form to use with one word changed."""
    document = docx.Document(str(form))
    changed = [one for one in document.paragraphs if before in one.text]
    changed[0].runs[0].text = changed[0].runs[0].text.replace(before, after)
    folder = workspace / "templates"
    folder.mkdir(exist_ok=True)
    document.save(str(folder / "bao-cao.docx"))


def test_the_form_that_is_written_passes_the_check(workspace, form, capsys):
    assert diembao(workspace, "report", "check-template", str(form)) == 0
    assert "dùng được" in capsys.readouterr().out


def test_a_file_that_is_there_is_left_as_it_is(workspace, form):
    before = form.read_bytes()
    assert diembao(workspace, "report", "template", "--out", str(form)) == 2
    assert form.read_bytes() == before


def test_without_an_own_form_the_check_says_how_to_begin(workspace, capsys):
    assert diembao(workspace, "report", "check-template") == 2
    assert "diembao report template" in capsys.readouterr().err


def test_the_own_form_is_used_for_the_report(workspace, form, tmp_path):
    use(workspace, form, "{{ kind }}", "BÁO CÁO CỦA CHÚNG TÔI")
    assert diembao(workspace, "digest", MONTH, "--out", str(tmp_path / "ra")) == 0
    (written,) = (tmp_path / "ra").glob("*.docx")
    assert "BÁO CÁO CỦA CHÚNG TÔI" in [one.text for one in docx.Document(str(written)).paragraphs]


def test_a_broken_form_is_named_and_the_report_comes_in_the_shipped_one(workspace, form, tmp_path, caplog):
    use(workspace, form, "{{ title }}", "{{ titel }}")
    assert diembao(workspace, "digest", MONTH, "--out", str(tmp_path / "ra")) == 0
    assert "titel" in caplog.text
    (written,) = (tmp_path / "ra").glob("*.docx")
    assert any(one.text.startswith("Tổng hợp") for one in docx.Document(str(written)).paragraphs)


@pytest.mark.parametrize("command", [("report", "check-template"), ("config", "check")], ids=" ".join)
def test_a_broken_form_is_told_with_field_page_and_exit_code(command, workspace, form, capsys):
    use(workspace, form, "{{ title }}", "{{ titel }}")
    assert diembao(workspace, *command) == 1
    told = capsys.readouterr().err
    assert "trang 1: Không có trường “titel”. Ý bạn là title?" in told


@pytest.mark.parametrize("command", [("report", "check-template"), ("config", "check")], ids=" ".join)
def test_what_is_wrong_comes_as_json(command, workspace, form, capsys):
    use(workspace, form, "{{ title }}", "{{ titel }}")
    capsys.readouterr()
    assert diembao(workspace, *command, "--json") == 1
    assert any("titel" in json.dumps(one) for one in json.loads(capsys.readouterr().out))
