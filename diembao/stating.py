"""Statements that come by themselves: what official portals publish, and the verdicts of officers."""

from datetime import date, datetime

from core.desk import Alert, JudgedArticle
from core.judgement import RoleLabel, Verdict
from core.periods import ZONE
from core.ports import UnitOfWork
from core.press import Outlet
from core.statements import Finding, Statement, StatementKind

OFFICIAL = "portal"  # kind of outlet: the site of a body that speaks for itself
LONGEST = 1200  # code points of an official article that are held against the press: its opening
_KINDS: dict[RoleLabel, StatementKind] = {"debunk": "fact_check", "correction": "correction"}
_FINDINGS: dict[Verdict, Finding] = {
    "tin_gia": "false",
    "tin_sai_su_that": "false",
    "tin_xac_thuc": "true",
    "chua_du_can_cu": "unproven",
}


def of_article(outlet: Outlet, judged: JudgedArticle) -> Statement | None:
    """Return what an article of an official portal states; None for any other outlet."""
    if outlet.kind != OFFICIAL:
        return None
    article, found = judged.article, judged.assessment
    day = article.moment.astimezone(ZONE).date()
    kind = _KINDS.get(found.role.label, "official")
    text = f"{article.title}\n{article.text}"[:LONGEST].strip()
    return Statement(0, text, outlet.name, day, kind, scope=_concerned(judged), url=article.url)


def _concerned(judged: JudgedArticle) -> tuple[str, ...]:
    return tuple(profile for profile, place in judged.assessment.places.items() if place.grade != "none")


def of_verdict(alert: Alert, verdict: Verdict, reason: str, issuer: str, day: date) -> Statement | None:
    """Return what a verdict says of the claim of an alert; None for an opinion, which is neither true nor false."""
    finding = _FINDINGS.get(verdict)
    if finding is None:
        return None
    return Statement(0, reason, issuer, day, "verdict", alert.title, finding, (alert.profile,), url=alert.url)


def take_back(tx: UnitOfWork, alert: Alert, now: datetime, actor: str, reason: str) -> int:
    """Withdraw what the verdict on an alert stated, when the alert is taken up again; return how many they were."""
    of_it = [
        one.id
        for one in tx.statements.in_force()
        if one.kind == "verdict" and one.url == alert.url and one.claim == alert.title
    ]
    for number in of_it:
        tx.statements.withdraw(number, now, actor, reason)
    return len(of_it)
