"""Tone toward the monitored unit, from two lists of words and a trained model. It never says anything about truth."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from classifier.class_model import ClassModel
from classifier.features import Features
from classifier.lexicon import Hit
from classifier.patterns import Gated
from classifier.polarity import PolarityTag, Side
from classifier.text import Text
from core.judgement import Tone, ToneLabel

LEAD = 1500  # code points of the text that set the tone
TITLE_WEIGHT = 2.0
CLEAR = 0.34  # share of the balance from which the tone is not neutral
REACH = 45  # code points before a word in which it can be taken back
_SIDES: tuple[Side, Side] = ("positive", "negative")
_LABELS: tuple[ToneLabel, ...] = ("neutral", "negative", "positive")
FACTS = ("good_title", "bad_title", "good_lead", "bad_lead")  # telling words, by side and place
DOUBT = 2.0  # weight on neither side, so that a single word deep in a text sets no tone

# "phát hiện 11 vụ buôn lậu", "không tiếp tay cho buôn lậu": the word is bad, what happened is not; to the clause's end.
_REMEDY = Gated(
    r"\b(?:không (?:để|còn|tiếp tay|có chuyện|xảy ra)|ngăn chặn|phòng,? chống|đấu tranh|phát hiện|xử lý"
    r"|triệt phá|bắt giữ|khắc phục|giảm|bác bỏ|hạn chế|chấm dứt)\b[^.;:!?\n]*$"
)


@dataclass(frozen=True, slots=True)
class TonedField:
    """A field of an article with the telling words found in it."""

    text: Text
    hits: Sequence[Hit[PolarityTag]]


@dataclass(frozen=True, slots=True)
class ToneWords:
    """Telling words that count, in the title and in the lead, and the phrases themselves with their side."""

    good_title: int
    bad_title: int
    good_lead: int
    bad_lead: int
    phrases: tuple[tuple[Side, str], ...]

    @property
    def facts(self) -> tuple[float, ...]:
        """What the model weighs beside the words of the article; each at most 4."""
        return tuple(float(min(getattr(self, name), 4)) for name in FACTS)


def tone_words(title: TonedField, body: TonedField) -> ToneWords:
    """Return the telling words of an article, without those of an evil that was prevented, caught or denied."""
    found = [
        (field is title, hit.tag.side, field.text.quote(hit.start, hit.end))
        for field in (title, body)
        for hit in field.hits
        if (field is title or hit.start < LEAD) and not _handled(field.text, hit.start)
    ]
    counted = Counter((in_title, side) for in_title, side, _phrase in found)
    good_title, bad_title, good_lead, bad_lead = (counted[where, side] for where in (True, False) for side in _SIDES)
    phrases = tuple((side, phrase) for _in_title, side, phrase in found)
    return ToneWords(good_title, bad_title, good_lead, bad_lead, phrases)


def judge_tone(words: ToneWords, seen: Features | None, model: ClassModel | None) -> Tone:
    """Return the tone; `score` runs from -1 (negative) to 1 (positive)."""
    if seen is None or model is None:
        good, bad = (TITLE_WEIGHT * words.good_title + words.good_lead, TITLE_WEIGHT * words.bad_title + words.bad_lead)
        score = (good - bad) / (good + bad + DOUBT)
        label: ToneLabel = "positive" if score >= CLEAR else "negative" if score <= -CLEAR else "neutral"
    else:
        shares = model.probabilities(seen, words.facts)
        score = shares["positive"] - shares["negative"]
        label = max(_LABELS, key=shares.__getitem__)
    kept = [phrase for side, phrase in words.phrases if label in ("neutral", side)]
    return Tone(label, round(score, 3), tuple(dict.fromkeys(kept)))


def _handled(text: Text, start: int) -> bool:
    """Tell whether a word stands behind one that says the evil was prevented, caught or denied."""
    return _REMEDY.search(text.lower[max(0, start - REACH) : start]) is not None
