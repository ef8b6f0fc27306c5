"""Grouping: which earlier article a new one belongs with, as a copy of its text or a report of the same event."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from zlib import crc32

from classifier.text import read
from core.desk import JudgedArticle
from core.text import fold

WINDOW = timedelta(days=4)
SHINGLE = 5  # syllables
COPY = 0.5  # share of the shorter text that must stand in the other; .3 to .5 is often only shared background
SAME_TITLE = 0.6  # share of all syllables of two titles that both have, figures agreeing
CLOSE_TITLE = 0.75  # the same without figures
FEW = 200  # shingles up to which all are kept; of longer texts a fixed quarter stands for all
LEAST = 12  # shingles below which a text is too short to be compared

_SYLLABLE = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_COMMON_WORDS = "va cua cac cho voi trong tai o la co duoc bi tu den ngay vu ve mot nguoi khi sau da se nhung nhieu"
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class _Print:
    title: str
    words: frozenset[str]
    figures: frozenset[str]
    every: frozenset[int]
    sample: frozenset[int]


def find_story(title: str, text: str, moment: datetime, recent: Sequence[JudgedArticle]) -> int | None:
    """Return the story of the most alike article within four days, the earliest of equals; None when none is."""
    own = _print(title, text)
    best: tuple[float, float, int] | None = None
    story = None
    for judged in recent:
        article = judged.article
        apart = abs(article.moment - moment)
        if apart > WINDOW:
            continue
        alike = _alike(own, _print(article.title, article.text))
        rank = (alike, -article.moment.timestamp(), -article.id)
        if alike and (best is None or rank > best):
            best, story = rank, article.story_id or article.id
    return story


def _alike(one: _Print, other: _Print) -> float:
    if one.title and one.title == other.title:
        return 2.0
    contained = _containment(one, other)
    if contained >= COPY:
        return 1.0 + contained
    return _same_event(one, other)


def _containment(one: _Print, other: _Print) -> float:
    whole = bool(one.every and other.every)
    first, second = (one.every, other.every) if whole else (one.sample, other.sample)
    least = min(len(first), len(second))
    if least < (LEAST if whole else LEAST // 3):
        return 0.0
    return len(first & second) / least


def _same_event(one: _Print, other: _Print) -> float:
    if min(len(one.words), len(other.words)) < 4:
        return 0.0
    overlap = len(one.words & other.words) / len(one.words | other.words)
    if one.figures and other.figures:
        return overlap if one.figures & other.figures and overlap >= SAME_TITLE else 0.0
    return overlap if overlap >= CLOSE_TITLE else 0.0


@lru_cache(maxsize=4096)
def _print(title: str, text: str) -> _Print:
    folded = _syllables(title)
    words = frozenset(word for word in folded if word not in _COMMON and not word.isdigit())
    shingles = frozenset(_shingles(_SYLLABLE.findall(read(text).lower)))
    sample = frozenset(shingle for shingle in shingles if shingle % 4 == 0)
    every = shingles if len(shingles) <= FEW else frozenset()
    return _Print(" ".join(folded), words, frozenset(_FIGURE.findall(title)), every, sample)


def _syllables(text: str) -> list[str]:
    return _SYLLABLE.findall(fold(read(text).cased))


def _shingles(words: Sequence[str]) -> Iterable[int]:
    for start in range(len(words) - SHINGLE + 1):
        yield crc32(" ".join(words[start : start + SHINGLE]).encode("utf-8", "replace"))
