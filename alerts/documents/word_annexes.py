"""The annexes of the Word report, across the page: articles, numbers, alerts, sources."""

from typing import Any

from alerts.conditions import GROUPS, advice
from alerts.documents import figures, word_form
from alerts.documents.blocks import Outline
from alerts.documents.matters import by_severity, sensitive
from alerts.documents.overview import count_rows, summary_rows, total_sentence
from alerts.documents.sources import delay_caption, delay_note, outlet_of
from alerts.documents.word_tables import grid, numbers
from alerts.documents.wording import Wording, plain, web_address
from core.desk import Digest, DigestItem, SourceLine
from core.settings import Office
from core.text import shorten

# The whole excerpt stands in the Excel file; a page here should hold many articles.
ANNEX_WORDS, ANNEX_CHARS = 25, 200
_LISTS = ("main", "passing", "sport", "table", "late")


def titles(words: Wording) -> tuple[str, ...]:
    """Return what the annexes are called, in order."""
    _ = words.gettext
    return (
        _("List of all articles"),
        _("Numbers by tone, topic, outlet and locality"),
        _("Alerts, their state and their verdict"),
        _("Health of the sources"),
    )


def pointer(words: Wording) -> str:
    """Return the sentence of the report that names its annexes, as the decree asks."""
    named = (f"{word_form.annex_name(number, words)} ({title})" for number, title in enumerate(titles(words), 1))
    return words.gettext("Attached to this report: %(annexes)s.") % {"annexes": "; ".join(named)}


def annexes(document: Any, content: Outline, digest: Digest, office: Office, words: Wording) -> None:
    """Append the four annexes, each in a section of its own."""
    named = titles(words)
    word_form.annex(document, 1, named[0], digest, office, words)
    counted = dict(zip(_LISTS, summary_rows(digest, content.summary, words), strict=True))
    total = total_sentence(digest, content.summary, words)
    notes = {"main": total} | {section.id: section.paragraphs[0] for section in content.lists}
    for key in _LISTS:
        document.add_paragraph(counted[key].label, style="Heading 2")
        document.add_paragraph(notes[key]).paragraph_format.keep_with_next = bool(figures.listing(digest, key))
        _articles(document, figures.listing(digest, key), digest, words)
    for section in content.changed:
        document.add_paragraph(section.title, style="Heading 2")
        document.add_paragraph(section.paragraphs[0]).paragraph_format.keep_with_next = True
        _articles(document, figures.changed(digest), digest, words)
    word_form.annex(document, 2, named[1], digest, office, words)
    tables = count_rows(digest, content.summary, words)
    for table in tables:
        numbers(document, table, words, word_form.ANNEX_WIDTH)
    if not tables:
        document.add_paragraph(total)
    word_form.annex(document, 3, named[2], digest, office, words)
    document.add_paragraph(sensitive(digest, content.summary, words).paragraphs[0])
    _alerts(document, digest, words)
    word_form.annex(document, 4, named[3], digest, office, words)
    for paragraph in content.health.paragraphs:
        document.add_paragraph(paragraph)
    _sources(document, digest, words)
    _delays(document, digest, words)
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
            plain(shorten(item.excerpt, ANNEX_WORDS), ANNEX_CHARS),
            words.topics(digest, item.topics),
            words.localities(digest, item.localities),
            words.tone(item.tone),
            words.item_signs(item),
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
    for standing in GROUPS:
        lines = figures.sources_in(digest, standing)
        if lines:
            document.add_paragraph(words.standing(standing), style="Heading 2")
            if standing == "works":
                _working_table(document, lines, words)
            else:
                _troubled_table(document, lines, words)


def _troubled_table(document: Any, lines: tuple[SourceLine, ...], words: Wording) -> None:
    _ = words.gettext
    header = (
        _("No."),
        _("Source"),
        _("Outlet"),
        _("State"),
        _("Last read"),
        _("Days unread in the period"),
        _("What to do"),
    )
    rows = (
        (
            str(number),
            plain(line.source_id),
            plain(line.outlet),
            words.since(line.state, line.since),
            words.moment(line.last_success) if line.last_success else "",
            words.number(line.dark_days) if line.dark_days else "",
            advice(line.state, words.lang),
        )
        for number, line in enumerate(lines, 1)
    )
    grid(document, (13, 38, 40, 50, 24, 28, 54), header, rows)


def _working_table(document: Any, lines: tuple[SourceLine, ...], words: Wording) -> None:
    _ = words.gettext
    header = (_("No."), _("Source"), _("Outlet"), _("Last read"))
    rows = (
        (
            str(number),
            plain(line.source_id),
            plain(line.outlet),
            words.moment(line.last_success) if line.last_success else "",
        )
        for number, line in enumerate(lines, 1)
    )
    grid(document, (13, 90, 90, 54), header, rows)


def _delays(document: Any, digest: Digest, words: Wording) -> None:
    _ = words.gettext
    if not digest.delays:
        return
    document.add_paragraph(delay_caption(digest, words), style="Heading 2")
    document.add_paragraph(delay_note(digest.delays[-1], words)).paragraph_format.keep_with_next = True
    header = (
        _("Outlet"),
        _("Number of articles"),
        _("Articles measured"),
        _("Half within"),
        _("95% within"),
        _("Half judged within, after first sight"),
        _("95% judged within, after first sight"),
    )
    rows = (
        (
            outlet_of(line, words),
            words.number(line.articles),
            words.number(line.measured),
            words.duration(line.p50),
            words.duration(line.p95),
            words.duration(line.seen_p50),
            words.duration(line.seen_p95),
        )
        for line in digest.delays
    )
    grid(document, (67, 24, 24, 33, 33, 33, 33), header, rows, numeric=6)
