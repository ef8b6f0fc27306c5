"""Parts II to IV and VII of a digest: stories, alerts and proposals."""

from dataclasses import replace

from alerts.documents import figures
from alerts.documents.blocks import Entry, Group, Section
from alerts.documents.wording import Wording, plain, web_address
from alerts.doubts import doubt
from alerts.proposals import SHORTCOMINGS
from core.desk import AlertLine, Digest, Proposal, StoryLine
from core.text import shorten

STORIES_PER_TOPIC = 5
MATTER_WORDS = 30  # a leader reads the month on a few pages; whole excerpts stand in the Excel file


def highlights(digest: Digest, words: Wording) -> Section:
    """Return part II: positive and neutral stories, the most widely covered of each topic."""
    _ = words.gettext
    title = _("Positive and notable coverage, by topic")
    facts = {"window": words.window(digest.first, digest.last)}
    good = sorted((story for story in digest.stories if not _is_problem(story)), key=_by_spread)
    if not good:
        return Section(
            "highlights",
            "II",
            title,
            (_("No positive or neutral coverage was recorded in the period (%(window)s).") % facts,),
        )
    buckets: dict[str, list[StoryLine]] = {count.key: [] for count in digest.by_topic}
    for story in good:
        buckets.setdefault(story.topics[0] if story.topics else "", []).append(story)
    other = buckets.pop("", [])
    groups = [_topic_group(digest, words.topic(digest, key), found, words) for key, found in buckets.items() if found]
    if other:
        groups.append(_topic_group(digest, _("Other fields"), other, words))
    intro = _(
        "Stories of positive or neutral tone in the period (%(window)s): %(number)s; the most widely covered of each"
        " topic follow, each story once, under its first topic."
    ) % {**facts, "number": words.number(len(good))}
    return Section("highlights", "II", title, (intro,), groups=tuple(groups))


def _topic_group(digest: Digest, title: str, stories: list[StoryLine], words: Wording) -> Group:
    shown = stories[:STORIES_PER_TOPIC]
    entries = tuple(replace(story_entry(digest, story, words), text="") for story in shown)
    return Group(title, entries, words.left_out(len(stories) - len(shown)))


def shortcomings(digest: Digest, words: Wording) -> Section:
    """Return part III: stories of negative tone, one line an event."""
    _ = words.gettext
    title = _("Problems and shortcomings reported by the press")
    facts = {"window": words.window(digest.first, digest.last)}
    bad = sorted((story for story in digest.stories if _is_problem(story)), key=_by_spread)
    if not bad:
        nothing = _("No coverage of problems or shortcomings was recorded in the period (%(window)s).") % facts
        return Section("shortcomings", "III", title, (nothing,))
    intro = _(
        "Stories of negative tone, or about shortcomings, in the period (%(window)s): %(number)s. Tone says nothing"
        " about truth: criticism is not misinformation."
    ) % {**facts, "number": words.number(len(bad))}
    return Section(
        "shortcomings",
        "III",
        title,
        (intro,),
        groups=(Group("", tuple(story_entry(digest, story, words) for story in bad)),),
    )


def sensitive(digest: Digest, counted: figures.Summary, words: Wording) -> Section:
    """Return part IV: the alerts of the period, as candidates."""
    _ = words.gettext
    title = _("Sensitive and unverified information")
    facts = {"window": words.window(digest.first, digest.last)}
    if not digest.alerts:
        nothing = _("No sensitive or unverified information was recorded in the period (%(window)s).") % facts
        return Section("sensitive", "IV", title, (nothing,))
    intro = _(
        "Alerts in the period (%(window)s): %(number)s, of which %(check)s with signs to be checked. These are"
        " candidates found by rules, not verdicts; only people give verdicts."
    ) % {**facts, "number": words.number(counted.alerts), "check": words.number(counted.alerts_to_check)}
    signed = tuple(alert_entry(alert, words) for alert in by_severity(digest) if words.signs(alert.role, alert.band))
    return Section("sensitive", "IV", title, (intro,), groups=(Group("", signed),) if signed else ())


def proposals(digest: Digest, words: Wording) -> Section:
    """Return part VII: drafts of what to do, by whom and by when."""
    _ = words.gettext
    title = _("Proposals")
    facts = {"window": words.window(digest.first, digest.last), "number": words.number(len(digest.proposals))}
    remark = (_("Remark: %(text)s") % {"text": plain(digest.remark, 2000)},) if digest.remark else ()
    if not digest.proposals:
        nothing = _("There are no proposals for the period (%(window)s).") % facts
        return Section("proposals", "VII", title, (nothing, *remark))
    intro = _("Proposals for the period (%(window)s): %(number)s. They are drafts for the person who signs to decide.")
    entries = tuple(_proposal_entry(proposal, words) for proposal in digest.proposals)
    return Section("proposals", "VII", title, (intro % facts, *remark), groups=(Group("", entries),))


def story_entry(digest: Digest, story: StoryLine, words: Wording) -> Entry:
    """Return a story with its first publisher and its spread."""
    _ = words.gettext
    facts = [
        _("first in %(outlet)s, %(moment)s")
        % {"outlet": plain(story.first_outlet), "moment": words.moment(story.first)},
        _("articles %(articles)s, outlets %(outlets)s")
        % {"articles": words.number(story.articles), "outlets": words.number(story.outlets)},
    ]
    if story.localities:
        facts.append(words.localities(digest, story.localities))
    return Entry(
        words.title(story.title), web_address(story.url), "; ".join(facts), shorten(plain(story.excerpt), MATTER_WORDS)
    )


def alert_entry(alert: AlertLine, words: Wording) -> Entry:
    """Return an alert with its reasons, what stands against the article, its state and the verdict a person gave."""
    _ = words.gettext
    facts = "; ".join(
        (words.severity(alert.severity), plain(alert.rule), f"{plain(alert.outlet)}, {words.moment(alert.at)}")
    )
    because = "; ".join(plain(reason) for reason in alert.because)
    signs = words.signs(alert.role, alert.band)
    notes = (
        _("Signs: %(signs)s") % {"signs": signs} if signs else "",
        _("Why flagged: %(because)s") % {"because": because} if because else "",
        *(_("To be checked: %(doubt)s") % {"doubt": plain(str(doubt(one, words.lang)), 1000)} for one in alert.signals),
        _("State: %(state)s; verdict: %(verdict)s")
        % {"state": words.state(alert.state), "verdict": words.verdict(alert.verdict)},
    )
    return Entry(words.title(alert.title), web_address(alert.url), facts, notes=tuple(note for note in notes if note))


def alert_line(alert: AlertLine, words: Wording) -> Entry:
    """Return an alert in one line: level, state and time."""
    facts = (words.severity(alert.severity), words.state(alert.state), words.moment(alert.at))
    return Entry(words.title(alert.title), web_address(alert.url), "; ".join(facts))


def _proposal_entry(proposal: Proposal, words: Wording) -> Entry:
    _ = words.gettext
    facts = {"lead": plain(proposal.lead), "due": words.day(proposal.due), "others": cooperation(proposal)}
    form = _("Lead: %(lead)s; with: %(others)s; by %(due)s") if facts["others"] else _("Lead: %(lead)s; by %(due)s")
    return Entry(words.title(proposal.matter), text=plain(proposal.action, 1000), notes=(form % facts,))


def cooperation(proposal: Proposal) -> str:
    """Return who is asked to help, in one line; empty for nobody."""
    return "; ".join(map(plain, proposal.cooperation))


def _is_problem(story: StoryLine) -> bool:
    return story.tone == "negative" or (SHORTCOMINGS in story.topics and story.tone != "positive")


def _by_spread(story: StoryLine) -> tuple[int, int, int, float, int]:
    return (
        0 if story.tone == "positive" else 1,
        -story.outlets,
        -story.articles,
        story.first.timestamp(),
        story.story_id,
    )


def by_severity(digest: Digest) -> tuple[AlertLine, ...]:
    """Return the alerts, the most severe first, then in order of time."""
    return tuple(sorted(digest.alerts, key=lambda alert: (alert.severity, alert.at, alert.alert_id)))
