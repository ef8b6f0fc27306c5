"""What python-docx leaves to its user: fonts of all scripts, rules, links, fields, repeated header rows."""

from copy import deepcopy
from io import BytesIO
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Row

FONT = "Times New Roman"
PICTURE_WIDTH = 120
"""Width in mm of a chart, less than that of the text."""
_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")

CENTER, LEFT, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def element(tag: str, **attributes: str | int) -> Any:
    """Return a WordprocessingML element with its attributes in the same name space."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def set_fonts(properties: Any) -> None:
    """Make run properties use Times New Roman for every script, whatever the theme says."""
    fonts = properties.get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(qn(theme), None)
    for script in _SCRIPTS:
        fonts.set(qn(script), FONT)


def add_run(
    paragraph: Any, text: str, size: float | None = None, *, bold: bool | None = None, italic: bool | None = None
) -> None:
    """Append text to a paragraph; size in points."""
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size:
        run.font.size = Pt(size)


def add_picture(document: Any, png: bytes, alt: str) -> None:
    """Append a picture on a line of its own, with words for whoever cannot see it."""
    line = tight(document.add_paragraph())
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_after = Pt(4)
    picture = line.add_run().add_picture(BytesIO(png), width=Mm(PICTURE_WIDTH))
    picture._inline.docPr.set("descr", alt)  # noqa: SLF001 - the library has no door to the alternative text


def tight(paragraph: Any, align: Any = CENTER) -> Any:
    """Return the paragraph or style as a line of a form: single spaced, without indent, without space around."""
    form = paragraph.paragraph_format
    form.alignment, form.first_line_indent = align, Mm(0)
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0
    return paragraph


def rule(paragraph: Any, column: float, length: float) -> None:
    """Turn an empty paragraph into a centred line of `length` mm in a column of `column` mm."""
    form = tight(paragraph).paragraph_format
    form.left_indent = form.right_indent = Mm((column - length) / 2)
    # Clear of the tails of the letters above.
    form.space_before, form.line_spacing = Pt(3), Pt(6)
    _border(paragraph, "top", size=6, space=0)


def boxed(paragraph: Any) -> None:
    """Put a box around a paragraph."""
    _border(paragraph, "top", "left", "bottom", "right", size=8, space=2)


def _border(paragraph: Any, *sides: str, size: int, space: int) -> None:
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz=size, space=space, color="000000"))
    after = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after)  # noqa: SLF001 - python-docx has no borders


def add_link(paragraph: Any, text: str, url: str, size: float | None = None) -> None:
    """Append text that opens `url`; an empty `url` gives plain text.

    Black, as the decree asks, and not underlined, because the line strikes out the dot of "ạ" and "ộ".
    """
    if not url:
        add_run(paragraph, text, size)
        return
    # relate_to() compares with every link so far, which takes minutes for a few thousand.
    relation = f"rIdLink{len(paragraph.part.rels)}"
    paragraph.part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, url, relation, is_external=True)
    add_run(paragraph, text, size)
    run = paragraph.runs[-1]
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.append(run._r)  # noqa: SLF001 - moves the run into the link
    paragraph._p.append(link)  # noqa: SLF001


def add_page_number(paragraph: Any, size: float) -> None:
    """Append the number of the page as a field."""
    for kind in ("begin", None, "end"):
        add_run(paragraph, "", size)
        run = paragraph.runs[-1]._r  # noqa: SLF001
        if kind:
            run.append(element("fldChar", fldCharType=kind))
        else:
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            run.append(code)


def restart_pages(section: Any) -> None:
    """Number the pages of a section from 1."""
    properties = section._sectPr  # noqa: SLF001
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    numbering = element("pgNumType", start=1)
    anchor = properties.find(qn("w:pgMar"))
    anchor.addnext(numbering)


def fix_columns(table: Any, widths: tuple[float, ...]) -> None:
    """Give a table fixed columns, in mm, and centre it between the margins."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        fix_row(row, widths)


def fix_row(row: Any, widths: tuple[float, ...]) -> None:
    """Give the cells of a row their widths in mm."""
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)


def copy_row(table: Any, model: Any) -> Any:
    """Append a copy of a row, widths and styles included, which is far quicker than building one."""
    copied = deepcopy(model._tr)  # noqa: SLF001
    table._tbl.append(copied)  # noqa: SLF001
    return _Row(copied, table)


def remove_row(row: Any) -> None:
    """Take a row out of its table."""
    row._tr.getparent().remove(row._tr)  # noqa: SLF001


def repeat_header(row: Any) -> None:
    """Repeat a row at the top of every page of its table."""
    row._tr.get_or_add_trPr().append(element("tblHeader"))  # noqa: SLF001


def keep_whole(row: Any) -> None:
    """Do not break a row across pages."""
    row._tr.get_or_add_trPr().append(element("cantSplit"))  # noqa: SLF001


def let_break(row: Any) -> None:
    """Let a row break across pages again."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    for kept in properties.findall(qn("w:cantSplit")):
        properties.remove(kept)


def keep_together(table: Any) -> None:
    """Keep the rows of a short table on one page."""
    _keep_with_next(table.rows[:-1])


def keep_edges(table: Any) -> None:
    """Keep the header row with the first two of a table, so that no page ends with a header of nothing."""
    _keep_with_next(table.rows[:2])


def _keep_with_next(rows: Any) -> None:
    for row in rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True


def no_margins(table: Any) -> None:
    """Take the side margins from the cells of a layout table, so that a column is as wide as its text."""
    margins = element("tblCellMar")
    for side in ("left", "right"):
        margins.append(element(side, w=0, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")  # noqa: SLF001
