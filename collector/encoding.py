"""Bytes to text such that one wrong byte costs one letter, not the whole document.

What servers and documents declare is often wrong, so the bytes are asked first. Addresses keep their form: text in
Unicode is not normalised here but in `core.text.clean`, while what an older encoding spells in parts leaves in NFC.
"""

import codecs
import re

from collector import legacy
from collector.legacy import WESTERN

# Encodings a document may declare, and the larger one that browsers read for it (https://encoding.spec.whatwg.org/).
# Anything else Python knows (punycode, unicode_escape, zlib) is no text of the press.
_SAME = """
    big5 big5hkscs cp874 cp932 cp949 cp866 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 euc_jp gb18030 iso8859-2
    iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16
    koi8-r koi8-u mac-cyrillic mac-roman
"""
_LARGER = {
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_DECLARABLE = {name: name for name in _SAME.split()} | _LARGER
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Which of four bytes are mostly zero in markup, as most of it is ASCII.
_ZEROS: dict[tuple[bool, ...], str] = {
    (False, True, True, True): "utf-32-le",
    (True, True, True, False): "utf-32-be",
    (False, True, False, True): "utf-16-le",
    (True, False, True, False): "utf-16-be",
}
_LABEL = rb"[A-Za-z0-9_.:-]{1,40}"
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*(" + _LABEL + rb")", re.IGNORECASE)
_META = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*(" + _LABEL + rb")", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](" + _LABEL + rb")")
_FEED = re.compile(rb"<(?:rss|feed|(?:\w{1,20}:)?rdf|urlset|sitemapindex)\b", re.IGNORECASE)
_HEAD = 2048
_META_HEAD = 1 << 16  # scripts and styles may stand before a declaration
# Text is UTF-8 with damage up to this share of wrong characters among those beyond ASCII.
_DAMAGE = 1 / 3

# Characters no XML document may hold (XML 1.0 section 2.2), so that no parser meets them; out of bytes they go faster.
_CONTROLS = bytes({*range(32)} - set(b"\t\n\r"))
_NO_CHARACTERS = b"\xef\xbf"  # how U+FFFE and U+FFFF begin
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Letters of Vietnamese that no older encoding, read as windows-1252, can look like.
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ\u0300-\u0323]")
_LEAST = 0.01  # Vietnamese of an older encoding has more characters beyond ASCII, markup included
# UTF-8 read as windows-1252 or iso-8859-1 and written as UTF-8 once more: half of all Vietnamese letters begin so.
_TWICE = b"\xc3\xa1\xc2"
_TWICE_ENOUGH = 3
_HIGH = legacy.western(bytes(range(128, 256)))
_HIGH_RUN = re.compile(f"[\x80-\xff{_HIGH[:32]}]+")
_TO_LATIN = str.maketrans({char: chr(byte) for byte, char in enumerate(_HIGH, 128)})


def decode(body: bytes, content_type: str = "") -> str:
    """Return a document as text without characters that XML forbids; whatever the bytes are, it does not fail.

    Asked in turn: byte order mark, place of zeros, UTF-8, what is declared, which Vietnamese syllables come out.
    """
    if wide := _wide(body):
        return _legal(body.decode(wide, "replace"))
    text = _utf8(body.translate(None, _CONTROLS))
    return _legal(_older(body, content_type)) if text is None else text


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text.lstrip("\ufeff"))


def _utf8(body: bytes) -> str | None:
    """Read a document as UTF-8, None when it is something else; a letter cut off at its end is left out."""
    try:
        text = codecs.utf_8_decode(body, "strict", False)[0]
    except UnicodeDecodeError:
        text = codecs.utf_8_decode(body, "replace", False)[0]
        if not body.startswith(codecs.BOM_UTF8) and text.count("\ufffd") > _DAMAGE * _beyond_ascii(text):
            return None
    if _NO_CHARACTERS in body:
        text = text.replace("\ufffe", "").replace("\uffff", "")
    text = text.lstrip("\ufeff")
    return _legal(_once(text)) if body.count(_TWICE) >= _TWICE_ENOUGH else _mended(text)


def _older(body: bytes, content_type: str) -> str:
    declared = _declared(body, content_type)
    if declared in _DECLARABLE.values():
        return body.decode(declared, "replace")
    text = legacy.western(body)
    name = legacy.recognised(text, declared or WESTERN)
    return text if name == WESTERN else legacy.read(text, name)


def _wide(body: bytes) -> str:
    """Return which of UTF-16 and UTF-32 a document is in, "" for none."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return encoding
    head = body[:_HEAD]
    zeros = tuple(head[start::4].count(0) * 8 > len(head) for start in range(4)) if 0 in head else ()
    return _ZEROS.get(zeros, "")


def _declared(body: bytes, content_type: str) -> str:
    """Return the encoding that server or document name, "" for none but those that many name without a thought."""
    head = body[:_HEAD]
    found = (
        _CHARSET.search(content_type.encode("ascii", "ignore")),
        _XML_ENCODING.search(head),
        None if _FEED.search(head) else _META.search(body[:_META_HEAD]),
    )
    names = (_named(label[1].decode("ascii")) for label in found if label)
    return next((name for name in names if name), "")


def _named(label: str) -> str:
    """Return what a declared name means, "" for UTF-8, which it is not, for Western and for what nobody knows."""
    if name := legacy.named(label):
        return name
    try:
        return _DECLARABLE.get(codecs.lookup(label).name, "")
    except LookupError:
        return ""


def _mended(text: str) -> str:
    """Return UTF-8 text as it was meant, where an older encoding was put into UTF-8 as if it were Western text."""
    # The first such letter, in the title of most documents, spares them the counting.
    if text.isascii() or _VIETNAMESE.search(text) or _beyond_ascii(text) < _LEAST * len(text):
        return text
    name = legacy.recognised(text)
    return text if name == WESTERN else legacy.read(text, name)


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _once(text: str) -> str:
    """Undo a second UTF-8 if it was done to most of a text."""
    undone = 0

    def undo(found: re.Match[str]) -> str:
        nonlocal undone
        try:
            single = found[0].translate(_TO_LATIN).encode("latin-1").decode()
        except UnicodeDecodeError:
            return found[0]
        undone += len(found[0])
        return single

    once = _HIGH_RUN.sub(undo, text)
    return once if undone > _beyond_ascii(text) / 2 else text
