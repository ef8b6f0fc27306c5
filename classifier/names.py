"""Text without proper names: what an article does is not to hang on who, where or which outlet it names."""

import re

from classifier.features import LEAD
from classifier.text import Text, lower

NAME = "ʘ"  # stands for a name; a letter, so that it counts as a word, that no language here writes
_UPPER = "".join(filter(str.isupper, map(chr, range(0x41, 0x1EFA))))
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_SYLLABLE = re.compile(
    r"(?i:ngh?|nh|kh|gh|gi|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    rf"(?i:[{_VOWELS}]{{1,3}}(?:ng|nh|ch|[cmnpt])?)"
)
# Words before a name that are none of it: forms of address, offices, times.
_BEFORE = frozenset(
    ("UBND", "HĐND", "CSGT", "TAND", "AI", "PV", "MXH", "CLIP", "VIDEO", "Clip", "Video", "Ông", "Bà", "Anh",
     "Chị", "Theo", "Tại", "Ngày", "Sáng", "Chiều", "Tối")
)  # fmt: skip
# Words that begin with a capital and name nobody where they stand alone: offices, means of spreading.
_PLAIN = frozenset(
    ("Facebook", "TikTok", "Zalo", "YouTube", "Internet", "Công", "Bộ", "Sở", "Ủy", "Uỷ", "Chủ", "Phó", "Giám",
     "Thủ", "Hội", "Ban", "Cục", "Chi", "Viện", "Trường", "Bệnh", "Tòa", "Đảng", "Nhà", "Quốc", "Thanh", "Chính",
     "Trung", "Cơ", "Phòng", "Đội", "Ngân", "Tổng", "Tập")
)  # fmt: skip
_CAPITALS = re.compile(rf"[{_UPPER}](?<!\w[{_UPPER}])\w*(?:[ .-][{_UPPER}]\w*)*")
_PARTY = re.compile(rf"(?<=[đĐ]ảng )[{_UPPER}]\w*(?: \w+)?")
_NAMES = re.compile(f"{NAME}(?:[ ,-]+{NAME})+")  # a list of names, or a name in pieces
_WORD = re.compile(r"[^ .-]+")
_SEEN = 2 * LEAD  # code points that are looked at; the models see no more


def named(text: Text) -> str:
    """Return a text in lower case with all its names."""
    return text.lower


def nameless(text: Text) -> str:
    """Return the beginning of a text in lower case, NAME in place of every name; none is told where all is capitals."""
    cased = text.cased[:_SEEN]
    if cased.isupper():
        return text.lower
    found = _CAPITALS.sub(_without, _PARTY.sub(NAME, cased) if "ảng " in cased else cased)
    return lower(_NAMES.sub(NAME, found))


def _without(found: re.Match[str]) -> str:
    """Return capitals in a row without the name among them: several words, one within a sentence, a foreign one."""
    run, place = found.group(), found.start()
    skipped = 0
    for word in _WORD.finditer(run):
        if word.group() not in _BEFORE:
            break
        skipped = word.end()
    rest = run[skipped:].lstrip(" .-")
    if not rest or rest in _PLAIN:
        return run
    is_name = skipped or not rest.isalpha() or _is_within(found.string, place) or not _SYLLABLE.fullmatch(rest)
    if is_name or (not place and found.string[found.end() :].lstrip().startswith(":")):
        return f"{run[: len(run) - len(rest)]}{NAME}"
    return run


def _is_within(text: str, place: int) -> bool:
    before = text[max(0, place - 2) : place]
    return len(before) == 2 and before[1] == " " and (before[0].isalnum() or before[0] in ",;")
