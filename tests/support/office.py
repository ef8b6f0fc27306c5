"""Reports as a real office program lays them out: LibreOffice makes the pages, poppler says where each word stands."""

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from alerts.documents import pdf

OFFICE = bool(shutil.which("soffice") and shutil.which("pdftotext"))
MM = 25.4 / 72
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', re.DOTALL)
_SHEET = re.compile(r'<page number="\d+"[^>]* height="(\d+)" width="(\d+)">(.*?)</page>', re.DOTALL)
_IMAGE = re.compile(r'<image top="(-?\d+)" left="(-?\d+)" width="(-?\d+)" height="(-?\d+)"')


@dataclass(frozen=True, slots=True)
class Box:
    """A word or a picture on a page, in mm from the left and upper edge; a picture has no text."""

    left: float
    top: float
    right: float
    bottom: float
    text: str = ""

    @property
    def middle(self) -> float:
        """The middle of its width."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a report, in mm."""

    width: float
    height: float
    words: tuple[Box, ...]
    pictures: tuple[Box, ...]

    @property
    def text(self) -> str:
        """All words, one space between them."""
        return " ".join(word.text for word in self.words)

    def find(self, phrase: str) -> Box:
        """Return the box around the first place where these words follow each other."""
        wanted = phrase.split()
        for start in range(len(self.words) - len(wanted) + 1):
            found = self.words[start : start + len(wanted)]
            if [word.text for word in found] == wanted:
                edges = (min(w.left for w in found), min(w.top for w in found))
                return Box(*edges, max(w.right for w in found), max(w.bottom for w in found), phrase)
        raise AssertionError(f"not on this page: {phrase}")


@dataclass(frozen=True, slots=True)
class Report:
    """A laid out report: its pages and the folder that holds it as report.pdf."""

    pages: tuple[Page, ...]
    folder: Path

    def pictures(self, dots: int = 100, first: int = 1, last: int = 1) -> list[Path]:
        """Paint pages as PNG with so many dots an inch and return the files in order."""
        _poppler("pdftoppm", "-png", "-r", dots, "-f", first, "-l", last, self.folder / "report.pdf", self.folder / "p")
        return sorted(self.folder.glob("p-*.png"))

    def fonts(self) -> set[str]:
        """Return the names of the fonts used, without the mark of a subset."""
        lines = _poppler("pdffonts", self.folder / "report.pdf").splitlines()[2:]
        return {line.split()[0].split("+")[-1] for line in lines}


def laid_out(docx: bytes, folder: Path) -> Report:
    """Lay out a Word file."""
    file = folder / "report.pdf"
    file.write_bytes(pdf.convert(docx))
    words = _PAGE.findall(_poppler("pdftotext", "-bbox", file, "-"))
    sheets = _SHEET.findall(_poppler("pdftohtml", "-xml", "-stdout", "-q", file, cwd=folder))
    assert len(words) == len(sheets), "the two readers see different pages"
    pages = (_page(*map(float, size), inside, sheet) for (*size, inside), sheet in zip(words, sheets, strict=True))
    return Report(tuple(pages), folder)


def _page(width: float, height: float, inside: str, sheet: tuple[str, str, str]) -> Page:
    words = (Box(*(float(edge) * MM for edge in edges), unescape(text)) for *edges, text in _WORD.findall(inside))
    scale = width * MM / float(sheet[1])
    return Page(width * MM, height * MM, tuple(words), tuple(_pictures(sheet[2], scale)))


def _pictures(inside: str, scale: float) -> list[Box]:
    found = [[int(edge) * scale for edge in edges] for edges in _IMAGE.findall(inside)]
    return [Box(left, top, left + width, top + height) for top, left, width, height in found]


def _poppler(tool: str, *arguments: object, cwd: Path | None = None) -> str:
    command: Sequence[str] = [tool, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=cwd).stdout.decode()
