"""What a figure of an article stands for: the words around it, where and when, who says it, whether it is a part."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from classifier.claims.marks import marks_of
from classifier.claims.mentions import DateMention
from classifier.claims.quantities import STOP, Quantity, find_figures
from classifier.claims.sources import CAPITALS, source_of
from classifier.text import lower

Field = Literal["title", "text"]

NEAR = 8  # content words on each side that say what is counted
_WHOLE = 3000  # code points of a text in which names of the other article are looked for
_BEFORE = 70  # code points before a figure in which a name is looked for
OPENING = 500  # code points of a text that tell what the article is about


@dataclass(frozen=True, slots=True)
class Report:
    """An article of a story."""

    id: int | str
    moment: datetime
    outlet: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of an article with what tells which thing it measures.

    `before` and `after` are the content words of its clause, nearest first. `places` and `names` stand in its
    sentence, `listed` in a list there, `subject` begins it, `name` is the one right before the figure, all in lower
    case; `source` is who is said to say it, `whole` the beginning of the article. With `marks` it is no plain total.
    """

    report: Report
    field: Field
    quantity: Quantity
    sentence: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    words: frozenset[str]
    places: frozenset[str]
    names: frozenset[str]
    listed: frozenset[str]
    subject: str
    name: str
    source: str
    marks: frozenset[str]
    dates: tuple[DateMention, ...]
    whole: str

    @property
    def near(self) -> frozenset[str]:
        """The content words on both sides."""
        return frozenset(self.before + self.after)

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The pairs of content words that follow each other, nearest first."""
        return frozenset((*pairwise(self.before), *((two, one) for one, two in pairwise(self.after))))

    @property
    def is_opening(self) -> bool:
        """Whether it stands in the title or at the beginning of the text."""
        return self.field == "title" or self.quantity.sentence[0] < OPENING


_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[;()“”\"]|, (?:trong khi|còn|nhưng)|\n")
_NAME = re.compile(CAPITALS)
_OFFICES = ("UBND", "HĐND", "TAND", "CSGT", "TP", "CLIP", "VIDEO", "HLV", "ĐH")
_LIST = re.compile(rf"{CAPITALS}(?:, {CAPITALS}){{1,8}}(?: và {CAPITALS})|{CAPITALS}(?:, {CAPITALS}){{2,8}}")
_LEAD = re.compile(
    r"\A(?:Theo|Tại|Ở|Sáng|Trưa|Chiều|Tối|Đêm|Ngày|Trong|Vụ|Từ|Đến|Khi|Công an|Biên phòng|Bệnh viện|UBND|HĐND|TAND"
    r"|Ông|Bà|Anh|Chị|Có) "
)
_PLACE = re.compile(
    r"(?:tại|ở|từ|tỉnh|huyện|xã|thôn|bản|ấp|quận|phường|thị trấn|thị xã|thành phố|tp\.?|TP\.?|đảo|bang|vùng|miền"
    rf"|khu vực|nước|địa bàn|qua|đến|về)(?: \w+){{0,1}}? ({CAPITALS})"
)


def figures_of(report: Report) -> list[Figure]:
    """Return the figures of an article, those of the title first."""
    whole = lower(f"{report.title} {report.text[:_WHOLE]}")
    return _of_field(report, "title", report.title, whole) + _of_field(report, "text", report.text, whole)


def _of_field(report: Report, field: Field, text: str, whole: str) -> list[Figure]:
    figures = find_figures(text)
    return [_figure(report, field, text, one, figures.dates, whole) for one in figures.quantities]


def _figure(
    report: Report, field: Field, text: str, quantity: Quantity, dates: tuple[DateMention, ...], whole: str
) -> Figure:
    first, last = quantity.sentence
    sentence = text[first:last]
    left, right = text[first : quantity.start], text[quantity.end : last]
    source = source_of(sentence)
    told = sentence.replace(source, "").removeprefix("Theo ") if source else sentence
    return Figure(
        report=report,
        field=field,
        quantity=quantity,
        sentence=sentence,
        before=tuple(reversed(_content(_CLAUSE.split(left)[-1])))[:NEAR],
        after=tuple(_content(_CLAUSE.split(right)[0]))[:NEAR],
        words=frozenset(_content(told)),
        places=frozenset(lower(name) for name in _PLACE.findall(told)),
        names=_all_names(told),
        listed=_listed(told),
        subject=_subject(told.lstrip(" ,")),
        name=lower(_names(left[-_BEFORE:])),
        source=source,
        marks=marks_of(quantity, sentence, left, right),
        dates=tuple(one for one in dates if first <= one.start < last),
        whole=whole,
    )


def _content(text: str) -> list[str]:
    return [word for word in _WORD.findall(lower(text)) if word not in STOP]


def _names(left: str) -> str:
    """Return the last name before a figure."""
    names = _NAME.findall(left)
    return names[-1] if names else ""


def _all_names(sentence: str) -> frozenset[str]:
    """Return the names of a sentence; its first word alone is none, whatever its first letter."""
    matches = list(_NAME.finditer(_LEAD.sub("", sentence)))
    return frozenset(lower(one.group()) for one in matches if one.start() > 1 or " " in one.group())


def _listed(sentence: str) -> frozenset[str]:
    """Return the names of a sentence that stand in a list, as of countries hit."""
    match = _LIST.search(sentence)
    return frozenset(lower(name) for name in _NAME.findall(match.group())) if match else frozenset()


def _subject(sentence: str) -> str:
    """Return the name that a sentence begins with, when it has two words or more capitals than the first."""
    match = _NAME.match(_LEAD.sub("", sentence))
    if not match:
        return ""
    name = match.group()
    return lower(name) if " " in name or (name[1:] != name[1:].lower() and not name.startswith(_OFFICES)) else ""
