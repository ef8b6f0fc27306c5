"""What tells the articles on a page from all its other links: a CSS selector, a pattern of addresses."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from config.fields import fault
from core.i18n import translator

_ = translator("config")

MAX_LENGTH = 500
_ESCAPED_OR_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_GROUP = re.compile(r"\((\?(?:[:=!>]|<[=!]|P?<\w+>|[a-zA-Z-]+:))?([^()]*)\)")
_REPEATS = re.compile(r"[*+?{|]")
_REPEATED_CHOICE = re.compile(r"\x00[*+{]")


def _selector(value: str) -> str:
    try:
        LexborHTMLParser("").css(value)
    except SelectolaxError:
        message = _("`%(value)s` is not a CSS selector.") % {"value": value}
        fault(message, _("Write for example `h3.title a` or `.list-news a`, as the browser's inspector shows it."))
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except (re.error, OverflowError) as error:
        message = _("`%(value)s` is not a regular expression: %(said)s.") % {"value": value, "said": error}
        fault(message, _(r"Write for example '-\d+\.html$' between single quotation marks."))
    if _may_explode(value):
        message = _("The pattern `%(value)s` repeats a group that repeats or chooses itself.") % {"value": value}
        fault(message, _(r"On some addresses that takes hours; write the repeated part out, or as in [\w-]+."))
    return value


def _may_explode(pattern: str) -> bool:
    """Tell whether a group that holds a repeat or a choice is repeated: each letter can double its ways to match."""
    plain = _ESCAPED_OR_CLASS.sub("x", pattern)
    while True:
        folded = _GROUP.sub(lambda group: "\x00" if _REPEATS.search(group[2]) or "\x00" in group[2] else "x", plain)
        if _REPEATED_CHOICE.search(folded):
            return True
        if folded == plain:
            return False
        plain = folded


Selector = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH), AfterValidator(_selector)]
AddressPattern = Annotated[str, Field(min_length=1, max_length=MAX_LENGTH), AfterValidator(_pattern)]
