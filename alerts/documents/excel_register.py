"""The sheets of the register of matters, of the answers given and of the proposals."""

from alerts.documents.excel_book import Book
from alerts.documents.matters import cooperation
from alerts.documents.register import state
from alerts.documents.wording import Wording, plain, web_address
from alerts.matter_words import kind_name, response_name
from core.desk import Digest
from core.matters import Register


def add(writer: Book, digest: Digest, words: Wording) -> None:
    """Add the three sheets; a register that was not recorded has as little in it as an empty one."""
    found = digest.register or Register()
    _matters(writer, found, words)
    _responses(writer, found, words)
    _proposals(writer, digest, words)


def _matters(writer: Book, found: Register, words: Wording) -> None:
    _ = words.gettext
    columns = (
        (_("No."), 6),
        (_("Matter No."), 9),
        (_("Kind"), 20),
        (_("Matter"), 60),
        (_("Lead"), 34),
        (_("Opened"), 13),
        (_("State"), 24),
        (_("Due"), 13),
        (_("Law or plan"), 34),
        (_("Answers in the period"), 12),
        (_("Features in the period"), 12),
    )
    rows = (
        (
            number,
            line.matter_id,
            kind_name(line.kind, words.lang),
            words.title(line.title),
            plain(line.lead),
            line.opened,
            state(line, words),
            line.due,
            plain(line.clock),
            line.responses,
            line.outputs,
        )
        for number, line in enumerate(found.lines, 1)
    )
    writer.sheet(_("Register"), columns, rows, _("The register of matters holds nothing for the period."))


def _responses(writer: Book, found: Register, words: Wording) -> None:
    _ = words.gettext
    columns = (
        (_("No."), 6),
        (_("Day"), 13),
        (_("Kind"), 30),
        (_("Matter"), 60),
        (_("Lead"), 34),
        (_("Outlet"), 28),
        (_("Address"), 40),
    )
    rows = (
        (
            number,
            line.day,
            response_name(line.response, words.lang) if line.response else _("published by an own outlet"),
            words.title(line.title),
            plain(line.lead),
            plain(line.outlet),
            (plain(line.url, 2000), web_address(line.url)),
        )
        for number, line in enumerate(found.responses, 1)
    )
    writer.sheet(_("Answers given"), columns, rows, _("The register holds no answer for the period."))


def _proposals(writer: Book, digest: Digest, words: Wording) -> None:
    _ = words.gettext
    columns = (
        (_("No."), 6),
        (_("Matter"), 60),
        (_("Proposed handling"), 60),
        (_("Lead"), 34),
        (_("In cooperation"), 34),
        (_("Due"), 13),
    )
    rows = (
        (number, words.title(one.matter), plain(one.action, 1000), plain(one.lead), cooperation(one), one.due)
        for number, one in enumerate(digest.proposals, 1)
    )
    writer.sheet(_("Proposed handling"), columns, rows, _("Nothing is proposed for the period."))
