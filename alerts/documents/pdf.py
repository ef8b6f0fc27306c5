"""A Word report as PDF, through LibreOffice, which is the office's own and may be absent."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from core.errors import DocumentError
from core.i18n import translator

_ = translator("alerts")

SECONDS = 180.0
"""A report of some thousand articles takes half a minute; a program that hangs must not hold up the service."""
_PROGRAMS = ("soffice", "libreoffice")
_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")


def convert(docx: bytes, seconds: float = SECONDS, path: str | None = None) -> bytes:
    """Return a Word file as PDF, by the program found on `path` (default: PATH).

    Raises DocumentError when LibreOffice is absent, fails or takes over `seconds`.
    """
    program = next(filter(None, (shutil.which(name, path=path) for name in _PROGRAMS)), None)
    if program is None:
        raise DocumentError(
            _(
                "PDF needs LibreOffice, and neither soffice nor libreoffice is on this machine's PATH. Install"
                " LibreOffice Writer (on Debian: libreoffice-writer-nogui) or save the Word file as PDF by hand."
            )
        )
    with tempfile.TemporaryDirectory(prefix="diembao-pdf-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "report.docx").write_bytes(docx)
        _run(program, folder, seconds)
        try:
            return (folder / "report.pdf").read_bytes()
        except FileNotFoundError:
            raise DocumentError(_("LibreOffice could not turn the Word file into PDF: %s") % _said(folder)) from None


def _run(program: str, folder: Path, seconds: float) -> None:
    """Run the program in a profile of its own, so that one already open is neither used nor disturbed."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = ("--convert-to", "pdf", "--outdir", str(folder), str(folder / "report.docx"))
    command = [program, profile, *_OPTIONS, *order]
    with (folder / "log").open("wb") as log:
        # The program starts others, and all of them must end with it: they get a group of their own.
        started = subprocess.Popen(  # noqa: S603 - fixed arguments, our own file
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        try:
            started.wait(seconds)
        except subprocess.TimeoutExpired:
            raise DocumentError(
                _("LibreOffice did not finish the PDF within %d seconds and was stopped.") % seconds
            ) from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGKILL)
            started.wait()


def _said(folder: Path) -> str:
    lines = (folder / "log").read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "–")
