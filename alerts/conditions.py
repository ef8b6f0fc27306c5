"""What the conditions of a source are called, what is to be done about each, and what its silence is worth."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from core.i18n import translator
from core.sources import Day

# dead: its silence says nothing; watch: it is read, but a person should look at it; works: its silence is silence.
Group = Literal["dead", "watch", "works", "never"]
GROUPS: tuple[Group, ...] = ("dead", "watch", "never", "works")
"""The order in which people are shown them: what is troubled comes first."""

# `failed` is the word of digests frozen before conditions were told apart.
_DEAD = frozenset({"blocked", "not_a_feed", "parse_error", "gone", "failing", "empty", "failed"})
_WATCH = frozenset({"slow", "moved", "overlap_lost", "below_usual_volume"})


def group(condition: str, failures: int = 0) -> Group:
    """Return what the silence of a source is worth; `failures` are those in a row, the last poll included."""
    if condition == "never":
        return "never"
    if failures or condition in _DEAD:
        return "dead"
    return "watch" if condition in _WATCH else "works"


def dark_days(days: Mapping[str, Day], first: date, last: date) -> int:
    """Return on how many of the local days from `first` to `last` a source was asked and no poll succeeded."""
    return sum(day.polls > 0 and day.polls == day.failures for day in within(days, first, last))


def within(days: Mapping[str, Day], first: date, last: date) -> list[Day]:
    """Return what is remembered of the local days from `first` to `last`."""
    return [day for key, day in days.items() if first.isoformat() <= key <= last.isoformat()]


def name(condition: str, lang: str) -> str:
    """Return the name of a condition; an unknown one is its own name."""
    _ = translator("alerts", lang)
    names = {
        "never": _("never read"),
        "ok": _("working"),
        "unchanged": _("working, nothing new"),
        "empty": _("lists no article"),
        "slow": _("answers slowly"),
        "moved": _("moved to another address"),
        "blocked": _("the outlet refuses our machine"),
        "not_a_feed": _("no news feed at this address"),
        "parse_error": _("damaged, cannot be read"),
        "gone": _("the address is gone"),
        "failing": _("no connection, or the server fails"),
        "overlap_lost": _("articles may have been missed"),
        "below_usual_volume": _("fewer articles than usual"),
        "failed": _("failed"),
    }
    return names.get(condition, condition)


def advice(condition: str, lang: str) -> str:
    """Return what to do about a condition in one or two sentences; empty when there is nothing to do."""
    _ = translator("alerts", lang)
    sentences = {
        "never": _("Wait for the first reading; if there is none within an hour, see whether the service runs."),
        "empty": _("Open the address in a browser; if the section is closed, choose another feed in sources.yaml."),
        "slow": _("If it lasts, tell the outlet; a longer “deadline” in diembao.yaml gives it more time."),
        "moved": _("It is read at its new address; write that one into sources.yaml."),
        "blocked": _("Ask the outlet to let this machine in (firewall, robots.txt); meanwhile use another source."),
        "not_a_feed": _("Find the new address with “diembao sources discover” and correct sources.yaml."),
        "parse_error": _("Outlets mostly mend this within a day; if it lasts, tell the outlet and use another source."),
        "gone": _("Find the new address with “diembao sources discover”, correct or remove it in sources.yaml."),
        "failing": _("It is tried again by itself; after a day test the network of this machine, then ask the outlet."),
        "overlap_lost": _(
            "The outlet's sitemaps are searched for what was missed; if it recurs, add its section feeds."
        ),
        "below_usual_volume": _("Compare with the outlet's website; if articles are missing, choose a better feed."),
        "failed": _("Run “diembao sources check” and look at the error."),
    }
    return sentences.get(condition, "")
