"""The form of the report as a Word template (docxtpl): the shipped one, or the office's own in its place.

A template holds fields such as {{ title }}. Those of `BLOCKS` stand alone in a paragraph: there the program writes
text, tables and charts. The annexes follow at the end, whatever the template.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from alerts.documents import word_form
from alerts.documents.blocks import Outline
from alerts.documents.word_annexes import pointer
from alerts.documents.word_form import as_field
from alerts.documents.wording import Wording, plain
from core.desk import Digest
from core.errors import DocumentError
from core.i18n import translator
from core.settings import Office

_ = translator("alerts")

FILE = "bao-cao.docx"
"""Name of the office's own template in the folder `templates` of the workspace."""
MOST = 5 * 1024 * 1024  # bytes of a template, far more than a logo needs
PARTS = tuple(f"part_{number}" for number in range(1, 8))
BLOCKS = ("content", *PARTS)
_MARK = "\ue000%s\ue001"  # of the private use area, which no text of the press keeps
_MARKED = re.compile("\ue000(\\w+)\ue001")
_STYLES = ("Heading 1", "Heading 2", "Table Grid", word_form.CELL, word_form.NUMBER)
Builder = Callable[[Any], None]


def environment() -> SandboxedEnvironment:
    """Return the environment templates are read in: they know the fields and nothing else."""
    made = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    return made


def shipped(digest: Digest, office: Office, content: Outline, words: Wording) -> bytes:
    """Return the shipped template, its lines as long as the words of this report ask for."""
    document = word_form.new_document(digest, office, content.title, words, as_field)
    word_form.letterhead(document, digest, office, words, show=as_field)
    word_form.opening(document, content, office, words, as_field)
    document.add_paragraph("{{ content }}")
    document.add_paragraph("{{ annexes }}")
    word_form.signature(document, office, words, show=as_field)
    return _saved(document)


def values(digest: Digest, office: Office, content: Outline, words: Wording) -> dict[str, Any]:
    """Return what each field shows."""
    draft = words.gettext("DRAFT") if digest.draft else ""
    day = word_form.issued(digest)
    return {
        "superior": plain(office.superior),
        "body": plain(office.body),
        "number": word_form.number_and_sign(office),
        "sign": plain(office.sign),
        "place": plain(office.place),
        "date": word_form.dated("", day, words).lstrip(", "),
        "place_and_date": word_form.dated(plain(office.place), day, words),
        "kind": content.kind,
        "title": content.title,
        "period": words.period_name(digest),
        "unit": plain(digest.profile_title),
        "addressees": word_form.addressed(office.addressee),
        "grounds": word_form.grounds(office),
        "draft": draft,
        "draft_note": content.draft,
        "annexes": pointer(words),
        "recipients": word_form.recipients_of(office, words),
        "signer_authority": plain(office.signer_authority),
        "signer_title": plain(office.signer_title),
        "signer_name": plain(office.signer_name),
        "contact": plain(office.contact),
        **{name: _MARK % name for name in BLOCKS},
    }


def fill(template: bytes, shown: Mapping[str, Any], builders: Mapping[str, Builder]) -> Any:
    """Return the document of a template with its fields filled and the blocks built where they are named.

    Raises DocumentError when the template cannot be read or filled.
    """
    made = DocxTemplate(BytesIO(checked(template)))
    try:
        made.render(dict(shown), environment(), autoescape=True)
    except (TemplateError, TypeError, ValueError) as error:
        raise DocumentError(_("The Word template cannot be filled: %(why)s") % {"why": plain(str(error))}) from error
    filled = BytesIO()
    made.save(filled)
    document = Document(filled)
    _complete(document)
    for paragraph, name in list(_blocks(document)):
        _build(document, paragraph, builders[name])
    blocks = list(document.iter_inner_content())
    signed = max((at for at, block in enumerate(blocks) if isinstance(block, Table)), default=0)
    word_form.hold_on(blocks[:signed])
    return document


def checked(template: bytes) -> bytes:
    """Return a template that is a Word document without macros; raises DocumentError for anything else."""
    try:
        with ZipFile(BytesIO(template)) as file:
            names = set(file.namelist())
            size = max(len(template), sum(part.file_size for part in file.infolist()) // 10)
        if size <= MOST:
            Document(BytesIO(template))
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError) as error:
        raise DocumentError(_("The template is not a Word document (.docx).")) from error
    if any("vbaProject" in name for name in names):
        raise DocumentError(_("The template holds macros. Save it as a Word document without macros (.docx)."))
    if size > MOST:
        raise DocumentError(_("The template is larger than %d MB. Make its pictures smaller.") % (MOST // 1024 // 1024))
    return template


def _blocks(document: Any) -> Iterator[tuple[Any, str]]:
    """Yield the paragraphs in which a block is to be built; raises DocumentError for one that holds more than that."""
    for paragraph in document.paragraphs:
        for name in _MARKED.findall(paragraph.text):
            if paragraph.text.strip() != _MARK % name:
                message = _("The field {{ %(field)s }} must stand alone in its paragraph.")
                raise DocumentError(message % {"field": name})
            yield paragraph, name


def _build(document: Any, paragraph: Any, builder: Builder) -> None:
    """Put what a builder appends to the document in the place of a paragraph."""
    body, place = document.element.body, paragraph._p  # noqa: SLF001 - python-docx has no door to move blocks
    before = len(body)
    builder(document)
    ending = body.sectPr
    for block in list(body)[before - 1 : -1] if ending is not None else list(body)[before:]:
        place.addprevious(block)
    place.getparent().remove(place)


def _complete(document: Any) -> None:
    """Add the styles that the program writes with and the template lacks, as the shipped form has them."""
    known = {style.name for style in document.styles}
    missing = [name for name in _STYLES if name not in known]
    if missing:
        ours = word_form.styled()
        for name in missing:
            document.styles.element.append(deepcopy(ours.styles[name].element))


def _saved(document: Any) -> bytes:
    output = BytesIO()
    document.save(output)
    return output.getvalue()
