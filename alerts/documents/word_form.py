"""The form of an official document: Nghị định 30/2020/NĐ-CP, Phụ lục I (measures), for a report with a type name."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table

from alerts.documents.blocks import Outline
from alerts.documents.word_metrics import text_width
from alerts.documents.word_xml import (
    JUSTIFY,
    LEFT,
    RIGHT,
    add_page_number,
    add_run,
    boxed,
    element,
    fix_columns,
    keep_whole,
    no_margins,
    restart_pages,
    rule,
    set_fonts,
    tight,
)
from alerts.documents.wording import Wording, plain
from core import periods
from core.desk import Digest
from core.settings import Office

BODY = 14.0
CELL_SIZE = 11.0
CELL, NUMBER = "Cell", "Number Cell"
PAGE = (210.0, 297.0)
PROPERTY_CHARS = 255  # of a core property of Office Open XML
TOP, BOTTOM, LEFT_EDGE, RIGHT_EDGE = 20.0, 20.0, 30.0, 20.0
TEXT_WIDTH = PAGE[0] - LEFT_EDGE - RIGHT_EDGE
ANNEX_WIDTH = PAGE[1] - LEFT_EDGE - RIGHT_EDGE
_HEAD = (64.0, 96.0)


class Form(Protocol):
    """What the form needs of a document: when its numbers were taken, and whether it is only a draft."""

    @property
    def frozen_at(self) -> datetime:
        """The moment, aware, that dates the document."""
        ...

    @property
    def draft(self) -> bool:
        """Whether it may still change, so that every page says so."""
        ...


def new_document(digest: Form, office: Office, title: str, words: Wording) -> Any:
    """Return an empty A4 document with the decree's margins, fonts and page number."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author = plain(title, PROPERTY_CHARS), plain(office.body, PROPERTY_CHARS)
    properties.comments = ""
    properties.language = "vi-VN" if words.lang == "vi" else "en-GB"
    properties.created = properties.modified = digest.frozen_at
    _styles(document, properties.language)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    _margins(section)
    section.different_first_page_header_footer = True
    add_page_number(tight(section.header.paragraphs[0]), BODY)
    if digest.draft:
        # In the header it would push the text down, below the margin.
        add_run(tight(section.footer.paragraphs[0], RIGHT), words.gettext("DRAFT"), 13, bold=True)
    return document


def _margins(section: Any) -> None:
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT_EDGE), Mm(RIGHT_EDGE)
    section.header_distance = section.footer_distance = Mm(10)


def _styles(document: Any, language: str) -> None:
    defaults = document.styles.element.find(".//{*}rPrDefault/{*}rPr")
    set_fonts(defaults)
    for old in defaults.findall("{*}lang"):
        defaults.remove(old)
    defaults.append(element("lang", val=language, eastAsia=language))
    for style in document.styles:
        if style.type in (WD_STYLE_TYPE.PARAGRAPH, WD_STYLE_TYPE.CHARACTER):
            style.element.get_or_add_rPr().get_or_add_rFonts()
    for fonts in document.styles.element.findall(".//{*}rFonts"):
        set_fonts(fonts.getparent())
    normal = document.styles["Normal"]
    normal.font.size = Pt(BODY)
    form = normal.paragraph_format
    form.alignment, form.first_line_indent = JUSTIFY, Mm(10)
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(6), 1.15
    for name in ("Heading 1", "Heading 2"):
        heading = document.styles[name]
        heading.font.size, heading.font.bold, heading.font.italic = Pt(BODY), True, False
        heading.font.color.rgb = RGBColor(0, 0, 0)
        form = heading.paragraph_format
        form.space_before, form.space_after, form.alignment = Pt(6), Pt(6), LEFT
    for name, side in ((CELL, LEFT), (NUMBER, RIGHT)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.size = normal, Pt(CELL_SIZE)
        tight(style, side)


def dated(place: str, day: date, words: Wording) -> str:
    """Return place and date; days below 10 and the months 1 and 2 begin with a zero, as the decree asks."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    facts = {"place": place, "day": f"{day.day:02d}", "month": month, "year": day.year}
    return words.gettext("%(place)s, day %(day)s month %(month)s year %(year)s") % facts


def issued(digest: Form) -> date:
    """Return the local day that dates a document."""
    return digest.frozen_at.astimezone(periods.ZONE).date()


def number_and_sign(office: Office, code: str = "BC") -> str:
    """Return number and sign; the number is given on registering. A letter (công văn) has no `code` of a type."""
    return "\u00a0" * 8 + "/" + "-".join(filter(None, (code, plain(office.sign))))


def letterhead(document: Any, digest: Form, office: Office, words: Wording, code: str = "BC", about: str = "") -> None:
    """Write issuing body, national title, number, place and date; below the number what a letter is `about`."""
    _ = words.gettext
    table = document.add_table(rows=2, cols=2)
    fix_columns(table, _HEAD)
    no_margins(table)
    left, right = table.rows[0].cells
    body = plain(office.body)
    line = tight(left.paragraphs[0])
    if office.superior:
        add_run(line, plain(office.superior), 13)
        line = tight(left.add_paragraph())
    add_run(line, body, 13, bold=True)
    for paragraph in left.paragraphs:
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(2)
    rule(left.add_paragraph(), _HEAD[0], min(text_width(body, 13), _HEAD[0]) * 0.4)
    motto = _("Independence - Freedom - Happiness")
    add_run(tight(right.paragraphs[0]), _("SOCIALIST REPUBLIC OF VIET NAM"), 13, bold=True)
    add_run(tight(right.add_paragraph()), motto, 14, bold=True)
    rule(right.add_paragraph(), _HEAD[1], text_width(motto, 14))
    left, right = table.rows[1].cells
    add_run(tight(left.paragraphs[0]), _("No.: %(number)s") % {"number": number_and_sign(office, code)}, 13)
    if about:
        line = tight(left.add_paragraph())
        line.paragraph_format.space_before = Pt(6)
        add_run(line, about, 12)
    add_run(tight(right.paragraphs[0]), dated(plain(office.place), issued(digest), words), BODY, italic=True)
    if digest.draft:
        mark = tight(left.add_paragraph())
        mark.paragraph_format.space_before = Pt(8)
        mark.paragraph_format.left_indent = mark.paragraph_format.right_indent = Mm(17)
        boxed(mark)
        add_run(mark, _("DRAFT"), 13, bold=True)


def opening(document: Any, outline: Outline, office: Office, words: Wording) -> None:
    """Write type name, subject, addressee and legal grounds."""
    heading(document, outline.kind, outline.title)
    addressees(document, office.addressee, words)
    grounds = [plain(ground, 1000).rstrip(" .;") for ground in office.grounds]
    for number, ground in enumerate(grounds, 1):
        add_run(document.add_paragraph(), ground + (";" if number < len(grounds) else "."), BODY, italic=True)
    if outline.draft:
        warning = document.add_paragraph()
        warning.alignment = LEFT
        add_run(warning, outline.draft, BODY, bold=True)


def heading(document: Any, kind: str, title: str) -> None:
    """Write type name and subject over their line."""
    line = tight(document.add_paragraph())
    line.paragraph_format.space_before = Pt(14)
    add_run(line, kind, BODY, bold=True)
    add_run(tight(document.add_paragraph()), title, BODY, bold=True)
    rule(document.add_paragraph(), TEXT_WIDTH, min(text_width(title, BODY), TEXT_WIDTH) * 0.4)


def addressees(document: Any, addressee: str, words: Wording) -> None:
    """Write to whom a document goes; several are listed, apart by semicolons."""
    names = [name.strip() for name in plain(addressee, 1000).split(";") if name.strip()]
    to = words.gettext("To:")
    first = tight(document.add_paragraph())
    first.paragraph_format.space_before = first.paragraph_format.space_after = Pt(12)
    if len(names) == 1:
        add_run(first, f"{to} {names[0]}", BODY)
        return
    add_run(first, to, BODY)
    for number, name in enumerate(names, 1):
        line = tight(document.add_paragraph(), LEFT)
        line.paragraph_format.left_indent = Mm(55)
        add_run(line, f"- {name}{';' if number < len(names) else '.'}", BODY)


def signature(document: Any, office: Office, words: Wording, recipients: Iterable[str] | None = None) -> None:
    """Write the recipients, those of the office unless others are given, and the place of the signature."""
    _ = words.gettext
    _hold_on(document)
    table = document.add_table(rows=1, cols=2)
    fix_columns(table, (TEXT_WIDTH / 2, TEXT_WIDTH / 2))
    no_margins(table)
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    add_run(tight(left.paragraphs[0], LEFT), _("Recipients:"), 12, bold=True, italic=True)
    named = office.recipients if recipients is None else recipients
    names = [plain(name).lstrip("- ").rstrip(" .;") for name in named] or [_("As above")]
    for number, name in enumerate(names, 1):
        add_run(tight(left.add_paragraph(), LEFT), f"- {name}{';' if number < len(names) else '.'}", 11)
    titles = [plain(title) for title in (office.signer_authority, office.signer_title) if title]
    for number, title in enumerate(titles):
        line = tight(right.paragraphs[0] if number == 0 else right.add_paragraph())
        add_run(line, title, BODY, bold=True)
    name_line = tight(right.add_paragraph())
    name_line.paragraph_format.space_before = Pt(72)
    add_run(name_line, plain(office.signer_name), BODY, bold=True)


def _hold_on(document: Any) -> None:
    """Keep what stands last together with what follows: a signature alone on a page could belong to anything."""
    for block in list(document.iter_inner_content())[-3:]:
        cells = [cell for row in block.rows[-2:] for cell in row.cells] if isinstance(block, Table) else [block]
        for part in cells:
            for paragraph in getattr(part, "paragraphs", [part]):
                paragraph.paragraph_format.keep_with_next = True


def annex_name(number: int, words: Wording) -> str:
    """Return "Phụ lục I": the annexes of a document that has several bear Roman numbers."""
    return words.gettext("Annex %(number)s") % {"number": ("I", "II", "III", "IV")[number - 1]}


def annex(document: Any, number: int, title: str, digest: Digest, office: Office, words: Wording) -> None:
    """Begin an annex: a landscape section with pages of its own, its number, title and reference."""
    _ = words.gettext
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE[1]), Mm(PAGE[0])
    _margins(section)
    section.different_first_page_header_footer = True
    restart_pages(section)
    add_run(tight(document.add_paragraph()), annex_name(number, words), BODY, bold=True)
    add_run(tight(document.add_paragraph()), title.upper(), 13, bold=True)
    if digest.draft:
        add_run(tight(document.add_paragraph()), _("DRAFT"), 13, bold=True)
    day = issued(digest)
    reference = _("(With report No. %(number)s, %(date)s, of %(body)s)") % {
        "number": number_and_sign(office),
        "date": dated("", day, words).lstrip(", "),
        "body": plain(office.body),
    }
    line = tight(document.add_paragraph())
    line.paragraph_format.space_after = Pt(8)
    add_run(line, reference, 13, italic=True)
