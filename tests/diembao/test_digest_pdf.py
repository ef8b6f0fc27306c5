"""`diembao digest PERIOD --pdf`, with and without LibreOffice."""

import os
import subprocess
import sys

import pytest

from diembao.__main__ import run

MONTH = "2026-09"


@pytest.fixture
def workspace(tmp_path):
    folder = tmp_path / "ban"
    assert run(["init", "tay-ninh", str(folder)]) == 0
    return folder


def digest(workspace, *arguments, path):
    """Run the command in a process of its own with this PATH."""
    command = [sys.executable, "-m", "diembao", "--workspace", str(workspace), "digest", *arguments]
    return subprocess.run(
        command, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=300, check=False
    )


def suffixes(folder):
    return sorted(path.suffix for path in folder.iterdir() if path.name.startswith(f"digest-tay-ninh-{MONTH}"))


def test_without_libreoffice_the_other_files_are_written_and_the_lack_is_told(workspace, tmp_path):
    done = digest(workspace, MONTH, "--out", str(tmp_path / "ra"), "--pdf", path=str(tmp_path))
    assert done.returncode == 3
    assert "cần LibreOffice" in done.stderr
    assert suffixes(tmp_path / "ra") == [".docx", ".html", ".json", ".txt", ".xlsx"]


def test_without_libreoffice_a_digest_without_pdf_is_whole(workspace, tmp_path):
    assert digest(workspace, MONTH, "--out", str(tmp_path / "ra"), path=str(tmp_path)).returncode == 0


@pytest.mark.rendered
@pytest.mark.parametrize("words", [(), ("make",)], ids=["digest", "digest make"])
def test_with_libreoffice_the_pdf_stands_beside_the_other_files(words, workspace, tmp_path):
    done = digest(workspace, *words, MONTH, "--out", str(tmp_path / "ra"), "--pdf", path=os.environ["PATH"])
    made = tmp_path / "ra" / f"digest-tay-ninh-{MONTH}.pdf"
    assert (done.returncode, str(made) in done.stdout) == (0, True)
    assert made.read_bytes().startswith(b"%PDF-")
