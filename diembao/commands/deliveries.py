"""`diembao deliveries`: what left the house by mail, and what did not."""

from contextlib import closing
from datetime import timedelta

import click

from core.clock import SystemClock
from core.desk import Delivery, DeliveryState
from core.errors import UsageError
from core.i18n import translator
from diembao.cli import Command, Group
from diembao.commands.common import load_settings
from diembao.output import local, say, show_json, show_table
from diembao.rooms import open_store

_ = translator("diembao")


def command() -> click.Command:
    """Build the group."""
    group = Group("deliveries", help=_("Mails on their way and sent."))
    group.add_command(_list_command())
    group.add_command(_retry_command())
    return group


def _state(state: DeliveryState) -> str:
    return {
        "pending": _("waiting"),
        "sending": _("being sent"),
        "sent": _("sent"),
        "failed": _("FAILED"),
        "ambiguous": _("unclear"),
    }[state]


def _row(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "kind": delivery.kind,
        "profile": delivery.profile,
        "key": delivery.key,
        "recipient": delivery.message.recipient,
        "subject": delivery.message.subject,
        "message_id": delivery.message.message_id,
        "state": delivery.state,
        "attempts": delivery.attempts,
        "sent_at": delivery.sent_at.isoformat() if delivery.sent_at else None,
        "error": delivery.error,
    }


def _list_command() -> click.Command:
    @click.command("list", cls=Command, help=_("Mails, oldest first."), epilog="diembao deliveries list --state failed")
    @click.option(
        "--state", "states", multiple=True, type=click.Choice(("pending", "sending", "sent", "failed", "ambiguous"))
    )
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(states: tuple[str, ...], as_json: bool) -> None:
        with closing(open_store(load_settings())) as store, store.read() as tx:
            found = tx.outbox.listing(states)
        if as_json:
            show_json([_row(delivery) for delivery in found])
            return
        show_table(
            (_("No"), _("State"), _("Recipient"), _("Subject"), _("Sent"), _("Remark")),
            [(d.id, _state(d.state), d.message.recipient, d.message.subject, local(d.sent_at), d.error) for d in found],
        )

    return list_command


def _retry_command() -> click.Command:
    @click.command(
        "retry",
        cls=Command,
        help=_(
            "Send a failed or ambiguous mail again, byte for byte, with the next pass. An ambiguous mail may have"
            " arrived: ask the recipient first."
        ),
        epilog="diembao deliveries retry 7",
    )
    @click.argument("number", type=int)
    def retry_command(number: int) -> None:
        now = SystemClock().now()
        with closing(open_store(load_settings())) as store, store.begin() as tx:
            found = next((d for d in tx.outbox.listing(("failed", "ambiguous")) if d.id == number), None)
            if found is None:
                raise UsageError(_("No failed or ambiguous mail has the number %(no)d.") % {"no": number})
            tx.outbox.retry(number, now - timedelta(seconds=1), found.error)
        say(_("Mail %(no)d is sent again with the next pass.") % {"no": number})

    return retry_command
