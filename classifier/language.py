"""The language of an article: by script first, then by Vietnamese letters, then by two short lists of common words."""

import re
from collections import Counter

LANGUAGES = ("vi", "en", "zh", "km", "lo")
SAMPLE = 800  # code points looked at

_ANY_SCRIPT = re.compile("[\u0e80-\u0eff\u1780-\u17ff\u3400-\u9fff]")
_SCRIPTS = (
    ("km", re.compile("[\u1780-\u17ff]")),
    ("lo", re.compile("[\u0e80-\u0eff]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
)
_KANA_HANGUL = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN_WORD = re.compile("[a-z\u00c0-\u024f\u1e00-\u1eff]+")
# Letters that no other language of the press around us writes; and the shape of every Vietnamese syllable.
_TELLING = re.compile("[ăđơưảãạằẳẵắặầẩẫấậẻẽẹềểễếệỉĩịỏõọồổỗốộờởỡớợủũụừửữứựỳỷỹỵ]")
_SYLLABLE = re.compile(
    "(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[^\\W\\dbcdđfghj-np-tvwxz]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_VI_WORDS = (
    "cua va co cac nguoi khong duoc cho trong la den tu voi nhung mot nam ngay khi da se bi ong ba tai tren nhieu lam "
    "tinh xa thu hai viet con nay ra vao sau dang the gioi cong nhan dan huyen phuong doi gia"
)
_EN_WORDS = (
    "the of and in to a is for on with that by from as are was at it be has have will an its after over says said new "
    "how what why who more not this his her their you your"
)
_VIETNAMESE, _ENGLISH = frozenset(_VI_WORDS.split()), frozenset(_EN_WORDS.split())


def detect(text: str) -> str:
    """Return `vi`, `en`, `zh`, `km`, `lo` or `other` for prepared lower-case text."""
    sample = text[:SAMPLE]
    if _ANY_SCRIPT.search(sample) and (code := _by_script(sample)):
        return code
    words = _WORD.findall(sample)
    if not words:
        return "other"
    telling = len(_TELLING.findall(sample))
    if telling * 12 >= len(words):
        return "vi"
    ascii_only = sample.isascii()
    if not ascii_only and sum(1 for word in words if _SYLLABLE.fullmatch(word)) >= 0.8 * len(words):
        return "vi"
    return _by_words(words, ascii_only=ascii_only)


def _by_script(sample: str) -> str | None:
    latin = len(_LATIN_WORD.findall(sample))
    for code, script in _SCRIPTS:
        if len(script.findall(sample)) > 2 * latin:
            return "other" if code == "zh" and _KANA_HANGUL.search(sample) else code
    return None


def _by_words(words: list[str], *, ascii_only: bool) -> str:
    counts = Counter(words)
    vietnamese = sum(counts[word] for word in _VIETNAMESE)
    english = sum(counts[word] for word in _ENGLISH)
    if english > vietnamese:
        return "en"
    if ascii_only:
        return "vi" if vietnamese else "en"
    return "other"
