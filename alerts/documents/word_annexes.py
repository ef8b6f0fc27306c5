"""The annexes of the Word report, across the page: articles, numbers, alerts, sources."""

from typing import Any

from alerts.documents import figures, word_form
from alerts.documents.blocks import Outline
from alerts.documents.matters import by_severity, sensitive
from alerts.documents.overview import count_rows, summary_rows, total_sentence
from alerts.documents.word_tables import grid, numbers
from alerts.documents.wording import Wording, plain, web_address
from core.desk import Digest, DigestItem, SourceLine
from core.settings import Office
from core.text import shorten

ANNEX_WORDS = 25  # the whole excerpt stands in the Excel file; a page here should hold many articles
_LISTS = ("main", "passing", "sport", "table", "late")


def annexes(document: Any, content: Outline, digest: Digest, office: Office, words: Wording) -> None:
    """Append the four annexes, each in a section of its own."""
    _ = words.gettext
    word_form.annex(document, 1, _("List of all articles"), digest, office, words)
    counted = dict(zip(_LISTS, summary_rows(digest, content.summary, words), strict=True))
    total = total_sentence(digest, content.summary, words)
    notes = {"main": total} | {section.id: section.paragraphs[0] for section in content.lists}
    for key in _LISTS:
        document.add_paragraph(counted[key].label, style="Heading 2")
        document.add_paragraph(notes[key]).paragraph_format.keep_with_next = bool(figures.listing(digest, key))
        _articles(document, figures.listing(digest, key), digest, words)
    word_form.annex(document, 2, _("Numbers by tone, topic, outlet and locality"), digest, office, words)
    tables = count_rows(digest, words)
    for table in tables:
        numbers(document, table, words, word_form.ANNEX_WIDTH)
    if not tables:
        document.add_paragraph(total)
    word_form.annex(document, 3, _("Alerts, their state and their verdict"), digest, office, words)
    document.add_paragraph(sensitive(digest, content.summary, words).paragraphs[0])
    _alerts(document, digest, words)
    word_form.annex(document, 4, _("Health of the sources"), digest, office, words)
    for paragraph in content.health.paragraphs:
        document.add_paragraph(paragraph)
    _sources(document, digest, words)
    document.add_paragraph(content.closing)


def _articles(document: Any, items: tuple[DigestItem, ...], digest: Digest, words: Wording) -> None:
    _ = words.gettext
    if not items:
        return
    header = (
        _("No."),
        _("Title"),
        _("Outlet"),
        _("Published"),
        _("Excerpt"),
        _("Topics"),
        _("Localities"),
        _("Tone"),
        _("Signs"),
    )
    rows = (
        (
            str(number),
            (words.title(item.title), web_address(item.url)),
            plain(item.outlet),
            words.published(item),
            shorten(item.excerpt, ANNEX_WORDS),
            words.topics(digest, item.topics),
            words.localities(digest, item.localities),
            words.tone(item.tone),
            words.signs(item.role, item.band),
        )
        for number, item in enumerate(items, 1)
    )
    grid(document, (12, 52, 22, 22, 64, 23, 20, 14, 18), header, rows)


def _alerts(document: Any, digest: Digest, words: Wording) -> None:
    _ = words.gettext
    if not digest.alerts:
        return
    header = (
        _("No."),
        _("Severity"),
        _("Title"),
        _("Outlet"),
        _("Time of the alert"),
        _("Why flagged"),
        _("State"),
        _("Verdict"),
    )
    rows = (
        (
            str(number),
            words.severity(alert.severity),
            (words.title(alert.title), web_address(alert.url)),
            plain(alert.outlet),
            words.moment(alert.at),
            plain("; ".join(alert.because), 1000),
            words.state(alert.state),
            words.verdict(alert.verdict),
        )
        for number, alert in enumerate(by_severity(digest), 1)
    )
    grid(document, (13, 22, 60, 26, 24, 56, 22, 24), header, rows)


def _sources(document: Any, digest: Digest, words: Wording) -> None:
    _ = words.gettext
    troubled = (*figures.failed(digest), *figures.unread(digest))
    groups = (
        (_("Failed sources: their silence does not mean there was no news"), figures.failed(digest)),
        (_("Sources never read"), figures.unread(digest)),
        (_("Working sources"), tuple(line for line in digest.sources if line not in troubled)),
    )
    for title, lines in groups:
        if lines:
            document.add_paragraph(title, style="Heading 2")
            _source_table(document, lines, words)


def _source_table(document: Any, lines: tuple[SourceLine, ...], words: Wording) -> None:
    _ = words.gettext
    header = (_("No."), _("Source"), _("Outlet"), _("State"), _("Last read"), _("Error"))
    rows = (
        (
            str(number),
            plain(line.source_id),
            plain(line.outlet),
            words.source_state(line.state),
            words.moment(line.last_success) if line.last_success else "",
            plain(line.error, 1000),
        )
        for number, line in enumerate(lines, 1)
    )
    grid(document, (13, 48, 48, 24, 36, 78), header, rows)
