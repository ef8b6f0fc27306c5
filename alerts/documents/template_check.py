"""What is wrong with an office's own Word template: fields by name and page, and measures against the decree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError

from alerts.documents.word_template import BLOCKS, PARTS, checked, environment
from core.errors import DocumentError
from core.i18n import translator

_ = translator("alerts")

FIELDS = (
    "superior", "body", "number", "sign", "place", "date", "place_and_date", "kind", "title", "period", "unit",
    "addressees", "grounds", "draft", "draft_note", "annexes", "recipients", "signer_authority", "signer_title",
    "signer_name", "contact", *BLOCKS,
)  # fmt: skip
"""Every field a template may show."""
# Each group must be there by one of its members.
_NEEDED = (
    ("number", "sign"), ("place_and_date", "date"), ("title",), ("recipients",), ("signer_title",), ("content", *PARTS),
)  # fmt: skip
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_NAME = re.compile(r"[A-Za-z_]\w*")
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}")
_MM = 36_000.0  # of the units of Office Open XML
# Nghị định 30/2020/NĐ-CP, Phụ lục I, mục I.3: least and most, in mm.
_MARGINS = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
_SLACK = 0.6


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a template: an error keeps it from being used, anything else is against the decree.

    `page` counts from 1; 0 stands for the whole document.
    """

    text: str
    page: int = 0
    error: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: int


def check(template: bytes) -> list[Finding]:
    """Return everything that is wrong with a template, errors first."""
    try:
        document = Document(BytesIO(checked(template)))
    except DocumentError as error:
        return [Finding(str(error))]
    lines = list(_lines(document))
    broken = [*_broken(lines)]
    found = broken or [*_unknown(template, lines), *_missing(lines), *_lonely(lines)]
    return [*found, *_measures(document)]


def _lines(document: Any) -> Iterator[_Line]:
    """Yield every paragraph of headers, body and footers; Word notes on saving where its pages broke."""
    section = document.sections[0]
    for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
        for paragraph in part.paragraphs:
            yield _Line(paragraph.text, 1)
    page = 1
    for paragraph in document.element.body.iter(qn("w:p")):
        breaks = [one for one in paragraph.iter(qn("w:br")) if one.get(qn("w:type")) == "page"]
        broke = list(paragraph.iter(qn("w:lastRenderedPageBreak")))
        text = "".join(one.text or "" for one in paragraph.iter(qn("w:t")))
        # What Word noted counts both kinds; a program that notes nothing leaves the breaks by hand.
        before = len(broke) or (1 if breaks and not text.strip() else 0)
        page += before
        yield _Line(text, page)
        page += max(0, len(breaks) - before)


def _broken(lines: list[_Line]) -> Iterator[Finding]:
    """Yield what cannot be read as fields."""
    for line in lines:
        rest = _TAG.sub("", line.text)
        if _HALF.search(rest):
            message = _("The field is not closed or not opened: “%(text)s”. A field is written {{ name }}.")
            yield Finding(message % {"text": line.text.strip()[:80]}, line.page)
            continue
        for tag in _TAG.findall(line.text):
            try:
                environment().parse(tag if tag.startswith("{{") else "")
            except TemplateSyntaxError:
                message = _("“%(text)s” cannot be read. A field is one name: {{ title }}.")
                yield Finding(message % {"text": tag}, line.page)


def _unknown(template: bytes, lines: list[_Line]) -> Iterator[Finding]:
    try:
        used = DocxTemplate(BytesIO(template)).get_undeclared_template_variables(environment())
    except TemplateSyntaxError as error:
        yield Finding(_("A loop or condition is not complete: %(why)s") % {"why": str(error.message)})
        return
    for name in sorted(used - set(FIELDS)):
        near = get_close_matches(name, FIELDS, 1)
        hint = _("Did you mean %(name)s?") % {"name": near[0]} if near else _("The guide lists every field.")
        message = _("There is no field “%(name)s”.") % {"name": name}
        yield Finding(f"{message} {hint}", _page_of(name, lines))


def _page_of(name: str, lines: list[_Line]) -> int:
    return next((line.page for line in lines if name in _named(line)), 0)


def _named(line: _Line) -> set[str]:
    return {name for tag in _TAG.findall(line.text) for name in _NAME.findall(tag)}


def _missing(lines: list[_Line]) -> Iterator[Finding]:
    used = set().union(*map(_named, lines))
    places = {
        "number": _("page 1, on the left below the name of the office, after “Số:”"),
        "place_and_date": _("page 1, on the right below the motto"),
        "title": _("page 1, below the type of the document"),
        "recipients": _("last page, on the left below “Nơi nhận:”"),
        "signer_title": _("last page, on the right above the signature"),
        "content": _("page 1, after the addressee; or each of part_1 to part_7 at its place"),
    }
    for group in _NEEDED:
        if group[0] == "content" and "content" not in used and 0 < len(used.intersection(PARTS)) < len(PARTS):
            gone = ", ".join(part for part in PARTS if part not in used)
            yield Finding(_("Parts of the report are missing: %(names)s.") % {"names": gone})
        elif used.isdisjoint(group):
            message = _("The field “%(name)s” is missing. Its usual place: %(place)s.")
            yield Finding(message % {"name": group[0], "place": places[group[0]]})


def _lonely(lines: list[_Line]) -> Iterator[Finding]:
    """Yield fields that do not stand alone although a block takes their place."""
    for line in lines:
        for name in _named(line).intersection(BLOCKS):
            if not re.fullmatch(rf"\{{\{{\s*{name}\s*\}}\}}", line.text.strip()):
                message = _("The field “%(name)s” must stand alone in its paragraph.")
                yield Finding(message % {"name": name}, line.page)


def _measures(document: Any) -> Iterator[Finding]:
    section = document.sections[0]
    size = round(section.page_width / _MM), round(section.page_height / _MM)
    if size != (210, 297):
        message = _("The paper is %(width)d × %(height)d mm; the decree asks for A4 upright, 210 × 297 mm.")
        yield Finding(message % {"width": size[0], "height": size[1]}, 1, error=False)
    names = {"top": _("top"), "bottom": _("bottom"), "left": _("left"), "right": _("right")}
    for side, (least, most) in _MARGINS.items():
        width = getattr(section, f"{side}_margin") / _MM
        if not least - _SLACK <= width <= most + _SLACK:
            message = _("The %(side)s margin is %(width).0f mm; the decree asks for %(least)d to %(most)d mm.")
            facts = {"side": names[side], "width": width, "least": least, "most": most}
            yield Finding(message % facts, 1, error=False)
    if not section.different_first_page_header_footer:
        yield Finding(_("The first page would bear a number; the decree shows it from page 2 on."), 1, error=False)
    fonts = {font for one in document.element.body.iter(qn("w:rFonts")) if (font := one.get(qn("w:ascii")))}
    for font in sorted(fonts - {"Times New Roman"}):
        message = _("The font %(font)s is used; the decree asks for Times New Roman.")
        yield Finding(message % {"font": font}, error=False)
