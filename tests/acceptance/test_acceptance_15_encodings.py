"""Acceptance 15: whatever the encoding and whatever is declared, >= 99.9 % of characters are right and in NFC."""

import unicodedata
from difflib import SequenceMatcher
from html import escape

import pytest

from collector import feeds, pages
from core.press import Entry, Fetched
from core.text import has_hidden
from support import older
from support.factories import outlet
from support.fakes import NOON

URL = "https://baomau.example/rss.xml"
PAGE = "https://baomau.example/thoi-su/1.html"
TITLE = "Tây Ninh mở rộng cửa khẩu quốc tế Mộc Bài"
# Half of it in capitals: titles are often written so, and the older encodings have other bytes for them.
PROSE = older.PROSE + tuple(text.upper() for text in older.PROSE)
RIGHT = 0.999


class Open:
    """A gate that lets everything through."""

    def may_match(self, text):
        return True


def feed(declared, prose):
    items = "".join(
        f"<item><title>{escape(' '.join(text.split()[:9]))}</title><link>https://baomau.example/{number}.html</link>"
        f"<description>{escape(text)}</description></item>"
        for number, text in enumerate(prose)
    )
    said = f' encoding="{declared}"' if declared else ""
    return f'<?xml version="1.0"{said}?><rss version="2.0"><channel><title>{TITLE}</title>{items}</channel></rss>'


def page(declared, prose):
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">' if declared else ""
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in prose)
    article = f"<article><h1>{TITLE}</h1>{paragraphs}</article>"
    return f"<html><head>{meta}<title>{TITLE}</title></head><body>{article}</body></html>"


def read_feed(body, content_type, prose):
    """Return the texts read and those meant."""
    entries = feeds.parse(body, URL, outlet(), NOON, content_type)
    meant = [text for each in prose for text in (" ".join(each.split()[:9]), each)]
    return [text for entry in entries for text in (entry.title, entry.summary)], meant


def read_page(body, content_type, prose):
    draft = pages.read(Fetched(PAGE, 200, body, content_type), Entry(PAGE, "?"), outlet(), Open(), NOON)
    return [draft.title, *draft.text.split("\n")], [TITLE, *prose]


def right(got, meant):
    """Return how many characters of two lists of texts agree, as a share of those meant."""
    if got == meant:
        return 1.0
    one, other = "\n".join(got), "\n".join(meant)
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / max(len(one), len(other))


def utf8(text):
    return text.encode()


def broken(text):
    """Break two letters far from each other."""
    body = bytearray(text.encode())
    for place in (len(body) // 3, 2 * len(body) // 3):
        place = next(at for at in range(place, len(body)) if body[at] == 0xE1)
        body[place] = 0xFF
        del body[place + 1 : place + 3]
    return bytes(body)


def with_zeros(text):
    body = text.encode()
    return b"\0".join(body[start : start + 97] for start in range(0, len(body), 97))


def decomposed(text):
    return unicodedata.normalize("NFD", text).encode()


def twice(text):
    return text.encode().decode("latin-1").encode()


def written(name):
    return lambda text: older.encode(text, name)


def unread(name):
    """Put an older encoding into UTF-8 as if it were Western text."""
    return lambda text: older.encode(text, name).decode("latin-1").encode()


# How the bytes are made, what the document declares, what the server declares.
CASES = {
    "UTF-8, all declared right": (utf8, "utf-8", "utf-8"),
    "UTF-8, nothing declared": (utf8, "", ""),
    "UTF-8, the server says iso-8859-1": (utf8, "utf-8", "iso-8859-1"),
    "UTF-8, all say windows-1258": (utf8, "windows-1258", "windows-1258"),
    "UTF-8, the document says gb2312": (utf8, "gb2312", ""),
    "UTF-8 with two broken letters": (broken, "utf-8", "utf-8"),
    "UTF-8 with two broken letters, windows-1252 said": (broken, "windows-1252", "windows-1252"),
    "UTF-8 with zero bytes": (with_zeros, "utf-8", "utf-8"),
    "UTF-8 in NFD": (decomposed, "utf-8", "utf-8"),
    "UTF-8 twice": (twice, "utf-8", "utf-8"),
    "UTF-8 with a mark": (lambda text: text.encode("utf-8-sig"), "", "windows-1258"),
    "UTF-16 with a mark": (lambda text: text.encode("utf-16"), "utf-16", ""),
    "UTF-16 without a mark": (lambda text: text.encode("utf-16-le"), "utf-16", "utf-8"),
    "UTF-32 with a mark": (lambda text: text.encode("utf-32"), "", ""),
    "windows-1258": (written("windows-1258"), "windows-1258", "windows-1258"),
    "windows-1258, nothing declared": (written("windows-1258"), "", ""),
    "windows-1258, the server says utf-8": (written("windows-1258"), "", "utf-8"),
    "windows-1258, the document says utf-8": (written("windows-1258"), "utf-8", ""),
    "windows-1258, all say windows-1252": (written("windows-1258"), "windows-1252", "iso-8859-1"),
    "windows-1258, the server says iso-8859-1": (written("windows-1258"), "windows-1258", "iso-8859-1"),
    "windows-1258, in UTF-8 unread": (unread("windows-1258"), "utf-8", "utf-8"),
    "TCVN 5712": (written("tcvn5712"), "x-viet-tcvn5712", ""),
    "TCVN 5712, the server says so": (written("tcvn5712"), "", "TCVN-5712"),
    "TCVN 5712, called windows-1252": (written("tcvn5712"), "windows-1252", ""),
    "TCVN 5712, called viscii": (written("tcvn5712"), "viscii", ""),
    "VISCII": (written("viscii"), "viscii", ""),
    "VISCII, nothing declared": (written("viscii"), "", ""),
    "VPS": (written("vps"), "x-viet-vps", ""),
    "VPS, called x-user-defined": (written("vps"), "x-user-defined", ""),
    "VNI": (written("vni"), "x-viet-vni", ""),
    "VNI, called windows-1252": (written("vni"), "windows-1252", ""),
    "VNI, called utf-8": (written("vni"), "utf-8", "utf-8"),
    "VNI, in UTF-8 unread": (unread("vni"), "utf-8", "utf-8"),
}


@pytest.mark.parametrize(
    ("document", "read"), [pytest.param(feed, read_feed, id="feed"), pytest.param(page, read_page, id="page")]
)
@pytest.mark.parametrize("case", CASES)
def test_characters_are_right_and_in_nfc(measured, case, document, read):
    write, in_document, by_server = CASES[case]
    kind = "text/html" if document is page else "application/rss+xml"
    content_type = f"{kind}; charset={by_server}" if by_server else kind
    got, meant = read(write(document(in_document, PROSE)), content_type, PROSE)
    share = right(got, meant)
    measured(f"characters right, {document.__name__}, {case}, %", 100 * share, ">= 99.9")
    assert share >= RIGHT
    assert all(unicodedata.is_normalized("NFC", text) and not has_hidden(text) for text in got)


@pytest.mark.parametrize("said", ["", "utf-8"])
def test_tcvn3_put_into_utf_8_unread_is_read(said):
    """Its fonts have no capitals with tones, so there are none here."""
    prose = [text.lower() for text in older.PROSE]
    body = unread("tcvn5712")(feed("", prose).replace(TITLE, "Tin")).replace(b"\0", b"")
    got, meant = read_feed(body, f"text/xml; charset={said}", prose)
    assert right(got, meant) >= RIGHT
