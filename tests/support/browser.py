"""Pages as a real browser lays them out: headless Chromium measures and takes pictures."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
_OPTIONS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --hide-scrollbars --allow-file-access-from-files"
)
_DARK = "--enable-features=WebContentsForceDark"  # as mail readers darken a page that says nothing of it itself
# Runs in the frame around the page, whose width is that of the reader's window.
_MEASURE = """
const inner = document.querySelector('iframe').contentDocument, root = inner.documentElement;
const box = one => { const r = one.getBoundingClientRect(); return {left: r.left, right: r.right, width: r.width}; };
const clipped = [...inner.querySelectorAll('body *')].filter(one =>
  one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && getComputedStyle(one).overflowX !== 'visible');
const wide = [...inner.querySelectorAll('body *')].filter(one => box(one).right > root.clientWidth + 1);
const found = {
  page: root.scrollWidth, window: root.clientWidth,
  clipped: clipped.map(one => one.outerHTML.slice(0, 200)), wide: wide.map(one => one.outerHTML.slice(0, 200)),
  images: [...inner.images].map(one => ({...box(one), natural: one.naturalWidth, alt: one.alt})),
};
const shown = document.createElement('pre'); shown.id = 'measured'; shown.textContent = JSON.stringify(found);
document.body.append(shown);
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a page was laid out, in CSS pixels; `wide` and `clipped` are elements that stand out or are cut."""

    page: int
    window: int
    clipped: list[str]
    wide: list[str]
    images: list[dict[str, object]]


def layout(html: str, width: int, folder: Path) -> Layout:
    """Lay out a page in a window of this width."""
    frame = _frame(html, width, 800, folder, f"<script>addEventListener('load', () => {{ {_MEASURE} }})</script>")
    written = _chromium(folder, "--dump-dom", frame.as_uri()).stdout.decode()
    found = re.search(r'<pre id="measured">(.*?)</pre>', written, re.DOTALL)
    assert found, "the browser measured nothing"
    return Layout(**json.loads(unescape(found[1])))


def picture(html: str, width: int, height: int, folder: Path, *, dark: bool = False) -> bytes:
    """Return a PNG of a page in a window of this size."""
    frame, shown = _frame(html, width, height, folder, ""), folder / "shown.png"
    more = (_DARK,) if dark else ()
    size = f"--window-size={max(width, 500)},{height}"
    _chromium(folder, f"--screenshot={shown}", size, *more, frame.as_uri())
    return shown.read_bytes()


def _frame(html: str, width: int, height: int, folder: Path, script: str) -> Path:
    """Put a page into a frame: a window of the browser itself cannot be as narrow as that of a telephone."""
    (folder / "page.html").write_text(html, encoding="utf-8")
    frame = folder / "frame.html"
    frame.write_text(
        '<!doctype html><meta charset="utf-8"><body style="margin:0">'
        f'<iframe src="page.html" width="{width}" height="{height}" style="border:0"></iframe>{script}</body>',
        encoding="utf-8",
    )
    return frame


def _chromium(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    command = [CHROMIUM, *_OPTIONS.split(), f"--user-data-dir={folder / 'browser'}", *arguments]
    return subprocess.run(command, check=True, capture_output=True, timeout=120)
