"""Patterns that are tried only on a text that holds a word without which they cannot match; most texts hold none."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from re import _constants, _parser  # type: ignore[attr-defined]  # the parser that `re` itself reads patterns with
from typing import Any

from classifier.text import Text
from core.text import unmark


class Gated:
    """A regular expression, read only when a text first asks for it."""

    def __init__(self, written: str) -> None:
        self.written = written

    @cached_property
    def _read(self) -> re.Pattern[str]:
        return re.compile(self.written)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        """One of these stands in all that the expression matches."""
        words = _fewest(_needed(_parser.parse(self.written)))
        return tuple(sorted(word for word in words if not any(other in word for other in words - {word})))

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match."""
        for word in self._words:
            if word in text:
                return self._read.search(text, start)
        return None

    def match(self, text: str) -> re.Match[str] | None:
        """Return what matches at the beginning."""
        return self._read.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return every match."""
        for word in self._words:
            if word in text:
                return self._read.finditer(text)
        return iter(())


class Pattern:
    """A pattern over lower-case text that also reads a text written without marks, by `plain` where it is given."""

    def __init__(self, pattern: str, plain: str = "") -> None:
        self._marked = Gated(pattern)
        self._plain = Gated(plain or unmark(pattern))

    def of(self, text: Text) -> Gated:
        """Return the form for this text."""
        return self._plain if text.plain else self._marked


def _needed(parsed: Iterable[tuple[Any, Any]]) -> list[frozenset[str]]:
    """Return sets of words; of each set one stands in all that a parsed expression matches."""
    found: list[frozenset[str]] = []
    run = ""
    for operation, value in (*parsed, (None, None)):
        if operation is _constants.LITERAL:
            run += chr(value)
            continue
        if len(run) > 1:
            found.append(frozenset((run,)))
        run = ""
        if operation is _constants.SUBPATTERN:
            found += _needed(value[3])
        elif operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT) and value[0]:
            found += _needed(value[2])
        elif operation is _constants.BRANCH:
            each = [_needed(one) for one in value[1]]
            found += [frozenset().union(*map(_fewest, each))] if all(each) else []
    return found


def _fewest(needed: Iterable[frozenset[str]]) -> frozenset[str]:
    """Return the set that is quickest to look for: the smallest, of equal ones that with the longest words."""
    return min(needed, key=lambda words: (len(words), -min(map(len, words))), default=frozenset(("",)))
