"""Part I of a digest: the window, the sources, the numbers and how they moved."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from alerts.documents import figures
from alerts.documents.blocks import Chart, Row, Section, Table
from alerts.documents.wording import Wording, plain, sentence_case
from core.desk import Count, Digest

TOP = 10
BY_STEP, BY_TONE, BY_TOPIC, BY_OUTLET = "by-step", "by-tone", "by-topic", "by-outlet"
CHARTS = (BY_STEP, BY_TONE, BY_TOPIC, BY_OUTLET)
_TONES = ("positive", "neutral", "negative")


def overview(digest: Digest, counted: figures.Summary, words: Wording) -> Section:
    """Return part I: totals of articles and stories, what changed, shares and leaders."""
    _ = words.gettext
    caption = _("Main numbers (%(window)s)") % {"window": words.window(digest.first, digest.last)}
    paragraphs = (
        *_window_sentences(digest, counted, words),
        total_sentence(digest, counted, words),
        *_comparisons(digest, counted, words),
        *_warnings(counted, words),
    )
    tables = (
        Table(caption, summary_rows(digest, counted, words)),
        *(_shown(table, words) for table in count_rows(digest, counted, words)),
    )
    return Section("overview", "I", _("Overview"), paragraphs, tables)


def summary_rows(digest: Digest, counted: figures.Summary, words: Wording) -> tuple[Row, ...]:
    """Return the five lists of a digest as rows; together they are all its items."""
    pairs = (
        ("main", counted.main),
        ("passing", counted.passing),
        ("sport", counted.sport),
        ("table", counted.table),
        ("late", counted.late),
    )
    about = words.gettext("About %(unit)s") % {"unit": plain(digest.profile_title)}
    names = {key: words.part(key) for key, _tally in pairs} | {"main": about}
    return tuple(Row(names[key], tally.articles, tally.stories) for key, tally in pairs)


def count_rows(digest: Digest, counted: figures.Summary, words: Wording) -> tuple[Table, ...]:
    """Return the whole tables of counts: tone, topics, outlets, localities, days; none of a month without articles."""
    if not counted.main.articles:
        return ()
    _ = words.gettext
    window = {"window": words.window(digest.first, digest.last)}
    tones = sorted(digest.by_tone, key=lambda count: (_TONES.index(count.key) if count.key in _TONES else 9, count.key))
    whole = sum(count.articles for count in tones)
    tone_rows = tuple(
        Row(sentence_case(words.tone(count.key)), count.articles, count.stories, words.percent(count.articles, whole))
        for count in tones
    )
    tables = (
        Table(_("By tone of the article (%(window)s)") % window, tone_rows, id=BY_TONE),
        Table(
            _("By topic (%(window)s); an article may have several") % window,
            tuple(Row(_topic_label(digest, count, words), count.articles, count.stories) for count in digest.by_topic),
            id=BY_TOPIC,
        ),
        Table(_("By outlet (%(window)s)") % window, _ranked(digest.by_outlet, {}), id=BY_OUTLET),
        Table(_("By locality (%(window)s)") % window, _ranked(digest.by_locality, digest.locality_names)),
        _steps(digest, counted, words),
    )
    return tuple(table for table in tables if table.rows)


def _steps(digest: Digest, counted: figures.Summary, words: Wording) -> Table:
    _ = words.gettext
    window = {"window": words.window(digest.first, digest.last)}
    daily = (digest.last - digest.first).days < figures.DAYS
    caption = _("By day (%(window)s)") if daily else _("By month (%(window)s)")
    rows = (
        Row(f"{step.first:%d/%m}" if daily else f"{step.first:%m/}{step.first.year}", step.articles, step.stories)
        for step in counted.steps
    )
    return Table(caption % window, tuple(rows), id=BY_STEP)


def _topic_label(digest: Digest, count: Count, words: Wording) -> str:
    return words.topic(digest, count.key) if count.key in digest.topic_names else plain(count.label)


def _ranked(counts: Iterable[Count], names: dict[str, str]) -> tuple[Row, ...]:
    ranked = sorted(counts, key=lambda count: (-count.articles, -count.stories, count.label))
    return tuple(Row(plain(names.get(count.key) or count.label), count.articles, count.stories) for count in ranked)


def _shown(table: Table, words: Wording) -> Table:
    """Return what a page has room for: ten lines, or days with quiet ones together; with the chart of the same rows."""
    if table.id == BY_STEP:
        return replace(table, rows=tuple(_without_quiet(table.rows)), chart=_chart(table, words))
    left = len(table.rows) - TOP
    facts = {"number": words.number(left)}
    more = words.gettext("further lines, see the Word and Excel files: %(number)s") % facts if left > 0 else ""
    table = replace(table, rows=table.rows[:TOP], more=more)
    return replace(table, chart=_chart(table, words)) if table.id in CHARTS else table


def _without_quiet(rows: Iterable[Row]) -> Iterator[Row]:
    """Put neighbouring rows without articles into one."""
    for quiet, found in groupby(rows, key=lambda row: not row.articles):
        run = tuple(found)
        if quiet and len(run) > 1:
            yield Row(f"{run[0].label}–{run[-1].label}", 0, 0)
        else:
            yield from run


def _chart(table: Table, words: Wording) -> Chart:
    most = max(table.rows, key=lambda row: row.articles)
    alt = words.gettext(
        "Bar chart: %(caption)s. Most articles: %(label)s, %(articles)s. The numbers stand in the table that follows."
    ) % {"caption": table.caption, "label": most.label, "articles": words.number(most.articles)}
    return Chart(table.id, table.caption, alt, table.rows, upright=table.id == BY_STEP)


def _window_sentences(digest: Digest, counted: figures.Summary, words: Wording) -> tuple[str, ...]:
    _ = words.gettext
    window = _("Reporting period: from %(first)s to the end of %(last)s (Viet Nam time); numbers as of %(moment)s.") % {
        "first": words.day(digest.first),
        "last": words.day(digest.last),
        "moment": words.moment(digest.frozen_at),
    }
    return window, source_sentence(digest, counted, words)


def source_sentence(digest: Digest, counted: figures.Summary, words: Wording) -> str:
    """Return how many sources were followed and how they did."""
    _ = words.gettext
    if not counted.sources:
        return _("No source was followed in the period.")
    return _(
        "Sources followed: %(sources)s (outlets %(outlets)s); working %(working)s, failed %(failed)s,"
        " never read %(unread)s (as of %(moment)s)."
    ) % {
        "sources": words.number(counted.sources),
        "outlets": words.number(len({line.outlet for line in digest.sources})),
        "working": words.number(counted.sources_working),
        "failed": words.number(counted.sources_failed),
        "unread": words.number(counted.sources_unread),
        "moment": words.moment(digest.frozen_at),
    }


def draft_sentence(digest: Digest, words: Wording) -> str:
    """Return the warning of a digest whose period is not frozen, or that replaces another; empty for any other."""
    _ = words.gettext
    facts = {"moment": words.moment(digest.frozen_at), "number": digest.issue, "reason": plain(digest.issue_reason)}
    if digest.draft:
        return _("DRAFT: the period is not frozen; the numbers are provisional as of %(moment)s.") % facts
    if digest.issue > 1:
        return _("Issue %(number)d, as of %(moment)s; it replaces the one before. Reason: %(reason)s") % facts
    return ""


def total_sentence(digest: Digest, counted: figures.Summary, words: Wording) -> str:
    """Return how much was published about the unit in the period, in words also when it was nothing."""
    _ = words.gettext
    facts = {
        "unit": plain(digest.profile_title),
        "window": words.window(digest.first, digest.last),
        "articles": words.number(counted.main.articles),
        "stories": words.number(counted.main.stories),
        "outlets": words.number(counted.outlets),
    }
    if not counted.main.articles:
        return _("No article about %(unit)s was recorded in the period (%(window)s).") % facts
    total = _(
        "In the period (%(window)s) the press published on %(unit)s: articles %(articles)s, stories %(stories)s,"
        " outlets %(outlets)s."
    )
    return total % facts


def _warnings(counted: figures.Summary, words: Wording) -> tuple[str, ...]:
    _ = words.gettext
    broken, watched = counted.sources_failed + counted.sources_unread, counted.sources_watched
    unreadable = _("Sources not readable when this was compiled: %(number)s; coverage may be missing.")
    doubtful = _("Sources that are read but need a look: %(number)s (see “Health of the sources”).")
    found = ((unreadable, broken), (doubtful, watched))
    return tuple(sentence % {"number": words.number(number)} for sentence, number in found if number)


def _comparisons(digest: Digest, counted: figures.Summary, words: Wording) -> Iterator[str]:
    _ = words.gettext
    before = (counted.previous_articles, counted.previous_stories)
    yield _comparison(
        counted,
        before,
        words.window(counted.previous_first, counted.previous_last),
        _(
            "Against the previous period (%(window)s: articles %(articles)s, stories %(stories)s): articles"
            " %(article_change)s, stories %(story_change)s."
        ),
        _("There are no frozen numbers of the previous period (%(window)s) to compare with."),
        words,
    )
    if counted.main.articles or counted.previous_articles:
        yield from _shares(digest, counted, words)
    if counted.year_before_first == counted.previous_first:  # a year is held against the year before once
        return
    yield _comparison(
        counted,
        (counted.year_before_articles, counted.year_before_stories),
        words.window(counted.year_before_first, counted.year_before_last),
        _(
            "Against the same period a year before (%(window)s: articles %(articles)s, stories %(stories)s): articles"
            " %(article_change)s, stories %(story_change)s."
        ),
        _("There are no frozen numbers of the same period a year before (%(window)s) to compare with."),
        words,
    )


def _shares(digest: Digest, counted: figures.Summary, words: Wording) -> Iterator[str]:
    """Yield how tones and topics moved against the previous period, in articles."""
    _ = words.gettext
    window = words.window(counted.previous_first, counted.previous_last)
    tone = _moves(digest.previous_tone, digest.by_tone, lambda count: words.tone(count.key), words)
    topics = _moves(digest.previous_topics, digest.by_topic, lambda count: _topic_label(digest, count, words), words)
    if tone:
        yield _("Tone against %(window)s: %(moves)s.") % {"window": window, "moves": tone}
    if topics:
        yield _("Topics against %(window)s: %(moves)s.") % {"window": window, "moves": topics}


def _moves(before: Iterable[Count] | None, now: Iterable[Count], name: Callable[[Count], str], words: Wording) -> str:
    """Return each count with the number before it, "positive 12 (before 9)", the largest first; empty when unknown."""
    if before is None:
        return ""
    old, new = ({count.key: count for count in counts} for counts in (before, now))
    ranked = sorted({**old, **new}.values(), key=lambda count: (-count.articles, count.key))
    form = words.gettext("%(name)s %(now)s (before %(before)s)")
    return "; ".join(
        form
        % {
            "name": name(count),
            "now": words.number(new[count.key].articles if count.key in new else 0),
            "before": words.number(old[count.key].articles if count.key in old else 0),
        }
        for count in ranked
    )


def _comparison(
    counted: figures.Summary,
    before: tuple[int | None, int | None],
    window: str,
    sentence: str,
    nothing: str,
    words: Wording,
) -> str:
    articles, stories = before
    if articles is None or stories is None:
        return nothing % {"window": window}
    return sentence % {
        "window": window,
        "articles": words.number(articles),
        "stories": words.number(stories),
        "article_change": words.change(counted.main.articles, articles),
        "story_change": words.change(counted.main.stories, stories),
    }
