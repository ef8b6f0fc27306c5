"""The report as PDF: written where LibreOffice is, and said where it is not."""

import os

import pytest

from config.init import create
from diembao.__main__ import run

PERIOD = "2026-10"


@pytest.fixture
def make(tmp_path, capsys):
    create("tay-ninh", tmp_path / "noi")

    def made():
        code = run(["--workspace", str(tmp_path / "noi"), "digest", PERIOD, "--pdf", "--out", str(tmp_path / "out")])
        return code, capsys.readouterr(), {path.suffix: path for path in (tmp_path / "out").iterdir()}

    return made


@pytest.mark.paper
def test_the_pdf_stands_beside_the_word_file(make):
    code, said, files = make()
    assert code == 0
    assert files[".pdf"].read_bytes().startswith(b"%PDF-")
    assert files[".pdf"].name in said.out


def test_without_libreoffice_everything_else_is_written_and_the_want_is_said(make, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))  # a machine without it
    code, said, files = make()
    assert code == 3
    assert set(files) == {".html", ".txt", ".docx", ".xlsx", ".json"}
    assert "LibreOffice" in said.err


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands for the program")
def test_a_libreoffice_that_fails_is_told_of(make, monkeypatch, tmp_path):
    (tmp_path / "soffice").write_text("#!/bin/sh\nexit 0\n")
    (tmp_path / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    code, said, files = make()
    assert (code, ".pdf" in files) == (3, False)
    assert "LibreOffice" in said.err
