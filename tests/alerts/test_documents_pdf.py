"""A Word report as PDF: the real LibreOffice, and programs on a PATH of our own that are absent, fail or hang."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alerts.documents import pdf, word
from core.errors import DocumentError
from support import digests, factories

DOCX = b"any Word file"


def program(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(folder)


def test_without_libreoffice_the_error_says_what_to_install(tmp_path):
    with pytest.raises(DocumentError, match=r"cần LibreOffice.*libreoffice-writer-nogui"):
        pdf.convert(DOCX, path=str(tmp_path))


@pytest.mark.parametrize("name", ["soffice", "libreoffice"])
def test_either_name_of_the_program_will_do(name, tmp_path):
    # The folder for the result follows --outdir.
    script = 'while [ "$1" != --outdir ]; do shift; done; printf made > "$2/report.pdf"'
    assert pdf.convert(DOCX, path=program(tmp_path, name, script)) == b"made"


def test_the_program_gets_a_profile_of_its_own(tmp_path):
    pdf.convert(
        DOCX,
        path=program(
            tmp_path,
            "soffice",
            f'echo "$1" > "{tmp_path}/profile"; while [ "$1" != --outdir ]; do shift; done; : > "$2/report.pdf"',
        ),
    )
    told = (tmp_path / "profile").read_text(encoding="utf-8").strip()
    assert told.startswith("-env:UserInstallation=file:///")
    assert not Path(told.removeprefix("-env:UserInstallation=file://")).parent.exists()


def test_what_a_failing_program_said_last_is_in_the_error(tmp_path):
    failing = program(tmp_path, "soffice", "echo Error: source file could not be loaded >&2; exit 0")
    with pytest.raises(DocumentError, match=r"không chuyển được.*could not be loaded"):
        pdf.convert(DOCX, path=failing)


def is_running(process):
    try:
        # A process that has ended but was not collected yet is no longer running.
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks /proc whether a process runs")
def test_a_program_that_hangs_is_stopped_with_what_it_started(tmp_path):
    hanging = program(tmp_path, "soffice", f'/bin/sleep 600 & echo $! > "{tmp_path}/child"; wait')
    with pytest.raises(DocumentError, match="sau 2 giây"):
        pdf.convert(DOCX, 2, path=hanging)
    child = (tmp_path / "child").read_text(encoding="utf-8").strip()
    for _try in range(100):
        if not is_running(child):
            break
        time.sleep(0.05)
    assert not is_running(child)


@pytest.mark.rendered
def test_libreoffice_makes_a_pdf_of_a_report():
    made = pdf.convert(word.render(digests.empty(), factories.office()), path=os.environ["PATH"])
    assert made.startswith(b"%PDF-")
    assert made.rstrip().endswith(b"%%EOF")


@pytest.mark.rendered
def test_libreoffice_makes_two_pdfs_at_the_same_time():
    docx = word.render(digests.empty(), factories.office())
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(pdf.convert, (docx, docx)))
    assert [one[:5] for one in made] == [b"%PDF-", b"%PDF-"]
