"""The argument dossier (tài liệu lập luận) on one story, in five parts; what nobody wrote yet is left blank. Pure."""

from alerts.documents.wording import Wording, plain
from alerts.products import case as facts
from alerts.products.case import Case
from alerts.products.paper import BLANK, Paper, Part, copies, file_name
from core.settings import Office


def paper(case: Case, office: Office, unit: str, lang: str = "vi") -> Paper:
    """Return the dossier in words: every fact with its source, and blanks for the drafter and the reviewer."""
    words = Wording(lang)
    _ = words.gettext
    quick = case.quick
    first = {"outlet": plain(quick.first.outlet), "moment": facts.appeared(quick.first, words)}
    where = ", ".join(map(plain, quick.places)) or _("not named more closely")
    parts = (
        Part(
            _("I. CONTENT AND DEVELOPMENT"),
            (_("First published: %(outlet)s, %(moment)s.") % first, *facts.claims(case, words)),
            facts.table(case, words),
        ),
        Part(
            _("II. EFFECT"),
            (
                facts.spread(case, words),
                _("Places named: %(where)s.") % {"where": where},
                _("Counts of the press that is followed; the effect on opinion is for people to judge: %(blank)s")
                % {"blank": BLANK},
            ),
        ),
        Part(
            _("III. NATURE OF THE MATTER"),
            (
                facts.concluded(case, words),
                _("What the authorities published:"),
                *facts.answers(case, words),
                _("Verified facts with their source, to be written in: %(blank)s") % {"blank": BLANK},
            ),
        ),
        Part(_("IV. LEGAL BASIS, PRECEDENTS"), (*_laws(case, words), *_precedents(case, words))),
        Part(
            _("V. LINES FOR COMMUNICATION"),
            (
                _("Proposed: %(action)s") % {"action": plain(quick.action, 1000)},
                _("Who: %(who)s.") % {"who": ", ".join(map(plain, quick.who)) or BLANK},
                _("What to say, by whom, where and when, to be written in: %(blank)s") % {"blank": BLANK},
            ),
            notes=(
                _("Reviewer: %(blank)s") % {"blank": BLANK},
                _("Made of public information only; state secrets must not be written into this file."),
            ),
        ),
    )
    key = ("alert", quick.alert) if quick.alert is not None else ("story", quick.story)
    return Paper(
        file_name("dossier", *key),
        _("ARGUMENT DOSSIER"),
        "",
        _("On information of the press about %(unit)s") % {"unit": plain(unit)},
        office.addressee,
        quick.at,
        parts,
        copies(office, _("As above")),
    )


def _laws(case: Case, words: Wording) -> list[str]:
    _ = words.gettext
    lines = [
        _("- %(duty)s (%(source)s); due %(due)s")
        % {
            "duty": plain(one.duty),
            "source": plain(one.source),
            "due": words.day(one.due) if one.due else _("not started"),
        }
        for one in case.laws
    ]
    return lines or [_("The register follows no legal clock for it. Legal basis: %(blank)s") % {"blank": BLANK}]


def _precedents(case: Case, words: Wording) -> list[str]:
    _ = words.gettext
    lines = [
        _("- Alert %(no)d, “%(title)s”: %(verdict)s. %(reason)s")
        % {
            "no": one.alert,
            "title": words.title(one.title),
            "verdict": words.verdict(one.verdict),
            "reason": plain(one.reason, 300),
        }
        for one in case.precedents
    ]
    return (
        [_("Decided earlier on alerts of the same kind:"), *lines]
        if lines
        else [_("No alert of the same kind was decided earlier.")]
    )
