"""`diembao sources`: the collecting side and its health."""

from contextlib import closing

import click

from core.i18n import translator
from core.ports import SourceState
from core.press import Source, Validators
from diembao.cli import Command, Group
from diembao.commands.common import load_settings
from diembao.output import local, show_json, show_table
from diembao.rooms import open_store

_ = translator("diembao")


def _not_yet(source: Source) -> SourceState:
    return SourceState(source.id, source.outlet.name, source.url, "never", Validators())


def command() -> click.Command:
    """Build the group."""
    group = Group("sources", help=_("The sources and how they do."))

    @click.command("list", cls=Command, help=_("Every source, its state and its last success."))
    @click.option("--json", "as_json", is_flag=True, help=_("Machine-readable output."))
    def list_command(as_json: bool) -> None:
        settings = load_settings()
        with closing(open_store(settings)) as store, store.read() as tx:
            known = {state.source_id: state for state in tx.sources.states()}
        states = [known.get(source.id) or _not_yet(source) for source in settings.sources]
        if as_json:
            show_json(states)
            return
        words = {"never": _("not yet read"), "ok": _("read"), "unchanged": _("unchanged"), "failed": _("FAILED")}
        show_table(
            (_("Source"), _("State"), _("Last success"), _("Articles listed"), _("Remark")),
            [(s.source_id, words.get(s.state, s.state), local(s.last_success), s.entries, s.error) for s in states],
        )

    group.add_command(list_command)
    return group
