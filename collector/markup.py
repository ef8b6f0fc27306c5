"""HTML to a tree and to plain text, with the shapes refused that take a parser minutes."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from core.text import clean

INVISIBLE = [
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "object",
    "embed",
    "head",
    "select",
    "textarea",
]

MAX_CHARS = 5_000_000
# Nesting and attribute lists cost the parser the square of their length: measured 0.4 s for 10,000 nested elements,
# 76 s for 100,000; 2 s for 20,000 attributes on one element, 34 s for 80,000.
MAX_DEPTH = 5_000
MAX_ATTRIBUTES = 10_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
LONG = 2 * MAX_ATTRIBUTES  # characters of the shortest tag with so many attributes
_ATTRIBUTE = re.compile(r"[\s/][^\s/=>]")  # where one begins
_ELEMENT = re.compile(r"</?[a-zA-Z][^<>]*>|<!--")
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);?")
# Elements that end a line of text.
_BLOCKS = frozenset(
    "p br li div h1 h2 h3 h4 h5 h6 tr td th figcaption blockquote section article".split()  # noqa: SIM905 - one line
)
END_OF_BLOCK = "\x1e"  # a line feed inside the source of a paragraph is only a space
ESCAPED_TWICE = 2


def tree(html: str | bytes) -> LexborHTMLParser | None:
    """Parse a page, bytes as UTF-8.

    None when it is too large or so tangled that reading it would hold up everything else.
    """
    text = html if isinstance(html, str) else html.decode("latin-1")  # the signs of HTML are the same in both
    return None if len(text) > MAX_CHARS or _tangled(text) else LexborHTMLParser(html)


def plain(fragment: str) -> str:
    """Return the text of a piece of HTML, or of text that may be HTML, cleaned; escaped HTML is unwrapped too."""
    for _pass in range(1 + ESCAPED_TWICE):
        if not (_ELEMENT.search(fragment) or _ENTITY.search(fragment)):
            break
        parsed = tree(fragment)
        if parsed is None or parsed.root is None:
            return ""
        parsed.strip_tags([tag for tag in INVISIBLE if tag != "head"])
        text = visible(parsed.root)
        if text == fragment:
            break
        fragment = text
    return clean(fragment)


def visible(node: LexborNode) -> str:
    """Return the text below a node, one line for each block."""
    for block in [each for each in node.traverse() if each.tag in _BLOCKS]:  # a selector takes ten times as long
        block.insert_after(END_OF_BLOCK)
    lines = (" ".join(line.split()) for line in node.text().split(END_OF_BLOCK))
    return clean("\n".join(line for line in lines if line))


def _tangled(html: str) -> bool:
    if any(len(_ATTRIBUTE.findall(tag)) > MAX_ATTRIBUTES for tag in _long_tags(html)):
        return True
    return html.count("<") > MAX_DEPTH and html.count("<") - html.count("</") > MAX_DEPTH and _depth(html) > MAX_DEPTH


def _long_tags(html: str) -> Iterator[str]:
    """Yield what may be a long tag; of a usual page only a few hundred characters are looked at."""
    half, end = LONG // 2, 0
    for at in range(0, len(html), half):
        if at >= end and html.find("<", at, at + half) < 0 and html.find(">", at, at + half) < 0:
            start = html.rfind("<", 0, at)
            end = min((found for sign in "<>" if (found := html.find(sign, at)) >= 0), default=len(html))
            if start >= 0 and html.find(">", start, at) < 0:
                yield html[start:end]


def _depth(html: str) -> int:
    """Return how deep elements nest at most; tags that are never closed count as if all that follows lay in them."""
    depth = deepest = 0
    opened: dict[str, int] = {}
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if not found[1]:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            deepest = max(deepest, depth)
        elif opened.get(name):
            opened[name] -= 1
            depth -= 1
    return deepest
