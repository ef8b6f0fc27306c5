"""Workspace files as plain trees that remember on which line everything stands."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import ConstructorError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from core.errors import Problem
from core.i18n import language, translator
from core.text import clean

_ = translator("config")

Loc = tuple[str | int, ...]


@dataclass(slots=True)
class Document:
    """A file read: `tree` holds mappings, tuples and scalars; `whole` is False when the syntax is broken."""

    path: Path
    tree: Any = None
    content: bytes = b""
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    whole: bool = True

    def line(self, loc: Loc) -> int:
        """Return the 1-based line of a place in the tree, or of the nearest thing around it that is written."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def blame(self, loc: Loc, message: str, fix: str) -> None:
        """Note a fault at a place in the tree."""
        self.problems.append(Problem(self.path, self.line(loc), message, fix))

    def break_off(self, line: int, message: str, fix: str) -> None:
        """Note that the file cannot be read any further."""
        self.whole = False
        self.problems.append(Problem(self.path, line, message, fix))

    def at(self, *loc: str | int) -> Any:
        """Return what stands at a place in the tree, None when nothing does."""
        found = self.tree
        for part in loc:
            try:
                found = found[part]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def rows(self, *loc: str | int) -> Iterator[tuple[Loc, dict[str, Any]]]:
        """Yield the mappings of a list with their places, passing over whatever else stands there."""
        found = self.at(*loc)
        for number, row in enumerate(found if isinstance(found, tuple) else ()):
            if isinstance(row, dict):
                yield (*loc, number), row

    def words(self, *loc: str | int) -> Iterator[tuple[Loc, str]]:
        """Yield the texts of a list with their places."""
        found = self.at(*loc)
        for number, word in enumerate(found if isinstance(found, tuple) else ()):
            if isinstance(word, str):
                yield (*loc, number), word


def parse(path: Path, content: bytes) -> Document:
    """Read one YAML file; whatever is wrong with its form stands in `problems`, nothing is raised."""
    read = _read(content, language())
    problems = [replace(problem, path=path) for problem in read.problems]
    return replace(read, path=path, lines=dict(read.lines), problems=problems)


@lru_cache(maxsize=64)
def _read(content: bytes, _language: str) -> Document:
    """Read the content of a file, once in a language: whoever looks for changes reads the same files again."""
    document = Document(Path(), content=content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        document.break_off(line, _("The file is not in UTF-8."), _("Save it again with the encoding UTF-8."))
        return document
    yaml = YAML(typ="safe", pure=True)
    try:
        root = yaml.compose(text)
        document.tree = {} if root is None else _Builder(yaml, document).build(root, ())
    except MarkedYAMLError as error:
        _syntax(document, error)
    except YAMLError as error:  # the reader's own: a character that no text may hold, known by its position only
        line = text.count("\n", 0, getattr(error, "position", 0)) + 1
        document.break_off(line, _("The file holds a hidden control character."), _("Type the line anew."))
    except RecursionError:
        document.break_off(1, _("The brackets are nested too deeply."), _("Write the list line by line."))
    return document


def _syntax(document: Document, error: MarkedYAMLError) -> None:
    opened = error.context and ("quoted" in error.context or "flow" in error.context)
    mark = error.context_mark if opened else error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    said = str(error.problem or "")
    if "'\\t'" in said:
        document.break_off(line, _("The line is indented with a tab."), _("Use two spaces for each step instead."))
    elif opened:
        document.break_off(
            line, _("A quotation mark or bracket is opened here and not closed properly."), _("Close it, check commas.")
        )
    elif "another document" in said:
        document.break_off(line, _("The file holds a second document after `---`."), _("Remove the line `---`."))
    else:
        message = _("The YAML cannot be read here: %(said)s.") % {"said": said or type(error).__name__}
        fix = _("Check indentation and the colon; put text with special characters between quotation marks.")
        document.break_off(line, message, fix)


class _Builder:
    """Turns YAML nodes into a tree: text cleaned to NFC, lists as tuples, the first of duplicate keys kept."""

    def __init__(self, yaml: YAML, document: Document) -> None:
        self._construct = yaml.constructor.construct_object
        self._document = document
        self._seen: set[int] = set()

    def build(self, node: Node, loc: Loc) -> Any:
        self._document.lines.setdefault(loc, node.start_mark.line + 1)
        if isinstance(node, ScalarNode):
            return self._scalar(node, loc)
        if id(node) in self._seen:
            fix = _("Write the values out instead of repeating them with * and &.")
            self._document.blame(loc, _("References are not used in these files."), fix)
            return None
        self._seen.add(id(node))
        if isinstance(node, SequenceNode):
            return tuple(self.build(item, (*loc, number)) for number, item in enumerate(node.value))
        return self._mapping(node, loc) if isinstance(node, MappingNode) else None

    def _mapping(self, node: MappingNode, loc: Loc) -> dict[str, Any]:
        tree: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = clean(key_node.value) if isinstance(key_node, ScalarNode) else "?"
            line = key_node.start_mark.line + 1
            if key in tree:
                message = _("The key `%(key)s` is written twice, first on line %(line)d.")
                values = {"key": key, "line": self._document.line((*loc, key))}
                fix = _("Keep one of the two.")
                self._document.problems.append(Problem(self._document.path, line, message % values, fix))
                continue
            self._document.lines[(*loc, key)] = line
            tree[key] = self.build(value_node, (*loc, key))
        return tree

    def _scalar(self, node: ScalarNode, loc: Loc) -> Any:
        try:
            value = self._construct(node)
        except (ConstructorError, ValueError):
            value = node.value  # an impossible date or an unknown tag: left as text for the model to refuse
        return clean(value) if isinstance(value, str) else value
