"""Words of the command-line library itself, marked so that they reach our catalogue and are shown in Vietnamese."""

from gettext import ngettext

from core.i18n import translator

_ = translator("diembao")


def words() -> tuple[str, ...]:
    """Return the words click looks up by itself, translated; the list is what our commands can make it say."""
    return (
        _("Usage:"),
        _("Options"),
        _("Commands"),
        _("Positional arguments"),
        _("Show this message and exit."),
        _("Missing command."),
        _("Missing argument"),
        _("Missing option"),
        _("Missing parameter"),
        _("No such command {name!r}."),
        _("No such option {name!r}."),
        _("Invalid value: {message}"),
        _("Invalid value for {param_hint}: {message}"),
        _("Error: {message}"),
        _("Try '{command} {option}' for help."),
        _("Choose from:\n\t{choices}"),
        _("{name} {filename!r} does not exist."),
        _("{name} {filename!r} is a file."),
        _("{name} {filename!r} is a directory."),
        _("Could not open file {filename!r}: {message}"),
        _("{value!r} is not a valid {number_type}."),
        _("default: {default}"),
        _("file"),
        _("directory"),
        _("required"),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 2),
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 2),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 2),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 2),
    )
