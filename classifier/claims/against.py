"""An article held against what is known: statements that it contradicts, claims found false that it repeats.

A finding is a candidate with both places and what differs, never a verdict; in doubt there is none. What an article
that denies, checks or punishes a claim says of it is for its role to tell.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Literal

from classifier.claims.compare import compare, values
from classifier.claims.differences import Difference, differences
from classifier.claims.known_words import KnownWords
from classifier.claims.retrieve import Passage, StatementIndex, bare_words
from classifier.claims.sides import Side, side
from classifier.claims.subjects import subjects
from classifier.claims.support import SupportModel
from classifier.sentences import bounds
from classifier.text import read
from core.statements import Statement

Kind = Literal["contradicts_statement", "repeats_false_claim"]
Field = Literal["title", "text"]
REPEATED = 0.5  # probability of "supports" from which on a sentence says what a false claim says
_SHARED = 0.35  # of the weight of a passage that its sentence must hold
_ALIKE = 0.7  # of the weight of a sentence that must be shared where nothing but the date differs
_DECIDING = ("figure", "denial", "opposite")
_READ = 80  # sentences of an article that are looked at

# What somebody says who does not stand for the claim: it is denied, looked into, punished, asked.
_DISTANCE = re.compile(
    r"(?<!\w)(?:bác bỏ|phủ nhận|đính chính|bịa đặt|thất thiệt|tin giả|tin đồn|sai sự thật|không đúng|không chính xác"
    r"|không có chuyện|không có việc|không có thật|vô căn cứ|không có căn cứ|không có cơ sở|xuyên tạc|giả mạo|tin sai"
    r"|sai lệch|xử phạt|bị phạt|triệu tập|xử lý nghiêm|cảnh báo|xác minh|kiểm chứng|làm rõ|thực hư|có hay không"
    r"|hiểu lầm|hiểu nhầm|không phải là|lan truyền|cắt ghép|dàn dựng)(?!\w)|\?"
)
# Another time than that of the statement.
_ELSEWHEN = re.compile(
    r"(?<!\w)(?:năm ngoái|năm trước|cùng kỳ|tháng trước|tuần trước|trước đây|trước đó|từng"
    r"|hồi (?:đầu|cuối|giữa|tháng|năm)"
    r"|nhiều năm|năm (?:19|20)\d\d|(?:sáu|ba|chín|\d+) tháng (?:đầu|cuối)|quý)(?!\w)"
)
# What changes by the hour or the day: another figure is another moment.
_RUNNING = re.compile(
    r"(?<!\w)(?:tâm bão|cường độ bão|áp thấp|sức gió|giật cấp|không khí lạnh|vĩ bắc|kinh đông|độ vĩ|độ kinh|dự báo"
    r"|nhiệt độ|vn-index|chỉ số|tỷ giá|giá vàng|đồng usd|mực nước|điểm số|tỷ số)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A reason to check: a sentence of an article and the passage it is held against.

    `start` and `end` count code points of `field`, `passage` those of the statement (or of the claim it judges).
    `probability` is that of the model; `words` say what differs, empty where a claim is repeated. The spans of
    `differences` count in the sentence and in the passage.
    """

    kind: Kind
    statement: Statement
    field: Field
    start: int
    end: int
    passage: Passage
    probability: float
    differences: tuple[Difference, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Sentence:
    field: Field
    start: int
    end: int
    text: str


def findings_against(
    title: str, text: str, index: StatementIndex, day: date, model: SupportModel, scope: frozenset[str] = frozenset()
) -> list[Finding]:
    """Return what an article says against the statements valid on a day, at most one finding for each statement.

    `scope` has ids of the article's places and topics: a statement bound to others is left out.
    """
    concerning = (found.passage for found in index.concerning(title, text, day))
    passages = [passage for passage in concerning if _is_told(passage, scope)]
    if not passages:
        return []
    article = _Article(title, text)
    found: dict[str, Finding] = {}
    for passage in passages:
        finding = _held(passage, article, model)
        if finding:
            found.setdefault(str(passage.statement.id), finding)
    return list(found.values())


class _Article:
    """The sentences of an article, and the words of each."""

    def __init__(self, title: str, text: str) -> None:
        self.sentences: list[_Sentence] = []
        self.rows: list[set[str]] = []
        fields: tuple[tuple[Field, str], ...] = (("title", title), ("text", text))
        for field, given in fields:
            form = read(given)
            for start, end in islice(bounds(form.lower), _READ):
                first, last = form.span(start, end)
                self.sentences.append(_Sentence(field, first, last, form.given[first:last]))
                self.rows.append(set(bare_words(form.lower[start:end])))

    def nearest(self, passage: str, known: KnownWords) -> _Sentence | None:
        """Return the sentence that holds most of a passage; None when all of them hold too little."""
        weights = {word: known.rare(word) for word in bare_words(read(passage).lower)}
        shares = [sum(weights[word] for word in row.intersection(weights)) for row in self.rows]
        best = max(range(len(shares)), key=shares.__getitem__, default=None)
        if best is None or shares[best] < _SHARED * sum(weights.values()):
            return None
        return self.sentences[best]


@lru_cache(maxsize=4096)
def _side(passage: str) -> Side:
    """Prepare a passage; the same ones are asked for again and again."""
    return side(passage)


def _is_told(passage: Passage, scope: frozenset[str]) -> bool:
    """Tell whether an article may be held against a passage: it is within its scope, and says one lasting thing."""
    statement = passage.statement
    if statement.scope and scope and not scope.intersection(statement.scope):
        return False
    if passage.is_claim or statement.finding == "false":  # the words of a fact-check deny what its claim says
        return passage.is_claim and statement.finding == "false"
    return not _RUNNING.search(read(passage.text).lower)


def _held(passage: Passage, article: _Article, model: SupportModel) -> Finding | None:
    sentence = article.nearest(passage.text, model.known)
    if sentence is None or _DISTANCE.search(read(sentence.text).lower) or not _same_matter(sentence.text, passage):
        return None
    return (_repeats if passage.is_claim else _contradicts)(passage, sentence, model)


def _contradicts(passage: Passage, sentence: _Sentence, model: SupportModel) -> Finding | None:
    ours, theirs = side(sentence.text), _side(passage.text)
    pair = compare(ours, theirs, model.known)
    named = differences(pair, model.known)
    deciding = [one for one in named if one.kind in _DECIDING]
    dated = any(one.kind == "date" for one in named)
    if dated and deciding:  # another day, another figure
        return None
    if dated and values(pair, model.known)["weight_of_claim"] >= _ALIKE:
        deciding = [one for one in named if one.kind == "date"]
    if not deciding:
        return None
    there, back = model.hold(ours, passage.text), model.hold(theirs, sentence.text)
    probability = (there.probability("refutes") + back.probability("refutes")) / 2
    if probability < model.given.alarm:
        return None
    words = "; ".join(one.words for one in deciding[:3])
    return _finding("contradicts_statement", passage, sentence, probability, named, words)


def _repeats(passage: Passage, sentence: _Sentence, model: SupportModel) -> Finding | None:
    held = model.hold(_side(passage.text), sentence.text)
    probability = held.probability("supports")
    if probability < REPEATED or any(one.kind in _DECIDING for one in differences(held.pair, model.known)):
        return None
    return _finding("repeats_false_claim", passage, sentence, probability, (), "")


def _finding(
    kind: Kind,
    passage: Passage,
    sentence: _Sentence,
    probability: float,
    named: tuple[Difference, ...],
    words: str,
) -> Finding:
    return Finding(
        kind, passage.statement, sentence.field, sentence.start, sentence.end, passage, probability, named, words
    )


def _moments(given: str) -> set[str]:
    return {match.group() for match in _ELSEWHEN.finditer(read(given).lower)}


def _same_matter(sentence: str, passage: Passage) -> bool:
    """Tell whether a sentence speaks of no other time, and of no other places where a passage names none."""
    statement = passage.statement
    if not _moments(sentence) <= _moments(passage.text):
        return False
    said = read(f"{statement.text} {statement.claim} {statement.issuer}").lower
    return bool(passage.names) or all(name in said for name in subjects(sentence))
