"""`diembao review`: the alert desk."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from typing import Any

import click

from alerts import review
from alerts.documents.wording import Wording
from alerts.doubts import doubt
from alerts.labels import in_language
from alerts.workdays import Workdays
from core.clock import SystemClock
from core.desk import Action, Alert, AlertState, Decision, JudgedArticle
from core.errors import UsageError
from core.i18n import language, translator
from core.judgement import VERDICTS, Assessment, Relevance, Verdict
from core.periods import ZONE
from core.ports import UnitOfWork
from core.settings import Settings, Topic
from core.text import one_line
from diembao import stating
from diembao.cli import Command, Group
from diembao.commands.common import actor_name, load_settings, place_proof, quoted
from diembao.commands.matter_desk import clock_lines, standing_facts, state_name
from diembao.matters import read
from diembao.output import local, say, show_json, show_table
from diembao.rooms import open_store
from diembao.verifying import REACH

_ = translator("diembao")

STEPS_BEFORE_VERDICT: dict[AlertState, tuple[Action, ...]] = {
    "new": ("acknowledge", "verify"),
    "acknowledged": ("verify",),
}
OPEN_STATES: tuple[AlertState, ...] = ("new", "acknowledged", "in_verification", "decided")


def command() -> click.Command:
    """Build the group."""
    group = Group(
        "review", help=_("Alerts: read them, take them on, decide. Only a person decides, with reason, name and time.")
    )
    for made in (_list_command(), _show_command(), _ack_command(), _verdict_command(), *_other_steps()):
        group.add_command(made)
    return group


def _list_command() -> click.Command:
    @click.command("list", cls=Command, help=_("Open alerts, most severe first."), epilog="diembao review list --json")
    @click.option("--all", "everything", is_flag=True, help=_("Also closed and dismissed ones."))
    @click.option("--profile", metavar="ID", help=_("Only this profile."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(everything: bool, profile: str | None, as_json: bool) -> None:
        settings = load_settings()
        with closing(open_store(settings)) as store, store.read() as tx:
            found = tx.alerts.listing(profile, () if everything else OPEN_STATES)
        if as_json:
            show_json(found)
        elif not found:
            say(_("No alert is open."))
        else:
            words = Wording(language())
            show_table(
                (_("No"), _("Level"), _("State"), _("At"), _("Outlet"), _("Title")),
                [(a.id, a.severity, words.state(a.state), local(a.created_at), a.outlet_name, a.title) for a in found],
            )

    return list_command


def _show_command() -> click.Command:
    @click.command("show", cls=Command, help=_("One alert: why it was flagged, its story, its decisions."))
    @click.argument("number", type=int)
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def show_command(number: int, as_json: bool) -> None:
        settings = load_settings()
        with closing(open_store(settings)) as store, store.read() as tx:
            alert = _alert(tx.alerts.get, number)
            story = tx.articles.story(tx.articles.get(alert.article_id).article.story_id)
            decisions = tx.alerts.decisions(number)
            now, workdays = SystemClock().now(), Workdays(settings.calendar)
            matters = read(tx, tx.matters.of_alert(number), settings, workdays, now)
        if as_json:
            facts = [_facts(known, alert.profile, settings.topics) for known in story]
            urls = [known.article.url for known in story]
            linked = [standing_facts(one, workdays, now) for one in matters]
            show_json({"alert": alert, "decisions": decisions, "articles": urls, "story": facts, "matters": linked})
            return
        _show(alert, story, settings.topics)
        for act in decisions:
            verdict = f" → {Wording(language()).verdict(act.verdict)}" if act.verdict else ""
            done = f"{one_line(act.actor)}: {review.action_name(act.action)}{verdict}. {one_line(act.reason)}"
            say(f"  {local(act.at)}  {done}")
        for one in matters:
            number_and_title = {"no": one.matter.id, "title": one_line(one.matter.title), "state": state_name(one)}
            say("\n" + _("Matter %(no)d: %(title)s (%(state)s)") % number_and_title)
            for line in clock_lines(one, settings.clocks, workdays, now):
                say(f"  {line}")

    return show_command


def _facts(known: JudgedArticle, profile: str, topics: Sequence[Topic]) -> dict[str, Any]:
    """Return what the stored assessment says of an article and why, as a JSON record."""
    article, found = known.article, known.assessment
    return {
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet_name,
        "lang": found.lang,
        "needs_reader": found.needs_reader,
        "places": _relevance(found, profile).matches,
        "topics": [
            {"topic": topic, "name": name, "score": found.topics[topic].score, "evidence": found.topics[topic].evidence}
            for topic, name in _topics_on(found, topics)
        ],
        "tone": found.tone,
        "role": found.role,
        "verification": found.verification,
    }


def _relevance(found: Assessment, profile: str) -> Relevance:
    return found.places.get(profile, Relevance(False, "none", 0.0))


def _topics_on(found: Assessment, topics: Sequence[Topic]) -> list[tuple[str, str]]:
    """Return the topics of an article with their names; one that left the workspace goes by its id."""
    names = {topic.id: topic.names for topic in topics}
    return [(topic, in_language(names.get(topic, {}), topic)) for topic in found.topics_on]


def _show(alert: Alert, story: Iterable[JudgedArticle], topics: Sequence[Topic]) -> None:
    words = Wording(language())
    say(f"{alert.severity}  {one_line(alert.title)}")
    say(f"{alert.outlet_name}, {local(alert.created_at)} — {words.state(alert.state)}")
    say(alert.url)
    say("\n" + _("Why:"))
    for reason in alert.because:
        say(f"  - {one_line(reason)}")
    say(_("Asked: %(ask)s") % {"ask": one_line(alert.ask)})
    say("\n" + _("In the press:"))
    for known in story:
        article, found = known.article, known.assessment
        person = _("corrected by a person") if found.by_person else ""
        marks = ", ".join(filter(None, (words.tone(found.tone.label), words.role(found.role.label), person)))
        say(f"  {local(article.moment)}  {article.outlet_name}: {one_line(article.title)} ({marks})")
        say(f"      {one_line(article.excerpt)}")
        for line in place_proof(article.title, article.text, _relevance(found, alert.profile)):
            say(f"      - {line}")
        for line in _reasons(found, topics):
            say(f"      - {line}")
    say("\n" + _("Decisions:"))


def _reasons(found: Assessment, topics: Sequence[Topic]) -> list[str]:
    """Return a line for each topic, the role and each reason to check, and one when a person must read."""
    lines = []
    for topic, name in _topics_on(found, topics):
        score = found.topics[topic]
        phrases = quoted(score.evidence) or _("no keyword, by the words of the article")
        lines.append(
            _("topic %(name)s (%(score).2f): %(phrases)s") % {"name": name, "score": score.score, "phrases": phrases}
        )
    if found.role.evidence and found.role.label != "none":
        role = Wording(language()).role(found.role.label)
        lines.append(_("role: %(role)s: %(phrases)s") % {"role": role, "phrases": quoted(found.role.evidence)})
    lines += [
        _("to be checked: %(doubt)s") % {"doubt": doubt(signal, language())} for signal in found.verification.signals
    ]
    if found.needs_reader:
        message = _("the language (%(lang)s) is not one the machine judges: a person has to read the article")
        lines.append(message % {"lang": found.lang})
    return lines


def _ack_command() -> click.Command:
    @click.command(
        "ack", cls=Command, help=_("Take an alert on."), epilog='diembao review ack 12 --as "Nguyễn Văn Mẫu"'
    )
    @click.argument("number", type=int)
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def ack_command(number: int, actor: str | None) -> None:
        _act(number, "acknowledge", actor_name(actor), "", None, "")

    return ack_command


def _verdict_command() -> click.Command:
    @click.command(
        "verdict",
        cls=Command,
        help=_("Decide about an alert. The reason and your name are kept for good."),
        epilog='diembao review verdict 12 tin_xac_thuc --reason "Công văn 15/SXD ngày 3/10/2026" --as "Nguyễn Văn Mẫu"',
    )
    @click.argument("number", type=int)
    @click.argument("verdict", type=click.Choice(VERDICTS))
    @click.option("--reason", required=True, help=_("On what grounds."))
    @click.option("--source", default="", help=_("Document or address that proves it."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def verdict_command(number: int, verdict: Verdict, reason: str, source: str, actor: str | None) -> None:
        _act(number, "verdict", actor_name(actor), reason, verdict, source)

    return verdict_command


def _other_steps() -> list[click.Command]:
    """Return the acts that need a reason and nothing else: verify, close, dismiss, reopen."""
    helps: dict[Action, str] = {
        "verify": _("Say that checking has begun."),
        "close": _("Close an alert that is decided and answered."),
        "dismiss": _("Set an alert aside: not about the province, or nothing to do."),
        "reopen": _("Take a closed, decided or dismissed alert up again; the verdict is taken off, the log keeps it."),
    }
    return [_step_command(action, text) for action, text in helps.items()]


def _step_command(action: Action, text: str) -> click.Command:
    example = f'diembao review {action} 12 --reason "..." --as "Nguyễn Văn Mẫu"'

    @click.command(action, cls=Command, help=text, epilog=example)
    @click.argument("number", type=int)
    @click.option("--reason", required=action in {"dismiss", "reopen"}, default="", help=_("On what grounds."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def step_command(number: int, reason: str, actor: str | None) -> None:
        _act(number, action, actor_name(actor), reason, None, "")

    return step_command


def _act(number: int, action: Action, actor: str, reason: str, verdict: Verdict | None, source: str) -> None:
    now = SystemClock().now()
    settings = load_settings().on(now)
    with closing(open_store(settings)) as store, store.begin() as tx:
        alert = _alert(tx.alerts.get, number)
        # Whoever decides at once has taken the alert on and checked it: the log keeps every step.
        for step in STEPS_BEFORE_VERDICT.get(alert.state, ()) if action == "verdict" else ():
            alert = tx.alerts.decide(*review.decision(alert, step, actor, _("with the verdict"), None, "", now))
        known = alert
        alert = tx.alerts.decide(*review.decision(alert, action, actor, reason, verdict, source, now))
        _state(tx, settings, known, Decision(number, now, actor, action, reason, verdict, source))
    say(_("Alert %(no)d: %(state)s") % {"no": alert.id, "state": Wording(language()).state(alert.state)})


def _state(tx: UnitOfWork, settings: Settings, alert: Alert, act: Decision) -> None:
    """Let a verdict become a statement that the press is held against; taken up again, it is withdrawn."""
    if act.action == "reopen" and alert.verdict:
        changed = stating.take_back(tx, alert, act.at, act.actor, act.reason) > 0
    else:
        day = act.at.astimezone(ZONE).date()
        made = stating.of_verdict(alert, act.verdict, act.reason, settings.office.body, day) if act.verdict else None
        changed = made is not None and tx.statements.add(made, act.at, act.actor) is not None
    if changed:
        tx.verifications.recall_since(act.at - REACH, act.at)


def _alert(get: Callable[[int], Alert], number: int) -> Alert:
    try:
        return get(number)
    except KeyError:
        raise UsageError(_("There is no alert %(no)d.") % {"no": number}) from None
