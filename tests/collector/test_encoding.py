"""Bytes to text: one wrong byte costs one letter."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.encoding import decode

TEXT = "<p>Cửa khẩu quốc tế Mộc Bài, tỉnh Tây Ninh</p>"
LONG = TEXT * 20
BROKEN = LONG.encode().replace("Bài".encode(), b"B\xe0i", 1)
LATIN = "<p>Université de Phnom Penh, café</p>"

CASES = {
    "UTF-8": (TEXT.encode(), "", TEXT),
    "UTF-8 with a mark": (codecs.BOM_UTF8 + TEXT.encode(), "", TEXT),
    "UTF-8 though another is declared": (TEXT.encode(), "text/html; charset=iso-8859-1", TEXT),
    "UTF-16 with a mark": (TEXT.encode("utf-16"), "", TEXT),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), "", TEXT),
    "one wrong byte": (BROKEN, "", LONG.replace("Bài", "B\ufffdi", 1)),
    "one wrong byte though another is declared": (
        BROKEN,
        "text/html; charset=windows-1252",
        LONG.replace("Bài", "B\ufffdi", 1),
    ),
    "declared by the server": (LATIN.encode("cp1252"), "text/html; charset=windows-1252", LATIN),
    "declared by the page": (
        f'<meta charset="windows-1252">{LATIN}'.encode("cp1252"),
        "",
        f'<meta charset="windows-1252">{LATIN}',
    ),
    "declared in XML": (
        f'<?xml version="1.0" encoding="iso-8859-1"?>{LATIN}'.encode("latin-1"),
        "",
        f'<?xml version="1.0" encoding="iso-8859-1"?>{LATIN}',
    ),
    "an encoding that is no text": (b"\xe9" * 8, "text/html; charset=unicode_escape", "\ufffd" * 8),
    "an encoding nobody knows": (b"\xe9" * 8, "text/html; charset=tcvn3", "\ufffd" * 8),
    "nothing": (b"", "", ""),
}


@pytest.mark.parametrize(("body", "content_type", "text"), CASES.values(), ids=CASES)
def test_a_document_is_decoded(body, content_type, text):
    assert decode(body, content_type) == text


@settings(max_examples=100, deadline=None)
@given(st.binary(), st.text() | st.sampled_from(["text/xml; charset=utf-16", "a; charset=gb18030", "a; charset=\x00"]))
def test_any_bytes_are_decoded_whatever_is_declared(body, content_type):
    assert isinstance(decode(body, content_type), str)
