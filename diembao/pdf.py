"""A Word file as PDF through LibreOffice, where the machine has it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from core.errors import UsageError
from core.i18n import translator

_ = translator("diembao")

PROGRAMS = ("soffice", "libreoffice")
LIMIT = 120.0  # seconds; LibreOffice starts in a few and may hang for good


def convert(docx: Path) -> Path:
    """Write the PDF beside a Word file and return its path; raises UsageError when LibreOffice is absent or fails.

    Each call has a profile of its own, so that an open LibreOffice of the user neither blocks it nor is touched.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        raise UsageError(
            _("PDF needs LibreOffice on this machine (Debian, Ubuntu: apt install libreoffice-writer-nogui).")
        )
    with tempfile.TemporaryDirectory() as name:
        profile = f"-env:UserInstallation={(Path(name) / 'profile').as_uri()}"
        command = [program, "--headless", "--norestore", profile, "--convert-to", "pdf", "--outdir", name, str(docx)]
        try:
            # The program is found on the PATH of the office, and the file is our own.
            subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)  # noqa: S603
            made = Path(name) / f"{docx.stem}.pdf"
            return Path(shutil.move(made, docx.with_suffix(".pdf")))
        except (OSError, subprocess.SubprocessError) as error:
            message = _("LibreOffice could not make the PDF of %(path)s: %(why)s")
            raise UsageError(message % {"path": docx, "why": type(error).__name__}) from error
