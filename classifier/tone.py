"""Tone toward the monitored unit, from two lists of words. It never says anything about truth."""

import re
from collections.abc import Sequence

from classifier.sentences import CueField
from core.judgement import Tone, ToneLabel

LEAD = 1500  # code points of the text that set the tone
TITLE_WEIGHT = 2.0
CLEAR = 0.34  # share of the balance from which the tone is not neutral
REACH = 45  # code points before a word in which it can be taken back
DOUBT = 2.0  # weight on neither side, so that a single word deep in a text sets no tone

# "phát hiện 11 vụ buôn lậu", "không tiếp tay cho buôn lậu": the word is bad, what happened is not; to the clause's end.
_REMEDY = re.compile(
    r"\b(?:không (?:để|còn|tiếp tay|có chuyện|xảy ra)|ngăn chặn|phòng,? chống|đấu tranh|phát hiện|xử lý"
    r"|triệt phá|bắt giữ|khắc phục|giảm|bác bỏ|hạn chế|chấm dứt)\b[^.;:!?\n]*$"
)


def judge_tone(title: CueField, body: CueField) -> Tone:
    """Return the tone; `score` runs from -1 (negative) to 1 (positive)."""
    balance = {"positive": 0.0, "negative": 0.0}
    evidence: list[tuple[str, str]] = []
    for field, weight in ((title, TITLE_WEIGHT), (body, 1.0)):
        for hit in field.hits:
            if hit.tag.group in balance and (field is title or hit.start < LEAD) and not _handled(field, hit.start):
                balance[hit.tag.group] += weight
                evidence.append((hit.tag.group, field.text.quote(hit.start, hit.end)))
    return _tone(balance["positive"], balance["negative"], evidence)


def _handled(field: CueField, start: int) -> bool:
    """Tell whether a word stands behind one that says the evil was prevented, caught or denied."""
    return _REMEDY.search(field.text.lower[max(0, start - REACH) : start]) is not None


def _tone(positive: float, negative: float, evidence: Sequence[tuple[str, str]]) -> Tone:
    score = round((positive - negative) / (positive + negative + DOUBT), 3)
    label: ToneLabel = "positive" if score >= CLEAR else "negative" if score <= -CLEAR else "neutral"
    kept = [phrase for group, phrase in evidence if label in ("neutral", group)]
    return Tone(label, score, tuple(dict.fromkeys(kept)))
