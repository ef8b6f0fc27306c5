"""What a digest says, part by part, before any format: HTML, text and Word render the same outline and so agree."""

from alerts.documents import figures
from alerts.documents.blocks import Outline
from alerts.documents.earlier import followup
from alerts.documents.lists import apart, changed
from alerts.documents.matters import highlights, proposals, sensitive, shortcomings
from alerts.documents.outlook import outlook
from alerts.documents.overview import draft_sentence, overview
from alerts.documents.sources import health
from alerts.documents.wording import Wording, plain
from core.desk import Digest


def outline(digest: Digest, words: Wording) -> Outline:
    """Put a digest into words."""
    _ = words.gettext
    counted = figures.summary(digest)
    unit, as_of = plain(digest.profile_title), words.moment(digest.frozen_at)
    return Outline(
        kind=_("REPORT"),
        title=_("Summary of press coverage of %(unit)s, %(period)s")
        % {"unit": unit, "period": words.period_name(digest)},
        window=words.window(digest.first, digest.last),
        as_of=as_of,
        draft=draft_sentence(digest, words),
        summary=counted,
        parts=(
            overview(digest, counted, words),
            highlights(digest, words),
            shortcomings(digest, words),
            sensitive(digest, counted, words),
            followup(digest, counted, words),
            outlook(digest, counted, words),
            proposals(digest, words),
        ),
        changed=changed(digest, words),
        lists=tuple(apart(digest, key, words) for key in ("passing", "sport", "table", "late")),
        health=health(digest, counted, words),
        closing=_(
            "Compiled from public press sources; excerpts and links lead to the originals. Signs listed here are"
            " reasons to check, never verdicts. Configuration %(version)s."
        )
        % {"version": plain(digest.config_version) or "-"},
    )
