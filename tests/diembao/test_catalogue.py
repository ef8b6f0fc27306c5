"""The Vietnamese catalogues are complete and compiled."""

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("alerts", "classifier", "collector", "config", "diembao", "storage")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+[!:}]?")


def catalogue(room):
    with (ROOT / room / "locale/vi/LC_MESSAGES" / f"{room}.po").open("rb") as file:
        return read_po(file, locale="vi", domain=room)


def extracted(room):
    methods = [("**.py", "python"), ("**.jinja", "jinja2.ext:babel_extract")]
    found = extract_from_dir(ROOT / room, methods, options_map={"**.jinja": {"encoding": "utf-8"}})
    return {message for _file, _line, message, _comments, _context in found if isinstance(message, str)}


@pytest.mark.parametrize("room", ROOMS)
def test_every_string_a_user_sees_is_translated(room):
    known = {message.id for message in catalogue(room) if message.id and message.string and not message.fuzzy}
    assert extracted(room) - known == set()


@pytest.mark.parametrize("room", ROOMS)
def test_translations_keep_the_placeholders(room):
    translated = [message for message in catalogue(room) if isinstance(message.id, str) and message.string]
    wrong = [
        message.id
        for message in translated
        if sorted(PLACEHOLDER.findall(message.id)) != sorted(PLACEHOLDER.findall(message.string))
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_compiled_catalogue_is_the_written_one(room):
    with (ROOT / room / "locale/vi/LC_MESSAGES" / f"{room}.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    singular = [m for m in catalogue(room) if m.id and m.string and isinstance(m.id, str)]
    differing = [m.id for m in singular if compiled.gettext(m.id) != m.string]
    assert differing == []
