"""The digest as an Excel workbook, for sifting: real times, filters, every number with its window."""

from collections.abc import Iterator
from datetime import UTC, timedelta
from io import BytesIO

import xlsxwriter

from alerts.conditions import advice
from alerts.documents import excel_register, figures
from alerts.documents.earlier import became, followup
from alerts.documents.excel_book import Book, Cell, Column
from alerts.documents.matters import by_severity, sensitive
from alerts.documents.overview import count_rows, draft_sentence, source_sentence, summary_rows, total_sentence
from alerts.documents.sources import outlet_of
from alerts.documents.wording import Wording, excerpt, plain, web_address
from core.desk import Digest, DigestItem

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render(digest: Digest, lang: str = "vi") -> bytes:
    """Return the digest as an XLSX file."""
    words = Wording(lang)
    output = BytesIO()
    book = xlsxwriter.Workbook(output, _OPTIONS)
    window = words.window(digest.first, digest.last)
    book.set_properties(
        {
            "title": f"{plain(digest.profile_title)} {window}",
            "created": digest.frozen_at.astimezone(UTC).replace(tzinfo=None),
        }
    )
    mark = f" - {words.gettext('DRAFT')}" if digest.draft else ""
    writer = Book(book, f"&L{window}{mark}&R&P/&N")
    counted = figures.summary(digest)
    nothing = total_sentence(digest, counted, words)
    _articles(writer, digest, words, nothing)
    _stories(writer, digest, words, nothing)
    _alerts(writer, digest, words, sensitive(digest, counted, words).paragraphs[0])
    _followups(writer, digest, words, followup(digest, counted, words).paragraphs[0])
    excel_register.add(writer, digest, words)
    _counts(writer, digest, counted, words)
    _sources(writer, digest, words, source_sentence(digest, counted, words))
    _delays(writer, digest, words)
    book.close()
    return output.getvalue()


def _articles(writer: Book, digest: Digest, words: Wording, nothing: str) -> None:
    rows = (_article(digest, number, item, words) for number, item in enumerate(digest.items, 1))
    writer.sheet(words.gettext("Articles"), _article_columns(words), rows, nothing)


def _article_columns(words: Wording) -> tuple[Column, ...]:
    _ = words.gettext
    return (
        (_("No."), 6),
        (_("List"), 22),
        (_("Title"), 55),
        (_("Outlet"), 22),
        (_("Published"), 17),
        (_("Time known"), 11),
        (_("Excerpt"), 60),
        (_("Topics"), 24),
        (_("Localities"), 20),
        (_("Tone"), 11),
        (_("Signs"), 28),
        (_("Kind of article"), 22),
        (_("Story"), 9),
        (_("Address"), 40),
    )


def _article(digest: Digest, number: int, item: DigestItem, words: Wording) -> tuple[Cell, ...]:
    _ = words.gettext
    url = web_address(item.url)
    return (
        number,
        words.part("late" if item.late else item.part),
        (words.title(item.title), url),
        plain(item.outlet),
        item.published,
        _("yes") if item.published_known else _("no, time of collection"),
        excerpt(item.excerpt),
        words.topics(digest, item.topics),
        words.localities(digest, item.localities),
        words.tone(item.tone),
        words.item_signs(item),
        words.part(item.part),
        item.story_id,
        (plain(item.url, 2000), url),
    )


def _stories(writer: Book, digest: Digest, words: Wording, nothing: str) -> None:
    _ = words.gettext
    columns = (
        (_("No."), 6),
        (_("Story"), 9),
        (_("Title"), 55),
        (_("Number of articles"), 10),
        (_("Number of outlets"), 10),
        (_("First outlet"), 22),
        (_("First article"), 17),
        (_("Last article"), 17),
        (_("Topics"), 24),
        (_("Localities"), 20),
        (_("Tone"), 11),
        (_("Signs"), 28),
        (_("Excerpt"), 60),
    )
    rows = (
        (
            number,
            story.story_id,
            (words.title(story.title), web_address(story.url)),
            story.articles,
            story.outlets,
            plain(story.first_outlet),
            story.first,
            story.last,
            words.topics(digest, story.topics),
            words.localities(digest, story.localities),
            words.tone(story.tone),
            words.role(story.role),
            excerpt(story.excerpt),
        )
        for number, story in enumerate(digest.stories, 1)
    )
    writer.sheet(_("Stories"), columns, rows, nothing)


def _alerts(writer: Book, digest: Digest, words: Wording, nothing: str) -> None:
    _ = words.gettext
    columns = (
        (_("No."), 6),
        (_("Severity"), 16),
        (_("Rule"), 24),
        (_("Title"), 55),
        (_("Outlet"), 22),
        (_("Time of the alert"), 17),
        (_("Signs"), 28),
        (_("Why flagged"), 50),
        (_("State"), 16),
        (_("Verdict"), 18),
        (_("Asked"), 40),
    )
    rows = (
        (
            number,
            words.severity(alert.severity),
            plain(alert.rule),
            (words.title(alert.title), web_address(alert.url)),
            plain(alert.outlet),
            alert.at,
            words.signs(alert.role, alert.band),
            plain("; ".join(alert.because), 2000),
            words.state(alert.state),
            words.verdict(alert.verdict),
            plain(alert.ask, 1000),
        )
        for number, alert in enumerate(by_severity(digest), 1)
    )
    writer.sheet(_("Alerts"), columns, rows, nothing)


def _counts(writer: Book, digest: Digest, counted: figures.Summary, words: Wording) -> None:
    _ = words.gettext
    columns = (
        (_("Group"), 66),
        (_("Item"), 40),
        (_("Number of articles"), 12),
        (_("Number of stories"), 12),
        (_("Share"), 10),
        (_("From"), 13),
        (_("To"), 13),
    )
    window = {"window": words.window(digest.first, digest.last)}
    lines: list[tuple[Cell, ...]] = []
    if digest.draft:
        lines.append((draft_sentence(digest, words), "", "", "", "", digest.first, digest.last))
    lines += [
        (_("Main numbers (%(window)s)") % window, row.label, row.articles, row.stories, "", digest.first, digest.last)
        for row in summary_rows(digest, counted, words)
    ]
    lines += _earlier_counts(digest, counted, words)
    for table in count_rows(digest, counted, words):
        whole = sum(row.articles for row in table.rows)
        for row in table.rows:
            share = row.articles / whole if row.share else ""
            lines.append((table.caption, row.label, row.articles, row.stories, share, digest.first, digest.last))
    writer.sheet(_("Figures"), columns, lines, "")


def _earlier_counts(digest: Digest, counted: figures.Summary, words: Wording) -> Iterator[tuple[Cell, ...]]:
    _ = words.gettext
    label = _("About %(unit)s") % {"unit": plain(digest.profile_title)}
    found = (
        (
            _("Previous period"),
            (counted.previous_articles, counted.previous_stories),
            (counted.previous_first, counted.previous_last),
        ),
        (
            _("Same period a year before"),
            (counted.year_before_articles, counted.year_before_stories),
            (counted.year_before_first, counted.year_before_last),
        ),
    )
    for name, (articles, stories), window in found:
        if articles is not None and stories is not None:
            yield (name, label, articles, stories, "", *window)


def _followups(writer: Book, digest: Digest, words: Wording, nothing: str) -> None:
    _ = words.gettext
    columns = (
        (_("No."), 6),
        (_("Matter"), 60),
        (_("Lead"), 34),
        (_("Due"), 13),
        (_("Result"), 60),
    )
    rows = (
        (number, words.title(one.matter), plain(one.lead), one.due, became(one, digest, words))
        for number, one in enumerate(digest.followups or (), 1)
    )
    writer.sheet(_("Earlier proposals"), columns, rows, nothing)


def _sources(writer: Book, digest: Digest, words: Wording, nothing: str) -> None:
    _ = words.gettext
    columns = (
        (_("Source"), 30),
        (_("Outlet"), 28),
        (_("State"), 30),
        (_("Since"), 17),
        (_("Last read"), 17),
        (_("Days unread in the period"), 14),
        (_("What to do"), 60),
        (_("Error"), 60),
    )
    rows = (
        (
            plain(line.source_id),
            plain(line.outlet),
            words.source_state(line.state),
            line.since,
            line.last_success,
            line.dark_days,
            advice(line.state, words.lang),
            plain(line.error, 1000),
        )
        for line in figures.by_trouble(digest)
    )
    writer.sheet(_("Sources"), columns, rows, nothing)


def _delays(writer: Book, digest: Digest, words: Wording) -> None:
    _ = words.gettext
    columns = (
        (_("Outlet"), 40),
        (_("Number of articles"), 12),
        (_("Time known"), 12),
        (_("Published before the first reading"), 22),
        (_("Articles measured"), 12),
        (_("Half within"), 14),
        (_("95% within"), 14),
        (_("Half judged within, after first sight"), 26),
        (_("95% judged within, after first sight"), 26),
        (_("From"), 13),
        (_("To"), 13),
    )
    rows = (
        (
            outlet_of(line, words),
            line.articles,
            line.published_known,
            line.older,
            line.measured,
            *(_span(seconds) for seconds in (line.p50, line.p95, line.seen_p50, line.seen_p95)),
            digest.first,
            digest.last,
        )
        for line in digest.delays
    )
    window = {"window": words.window(digest.first, digest.last)}
    nothing = _("No article was stored in the period (%(window)s), so no delay was measured.") % window
    writer.sheet(_("Delays"), columns, rows, nothing)


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=round(seconds))
