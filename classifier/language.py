"""The language of an article: by script, then by Vietnamese letters and syllables, then by an offline detector."""

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# Latin languages of papers that write about Viet Nam; a shorter list makes the detector surer.
_LATIN = ("vi", "en", "fr", "es", "de", "pt", "it", "nl", "id", "ms", "tl")
SAMPLE = 800  # code points looked at

_SCRIPTS = (
    ("km", "\u1780-\u17ff"),
    ("lo", "\u0e80-\u0eff"),
    ("th", "\u0e00-\u0e7f"),
    ("my", "\u1000-\u109f"),
    ("ko", "\u1100-\u11ff\uac00-\ud7af"),
    ("ja", "\u3040-\u30ff"),  # before Chinese, whose characters it shares
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff"),
    ("ru", "\u0400-\u04ff"),
    ("ar", "\u0600-\u06ff"),
    ("hi", "\u0900-\u097f"),
)
LANGUAGES = (*_LATIN, *(code for code, _letters in _SCRIPTS))
_ANY_SCRIPT = re.compile(f"[{''.join(letters for _code, letters in _SCRIPTS)}]")
_OF_SCRIPT = tuple((code, re.compile(f"[{letters}]")) for code, letters in _SCRIPTS)
_LATIN_WORD = re.compile("[a-z\u00c0-\u024f\u1e00-\u1eff]+")
# Letters that no other language of the press around us writes; and the shape of every Vietnamese syllable.
_TELLING = re.compile("[ăđơưảãạằẳẵắặầẩẫấậẻẽẹềểễếệỉĩịỏõọồổỗốộờởỡớợủũụừửữứựỳỷỹỵ]")
_SYLLABLE = re.compile(
    "(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[^\\W\\dbcdđfghj-np-tvwxz]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_EN_WORDS = (
    "the of and in to a is for on with that by from as are was at it be has have will an its after over says said new "
    "how what why who more not this his her their you your"
)
_VI_WORDS = (
    "cua va co cac nguoi khong duoc cho trong la den voi nhung mot nam ngay khi da se bi ong tai tren nhieu lam tinh "
    "xa thu hai viet con nay ra vao sau dang gioi cong nhan dan huyen phuong doi gia"
)
_ENGLISH, _VIETNAMESE = frozenset(_EN_WORDS.split()), frozenset(_VI_WORDS.split())
_SURE = 0.5  # probability from which the detector is believed about a short text


def detect(text: str) -> str:
    """Return the ISO 639-1 code of prepared lower-case text, `other` when it has no words."""
    sample = text[:SAMPLE]
    if _ANY_SCRIPT.search(sample) and (code := _by_script(sample)):
        return code
    telling = len(_TELLING.findall(sample))
    if telling * 24 > len(sample):  # there is a space behind every word: enough, however short the words are
        return "vi"
    words = _LATIN_WORD.findall(sample)
    if not words:
        return "other"
    if telling * 12 >= len(words):
        return "vi"
    if sum(1 for word in words if _SYLLABLE.fullmatch(word)) >= 0.65 * len(words):
        return "vi"
    if sample.isascii():
        english, vietnamese = (sum(1 for word in words if word in common) for common in (_ENGLISH, _VIETNAMESE))
        if max(english, vietnamese) * 6 >= len(words) and english != vietnamese:
            return "en" if english > vietnamese else "vi"
    code, probability = _detector().classify(sample)
    if probability >= _SURE:
        return str(code)
    return "en" if sample.isascii() else "other"


def _by_script(sample: str) -> str | None:
    latin = len(_LATIN_WORD.findall(sample))
    return next((code for code, script in _OF_SCRIPT if len(script.findall(sample)) > 2 * latin), None)


@cache
def _detector() -> LanguageIdentifier:
    """Return the detector, which takes 90 MiB: read only once a text needs it."""
    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    detector.set_languages(list(_LATIN))
    return detector
