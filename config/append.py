"""Adds to sources.yaml and leaves every byte that stands there: comments, order and line ends are the office's own."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from config.documents import Loc, parse
from config.load import load
from config.models import FILES
from core.errors import ConfigError, UsageError
from core.i18n import translator

_ = translator("config")

NAME = "sources.yaml"
_MARK = b"\xef\xbb\xbf"


def extended(content: bytes, outlets: Sequence[str], sources: Mapping[str, Sequence[str]]) -> bytes:
    """Return a sources.yaml with the lines of new `outlets` at the end, and of new `sources` by id of their outlet.

    Raises UsageError where a list is written in brackets, so that nothing can be put behind it.
    """
    text = content.decode("utf-8-sig")
    newline = "\r\n" if "\r\n" in text else "\n"
    text += "" if text.endswith("\n") else newline
    rows = parse(Path(NAME), content).rows("outlets")
    places = {str(row.get("id")): (*loc, "sources") for loc, row in rows}
    wanted: dict[Loc, Sequence[str]] = {places[outlet]: lines for outlet, lines in sources.items() if lines}
    if outlets:
        wanted["outlets",] = outlets
    root = YAML(typ="safe", pure=True).compose(text)
    inserts = [(*_place(root, text, loc), lines) for loc, lines in wanted.items()]
    # From the end on, so that the places stay true; at one place the outer list first: the inner one then precedes it.
    for position, indent, lines in sorted(inserts, key=lambda insert: (-insert[0], len(insert[1]))):
        added = "".join((indent + line if line else "") + newline for line in lines)
        text = text[:position] + added + text[position:]
    return (_MARK if content.startswith(_MARK) else b"") + text.encode()


def replace(folder: Path, content: bytes, environ: Mapping[str, str]) -> None:
    """Put a new sources.yaml in place of the old one, if the workspace with it passes the check.

    Nothing is changed when UsageError is raised; whoever reads the file sees the old one or the new one, never a part.
    """
    try:
        with tempfile.TemporaryDirectory() as name:
            trial = Path(name)
            for other in FILES:
                if (folder / other).is_file():
                    shutil.copyfile(folder / other, trial / other)
            (trial / NAME).write_bytes(content)
            load(trial, environ)
        _swap((folder / NAME).resolve(), content)
    except ConfigError as error:
        faults = "\n".join(f"{problem.path.name}: {problem.message} {problem.fix}" for problem in error.problems)
        what = _("Nothing was written, because the result would not pass the check:\n%(faults)s")
        raise UsageError(what % {"faults": faults}) from error
    except OSError as error:
        what = _("%(path)s cannot be written: %(why)s.") % {"path": folder / NAME, "why": error.strerror}
        raise UsageError(what) from error


def _swap(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, beside)
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _place(root: Node, text: str, loc: Loc) -> tuple[int, str]:
    """Return where the line after a list begins, and the indentation of its items."""
    node = _at(root, loc)
    if not isinstance(node, SequenceNode) or node.flow_style or not node.value:
        message = _("The list `%(key)s` is written in brackets, so nothing can be put behind it.") % {"key": loc[-1]}
        raise UsageError(message + " " + _("Write it line by line, each item after a hyphen."))
    end = len(text[: _last(node.value[-1])].rstrip())
    return text.index("\n", end) + 1, " " * node.start_mark.column


def _at(root: Node, loc: Loc) -> Node | None:
    node: Node | None = root
    for part in loc:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == part), None)
        elif isinstance(node, SequenceNode) and isinstance(part, int):
            node = node.value[part]
    return node


def _last(node: Node) -> int:
    """Return where the text of a node ends; the mark of a block lies behind the comments that follow it."""
    if isinstance(node, MappingNode) and not node.flow_style:
        parts = [part for pair in node.value for part in pair]
    elif isinstance(node, SequenceNode) and not node.flow_style:
        parts = node.value
    else:
        return int(node.end_mark.index)
    return max(map(_last, parts))
