"""What a person does to a frozen digest: approve it, mend its words, have it made anew. Every issue is kept."""

from collections.abc import Callable
from dataclasses import replace

from core.desk import Digest, Proposal
from core.digests import Approval
from core.errors import UsageError
from core.i18n import translator
from core.periods import Period
from core.settings import DigestPlan
from diembao import reports
from diembao.rooms import Rooms

_ = translator("diembao")


def approve(rooms: Rooms, plan: DigestPlan, period: Period, actor: str, note: str) -> Approval:
    """Approve the latest issue; raises UsageError when there is none, or when somebody did so before."""
    made = _latest(rooms, plan, period)
    given = Approval(made.issue, rooms.clock.now(), actor, note)
    with rooms.store.begin() as tx:
        if not tx.digests.approve(plan.profile, period.id, given):
            before = tx.digests.approval(plan.profile, period.id, made.issue)
            facts = {"period": period.id, "number": made.issue, "actor": before.actor if before else ""}
            raise UsageError(_("Issue %(number)d of %(period)s was approved by %(actor)s already.") % facts)
    return given


def reissue(rooms: Rooms, plan: DigestPlan, period: Period, actor: str, reason: str) -> Digest:
    """Make a period anew from the archive as it is now; what a later digest told stays there. Raises UsageError."""
    before = _latest(rooms, plan, period)
    with rooms.store.read() as tx:
        told = tx.digests.told_later(plan.profile, period.id)
    made = reports.build(rooms, plan, period, draft=False, without=told)
    return _issue(rooms, replace(made, issue_reason=reason, remark=before.remark), actor)


def amend(
    rooms: Rooms, plan: DigestPlan, period: Period, actor: str, reason: str, change: Callable[[Digest], Digest]
) -> Digest:
    """Issue the latest digest with other words; its numbers and items stay as they were. Raises UsageError."""
    return _issue(rooms, replace(change(_latest(rooms, plan, period)), issue_reason=reason), actor)


def with_proposal(made: Digest, number: int, **changed: object) -> Digest:
    """Return a digest with proposal `number` (from 1) changed, or left out without changes; raises UsageError."""
    if not 1 <= number <= len(made.proposals):
        facts = {"number": number, "count": len(made.proposals)}
        raise UsageError(_("There is no proposal %(number)d; the digest has %(count)d.") % facts)
    kept: list[Proposal] = list(made.proposals)
    if changed:
        kept[number - 1] = replace(kept[number - 1], **changed)  # type: ignore[arg-type]  # checked by the options
    else:
        del kept[number - 1]
    return replace(made, proposals=tuple(kept))


def _latest(rooms: Rooms, plan: DigestPlan, period: Period) -> Digest:
    with rooms.store.read() as tx:
        found = tx.digests.get(plan.profile, period.id)
    if found is None:
        raise UsageError(
            _("The digest %(period)s of %(profile)s is not frozen yet.")
            % {
                "period": period.id,
                "profile": plan.profile,
            }
        )
    return found


def _issue(rooms: Rooms, made: Digest, actor: str) -> Digest:
    with rooms.store.begin() as tx:
        return tx.digests.issue(made, rooms.clock.now(), actor)
