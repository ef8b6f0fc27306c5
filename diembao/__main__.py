"""Entry point of the `diembao` command: language, errors and exit codes."""

import gettext
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from core import i18n
from core.errors import ConfigError, DiembaoError, UsageError
from diembao.cli import cli
from diembao.output import report_error

_ = i18n.translator("diembao")

INTERRUPTED = 130


def chosen_language(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language asked for by `--lang` or DIEMBAO_LANG, Vietnamese otherwise.

    It must be known before the command line is parsed, because help and parse errors are shown in it.
    """
    for position, argument in enumerate(arguments):
        if argument == "--lang" and position + 1 < len(arguments):
            return arguments[position + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return environ.get("DIEMBAO_LANG", "vi")


def speak(language: str) -> None:
    """Show our messages, and those of click, in `language`."""
    language = language if language in i18n.LANGUAGES else "vi"
    i18n.use(language)
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("diembao", str(Path(__file__).parent / "locale"))
    gettext.textdomain("diembao")


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code (the table of codes is in the README)."""
    speak(chosen_language(arguments, os.environ))
    try:
        code = cli.main(list(arguments), prog_name="diembao", standalone_mode=False)
    except click.exceptions.Abort:
        report_error(_("Stopped."))
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (ConfigError, UsageError) as error:
        report_error(str(error))
        return 2
    except DiembaoError as error:
        report_error(str(error))
        return 1
    except BrokenPipeError:
        # The reader of our output went away (`diembao ... | head`): nothing to tell anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def main() -> None:
    """Run the command line and exit."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
