"""Bytes to text such that one wrong byte costs one letter, not the whole document."""

import codecs
import re

# Encodings a document may declare. Anything else Python knows (punycode, unicode_escape, zlib) is no text of the press.
_DECLARABLE_NAMES = """
    utf-8 utf-16 utf-16-le utf-16-be cp1258 cp1252 iso8859-1 iso8859-15 ascii gb18030 gbk gb2312 big5 shift_jis euc_jp
    euc_kr cp874
"""
_DECLARABLE = frozenset(_DECLARABLE_NAMES.split())
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
_HEAD = 2048
# Up to this share of wrong bytes, text that declares nothing else is taken for damaged UTF-8.
_DAMAGE = 0.02


def decode(body: bytes, content_type: str = "") -> str:
    """Return a document as text: by its byte order mark, as UTF-8, as declared, or as UTF-8 with gaps."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    lenient = body.decode("utf-8", "replace")
    declared = _declared(body, content_type)
    if declared in {"", "utf-8"} or lenient.count("\ufffd") <= _DAMAGE * _beyond_ascii(body):
        return lenient
    return body.decode(declared, "replace")


def _declared(body: bytes, content_type: str) -> str:
    """Return the encoding that the server or the document names, in Python's spelling, "" for none we accept."""
    head = body[:_HEAD]
    found = (
        _CHARSET.search(content_type.encode("ascii", "ignore")) or _XML_ENCODING.search(head) or _CHARSET.search(head)
    )
    try:
        name = codecs.lookup(found[1].decode("ascii")).name if found else ""
    except LookupError:
        return ""
    return name if name in _DECLARABLE else ""


def _beyond_ascii(body: bytes) -> int:
    return len(body) - len(body.translate(None, bytes(range(128, 256))))
