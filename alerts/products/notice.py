"""The notice to the ministry and agencies concerned about what the press reports. Pure.

After the guidance 4110/BTTTT-TTĐN of 2018, section 4: what, where, evidence, state of the check, contact.
"""

from datetime import date

from alerts.documents.wording import Wording, plain
from alerts.products import case as facts
from alerts.products.case import Case
from alerts.products.paper import Paper, Part, copies, file_name
from core.i18n import translator
from core.periods import ZONE
from core.settings import Office

# Nghị định 43/2025/NĐ-CP: the press and external information moved to this ministry.
_MOVED = date(2025, 3, 1)


def ministry(day: date, lang: str = "vi") -> str:
    """Return the ministry in charge of the press on a local day."""
    _ = translator("alerts", lang)
    return (
        _("Ministry of Culture, Sports and Tourism")
        if day >= _MOVED
        else _("Ministry of Information and Communications")
    )


def paper(case: Case, office: Office, unit: str, to: str = "", lang: str = "vi", own: str = "") -> Paper:
    """Return the notice in words; without `to` it goes to the ministry in charge of the press.

    `own` is the name of the office as a sentence has it, without it that of its head.
    """
    words = Wording(lang)
    _ = words.gettext
    quick = case.quick
    where = ", ".join(map(plain, quick.places)) or _("not named more closely")
    told = {"matter": words.title(quick.what), "unit": plain(unit), "where": where}
    contact = (_("Contact: %(contact)s") % {"contact": plain(office.contact)},) if office.contact else ()
    parts = (
        Part(
            paragraphs=(
                _("%(body)s gives notice of what the press reports, for the management of press and information:")
                % {"body": plain(own or office.body)},
                _("1. Matter: %(matter)s. Place: %(unit)s; %(where)s.") % told,
                _("2. Spread: %(spread)s") % {"spread": facts.spread(case, words)},
            ),
            table=facts.table(case, words),
        ),
        Part(paragraphs=(_("3. What is to be checked:"), *facts.claims(case, words))),
        Part(paragraphs=(_("4. State of the check: %(state)s") % {"state": facts.concluded(case, words)},)),
        Part(paragraphs=(_("5. What has been done:"), *facts.answers(case, words), *contact)),
    )
    key = ("alert", quick.alert) if quick.alert is not None else ("story", quick.story)
    return Paper(
        file_name("notice", *key),
        "",
        "",
        _("Re: notice of press information about %(unit)s") % {"unit": plain(unit)},
        plain(to) or ministry(quick.at.astimezone(ZONE).date(), lang),
        quick.at,
        parts,
        copies(office, _("As above")),
    )
