"""Words, dates and numbers as people read them, in the language of the document."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from alerts import conditions
from core import periods
from core.desk import Digest, DigestItem
from core.i18n import translator
from core.text import one_line, shorten

TITLE_CHARS = 300
EXCERPT_WORDS = 60
EXCERPT_CHARS = 600
URL_CHARS = 2000  # Excel refuses links longer than 2,079 characters

# Halves of surrogate pairs and the two non-characters have no place in UTF-8 or XML 1.0.
_UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_URL_BREAKS = re.compile(r"[\s\"'<>\\^`{|}\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str, chars: int = TITLE_CHARS) -> str:
    """Return hostile text on one line, without control or direction marks, cut to `chars` characters."""
    line = one_line(_UNWRITABLE.sub("\ufffd", text))
    return line if len(line) <= chars else line[: chars - 1].rstrip() + "…"


def excerpt(text: str) -> str:
    """Return at most 60 words of an excerpt on one line."""
    return plain(shorten(_UNWRITABLE.sub("\ufffd", text), EXCERPT_WORDS), EXCERPT_CHARS)


def web_address(url: str) -> str:
    """Return `url` when it is a plain http or https address that may be linked, else an empty string."""
    if len(url) > URL_CHARS or _URL_BREAKS.search(url) or _UNWRITABLE.search(url):
        return ""
    try:
        parts = urlsplit(url)
        return url if parts.scheme.lower() in ("http", "https") and parts.hostname else ""
    except ValueError:
        return ""


def sentence_case(text: str) -> str:
    """Return `text` with its first letter large."""
    return text[:1].upper() + text[1:]


def label(names: dict[str, str], key: str) -> str:
    """Return the label of a key, or the key itself, cleaned, when nobody gave it one."""
    return names.get(key) or plain(key)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    lang: str

    def gettext(self, message: str) -> str:
        """Return `message` of this room in the language of the document."""
        return translator("alerts", self.lang)(message)

    def title(self, text: str) -> str:
        """Return a headline safe to show, and words when nothing of it is left."""
        return plain(text) or self.gettext("(no title)")

    def number(self, value: int) -> str:
        """Return a number with its thousands apart: 1.234 in Vietnamese, 1,234 in English."""
        grouped = f"{value:,}"
        return grouped.replace(",", ".") if self.lang == "vi" else grouped

    def decimal(self, value: float) -> str:
        """Return a number to one decimal: 2,5 in Vietnamese, 2.5 in English."""
        return f"{value:.1f}".replace(".", ",") if self.lang == "vi" else f"{value:.1f}"

    def percent(self, part: int, whole: int) -> str:
        """Return a share to one decimal (60,0%), an empty string when there is no whole."""
        if not whole:
            return ""
        share = f"{100 * part / whole:.1f}%"
        return share.replace(".", ",") if self.lang == "vi" else share

    def day(self, day: date) -> str:
        """Return dd/mm/yyyy."""
        return f"{day:%d/%m/}{day.year:04d}"

    def moment(self, moment: datetime) -> str:
        """Return dd/mm/yyyy HH:MM in Asia/Ho_Chi_Minh."""
        local = moment.astimezone(periods.ZONE)
        return f"{self.day(local.date())} {local:%H:%M}"

    def window(self, first: date, last: date) -> str:
        """Return the two days between which something was counted."""
        return f"{self.day(first)}–{self.day(last)}"

    def published(self, item: DigestItem) -> str:
        """Return when an article appeared, saying so when only its collection is known."""
        moment = self.moment(item.published)
        return moment if item.published_known else self.gettext("%(moment)s (time of collection)") % {"moment": moment}

    def period_name(self, digest: Digest) -> str:
        """Return the period as a title names it: "tháng 10/2026", "quý III/2026"."""
        _ = self.gettext
        period = periods.parse(digest.period)
        year = f"{period.first.year:04d}"
        if period.kind == "month":
            # NĐ 30/2020 puts a zero before months 1 and 2 only.
            month = f"{period.first.month:02d}" if period.first.month < 3 else str(period.first.month)
            return _("month %(month)s/%(year)s") % {"month": month, "year": year}
        if period.kind == "quarter":
            roman = ("I", "II", "III", "IV")[period.first.month // 3]
            return _("quarter %(quarter)s/%(year)s") % {"quarter": roman, "year": year}
        if period.kind == "half":
            first_half = _("the first six months of %(year)s") % {"year": year}
            second_half = _("the last six months of %(year)s") % {"year": year}
            return first_half if period.first.month == 1 else second_half
        if period.kind == "year":
            return _("the year %(year)s") % {"year": year}
        return _("from %(first)s to %(last)s") % {"first": self.day(period.first), "last": self.day(period.last)}

    def change(self, now: int, before: int) -> str:
        """Return how a number moved: "tăng 12 (25,0%)"."""
        _ = self.gettext
        if now == before:
            return _("unchanged")
        words = _("up %(step)s") if now > before else _("down %(step)s")
        share = self.percent(abs(now - before), before)
        return words % {"step": self.number(abs(now - before))} + (f" ({share})" if share else "")

    def tone(self, key: str) -> str:
        """Return the label of a tone."""
        _ = self.gettext
        return label({"positive": _("positive"), "neutral": _("neutral"), "negative": _("negative")}, key)

    def role(self, key: str) -> str:
        """Return what an article does with a questionable claim, empty when there is none."""
        _ = self.gettext
        names = {
            "carrier": _("carries a claim that needs checking"),
            "verification": _("reports that a claim is being verified"),
            "debunk": _("refutes a false claim"),
            "sanction": _("reports a sanction for false information"),
            "correction": _("corrects earlier information"),
            "advice": _("gives advice about false information"),
            "other_sense": _("uses the words in another sense"),
        }
        return "" if key == "none" else label(names, key)

    def band(self, key: str) -> str:
        """Return how urgently a person should check, empty when there is no reason to."""
        _ = self.gettext
        return "" if key == "none" else label({"check": _("to be checked"), "urgent": _("to be checked at once")}, key)

    def signs(self, role: str, band: str) -> str:
        """Return role and band together, empty when there is neither."""
        return "; ".join(words for words in (self.band(band), self.role(role)) if words)

    def became(self, item: DigestItem) -> str:
        """Return what became of an article after it had appeared, empty when nothing did."""
        _ = self.gettext
        found = ((item.corrected, _("corrected")), (item.removed, _("removed")))
        return ", ".join(words for holds, words in found if holds)

    def item_signs(self, item: DigestItem) -> str:
        """Return what became of an article with its role and band, empty when there is none of them."""
        return "; ".join(words for words in (self.became(item), self.signs(item.role, item.band)) if words)

    def state(self, key: str) -> str:
        """Return the label of an alert's state."""
        _ = self.gettext
        names = {
            "new": _("new"),
            "acknowledged": _("acknowledged"),
            "in_verification": _("in verification"),
            "decided": _("decided"),
            "closed": _("closed"),
            "dismissed": _("dismissed"),
        }
        return label(names, key)

    def verdict(self, key: str) -> str:
        """Return the verdict a person gave, or that there is none yet."""
        _ = self.gettext
        names = {
            "": _("no verdict yet"),
            "tin_gia": _("fabricated news"),
            "tin_sai_su_that": _("untrue information"),
            "tin_xac_thuc": _("authentic information"),
            "chua_du_can_cu": _("not enough grounds"),
            "y_kien": _("opinion"),
        }
        return label(names, key)

    def severity(self, key: str) -> str:
        """Return the label of an alert's severity."""
        _ = self.gettext
        return label({"P1": _("P1 (at once)"), "P2": _("P2 (same day)"), "P3": _("P3 (with the digest)")}, key)

    def part(self, key: str) -> str:
        """Return the name of one of the five lists of a digest."""
        _ = self.gettext
        names = {
            "main": _("About the unit"),
            "passing": _("Named only in passing"),
            "sport": _("Sport"),
            "table": _("Weather, lottery, prices"),
            "late": _("Additions to earlier periods"),
        }
        return label(names, key)

    def source_state(self, key: str) -> str:
        """Return the name of a source's condition."""
        return plain(conditions.name(key, self.lang))

    def since(self, key: str, moment: datetime | None) -> str:
        """Return the condition of a source and, when it is known, since when it holds."""
        condition = sentence_case(self.source_state(key))
        if moment is None:
            return condition
        return self.gettext("%(condition)s since %(moment)s") % {"condition": condition, "moment": self.moment(moment)}

    def standing(self, key: conditions.Group) -> str:
        """Return the heading over sources whose silence is worth the same."""
        _ = self.gettext
        names = {
            "dead": _("Failed sources: their silence does not mean there was no news"),
            "watch": _("Sources that are read but need a look"),
            "never": _("Sources never read"),
            "works": _("Working sources"),
        }
        return names[key]

    def duration(self, seconds: float | None) -> str:
        """Return a length of time in at most two units, a dash when it is not known."""
        _ = self.gettext
        if seconds is None:
            return "–"
        if seconds < 60:
            return _("%(number)d s") % {"number": seconds}
        hours, minutes = divmod(round(seconds / 60), 60)
        days, hours = divmod(hours, 24)
        units = ((days, _("%(number)d d")), (hours, _("%(number)d h")), (0 if days else minutes, _("%(number)d min")))
        return " ".join(unit % {"number": number} for number, unit in units if number)

    def topic(self, digest: Digest, key: str) -> str:
        """Return the name of a topic as the digest froze it."""
        names = digest.topic_names.get(key, {})
        return plain(names.get(self.lang) or names.get("vi") or key)

    def topics(self, digest: Digest, keys: tuple[str, ...]) -> str:
        """Return names of topics in a row."""
        return ", ".join(self.topic(digest, key) for key in keys)

    def localities(self, digest: Digest, keys: tuple[str, ...]) -> str:
        """Return names of localities in a row."""
        return ", ".join(plain(digest.locality_names.get(key) or key) for key in keys)

    def left_out(self, number: int) -> str:
        """Return the sentence about what a list does not show, empty when it shows all."""
        more = self.gettext("not shown here: %(number)s, see the full list in the Word and Excel versions")
        return more % {"number": self.number(number)} if number > 0 else ""

    def last_read(self, moment: datetime | None) -> str:
        """Return when a source was last read."""
        if moment is None:
            return self.gettext("never read successfully")
        return self.gettext("last read %(moment)s") % {"moment": self.moment(moment)}
