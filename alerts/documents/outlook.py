"""Part VI of a digest: what is still open, what was reported far more than usual, and the days to come.

Every line names its basis; nothing is guessed.
"""

from alerts.documents import figures
from alerts.documents.blocks import Entry, Group, Section
from alerts.documents.matters import alert_line, by_severity
from alerts.documents.wording import Wording, plain
from alerts.outlook import LEAST_REPORTS, view
from core.desk import Digest
from core.outlook import Expected, Surge

OPEN_SHOWN = 5


def outlook(digest: Digest, counted: figures.Summary, words: Wording) -> Section:
    """Return part VI; what was not recorded when the digest was frozen is left out."""
    _ = words.gettext
    open_intro, open_group = _open(digest, counted, words)
    paragraphs, groups = [open_intro], [open_group]
    if digest.expected is not None:
        first, last = view(digest.first, digest.last)
        facts = {"window": words.window(first, last), "number": words.number(LEAST_REPORTS)}
        if digest.surges is None:
            paragraphs.append(
                _("Fewer than %(number)s earlier reports: what is usual for topics and places cannot be told yet.")
                % facts
            )
        elif not digest.surges:
            paragraphs.append(_("No topic or place was reported far more than usual."))
        if not digest.expected:
            paragraphs.append(
                _("The calendars hold no day for %(window)s on which the press is expected to write.") % facts
            )
        groups.append(_surges(digest, digest.surges or (), words))
        groups.append(_expected(digest.expected, _("Days to come (%(window)s)") % facts, words))
    return Section(
        "open", "VI", _("Outlook and matters to follow"), tuple(paragraphs),
        groups=tuple(group for group in groups if group.entries),
    )  # fmt: skip


def _open(digest: Digest, counted: figures.Summary, words: Wording) -> tuple[str, Group]:
    """Return the alerts nobody has finished yet."""
    _ = words.gettext
    facts = {
        "window": words.window(digest.first, digest.last),
        "moment": words.moment(digest.frozen_at),
        "number": words.number(counted.alerts_open),
    }
    if not counted.alerts_open:
        return _("No alert of the period (%(window)s) was open as of %(moment)s.") % facts, Group("", ())
    states = ", ".join(f"{words.state(state)} {words.number(number)}" for state, number in figures.alert_states(digest))
    intro = _(
        "Alerts of the period (%(window)s) still open as of %(moment)s: %(number)s (%(states)s). This part names the"
        " basis of each line; it makes no prophecy."
    ) % {**facts, "states": states}
    waiting = [alert for alert in by_severity(digest) if figures.is_open(alert)]
    entries = tuple(alert_line(alert, words) for alert in waiting[:OPEN_SHOWN])
    return intro, Group(_("Open alerts"), entries, words.left_out(len(waiting) - len(entries)))


def _surges(digest: Digest, surges: tuple[Surge, ...], words: Wording) -> Group:
    _ = words.gettext
    sentence = _("%(number)s articles; on average %(usual)s in the %(over)s reports before")

    def entry(surge: Surge) -> Entry:
        names = digest.topic_names if surge.kind == "topic" else {}
        title = words.topic(digest, surge.key) if surge.key in names else plain(surge.label)
        facts = {
            "number": words.number(surge.articles),
            "usual": words.decimal(surge.usual),
            "over": words.number(surge.over),
        }
        return Entry(title, facts=sentence % facts)

    return Group(_("Reported far more than usual"), tuple(map(entry, surges)))


def _expected(found: tuple[Expected, ...], title: str, words: Wording) -> Group:
    _ = words.gettext
    bases = {
        "holiday": _("public holiday"),
        "anniversary": _("anniversary in the office's calendar"),
        "event": _("event in the office's calendar"),
    }

    def entry(one: Expected) -> Entry:
        days = words.day(one.first) if one.first == one.last else words.window(one.first, one.last)
        return Entry(plain(one.name), facts=f"{days}; {bases[one.basis]}")

    return Group(title, tuple(map(entry, found)))
