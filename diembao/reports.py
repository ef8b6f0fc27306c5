"""The periodic digest: gather, build, render, freeze and queue its mails."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alerts import compose, digest, followup, matters
from alerts.documents import charts, data, excel, html, text, word, word_template
from alerts.documents.names import file_stem
from alerts.register import register
from alerts.schedule import due_periods, freeze_time
from core.desk import Digest, FollowUp, Message
from core.errors import DocumentError
from core.matters import Register
from core.periods import ZONE, Period, parse, previous, year_before
from core.ports import UnitOfWork
from core.settings import DigestPlan, Office, Recipient
from diembao.matters import standings
from diembao.rooms import Rooms

log = logging.getLogger(__name__)

EARLIER = 6  # reports that tell what is usual
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A digest in every format: files by suffix, and for the mail the page with its pictures by Content-ID."""

    files: Mapping[str, bytes]
    page: str
    pictures: Mapping[str, bytes]


def build(rooms: Rooms, plan: DigestPlan, period: Period, *, draft: bool, without: Collection[int] = ()) -> Digest:
    """Build the digest of a period from the archive as it is now, `without` some articles; nothing is stored."""
    now = rooms.clock.now()
    settings = rooms.settings.on(now)
    with rooms.store.read() as tx:
        alerts = tx.alerts.between(plan.profile, period.start, period.end)
        found = tx.articles.between(plan.profile, period.start, period.end)
        articles = [judged for judged in found if judged.article.id not in without]
        late = tx.digests.late(plan.profile, period.start) if period.kind == "month" else []
        calendar = parse(period.id)
        before, a_year_ago = (
            tx.digests.get(plan.profile, each.id) for each in (previous(calendar), year_before(calendar))
        )
        return digest.build(
            profile=settings.profile(plan.profile),
            period=period,
            articles=articles,
            late=late,
            corrected=tx.versions.corrected({judged.article.id for judged in (*articles, *late)}),
            alerts=alerts,
            alerted=[tx.articles.get(alert.article_id) for alert in alerts],
            sources=tx.sources.states(),
            timings=tx.articles.timings(period.start, period.end),
            # A month that still runs is not held against a whole one.
            previous=None if draft else before,
            year_before=None if draft else a_year_ago,
            followups=_followed(tx, before) if before else None,
            earlier=tx.digests.counts_before(plan.profile, period.kind, period.start, EARLIER),
            occasions=settings.calendar.occasions,
            register=_register(rooms, tx, plan.profile, period, now),
            topics=settings.topics,
            rules=settings.rules,
            departments=settings.departments,
            workdays=rooms.workdays,
            now=now,
            draft=draft,
            config_version=settings.version,
        )


def _register(rooms: Rooms, tx: UnitOfWork, profile: str, period: Period, now: datetime) -> Register:
    """Return the register of matters as the report tells it."""
    rules, found = rooms.settings.clocks, standings(tx, rooms.settings, rooms.workdays, now, profile)
    gap = matters.press_conference(found, profile, rules, rooms.workdays, now)
    return register(found, period, gap, rules)


def _followed(tx: UnitOfWork, before: Digest) -> tuple[FollowUp, ...]:
    """Return what became of the proposals of the report before."""
    ids = followup.alert_ids(before)
    alerts, decisions = tx.alerts, {each: tx.alerts.decisions(each) for each in ids}
    return followup.follow(before, {each: alerts.get(each) for each in ids}, decisions)


def frozen(rooms: Rooms, plan: DigestPlan, period: Period) -> Digest:
    """Return the digest of a period, frozen now if it was not yet; a frozen one never changes."""
    with rooms.store.read() as tx:
        found = tx.digests.get(plan.profile, period.id)
    if found is not None:
        return found
    made = build(rooms, plan, period, draft=False)
    with rooms.store.begin() as tx:
        won = tx.digests.freeze(made)
        found = tx.digests.get(plan.profile, period.id)
    if won:
        log.info("digest %s %s frozen", plan.profile, period.id)
    assert found is not None  # noqa: S101 - freeze stored it, or somebody else had
    return found


def ripe(rooms: Rooms, plan: DigestPlan, period: Period) -> bool:
    """Tell whether a period may freeze: its first working day afterwards has come, and something was collected by then.

    A period before the first collection would freeze as empty, although nobody looked.
    """
    with rooms.store.read() as tx:
        since = tx.digests.first_activity()
    over = rooms.clock.now() >= freeze_time(period, rooms.workdays, plan.freeze_hour)
    return over and since is not None and since < period.end


def freeze_due(rooms: Rooms) -> int:
    """Freeze every period that is due and has not been mailed, and queue its mails; return how many were queued.

    What is due is a question to the database, so an outage of any length only delays a digest. One that waits for an
    approval goes to those who may give it, and again on every working day.
    """
    queued = 0
    for plan in rooms.settings.digests:
        with rooms.store.read() as tx:
            since = tx.digests.first_activity()
            mailed, issues = tx.outbox.keys("digest", plan.profile), tx.digests.last_issues(plan.profile)
        for period in due_periods(rooms.clock.now(), since, rooms.workdays, plan) if since else ():
            issue = issues.get(period.id, 1)
            if issue_key(period.id, issue) in mailed:
                continue
            try:
                queued += _hand_out(rooms, plan, period, issue, mailed)
            except Exception:  # one profile's fault must not keep the others from their report
                log.exception("digest %s %s could not be made", plan.profile, period.id)
    return queued


def _hand_out(rooms: Rooms, plan: DigestPlan, period: Period, issue: int, mailed: Collection[str]) -> int:
    """Queue the mails of an issue: to its readers, or to those who approve it, unless `mailed` holds those of today."""
    if is_approved(rooms, plan, period):
        return queue(rooms, plan, frozen(rooms, plan, period))
    asked = approval_key(period.id, issue)
    key = f"{asked}{rooms.clock.now().astimezone(ZONE).date()}"
    is_first = not any(one.startswith(asked) for one in mailed)
    if key in mailed or not (is_first or _is_office_hour(rooms, plan)):
        return 0
    made, boxes = frozen(rooms, plan, period), mailboxes(rooms, plan.approvers, rooms.clock.now())
    return _queue(rooms, made, key, [box.email for box in boxes], rooms.clock.now())


def is_approved(rooms: Rooms, plan: DigestPlan, period: Period) -> bool:
    """Tell whether the latest issue of a period may go to its readers."""
    if not plan.approvers:
        return True
    with rooms.store.read() as tx:
        issue = tx.digests.last_issue(plan.profile, period.id)
        return tx.digests.approval(plan.profile, period.id, issue) is not None


def _is_office_hour(rooms: Rooms, plan: DigestPlan) -> bool:
    local = rooms.clock.now().astimezone(ZONE)
    return rooms.workdays.is_working(local.date()) and local.hour >= plan.freeze_hour


def issue_key(period: str, issue: int) -> str:
    """Return the key under which the mails of an issue are delivered."""
    return period if issue == 1 else f"{period}+{issue}"


def approval_key(period: str, issue: int) -> str:
    """Return how the keys of the mails begin that ask for an approval; the day follows."""
    return f"{issue_key(period, issue)}+draft+"


def mailboxes(rooms: Rooms, departments: Iterable[str], now: datetime) -> list[Recipient]:
    """Return the mailboxes of departments that are in use today, each address once, in configured order."""
    today = now.astimezone(ZONE).date()
    boxes = (box for identity in departments for box in rooms.settings.department(identity).recipients)
    found: dict[str, Recipient] = {}
    for box in boxes:
        if box.valid(today):
            found.setdefault(box.email, box)
    return list(found.values())


def queue(rooms: Rooms, plan: DigestPlan, made: Digest, copies_to: Sequence[str] = ()) -> int:
    """Queue one mail per recipient, unless it was queued before; return how many are new.

    Copies to other mailboxes are deliveries of their own: they never stand for the mail to the configured recipients.
    """
    key = issue_key(made.period, made.issue)
    if copies_to:
        return _queue(rooms, made, f"{key}+copy", copies_to)
    return _queue(rooms, made, key, [box.email for box in mailboxes(rooms, plan.departments, rooms.clock.now())])


def _queue(rooms: Rooms, made: Digest, key: str, boxes: Sequence[str], dated: datetime | None = None) -> int:
    if not boxes:
        log.warning("digest %s %s has no recipient today", made.profile, made.period)
        return 0
    now, rendered = rooms.clock.now(), render(rooms, made)
    messages = [mail(rooms, made, rendered, box, key, dated) for box in boxes]
    with rooms.store.begin() as tx:
        return sum(tx.outbox.add("digest", made.profile, key, message, now) for message in messages)


def mail(
    rooms: Rooms, made: Digest, rendered: Rendered, recipient: str, key: str, dated: datetime | None = None
) -> Message:
    """Return the finished mail of a digest: HTML with its pictures and text, with the Word and Excel files."""
    stem, files = file_stem(made), rendered.files
    return compose.digest_message(
        made,
        rendered.page,
        files["txt"].decode(),
        [(f"{stem}.docx", files["docx"], DOCX), (f"{stem}.xlsx", files["xlsx"], XLSX)],
        recipient,
        rooms.settings.on(made.frozen_at).office,
        rooms.settings.mail,
        rooms.settings.language,
        key,
        rendered.pictures,
        dated,
    )


def render(rooms: Rooms, made: Digest) -> Rendered:
    """Return the digest in every format; all of them come from the one frozen record."""
    office, language = rooms.settings.on(made.frozen_at).office, rooms.settings.language
    drawn = charts.pictures(made, language)
    names = {chart: charts.content_id(made, chart) for chart in drawn}
    page = html.render(made, office, language, rooms.templates, names)
    # A template of the office may show none of them; what no page shows would be an attachment without a reason.
    shown = {name: drawn[chart] for chart, name in names.items() if f'src="cid:{name}"' in page}
    files = {
        "html": html.standing_alone(page, shown).encode(),
        "txt": text.render(made, office, language).encode(),
        "docx": _word(rooms, made, office, drawn),
        "xlsx": excel.render(made, language),
        "json": data.render(made),
    }
    return Rendered(files, page, shown)


def own_template(rooms: Rooms) -> bytes | None:
    """Return the office's own Word template, None where it has none."""
    path = rooms.templates / word_template.FILE
    return path.read_bytes() if path.is_file() else None


def _word(rooms: Rooms, made: Digest, office: Office, drawn: Mapping[str, bytes]) -> bytes:
    """Return the Word file by the office's own template, or by the shipped one when that cannot be used."""
    language, own = rooms.settings.language, own_template(rooms)
    if own is not None:
        try:
            return word.render(made, office, language, drawn, own)
        except DocumentError as error:  # the report must come out; `report check-template` tells what is wrong
            log.error("templates/%s is not used, the shipped form is: %s", word_template.FILE, error)  # noqa: TRY400
    return word.render(made, office, language, drawn)


def write(files: Mapping[str, bytes], made: Digest, folder: Path) -> list[Path]:
    """Write the rendered files into `folder` as `digest-<profile>-<period>.<suffix>` and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for suffix, content in files.items():
        path = folder / f"{file_stem(made)}.{suffix}"
        path.write_bytes(content)
        paths.append(path)
    return paths
