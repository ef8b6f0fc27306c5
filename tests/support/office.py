"""Lays out a Word file with LibreOffice and reads back what stands where on which page. Needs `make render-tools`."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

LIMIT = 120  # seconds
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<match target="pattern"><test name="family"><string>Times New Roman</string></test>
<edit name="family" mode="assign" binding="strong"><string>Tinos</string></edit></match>
<include>/etc/fonts/fonts.conf</include></fontconfig>"""
TOOLS = ("soffice", "pdftotext", "pdffonts")


@dataclass(frozen=True)
class Line:
    """A line of text with the points at which it begins and ends, from the left and from the top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page: its size in points and its lines from top to bottom."""

    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Paper:
    """A laid out document."""

    sheets: tuple[Sheet, ...]
    fonts: frozenset[str]


def is_here() -> bool:
    """Tell whether the tools are installed, the font with the measures of Times New Roman among them."""
    if not all(map(shutil.which, TOOLS)):
        return False
    fonts = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=False).stdout
    return "Tinos" in fonts


def lay_out(docx: bytes, folder: Path) -> Paper:
    """Return the pages of a Word file."""
    file = folder / "paper.docx"
    file.write_bytes(docx)
    # Whatever else is installed: Tinos has the measures of Times New Roman and every letter of Vietnamese.
    (folder / "fonts.conf").write_text(FONTS, "utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    fonts = {"FONTCONFIG_FILE": str(folder / "fonts.conf")}
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT, env=os.environ | fonts)
    pdf = str(file.with_suffix(".pdf"))
    boxes = subprocess.run(["pdftotext", "-bbox-layout", pdf, "-"], check=True, capture_output=True).stdout
    used = subprocess.run(["pdffonts", pdf], check=True, capture_output=True, text=True).stdout
    names = (row.split()[0] for row in used.splitlines()[2:])
    return Paper(tuple(_sheets(boxes)), frozenset(re.sub(r"^[A-Z]{6}\+", "", name).partition("-")[0] for name in names))


def _sheets(boxes: bytes) -> list[Sheet]:
    tree = etree.fromstring(boxes, etree.XMLParser(resolve_entities=False, no_network=True))
    return [
        Sheet(float(page.get("width")), float(page.get("height")), tuple(sorted(_lines(page), key=lambda at: at.top)))
        for page in tree.iter("{*}page")
    ]


def _lines(page: etree._Element) -> list[Line]:
    found = []
    for line in page.iter("{*}line"):
        edges = (float(line.get(name)) for name in ("xMin", "yMin", "xMax", "yMax"))
        found.append(Line(" ".join(word.text or "" for word in line.iter("{*}word")), *edges))
    return found
