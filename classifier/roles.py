"""The role of an article toward a questionable claim. It says what the article does, not whether the claim is true.

Sentences are read by a small grammar; what it finds weighs more in the title and the lead. A trained
model weighs the findings with the words of the article; without it the heaviest role is the article's. `carrier` is
left for talk that no finding answers, whatever the model says.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product

from classifier.checks import CARRIES
from classifier.class_model import ClassModel
from classifier.cues import CUES
from classifier.features import Features, bucket, grams
from classifier.names import nameless
from classifier.role_grammar import LESSON, PAIRS, READING, RULES
from classifier.role_rules import Pair, Rule, Where
from classifier.role_scope import denial, is_answered, is_done
from classifier.role_words import pattern
from classifier.sentences import OPENING, QUOTES, SHADOW, WHOLE, Cue, CueField, Sentence, sentences_of
from classifier.text import Text
from core.judgement import Kind, Role, RoleLabel

# The most telling role first: with nearly equal weight it is the one the article has.
_ORDER: tuple[RoleLabel, ...] = (
    "correction", "sanction", "debunk", "verification", "carrier", "advice", "other_sense",
)  # fmt: skip
ROLES: tuple[RoleLabel, ...] = ("none", *_ORDER)
_GROUPS = tuple(group for group in CUES if not group.startswith(SHADOW))
# What the model weighs beside words: the weight of findings, the heaviest role by the rules alone, and cues.
FACTS = (*(f"finding:{one}" for one in _ORDER), *(f"rules:{one}" for one in _ORDER), *(f"cue:{one}" for one in _GROUPS))
_RULE, _CUE = 0.2, 0.6  # weights of rules and cues among the facts
_NEAR = 0.35  # weights that differ by less are equal
_LEAST = 2.0  # below it nothing was said
_MORE = 0.3  # what each further sentence adds, up to three
_PLACES = (1.5, 1.2, 1.15, 1.05, 1.05)  # the title and the lead say what an article is about
_SCORES = (0.9, 0.8, 0.6)
_LEAD = 3
_SURE = 3.4  # said outright
_ANSWER = 2.8  # enough to close a check
_SHOWN = 4  # phrases of evidence
_LONG = 70  # code points of one
_TALK = ("rumour", "unattributed")  # cues that a claim goes around
_CLAIMS = ("complaint", "content", "asks")  # cues that a claim is the matter
_TALKED = frozenset(("rumour", "gossip", "hearsay", "unattributed", "mention", "platform", "content"))
_ANSWERS = ("debunk", "sanction")
_PLAY = frozenset(("table", "sport"))  # they live on figures and on talk
_DOUBT = 0.1  # how probable an answer may be beside a carrier; chosen by cross-validation over writers
_GUESS = 0.3  # probability of a role that no finding speaks for
_LOOSE = ("unattributed", "hearsay", "mention")  # cues that nobody answers; but the first, two are needed
_TITLE_GATE = ("title",)  # the gate of rules that every title is held against
_OFFENCES = (("false", 3.6), ("spread", 3.0), ("post", 1.9))  # what is punished, and how surely it is a falsehood
# Punishments that need no word for what was done where a rumour is the matter.
_FINES = frozenset(
    ("xử phạt", "phạt tiền", "bị phạt", "phạt", "nộp phạt", "triệu tập", "mời lên", "mời làm việc", "mời lên làm việc",
     "mời lên công an", "lập biên bản", "khởi tố", "bắt giữ", "tạm giữ", "bắt tạm giam", "fined", "arrested",
     "summoned")
)  # fmt: skip
# Steps that are taken against many and for many reasons.
_MILD = frozenset(
    ("truy tìm", "điều tra", "truy xét", "làm việc với", "kiểm điểm", "nhắc nhở", "bồi thường", "từ chức")
)

# Only its title says what a survey of the news is about.
_SURVEY = pattern(
    r"^\W*(?:tin tức (?:sáng|trưa|chiều|tối|thế giới|đặc biệt|24h|giải trí)|điểm tin|xem nhanh|tin nhanh|toàn cảnh \d"
    r"|bản tin (?:sáng|trưa|chiều|tối))"
)
# A rumour at the head of a sentence carries itself.
_CARRIED = pattern(
    r"^\W*(?:một |những |nhiều |các )?tin đồn ~12 (?:cho biết|cho rằng|rằng|gây|xuất hiện|lan truyền|là)|, tin đồn \w+"
    r"|(?:dân mạng|cộng đồng mạng|netizen|hội nhóm|diễn đàn|phụ huynh|người dân|dân|tài xế|tiểu thương"
    r"|công nhân) ~10 "
    r"(?:đồn|đồn đoán|truyền|truyền nhau|kháo|rỉ tai|chuyển tiếp|loan|râm ran|bàn tán|quả quyết) ~4 (?:tin|rằng|chuyện"
    r"|thông tin|câu)"
)
_READER_ASKS = pattern(
    r"(?:có )?phải (?:vậy|không|thế)(?: không)?|(?:tôi|chúng ta|chúng tôi|mình|em|cháu) ~3 nghe (?:nói|bảo|đồn)|có "
    r"(?:đúng|sao|nên|tốt|hại)(?: vậy)? không"
)
# Rumours in a book are no rumours.
_FICTION = pattern("cuốn sách|tiểu thuyết|truyện ngắn|luận án|vở kịch|vở diễn|tập thơ|câu đố")
_RULES: dict[str, list[Rule]] = {}
for _one in RULES:
    _RULES.setdefault(_one.gate, []).append(_one)


@dataclass(frozen=True, slots=True)
class _Finding:
    label: RoleLabel
    weight: float
    index: int
    phrases: tuple[str, ...]
    open: bool = False  # the answer is still awaited

    @property
    def placed(self) -> float:
        return self.weight * (_PLACES[self.index] if self.index < len(_PLACES) else 1.0)


@dataclass(frozen=True, slots=True)
class Signs:
    """What an article has of the language of claims: findings of the grammar, and cues of the title and the lead."""

    findings: tuple[_Finding, ...]
    carried: tuple[_Finding, ...]  # claims that nobody answers for, else what those do who answer
    cues: tuple[Cue, ...]
    opening: tuple[Sentence, ...]  # the title and the first sentences

    @property
    def facts(self) -> tuple[float, ...]:
        """What the model weighs beside the words of the article: the rules little, for they were written by hand."""
        totals = _totals((*self.findings, *self.carried))
        label = _heaviest(totals, self.findings)
        counted = Counter(cue.group for cue in self.cues)
        return (
            *(_RULE * min(totals.get(one, 0.0), 6.0) for one in _ORDER),
            *(2 * _RULE * (one == label) for one in _ORDER),
            *(_CUE * min(counted[group], 3) for group in _GROUPS),
        )

    def evidence(self, label: RoleLabel) -> tuple[str, ...]:
        """Return the phrases in which the grammar found a role."""
        found = [one for one in (*self.findings, *self.carried) if one.label == label]
        phrases = [phrase for one in sorted(found, key=lambda one: -one.placed) for phrase in one.phrases]
        return tuple(dict.fromkeys(phrases))[:_SHOWN]


def role_signs(title: CueField, body: CueField) -> Signs:
    """Read an article for the language of claims: the opening, and where talk stands in it all the rest."""
    sentences = sentences_of(title, body)
    if len(sentences) > OPENING and any(one.of(*_TALKED) for one in sentences):
        sentences = sentences_of(title, body, WHOLE)  # whoever answers may come late
    if _SURVEY.of(title.text).search(sentences[0].lower):
        sentences = sentences[:1]
    findings = (
        *_by_rules(sentences),
        *_sanctions(sentences),
        *_others(sentences),
        *_loosely(sentences),
        *_lesson(sentences),
    )
    spoken = any(one.label != "other_sense" and one.placed >= _LEAST for one in findings)
    cues = tuple(cue for one in sentences[: _LEAD + 2] for cue in one.cues)
    return Signs(findings, () if spoken else tuple(_carriers(sentences)), cues, tuple(sentences[: OPENING + 1]))


def judge_role(signs: Signs, kind: Kind, seen: Features | None, model: ClassModel | None) -> Role:
    """Return the role with the phrases that decided; `carrier` only where nobody answers for the claim."""
    if seen is None or model is None:
        alone = kind == "sport" and len(signs.carried) == 1  # sport lives on talk: there it needs two claims
        return _decide([*signs.findings, *(() if kind == "table" or alone else signs.carried)])
    shares = model.probabilities(seen, signs.facts)
    label = choose_role(signs, kind, shares)
    if label != "none":
        return Role(label, round(shares[label], 2), _shown_for(label, signs, model))
    told = any(one.label == "carrier" for one in signs.carried)  # a plain case, however much is said around it
    carries = max(shares["carrier"], CARRIES) if told else shares["carrier"]
    if carries < CARRIES or kind in _PLAY or _answered(signs, shares, 1.0):
        return Role()
    return Role(evidence=_shown_for("carrier", signs, model), carries=round(carries, 2))


def choose_role(signs: Signs, kind: Kind, shares: Mapping[str, float]) -> RoleLabel:
    """Return the most probable role that is found or likely; a carrier only where nobody answers for the claim."""
    found = {one.label for one in (*signs.findings, *signs.carried)}
    for label in sorted(ROLES, key=shares.__getitem__, reverse=True):
        if label == "none":
            break
        if label == "carrier" and not _may_carry(signs, kind, shares):
            continue
        if label in found or shares[label] >= _GUESS:
            return label
    return "none"


def _may_carry(signs: Signs, kind: Kind, shares: Mapping[str, float]) -> bool:
    """Tell whether there is talk that nobody answers; a table carries none."""
    talk = any(cue.group in _TALKED for cue in signs.cues)
    return talk and kind != "table" and not _answered(signs, shares, _DOUBT)


def _shown_for(label: RoleLabel, signs: Signs, model: ClassModel) -> tuple[str, ...]:
    """Return the phrases in which a role was found, else the sentence whose words weigh most for it."""
    return signs.evidence(label) or (max(signs.opening, key=partial(_weight, label, model)).whole,)


def _weight(label: RoleLabel, model: ClassModel, sentence: Sentence) -> float:
    """Return how much the words of a sentence speak for a role against none; a long sentence has no advantage."""
    labels = model.linear.labels
    text = nameless(Text(sentence.cased, sentence.cased, sentence.lower))
    buckets = list({bucket(gram) for gram in grams("", text)})
    weights = model.linear.weights[buckets].sum(axis=0)
    more = float(weights[labels.index(label)] - weights[labels.index("none")])
    return more / math.sqrt(max(1, len(buckets)))


def _answered(signs: Signs, shares: Mapping[str, float], doubt: float) -> bool:
    """Tell whether somebody denies the claim or is punished for it, or that is too probable beside a carrier."""
    said = any(one.label in _ANSWERS and one.placed >= _LEAST for one in (*signs.findings, *signs.carried))
    return said or sum(shares[label] for label in _ANSWERS) > doubt * shares["carrier"]


def _by_rules(sentences: Sequence[Sentence]) -> Iterator[_Finding]:
    title = sentences[0]
    held = _held(sentences)
    asked = title.lower.rstrip().endswith("?")
    for sentence in sentences:
        for group in dict.fromkeys([*_TITLE_GATE[sentence.index :], *(cue.group for cue in sentence.cues)]):
            for rule in _RULES.get(group, ()):
                if rule.where not in held or (rule.asked and not asked) or (rule.title_only and sentence.index):
                    continue
                if phrases := _says(rule, sentence, title):
                    yield _Finding(rule.label, rule.weight, sentence.index, phrases, rule.gate == "open")


def _held(sentences: Sequence[Sentence]) -> set[Where]:
    """Return what the article has of claims, from talk down to a quotation in the title."""
    if any(sentence.of(*_TALK) for sentence in sentences):
        return {"", "talked", "claimed", "quoted"}
    if any(sentence.of(*_CLAIMS) for sentence in sentences):
        return {"", "claimed", "quoted"}
    return {"", "quoted"} if any(mark in sentences[0].lower for mark in QUOTES) else {""}


def _says(rule: Rule, sentence: Sentence, title: Sentence) -> tuple[str, ...]:
    match = rule.says.of(sentence.text).search(sentence.lower)
    if match is None:
        return ()
    if rule.needs and not any(rule.needs.of(one.text).search(one.lower) for one in (sentence, title)):
        return ()
    if rule.unless:
        unless = rule.unless.of(sentence.text)
        if unless.search(sentence.lower) or (rule.label == "correction" and unless.search(title.lower)):
            return ()
    return _shown(sentence, match.start(), match.end())


def _shown(sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
    """Return what was read, or of a long piece only the cues at its ends."""
    first, last = sentence.start + start, sentence.start + end
    cues = _widest([cue for cue in sentence.cues if first <= cue.start and cue.end <= last])
    if end - start <= _LONG or not cues:
        return (sentence.quote(start, end),)
    return tuple(dict.fromkeys((cues[0].phrase, cues[-1].phrase)))


def _sanctions(sentences: Sequence[Sentence]) -> Iterator[_Finding]:
    """Somebody has to answer for a falsehood: in one sentence, or in two that follow each other."""
    for place, sentence in enumerate(sentences):
        acts = [cue for cue in sentence.of("punish") if is_done(cue, sentence)]
        if not acts:
            continue
        acts.sort(key=lambda cue: cue.phrase.lower() in _MILD)
        for other in (sentence, *sentences[place + 1 : place + 2], *sentences[max(0, place - 1) : place]):
            less = (0.0 if other is sentence else 1.0) + (0.8 if acts[0].phrase.lower() in _MILD else 0.0)
            for group, weight in _OFFENCES:
                if offences := other.of(group):
                    index = min(sentence.index, other.index)
                    yield _Finding("sanction", weight - less, index, (acts[0].phrase, offences[0].phrase))
                    break


def _others(sentences: Sequence[Sentence]) -> Iterator[_Finding]:
    for sentence in sentences:
        if cues := _widest(sentence.of("other")):
            yield _Finding("other_sense", 2.2, sentence.index, (cues[0].phrase,))


def _loosely(sentences: Sequence[Sentence]) -> Iterator[_Finding]:
    """What the title and the lead say together, where no sentence says it alone."""
    lead = sentences[: _LEAD + 2]
    groups = {cue.group for one in lead for cue in one.cues}
    for pair in PAIRS:
        if pair.gates and groups.isdisjoint(pair.gates):
            continue
        firsts = [(one, match) for one in lead if (match := _opens(pair, one))]
        if not firsts:
            continue
        seconds = [(one, match) for one in lead if (match := pair.second.of(one.text).search(one.lower))]
        for (one, first), (other, second) in product(firsts, seconds):
            if abs(one.index - other.index) < 2 or 0 in (one.index, other.index):
                if any(pair.unless.of(side.text).search(side.lower) for side in (one, other)):
                    continue
                if any(pair.needs.of(side.text).search(side.lower) for side in (one, other)):
                    phrases = (one.quote(*first.span()), *filter(None, [other.quote(*second.span())]))
                    yield _Finding(pair.label, pair.weight, min(one.index, other.index), phrases)


def _opens(pair: Pair, one: Sentence) -> re.Match[str] | None:
    if pair.gates and not one.of(*pair.gates):
        return None
    return pair.first.of(one.text).search(one.lower)


def _lesson(sentences: Sequence[Sentence]) -> Iterator[_Finding]:
    """Somebody teaches how to read what goes around: a word of teaching and two of reading, one in the title."""
    lead = [one for one in sentences[: _LEAD + 2] if one.index == 0 or one.cues]
    taught = [(one, match) for one in lead if (match := LESSON.of(one.text).search(one.lower))]
    read = {match.group(): one for one in lead for match in READING.of(one.text).finditer(one.lower)}
    if taught and len(read) > 1 and (taught[0][0].index == 0 or any(one.index == 0 for one in read.values())):
        one, match = taught[0]
        yield _Finding("advice", 1.4, 0, (one.quote(match.start(), match.end()), *list(read)[:2]))


def _carriers(sentences: Sequence[Sentence]) -> list[_Finding]:
    """Claims nobody answers for. Whoever answers decides: a fine, a denial, or plain news."""
    if any(_FICTION.of(one.text).search(one.lower) for one in sentences[:_LEAD]):
        return []
    spoken = {cue.phrase.lower() for one in sentences for cue in _widest(one.of(*_LOOSE, "gossip"))}
    groups = _LOOSE if len(spoken) > 1 or sentences[0].of("mention") else _LOOSE[:1]
    found: list[_Finding] = []
    for sentence in sentences:
        loose = [cue.phrase for cue in _widest(sentence.of(*groups)) if not cue.is_quoted]
        if sentence.of("rumour", "platform", "gossip", "content") and (
            match := _CARRIED.of(sentence.text).search(sentence.lower)
        ):
            loose.append(sentence.quote(match.start(), match.end()))
        if loose and not _READER_ASKS.of(sentence.text).search(sentence.lower):
            found.append(_Finding("carrier", 2.4, sentence.index, tuple(loose)))
    if not found:
        return []
    if answers := list(_answers(sentences)):
        return answers
    return [] if any(is_answered(one) for one in sentences) else found


def _answers(sentences: Sequence[Sentence]) -> Iterator[_Finding]:
    """What offices and named persons do with a rumour that was told."""
    for sentence in sentences:
        fines = [cue for cue in sentence.of("punish") if cue.phrase.lower() in _FINES and is_done(cue, sentence)]
        if fines:
            yield _Finding("sanction", 2.0, sentence.index, (fines[0].phrase,))
        elif words := denial(sentence):
            yield _Finding("debunk", 2.0, sentence.index, (words,))


def _widest(cues: Sequence[Cue]) -> list[Cue]:
    """Return cues without those that are pieces of another."""
    spans = [(cue.start, cue.end) for cue in cues]
    return [
        cue
        for cue in cues
        if not any(start <= cue.start and cue.end <= end and end - start > cue.end - cue.start for start, end in spans)
    ]


def _decide(findings: Sequence[_Finding]) -> Role:
    label = _heaviest(_totals(findings), findings)
    return Role() if label == "none" else _role(label, [one for one in findings if one.label == label])


def _totals(findings: Sequence[_Finding]) -> dict[RoleLabel, float]:
    totals: dict[RoleLabel, float] = {}
    for label in _ORDER:
        placed = sorted((one for one in findings if one.label == label), key=lambda one: -one.placed)
        if placed and placed[0].placed >= _LEAST:
            totals[label] = placed[0].placed + _MORE * min(3, len({one.index for one in placed}) - 1)
    return totals


def _heaviest(totals: Mapping[RoleLabel, float], findings: Sequence[_Finding]) -> RoleLabel:
    """Return the heaviest role; an answer closes a check, and a fine told in the lead is what the article is about."""
    lead = [one for one in findings if one.index <= _LEAD]
    left = dict(totals)
    answered = any(one.label == "debunk" and one.weight >= _ANSWER for one in lead)
    if answered and not any(one.label == "verification" and one.open for one in findings):
        left.pop("verification", None)
    if any(one.label == "sanction" and one.weight >= _SURE for one in lead):
        left.pop("debunk", None)
    most = max(left.values(), default=0.0)
    return next((label for label in _ORDER if left.get(label, 0.0) >= max(most - _NEAR, _LEAST)), "none")


def _role(label: RoleLabel, findings: Iterable[_Finding]) -> Role:
    ranked = sorted(findings, key=lambda one: -one.placed)
    first = ranked[0].index
    phrases = dict.fromkeys(phrase for one in ranked for phrase in one.phrases)
    return Role(label, _SCORES[0 if first == 0 else 1 if first <= _LEAD else 2], tuple(phrases)[:_SHOWN])
