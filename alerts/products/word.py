"""A product as a Word document in the forms of Nghị định 30/2020/NĐ-CP, to be numbered and signed by a person."""

from io import BytesIO
from typing import Any

from alerts.documents import word_form
from alerts.documents.word_tables import grid
from alerts.documents.word_xml import add_run
from alerts.documents.wording import Wording
from alerts.products.paper import Paper, Part
from core.settings import Office


def render(paper: Paper, office: Office, lang: str = "vi") -> bytes:
    """Return a product as a DOCX file; one without a type name has the form of a letter (công văn)."""
    words = Wording(lang)
    document = word_form.new_document(paper, office, paper.title, words)
    word_form.letterhead(document, paper, office, words, paper.code, "" if paper.kind else paper.title)
    if paper.kind:
        word_form.heading(document, paper.kind, paper.title)
    word_form.addressees(document, paper.to, words)
    for part in paper.parts:
        _part(document, part)
    word_form.signature(document, office, words, paper.recipients)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _part(document: Any, part: Part) -> None:
    if part.title:
        document.add_paragraph(part.title, style="Heading 1")
    for paragraph in part.paragraphs:
        document.add_paragraph(paragraph)
    if part.table:
        grid(document, part.table.widths, part.table.header, part.table.rows, part.table.numeric)
    for note in part.notes:
        add_run(document.add_paragraph(), note, italic=True)
