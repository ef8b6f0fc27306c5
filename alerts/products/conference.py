"""The pack for a press conference: the hot matters since the last one, and requests of the press still open. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alerts.documents.wording import Wording, plain, web_address
from alerts.matters import Followed, Standing, held_at
from alerts.products.paper import BLANK, Paper, Part, Table, copies, file_name
from alerts.products.spokesperson import REQUESTS, newest
from core.clocks import ClockRule
from core.periods import ZONE
from core.press import Article
from core.settings import Office

_WAITING = frozenset({"running", "overdue", "not_started"})
_MATTERS = (12.0, 66.0, 42.0, 22.0, 18.0)
_REQUESTS = (12.0, 60.0, 42.0, 46.0)


@dataclass(frozen=True, slots=True)
class PackMatter:
    """A hot matter and how widely the press told of it; `responses` were given since the last conference."""

    matter: int
    title: str
    url: str
    agency: str
    opened: date
    is_open: bool
    articles: int
    outlets: int
    responses: int


@dataclass(frozen=True, slots=True)
class PackRequest:
    """A request of the press that nobody has answered; `due` is None where nobody recorded when it came."""

    matter: int
    title: str
    agency: str
    law: str
    due: date | None
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class ConferencePack:
    """What a press conference held now has to tell: `since` is the local day of the last one, `due` of the next."""

    profile: str
    at: datetime
    since: date | None
    due: date | None
    matters: tuple[PackMatter, ...]
    requests: tuple[PackRequest, ...]


def build(
    found: Sequence[Standing],
    gap: Followed | None,
    coverage: Mapping[int, Sequence[Article]],
    profile: str,
    rules: Iterable[ClockRule],
    now: datetime,
) -> ConferencePack:
    """Return the pack for the matters of a profile; `coverage` holds the articles of each by its number.

    `gap` is how the largest gap between press conferences stands. A hot matter belongs to the pack when it is open or
    came up since the last conference.
    """
    known = list(rules)
    sources, asked = {rule.id: rule.source for rule in known}, newest(known, REQUESTS)
    last = max((at for one in found if (at := held_at(one)) and at <= now), default=None)
    hot = [one for one in found if one.matter.kind == "hot" and _belongs(one, last)]
    lines = [_matter(one, coverage.get(one.matter.id, ()), last) for one in hot]
    requests = [
        _request(one, duty, sources)
        for one in found
        for duty in one.clocks
        if one.state == "open" and duty.clock in asked and duty.state.standing in _WAITING
    ]
    return ConferencePack(
        profile,
        now,
        _day(last) if last else None,
        _day(gap.state.due) if gap and gap.state.due else None,
        tuple(sorted(lines, key=lambda line: (not line.is_open, -line.outlets, -line.articles, line.matter))),
        tuple(sorted(requests, key=lambda line: (line.due or date.max, line.matter))),
    )


def _belongs(one: Standing, last: datetime | None) -> bool:
    return one.state == "open" or last is None or one.matter.opened_at >= last


def _matter(one: Standing, articles: Sequence[Article], last: datetime | None) -> PackMatter:
    first = min(articles, key=lambda each: (each.moment, each.id), default=None)
    return PackMatter(
        one.matter.id,
        one.matter.title,
        first.url if first else "",
        one.matter.lead,
        _day(one.matter.opened_at),
        one.state == "open",
        len(articles),
        len({each.outlet_id for each in articles}),
        sum(last is None or (act.moment or act.at) >= last for act in one.responses),
    )


def _request(one: Standing, duty: Followed, sources: Mapping[str, str]) -> PackRequest:
    due, late = duty.state.due, duty.state.standing == "overdue"
    law = sources.get(duty.state.rule, "")
    return PackRequest(one.matter.id, one.matter.title, one.matter.lead, law, _day(due) if due else None, late)


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def paper(pack: ConferencePack, office: Office, lang: str = "vi") -> Paper:
    """Return the pack in words."""
    words = Wording(lang)
    _ = words.gettext
    facts = {"since": words.day(pack.since) if pack.since else "", "due": words.day(pack.due) if pack.due else ""}
    intro = (
        _("Since the last press conference (%(since)s).") % facts
        if pack.since
        else _("No press conference is recorded.")
    )
    if pack.due:
        intro += " " + _("The next is due by %(due)s.") % facts
    nothing = _("The register holds none.")
    by_hand = _("Numbers and answers of the agencies are to be written by the office; the register does not hold them.")
    matters, requests = _matters(pack, words), _requests(pack, words)
    return Paper(
        file_name("conference", pack.profile, _day(pack.at)),
        _("REPORT"),
        "BC",
        _("Contents for the press conference (as of %(day)s)") % {"day": words.day(_day(pack.at))},
        office.addressee,
        pack.at,
        (
            Part(_("I. MATTERS THE PRESS MAY ASK ABOUT"), (intro, *(() if matters else (nothing,))), matters),
            Part(_("II. REQUESTS OF THE PRESS STILL OPEN"), () if requests else (nothing,), requests),
            Part(_("III. NUMBERS AND ANSWERS OF THE AGENCIES"), (by_hand, BLANK, BLANK)),
        ),
        copies(office, _("As above")),
    )


def _matters(pack: ConferencePack, words: Wording) -> Table | None:
    _ = words.gettext
    rows = tuple(
        (
            str(number),
            (words.title(line.title), web_address(line.url)),
            plain(line.agency) or _("to be named"),
            f"{words.number(line.articles)}/{words.number(line.outlets)}",
            words.number(line.responses),
        )
        for number, line in enumerate(pack.matters, 1)
    )
    header = (_("No."), _("Matter"), _("Agency"), _("Articles/outlets"), _("Answers"))
    return Table(_MATTERS, header, rows, 2) if rows else None


def _requests(pack: ConferencePack, words: Wording) -> Table | None:
    _ = words.gettext
    rows = tuple(
        (str(number), words.title(line.title), plain(line.agency) or _("to be named"), _limit(line, words))
        for number, line in enumerate(pack.requests, 1)
    )
    return Table(_REQUESTS, (_("No."), _("Matter"), _("Agency"), _("Limit and law")), rows) if rows else None


def _limit(line: PackRequest, words: Wording) -> str:
    _ = words.gettext
    if line.due is None:
        return _("%(law)s; nobody recorded when it came") % {"law": plain(line.law)}
    form = _("%(law)s; overdue since %(due)s") if line.is_overdue else _("%(law)s; due %(due)s")
    return form % {"law": plain(line.law), "due": words.day(line.due)}
