"""`diembao correct`: officers say what is right where the machine was wrong, and the models learn from it."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import click
from rich.console import Console

from alerts.documents.wording import Wording
from alerts.labels import in_language
from classifier.corrections import VALUES, Change, corrected, correction
from core.clock import SystemClock
from core.corrections import CorrectedField, Correction, standing
from core.errors import UsageError
from core.i18n import language, translator
from core.settings import Topic
from core.text import one_line, shorten
from diembao.cli import Command, Group
from diembao.commands.common import actor_name, find_article, load_settings
from diembao.learning import Outcome, put_in_use, study, taught, write
from diembao.output import local, say, show_json, show_table
from diembao.rooms import open_store

_ = translator("diembao")

TITLE_WORDS = 12
ACT = "models.learn"


def command() -> click.Command:
    """Build the group."""
    group = Group(
        "correct",
        help=_(
            "Corrections of what the machine says of an article: topic, tone, kind, role. Only a person corrects, with"
            " reason, name and time; none of it says whether anything is true."
        ),
    )
    for made in (_add_command(), _list_command(), _learn_command()):
        group.add_command(made)
    return group


def _add_command() -> click.Command:
    @click.command(
        "add",
        cls=Command,
        help=_(
            "Say what is right of one stored article, given by its address or number. It acts at once on this article"
            " and is kept for good; the last correction of a field counts. No alert is raised by it."
        ),
        epilog=(
            "diembao correct add https://baomau.vn/bai.html --topic borders --is no"
            ' --reason "Biên giới Nga – Ukraine" --as "Nguyễn Văn Mẫu"\n'
            'diembao correct add 1204 --tone neutral --reason "Tin thuần túy" --as "Nguyễn Văn Mẫu"'
        ),
    )
    @click.argument("article", metavar="URL|ID")
    @click.option("--topic", metavar="ID", help=_("A topic of topics.yaml, together with --is."))
    @click.option("--is", "is_about", type=click.Choice(VALUES["topic"]), help=_("Whether the article is about it."))
    @click.option("--tone", type=click.Choice(VALUES["tone"]), help=_("Tone toward the unit."))
    @click.option("--kind", type=click.Choice(VALUES["kind"]), help=_("Kind of article."))
    @click.option(
        "--role", type=click.Choice(VALUES["role"]), help=_("What it does with a claim; never whether that is true.")
    )
    @click.option("--reason", required=True, help=_("On what grounds."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    def add_command(
        article: str, topic: str | None, is_about: str | None, reason: str, actor: str | None, **others: str | None
    ) -> None:
        change, who = _change(topic, is_about, others), actor_name(actor)
        settings, now = load_settings(), SystemClock().now()
        with closing(open_store(settings)) as store, store.begin() as tx:
            judged = tx.articles.get(find_article(tx, article).id)
            made = tx.corrections.add(correction(judged, change, who, reason, now))
            tx.corrections.assess(made.article_id, corrected(judged.assessment, tx.corrections.of(made.article_id)))
            tx.verifications.recall_story(judged.article.story_id, now)
        say(_("Article %(no)d: %(title)s") % {"no": made.article_id, "title": one_line(judged.article.title)})
        say(f"{_field(made, settings.topics)}: {_step(made)}")

    return add_command


def _change(topic: str | None, is_about: str | None, others: Mapping[str, str | None]) -> Change:
    """Return the one thing that is corrected; raises UsageError when it is none or several."""
    fields: dict[CorrectedField, str | None] = {field: others.get(field) for field in ("tone", "kind", "role")}
    asked = [Change(field, value) for field, value in fields.items() if value]
    if (topic is None) != (is_about is None):
        raise UsageError(_("A topic is corrected with both --topic ID and --is yes or no."))
    if topic is not None and is_about is not None:
        asked.append(Change("topic", is_about, topic))
    if len(asked) != 1:
        raise UsageError(_("Say exactly one thing: --topic ID --is yes|no, --tone, --kind or --role."))
    return asked[0]


def _list_command() -> click.Command:
    @click.command("list", cls=Command, help=_("Every correction, oldest first."), epilog="diembao correct list --json")
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(as_json: bool) -> None:
        settings = load_settings()
        with closing(open_store(settings)) as store, store.read() as tx:
            found = tx.corrections.listing()
            titles = {one.article_id: tx.articles.get(one.article_id).article.title for one in found}
        if as_json:
            show_json(found)
            return
        if not found:
            say(_("Nothing was corrected yet."))
            return
        counting = {one.number for one in standing(found)}
        show_table(
            (_("No"), _("At"), _("Who"), _("Article"), _("Field"), _("Correction"), _("Counts"), _("Reason")),
            [
                (
                    one.number,
                    local(one.at),
                    one.actor,
                    f"{one.article_id} {shorten(titles[one.article_id], TITLE_WORDS)}",
                    _field(one, settings.topics),
                    _step(one),
                    _("yes") if one.number in counting else _("replaced"),
                    one.reason,
                )
                for one in found
            ],
        )

    return list_command


def _learn_command() -> click.Command:
    @click.command(
        "learn",
        cls=Command,
        help=_(
            "Let the models of this workspace learn from the corrections. They start from the delivered models and are"
            " written only when every plain case of the guard set is judged as rightly as before, else exit code 1."
        ),
        epilog="diembao correct learn --dry-run\ndiembao correct learn",
    )
    @click.option("--dry-run", is_flag=True, help=_("Say what would change and write nothing."))
    @click.option("--as", "actor", metavar="NAME", help=_("Who acts (default: your account)."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def learn_command(dry_run: bool, actor: str | None, as_json: bool) -> int:
        settings, who = load_settings(), "" if dry_run else actor_name(actor)
        with closing(open_store(settings)) as store:
            with store.read() as tx:
                corrections = taught(tx)
            with Console(stderr=True).status(_("Learning from %(count)d corrections …") % {"count": len(corrections)}):
                outcome = study(settings, corrections)
            writing = not dry_run and not outcome.lost and outcome.learned > 0
            if writing:
                written = write(Path(settings.workspace), outcome)
                with store.begin() as tx:
                    tx.audit.append(SystemClock().now(), who, ACT, _summary(outcome))
                    put_in_use(written)
        if as_json:
            show_json({**_summary(outcome), "written": writing})
        else:
            _tell(outcome, writing=writing)
        return 1 if outcome.lost else 0

    return learn_command


def _summary(outcome: Outcome) -> dict[str, object]:
    return {
        "base": outcome.base,
        "version": outcome.version,
        "digest": outcome.digest,
        "corrections": outcome.corrections,
        "learned": outcome.learned,
        "as_corrected": {"before": outcome.before, "after": outcome.after},
        "guard": {
            "held": outcome.held,
            "kept": outcome.held - len(outcome.lost),
            "lost": [{"case": one.case.id, "field": one.field, "title": one.case.title} for one in outcome.lost],
        },
    }


def _tell(outcome: Outcome, *, writing: bool) -> None:
    counts = {"count": outcome.corrections, "learned": outcome.learned}
    say(_("Corrections that count: %(count)d; learned from: %(learned)d.") % counts)
    if not outcome.learned:
        say(_("There is nothing to learn from; the models in use stay."))
        return
    if outcome.learned < outcome.corrections:
        say(_("The models do not judge the others: another language, or a topic of the office's own."))
    right = {"before": outcome.before, "after": outcome.after, "learned": outcome.learned}
    say(_("Judged as corrected: %(before)d before, %(after)d after, of %(learned)d.") % right)
    kept = {"kept": outcome.held - len(outcome.lost), "held": outcome.held}
    say(_("Guard set: %(kept)d of %(held)d judgements kept.") % kept)
    if outcome.lost:
        say(_("Nothing was written, because these plain cases would be lost:"))
        for point in outcome.lost:
            say(f"  - {point.case.id}, {point.field} = {point.case.expected[point.field]}: {point.case.title}")
        say(_("Look through the corrections (diembao correct list), correct again what is wrong, and learn again."))
    elif writing:
        written = _("Written: models %(version)s. A running service takes them when it is started again.")
        say(written % {"version": outcome.version})
    else:
        say(_("Nothing was written (--dry-run)."))


def _field(one: Correction, topics: Sequence[Topic]) -> str:
    if one.field == "topic":
        names = next((topic.names for topic in topics if topic.id == one.topic), {})
        return _("topic %(topic)s") % {"topic": in_language(names, one.topic)}
    return {"tone": _("tone"), "kind": _("kind"), "role": _("role")}[one.field]


def _step(one: Correction) -> str:
    return f"{_value(one.field, one.before)} → {_value(one.field, one.value)}"


def _value(field: CorrectedField, value: str) -> str:
    """Return a label as people read it."""
    words = Wording(language())
    if field == "topic":
        return {"yes": _("yes"), "no": _("no")}.get(value, value)
    if field == "tone":
        return words.tone(value)
    if field == "role":
        return words.role(value) or _("no claim")
    return {
        "news": _("news"),
        "opinion": _("opinion"),
        "advertorial": _("advertorial"),
        "table": _("table"),
        "sport": _("sport"),
    }.get(value, value)
