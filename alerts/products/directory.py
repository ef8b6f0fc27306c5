"""The directory of the outlets followed, their bureaus in the province and the offices of spokespersons. Pure.

It names offices and how they are reached, never persons (the list of spokespersons: NĐ 244/2026/NĐ-CP, article 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts.documents.word_tables import Cell
from alerts.documents.wording import Wording, plain
from alerts.products.paper import Paper, Part, Table, copies, file_name
from core.press import Outlet
from core.settings import Bureau, Office, Settings, Spokesperson

_OUTLETS = (12.0, 62.0, 56.0, 30.0)
_CONTACTS = (12.0, 44.0, 44.0, 26.0, 34.0)


@dataclass(frozen=True, slots=True)
class Directory:
    """Who is followed and who is reached where, at `at` (aware)."""

    at: datetime
    outlets: tuple[Outlet, ...]
    bureaus: tuple[Bureau, ...]
    spokespersons: tuple[Spokesperson, ...]


def build(settings: Settings, now: datetime) -> Directory:
    """Return the directory of a workspace, central press first."""
    ordered = sorted(settings.outlets, key=lambda one: (one.tier, one.name))
    return Directory(now, tuple(ordered), settings.bureaus, settings.spokespersons)


def paper(found: Directory, office: Office, lang: str = "vi") -> Paper:
    """Return the directory in words."""
    words = Wording(lang)
    _ = words.gettext
    names = {outlet.id: outlet.name for outlet in found.outlets}
    tiers = {1: _("central"), 2: _("provincial"), 3: _("sector"), 4: _("foreign")}
    outlets = [
        (plain(one.name), (", ".join(one.domains), f"https://{one.domains[0]}/"), tiers[one.tier])
        for one in found.outlets
    ]
    bureaus = [
        (plain(names.get(one.outlet, one.outlet)), plain(f"{one.name}, {one.address}".rstrip(", ")), *_reached(one))
        for one in found.bureaus
    ]
    offices = [(plain(one.agency), plain(one.office), *_reached(one)) for one in found.spokespersons]
    reached = (_("Telephone"), _("E-mail"))
    parts = (
        _part(_("I. OUTLETS FOLLOWED"), _OUTLETS, (_("Outlet"), _("Address"), _("Press")), outlets, words),
        _part(_("II. BUREAUS IN THE PROVINCE"), _CONTACTS, (_("Outlet"), _("Bureau"), *reached), bureaus, words),
        _part(_("III. SPOKESPERSONS"), _CONTACTS, (_("Agency"), _("Office"), *reached), offices, words),
    )
    return Paper(
        file_name("directory"),
        _("DIRECTORY"),
        "",
        _("Outlets, bureaus and spokespersons, %(day)s") % {"day": words.moment(found.at)[:10]},
        office.addressee,
        found.at,
        parts,
        copies(office, _("As above")),
    )


def _reached(one: Bureau | Spokesperson) -> tuple[str, str]:
    return plain(one.phone), plain(one.email)


def _part(
    title: str, widths: tuple[float, ...], header: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], words: Wording
) -> Part:
    _ = words.gettext
    if not rows:
        return Part(title, (_("Nothing is recorded in directory.yaml."),))
    numbered = tuple((str(number), *row) for number, row in enumerate(rows, 1))
    return Part(title, table=Table(widths, (_("No."), *header), numbered))
