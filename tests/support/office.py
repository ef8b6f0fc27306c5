"""Reports as a real office program lays them out: LibreOffice makes the pages, poppler says where each word stands."""

import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import numpy as np
from matplotlib.image import imread

from alerts.documents import pdf

OFFICE = bool(shutil.which("soffice") and shutil.which("pdftotext"))
MM = 25.4 / 72
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', re.DOTALL)
_SHEET = re.compile(r'<page number="\d+"[^>]* height="\d+" width="(\d+)">(.*?)</page>', re.DOTALL)
_EDGES = r'top="(-?\d+)" left="(-?\d+)" width="(-?\d+)" height="(-?\d+)"'
_IMAGE = re.compile(f"<image {_EDGES}")
_LINE = re.compile(f'<text {_EDGES} font="(\\d+)">(.*?)</text>', re.DOTALL)
_FONT = re.compile(r'<fontspec id="(\d+)" size="(\d+)" family="[^"]*" color="([^"]*)"/>')
_ZOOM = 3  # the largest that the reader knows: sizes of fonts come three times as large, as whole numbers


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
class Line(Box):
    """A piece of a line as it was set; size in points."""

    size: float = 0.0
    color: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a report, in mm."""

    width: float
    height: float
    words: tuple[Box, ...]
    lines: tuple[Line, ...]
    pictures: tuple[Box, ...]

    @property
    def text(self) -> str:
        """All words, one space between them."""
        return " ".join(word.text for word in self.words)

    def line(self, start: str) -> Line:
        """Return the first line that begins so."""
        found = [line for line in self.lines if line.text.startswith(start)]
        assert found, f"no line of this page begins with “{start}”"
        return found[0]

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines between the upper and the lower margin of 20 mm, from above."""
        inside = (line for line in self.lines if line.bottom > 20 and line.top < self.height - 20)
        return tuple(sorted(inside, key=lambda line: (line.top, line.left)))


@dataclass(frozen=True, slots=True)
class Report:
    """A laid out report: its pages and the folder that holds it as report.pdf."""

    pages: tuple[Page, ...]
    folder: Path

    def painted(self, page: int, dots: int = 150) -> Path:
        """Paint a page, the first is 1, as PNG with so many dots an inch and return the file."""
        stem = self.folder / f"page-{page}"
        limits = ("-f", page, "-l", page)
        _poppler("pdftoppm", "-png", "-singlefile", "-r", dots, *limits, self.folder / "report.pdf", stem)
        return stem.with_suffix(".png")

    def fonts(self) -> set[str]:
        """Return the names of the fonts used, without the mark of a subset."""
        lines = _poppler("pdffonts", self.folder / "report.pdf").splitlines()[2:]
        return {line.split()[0].split("+")[-1] for line in lines}


def laid_out(docx: bytes, folder: Path) -> Report:
    """Lay out a Word file."""
    file = folder / "report.pdf"
    file.write_bytes(pdf.convert(docx))
    words = _PAGE.findall(_poppler("pdftotext", "-bbox", file, "-"))
    written = _poppler("pdftohtml", "-xml", "-stdout", "-q", "-zoom", _ZOOM, file, cwd=folder)
    sheets = _SHEET.findall(written)
    assert words, "the office program wrote no page"
    assert len(words) == len(sheets), "the two readers see different pages"
    fonts = {number: (int(size) / _ZOOM, color) for number, size, color in _FONT.findall(written)}
    pages = (
        Page(
            float(width) * MM,
            float(height) * MM,
            tuple(Box(*(float(edge) * MM for edge in edges), unescape(text)) for *edges, text in _WORD.findall(inside)),
            tuple(_line(found, float(width) * MM / int(across), fonts) for found in _LINE.findall(sheet)),
            tuple(Box(*_edges(found, float(width) * MM / int(across))) for found in _IMAGE.findall(sheet)),
        )
        for (width, height, inside), (across, sheet) in zip(words, sheets, strict=True)
    )
    return Report(tuple(pages), folder)


def longest_line(picture: Path, area: Box, dots: int = 150) -> Box:
    """Return the longest level line of ink within an area of a painted page, in mm."""
    page = imread(picture)[..., :3].mean(axis=-1) < 0.5
    step = 25.4 / dots
    top, left = round(area.top / step), round(area.left / step)
    best = Box(0, 0, 0, 0)
    for depth, row in enumerate(page[top : round(area.bottom / step), left : round(area.right / step)]):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(int), [0]))))
        for start, end in edges.reshape(-1, 2):
            if (end - start) * step > best.right - best.left:
                height = (top + depth) * step
                best = Box((left + start) * step, height, (left + end) * step, height + step)
    return best


def _edges(found: Sequence[str], scale: float) -> tuple[float, float, float, float]:
    top, left, width, height = (int(edge) * scale for edge in found)
    return left, top, left + width, top + height


def _line(found: Sequence[str], scale: float, fonts: Mapping[str, tuple[float, str]]) -> Line:
    *edges, font, inside = found
    text = " ".join(unescape(re.sub(r"<[^>]*>", "", inside)).split())
    return Line(*_edges(edges, scale), text, *fonts[font], "<b>" in inside, "<i>" in inside)


def _poppler(tool: str, *arguments: object, cwd: Path | None = None) -> str:
    command: Sequence[str] = [tool, *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, timeout=120, cwd=cwd).stdout.decode()
