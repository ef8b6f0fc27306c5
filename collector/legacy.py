"""Vietnamese from before Unicode: windows-1258, TCVN 5712 (TCVN3, "ABC"), VNI, VISCII and VPS, read and recognised.

A text comes in as its bytes look in windows-1252: that is how a document of these encodings mostly declares itself, and
how it was saved when somebody put it into UTF-8 unread. Python knows windows-1258 only, and no well-kept library has
the others apart from large packages for other ends; the tables are short.
"""

import codecs
import re
import unicodedata
from functools import lru_cache
from itertools import islice

WESTERN = "windows-1252"

# Where windows-1252 has no character the byte stays what it is, as browsers do: https://encoding.spec.whatwg.org/
_WESTERN = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))

# TCVN 5712:1993, table VN1, from 0x80; https://www.itscj-ipsj.jp/ir/180.pdf has 0xA0 to 0xFF.
_TCVN = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\xa0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    "ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
# RFC 1456, from 0x80.
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
# VPS of the Vietnamese Professionals Society, from 0x80, as https://metacpan.org/dist/Encode-VN has it.
_VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ‘’ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    "\xa0ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺß"
    "àáâãảạăçèéêẽìíîĩẴĐòóôõöƠụùúủüỶẼỳ"
)
# Capital letters for which the tables ran out of room took the place of control characters.
_TCVN_LOW = ("\x01\x02\x04\x05\x06\x11\x12\x13\x14\x15\x16\x17", "ÚỤỪỬỮỨỰỲỶỸÝỴ")
_VISCII_LOW = ("\x02\x05\x06\x14\x19\x1e", "ẲẴẪỶỸỴ")
_VPS_LOW = (
    "\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d",
    "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ",
)
# VNI for Windows writes a vowel and, as a second character, its marks; https://vietunicode.sourceforge.net/charset/
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_ROUND = dict(zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))
_VNI_SHORT = dict(zip("êéèúüë", _VNI_ROUND.values(), strict=True))
_VNI_MARKS = (
    {"a" + mark: "ă" + tone for mark, tone in _VNI_SHORT.items()}
    | {vowel + mark: made + tone for mark, tone in _VNI_ROUND.items() for vowel, made in zip("aeo", "âêô", strict=True)}
    | {vowel + mark: vowel + tone for mark, tone in _VNI_TONES.items() for vowel in "aeouy"}
    | {vowel + mark: made + tone for mark, tone in _VNI_TONES.items() for vowel, made in zip("ôö", "ơư", strict=True)}
    | dict(zip("ôöñíìæóòî", "ơưđíìỉĩịỵ", strict=True))
)
_VNI = re.compile("[aeouyôö][" + "".join(_VNI_TONES | _VNI_ROUND | _VNI_SHORT) + "]|[ôöñíìæóòî]", re.IGNORECASE)

_CP1258 = "".join(bytes([byte]).decode("cp1258", "ignore") or _WESTERN[byte] for byte in range(128, 256))


def _table(high: str, low: tuple[str, str] = ("", "")) -> dict[int, str]:
    """Return what to make of the last characters of windows-1252, or of iso-8859-1, and of some control characters."""
    first = 256 - len(high)
    latin = dict(zip(map(chr, range(first, 256)), high, strict=True))
    return str.maketrans(latin | dict(zip(_WESTERN[first:], high, strict=True)) | dict(zip(*low, strict=True)))


# TCVN3 is what the fonts ".VnTime" and the like show: no capital letters with tones, the punctuation of Windows.
_TABLES = {
    "windows-1258": _table(_CP1258),
    "tcvn3": _table(_TCVN[0x20:]),
    "tcvn5712": _table(_TCVN, _TCVN_LOW),
    "viscii": _table(_VISCII, _VISCII_LOW),
    "vps": _table(_VPS, _VPS_LOW),
}
_NAMES = (*_TABLES, "vni")
# The letters and digits of the names that browsers, mail programs and iconv use.
_ALIASES = {
    "cp1258": "windows-1258",
    "windows1258": "windows-1258",
    "abc": "tcvn3",
    "tcvn3": "tcvn3",
    "tcvn": "tcvn5712",
    "tcvn5712": "tcvn5712",
    "tcvn57121": "tcvn5712",
    "tcvn571211993": "tcvn5712",
    "viettcvn": "tcvn5712",
    "viettcvn5712": "tcvn5712",
    "viscii": "viscii",
    "csviscii": "viscii",
    "viscii111": "viscii",
    "vietviscii": "viscii",
    "vps": "vps",
    "vietvps": "vps",
    "vni": "vni",
    "vietvni": "vni",
}

# A written syllable: first consonant, vowels, last consonant. No other language that uses these bytes writes many
# words of this form, and wrong letters break it.
_ONSETS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()  # noqa: SIM905 - one line
_RIMES = """
    a ai ao au ay am an ang anh ap at ac ach ăm ăn ăng ăp ăt ăc âu ây âm ân âng âp ât âc
    e eo em en eng ep et ec ê êu êm ên ênh êp êt êch
    i ia iu im in inh ip it ich iêu iêm iên iêng iêp iêt iêc
    o oi om on ong op ot oc oong ooc oa oai oao oay oam oan oang oanh oap oat oac oach oăm oăn oăng oăt oăc oe oeo oen
    oet ô ôi ôm ôn ông ôp ôt ôc ơ ơi ơm ơn ơp ơt
    u ua ui um un ung up ut uc uôi uôm uôn uông uôt uôc uê uên uênh uêch uơ uân uâng uât uây
    uy uya uyu uyên uyêt uynh uyt uych uyp
    ư ưa ưi ưu ưm ưng ưt ưc ươi ươu ươm ươn ương ươp ươt ươc
    y ynh yt ych yêu yêm yên yêng yêt
"""
_SYLLABLE = re.compile(f"(?:{'|'.join(_ONSETS)})?(?:{'|'.join(_RIMES.split())})")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHUT = ("p", "t", "c", "ch")  # after these only two tones are possible
_SHUT_TONES = "\u0301\u0323"
_WORD = re.compile(r"[^\W\d_]+")
# Runs of anything but ASCII punctuation, digits and spaces; a single sign may be a quotation mark or a word of many
# languages, and no syllable is longer than this.
_RUN = re.compile(r"[^\t\n\r !-@\[-`{-~]{2,40}")

_SAMPLE = 400  # so many different words beyond ASCII are looked at
_ENOUGH = 6
_SURE = 0.75
_BETTER = 0.25


def named(label: str) -> str:
    """Return which of these encodings a declared name means, "" for none."""
    return _ALIASES.get(re.sub(r"[^a-z0-9]|^x-", "", label.lower()), "")


def western(body: bytes) -> str:
    """Return bytes as windows-1252; every byte has a character."""
    return codecs.charmap_decode(body, "strict", _WESTERN)[0]


def read(text: str, name: str) -> str:
    """Return a text that was read as windows-1252 as what it is, in NFC; `name` is one that `named` returns."""
    made = _VNI.sub(_vowel, text) if name == "vni" else text.translate(_TABLES[name])
    return unicodedata.normalize("NFC", made)


def recognised(text: str, presumed: str = WESTERN) -> str:
    """Return the encoding whose reading makes Vietnamese syllables of a text that was read as windows-1252.

    `presumed` stays unless another makes clearly more of them.
    """
    runs = (found[0] for found in _RUN.finditer(text) if not found[0].isascii())
    different = list(islice(dict.fromkeys(islice(runs, 10 * _SAMPLE)), _SAMPLE))
    if len(different) < _ENOUGH:
        return presumed
    sample = "\n".join(different)
    shares = {name: _share(read(sample, name)) for name in _NAMES} | {WESTERN: _share(sample)}
    best = max(_NAMES, key=shares.__getitem__)
    return best if shares[best] >= max(_SURE, shares[presumed] + _BETTER) else presumed


def _vowel(found: re.Match[str]) -> str:
    made = _VNI_MARKS.get(found[0].lower(), found[0])
    return made.upper() if found[0][0].isupper() else made


def _share(sample: str) -> float:
    """Return how much of a sample, one run on a line, is Vietnamese syllables."""
    lines = sample.split("\n")
    return sum(map(_is_vietnamese, lines)) / len(lines)


def _is_vietnamese(run: str) -> bool:
    words = _WORD.findall(run)
    return any(not word.isascii() for word in words) and all(map(_is_syllable, words))


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in letters if letter in _TONES]
    plain = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(plain):
        return False
    return not plain.endswith(_SHUT) or all(tone in _SHUT_TONES for tone in tones)
