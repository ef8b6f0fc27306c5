"""The form of an official document: Nghị định 30/2020/NĐ-CP, Phụ lục I (measures), for a report with a type name.

What a document shows goes through a `Show`: as it is, or as the field of a template that stands for it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
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


Show = Callable[[str, str], str]


def as_it_is(_field: str, value: str) -> str:
    """Return the value."""
    return value


def as_field(field: str, _value: str) -> str:
    """Return the field of a template (docxtpl) that stands for the value."""
    return f"{{{{ {field} }}}}"


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


def new_document(digest: Form, office: Office, title: str, words: Wording, show: Show = as_it_is) -> Any:
    """Return an empty A4 document with the decree's margins, fonts and page number."""
    document = Document()
    if show is as_it_is:
        describe(document, digest, office, title, words)
    _styles(document, language_of(words))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    _margins(section)
    section.different_first_page_header_footer = True
    add_page_number(tight(section.header.paragraphs[0]), BODY)
    if digest.draft:
        # In the header it would push the text down, below the margin.
        add_run(tight(section.footer.paragraphs[0], RIGHT), show("draft", words.gettext("DRAFT")), 13, bold=True)
    return document


def styled() -> Any:
    """Return an empty document with the styles of the form."""
    document = Document()
    _styles(document, language_of(Wording("vi")))
    return document


def language_of(words: Wording) -> str:
    """Return the language of a document as Word names it."""
    return "vi-VN" if words.lang == "vi" else "en-GB"


def describe(document: Any, digest: Form, office: Office, title: str, words: Wording) -> None:
    """Write the properties of a document."""
    properties = document.core_properties
    properties.title, properties.author = plain(title, PROPERTY_CHARS), plain(office.body, PROPERTY_CHARS)
    properties.comments = ""
    properties.language = language_of(words)
    properties.created = properties.modified = digest.frozen_at


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


def letterhead(
    document: Any, digest: Form, office: Office, words: Wording, code: str = "BC", about: str = "",
    show: Show = as_it_is,
) -> None:  # fmt: skip
    """Write issuing body, national title, number, place and date; below the number what a letter is `about`."""
    _ = words.gettext
    table = document.add_table(rows=2, cols=2)
    fix_columns(table, _HEAD)
    no_margins(table)
    left, right = table.rows[0].cells
    body = plain(office.body)
    line = tight(left.paragraphs[0])
    if office.superior:
        add_run(line, show("superior", plain(office.superior)), 13)
        line = tight(left.add_paragraph())
    add_run(line, show("body", body), 13, bold=True)
    for paragraph in left.paragraphs:
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(2)
    rule(left.add_paragraph(), _HEAD[0], min(text_width(body, 13), _HEAD[0]) * 0.4)
    motto = _("Independence - Freedom - Happiness")
    add_run(tight(right.paragraphs[0]), _("SOCIALIST REPUBLIC OF VIET NAM"), 13, bold=True)
    add_run(tight(right.add_paragraph()), motto, 14, bold=True)
    rule(right.add_paragraph(), _HEAD[1], text_width(motto, 14))
    left, right = table.rows[1].cells
    number = show("number", number_and_sign(office, code))
    add_run(tight(left.paragraphs[0]), _("No.: %(number)s") % {"number": number}, 13)
    if about:
        line = tight(left.add_paragraph())
        line.paragraph_format.space_before = Pt(6)
        add_run(line, about, 12)
    day = show("place_and_date", dated(plain(office.place), issued(digest), words))
    add_run(tight(right.paragraphs[0]), day, BODY, italic=True)
    if digest.draft:
        with _when(left, "draft", show):
            mark = tight(left.add_paragraph())
            mark.paragraph_format.space_before = Pt(8)
            mark.paragraph_format.left_indent = mark.paragraph_format.right_indent = Mm(17)
            boxed(mark)
            add_run(mark, show("draft", _("DRAFT")), 13, bold=True)


def opening(document: Any, outline: Outline, office: Office, words: Wording, show: Show = as_it_is) -> None:
    """Write type name, subject, addressee and legal grounds."""
    heading(document, outline.kind, outline.title, show)
    addressees(document, office.addressee, words, show)

    def ground(text: str) -> None:
        add_run(document.add_paragraph(), text, BODY, italic=True)

    _each(document, "grounds", grounds(office), ground, show)
    if outline.draft:
        with _when(document, "draft_note", show):
            warning = document.add_paragraph()
            warning.alignment = LEFT
            add_run(warning, show("draft_note", outline.draft), BODY, bold=True)


@contextmanager
def _when(holder: Any, field: str, show: Show) -> Iterator[None]:
    """Let what is written inside stand, in a template, only where a field is not empty."""
    if show is not as_it_is:
        tight(holder.add_paragraph()).add_run(f"{{%p if {field} %}}")
    yield
    if show is not as_it_is:
        tight(holder.add_paragraph()).add_run("{%p endif %}")


def _each(holder: Any, field: str, texts: Sequence[str], write: Callable[[str], None], show: Show) -> None:
    """Write each of several texts; as the field of a template, the one line for all of them in its loop."""
    if show is as_it_is:
        for text in texts:
            write(text)
    elif texts:
        tight(holder.add_paragraph()).add_run(f"{{%p for each in {field} %}}")
        write("{{ each }}")
        tight(holder.add_paragraph()).add_run("{%p endfor %}")


def grounds(office: Office) -> list[str]:
    """Return the legal grounds with their marks at the end."""
    return _listed(plain(ground, 1000).rstrip(" .;") for ground in office.grounds)


def recipients_of(office: Office, words: Wording) -> list[str]:
    """Return the recipients as they are listed."""
    return _bulleted(office.recipients, words)


def _bulleted(names: Iterable[str], words: Wording) -> list[str]:
    found = [plain(name).lstrip("- ").rstrip(" .;") for name in names] or [words.gettext("As above")]
    return [f"- {name}" for name in _listed(found)]


def _listed(texts: Iterable[str]) -> list[str]:
    """Return texts with a semicolon after each but the last, which ends the sentence."""
    found = list(texts)
    return [text + (";" if number < len(found) else ".") for number, text in enumerate(found, 1)]


def heading(document: Any, kind: str, title: str, show: Show = as_it_is) -> None:
    """Write type name and subject over their line."""
    line = tight(document.add_paragraph())
    line.paragraph_format.space_before = Pt(14)
    add_run(line, show("kind", kind), BODY, bold=True)
    add_run(tight(document.add_paragraph()), show("title", title), BODY, bold=True)
    rule(document.add_paragraph(), TEXT_WIDTH, min(text_width(title, BODY), TEXT_WIDTH) * 0.4)


def addressed(addressee: str) -> list[str]:
    """Return to whom a document goes, of names apart by semicolons; several have their marks at the end."""
    names = [name.strip() for name in plain(addressee, 1000).split(";") if name.strip()]
    return names if len(names) == 1 else [f"- {name}" for name in _listed(names)]


def addressees(document: Any, addressee: str, words: Wording, show: Show = as_it_is) -> None:
    """Write to whom a document goes; several are listed, apart by semicolons."""
    names, to = addressed(addressee), words.gettext("To:")
    first = tight(document.add_paragraph())
    first.paragraph_format.space_before = first.paragraph_format.space_after = Pt(12)
    if len(names) == 1:
        add_run(first, f"{to} {show('addressees[0]', names[0])}", BODY)
        return
    add_run(first, to, BODY)

    def one(name: str) -> None:
        line = tight(document.add_paragraph(), LEFT)
        line.paragraph_format.left_indent = Mm(55)
        add_run(line, name, BODY)

    _each(document, "addressees", names, one, show)


def signature(
    document: Any, office: Office, words: Wording, recipients: Iterable[str] | None = None, show: Show = as_it_is
) -> None:
    """Write the recipients, those of the office unless others are given, and the place of the signature."""
    _ = words.gettext
    hold_on(list(document.iter_inner_content()))
    table = document.add_table(rows=1, cols=2)
    fix_columns(table, (TEXT_WIDTH / 2, TEXT_WIDTH / 2))
    no_margins(table)
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    add_run(tight(left.paragraphs[0], LEFT), _("Recipients:"), 12, bold=True, italic=True)
    names = _bulleted(office.recipients if recipients is None else recipients, words)
    _each(left, "recipients", names, lambda name: add_run(tight(left.add_paragraph(), LEFT), name, 11), show)
    signs = {"signer_authority": office.signer_authority, "signer_title": office.signer_title}
    titles = [show(field, plain(title)) for field, title in signs.items() if title]
    for number, title in enumerate(titles):
        line = tight(right.paragraphs[0] if number == 0 else right.add_paragraph())
        add_run(line, title, BODY, bold=True)
    name_line = tight(right.add_paragraph())
    name_line.paragraph_format.space_before = Pt(72)
    add_run(name_line, show("signer_name", plain(office.signer_name)), BODY, bold=True)


def hold_on(blocks: Sequence[Any]) -> None:
    """Keep the last blocks together with what follows: a signature alone on a page could belong to anything."""
    for block in blocks[-3:]:
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
