"""The role of an article toward a questionable claim. It says what the article does, not whether the claim is true."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from classifier.cues import CueTag
from classifier.lexicon import Hit
from classifier.text import Text
from core.judgement import Kind, Role, RoleLabel

_TONE = ("positive", "negative")
MOST = 600  # cues of a field that are looked at
_SENTENCE_END = re.compile(r"[.!?…;](?=[\s\"'”’)\]])[\"'”’)\]]*|\n")
_QUOTES = "\"'“”‘’«»"
_NEGATION = re.compile(r"(?:^|\W)(?:không|chưa|chẳng|có thể|not|may be)\s+(?:bị\s+|hề\s+|có\s+)?$")
_SPEAKER_REACH = 80  # code points between a speaker and the verb of saying
_LEAD_SENTENCES = 3
_SCORES = (0.9, 0.8, 0.6)

# Cues that count only outside these longer phrases of another meaning.
_SHADOWS = {"denial": "no_denial", "verify": "no_verify", "correction": "no_correction"}

# Which two kinds of cue must meet in one sentence, the most telling role first.
_MEETINGS: tuple[tuple[RoleLabel, str, tuple[str, ...]], ...] = (
    ("sanction", "sanction", ("false",)),
    ("debunk", "denial", ("rumour", "false")),
    ("advice", "advice", ("false",)),
    ("verification", "verify", ("rumour", "false", "unattributed")),
)
_CLAIM_NEAR = re.compile(r"tin\b|thông tin|hình ảnh|bài viết|clip|chuyện|sự thật|claim|rumou?r")
_NETIZENS = re.compile(r"(?:dân mạng|cộng đồng mạng|netizens?)\s+[\w\s]{0,12}$")


@dataclass(frozen=True, slots=True)
class CueField:
    """A field of an article with the cues found in it."""

    text: Text
    hits: Sequence[Hit[CueTag]]


@dataclass(frozen=True, slots=True)
class _Cue:
    group: str
    text: Text
    start: int
    end: int

    @property
    def phrase(self) -> str:
        return self.text.quote(self.start, self.end)


_Sentence = list[_Cue]


def judge_role(title: CueField, body: CueField, kind: Kind) -> Role:
    """Return the role with the phrases that decided; `carrier` only where nobody answers for the claim."""
    sentences = [*_sentences(title), *_sentences(body)]
    found = _stated(sentences) or _across(sentences)
    if found is None and kind not in ("sport", "table") and not title.text.lower.rstrip().endswith("?"):
        found = _carrier(sentences)
    return found or _other_sense(sentences) or Role()


def _sentences(field: CueField) -> list[_Sentence]:
    text = field.text.lower
    starts = [0, *(match.end() for match in _SENTENCE_END.finditer(text))]
    rows: list[_Sentence] = [[] for _ in starts]
    for hit in [hit for hit in field.hits if hit.tag.group not in _TONE][:MOST]:
        cue = _Cue(hit.tag.group, field.text, hit.start, hit.end)
        rows[bisect_right(starts, hit.start) - 1].append(cue)
    return [_without_shadows(row) for row in rows]


def _without_shadows(row: _Sentence) -> _Sentence:
    shadows = [cue for cue in row if cue.group in _SHADOWS.values()]
    return [cue for cue in row if not _is_shadowed(cue, shadows) and not _is_negated(cue)]


def _is_shadowed(cue: _Cue, shadows: Iterable[_Cue]) -> bool:
    wanted = _SHADOWS.get(cue.group)
    return any(one.group == wanted and one.start < cue.end and cue.start < one.end for one in shadows)


def _is_negated(cue: _Cue) -> bool:
    if cue.group not in ("sanction", "denial", "correction"):
        return False
    return bool(_NEGATION.search(cue.text.lower[max(0, cue.start - 15) : cue.start]))


def _groups(row: _Sentence, *names: str) -> list[_Cue]:
    return [cue for cue in row if cue.group in names]


def _role(label: RoleLabel, index: int, cues: Iterable[_Cue]) -> Role:
    place = 0 if index == 0 else (1 if index <= _LEAD_SENTENCES else 2)
    return Role(label, _SCORES[place], tuple(dict.fromkeys(cue.phrase for cue in cues)))


def _stated(sentences: Sequence[_Sentence]) -> Role | None:
    """The first sentence that says what is done with a claim decides, the title before all."""
    for index, row in enumerate(sentences):
        if not row:
            continue
        if cues := _groups(row, "correction"):
            return _role("correction", index, cues)
        for label, group, partners in _MEETINGS:
            for first in _groups(row, group):
                if partner := _partner(row, first, partners):
                    return _role(label, index, (first, partner))
    return None


def _partner(row: _Sentence, first: _Cue, partners: tuple[str, ...]) -> _Cue | None:
    if first.group == "denial":
        text = first.text.lower
        if _NETIZENS.search(text[max(0, first.start - 40) : first.start]):
            return None  # what netizens deny is denied by nobody
        if _CLAIM_NEAR.search(text[max(0, first.start - 60) : first.end + 60]):
            return first
    if first.phrase.lower().endswith("thông tin"):
        return first
    return next((cue for cue in row if cue.group in partners and cue != first), None)


def _across(sentences: Sequence[_Sentence]) -> Role | None:
    """A fine or a check in one sentence and the claim in the next are one matter."""
    pairs: tuple[tuple[RoleLabel, str, str, int], ...] = (
        ("sanction", "sanction", "false", len(sentences)),
        ("verification", "verify", "rumour", _LEAD_SENTENCES),
    )
    for label, group, partner, limit in pairs:
        for index, (row, following) in enumerate(pairwise(sentences[: limit + 1])):
            for one, other in ((row, following), (following, row)):
                acts = _groups(one, group) if one and other else []
                if acts and (claims := _groups(other, partner)):
                    return _role(label, index, (acts[0], claims[0]))
    return None


def _carrier(sentences: Sequence[_Sentence]) -> Role | None:
    """Claims nobody answers for: no denial anywhere, and no office that speaks beside them."""
    if any(_groups(row, "denial") for row in sentences):
        return None
    carried: list[tuple[int, _Cue]] = []
    for index, row in enumerate(sentences):
        loose = [cue for cue in _groups(row, "unattributed") if not _is_quoted(cue) and not _is_named_false(cue, row)]
        near = sentences[max(0, index - 1) : index + 3]
        if loose and not any(_is_attributed(other) for other in near):
            carried.extend((index, cue) for cue in loose)
    return _role("carrier", carried[0][0], (cue for _index, cue in carried)) if carried else None


def _is_quoted(cue: _Cue) -> bool:
    """A cue alone between quotation marks is talked about, not used."""
    text = cue.text.lower
    return text[cue.start - 1 : cue.start] in tuple(_QUOTES) and text[cue.end : cue.end + 1] in tuple(_QUOTES)


def _is_named_false(cue: _Cue, row: _Sentence) -> bool:
    """Whoever writes "lan truyền thông tin sai sự thật" speaks about falsehoods and carries none."""
    return any(other.start < cue.end <= other.end for other in _groups(row, "false"))


def _is_attributed(row: _Sentence) -> bool:
    loose = _groups(row, "unattributed")
    for speaker in _groups(row, "authority"):
        for verb in _groups(row, "say"):
            apart = verb.start - speaker.end
            between = any(speaker.end <= cue.start and cue.end <= verb.start for cue in loose)
            inside = any(cue.start <= verb.start and verb.end <= cue.end for cue in loose)
            if 0 <= apart <= _SPEAKER_REACH and not between and not inside:
                return True
    return False


def _other_sense(sentences: Sequence[_Sentence]) -> Role | None:
    for index, row in enumerate(sentences):
        if cues := _groups(row, "other"):
            return _role("other_sense", index, cues)
    return None
