"""What is known of one story: the press, what people decided, what authorities did; for notice and dossier. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alerts.documents.wording import EXCERPT_CHARS, Wording, plain, web_address
from alerts.matter_words import duty, response_name
from alerts.matters import Standing
from alerts.products.paper import Table
from alerts.products.quick import QuickReport, Reference
from core.clocks import ClockRule
from core.desk import Alert, Decision, JudgedArticle
from core.periods import ZONE
from core.text import shorten

QUOTED = 50  # words of an article outside the office
_WIDTHS = (24.0, 28.0, 54.0, 54.0)


@dataclass(frozen=True, slots=True)
class Telling:
    """An article of the story in order of time; `excerpt` has at most 50 words."""

    where: Reference
    excerpt: str
    tone: str


@dataclass(frozen=True, slots=True)
class Done:
    """What an authority did: an answer, a communiqué, a request for a correction."""

    matter: str
    what: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class Law:
    """A legal duty that the matter follows; `due` is None where its start is not recorded."""

    duty: str
    source: str
    due: date | None


@dataclass(frozen=True, slots=True)
class Precedent:
    """An alert of the same rule that people decided earlier."""

    alert: int
    title: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """What is known at `quick.at`. `reason` and `source` belong to the verdict of the alert, empty without one."""

    quick: QuickReport
    articles: tuple[Telling, ...]
    reason: str = ""
    source: str = ""
    decided: datetime | None = None
    done: tuple[Done, ...] = ()
    laws: tuple[Law, ...] = ()
    precedents: tuple[Precedent, ...] = ()


def build(
    quick: QuickReport,
    story: Sequence[JudgedArticle],
    decisions: Sequence[Decision],
    matters: Sequence[Standing],
    rules: Sequence[ClockRule],
    earlier: Sequence[tuple[Alert, Decision]],
    lang: str = "vi",
) -> Case:
    """Return the case of a story, whose articles stand in any order, with the decisions on its alert, oldest first."""
    judged = {one.article.id: one for one in story}
    known = {rule.id: rule for rule in rules}
    verdict = next((one for one in reversed(decisions) if one.verdict and one.verdict == quick.verdict), None)
    return Case(
        quick,
        tuple(
            Telling(
                where,
                shorten(judged[where.article].article.excerpt, QUOTED),
                judged[where.article].assessment.tone.label,
            )
            for where in quick.articles
        ),
        verdict.reason if verdict else "",
        verdict.source if verdict else "",
        verdict.at if verdict else None,
        tuple(
            Done(one.matter.title, response_name(act.response, lang), act.moment or act.at, act.url)
            for one in matters
            for act in one.responses
            if act.response
        ),
        tuple(
            Law(duty(rule, lang), rule.source, _day(followed.state.due) if followed.state.due else None)
            for one in matters
            for followed in one.clocks
            if (rule := known.get(followed.state.rule or followed.clock))
        ),
        tuple(Precedent(alert.id, alert.title, alert.verdict or "", act.reason) for alert, act in earlier),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def table(case: Case, words: Wording) -> Table:
    """Return the articles in order of time, with their addresses and excerpts."""
    _ = words.gettext
    rows = tuple(
        (
            appeared(one.where, words),
            plain(one.where.outlet, 60),
            (words.title(one.where.title), web_address(one.where.url)),
            plain(one.excerpt, EXCERPT_CHARS),
        )
        for one in case.articles
    )
    return Table(_WIDTHS, (_("Published"), _("Outlet"), _("Title"), _("Excerpt")), rows)


def appeared(where: Reference, words: Wording) -> str:
    """Return when an article appeared, saying so when only its collection is known."""
    moment = words.moment(where.published)
    return moment if where.published_known else words.gettext("%(moment)s (time of collection)") % {"moment": moment}


def spread(case: Case, words: Wording) -> str:
    """Return how widely the press told of it, in counts and nothing else."""
    _ = words.gettext
    days = {_day(one.where.published) for one in case.articles}
    tones = Counter(one.tone for one in case.articles)
    facts = {
        "articles": words.number(len(case.articles)),
        "outlets": words.number(len(case.quick.outlets)),
        "days": words.number(len(days)),
        "tones": ", ".join(f"{words.tone(tone)} {words.number(count)}" for tone, count in tones.most_common()),
    }
    return _("%(articles)s articles in %(outlets)s outlets on %(days)s days; tone: %(tones)s.") % facts


def claims(case: Case, words: Wording) -> list[str]:
    """Return what is to be checked, what stands against it and what is unknown, a line each."""
    _ = words.gettext
    nothing = _("No sign was found in the words of the articles; nobody has checked whether they are right.")
    return [f"- {plain(str(one), 600)}" for one in case.quick.claims] or [nothing]


def concluded(case: Case, words: Wording) -> str:
    """Return the verdict a person gave, with day, reason and source; else that nobody concluded yet."""
    _ = words.gettext
    if not case.quick.verdict or case.decided is None:
        return _("Nobody has concluded yet: the content is not verified.")
    facts = {
        "verdict": words.verdict(case.quick.verdict),
        "day": words.day(_day(case.decided)),
        "reason": plain(case.reason, 600) or "–",
        "source": plain(case.source, 300) or "–",
    }
    return _("Concluded on %(day)s: %(verdict)s. Grounds: %(reason)s. Source: %(source)s.") % facts


def answers(case: Case, words: Wording) -> list[str]:
    """Return what the authorities did, a line each."""
    _ = words.gettext
    lines = [
        _("- %(day)s: %(what)s (%(matter)s). %(url)s")
        % {
            "day": words.day(_day(one.at)),
            "what": one.what,
            "matter": plain(one.matter),
            "url": web_address(one.url),
        }
        for one in case.done
    ]
    return [line.rstrip() for line in lines] or [_("The register holds no answer yet.")]
