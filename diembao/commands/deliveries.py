"""`diembao deliveries`: what left the house by mail, and what did not."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import click

from alerts.stuck import advice
from core.clock import SystemClock
from core.desk import Delivery, DeliveryNote, DeliveryState
from core.errors import UsageError
from core.i18n import language, translator
from core.text import clean, one_line
from diembao.cli import Command, Group
from diembao.commands.common import load_settings
from diembao.output import local, say, show_json, show_table
from diembao.rooms import open_store

_ = translator("diembao")

SHOWN = 100  # latest mails of a list
PREVIEW = 30  # lines of a mail
NUMBER = click.IntRange(1, 2**63 - 1)  # what SQLite can hold


def command() -> click.Command:
    """Build the group."""
    group = Group("deliveries", help=_("Mails on their way and sent."))
    for made in (_list_command(), _show_command(), _retry_command()):
        group.add_command(made)
    return group


def _state(state: DeliveryState) -> str:
    return {
        "pending": _("waiting"),
        "sending": _("being sent"),
        "sent": _("sent"),
        "failed": _("FAILED"),
        "ambiguous": _("unclear"),
    }[state]


def _kind(kind: str) -> str:
    return {"digest": _("report"), "alert": _("alert"), "health": _("mail to whoever keeps the system")}[kind]


def _row(note: DeliveryNote) -> dict[str, object]:
    return {
        "id": note.id,
        "kind": note.kind,
        "profile": note.profile,
        "key": note.key,
        "recipient": note.message.recipient,
        "subject": note.message.subject,
        "message_id": note.message.message_id,
        "date": note.message.date,
        "state": note.state,
        "attempts": note.attempts,
        "created_at": note.created_at,
        "next_try": note.next_try,
        "sent_at": note.sent_at,
        "error": note.error,
    }


def _list_command() -> click.Command:
    @click.command(
        "list",
        cls=Command,
        help=_("Mails, newest first."),
        epilog="diembao deliveries list --state failed --state ambiguous\ndiembao deliveries list --limit 0 --json",
    )
    @click.option(
        "--state",
        "states",
        multiple=True,
        type=click.Choice(("pending", "sending", "sent", "failed", "ambiguous")),
        help=_("Only mails in this state (may be repeated)."),
    )
    @click.option(
        "--limit",
        type=click.IntRange(0, 2**63 - 1),
        default=SHOWN,
        show_default=True,
        help=_("Show only so many of the newest mails; 0 shows all."),
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(states: tuple[DeliveryState, ...], limit: int, as_json: bool) -> None:
        with closing(open_store(load_settings())) as store, store.read() as tx:
            found, counts = tx.outbox.listing(states, limit or None)[::-1], tx.outbox.tally()
        remarks = _remarks(len(found), states, counts)
        if as_json:
            show_json([_row(note) for note in found])
            for remark in remarks:
                click.echo(remark, err=True)
            return
        if found:
            _show_list(found)
        else:
            say(_("There is no such mail."))
        for remark in remarks:
            say(remark)

    return list_command


def _show_list(found: Sequence[DeliveryNote]) -> None:
    rows = [
        (note.id, _state(note.state), note.message.recipient, note.message.subject, local(note.sent_at), note.error)
        for note in found
    ]
    show_table((_("No"), _("State"), _("Recipient"), _("Subject"), _("Sent"), _("Remark")), rows)


def _remarks(shown: int, states: tuple[DeliveryState, ...], counts: Mapping[DeliveryState, int]) -> list[str]:
    """Return what a listing must not keep silent about: mails it leaves out, and mails that wait for a person."""
    remarks = []
    total = sum(count for state, count in counts.items() if not states or state in states)
    if shown < total:
        what = _("Shown: the newest %(shown)d of %(total)d. More: --limit N, all: --limit 0")
        remarks.append(what % {"shown": shown, "total": total})
    failed, unclear = counts.get("failed", 0), counts.get("ambiguous", 0)
    if failed + unclear and not states:
        what = _(
            "Waiting for a person: failed %(failed)d, unclear %(unclear)d. What to do: diembao deliveries show NUMBER"
        )
        remarks.append(what % {"failed": failed, "unclear": unclear})
    return remarks


def _show_command() -> click.Command:
    @click.command(
        "show",
        cls=Command,
        help=_("One mail: its state, its tries, the last answer of the mail server, what to do now, and its text."),
        epilog="diembao deliveries show 7\ndiembao deliveries show 7 --eml thu-7.eml",
    )
    @click.argument("number", type=NUMBER)
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    @click.option(
        "--eml",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help=_("Write the very bytes of the mail to this file, to be opened by a mail program."),
    )
    def show_command(number: int, as_json: bool, eml: Path | None) -> None:
        with closing(open_store(load_settings())) as store, store.read() as tx:
            try:
                found = tx.outbox.get(number)
            except KeyError:
                raise UsageError(_("There is no mail with the number %(no)d.") % {"no": number}) from None
        if eml:
            _write(eml, found.message.mime)
        parsed = message_from_bytes(found.message.mime, policy=policy.default)
        if as_json:
            known = {"size": len(found.message.mime), "todo": advice(found, language()), "text": _text(parsed)}
            show_json({**_row(found), **known})
            return
        _show(found)
        _preview(parsed)
        if eml:
            say("\n" + _("Written: %(file)s") % {"file": one_line(str(eml))})

    return show_command


def _write(path: Path, mime: bytes) -> None:
    try:
        path.write_bytes(mime)
    except OSError as error:
        words = {"file": one_line(str(path)), "reason": error.strerror}
        raise UsageError(_("%(file)s cannot be written: %(reason)s") % words) from None


def _show(found: Delivery) -> None:
    mail = found.message
    tried = _("tries: %(tries)d, next try: %(next)s, sent: %(sent)s") % {
        "tries": found.attempts,
        "next": local(found.next_try),
        "sent": local(found.sent_at),
    }
    facts = (
        (_("State"), f"{_state(found.state)} ({tried})"),
        (_("Recipient"), mail.recipient),
        (_("Subject"), mail.subject),
        (_("Kind"), ", ".join(filter(None, (_kind(found.kind), found.profile, found.key)))),
        (_("Created"), local(found.created_at)),
        ("Message-ID", mail.message_id),
        (_("Size"), _("%(bytes)d bytes") % {"bytes": len(mail.mime)}),
        (_("Last answer"), found.error),
        (_("What to do"), advice(found, language())),
    )
    say(_("Mail %(no)d") % {"no": found.id})
    for name, fact in facts:
        if fact:
            say(f"  {name}: {one_line(fact)}")


def _preview(parsed: EmailMessage) -> None:
    lines = _text(parsed).splitlines()
    say("\n" + _("Text of the mail:"))
    for line in lines[:PREVIEW]:
        say(f"  | {line}")
    if len(lines) > PREVIEW:
        say("  " + _("further lines: %(count)d (all of them: --eml FILE)") % {"count": len(lines) - PREVIEW})
    attached = [one_line(part.get_filename() or "") for part in parsed.iter_attachments()]
    if attached:
        say("\n" + _("Attached: %(files)s") % {"files": ", ".join(attached)})


def _text(parsed: EmailMessage) -> str:
    """Return the plain text of a mail, cleaned line by line: it quotes the press."""
    body = parsed.get_body(("plain",))
    return "\n".join(clean(line) for line in body.get_content().splitlines()) if body else ""


def _retry_command() -> click.Command:
    @click.command(
        "retry",
        cls=Command,
        help=_(
            "Send a failed or unclear mail again, byte for byte, or a waiting one at once, with the next pass. An"
            " unclear mail may have arrived: ask the recipient first."
        ),
        epilog="diembao deliveries retry 7",
    )
    @click.argument("number", type=NUMBER)
    def retry_command(number: int) -> None:
        with closing(open_store(load_settings())) as store, store.begin() as tx:
            if not tx.outbox.resend(number, SystemClock().now()):
                raise UsageError(_("No failed, unclear or waiting mail has the number %(no)d.") % {"no": number})
        say(_("Mail %(no)d is sent again with the next pass.") % {"no": number})

    return retry_command
