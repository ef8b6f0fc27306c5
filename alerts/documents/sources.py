"""How the sources did and how long articles took: the last section of a digest."""

from collections.abc import Sequence

from alerts.conditions import Group as Standing
from alerts.conditions import advice
from alerts.delays import slowest
from alerts.documents import figures
from alerts.documents.blocks import Entry, Grid, Group, Section
from alerts.documents.overview import source_sentence
from alerts.documents.wording import Wording, plain
from core.desk import DelayLine, Digest, SourceLine

LISTED = 20
SLOWEST = 10
SHOWN: tuple[Standing, ...] = ("dead", "watch", "never")


def health(digest: Digest, counted: figures.Summary, words: Wording) -> Section:
    """Return how the sources did, with failed ones apart from silent ones, and how long articles took."""
    _ = words.gettext
    title = _("Health of the sources")
    paragraphs = [source_sentence(digest, counted, words)]
    silent = figures.silent_outlets(digest)
    if silent:
        names = ", ".join(plain(name, 80) for name in silent)
        sentence = _("Working, but without a listed article in the period (%(window)s), outlets %(number)s: %(names)s.")
        window = words.window(digest.first, digest.last)
        paragraphs.append(sentence % {"window": window, "number": words.number(len(silent)), "names": names})
    groups = tuple(_standing_group(digest, standing, words) for standing in SHOWN)
    return Section(
        "health",
        "",
        title,
        tuple(paragraphs),
        groups=tuple(group for group in groups if group.entries),
        grids=delay_grid(digest.delays, delay_caption(digest, words), words),
    )


def _standing_group(digest: Digest, standing: Standing, words: Wording) -> Group:
    lines = figures.sources_in(digest, standing)
    entries = tuple(_source_entry(line, words) for line in lines[:LISTED])
    return Group(words.standing(standing), entries, words.left_out(len(lines) - len(entries)))


def _source_entry(line: SourceLine, words: Wording) -> Entry:
    _ = words.gettext
    facts = [words.since(line.state, line.since)]
    if line.state != "never":
        facts.append(words.last_read(line.last_success))
    if line.dark_days:
        facts.append(_("days of the period without any reading: at least %(days)d") % {"days": line.dark_days})
    if line.error:
        facts.append(_("error: %(error)s") % {"error": plain(line.error)})
    todo = advice(line.state, words.lang)
    notes = (_("What to do: %(advice)s") % {"advice": todo},) if todo else ()
    return Entry(f"{plain(line.outlet)} ({plain(line.source_id)})", facts="; ".join(facts), notes=notes)


def delay_caption(digest: Digest, words: Wording) -> str:
    """Return what the delays are, with the window in which the articles were stored."""
    window = words.window(digest.first, digest.last)
    return words.gettext("Time from publication to storing, articles stored in the period (%(window)s)") % {
        "window": window
    }


def delay_note(line: DelayLine, words: Wording) -> str:
    """Return on how many articles the delays rest, and what was left out."""
    return words.gettext(
        "Measured on %(measured)s of %(articles)s articles; left out: time of publication unknown %(unknown)s,"
        " published before the source was first read %(older)s."
    ) % {
        "measured": words.number(line.measured),
        "articles": words.number(line.articles),
        "unknown": words.number(line.articles - line.published_known),
        "older": words.number(line.older),
    }


def outlet_of(line: DelayLine, words: Wording) -> str:
    """Return the name of the outlet of a delay line, or what all of them together are called."""
    return plain(line.outlet) if line.outlet_id else words.gettext("All outlets")


def delay_grid(delays: Sequence[DelayLine], caption: str, words: Wording) -> tuple[Grid, ...]:
    """Return the small table of delays: all outlets together, then the slowest; none when nothing was stored."""
    _ = words.gettext
    if not delays:
        return ()
    whole, outlets = delays[-1], slowest(delays)
    rows = tuple(
        (outlet_of(line, words), words.number(line.measured), words.duration(line.p50), words.duration(line.p95))
        for line in (whole, *outlets[:SLOWEST])
    )
    header = (_("Outlet"), _("Articles measured"), _("Half within"), _("95% within"))
    left = words.number(len(outlets) - SLOWEST)
    more = _("only the slowest outlets are shown; further ones: %(number)s") % {"number": left}
    notes = (delay_note(whole, words), *((more,) if len(outlets) > SLOWEST else ()))
    return (Grid(caption, header, rows, notes),)
