"""The digest as a Word report to be numbered and signed: seven parts, proposals as a table, annexes across."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from alerts.documents import word_form, word_template
from alerts.documents.blocks import Entry, Section
from alerts.documents.matters import cooperation
from alerts.documents.outline import outline
from alerts.documents.word_annexes import annexes
from alerts.documents.word_tables import grid, numbers
from alerts.documents.word_xml import add_link, add_run
from alerts.documents.wording import Wording, plain
from core.desk import Digest
from core.settings import Office

NO_PICTURES: Mapping[str, bytes] = {}


def render(
    digest: Digest, office: Office, lang: str = "vi", pictures: Mapping[str, bytes] = NO_PICTURES,
    template: bytes | None = None,
) -> bytes:  # fmt: skip
    """Return the digest as a DOCX file; `pictures` are its charts as PNG, by id; `template` is the office's own form.

    Raises DocumentError when the template cannot be filled.
    """
    words = Wording(lang)
    content = outline(digest, words)

    def write(sections: Sequence[Section]) -> word_template.Builder:
        def built(document: Any) -> None:
            for section in sections:
                _part(document, section, digest, words, pictures)

        return built

    builders = {name: write((section,)) for name, section in zip(word_template.PARTS, content.parts, strict=True)}
    document = word_template.fill(
        word_template.shipped(digest, office, content, words) if template is None else template,
        word_template.values(digest, office, content, words),
        {**builders, "content": write(content.parts)},
    )
    word_form.describe(document, digest, office, content.title, words)
    annexes(document, content, digest, office, words)
    output = BytesIO()
    document.save(output)
    return output.getvalue()


def _part(document: Any, section: Section, digest: Digest, words: Wording, pictures: Mapping[str, bytes]) -> None:
    document.add_paragraph(f"{section.number}. {section.title.upper()}", style="Heading 1")
    for paragraph in section.paragraphs:
        document.add_paragraph(paragraph)
    for table in section.tables:
        png = pictures.get(table.chart.id, b"") if table.chart else b""
        numbers(document, table, words, word_form.TEXT_WIDTH, png)
    if section.id == "proposals":
        _proposals(document, digest, words)
        return
    for group in section.groups:
        if group.title:
            document.add_paragraph(group.title, style="Heading 2")
        for number, entry in enumerate(group.entries, 1):
            _entry(document, number, entry)
        if group.more:
            add_run(document.add_paragraph(), group.more, italic=True)


def _entry(document: Any, number: int, entry: Entry) -> None:
    paragraph = document.add_paragraph(f"{number}. ")
    add_link(paragraph, entry.title, entry.url)
    add_run(paragraph, f" ({entry.facts})." if entry.facts else ".")
    if entry.text:
        add_run(paragraph, f" {entry.text}")
    for note in entry.notes:
        document.add_paragraph(f"- {note}")


def _proposals(document: Any, digest: Digest, words: Wording) -> None:
    _ = words.gettext
    if not digest.proposals:
        return
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    header = (_("No."), _("Matter"), _("Proposed handling"), _("Lead"), _("In cooperation"), _("Due"))
    rows = (
        (
            str(number),
            words.title(proposal.matter),
            plain(proposal.action, 1000),
            plain(proposal.lead),
            cooperation(proposal),
            words.day(proposal.due),
        )
        for number, proposal in enumerate(digest.proposals, 1)
    )
    grid(document, (12, 41, 37, 24, 24, 22), header, rows)
