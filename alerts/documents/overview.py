"""Part I of a digest: the window, the sources, the numbers and how they moved."""

from collections.abc import Iterable

from alerts.documents import figures
from alerts.documents.blocks import Row, Section, Table
from alerts.documents.wording import Wording, plain, sentence_case
from core.desk import Count, Digest

TOP = 10
_TONES = ("positive", "neutral", "negative")


def overview(digest: Digest, counted: figures.Summary, words: Wording) -> Section:
    """Return part I: totals of articles and stories, what changed, shares and leaders."""
    _ = words.gettext
    caption = _("Main numbers (%(window)s)") % {"window": words.window(digest.first, digest.last)}
    paragraphs = (
        *_window_sentences(digest, counted, words),
        total_sentence(digest, counted, words),
        _comparison(counted, words),
        *_warnings(counted, words),
    )
    tables = (
        Table(caption, summary_rows(digest, counted, words)),
        *(_top(table, words) for table in count_rows(digest, words)),
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


def count_rows(digest: Digest, words: Wording) -> tuple[Table, ...]:
    """Return the whole tables of counts: tone, topics, outlets, localities."""
    _ = words.gettext
    window = {"window": words.window(digest.first, digest.last)}
    tones = sorted(digest.by_tone, key=lambda count: (_TONES.index(count.key) if count.key in _TONES else 9, count.key))
    whole = sum(count.articles for count in tones)
    tone_rows = tuple(
        Row(sentence_case(words.tone(count.key)), count.articles, count.stories, words.percent(count.articles, whole))
        for count in tones
    )
    tables = (
        Table(_("By tone of the article (%(window)s)") % window, tone_rows),
        Table(
            _("By topic (%(window)s); an article may have several") % window,
            tuple(Row(_topic_label(digest, count, words), count.articles, count.stories) for count in digest.by_topic),
        ),
        Table(_("By outlet (%(window)s)") % window, _ranked(digest.by_outlet, {})),
        Table(_("By locality (%(window)s)") % window, _ranked(digest.by_locality, digest.locality_names)),
    )
    return tuple(table for table in tables if table.rows)


def _topic_label(digest: Digest, count: Count, words: Wording) -> str:
    return words.topic(digest, count.key) if count.key in digest.topic_names else plain(count.label)


def _ranked(counts: Iterable[Count], names: dict[str, str]) -> tuple[Row, ...]:
    ranked = sorted(counts, key=lambda count: (-count.articles, -count.stories, count.label))
    return tuple(Row(plain(names.get(count.key) or count.label), count.articles, count.stories) for count in ranked)


def _top(table: Table, words: Wording) -> Table:
    left = len(table.rows) - TOP
    facts = {"number": words.number(left)}
    more = words.gettext("further lines, see the Word and Excel files: %(number)s") % facts if left > 0 else ""
    return Table(table.caption, table.rows[:TOP], more)


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


def _comparison(counted: figures.Summary, words: Wording) -> str:
    _ = words.gettext
    before = words.window(counted.previous_first, counted.previous_last)
    if counted.previous_articles is None or counted.previous_stories is None:
        return _("There are no frozen numbers of the previous period (%(window)s) to compare with.") % {
            "window": before
        }
    return _(
        "Against the previous period (%(window)s: articles %(articles)s, stories %(stories)s): articles"
        " %(article_change)s, stories %(story_change)s."
    ) % {
        "window": before,
        "articles": words.number(counted.previous_articles),
        "stories": words.number(counted.previous_stories),
        "article_change": words.change(counted.main.articles, counted.previous_articles),
        "story_change": words.change(counted.main.stories, counted.previous_stories),
    }
