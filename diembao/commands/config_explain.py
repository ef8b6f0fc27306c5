"""`diembao config explain`: why an article is judged as it is, name by name and phrase by phrase."""

import click

from alerts.labels import in_language
from classifier.explain import ClassReason, Reason, explain_classes, explain_topics
from classifier.judge import Judge
from classifier.lexicon import canonical
from core.i18n import translator
from core.judgement import Assessment
from core.settings import PlaceName, Profile, Topic
from diembao.cli import Command
from diembao.commands.classify import choose, chosen_models
from diembao.commands.common import place_proof, quoted
from diembao.output import say, show_json

_ = translator("diembao")

LEAST_SHARE = 0.005  # of a decision that is shown
LEAST = 0.02  # probability below which a topic that nothing speaks for is not shown


def command() -> click.Command:
    """Build the command."""

    @click.command(
        "explain",
        cls=Command,
        help=_(
            "Say why an article is judged as it is: every name found in it and why it counts, and for each topic what"
            " speaks for it and against it. A name alone shows what the profiles know by it. Without a workspace the"
            " shipped profiles are asked."
        ),
        epilog=(
            'diembao config explain "Công an xã Tân Châu, tỉnh Tây Ninh bắt hai người"\n'
            'diembao config explain "Hai người bị bắt ở cửa khẩu." --title "Buôn lậu qua Mộc Bài" --json'
        ),
    )
    @click.argument("sentence", metavar="TEXT")
    @click.option("--title", default="", help=_("Headline of the article, when TEXT is its body."))
    @click.option("--profile", "asked", multiple=True, metavar="ID", help=_("Only this profile (may be repeated)."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def explain_command(sentence: str, title: str, asked: tuple[str, ...], as_json: bool) -> None:
        profiles, topics, version = choose(asked)
        judge = Judge(profiles, topics, version, chosen_models())
        found, reasons = judge.judge(title, sentence), explain_topics(judge, title, sentence)
        chosen = explain_classes(judge, title, sentence)
        if as_json:
            show_json({"assessment": found, "topics": reasons, "classes": chosen})
            return
        for profile in profiles:
            _show_places(profile, title, sentence, found)
        for topic, reason in zip(topics, reasons, strict=True):
            if reason.found.evidence or reason.score.on or reason.score.score >= LEAST:
                _show_topic(topic, reason)
        for one in chosen:
            _show_class(one)
        if found.role.evidence:
            say("  " + _("keywords: %(phrases)s") % {"phrases": quoted(found.role.evidence)})

    return explain_command


def _show_places(profile: Profile, title: str, text: str, judged: Assessment) -> None:
    found = judged.places[profile.id]
    grades = {"main": _("about it"), "passing": _("only names it"), "none": _("not about it")}
    say(f"{profile.title}: {grades[found.grade]} ({found.score:.2f})")
    for line in place_proof(title, text, found, most=20):
        say(f"  - {line}")
    for place in profile.places:
        if canonical(text) in map(canonical, place.names):
            say(f"  {_known(place)}")


def _show_topic(topic: Topic, reason: Reason) -> None:
    """Say whether a topic is on, and each share of the decision with its sign."""
    state = _("on") if reason.score.on else _("off")
    say(f"{in_language(topic.names, topic.id)}: {state} ({reason.score.score:.2f})")
    ways = {
        "always": _("a phrase under `always` decides"),
        "never": _("a phrase under `never` decides"),
        "keywords": _("the keywords decide alone: weight %(total).1f, needed %(cut).1f"),
        "model": _("on from a probability of %(cut).2f; what adds to it and takes from it:"),
    }
    say("  " + ways[reason.way] % {"total": reason.found.total, "cut": reason.cut})
    if reason.score.evidence:
        say("  " + _("keywords: %(phrases)s") % {"phrases": quoted(reason.score.evidence)})
    labels = {
        "words": _("words of the article"), "keywords": _("keywords"), "elsewhere": _("keywords, without Viet Nam"),
        "in_title": _("keywords in the title"), "unvouched": _("weak keywords without support"),
        "against": _("words against"), "home": _("names Viet Nam"), "abroad": _("names other countries only"),
    }  # fmt: skip
    for name, share in reason.shares.items():
        if abs(share) >= LEAST_SHARE:
            say(f"  {share:+.2f} {labels[name]}")
        if name == "words" and reason.words:
            say("        " + ", ".join(f"{word} {part:+.2f}" for word, part in reason.words))
    if reason.shares:
        say(f"  {reason.intercept:+.2f} {_('start')}")


def _show_class(reason: ClassReason) -> None:
    """Say which kind, tone or role was chosen, and what makes it likelier than the next."""
    parts = {"kind": _("kind"), "tone": _("tone"), "role": _("role")}
    names = {"start": _("start"), "words": _("words of the article")}
    chance = f" ({reason.probabilities[reason.label]:.2f})" if reason.probabilities else ""
    say(f"{parts[reason.part]}: {reason.label}{chance}")
    if not reason.shares:
        return
    say("  " + _("against %(other)s (%(chance).2f):") % {
        "other": reason.against, "chance": reason.probabilities[reason.against],
    })  # fmt: skip
    if reason.way == "rules":
        say("  " + _("the rules decide alone"))
    for name, share in reason.shares.items():
        if abs(share) >= LEAST_SHARE:
            say(f"  {share:+.2f} {names.get(name, name)}")
        if name == "words" and reason.words:
            say("        " + ", ".join(f"{word} {part:+.2f}" for word, part in reason.words))


def _known(place: PlaceName) -> str:
    """Say what a profile knows by a name."""
    needs = _("counts only with an administrative word or beside a sure name") if place.ambiguous else _("counts alone")
    locality = _("counted for: %(id)s") % {"id": place.locality} if place.locality else ""
    return "; ".join(filter(None, (f"{place.id} ({place.kind})", ", ".join(place.names), needs, locality)))
