"""XML of strangers as a stream of events: no tree grows, no entity is read, nothing is fetched or opened."""

import re
import sys
from collections.abc import Mapping
from typing import Protocol

from lxml import etree

from collector.encoding import decode

STEP = 1 << 16

# Characters no XML document may hold (XML 1.0 section 2.2).
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!doctype\s", re.IGNORECASE)
_ENTITY = re.compile(r"<!entity\s", re.IGNORECASE)
# Only what every XML document knows; the parser would drop "&page" from an address that forgets to escape it.
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")
_REFERENCE = re.compile(r"&#(?:(\d{1,7})|[xX]([0-9a-fA-F]{1,6}));")
_LITERAL = re.compile(r"(<!\[CDATA\[|\]\]>)")


class Handler(Protocol):
    """Takes the events of a document; once `full` is true no more of it is read."""

    @property
    def full(self) -> bool:
        """Tell whether enough has been read."""
        ...

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element."""
        ...

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        ...

    def data(self, text: str) -> None:
        """Take a piece of text; a text may come in several."""
        ...


class _Target:
    """The form in which the parser wants a handler."""

    def __init__(self, handler: Handler) -> None:
        self._start, self.end, self.data = handler.start, handler.end, handler.data

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Pass an element on; when no entities are resolved, libxml2 leaves the ampersands of attributes escaped."""
        self._start(tag, {name: value.replace("&#38;", "&") for name, value in attributes.items()})

    def close(self) -> None:
        """Do nothing: the handler keeps what it read."""


def text_of(body: bytes, content_type: str = "") -> str:
    """Return a document as text without its XML declaration and without characters that XML forbids."""
    return _DECLARATION.sub("", decode(body, content_type).strip()).strip()


def declares_entities(text: str) -> bool:
    """Tell whether a document declares entities, which can grow without end or name files."""
    return _DOCTYPE.search(text) is not None and _ENTITY.search(text) is not None


def local(tag: str) -> str:
    """Return the name of an element without namespace or prefix, in lower case."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def walk(text: str, handler: Handler) -> bool:
    """Give a document to a handler and pass over faults of its form; False when it could not be read to its end."""
    parser = etree.XMLParser(
        target=_Target(handler),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        encoding="utf-8",
    )
    data = _escaped(text).encode("utf-8", "replace")
    try:
        for start in range(0, len(data), STEP):
            if handler.full:
                return True
            parser.feed(data[start : start + STEP])
        parser.close()
    except (etree.XMLSyntaxError, UnicodeDecodeError):
        return False  # no XML at all, or half a surrogate pair out of the parser: the handler keeps what came before
    return True


def _escaped(text: str) -> str:
    """Escape the ampersands that many outlets forget, and drop impossible characters, outside CDATA."""
    literal, parts = False, []
    for part in _LITERAL.split(text):
        if part in {"<![CDATA[", "]]>"}:
            literal = part != "]]>"
        parts.append(part if literal else _BARE_AMPERSAND.sub("&amp;", without_illegal_references(part)))
    return "".join(parts)


def without_illegal_references(text: str) -> str:
    """Drop references to characters that no document may hold; parsers make half surrogate pairs of them or fail."""
    return _REFERENCE.sub(_legal, text)


def _legal(reference: re.Match[str]) -> str:
    number = int(reference[1]) if reference[1] else int(reference[2], 16)
    legal = number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF and not _ILLEGAL.match(chr(number))
    return reference[0] if legal else ""
